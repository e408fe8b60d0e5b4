//! Payment links: a page of Stripe, PayPal or any other provider that sells exactly one product or variant.
//!
//! The price stands at the provider, so nobody can change it on the way. A link sells one line; quantities are
//! chosen there.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Known, Order, Provider};
use crate::yaml::Wrong;

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PaymentLink {
    pub label: Option<String>,
    pub note: Option<String>,
}

impl Provider for PaymentLink {
    const SPEC: &'static str = "https://docs.stripe.com/payment-links";

    fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    fn complete(&mut self, _: &Known<'_>) -> Result<(), Wrong> {
        Ok(())
    }

    fn link(&self, order: &Order<'_>) -> Option<String> {
        order.pay_link.map(str::to_owned)
    }

    fn facts(&self, _: &str, _: &mut Map<String, Value>) {}
}
