//! The colours of charts: names of custom properties, and their stand-ins for a library that knows only numbers.

use charts_rs::Color;

/// A colour by its task. `charts.css` gives each a value for light and dark grounds and for paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The first series, and the current period.
    First,
    Second,
    Third,
    Fourth,
    Fifth,
    Sixth,
    Previous,
    Target,
    Grid,
    Text,
    Muted,
    Good,
    Bad,
    /// Bands of a bullet, from the worst; also what is not finished.
    Worst,
    Middling,
    Best,
    Paper,
}

impl Ink {
    pub const ALL: [Self; 17] = [
        Self::First,
        Self::Second,
        Self::Third,
        Self::Fourth,
        Self::Fifth,
        Self::Sixth,
        Self::Previous,
        Self::Target,
        Self::Grid,
        Self::Text,
        Self::Muted,
        Self::Good,
        Self::Bad,
        Self::Worst,
        Self::Middling,
        Self::Best,
        Self::Paper,
    ];

    const SERIES: [Self; 6] = [Self::First, Self::Second, Self::Third, Self::Fourth, Self::Fifth, Self::Sixth];

    /// The colour of a series by its place; the seventh has the first one's again.
    pub fn series(n: usize) -> Self {
        Self::SERIES[n % Self::SERIES.len()]
    }

    /// The value of an attribute.
    pub fn property(self) -> &'static str {
        match self {
            Self::First => "var(--chart-1)",
            Self::Second => "var(--chart-2)",
            Self::Third => "var(--chart-3)",
            Self::Fourth => "var(--chart-4)",
            Self::Fifth => "var(--chart-5)",
            Self::Sixth => "var(--chart-6)",
            Self::Previous => "var(--chart-previous)",
            Self::Target => "var(--chart-target)",
            Self::Grid => "var(--chart-grid)",
            Self::Text => "var(--chart-ink)",
            Self::Muted => "var(--chart-muted)",
            Self::Good => "var(--chart-good)",
            Self::Bad => "var(--chart-bad)",
            Self::Worst => "var(--chart-band-1)",
            Self::Middling => "var(--chart-band-2)",
            Self::Best => "var(--chart-band-3)",
            Self::Paper => "var(--chart-paper)",
        }
    }

    /// A colour that stands for this one in the library's drawing. None of them has a shorter spelling.
    pub fn sentinel(self) -> Color {
        Color { r: RED, g: GREEN, b: self as u8 + 1, a: 255 }
    }
}

const RED: u8 = 0x0a;
const GREEN: u8 = 0x0b;

/// A drawing of the library with properties where the stand-ins were.
pub fn recolour(svg: &str) -> String {
    Ink::ALL.iter().fold(svg.to_owned(), |svg, ink| svg.replace(&ink.sentinel().hex(), ink.property()))
}
