//! `content/shop.yaml`: who sells, where, on which terms, and how the shop looks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checkouts::Checkout;
use crate::scalar::{
    Amount, BaseUrl, CardFormats, Colour, Country, CurrencyCode, Email, Image, Link, ParcelCost, PhoneDigits,
    ReturnFees, WebUrl, words,
};

/// The shop itself.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The name of the shop, without a slogan.
    pub name: String,
    /// One line that says what is sold, for whom.
    pub tagline: Option<String>,
    /// The description of pages that have none of their own.
    pub description: Option<String>,
    /// The address where the shop will stand, like `https://shop.example/`.
    pub base_url: BaseUrl,
    /// The language of the shop, BCP 47, like `en` or `de-AT`.
    #[serde(default = "english")]
    pub locale: String,
    /// The currency of all amounts, ISO 4217, like `EUR`.
    pub currency: CurrencyCode,
    /// A square mark, or a word mark that stands for the name: SVG, PNG, JPEG or WebP. Without one, the initial is drawn.
    pub logo: Option<String>,
    /// The picture shown when a page without one is shared.
    pub image: Option<Image>,
    /// A thin line above the header.
    pub announcement: Option<Announcement>,
    #[serde(default)]
    pub theme: ThemeSettings,
    /// Profiles: the network's name and the profile's URL.
    #[serde(default)]
    pub social: BTreeMap<String, WebUrl>,
    /// How customers reach the shop.
    pub contact: Option<Contact>,
    /// Who is behind the shop.
    pub legal: Option<Legal>,
    /// Where parcels go, and what delivery costs.
    pub shipping: Option<Shipping>,
    /// Whether and how goods can be sent back.
    pub returns: Option<Returns>,
    /// Absent: pages say nothing of tax.
    pub tax: Option<Tax>,
    /// What the head and the foot of every page link to.
    #[serde(default)]
    pub navigation: Navigation,
    /// How an order is handed over, the preferred way first.
    #[serde(default)]
    pub checkout: Vec<Checkout>,
    /// Whether and how reviews are verified; stands below them.
    pub reviews: Option<String>,
    /// Absent: nothing is measured on the pages.
    pub analytics: Option<Analytics>,
    /// How photos are written.
    #[serde(default)]
    pub images: Images,
    /// What search results and previews say of pages that have no file of their own, or one without room for it.
    #[serde(default)]
    pub descriptions: Descriptions,
    /// Files below `content/` to publish though no page links to them: a list for print, a proof that the site is yours.
    #[serde(default)]
    pub files: Vec<String>,
    /// Pictures that are drawn for sharing: one a page, or squares and stories of products and campaigns beside.
    #[serde(default = "share")]
    pub cards: CardFormats,
}

fn share() -> CardFormats {
    CardFormats::Share
}

fn english() -> String {
    "en".to_owned()
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Announcement {
    Text(String),
    Linked(LinkedText),
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkedText {
    pub text: String,
    pub to: Link,
}

/// A word or two that lead somewhere.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Says where the link goes.
    pub label: String,
    pub to: Link,
}

/// Each is made from what is on the page when absent.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Descriptions {
    pub products: Option<String>,
    pub collections: Option<String>,
    pub search: Option<String>,
    pub cart: Option<String>,
    pub testimonials: Option<String>,
    pub faq: Option<String>,
    pub journal: Option<String>,
}

/// Photos are always written as WebP and JPEG.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Images {
    /// As AVIF as well: a sixth fewer bytes at the same quality, for builds that take many times as long where a photo is new.
    pub avif: bool,
}

/// How the theme shows itself.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ThemeSettings {
    /// A built-in theme, or a folder below `themes/`.
    pub name: String,
    /// The one accent, `#rrggbb`; the whole palette is derived from it.
    pub accent: Colour,
    pub typeface: Typeface,
    pub corners: Corners,
    /// The breath of colour in the background.
    pub ground: Ground,
    /// The ratio of pictures in lists.
    pub photos: Photos,
    pub scheme: Scheme,
}

impl Default for ThemeSettings {
    fn default() -> ThemeSettings {
        ThemeSettings {
            name: "market".to_owned(),
            accent: Colour([0x2f, 0x5d, 0x50]),
            typeface: Typeface::Grotesk,
            corners: Corners::Soft,
            ground: Ground::Neutral,
            photos: Photos::Square,
            scheme: Scheme::Auto,
        }
    }
}

words!(
    /// The voice of the headings; both typefaces are part of the theme.
    Typeface { Grotesk = "grotesk", Serif = "serif" }
);
words!(Corners { Square = "square", Soft = "soft", Round = "round" });
words!(Ground { Neutral = "neutral", Warm = "warm", Cool = "cool", Tinted = "tinted" });
words!(Photos { Square = "square", Portrait = "portrait", Landscape = "landscape" });

impl Photos {
    /// Whether a crop to this ratio would keep less than three fifths of a picture, or nine tenths of an upright one: what
    /// stands loses its head or its foot.
    pub fn keeps_little_of(self, width: u32, height: u32) -> bool {
        let [across, down] = match self {
            Photos::Square => [1, 1],
            Photos::Portrait => [4, 5],
            Photos::Landscape => [4, 3],
        };
        let [wide, high] = [u64::from(width) * down, u64::from(height) * across];
        let cut_short = height > width && wide * 10 < high * 9;
        cut_short || wide.min(high) * 5 < wide.max(high) * 3
    }
}

words!(
    /// Light, dark, or as the visitor's device is set.
    Scheme { Auto = "auto", Light = "light", Dark = "dark" }
);

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    pub email: Option<Email>,
    pub phone: Option<String>,
    /// Digits with the country code, without `+`, spaces or leading zeros.
    pub whatsapp: Option<PhoneDigits>,
    /// The handle, without `@`.
    pub telegram: Option<String>,
    /// The page's name on Messenger.
    pub messenger: Option<String>,
    /// When somebody answers.
    pub hours: Option<String>,
}

/// The identity that the law asks for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Legal {
    pub name: String,
    /// Who speaks for the company.
    pub representative: Option<String>,
    pub address: Address,
    pub vat_id: Option<String>,
    /// Register and number.
    pub registration: Option<String>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    pub street: String,
    pub postal_code: String,
    pub city: String,
    pub region: Option<String>,
    pub country: Country,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shipping {
    /// Working days until the parcel leaves: from, to.
    pub handling_days: Option<[u16; 2]>,
    /// Where parcels go, and what that costs; other ways to one's order, too. A country belongs to one zone.
    pub zones: Vec<Zone>,
    /// The page that says it all.
    pub policy: Option<Link>,
}

/// Countries that cost the same, or a way to one's order without a parcel.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// As customers read it, like `European Union`, or `Pick-up from the studio, Am Weiher 4`.
    pub name: String,
    /// `pickup` where customers fetch what they ordered, `local` where you bring it.
    #[serde(default = "by_parcel")]
    pub method: DeliveryMethod,
    /// Where parcels go; the other methods need none.
    #[serde(default)]
    pub countries: Vec<Country>,
    /// Cost of a parcel; `0` is free.
    pub cost: Amount,
    /// From this subtotal of the whole cart on, delivery is free.
    pub free_above: Option<Amount>,
    /// Days on the way, or until it can be fetched: from, to.
    pub days: [u16; 2],
    /// Other costs, by the `shipping_class` of a product; the dearest one in the cart counts. `excluded`: such products do not
    /// go there, and a cart for this zone leaves them out.
    #[serde(default)]
    pub classes: BTreeMap<String, ParcelCost>,
}

impl Zone {
    pub fn by_parcel(&self) -> bool {
        self.method == DeliveryMethod::Parcel
    }

    /// Whether parcels of a class go there.
    pub fn takes(&self, class: Option<&str>) -> bool {
        class.and_then(|class| self.classes.get(class)) != Some(&ParcelCost::Excluded)
    }
}

fn by_parcel() -> DeliveryMethod {
    DeliveryMethod::Parcel
}

words!(DeliveryMethod { Parcel = "parcel", Pickup = "pickup", Local = "local" });

impl DeliveryMethod {
    /// The theme's words for it in an order.
    pub fn order_line(self) -> &'static str {
        match self {
            DeliveryMethod::Parcel => "order_shipping_to",
            DeliveryMethod::Pickup => "order_pickup",
            DeliveryMethod::Local => "order_local",
        }
    }

    /// The theme's words for whom it goes to: who fetches an order need not say where they live.
    pub fn order_to(self) -> &'static str {
        if self == DeliveryMethod::Pickup { "order_name" } else { "order_address" }
    }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Returns {
    /// Days to send goods back; `0`: not possible.
    pub days: u16,
    /// Who pays for the way back: `free`, `customer`, or an amount. Absent: nothing is said of it; who sells to consumers in the
    /// EU and has not told them otherwise pays for it (Directive 2011/83/EU, article 14).
    pub fees: Option<ReturnFees>,
    /// How goods come back.
    #[serde(default = "by_mail")]
    pub method: ReturnMethod,
    /// Where the policy applies; the countries of the shipping zones when absent.
    #[serde(default)]
    pub countries: Vec<Country>,
    /// The page that says it all.
    pub policy: Option<Link>,
}

fn by_mail() -> ReturnMethod {
    ReturnMethod::Mail
}

words!(ReturnMethod { Mail = "mail", InStore = "in_store", Kiosk = "kiosk" });

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Tax {
    /// Whether prices contain the tax.
    pub included: bool,
    /// Stands beside every price; the theme's own words when absent.
    pub text: Option<String>,
}

impl Default for Tax {
    fn default() -> Tax {
        Tax { included: true, text: None }
    }
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Navigation {
    /// All products, the collections and the journal when absent. A wide screen shows up to four collections of 60 letters
    /// together; where there are more, up to three and a link to all of them. The menu of a telephone shows the first twelve.
    pub header: Vec<Action>,
    /// Groups of links at the foot of every page.
    pub footer: Vec<FooterGroup>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FooterGroup {
    pub title: String,
    pub links: Vec<Action>,
}

/// One script of a measuring service, loaded on every page.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Analytics {
    /// The address of the script.
    pub script: WebUrl,
    /// `data-…` attributes of the script.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}
