//! How an order is handed over to somebody who takes the money.
//!
//! To add a provider: a file with its settings struct (what a merchant writes below `checkout:`) and its
//! [`Provider`], one line in `checkouts!` below, its `checkout_<name>` strings in the theme, and its hand-over of
//! whole carts in the theme's `scripts/checkouts/`.
//!
//! In: one product's order as plain texts. Out: a plain link that works without JavaScript, and the facts that the
//! cart's script needs. Absent: secrets; only what may be public is ever written here.

mod email;
mod entry;
mod payment_link;
mod whatsapp;

use std::fmt::{self, Formatter};

use schemars::JsonSchema;
use serde::de::{self, MapAccess, Visitor};
use serde_json::{Map, Value};

pub use email::Email;
use entry::Entries;
pub use payment_link::PaymentLink;
pub use whatsapp::WhatsApp;

use crate::yaml::Wrong;

/// An order of one product, in the words of the shop's language.
pub struct Order<'a> {
    pub subject: &'a str,
    /// Greeting, line, total, address of the page.
    pub message: &'a str,
    pub pay_link: Option<&'a str>,
}

/// What the shop itself knows and a provider may use.
pub struct Known<'a> {
    pub email: Option<&'a str>,
    pub whatsapp: Option<&'a str>,
}

/// What every provider gives.
pub trait Provider {
    /// Where the provider documents what is used here.
    const SPEC: &'static str;
    /// The words on the button; the theme's own when `None`.
    fn label(&self) -> Option<&str>;
    /// What happens next, and who charges; the theme's own when `None`.
    fn note(&self) -> Option<&str>;
    /// Fills in what the shop knows.
    ///
    /// # Errors
    /// Something is missing without which no order can be handed over.
    fn complete(&mut self, known: &Known<'_>) -> Result<(), Wrong>;
    /// The link that hands over one product; `None` when this product has none.
    fn link(&self, order: &Order<'_>) -> Option<String>;
    /// What the cart's script needs besides label and note: of a message, its link without the order, `bare`, and what stands
    /// between the two, `body`.
    fn facts(&self, subject: &str, facts: &mut Map<String, Value>);
}

/// An entry of the registry.
pub struct Entry {
    pub name: &'static str,
    pub spec: &'static str,
}

macro_rules! checkouts {
    ($($(#[$doc:meta])* $name:literal => $provider:ident),* $(,)?) => {
        /// One entry of `checkout:` in `shop.yaml`.
        #[derive(Debug, Clone, JsonSchema)]
        pub enum Checkout {
            $($(#[$doc])* #[schemars(rename = $name)] $provider($provider)),*
        }

        /// `email`, `email:` and `email: {}` mean the same: a provider with its defaults.
        impl<'de> Visitor<'de> for Entries {
            type Value = Checkout;

            fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a way to order, and its fields")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Checkout, E> {
                match name {
                    $($name => Ok(Checkout::$provider(Default::default())),)*
                    _ => Err(E::unknown_variant(name, &[$($name),*])),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Checkout, A::Error> {
                let name: String = map.next_key()?.ok_or_else(|| de::Error::invalid_length(0, &self))?;
                let checkout = match name.as_str() {
                    $($name => Checkout::$provider(map.next_value::<Option<$provider>>()?.unwrap_or_default()),)*
                    _ => return Err(de::Error::unknown_variant(&name, &[$($name),*])),
                };
                match map.next_key::<String>()? {
                    Some(_) => Err(de::Error::invalid_length(2, &self)),
                    None => Ok(checkout),
                }
            }
        }

        /// All providers, in the order of the documentation.
        pub const CHECKOUTS: &[Entry] = &[$(Entry { name: $name, spec: <$provider as Provider>::SPEC }),*];

        impl Checkout {
            pub fn name(&self) -> &'static str {
                match self { $(Checkout::$provider(_) => $name),* }
            }
            pub fn label(&self) -> Option<&str> {
                match self { $(Checkout::$provider(provider) => provider.label()),* }
            }
            pub fn note(&self) -> Option<&str> {
                match self { $(Checkout::$provider(provider) => provider.note()),* }
            }
            /// # Errors
            /// See [`Provider::complete`].
            pub fn complete(&mut self, known: &Known<'_>) -> Result<(), Wrong> {
                match self { $(Checkout::$provider(provider) => provider.complete(known)),* }
            }
            pub fn link(&self, order: &Order<'_>) -> Option<String> {
                match self { $(Checkout::$provider(provider) => provider.link(order)),* }
            }
            pub fn facts(&self, subject: &str, facts: &mut Map<String, Value>) {
                match self { $(Checkout::$provider(provider) => provider.facts(subject, facts)),* }
            }
        }
    };
}

checkouts! {
    /// A page of a payment provider for each product or variant (`pay_link`).
    "payment_link" => PaymentLink,
    /// An order message to the shop's WhatsApp number.
    "whatsapp" => WhatsApp,
    /// An order message by e-mail.
    "email" => Email,
}
