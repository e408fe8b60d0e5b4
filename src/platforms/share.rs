//! Addresses by which a visitor passes a page on. Every value is percent-encoded.

use crate::scalar::encode;

/// What is shared.
pub struct Share<'a> {
    /// Absolute.
    pub url: &'a str,
    pub title: &'a str,
    /// Absolute, for networks that share pictures.
    pub image: Option<&'a str>,
}

impl Share<'_> {
    /// An address with the URL in one parameter.
    pub fn url_at(&self, address: &str) -> String {
        format!("{address}{}", encode(self.url))
    }

    /// An address with title and URL in one text.
    pub fn text_at(&self, address: &str) -> String {
        format!("{address}{}", encode(&format!("{} {}", self.title, self.url)))
    }
}
