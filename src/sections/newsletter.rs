//! A form that posts an address to a newsletter service; the service confirms and keeps it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Part;
use crate::diagnostic::Step;
use crate::resolve::Resolver;
use crate::scalar::WebUrl;
use crate::view::View;
use crate::view::head::Sources;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Newsletter {
    pub title: String,
    pub text: Option<String>,
    /// Where the service takes the form.
    pub action: WebUrl,
    /// The name that the service gives to the address.
    #[serde(default = "email")]
    pub field: String,
    /// Above the field; the theme's own words when absent.
    pub label: Option<String>,
    /// On the button; the theme's own words when absent.
    pub button: Option<String>,
    /// What is sent how often, and how to leave.
    pub note: Option<String>,
    /// Other fields that the service wants.
    #[serde(default)]
    pub hidden: BTreeMap<String, String>,
}

fn email() -> String {
    "email".to_owned()
}

impl Part for Newsletter {
    fn resolve(&mut self, _: &mut Resolver<'_>, _: &[Step]) {}

    fn view(&self, view: &View<'_>) -> Value {
        let hidden = |(name, value): (&String, &String)| json!({ "name": name, "value": value });
        json!({
            "title": self.title,
            "text": self.text,
            "action": self.action.0,
            "field": self.field,
            "label": self.label.as_deref().unwrap_or_else(|| view.t("newsletter_label")),
            "button": self.button.as_deref().unwrap_or_else(|| view.t("newsletter_button")),
            "note": self.note,
            "hidden": self.hidden.iter().map(hidden).collect::<Vec<_>>(),
        })
    }

    fn sources(&self) -> Sources {
        Sources { form_action: vec![self.action.origin().to_owned()], ..Sources::default() }
    }
}
