//! An order as an e-mail to the shop, which confirms it by hand (RFC 6068).

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Known, Order, Provider};
use crate::scalar::{self, encode};
use crate::yaml::Wrong;

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Email {
    /// The address of `contact.email` when absent.
    pub address: Option<scalar::Email>,
    pub label: Option<String>,
    pub note: Option<String>,
}

impl Provider for Email {
    const SPEC: &'static str = "https://www.rfc-editor.org/rfc/rfc6068";

    fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    fn complete(&mut self, known: &Known<'_>) -> Result<(), Wrong> {
        if self.address.is_none() {
            self.address = known.email.map(|address| scalar::Email(address.to_owned()));
        }
        self.address.as_ref().map(|_| ()).ok_or_else(|| Wrong {
            message: "orders by e-mail need an address".to_owned(),
            help: "add `email:` below `contact`, or `address:` here".to_owned(),
        })
    }

    fn link(&self, order: &Order<'_>) -> Option<String> {
        let address = self.address.as_ref()?;
        let body = order.message.replace('\n', "\r\n");
        Some(format!("mailto:{}?subject={}&body={}", address_part(address), encode(order.subject), encode(&body)))
    }

    fn facts(&self, facts: &mut Map<String, Value>) {
        facts.insert("address".to_owned(), self.address.as_deref().into());
    }
}

/// An address keeps its `@`; everything that could end it is encoded.
fn address_part(address: &str) -> String {
    encode(address).replace("%40", "@")
}
