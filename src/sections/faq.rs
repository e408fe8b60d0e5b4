//! Some of the questions of `faq.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below, resolve_action};
use crate::diagnostic::{At, Step, unknown};
use crate::path;
use crate::resolve::Resolver;
use crate::shop::settings::Action;
use crate::shop::{Group, Shop};
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Faq {
    pub title: String,
    pub text: Option<String>,
    /// Ids of groups; all when absent.
    #[serde(default)]
    pub groups: Vec<String>,
    /// How many questions at most.
    pub limit: Option<usize>,
    pub link: Option<Action>,
}

/// As many as fit below the fold without hiding the rest of the page.
const LIMIT: usize = 6;

impl Faq {
    /// The questions that the section shows, group by group: number of the group, number of questions.
    pub fn shown(&self, shop: &Shop) -> Vec<(usize, usize)> {
        let mut left = self.limit.unwrap_or(LIMIT);
        let mut shown = Vec::new();
        for (n, group) in shop.faq.iter().enumerate() {
            let wanted = self.groups.is_empty() || self.groups.contains(&group.id);
            let count = group.questions.len().min(left);
            if wanted && count > 0 {
                shown.push((n, count));
                left -= count;
            }
        }
        shown
    }
}

impl Part for Faq {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        let names = resolver.names;
        for (n, id) in self.groups.iter().enumerate() {
            let Some(known) = &names.faq_groups else { break };
            if !known.contains(id) {
                let finding = unknown("unknown-group", id, "a group of faq.yaml", known.iter().map(String::as_str));
                resolver.push(finding, At::Value(below(at, path!["groups", n])));
            }
        }
        if let Some(link) = &self.link {
            resolve_action(resolver, link, below(at, path!["link"]));
        }
    }

    fn is_empty(&self, view: &View<'_>) -> bool {
        self.shown(view.shop).is_empty()
    }

    fn view(&self, view: &View<'_>) -> Value {
        let group = |(n, count): (usize, usize)| {
            let group: &Group = &view.shop.faq[n];
            view.questions(group, count)
        };
        json!({
            "title": self.title,
            "text": self.text,
            "groups": self.shown(view.shop).into_iter().map(group).collect::<Vec<_>>(),
            "link": self.link.as_ref().map(|link| view.link(link)),
        })
    }
}
