//! An order as a WhatsApp message to the shop, which confirms it by hand.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Known, Order, Provider};
use crate::scalar::{PhoneDigits, encode};
use crate::yaml::Wrong;

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WhatsApp {
    /// The number of `contact.whatsapp` when absent.
    pub number: Option<PhoneDigits>,
    pub label: Option<String>,
    pub note: Option<String>,
}

impl Provider for WhatsApp {
    const SPEC: &'static str = "https://faq.whatsapp.com/5913398998672934";

    fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    fn complete(&mut self, known: &Known<'_>) -> Result<(), Wrong> {
        if self.number.is_none() {
            self.number = known.whatsapp.map(|digits| PhoneDigits(digits.to_owned()));
        }
        self.number.as_ref().map(|_| ()).ok_or_else(|| Wrong {
            message: "orders by WhatsApp need a number".to_owned(),
            help: "add `whatsapp: \"4917012345678\"` below `contact`, or `number:` here".to_owned(),
        })
    }

    fn link(&self, order: &Order<'_>) -> Option<String> {
        Some(format!("{}{BODY}{}", self.bare()?, encode(order.message)))
    }

    fn facts(&self, _: &str, facts: &mut Map<String, Value>) {
        facts.insert("bare".to_owned(), self.bare().into());
        facts.insert("body".to_owned(), BODY.into());
    }
}

const BODY: &str = "?text=";

impl WhatsApp {
    /// The chat, before anything is written.
    fn bare(&self) -> Option<String> {
        self.number.as_ref().map(|number| format!("https://wa.me/{}", number.0))
    }
}
