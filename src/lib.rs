//! Shopwright turns a folder of Markdown and YAML into a shop that sells through social media.
//!
//! # One idea
//! The build is one pure function between two thin shells:
//!
//! ```text
//! disk ─load→ Sources ─check→ Site ─plan→ Plan ─render→ Output ─write→ disk
//!             └────────── no clock, no environment, no network ──────────┘
//! ```
//!
//! The same [`source::Sources`] and [`options::Options`] give the same bytes on any machine, at any thread count.
//! [`render::Output`] is the site as a value: all its paths, and the bytes of any one when asked. It makes no page
//! before it is asked for, so that memory does not grow with the size of the site, and a server renders what is looked at.
//!
//! # The map
//! A module uses only modules of the rows above its own.
//!
//! | row | modules |
//! |---|---|
//! | 0 | [`source`], [`diagnostic`], [`memo`] |
//! | 1 | [`yaml`], [`markdown`], [`palette`], [`icons`], [`photos`], [`cards`], [`charts`], [`exports`]: text, pixels and tables → plain data |
//! | 2 | [`scalar`]: values with a spelling of their own (amounts, dates, links, …) |
//! | 3 | [`checkouts`], [`platforms`], [`importers`]: registries that settings refer to; [`options`] |
//! | 4 | [`shop`]: one file per noun |
//! | 5 | [`theme`], [`resolve`]: words and templates; references |
//! | 6 | [`view`]: what templates get |
//! | 7 | [`sections`], [`feeds`], [`data`]: registries and files made of views; [`report`]: what was earned |
//! | 8 | [`pages`]: which pages exist, and the view of each |
//! | 9 | [`check`], then [`plan`], then [`render`] |
//! | 10 | [`build`] |
//! | shell | [`memory`], [`load`], [`cache`], [`mod@write`], [`serve`], [`cli`]: the only input and output |
//!
//! (`diagnostic` asks its neighbour `source` for texts, and `yaml` where a value stands; `load`, `write` and `cli` use
//! those named before them. There are no other edges sideways or upwards.)
//!
//! # Invariants
//! - No module outside the shell reads a clock, the environment or the network. Three places read bytes that sources only
//!   describe: photos, the logo and the fonts, through [`source::Blob::read`].
//! - What costs seconds (photos, cards) is kept by a [`memo::Memo`], by the hash of everything that goes in; a build with
//!   an empty one gives the same bytes.
//! - Findings about content are [`diagnostic::Diagnostics`], gathered and never first-failure. An error means that
//!   nothing is written. Faults of the environment are errors of the shell.
//! - Money is [`scalar::Money`], whole minor units of the shop's one currency.
//! - The model carries no positions. A finding names a place by the path of a value; its line is worked out when it is
//!   printed, from the file's text.
//! - A registry is a slice or a macro's list; a new entry is one file and one line.
//! - No template computes what a page says, and no template sees the model: [`view`] is the contract with themes. How wide a
//!   photo stands is the theme's own.
//!
//! # What differs from the usual
//! `Output` is asked for bytes instead of holding them all: ten thousand pages of twenty kilobytes are two hundred
//! megabytes that nobody reads twice. Sections, checkouts and other content types are decoded by serde; what serde
//! cannot say (all faults at once, with a remedy) comes from a second look at the tree, with the schema of the same struct.

pub mod cache;
pub mod cards;
pub mod charts;
pub mod check;
pub mod checkouts;
pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod exports;
pub mod feeds;
pub mod icons;
pub mod importers;
pub mod load;
pub mod markdown;
pub mod memo;
pub mod memory;
pub mod options;
pub mod pages;
pub mod palette;
pub mod photos;
pub mod plan;
pub mod platforms;
pub mod render;
pub mod report;
pub mod resolve;
pub mod scalar;
pub mod sections;
pub mod serve;
pub mod shop;
pub mod source;
pub mod theme;
pub mod view;
pub mod write;
pub mod yaml;

use diagnostic::Diagnostics;
use options::Options;
use render::Output;
use source::Sources;

/// Builds a site; `None` when the content has errors.
pub fn build(sources: &Sources, options: &Options, diagnostics: &mut Diagnostics) -> Option<Output> {
    let site = check::check(sources, options, diagnostics)?;
    let assets = render::assets(sources, &site, diagnostics)?;
    let report = if options.report { render::report(sources, &site, options, diagnostics) } else { None };
    let plan = plan::plan(&site, assets, report.as_ref(), diagnostics);
    let output = Output::new(sources, site, plan, report, diagnostics)?;
    (!diagnostics.has_errors()).then_some(output)
}
