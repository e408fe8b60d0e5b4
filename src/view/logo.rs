//! On which ground the logo is seen, and what it stands on where it is not.
//!
//! In: the logo's pixels and the palette. Out: a class for the page, the drawing for cards. Absent: other colours for
//! the logo; those are its owner's to choose.

use super::View;
use crate::icons::{self, Ink, Mark};
use crate::memo::Key;
use crate::palette::Colour;
use crate::photos;
use crate::shop::Media;
use crate::shop::settings::Scheme;
use crate::theme;

/// The grounds on which the logo would not be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Vanishes {
    pub light: bool,
    pub dark: bool,
}

/// The least contrast of a logo. On the dark ground it is WCAG's for graphics (<https://www.w3.org/TR/WCAG22/#non-text-contrast>,
/// which asks nothing of logos). That measure makes too much of small differences among dark colours and too little of
/// those among light ones: a yellow logo is seen on white.
const ON_LIGHT: f64 = 1.6;
const ON_DARK: f64 = 3.0;
/// From this fill on, a logo has a ground of its own: it is enough that something stands out.
const BADGE: f64 = 0.7;
/// How much of it must be seen.
const OF_BADGE: f64 = 0.05;
const OF_LETTERING: f64 = 0.5;
/// Changes whenever the same logo would be judged otherwise.
const EPOCH: &str = "logo 1";

impl View<'_> {
    /// The logo where share cards can show it; their ground is that of the page.
    pub fn card_logo(&self) -> Option<&str> {
        let vanishes = match self.shop.settings.theme.scheme {
            Scheme::Dark => self.vanishes().dark,
            Scheme::Auto | Scheme::Light => self.vanishes().light,
        };
        self.shop.mark().filter(|_| !vanishes)?.drawing.as_deref()
    }

    pub(super) fn logo_plate(&self) -> Option<&'static str> {
        let Vanishes { light, dark } = self.vanishes();
        match self.shop.settings.theme.scheme {
            Scheme::Light => light.then_some("plate-dark"),
            Scheme::Dark => dark.then_some("plate-light"),
            Scheme::Auto if dark => Some("plate-light-in-dark"),
            Scheme::Auto => light.then_some("plate-dark-in-light"),
        }
    }

    /// Nothing of a logo that cannot be read, which is found out elsewhere.
    pub(super) fn make_vanishes(&self) -> Vanishes {
        let settings = &self.shop.settings;
        let media = settings.logo.as_ref().and_then(|logo| self.shop.media.get(logo));
        let (Some(media), Some(palette)) = (media, theme::colours(&settings.theme)) else { return Vanishes::default() };
        let grounds = [palette.light.ground, palette.dark.ground];
        let Some(key) = key(media, grounds) else { return Vanishes::default() };
        if let Some([light, dark]) = self.memo.get(&key).as_deref() {
            return Vanishes { light: *light != 0, dark: *dark != 0 };
        }
        let Some(ink) = ink(media) else { return Vanishes::default() };
        let [light, dark] = [is_lost(&ink, grounds[0], ON_LIGHT), is_lost(&ink, grounds[1], ON_DARK)];
        self.memo.put(&key, &[u8::from(light), u8::from(dark)]);
        Vanishes { light, dark }
    }
}

fn key(media: &Media, grounds: [Colour; 2]) -> Option<Key> {
    let own = media.photo.as_ref().map(|photo| &photo.hash[..]).or(media.drawing.as_deref().map(str::as_bytes))?;
    Some(Key::of(&[EPOCH.as_bytes(), own, grounds.map(Colour::rgb).as_flattened()]))
}

fn ink(media: &Media) -> Option<Ink> {
    match (&media.photo, &media.drawing) {
        (Some(photo), _) => icons::ink(&Mark::Raster(&photos::bytes(photo).ok()?)).ok(),
        (None, Some(drawing)) => icons::ink(&Mark::Svg(drawing)).ok(),
        (None, None) => None,
    }
}

fn is_lost(ink: &Ink, ground: Colour, least: f64) -> bool {
    let seen = ink.colours.iter().filter(|colour| Colour::from_rgb(**colour).contrast(ground) >= least).count();
    let wanted = if ink.fill >= BADGE { OF_BADGE } else { OF_LETTERING };
    !ink.colours.is_empty() && (seen as f64) < wanted * ink.colours.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The light and the dark ground of a neutral palette.
    const GROUNDS: [(Colour, f64); 2] = [
        (Colour { lightness: 0.985, chroma: 0.0, hue: 0.0, alpha: 1.0 }, ON_LIGHT),
        (Colour { lightness: 0.19, chroma: 0.0, hue: 0.0, alpha: 1.0 }, ON_DARK),
    ];

    /// Whether a drawing of 100×100 vanishes on the light and on the dark ground.
    fn lost(shapes: &str) -> [bool; 2] {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">{shapes}</svg>");
        let ink = icons::ink(&Mark::Svg(&svg)).unwrap();
        GROUNDS.map(|(ground, least)| is_lost(&ink, ground, least))
    }

    #[test]
    fn logos_of_one_colour() {
        let ring =
            |colour| lost(&format!("<circle cx='50' cy='50' r='40' fill='none' stroke='{colour}' stroke-width='9'/>"));
        assert_eq!(ring("#141414"), [false, true]);
        assert_eq!(ring("#1f5c46"), [false, true]);
        assert_eq!(ring("#ffffff"), [true, false]);
        assert_eq!(ring("#f0f0e8"), [true, false]);
        for seen in ["#e6b422", "#f59e0b", "#c2410c", "#2f8f6b", "#3b82f6"] {
            assert_eq!(ring(seen), [false, false], "{seen}");
        }
    }

    #[test]
    fn badges_have_a_ground_of_their_own() {
        let badge = |ground, letter| {
            lost(&format!(
                "<rect width='100' height='100' rx='20' fill='{ground}'/><path d='M30 20h10v60h-10z' fill='{letter}'/>"
            ))
        };
        assert_eq!(badge("#1f5c46", "#fff"), [false, false]);
        assert_eq!(badge("#fff", "#141414"), [false, false]);
        assert_eq!(badge("#141414", "#1f1f1f"), [false, true]);
    }

    /// A dot of colour does not save the lettering beside it.
    #[test]
    fn lettering_with_a_dot() {
        let letters = "<path d='M0 0h8v100h-8zM20 0h8v100h-8zM40 0h8v100h-8z' fill='#fff'/><circle cx='80' cy='50' r='12' fill='#c2410c'/>";
        assert_eq!(lost(letters), [true, false]);
        assert_eq!(lost(""), [false, false]);
    }
}
