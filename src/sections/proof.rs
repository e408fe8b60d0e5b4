//! Figures, each with its source and year.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below};
use crate::diagnostic::{At, Step, warning};
use crate::path;
use crate::resolve::Resolver;
use crate::scalar::Link;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    pub title: String,
    pub text: Option<String>,
    pub figures: Vec<Figure>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// As it is read: `87 %`, `25 million`.
    pub figure: String,
    /// What it counts.
    pub label: String,
    pub source: Option<String>,
    pub year: Option<u16>,
    pub to: Option<Link>,
    /// Figures of one group stand together.
    pub group: Option<String>,
}

impl Part for Proof {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        for (n, figure) in self.figures.iter().enumerate() {
            let at = below(at, path!["figures", n]);
            if figure.source.is_none() {
                let finding = warning("figure-source", format!("the figure `{}` has no source", figure.figure));
                let finding = finding.help("add `source:`, `year:` and `to:`, so that a reader can check it");
                resolver.push(finding, At::Value(below(&at, path!["figure"])));
            }
            if let Some(to) = &figure.to {
                resolver.link(to, below(&at, path!["to"]));
            }
        }
    }

    fn is_empty(&self, _: &View<'_>) -> bool {
        self.figures.is_empty()
    }

    fn view(&self, view: &View<'_>) -> Value {
        let figure = |figure: &Figure| {
            json!({
                "figure": figure.figure,
                "label": figure.label,
                "source": figure.source,
                "year": figure.year,
                "url": figure.to.as_ref().map(|to| view.href(to)),
                "group": figure.group,
            })
        };
        json!({ "title": self.title, "text": self.text, "figures": self.figures.iter().map(figure).collect::<Vec<_>>() })
    }
}
