//! The landing page: `content/home.yaml`, an ordered list of typed sections.
//!
//! To add a section: a file with its struct (what is written below its name) and its [`Section`], one line in
//! `sections!` below, its template `sections/<name>.html` in the theme. The schema, the list in the error for an
//! unknown name and the tests follow from the line.
//!
//! In: the section as written. Out: the values that its template gets. Absent: HTML, except the drawing of `flow`.

mod call_to_action;
mod collections;
mod community;
mod events;
mod faq;
mod featured;
mod flow;
mod gallery;
mod hero;
mod newsletter;
mod proof;
mod quotes;
mod segments;
mod steps;
mod testimonials;
mod text;
mod video;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::diagnostic::Step;
use crate::resolve::Resolver;
use crate::scalar::Image;
use crate::shop::settings::Action;
use crate::view::View;
use crate::view::head::Sources;

pub use events::Event;

/// The landing page as written.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// The title in browsers and search results; name and tagline of the shop when absent.
    pub title: Option<String>,
    pub description: Option<String>,
    /// The picture shown when the page is shared.
    pub image: Option<Image>,
    pub sections: Vec<Section>,
}

/// What every section gives.
trait Part {
    /// Finds the section's pictures, links and names; `at` is its place in the file.
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]);
    /// The values of its template, beside `kind`, `id` and `first`.
    fn view(&self, view: &View<'_>) -> Value;
    /// Whether nothing that it would show is published: then the page goes without it.
    fn is_empty(&self, _: &View<'_>) -> bool {
        false
    }
    /// What it loads or posts to beside the site itself.
    fn sources(&self) -> Sources {
        Sources::default()
    }
}

/// An entry of the registry.
pub struct Entry {
    pub name: &'static str,
}

macro_rules! sections {
    ($($(#[$doc:meta])* $name:literal => $variant:ident($module:ident)),* $(,)?) => {
        /// One entry of `sections:`, by its name.
        #[derive(Debug, Clone, Deserialize, JsonSchema)]
        pub enum Section {
            $($(#[$doc])* #[serde(rename = $name)] $variant($module::$variant)),*
        }

        /// All sections, in the order of the documentation.
        pub const SECTIONS: &[Entry] = &[$(Entry { name: $name }),*];

        impl Section {
            pub fn name(&self) -> &'static str {
                match self { $(Section::$variant(_) => $name),* }
            }

            fn part(&self) -> &dyn Part {
                match self { $(Section::$variant(part) => part),* }
            }

            fn part_mut(&mut self) -> &mut dyn Part {
                match self { $(Section::$variant(part) => part),* }
            }
        }
    };
}

sections! {
    /// The first screen: a sentence, a photo, real products.
    "hero" => Hero(hero),
    /// Some products, chosen or of one collection.
    "featured" => Featured(featured),
    /// The breadth of the range.
    "collections" => Collections(collections),
    /// Figures with their source.
    "proof" => Proof(proof),
    /// What customers say.
    "testimonials" => Testimonials(testimonials),
    /// What experts say.
    "quotes" => Quotes(quotes),
    /// A table of kinds of customers.
    "segments" => Segments(segments),
    /// A decision scheme, drawn.
    "flow" => Flow(flow),
    /// What happens, one thing after the other.
    "steps" => Steps(steps),
    /// Questions of `faq.yaml`.
    "faq" => Faq(faq),
    /// Groups, channels and clubs.
    "community" => Community(community),
    /// A form that posts to a newsletter service.
    "newsletter" => Newsletter(newsletter),
    /// Dates that can be taken into a calendar.
    "events" => Events(events),
    /// A film, loaded at a click.
    "video" => Video(video),
    /// Markdown, with a picture beside it.
    "text" => Text(text),
    /// One thing to do.
    "call_to_action" => CallToAction(call_to_action),
    /// Pictures.
    "gallery" => Gallery(gallery),
}

impl Section {
    pub fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        self.part_mut().resolve(resolver, at);
    }

    /// The values of the section's template; `n` is its place on the page.
    pub fn view(&self, view: &View<'_>, n: usize) -> Value {
        let mut values = match self.part().view(view) {
            Value::Object(values) => values,
            _ => Map::new(),
        };
        values.insert("kind".to_owned(), self.name().into());
        values.insert("id".to_owned(), self.id(n).into());
        values.insert("first".to_owned(), (n == 0).into());
        Value::Object(values)
    }

    /// The anchor of the section: its name, numbered by its place, so that a second one of its kind has its own.
    pub fn id(&self, n: usize) -> String {
        format!("{}-{}", self.name().replace('_', "-"), n + 1)
    }

    /// Whether the page goes without it on the day of the build.
    pub fn is_empty(&self, view: &View<'_>) -> bool {
        self.part().is_empty(view)
    }

    pub fn sources(&self) -> Sources {
        self.part().sources()
    }

    pub fn events(&self) -> &[Event] {
        match self {
            Section::Events(events) => &events.events,
            _ => &[],
        }
    }

    pub fn video(&self) -> Option<&video::Video> {
        match self {
            Section::Video(video) => Some(video),
            _ => None,
        }
    }

    pub fn faq(&self) -> Option<&faq::Faq> {
        match self {
            Section::Faq(faq) => Some(faq),
            _ => None,
        }
    }

    pub fn hero_image(&self) -> Option<&Image> {
        match self {
            Section::Hero(hero) => Some(&hero.image),
            _ => None,
        }
    }
}

/// The steps to a field of a section.
fn below(at: &[Step], steps: Vec<Step>) -> Vec<Step> {
    at.iter().cloned().chain(steps).collect()
}

fn resolve_action(resolver: &mut Resolver<'_>, action: &Action, at: Vec<Step>) {
    let at = below(&at, crate::path!["to"]);
    resolver.link(&action.to, at);
}

fn resolve_actions(resolver: &mut Resolver<'_>, actions: &[Action], at: &[Step]) {
    for (n, action) in actions.iter().enumerate() {
        resolve_action(resolver, action, below(at, crate::path!["actions", n]));
    }
}

/// Each place once.
fn distinct(places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    places.filter(|place| seen.insert(*place)).collect()
}

/// Places in the list of products; those that do not exist were reported when the section was resolved.
fn products(view: &View<'_>, slugs: &[String]) -> Vec<usize> {
    distinct(slugs.iter().filter_map(|slug| view.shop.product_index.get(slug).copied()))
}
