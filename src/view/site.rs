//! What every page of the site gets: identity, navigation, terms.

use std::collections::BTreeMap;

use serde::Serialize;

use super::head::HeadLink;
use super::picture::File;
use super::{LinkView, View, path};
use crate::platforms;
use crate::scalar::{Country, Link, dialled, encode};
use crate::shop::Collection;
use crate::shop::page::PageKind;
use crate::shop::settings::{Analytics, Announcement, Contact, Zone};
use crate::theme::Words;

/// Width of the logo, in pixels of a sharp screen.
const LOGO: u32 = 320;

#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    pub name: String,
    pub tagline: Option<String>,
    /// `/` or `/shop/`.
    pub root: String,
    pub locale: String,
    pub dir: &'static str,
    pub currency: &'static str,
    pub logo: Option<File>,
    /// What the logo stands on, where it would not be seen otherwise: a class of the styles.
    pub logo_plate: Option<&'static str>,
    /// Whether the logo says the name.
    pub word_mark: bool,
    /// The initial, where there is no logo.
    pub monogram: String,
    pub theme: ThemeView,
    pub announcement: Option<AnnouncementView>,
    pub header: Vec<NavigationLink>,
    pub footer: Vec<FooterView>,
    pub social: Vec<SocialView>,
    pub contact: Option<ContactView>,
    pub legal: Option<LegalView>,
    pub shipping_line: Option<String>,
    pub shipping_url: Option<String>,
    pub returns_line: Option<String>,
    pub returns_url: Option<String>,
    pub tax_line: Option<String>,
    pub urls: UrlsView,
    pub assets: AssetsView,
    /// Icons, manifest and feed, for the head of every page.
    pub links: Vec<HeadLink>,
    pub atom: Option<String>,
    pub checkout: Vec<CheckoutView>,
    /// Names of the shipping zones, and what is chosen among them.
    pub zones: Vec<String>,
    pub zones_label: String,
    pub legal_links: Vec<LinkView>,
    pub analytics: Option<AnalyticsView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AnalyticsView {
    pub script: String,
    pub attributes: Vec<AttributeView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AttributeView {
    pub name: String,
    pub value: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ThemeView {
    pub typeface: &'static str,
    pub corners: &'static str,
    pub ground: &'static str,
    pub photos: &'static str,
    pub scheme: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub struct AnnouncementView {
    pub text: String,
    pub url: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NavigationLink {
    pub label: String,
    pub url: String,
    pub external: bool,
    pub current: bool,
    /// `wide` or `narrow`, where only such screens have it in the menu.
    pub only: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FooterView {
    pub title: String,
    pub links: Vec<NavigationLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SocialView {
    pub network: String,
    pub label: String,
    pub url: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    pub email: Option<String>,
    pub phone: Option<String>,
    pub phone_url: Option<String>,
    pub whatsapp_url: Option<String>,
    pub telegram_url: Option<String>,
    pub messenger_url: Option<String>,
    pub hours: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LegalView {
    pub name: String,
    pub representative: Option<String>,
    /// The address, line by line.
    pub lines: Vec<String>,
    pub vat_id: Option<String>,
    pub registration: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct UrlsView {
    pub home: String,
    pub products: String,
    pub collections: String,
    pub search: String,
    pub cart: String,
    /// The page with the ways to reach the shop.
    pub contact: Option<String>,
    pub testimonials: Option<String>,
    pub faq: Option<String>,
    pub journal: Option<String>,
}

/// Where the theme's made files stand; their names hold their hashes.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AssetsView {
    pub css: String,
    /// Loaded after `css` by pages that show sections; empty for a theme without it.
    pub home: String,
    pub js: String,
    pub font: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct CheckoutView {
    pub provider: &'static str,
    pub label: String,
    pub note: String,
}

fn contact(contact: &Contact) -> ContactView {
    ContactView {
        email: contact.email.as_deref().map(str::to_owned),
        phone: contact.phone.clone(),
        phone_url: contact.phone.as_ref().map(|phone| format!("tel:{}", dialled(phone))),
        whatsapp_url: contact.whatsapp.as_ref().map(|number| format!("https://wa.me/{}", number.0)),
        telegram_url: contact.telegram.as_ref().map(|name| format!("https://t.me/{}", encode(name))),
        messenger_url: contact.messenger.as_ref().map(|name| format!("https://m.me/{}", encode(name))),
        hours: contact.hours.clone(),
    }
}

fn analytics(analytics: &Analytics) -> AnalyticsView {
    let attribute = |(name, value): (&String, &String)| AttributeView { name: name.clone(), value: value.clone() };
    AnalyticsView {
        script: analytics.script.0.clone(),
        attributes: analytics.attributes.iter().map(attribute).collect(),
    }
}

/// The first collections that fit beside the name on a small laptop: all of them, or some and a link to all.
fn fitting(collections: &[Collection], all: &str) -> usize {
    const ENTRIES: usize = 4;
    const LETTERS: usize = 60;
    let letters = |text: &str| text.chars().count();
    let sum = |count: usize| collections[..count].iter().map(|c| letters(&c.matter.title)).sum::<usize>();
    let count = collections.len();
    if count <= ENTRIES && sum(count) <= LETTERS {
        return count;
    }
    let most = count.min(ENTRIES - 1);
    (0..=most).rev().find(|count| sum(*count) + letters(all) <= LETTERS).unwrap_or(0)
}

impl View<'_> {
    pub fn site(&self, assets: AssetsView) -> SiteView {
        let settings = &self.shop.settings;
        let url = |path: &str| self.base.path(path);
        let zones = settings.shipping.iter().flat_map(|shipping| &shipping.zones);
        let policy = |link: Option<&Link>, kind: PageKind| {
            let page = || self.shop.pages.iter().find(|page| page.matter.kind == kind);
            link.map(|link| self.href(link)).or_else(|| page().map(|page| url(&path::page(&page.slug))))
        };
        SiteView {
            name: settings.name.clone(),
            tagline: settings.tagline.clone(),
            root: self.base.root.clone(),
            locale: self.shop.locale.tag().to_owned(),
            dir: self.shop.locale.direction(),
            currency: self.shop.currency.code(),
            logo: settings.logo.as_ref().and_then(|src| self.thumbnail(src, LOGO)),
            logo_plate: self.logo_plate(),
            word_mark: settings.logo.is_some() && self.shop.mark().is_none(),
            monogram: settings.name.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default(),
            theme: ThemeView {
                typeface: settings.theme.typeface.word(),
                corners: settings.theme.corners.word(),
                ground: settings.theme.ground.word(),
                photos: settings.theme.photos.word(),
                scheme: settings.theme.scheme.word(),
            },
            announcement: settings.announcement.as_ref().map(|announcement| self.announcement(announcement)),
            header: self.header(),
            footer: self.footer(),
            social: settings.social.iter().map(|(name, url)| self.social(name, &url.0)).collect(),
            contact: settings.contact.as_ref().map(contact),
            legal: self.legal(),
            shipping_line: self.shipping_line(),
            shipping_url: policy(settings.shipping.as_ref().and_then(|s| s.policy.as_ref()), PageKind::Shipping),
            returns_line: self.returns_line().map(str::to_owned),
            returns_url: policy(settings.returns.as_ref().and_then(|r| r.policy.as_ref()), PageKind::Returns),
            tax_line: self.tax_line().map(str::to_owned),
            urls: UrlsView {
                home: url(path::HOME),
                products: url(path::PRODUCTS),
                collections: url(path::COLLECTIONS),
                search: url(path::SEARCH),
                cart: url(path::CART),
                contact: policy(None, PageKind::Contact),
                testimonials: self.paths.testimonials.then(|| url(path::TESTIMONIALS)),
                faq: self.paths.faq.then(|| url(path::FAQ)),
                journal: self.paths.journal.then(|| url(path::JOURNAL)),
            },
            assets,
            links: self.head_links(),
            atom: self.paths.journal.then(|| url(path::ATOM)),
            checkout: settings
                .checkout
                .iter()
                .zip(self.checkout_texts())
                .map(|(checkout, text)| CheckoutView {
                    provider: checkout.name(),
                    label: text.label.clone(),
                    note: text.note.clone(),
                })
                .collect(),
            zones_label: self.t(if zones.clone().all(Zone::by_parcel) { "cart_zone" } else { "delivery" }).to_owned(),
            zones: zones.map(|zone| zone.name.clone()).collect(),
            legal_links: self.legal_links(),
            analytics: settings.analytics.as_ref().map(analytics),
        }
    }

    fn legal(&self) -> Option<LegalView> {
        let legal = self.shop.settings.legal.as_ref()?;
        Some(LegalView {
            name: legal.name.clone(),
            representative: legal.representative.clone(),
            lines: self.address_lines(),
            vat_id: legal.vat_id.clone(),
            registration: legal.registration.clone(),
        })
    }

    fn announcement(&self, announcement: &Announcement) -> AnnouncementView {
        match announcement {
            Announcement::Text(text) => AnnouncementView { text: text.clone(), url: None },
            Announcement::Linked(own) => AnnouncementView { text: own.text.clone(), url: Some(self.href(&own.to)) },
        }
    }

    /// What the merchant wrote; else all products, the collections and the journal.
    fn header(&self) -> Vec<NavigationLink> {
        /// Collections in the menu of a telephone.
        const MENU: usize = 12;
        let written = &self.shop.settings.navigation.header;
        if !written.is_empty() {
            return written.iter().map(|action| self.navigation(&action.label, &action.to)).collect();
        }
        let own = |label: &str, path: String| self.navigation(label, &Link::Path(path));
        let mut links = vec![own(self.t("all_products"), path::PRODUCTS.to_owned())];
        let collections = &self.shop.collections;
        let fitting = fitting(collections, self.t("all_collections"));
        let link = |(n, c): (usize, &Collection)| NavigationLink {
            only: (n >= fitting).then_some("narrow"),
            ..own(&c.matter.title, path::collection(&c.slug))
        };
        links.extend(collections.iter().enumerate().take(MENU).map(link));
        if fitting < collections.len() {
            let only = (collections.len() <= MENU).then_some("wide");
            links.push(NavigationLink { only, ..own(self.t("all_collections"), path::COLLECTIONS.to_owned()) });
        }
        if self.paths.journal {
            links.push(own(self.t("journal"), path::JOURNAL.to_owned()));
        }
        links
    }

    fn footer(&self) -> Vec<FooterView> {
        let written = &self.shop.settings.navigation.footer;
        let group = |group: &crate::shop::settings::FooterGroup| FooterView {
            title: group.title.clone(),
            links: group.links.iter().map(|action| self.navigation(&action.label, &action.to)).collect(),
        };
        if !written.is_empty() {
            return written.iter().map(group).collect();
        }
        let own = |label: &str, path: String| self.navigation(label, &Link::Path(path));
        /// Collections in the footer; where there are more, all of them are one link away.
        const COLLECTIONS: usize = 6;
        let collections = self.shop.collections.iter().take(COLLECTIONS);
        let mut shop = vec![own(self.t("all_products"), path::PRODUCTS.to_owned())];
        shop.extend(collections.map(|c| own(&c.matter.title, path::collection(&c.slug))));
        if self.shop.collections.len() > COLLECTIONS {
            shop.push(own(self.t("all_collections"), path::COLLECTIONS.to_owned()));
        }
        let legal = |kind: PageKind| PageKind::LEGAL.contains(&kind);
        let mut help: Vec<NavigationLink> = self
            .shop
            .pages
            .iter()
            .filter(|page| !legal(page.matter.kind))
            .map(|page| own(&page.matter.title, path::page(&page.slug)))
            .collect();
        if self.paths.faq {
            help.insert(0, own(self.t("faq"), path::FAQ.to_owned()));
        }
        vec![
            FooterView { title: self.t("footer_shop").to_owned(), links: shop },
            FooterView { title: self.t("footer_help").to_owned(), links: help },
        ]
    }

    fn navigation(&self, label: &str, to: &Link) -> NavigationLink {
        let external = matches!(to, Link::Away(_));
        NavigationLink { label: label.to_owned(), url: self.href(to), external, current: false, only: None }
    }

    fn social(&self, name: &str, url: &str) -> SocialView {
        let label = platforms::find(name).map_or(name, |platform| platform.label);
        SocialView { network: name.to_owned(), label: label.to_owned(), url: url.to_owned() }
    }

    fn legal_links(&self) -> Vec<LinkView> {
        let of_kind = |kind: PageKind| self.shop.pages.iter().filter(move |page| page.matter.kind == kind);
        PageKind::LEGAL
            .into_iter()
            .flat_map(of_kind)
            .map(|page| LinkView { label: page.matter.title.clone(), url: self.base.path(&path::page(&page.slug)) })
            .collect()
    }

    /// As it stands on an envelope, from the street on.
    pub fn address_lines(&self) -> Vec<String> {
        let Some(legal) = &self.shop.settings.legal else { return Vec::new() };
        let address = &legal.address;
        let Country(code) = &address.country;
        let mut lines = vec![address.street.clone()];
        let (postal_code, city, region) = (&address.postal_code, &address.city, address.region.as_deref());
        // As the Universal Postal Union has it of each country (<https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions>).
        match (code.as_str(), region) {
            ("US", Some(region)) => lines.push(format!("{city}, {region} {postal_code}")),
            ("CA" | "AU", Some(region)) => lines.push(format!("{city} {region} {postal_code}")),
            ("US" | "CA" | "AU" | "NZ" | "IN" | "SG", _) => {
                lines.push(format!("{city} {postal_code}"));
                lines.extend(region.map(str::to_owned));
            }
            ("GB" | "IE", _) => {
                lines.push(city.clone());
                lines.extend(region.map(str::to_owned));
                lines.push(postal_code.clone());
            }
            _ => {
                lines.push(format!("{postal_code} {city}"));
                lines.extend(region.map(str::to_owned));
            }
        }
        lines.push(self.shop.locale.country(code).into_owned());
        lines
    }

    /// The simple words of the theme, for `s.…` in templates.
    pub fn words(&self) -> BTreeMap<&str, &str> {
        self.strings
            .texts
            .iter()
            .filter_map(|(key, words)| match words {
                Words::One(text) => Some((key.as_str(), text.as_str())),
                Words::Plural(_) => None,
            })
            .collect()
    }
}
