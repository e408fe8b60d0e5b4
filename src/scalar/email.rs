//! Mail addresses.

use std::ops::Deref;
use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// An address that a mail program can write to: a name, `@`, a host with a dot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(pub String);

scalar!(Email, "email", "an e-mail address, like `hello@shop.example`", "string");

impl FromStr for Email {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Email, Wrong> {
        // RFC 5322 lets more through; what these refuse is a slip or a disguise in every shop that we know.
        let plain = |part: &str, more: &str| part.chars().all(|c| c.is_alphanumeric() || more.contains(c));
        let sound = |(name, host): (&str, &str)| {
            !name.is_empty()
                && plain(name, ".!#$%&'*+/=?^_`{|}~-")
                && plain(host, ".-")
                && host.split('.').count() > 1
                && host.split('.').all(|label| !label.is_empty())
        };
        if text.split_once('@').is_some_and(sound) {
            return Ok(Email(text.to_owned()));
        }
        let help = "write the address alone, like `hello@shop.example`: orders are sent to it";
        Err(wrong(format!("`{text}` is not an e-mail address"), help))
    }
}

impl Deref for Email {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_slips() {
        for text in ["hello@shop.example", "a.b+orders@mail.shop.example", "büro@töpferei.example"] {
            assert!(text.parse::<Email>().is_ok(), "{text}");
        }
        for text in
            ["hello(at)shop.example", "hello@shop", "@shop.example", "a@b@c.example", "a @b.example", "", "a@.x"]
        {
            assert!(text.parse::<Email>().is_err(), "{text}");
        }
    }
}
