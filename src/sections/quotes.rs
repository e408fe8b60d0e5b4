//! What experts say, each with a source.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below};
use crate::diagnostic::{At, Step, warning};
use crate::path;
use crate::resolve::Resolver;
use crate::shop::testimonial::Source;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotes {
    pub title: String,
    pub text: Option<String>,
    pub quotes: Vec<Quote>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    pub text: String,
    pub person: String,
    pub role: Option<String>,
    pub source: Option<Source>,
    pub year: Option<u16>,
}

impl Part for Quotes {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        for (n, quote) in self.quotes.iter().enumerate() {
            let at = below(at, path!["quotes", n]);
            match &quote.source {
                None => {
                    let finding = warning("quote-source", format!("the quote of {} has no source", quote.person));
                    let finding = finding.help("add `source: {name: …, to: …}`, so that a reader can find it");
                    resolver.push(finding, At::Value(below(&at, path!["text"])));
                }
                Some(source) => {
                    if let Some(to) = &source.to {
                        resolver.link(to, below(&at, path!["source", "to"]));
                    }
                }
            }
        }
    }

    fn is_empty(&self, _: &View<'_>) -> bool {
        self.quotes.is_empty()
    }

    fn view(&self, view: &View<'_>) -> Value {
        let quote = |quote: &Quote| {
            json!({
                "text": quote.text,
                "person": quote.person,
                "role": quote.role,
                "source": quote.source.as_ref().map(|source| view.source(source)),
                "year": quote.year,
            })
        };
        json!({ "title": self.title, "text": self.text, "quotes": self.quotes.iter().map(quote).collect::<Vec<_>>() })
    }
}
