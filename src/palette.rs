//! One accent colour and a kind of ground → every colour of a shop, light and dark.
//!
//! **In:** the accent as the author writes it (`#6b48e8`), and [`Ground`]. **Out:** [`Palette`], as tokens and as CSS.
//!
//! **What holds for every accent**, in both schemes, by WCAG 2.2 contrast
//! (<https://www.w3.org/TR/WCAG22/#contrast-minimum>): see [`Tokens::promises`]. Each colour is searched for by
//! moving its lightness until all its promises hold; the accent's own fill moves as little as possible, because
//! the text on it may be light or dark. The focus ring is promised against the grounds only, for it stands off the
//! control: no colour has a ratio of 3 to white and to pure blue at once.
//!
//! **Absent:** other colour spaces, colours named by word, the theme's own CSS.

mod oklch;

use std::fmt;

pub use oklch::Colour;

/// The breath of hue that grounds have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Barely any: photos decide.
    #[default]
    Neutral,
    /// Paper.
    Warm,
    /// Porcelain.
    Cool,
    /// The accent's own hue.
    Tinted,
}

/// Which schemes the CSS has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// What the reader's system asks for.
    #[default]
    Auto,
    Light,
    Dark,
}

/// The colours of one scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// The page.
    pub ground: Colour,
    /// Cards and dialogs.
    pub surface: Colour,
    /// Wells, the backdrop of photos.
    pub sunken: Colour,
    /// Text.
    pub ink: Colour,
    /// Secondary text.
    pub muted: Colour,
    /// Hairlines.
    pub line: Colour,
    /// Borders of controls.
    pub line_strong: Colour,
    /// The fill of the one primary button.
    pub accent: Colour,
    pub accent_hover: Colour,
    /// Text on both.
    pub on_accent: Colour,
    /// The accent as text.
    pub accent_ink: Colour,
    /// A tinted band.
    pub accent_soft: Colour,
    /// Text on it.
    pub on_accent_soft: Colour,
    /// The ring around what has the focus.
    pub focus: Colour,
    pub sale: Colour,
    pub success: Colour,
    pub warning: Colour,
    /// With its opacity.
    pub shadow: Colour,
}

/// Every colour of a shop.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette {
    pub light: Tokens,
    pub dark: Tokens,
    /// Whether the light scheme's fill is visibly not the colour that was asked for, since that would vanish on
    /// the page (white, pale tints).
    pub moved: bool,
    /// How far the fill moved in the light and the dark scheme: 0.02 is just visible, 1 is black to white.
    pub distance: [f64; 2],
}

/// A text that is not a colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAColour {
    pub given: String,
}

impl fmt::Display for NotAColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a colour: write `#` and six hexadecimal digits, such as `#6b48e8`, or three", self.given)
    }
}

impl std::error::Error for NotAColour {}

/// The least contrast of text, of large signs and borders, and of text on a tinted band.
const TEXT: f64 = 4.5;
const BORDER: f64 = 3.0;
const STRONG_TEXT: f64 = 7.0;
/// Screens round to 256 steps: colours are searched with a little more contrast than is promised.
const MARGIN: f64 = 0.06;
/// How far the fill may move for white text, which a saturated colour carries better than black.
const NUDGE: f64 = 0.045;

impl Palette {
    /// The palette of an accent (`#rgb` or `#rrggbb`).
    ///
    /// # Errors
    /// When the text is not such a colour.
    pub fn new(accent: &str, ground: Ground) -> Result<Self, NotAColour> {
        let given = Colour::from_hex(accent).ok_or_else(|| NotAColour { given: accent.to_owned() })?;
        let light = tokens(given, ground, &LIGHT);
        let dark = tokens(given, ground, &DARK);
        let distance = [&light, &dark].map(|tokens| tokens.accent.distance(given));
        Ok(Self { moved: distance[0] > NUDGE, light, dark, distance })
    }

    /// The custom properties of `:root`, on one line for each scheme. Paper is light, whatever the screen is.
    pub fn css(&self, scheme: Scheme) -> String {
        let [light, dark] = [&self.light, &self.dark].map(Tokens::properties);
        match scheme {
            Scheme::Auto => format!(
                ":root{{color-scheme:light dark;{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
            ),
            Scheme::Light => format!(":root{{color-scheme:light;{light}}}\n"),
            Scheme::Dark => {
                format!(":root{{color-scheme:light;{light}}}\n@media screen{{:root{{color-scheme:dark;{dark}}}}}\n")
            }
        }
    }
}

impl Tokens {
    /// The name of each custom property, without `--`, and its colour.
    pub fn entries(&self) -> [(&'static str, Colour); 18] {
        [
            ("ground", self.ground),
            ("surface", self.surface),
            ("sunken", self.sunken),
            ("ink", self.ink),
            ("muted", self.muted),
            ("line", self.line),
            ("line-strong", self.line_strong),
            ("accent", self.accent),
            ("accent-hover", self.accent_hover),
            ("on-accent", self.on_accent),
            ("accent-ink", self.accent_ink),
            ("accent-soft", self.accent_soft),
            ("on-accent-soft", self.on_accent_soft),
            ("focus", self.focus),
            ("sale", self.sale),
            ("success", self.success),
            ("warning", self.warning),
            ("shadow", self.shadow),
        ]
    }

    /// What is promised: foreground, background, least contrast ratio.
    pub fn promises(&self) -> Vec<(&'static str, &'static str, f64)> {
        let mut promises = vec![
            ("on-accent", "accent", TEXT),
            ("on-accent", "accent-hover", TEXT),
            ("on-accent-soft", "accent-soft", STRONG_TEXT),
        ];
        for ground in ["ground", "surface", "sunken", "accent-soft"] {
            promises.push(("ink", ground, STRONG_TEXT));
            for text in ["muted", "accent-ink", "sale", "success", "warning"] {
                promises.push((text, ground, TEXT));
            }
            for border in ["line-strong", "focus"] {
                promises.push((border, ground, BORDER));
            }
        }
        promises
    }

    fn properties(&self) -> String {
        let properties: Vec<String> =
            self.entries().iter().map(|(name, colour)| format!("--{name}:{colour}")).collect();
        properties.join(";")
    }
}

/// What one scheme starts from: lightness of each colour, and which way to search.
struct Start {
    ground: f64,
    surface: f64,
    sunken: f64,
    ink: f64,
    muted: f64,
    line: f64,
    line_strong: f64,
    soft: f64,
    on_soft: f64,
    signal: f64,
    /// How much of the grounds' chroma the scheme takes.
    breath: f64,
    /// Towards more contrast with the grounds.
    step: f64,
    /// The fill's least contrast with the page, so that a button is seen as one.
    fill: f64,
    shadow: (f64, f64),
}

const STEP: f64 = 0.005;

const LIGHT: Start = Start {
    ground: 0.985,
    surface: 0.998,
    sunken: 0.958,
    ink: 0.22,
    muted: 0.52,
    line: 0.905,
    line_strong: 0.66,
    soft: 0.945,
    on_soft: 0.36,
    signal: 0.56,
    breath: 1.0,
    step: -STEP,
    fill: 1.2,
    shadow: (0.28, 0.14),
};

const DARK: Start = Start {
    ground: 0.19,
    surface: 0.228,
    sunken: 0.165,
    ink: 0.945,
    muted: 0.70,
    line: 0.31,
    line_strong: 0.50,
    soft: 0.275,
    on_soft: 0.90,
    signal: 0.74,
    breath: 1.3,
    step: STEP,
    fill: 2.0,
    shadow: (0.05, 0.55),
};

fn tokens(given: Colour, kind: Ground, start: &Start) -> Tokens {
    let (hue, breath) = match kind {
        Ground::Neutral => (given.hue, if given.chroma > 0.0 { 0.002 } else { 0.0 }),
        Ground::Warm => (75.0, 0.006),
        Ground::Cool => (250.0, 0.005),
        Ground::Tinted => (given.hue, given.chroma.min(0.008)),
    };
    let breath = breath * start.breath;
    let ground = Colour::new(start.ground, breath, hue);
    let surface = Colour::new(start.surface, breath * 0.5, hue);
    let sunken = Colour::new(start.sunken, breath * 1.3, hue);
    let accent_soft = Colour::new(start.soft, (given.chroma * 0.25).min(0.045), given.hue);
    let grounds = [ground, surface, sunken, accent_soft];
    let search = |lightness: f64, chroma: f64, hue: f64, ratio: f64| {
        reach(lightness, chroma, hue, start.step, |colour| grounds.iter().all(|ground| holds(colour, *ground, ratio)))
    };
    let given = turned(given, start);
    let (accent, on_accent) = fill(given, ground, surface, start);
    let soft_text = |colour: Colour| holds(colour, accent_soft, STRONG_TEXT);
    Tokens {
        ink: search(start.ink, breath * 1.3, hue, STRONG_TEXT),
        muted: search(start.muted, breath * 1.5, hue, TEXT),
        line: Colour::new(start.line, breath * 1.4, hue),
        line_strong: search(start.line_strong, breath * 1.8, hue, BORDER),
        accent_hover: hover(accent, on_accent, start.step),
        accent_ink: search(given.lightness, given.chroma, given.hue, TEXT),
        on_accent_soft: reach(start.on_soft, given.chroma.min(0.09), given.hue, start.step, soft_text),
        focus: search(given.lightness, given.chroma, given.hue, BORDER),
        sale: search(start.signal, 0.19, 25.0, TEXT),
        success: search(start.signal, 0.13, 152.0, TEXT),
        warning: search(start.signal, 0.13, 68.0, TEXT),
        shadow: Colour::new(start.shadow.0, breath * 2.0, hue).with_alpha(start.shadow.1),
        ground,
        surface,
        sunken,
        accent,
        on_accent,
        accent_soft,
    }
}

/// Whoever asks for black asks for what stands out most, which on a dark page is white; grey would look like a button that is off.
fn turned(given: Colour, start: &Start) -> Colour {
    /// Up to this chroma and lightness a colour is black.
    const BLACK: (f64, f64) = (0.03, 0.35);
    let black = given.chroma < BLACK.0 && given.lightness < BLACK.1;
    if black && start.step > 0.0 { Colour::new(1.0 - given.lightness, given.chroma, given.hue) } else { given }
}

fn holds(colour: Colour, ground: Colour, ratio: f64) -> bool {
    colour.contrast(ground) >= ratio + MARGIN
}

/// The first colour on the way from a lightness that does, else the end of the way (black or white).
fn reach(lightness: f64, chroma: f64, hue: f64, step: f64, does: impl Fn(Colour) -> bool) -> Colour {
    let mut lightness = lightness;
    loop {
        let colour = Colour::new(lightness, chroma, hue);
        if does(colour) || (step < 0.0 && lightness <= 0.0) || (step > 0.0 && lightness >= 1.0) {
            return colour;
        }
        lightness += step;
    }
}

/// The fill nearest to the colour given, and the text on it.
fn fill(given: Colour, ground: Colour, surface: Colour, start: &Start) -> (Colour, Colour) {
    let seen = |colour: Colour| [ground, surface].iter().all(|ground| colour.contrast(*ground) >= start.fill);
    let accent = if seen(given) { given } else { reach(given.lightness, given.chroma, given.hue, start.step, seen) };
    let white = Colour::new(0.99, 0.004, given.hue);
    // White text looks right on any saturated colour that is nearly dark enough for it.
    let nudged = reach(accent.lightness, accent.chroma, accent.hue, -STEP / 2.0, |colour| holds(white, colour, TEXT));
    if nudged.distance(accent) <= NUDGE && seen(nudged) {
        return (nudged, white);
    }
    let dark = Colour::new(0.21, given.chroma.min(0.03), given.hue);
    let text = [dark, Colour::new(0.0, 0.0, 0.0), Colour::new(1.0, 0.0, 0.0)];
    let best = text.into_iter().find(|text| holds(*text, accent, TEXT));
    (accent, best.unwrap_or(text[1]))
}

/// The fill under the pointer: darker, but lighter in the dark scheme where its text is dark.
fn hover(accent: Colour, text: Colour, step: f64) -> Colour {
    let first = if step > 0.0 && text.lightness < accent.lightness { 0.05 } else { -0.05 };
    [first, first / 2.0, -first]
        .into_iter()
        .filter(|shift| (0.0..=1.0).contains(&(accent.lightness + shift)))
        .map(|shift| Colour::new(accent.lightness + shift, accent.chroma, accent.hue))
        .find(|colour| holds(text, *colour, TEXT))
        .unwrap_or(accent)
}

#[cfg(test)]
mod tests;
