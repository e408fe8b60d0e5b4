//! The palette that follows from a shop's accent.

use crate::palette::{self, Palette};
use crate::shop::settings::{Ground, ThemeSettings};

pub fn colours(theme: &ThemeSettings) -> Option<Palette> {
    let ground = match theme.ground {
        Ground::Neutral => palette::Ground::Neutral,
        Ground::Warm => palette::Ground::Warm,
        Ground::Cool => palette::Ground::Cool,
        Ground::Tinted => palette::Ground::Tinted,
    };
    Palette::new(&theme.accent.to_string(), ground).ok()
}
