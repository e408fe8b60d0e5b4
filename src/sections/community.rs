//! Groups, channels and clubs, and what joining one brings.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below};
use crate::diagnostic::{At, Step, unknown};
use crate::path;
use crate::platforms::{self, PLATFORMS};
use crate::resolve::Resolver;
use crate::scalar::Link;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Community {
    pub title: String,
    pub text: Option<String>,
    pub groups: Vec<Group>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub name: String,
    pub text: Option<String>,
    /// Where it meets, like `whatsapp`.
    pub network: Option<String>,
    pub to: Link,
    /// The words of the link.
    pub label: String,
    /// What members get.
    pub perk: Option<String>,
}

impl Part for Community {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        for (n, group) in self.groups.iter().enumerate() {
            let at = below(at, path!["groups", n]);
            resolver.link(&group.to, below(&at, path!["to"]));
            if let Some(network) = group.network.as_ref().filter(|network| platforms::find(network).is_none()) {
                let names = PLATFORMS.iter().map(|platform| platform.name);
                let finding = unknown("unknown-network", network, "a network that is known", names);
                resolver.push(finding, At::Value(below(&at, path!["network"])));
            }
        }
    }

    fn is_empty(&self, _: &View<'_>) -> bool {
        self.groups.is_empty()
    }

    fn view(&self, view: &View<'_>) -> Value {
        let group = |group: &Group| {
            let platform = group.network.as_deref().and_then(platforms::find);
            json!({
                "name": group.name,
                "text": group.text,
                "network": group.network,
                "network_label": platform.map(|platform| platform.label),
                "url": view.href(&group.to),
                "label": group.label,
                "perk": group.perk,
            })
        };
        json!({ "title": self.title, "text": self.text, "groups": self.groups.iter().map(group).collect::<Vec<_>>() })
    }
}
