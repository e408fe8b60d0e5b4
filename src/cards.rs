//! A template and what one page has to show → a share card: the picture that networks show beside a link.
//!
//! **In:** a [`Template`] (SVG of the theme), a [`Card`] (texts, photos, logo, colours) and [`Fonts`]. **Out:** a
//! [`Picture`] in JPEG or PNG, and [`Finding`]s about the content. Same input, same bytes.
//!
//! **Absent:** reading files, decoding photos, fonts of the system, the network, and anything of the shop's model.
//!
//! # Which cards a site has
//!
//! | template | of | when |
//! |---|---|---|
//! | `home`, `product`, `collection`, `post`, `testimonial`, `page`, `report` | pages, and the published KPI report | always, unless `cards: none` |
//! | `product-square`, `product-story` | products | `cards: social` |
//! | `campaign`, `campaign-square`, `campaign-story` | campaigns that run and have a `headline` | `cards: social` |
//!
//! They stand in `cards/` of the published site, each with a hash of all that it shows in its name: nobody finds the
//! address of a picture before it has been posted. A campaign that has not begun is drawn by `shopwright card CODE` only.
//!
//! # What is seen of them
//!
//! Apps cut a wide card's edges, and some show its middle square alone. Texts of the built-in templates stand at least 150
//! pixels from the sides and 50 from top and bottom, and within the middle square, but for the shop's name:
//! beside the photo of a product or a campaign it stands at the outer edge, since apps name the site as well.
//! Words of a story leave out the upper 14 and the lower 20 per cent, where apps put their own.
//!
//! # The language of templates
//!
//! A template is an SVG of 1200×630, 1080×1080 or 1080×1920 pixels that any drawing program opens. Shapes and
//! gradients are drawn as they are; `data-` attributes say what is filled in. What stands later lies above.
//!
//! **Elements:** `svg g defs rect circle ellipse line polyline polygon path linearGradient radialGradient stop clipPath
//! mask text tspan`. Titles, metadata and elements of drawing programs are passed over. Style sheets, `style`
//! and `class`, scripts, links, pictures, filters and document types are faults. What `url(#id)` means stands in
//! `<defs>`.
//!
//! **Colours and radii** in any attribute: `var(--ground)`, `--surface`, `--ink`, `--muted`, `--accent`,
//! `--on-accent`, `--accent-soft`, `--on-accent-soft`; `var(--radius)` for frames, `var(--radius-control)` for labels.
//!
//! **Text:** `<text data-slot="title" data-box="64 64 620 360" data-size="76 44" data-lines="4">Sample</text>`. What is
//! inside the element is a sample and not shown.
//!
//! | attribute | meaning | without it |
//! |---|---|---|
//! | `data-slot` | one of [`TEXT_SLOTS`] | required |
//! | `data-box` | x, y, width and height; nothing is ever drawn outside | required outside of groups |
//! | `data-size` | largest and smallest size; one number fixes it | `font-size` |
//! | `data-lines` | at most so many lines | 1 |
//! | `data-leading` | distance of baselines, in sizes (scripts with tall marks get 1.32) | 1.15 |
//! | `data-tracking` | space between letters, in sizes | 0 |
//! | `text-anchor` | `start`, `middle`, `end`; a text in Arabic or Hebrew starts right | `start` |
//! | `data-valign` | `top`, `middle`, `bottom` of the box | `top` |
//! | `font-weight` | 1 to 1000, for variable fonts | 600 |
//! | `fill` | a colour | `var(--ink)` |
//! | `text-decoration` | `line-through` | none |
//! | `data-plate`, `data-pad`, `data-plate-radius` | a filled shape behind the text: colour, room (across, along), corners | none, `24 16`, 0 |
//! | `data-contrast` | contrast to a photo below | 3 from 24 px on, 4.5 below |
//!
//! The largest size is taken at which the words fit; at the smallest, long words are broken, then the end is cut
//! with `…`. Lines are broken by the rules of the language and made even in length.
//!
//! **Pictures:** `<rect data-slot="photo" x="…" y="…" width="…" height="…" rx="var(--radius)"/>` with a slot of
//! [`PHOTO_SLOTS`]; `data-fit="contain"` shows the whole photo, otherwise it fills the rectangle and is cut around
//! its focus; `data-corners="top-start bottom-end"` rounds only those. `<rect data-slot="logo" …>` fits the logo into the rectangle at `data-align` (`start`, `middle`, `end`).
//! `<rect data-slot="rating" … fill="var(--accent)">` draws five stars. On a card without that picture or number
//! nothing is drawn.
//!
//! **Conditions:** `data-if="price !photo"` on any element or group: shown when the card has every slot that is named,
//! and none with `!`.
//!
//! **Stacks:** `<g data-stack="64 64 520 500" data-valign="bottom" data-align="start" data-gap="20">`: its texts, `<rect>`s
//! and rows stand below each other with `data-gap` (its own or the stack's) before each; what is missing takes no
//! room, and sizes shrink together until all fits. A `<rect>` without a slot is a coloured bar.
//! **Rows:** `<g data-row="x y width height" data-gap="16">`, in a stack `data-row=""`: texts of one line on one
//! baseline, logos and stars at the middle of the capitals.
//!
//! **Scrims:** `<rect data-scrim="title shop" data-strength="0.3" fill="url(#fade)" …>` between a photo and the texts it
//! names is drawn exactly as strong as those texts need to be read, at least `data-strength` of what it is. Text over a
//! photo that is still not readable gets an even veil behind it.
//!
//! **Groups** around slots carry nothing but `id` and the attributes above. **Right to left** the card is mirrored;
//! photos and logos are not.

mod clean;
mod contrast;
mod encode;
mod fonts;
mod layout;
mod lines;
mod paint;
mod photo;
mod scene;
mod template;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use fonts::Fonts;

/// Names of texts that a card may have.
pub const TEXT_SLOTS: &[&str] = &[
    "title",
    "kicker",
    "summary",
    "price",
    "list_price",
    "unit_price",
    "rating",
    "reviews",
    "badge",
    "shop",
    "address",
    "quote",
    "name",
    "role",
    "date",
    "figure",
    "unit",
    "action",
];

/// Names of photos that a card may have.
pub const PHOTO_SLOTS: &[&str] = &["photo", "photo2", "photo3", "photo4"];

/// The largest picture that is made, in bytes. Some messengers fetch no more than 300 KB.
pub const BYTES_LIMIT: usize = 280 * 1024;

/// What a card is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Link previews.
    Wide,
    /// Posts.
    Square,
    /// Full-screen stories.
    Story,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Wide, Self::Square, Self::Story];

    /// Width and height in pixels.
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Wide => (1200, 630),
            Self::Square => (1080, 1080),
            Self::Story => (1080, 1920),
        }
    }
}

/// Colours of one scheme, in sRGB. The theme promises their contrasts to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    pub ground: [u8; 3],
    pub surface: [u8; 3],
    pub ink: [u8; 3],
    pub muted: [u8; 3],
    pub accent: [u8; 3],
    pub on_accent: [u8; 3],
    pub accent_soft: [u8; 3],
    pub on_accent_soft: [u8; 3],
}

/// How round corners are, in pixels of the card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Radius {
    /// Of photos and panels.
    pub frame: f32,
    /// Of labels.
    pub control: f32,
}

impl Radius {
    pub const SQUARE: Self = Self { frame: 0.0, control: 0.0 };
    pub const SOFT: Self = Self { frame: 14.0, control: 10.0 };
    pub const ROUND: Self = Self { frame: 44.0, control: 999.0 };
}

/// A decoded photo, upright.
#[derive(Debug, Clone, Copy)]
pub struct Photo<'a> {
    /// Pixels.
    pub width: u32,
    pub height: u32,
    /// 8-bit sRGB, three bytes per pixel, row by row.
    pub rgb: &'a [u8],
    /// What must stay in view, as shares of width and height.
    pub focus: (f32, f32),
}

/// What one card shows.
#[derive(Debug, Clone)]
pub struct Card<'a> {
    /// By names of [`TEXT_SLOTS`]; empty texts count as absent. `rating` is a number from 0 to 5.
    pub texts: BTreeMap<&'a str, &'a str>,
    /// By names of [`PHOTO_SLOTS`].
    pub photos: BTreeMap<&'a str, Photo<'a>>,
    /// Sanitised SVG.
    pub logo: Option<&'a str>,
    pub colours: Colours,
    pub radius: Radius,
    /// Whether the page's language runs right to left.
    pub right_to_left: bool,
    /// An XMP packet to write into the picture.
    pub packet: Option<&'a str>,
}

/// A finished card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels.
    pub width: u32,
    pub height: u32,
    pub bytes: Vec<u8>,
    /// `image/jpeg` or `image/png`.
    pub media_type: &'static str,
}

/// A picture and what its reader will miss in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub picture: Picture,
    pub findings: Vec<Finding>,
}

/// Something about the content that did not stop the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// No font has these scripts: their characters are left out. `Japanese (Han, Hiragana)`.
    MissingScripts { slot: String, scripts: Vec<String> },
    /// The text did not fit even at its smallest size and ends in `…`.
    Cut { slot: String },
    /// The photo has no pixels, or fewer than its width and height say.
    Photo { slot: String },
    /// The logo is not a drawable SVG.
    Logo,
}

/// A fault of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the template, from 1.
    pub line: u32,
    pub message: String,
}

impl Problem {
    fn new(line: u32, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// A template that has been read and checked; threads share it.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    pub format: Format,
    /// Whether it holds a gradient, which a PNG stores badly.
    shaded: bool,
    root: template::Element,
}

impl Template {
    /// Reads and checks a template.
    ///
    /// # Errors
    /// Every fault of the template with its line.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let (root, format) = template::read(text)?;
        let black = [0; 3];
        let sample = scene::Facts {
            texts: &BTreeMap::from([("rating".to_owned(), "5".to_owned())]),
            photos: PHOTO_SLOTS.iter().copied().collect(),
            logo: true,
            colours: Colours {
                ground: black,
                surface: black,
                ink: black,
                muted: black,
                accent: black,
                on_accent: black,
                accent_soft: black,
                on_accent_soft: black,
            },
            radius: Radius::SOFT,
            right_to_left: false,
            everything: true,
        };
        for item in scene::build(&root, format, &sample)? {
            let (scene::Item::Art(art) | scene::Item::Scrim(scene::Scrim { art, .. })) = item else { continue };
            if paint::tree(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{art}</svg>"))
                .is_none()
            {
                return Err(vec![Problem::new(root.line, "a shape of the template cannot be drawn")]);
            }
        }
        Ok(Self { format, shaded: is_shaded(text), root })
    }
}

const JPEG: &str = "image/jpeg";
const PNG: &str = "image/png";

/// Of what kind a card of this template is, so that it has a name before it is drawn: photos and gradients are smaller
/// as JPEG, everything else as PNG.
pub fn media_type(template: &str, has_photo: bool) -> &'static str {
    if has_photo || is_shaded(template) { JPEG } else { PNG }
}

fn is_shaded(template: &str) -> bool {
    template.contains("Gradient")
}

/// The scripts of a text that no font has: `Japanese (Han, Hiragana)`.
pub fn missing_scripts(text: &str, fonts: &Fonts) -> Vec<String> {
    clean::named(&clean::clean(text, fonts).missing)
}

/// Draws one card.
///
/// # Errors
/// Faults of the template that [`Template::parse`] cannot know; there are none at present but memory that runs out.
pub fn draw(template: &Template, card: &Card<'_>, fonts: &Fonts) -> Result<Drawn, Vec<Problem>> {
    let (placed, mut findings) = arranged(template, card, fonts)?;
    let no_memory = || vec![Problem::new(1, "there is no memory for the picture")];
    let mut painter = paint::Painter::new(card, template.format).ok_or_else(no_memory)?;
    painter.all(&placed);
    findings.append(&mut painter.findings);
    let media_type = if template.shaded || !card.photos.is_empty() { JPEG } else { PNG };
    let picture = encode::encode(&painter.canvas, media_type, card.packet).ok_or_else(no_memory)?;
    Ok(Drawn { picture, findings })
}

/// Everything at its place, and what the texts lack.
fn arranged(
    template: &Template,
    card: &Card<'_>,
    fonts: &Fonts,
) -> Result<(Vec<layout::Placed>, Vec<Finding>), Vec<Problem>> {
    let (texts, findings) = texts(card, fonts);
    let facts = scene::Facts {
        texts: &texts,
        photos: card
            .photos
            .iter()
            .filter(|(_, photo)| !photo.rgb.is_empty())
            .map(|(name, _)| *name)
            .collect::<BTreeSet<_>>(),
        logo: card.logo.is_some(),
        colours: card.colours,
        radius: card.radius,
        right_to_left: card.right_to_left,
        everything: false,
    };
    let items = scene::build(&template.root, template.format, &facts)?;
    let outlines = fonts::Outlines::default();
    let mut layout = layout::Layout { fonts, outlines, right_to_left: card.right_to_left, placed: Vec::new() };
    layout.all(items);
    Ok((layout.placed, findings))
}

/// The texts as they can be drawn, without the empty ones.
fn texts(card: &Card<'_>, fonts: &Fonts) -> (BTreeMap<String, String>, Vec<Finding>) {
    let mut texts = BTreeMap::new();
    let mut findings = Vec::new();
    for (slot, text) in &card.texts {
        let clean = clean::clean(text, fonts);
        if !clean.missing.is_empty() {
            findings.push(Finding::MissingScripts { slot: (*slot).to_owned(), scripts: clean::named(&clean.missing) });
        }
        if !clean.text.is_empty() {
            texts.insert((*slot).to_owned(), clean.text);
        }
    }
    (texts, findings)
}
