//! Colours in OKLCH: conversion from and to sRGB, the sRGB gamut, contrast.
//!
//! The conversion is Björn Ottosson's (<https://bottosson.github.io/posts/oklab/>), contrast is that of WCAG 2.2
//! (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>). The mathematics comes from `libm`: the standard library's
//! is the platform's, and may differ in the last digit from machine to machine.

use std::fmt;

/// A colour as CSS writes it, already rounded to the digits written, inside sRGB.
/// <https://www.w3.org/TR/css-color-4/#ok-lab>
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    /// Lightness, 0–1, in steps of 0.0001.
    pub lightness: f64,
    /// Chroma, from 0 (grey) to about 0.32, in steps of 0.0001.
    pub chroma: f64,
    /// Hue in degrees, 0–360, in steps of 0.01; 0 for greys.
    pub hue: f64,
    /// Opacity, 0–1.
    pub alpha: f64,
}

/// How far outside of 0–1 a channel may be and still be the same of 256 steps.
const TOLERANCE: f64 = 0.0005;

impl Colour {
    /// The colour of this lightness and hue, with as much of the chroma as sRGB has.
    pub fn new(lightness: f64, chroma: f64, hue: f64) -> Self {
        let round = |value: f64, step: f64| libm::round(value / step) * step;
        let lightness = round(lightness.clamp(0.0, 1.0), 0.0001);
        let hue = round(hue.rem_euclid(360.0), 0.01).rem_euclid(360.0);
        let (mut inside, mut outside) = (0.0, chroma.max(0.0));
        if in_gamut(linear(lightness, outside, hue)) {
            inside = outside;
        } else {
            for _ in 0..24 {
                let middle = f64::midpoint(inside, outside);
                if in_gamut(linear(lightness, middle, hue)) { inside = middle } else { outside = middle }
            }
        }
        let chroma = round(inside, 0.0001);
        let hue = if chroma < 0.00005 { 0.0 } else { hue };
        Self { lightness, chroma, hue, alpha: 1.0 }
    }

    /// The colour with an opacity.
    pub fn with_alpha(self, alpha: f64) -> Self {
        Self { alpha: alpha.clamp(0.0, 1.0), ..self }
    }

    /// Three channels of 0–255.
    pub fn from_rgb(rgb: [u8; 3]) -> Self {
        let [red, green, blue] = rgb.map(|channel| expand(f64::from(channel) / 255.0));
        let long = libm::cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue);
        let medium = libm::cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue);
        let short = libm::cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue);
        let lightness = 0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short;
        let a = 1.977_998_495_1 * long - 2.428_592_205 * medium + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766 * short;
        let chroma = libm::hypot(a, b);
        // What is left of greys after rounding has no meaningful hue.
        let hue = if chroma < 0.0005 { 0.0 } else { libm::atan2(b, a).to_degrees() };
        Self::new(lightness, if chroma < 0.0005 { 0.0 } else { chroma }, hue)
    }

    /// Reads `#rgb` or `#rrggbb`, with or without `#`.
    pub fn from_hex(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        let values: Vec<u8> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match values[..] {
            [r, g, b] => Some(Self::from_rgb([r * 17, g * 17, b * 17])),
            [r, s, g, h, b, c] => Some(Self::from_rgb([r * 16 + s, g * 16 + h, b * 16 + c])),
            _ => None,
        }
    }

    /// Three channels of 0–255, without the opacity.
    pub fn rgb(self) -> [u8; 3] {
        linear(self.lightness, self.chroma, self.hue).map(|channel| {
            let value = libm::round(compress(channel.clamp(0.0, 1.0)) * 255.0);
            // Within 0–255 by the clamp.
            value as u8
        })
    }

    /// `#rrggbb`, without the opacity: for `theme-color` and the manifest.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.rgb();
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Relative luminance, 0–1. <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = linear(self.lightness, self.chroma, self.hue).map(|channel| channel.clamp(0.0, 1.0));
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio with another colour, 1–21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// How different two colours look: 0.02 is just visible, 1 is black against white.
    /// <https://www.w3.org/TR/css-color-4/#color-difference-OK>
    pub fn distance(self, other: Colour) -> f64 {
        let rectangular = |colour: Colour| {
            let hue = colour.hue.to_radians();
            [colour.lightness, colour.chroma * libm::cos(hue), colour.chroma * libm::sin(hue)]
        };
        let [a, b] = [self, other].map(rectangular);
        libm::sqrt(a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum())
    }
}

impl fmt::Display for Colour {
    /// `oklch(62.5% 0.1234 271.2)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lightness = trimmed(self.lightness * 100.0, 2);
        write!(f, "oklch({lightness}% {} {}", trimmed(self.chroma, 4), trimmed(self.hue, 2))?;
        if self.alpha < 1.0 {
            write!(f, " / {}", trimmed(self.alpha, 2))?;
        }
        f.write_str(")")
    }
}

fn trimmed(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn linear(lightness: f64, chroma: f64, hue: f64) -> [f64; 3] {
    let hue = hue.to_radians();
    let (a, b) = (chroma * libm::cos(hue), chroma * libm::sin(hue));
    let cube = |value: f64| value * value * value;
    let long = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let medium = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let short = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548 * b);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
    ]
}

fn in_gamut(linear: [f64; 3]) -> bool {
    linear.iter().all(|channel| (-TOLERANCE..=1.0 + TOLERANCE).contains(channel))
}

/// sRGB channel to linear light.
fn expand(channel: f64) -> f64 {
    if channel <= 0.040_45 { channel / 12.92 } else { libm::pow((channel + 0.055) / 1.055, 2.4) }
}

/// Linear light to sRGB channel.
fn compress(channel: f64) -> f64 {
    if channel <= 0.003_130_8 { channel * 12.92 } else { 1.055 * libm::pow(channel, 1.0 / 2.4) - 0.055 }
}
