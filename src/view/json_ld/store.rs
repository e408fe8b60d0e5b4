//! Who sells: `OnlineStore` and `WebSite`.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/organization>,
//! <https://developers.google.com/search/docs/appearance/site-names>.

use super::View;
use super::node::Node;
use crate::scalar::dialled;
use crate::shop::settings::{Address, Contact};

/// Made for every shop, from its logo or its initial.
const LOGO: &str = "/icons/icon-512.png";
const LOGO_PIXELS: u32 = 512;

impl View<'_> {
    /// The shop with all that is known of it: on the home page, and on those that say who is behind it.
    pub fn store(&self) -> Node {
        let settings = &self.shop.settings;
        let contact = settings.contact.as_ref();
        let legal = settings.legal.as_ref();
        let about = settings.description.as_deref().or(settings.tagline.as_deref());
        let same: Vec<&str> = settings.social.values().map(|url| url.0.as_str()).collect();
        self.store_node()
            .maybe("legalName", legal.map(|legal| legal.name.as_str()))
            .with("logo", self.logo())
            .maybe("image", settings.image.as_ref().map(|image| self.preview(&image.src).url))
            .maybe("description", about)
            .maybe("slogan", settings.tagline.as_deref())
            .maybe("email", contact.and_then(|contact| contact.email.as_deref()))
            .maybe("telephone", contact.and_then(|contact| contact.phone.as_deref()).map(number))
            .maybe("address", legal.map(|legal| address(&legal.address)))
            .maybe("vatID", legal.and_then(|legal| legal.vat_id.as_deref()))
            .maybe("contactPoint", contact.and_then(|contact| self.contact_point(contact)))
            .some("sameAs", &same)
            .maybe("hasMerchantReturnPolicy", self.return_policy())
            .maybe("hasShippingService", self.shipping_service())
    }

    pub fn store_reference(&self) -> Node {
        Node::reference(&self.store_id())
    }

    /// The site, from whose node search engines take its name.
    pub fn website(&self) -> Node {
        self.website_node()
            .maybe("description", self.shop.settings.tagline.as_deref())
            .with("inLanguage", self.shop.locale.tag())
            .with("publisher", self.store_reference())
    }

    pub(super) fn website_node(&self) -> Node {
        Node::with_id("WebSite", &self.shared_id("website"))
            .with("name", self.shop.settings.name.as_str())
            .with("url", self.base.absolute("/"))
    }

    pub(in crate::view) fn store_node(&self) -> Node {
        Node::with_id("OnlineStore", &self.store_id())
            .with("name", self.shop.settings.name.as_str())
            .with("url", self.base.absolute("/"))
    }

    fn store_id(&self) -> String {
        self.shared_id("store")
    }

    fn logo(&self) -> Node {
        // E37 is the pixel of UN/CEFACT's codes.
        let side = || Node::new("QuantitativeValue").with("value", LOGO_PIXELS).with("unitCode", "E37");
        Node::with_id("ImageObject", &self.shared_id("logo"))
            .with("url", self.base.absolute(LOGO))
            .with("contentUrl", self.base.absolute(LOGO))
            .with("width", side())
            .with("height", side())
    }

    fn contact_point(&self, contact: &Contact) -> Option<Node> {
        let whatsapp = contact.whatsapp.as_ref().map(|number| format!("+{}", number.0));
        let telephone = contact.phone.as_deref().map(number).or(whatsapp);
        if telephone.is_none() && contact.email.is_none() {
            return None;
        }
        let node = Node::new("ContactPoint")
            .with("contactType", "customer service")
            .maybe("email", contact.email.as_deref())
            .maybe("telephone", telephone)
            .with("availableLanguage", self.shop.locale.language());
        Some(node)
    }
}

/// A telephone number without the words that people read beside it.
fn number(written: &str) -> String {
    if written.contains(char::is_alphabetic) { dialled(written) } else { written.to_owned() }
}

fn address(address: &Address) -> Node {
    Node::new("PostalAddress")
        .with("streetAddress", address.street.as_str())
        .with("postalCode", address.postal_code.as_str())
        .with("addressLocality", address.city.as_str())
        .maybe("addressRegion", address.region.as_deref())
        .with("addressCountry", address.country.0.as_str())
}
