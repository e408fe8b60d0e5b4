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
        let body = order.message.replace('\n', "\r\n");
        Some(format!("{}{BODY}{}", self.bare(order.subject)?, encode(&body)))
    }

    fn facts(&self, subject: &str, facts: &mut Map<String, Value>) {
        facts.insert("bare".to_owned(), self.bare(subject).into());
        facts.insert("body".to_owned(), BODY.into());
    }
}

const BODY: &str = "&body=";

impl Email {
    /// The message, before anything is written but its subject.
    fn bare(&self, subject: &str) -> Option<String> {
        self.address.as_deref().map(|address| format!("mailto:{}?subject={}", address_part(address), encode(subject)))
    }
}

/// An address keeps its `@`; everything that could end it is encoded.
fn address_part(address: &str) -> String {
    encode(address).replace("%40", "@")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_breaks_out_of_its_place() {
        let email =
            Email { address: Some(scalar::Email("shop+orders@example.com?bcc=x".to_owned())), ..Email::default() };
        let mut facts = Map::new();
        email.facts("Order at Leaf & Clay", &mut facts);
        let bare = "mailto:shop%2Borders@example.com%3Fbcc%3Dx?subject=Order%20at%20Leaf%20%26%20Clay";
        assert_eq!(facts["bare"], bare);
        let order = Order { subject: "Order at Leaf & Clay", message: "One\nTwo", pay_link: None };
        assert_eq!(email.link(&order).unwrap(), format!("{bare}&body=One%0D%0ATwo"));
    }
}
