//! The networks that show links: where each cuts texts, how it crops the card, what it refuses.
//!
//! A new network is an entry of [`NETWORKS`].

use super::meta::Meta;

/// How one network shows a link.
pub struct Network {
    pub name: &'static str,
    /// Its drawing: a class of the styles.
    pub look: Look,
    /// Characters that are shown; 0 for none.
    pub title: usize,
    pub description: usize,
    /// The ratio of the picture: a class of the styles.
    pub crop: &'static str,
    pub limits: &'static [Limit],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Picture, then host, title and description.
    Post,
    /// The title over the picture.
    Over,
    /// A sticker on a story.
    Sticker,
    /// A message with a bar at its side.
    Message,
    /// A pin of two to three.
    Pin,
    /// A result of a search.
    Result,
}

/// What a network asks for, and whether a page has it. `None` when it is not known yet.
pub struct Limit {
    pub text: &'static str,
    pub met: fn(&Meta) -> Option<bool>,
}

const KB: usize = 1000;
const MB: usize = 1_000_000;

const NAMED: Limit = Limit {
    text: "title and description are there",
    met: |meta| Some(!meta.title.is_empty() && !meta.description.is_empty()),
};
const PICTURE: Limit = Limit { text: "a picture", met: |meta| Some(meta.image.is_some()) };
const LARGE: Limit =
    Limit { text: "at least 600 × 315 pixels", met: |meta| Some(meta.width >= 600 && meta.height >= 315) };
const RATIO: Limit = Limit {
    text: "about 1.91 : 1, so that nothing is cut off",
    met: |meta| Some(ratio(meta).is_some_and(|ratio| (1.85..=2.0).contains(&ratio))),
};
const NO_VECTOR: Limit = Limit {
    text: "JPEG, PNG, WebP or GIF",
    met: |meta| Some(["image/jpeg", "image/png", "image/webp", "image/gif"].contains(&meta.image_type.as_str())),
};
const HTTPS: Limit = Limit { text: "an address with https", met: |meta| Some(meta.https) };

fn ratio(meta: &Meta) -> Option<f64> {
    (meta.height > 0).then(|| f64::from(meta.width) / f64::from(meta.height))
}

fn at_most(meta: &Meta, bytes: usize) -> Option<bool> {
    meta.weight.map(|weight| weight <= bytes)
}

pub const NETWORKS: &[Network] = &[
    Network {
        name: "Facebook",
        look: Look::Post,
        title: 88,
        description: 110,
        crop: "wide",
        limits: &[
            NAMED,
            PICTURE,
            LARGE,
            RATIO,
            Limit { text: "at most 8 MB", met: |meta| at_most(meta, 8 * MB) },
            Limit { text: "the head within the first MB", met: |meta| Some(meta.head <= MB) },
        ],
    },
    Network {
        name: "Instagram link sticker",
        look: Look::Sticker,
        title: 0,
        description: 0,
        crop: "story",
        limits: &[
            HTTPS,
            Limit { text: "a host of at most 30 characters", met: |meta| Some(meta.host.chars().count() <= 30) },
        ],
    },
    Network {
        name: "WhatsApp",
        look: Look::Message,
        title: 65,
        description: 80,
        crop: "wide",
        limits: &[
            NAMED,
            Limit { text: "at least 300 pixels wide", met: |meta| Some(meta.width >= 300) },
            Limit { text: "no wider than 4 : 1", met: |meta| Some(ratio(meta).is_some_and(|ratio| ratio <= 4.0)) },
            Limit { text: "less than 600 KB", met: |meta| at_most(meta, 600 * KB) },
            Limit { text: "the head within the first 300 KB", met: |meta| Some(meta.head <= 300 * KB) },
        ],
    },
    Network {
        name: "X",
        look: Look::Over,
        title: 70,
        description: 0,
        crop: "wide",
        limits: &[PICTURE, NO_VECTOR, Limit { text: "at most 5 MB", met: |meta| at_most(meta, 5 * MB) }],
    },
    Network {
        name: "LinkedIn",
        look: Look::Post,
        title: 100,
        description: 0,
        crop: "wide",
        limits: &[
            PICTURE,
            Limit { text: "at least 401 pixels wide", met: |meta| Some(meta.width >= 401) },
            RATIO,
            Limit { text: "at most 5 MB", met: |meta| at_most(meta, 5 * MB) },
        ],
    },
    Network {
        name: "Pinterest",
        look: Look::Pin,
        title: 40,
        description: 50,
        crop: "pin",
        limits: &[
            PICTURE,
            NO_VECTOR,
            Limit {
                text: "type, price and currency, where it is a product",
                met: |meta| Some(meta.kind != "product" || meta.price.is_some()),
            },
        ],
    },
    Network {
        name: "Telegram",
        look: Look::Message,
        title: 120,
        description: 170,
        crop: "wide",
        limits: &[NAMED, PICTURE],
    },
    Network {
        name: "Discord",
        look: Look::Message,
        title: 256,
        description: 350,
        crop: "wide",
        limits: &[NAMED, PICTURE],
    },
    Network {
        name: "Slack",
        look: Look::Message,
        title: 120,
        description: 300,
        crop: "wide",
        limits: &[NAMED, PICTURE],
    },
    Network {
        name: "Google result",
        look: Look::Result,
        title: 60,
        description: 155,
        crop: "wide",
        limits: &[
            Limit { text: "a title of at most 70 characters", met: |meta| Some(meta.full_title.chars().count() <= 70) },
            Limit {
                text: "a description of 50 to 170 characters",
                met: |meta| Some((50..=170).contains(&meta.description.chars().count())),
            },
        ],
    },
];

/// How many limits a page breaks, as far as is known without making its card.
pub fn broken(meta: &Meta) -> usize {
    NETWORKS.iter().flat_map(|network| network.limits).filter(|limit| (limit.met)(meta) == Some(false)).count()
}
