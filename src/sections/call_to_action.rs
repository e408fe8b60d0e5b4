//! One thing to do.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below, resolve_actions};
use crate::diagnostic::{At, Step, error};
use crate::path;
use crate::resolve::Resolver;
use crate::scalar::Image;
use crate::shop::settings::Action;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CallToAction {
    pub title: String,
    pub text: Option<String>,
    /// The first one is the thing to do.
    #[schemars(length(min = 1))]
    pub actions: Vec<Action>,
    pub image: Option<Image>,
}

impl Part for CallToAction {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        if self.actions.is_empty() {
            let finding = error("blank", "`actions` is empty");
            let help = "write at least one, like `- {label: All products, to: /products/}`";
            resolver.push(finding.help(help), At::Value(below(at, path!["actions"])));
        }
        resolve_actions(resolver, &self.actions, at);
        if let Some(image) = &mut self.image {
            resolver.image(image, below(at, path!["image"]));
        }
    }

    fn view(&self, view: &View<'_>) -> Value {
        json!({
            "title": self.title,
            "text": self.text,
            "actions": self.actions.iter().map(|action| view.link(action)).collect::<Vec<_>>(),
            "image": self.image.as_ref().and_then(|image| view.image(image)),
        })
    }
}
