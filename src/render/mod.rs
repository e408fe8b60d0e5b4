//! A task → its bytes, one at a time.
//!
//! In: the checked site and its plan. Out: for any path the bytes of its file, or findings that name the template.
//! Every task is rendered alone; the order and the number of threads cannot change a byte. Absent: the disk, except
//! that the logo's pixels are read when icons are made of a photo.

mod assets;
mod card;
mod findings;
mod french;
mod icons;
mod photos;
mod report;
mod templates;

use std::collections::BTreeMap;

use crate::check::Site;
use crate::data;
use crate::diagnostic::{Diagnostic, Diagnostics, error};
use crate::feeds::{self, FEEDS};
use crate::pages::ReportFiles;
use crate::palette::Palette;
use crate::plan::{Plan, Task};
use crate::source::{FileId, Sources};
use templates::Templates;

pub use assets::assets;
pub use photos::Group;
pub use report::report;

/// The site as a value: every path, and the bytes of any one of them when asked.
pub struct Output {
    pub site: Site,
    pub plan: Plan,
    templates: Templates,
    palette: Palette,
    mark: icons::Logo,
    /// The KPI report, when there is one and it was asked for.
    pub report: Option<ReportFiles>,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    Bytes(Vec<u8>),
    /// The bytes of a source, unchanged.
    Copy(FileId),
}

impl Output {
    /// Prepares what pages share; findings are faults of templates.
    pub fn new(
        sources: &Sources,
        site: Site,
        plan: Plan,
        report: Option<ReportFiles>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Output> {
        let palette = crate::theme::colours(&site.shop.settings.theme)?;
        let mark = icons::logo(sources, &site);
        match Templates::new(sources, &site, &plan) {
            Ok(templates) => Some(Output { site, plan, templates, palette, mark, report }),
            Err(findings) => {
                diagnostics.list.extend(findings);
                None
            }
        }
    }

    /// Paths from the site's root, in order.
    pub fn paths(&self) -> &BTreeMap<String, Task> {
        &self.plan.tasks
    }

    /// Makes one file.
    ///
    /// # Errors
    /// What is wrong with a template, or with the logo.
    pub fn render(&self, task: &Task) -> Result<Rendered, Diagnostic> {
        let view = self.site.view();
        let plan = &self.plan;
        let bytes = match task {
            Task::Page(page) => self.templates.page(&self.site, &view, page)?,
            Task::Copy(file) => return Ok(Rendered::Copy(*file)),
            Task::Card(page, format) => return self.card(page, *format),
            Task::OwnCard(card, format) => return self.drawn(card, *format),
            Task::Photo(source, rendition) => self.make(source, &[*rendition])?.pop().unwrap_or_default(),
            Task::Styles => plan.assets.styles.clone().into_bytes(),
            Task::ShopData => data::shop::shop(&view, &plan.sizes),
            Task::Offers(shard) => data::offers::offers(&view, &plan.offers(view.shop)[*shard]),
            Task::Cards(chunk) => data::products::chunk(&view, *chunk, plan.sizes.chunk_size),
            Task::Listing(Some(n)) => data::listing::listing(&view, &self.site.shop.collections[*n].products),
            Task::Listing(None) => {
                let all: Vec<usize> = (0..self.site.shop.products.len()).collect();
                data::listing::listing(&view, &all)
            }
            Task::SearchTerms(shelf) => plan.search(view.shop).shelf(shelf),
            Task::Feed(n) => (FEEDS[*n].write)(&view).unwrap_or_default(),
            Task::Sitemap(n) => plan.sitemap(&view)[*n].1.clone().into_bytes(),
            Task::Event(section, n) => {
                let event = &self.site.home.sections[*section].events()[*n];
                feeds::ics::ics(&view, &event.facts(&view)).into_bytes()
            }
            Task::Manifest => {
                feeds::manifest::manifest(&view, &self.colour_of_chrome(), &self.colour_of_ground()).into_bytes()
            }
            Task::Icon(icon) => icons::icon(&self.mark, *icon, &self.palette, view.vanishes()).map_err(|message| {
                let finding = error("logo", format!("no icon can be made of the logo: {message}"));
                finding.help("use a square SVG, PNG or JPEG as `logo`, or leave it out")
            })?,
            Task::Text(text) => text.clone().into_bytes(),
            Task::Report(path) => {
                self.report.as_ref().and_then(|report| report.files.get(path)).cloned().unwrap_or_default()
            }
        };
        Ok(Rendered::Bytes(bytes))
    }

    fn colour_of_chrome(&self) -> String {
        hex(&self.palette.light.ground)
    }

    fn colour_of_ground(&self) -> String {
        hex(&self.palette.light.ground)
    }
}

fn hex(colour: &crate::palette::Colour) -> String {
    let [r, g, b] = colour.rgb();
    format!("#{r:02x}{g:02x}{b:02x}")
}
