//! The attributes of one element → numbers, choices and colours, or a problem.

use std::ops::RangeInclusive;

use super::super::template::Element;
use super::super::{Colours, PHOTO_SLOTS, Radius, TEXT_SLOTS};
use super::{Align, Area, Builder, Filled, Item, Plate, Text, With};

/// No length of a template is longer, in pixels.
const LENGTH_LIMIT: f32 = 4_000.0;
/// The least size of text, in pixels: less is not readable in a feed.
const SIZES: RangeInclusive<f32> = 12.0..=600.0;

pub(super) const TOKENS: &str = "there are --ground, --surface, --ink, --muted, --accent, --on-accent, --accent-soft, \
    --on-accent-soft, --radius and --radius-control";

/// What stands for a token in the template.
pub(super) fn token(name: &str, colours: &Colours, radius: Radius) -> Option<String> {
    let colour = match name {
        "--ground" => colours.ground,
        "--surface" => colours.surface,
        "--ink" => colours.ink,
        "--muted" => colours.muted,
        "--accent" => colours.accent,
        "--on-accent" => colours.on_accent,
        "--accent-soft" => colours.accent_soft,
        "--on-accent-soft" => colours.on_accent_soft,
        "--radius" => return Some(radius.frame.to_string()),
        "--radius-control" => return Some(radius.control.to_string()),
        _ => return None,
    };
    let [red, green, blue] = colour;
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

pub(super) fn slots() -> String {
    format!("texts are {}; pictures are {}, logo", TEXT_SLOTS.join(", "), PHOTO_SLOTS.join(", "))
}

impl Builder<'_> {
    pub(super) fn text(&mut self, element: &Element, slot: &str, within: Option<(Area, Align)>) -> Option<Item> {
        let area = match within {
            Some((area, _)) if element.get("data-box").is_none() => area,
            _ => self.area(element, "data-box"),
        };
        let sizes = self.numbers(element, element.get("data-size").map_or("font-size", |_| "data-size"));
        let (largest, smallest) = match sizes[..] {
            [largest, smallest] => (largest, smallest),
            [only] => (only, only),
            _ => (0.0, 0.0),
        };
        if !SIZES.contains(&largest) || !SIZES.contains(&smallest) || smallest > largest {
            self.fault(element, "`data-size` is the largest and the smallest size in pixels, such as `76 44`");
            return None;
        }
        let lines = self.number(element, "data-lines", 1.0..=40.0).unwrap_or(1.0) as usize;
        let leading = self.number(element, "data-leading", 0.8..=3.0).unwrap_or(1.15);
        let weight = self.number(element, "font-weight", 1.0..=1_000.0).unwrap_or(600.0);
        let tracking = self.number(element, "data-tracking", -0.2..=1.0).unwrap_or(0.0);
        let contrast = self.number(element, "data-contrast", 1.0..=15.0);
        let align = match within {
            Some((_, align)) if element.get("text-anchor").is_none() => align,
            _ => self.align(element, "text-anchor"),
        };
        let vertical = self.align(element, "data-valign");
        let fill = self.colour(element, "fill").unwrap_or(self.facts.colours.ink);
        let plate = self.plate(element);
        let text = match self.facts.texts.get(slot) {
            Some(text) => text.clone(),
            None if self.facts.everything => String::new(),
            None => return None,
        };
        let struck = element.get("text-decoration") == Some("line-through");
        let slot = slot.to_owned();
        let text = Text {
            slot,
            text,
            area,
            lines,
            largest,
            smallest,
            leading,
            weight,
            tracking,
            fill,
            align,
            vertical,
            struck,
            plate,
            contrast,
        };
        Some(Item::Text(Box::new(text)))
    }

    fn plate(&mut self, element: &Element) -> Option<Plate> {
        let fill = self.colour(element, "data-plate")?;
        let pad = match self.numbers(element, "data-pad")[..] {
            [across, along] => (across, along),
            [both] => (both, both),
            _ => (24.0, 16.0),
        };
        let radius = self.number(element, "data-plate-radius", 0.0..=LENGTH_LIMIT).unwrap_or(0.0);
        Some(Plate { fill, pad, radius })
    }

    /// A rectangle that a photo, the logo, stars or a colour fills.
    pub(super) fn filled_box(
        &mut self,
        element: &Element,
        with: With,
        within: Option<(Area, Align)>,
    ) -> Option<Filled> {
        let mut side = |name: &str| self.number(element, name, -LENGTH_LIMIT..=LENGTH_LIMIT);
        let (x, y, width, height) = (side("x"), side("y"), side("width"), side("height"));
        let (Some(width), Some(height)) = (width, height) else {
            self.fault(element, "a slot's `<rect>` needs `width` and `height` in pixels");
            return None;
        };
        if width <= 0.0 || height <= 0.0 {
            self.fault(element, "a slot's `<rect>` has no area");
            return None;
        }
        let area = self.mirrored(Area { x: x.unwrap_or(0.0), y: y.unwrap_or(0.0), width, height });
        let radius = self.number(element, "rx", 0.0..=LENGTH_LIMIT).unwrap_or(0.0);
        let align = match within {
            Some((_, align)) if element.get("data-align").is_none() => align,
            _ => self.align(element, "data-align"),
        };
        let fill = self.colour(element, "fill").unwrap_or(self.facts.colours.accent_soft);
        let corners = self.corners(element);
        Some(Filled { area, radius, corners, align, fill, with })
    }

    fn corners(&mut self, element: &Element) -> [bool; 4] {
        let Some(named) = element.get("data-corners") else { return [true; 4] };
        let mut corners = [false; 4];
        for name in named.split_whitespace() {
            let places = ["top-start", "top-end", "bottom-start", "bottom-end"];
            let place = places.iter().position(|place| *place == name);
            // Mirrored, left and right change places.
            let place = place.map(|place| if self.facts.right_to_left { place ^ 1 } else { place });
            match place.and_then(|place| corners.get_mut(place)) {
                Some(corner) => *corner = true,
                None => self.fault(element, format!("`data-corners` names {}, not `{name}`", places.join(", "))),
            }
        }
        corners
    }

    pub(super) fn area(&mut self, element: &Element, name: &str) -> Area {
        let numbers = match element.get(name) {
            // A row inside a stack takes the stack's width.
            Some("") => return Area::default(),
            _ => self.numbers(element, name),
        };
        match numbers[..] {
            [x, y, width, height] if width > 0.0 && height > 0.0 => self.mirrored(Area { x, y, width, height }),
            _ => {
                let message = format!("`{name}` is x, y, width and height in pixels, such as `64 64 620 360`");
                self.fault(element, message);
                Area::default()
            }
        }
    }

    fn mirrored(&self, area: Area) -> Area {
        let x = if self.facts.right_to_left { self.width - area.x - area.width } else { area.x };
        Area { x, ..area }
    }

    fn numbers(&mut self, element: &Element, name: &str) -> Vec<f32> {
        let Some(value) = element.get(name) else { return Vec::new() };
        let Some(value) = self.tokens(element, value) else { return Vec::new() };
        let parts: Option<Vec<f32>> = value
            .split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .map(|part| part.trim_end_matches("px").parse().ok())
            .map(|number: Option<f32>| number.filter(|number| number.abs() <= LENGTH_LIMIT))
            .collect();
        parts.unwrap_or_else(|| {
            self.fault(element, format!("`{name}=\"{value}\"` has a part that is not a number up to {LENGTH_LIMIT}"));
            Vec::new()
        })
    }

    pub(super) fn number(&mut self, element: &Element, name: &str, range: RangeInclusive<f32>) -> Option<f32> {
        element.get(name)?;
        match self.numbers(element, name)[..] {
            [number] if range.contains(&number) => Some(number),
            _ => {
                let (least, most) = (range.start(), range.end());
                self.fault(element, format!("`{name}` is one number from {least} to {most}"));
                None
            }
        }
    }

    pub(super) fn align(&mut self, element: &Element, name: &str) -> Align {
        match element.get(name) {
            None | Some("start" | "top") => Align::Start,
            Some("middle") => Align::Middle,
            Some("end" | "bottom") => Align::End,
            Some(other) => {
                let choices = if name == "data-valign" { "top, middle or bottom" } else { "start, middle or end" };
                self.fault(element, format!("`{name}` is {choices}, not `{other}`"));
                Align::Start
            }
        }
    }

    fn colour(&mut self, element: &Element, name: &str) -> Option<[u8; 3]> {
        let value = self.tokens(element, element.get(name)?)?;
        let colour = hexadecimal(value.trim());
        if colour.is_none() {
            self.fault(element, format!("`{name}=\"{value}\"` is not a colour such as `var(--ink)` or `#1a2b3c`"));
        }
        colour
    }
}

fn hexadecimal(text: &str) -> Option<[u8; 3]> {
    let digits: Option<Vec<u32>> = text.strip_prefix('#')?.chars().map(|c| c.to_digit(16)).collect();
    let colour = match digits?[..] {
        [r, g, b] => [r * 17, g * 17, b * 17],
        [r, s, g, h, b, c] => [r * 16 + s, g * 16 + h, b * 16 + c],
        _ => return None,
    };
    Some(colour.map(|channel| channel as u8))
}
