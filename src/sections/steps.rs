//! What happens, one thing after the other.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Part;
use crate::diagnostic::Step as PathStep;
use crate::resolve::Resolver;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Steps {
    pub title: String,
    pub text: Option<String>,
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub title: String,
    pub text: Option<String>,
}

impl Part for Steps {
    fn resolve(&mut self, _: &mut Resolver<'_>, _: &[PathStep]) {}

    fn is_empty(&self, _: &View<'_>) -> bool {
        self.steps.is_empty()
    }

    fn view(&self, _: &View<'_>) -> Value {
        let step = |step: &Step| json!({ "title": step.title, "text": step.text });
        json!({ "title": self.title, "text": self.text, "steps": self.steps.iter().map(step).collect::<Vec<_>>() })
    }
}
