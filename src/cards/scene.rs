//! A template and what one card has to show → the list of things to lay out and draw.
//!
//! Conditions are decided, colours and radii are put in, and every attribute of the renderer becomes a number or a
//! choice; what is wrong becomes a [`Problem`] with its line. On a card that runs right to left everything is
//! mirrored here, so that nothing later needs to know.
//!
//! **Absent:** sizes of texts (`layout`), pixels (`paint`).

mod attributes;

use std::collections::{BTreeMap, BTreeSet};

use attributes::{TOKENS, slots, token};

use super::template::Element;
use super::{Colours, Format, PHOTO_SLOTS, Problem, Radius, TEXT_SLOTS};

/// What a template can ask about one card.
pub(super) struct Facts<'a> {
    /// Clean texts that are not empty.
    pub(super) texts: &'a BTreeMap<String, String>,
    pub(super) photos: BTreeSet<&'a str>,
    pub(super) logo: bool,
    pub(super) colours: Colours,
    pub(super) radius: Radius,
    pub(super) right_to_left: bool,
    /// When a template is only checked, both sides of every condition are read.
    pub(super) everything: bool,
}

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    Middle,
    End,
}

#[derive(Debug, Clone)]
pub(super) enum Item {
    /// SVG that the template draws itself.
    Art(String),
    Box(Filled),
    Text(Box<Text>),
    Scrim(Scrim),
    Stack(Group),
    Row(Group),
}

/// A rectangle that something fills.
#[derive(Debug, Clone)]
pub(super) struct Filled {
    pub(super) area: Area,
    pub(super) radius: f32,
    /// Which corners are rounded: top left, top right, bottom left, bottom right. Photos only.
    pub(super) corners: [bool; 4],
    pub(super) align: Align,
    pub(super) fill: [u8; 3],
    pub(super) with: With,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum With {
    Colour,
    Photo {
        name: String,
        /// Whole, instead of filling the rectangle.
        contain: bool,
    },
    Logo,
    /// Of five.
    Stars(f32),
}

#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) slot: String,
    pub(super) text: String,
    pub(super) area: Area,
    pub(super) lines: usize,
    pub(super) largest: f32,
    pub(super) smallest: f32,
    pub(super) leading: f32,
    pub(super) weight: f32,
    pub(super) tracking: f32,
    pub(super) fill: [u8; 3],
    pub(super) align: Align,
    pub(super) vertical: Align,
    pub(super) struck: bool,
    pub(super) plate: Option<Plate>,
    /// The least contrast over a photo, where it is not the usual one.
    pub(super) contrast: Option<f32>,
}

/// A filled shape behind a text, as large as the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plate {
    pub(super) fill: [u8; 3],
    pub(super) pad: (f32, f32),
    pub(super) radius: f32,
}

#[derive(Debug, Clone)]
pub(super) struct Scrim {
    pub(super) art: String,
    pub(super) texts: Vec<String>,
    /// Share of its full strength that it always has.
    pub(super) least: f32,
}

/// Things that follow each other down (a stack) or along (a row).
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) area: Area,
    pub(super) align: Align,
    pub(super) vertical: Align,
    /// With the space before each, in pixels.
    pub(super) items: Vec<(f32, Item)>,
}

/// Reads a whole template for one card.
pub(super) fn build(root: &Element, format: Format, facts: &Facts<'_>) -> Result<Vec<Item>, Vec<Problem>> {
    let mut defs = String::new();
    for element in root.children.iter().filter(|element| element.name == "defs") {
        element.write(&mut defs);
    }
    let mut builder = Builder { facts, width: format.size().0 as f32, defs, problems: Vec::new(), items: Vec::new() };
    for element in &root.children {
        builder.element(element);
    }
    if builder.problems.is_empty() { Ok(builder.items) } else { Err(builder.problems) }
}

struct Builder<'a> {
    facts: &'a Facts<'a>,
    width: f32,
    defs: String,
    problems: Vec<Problem>,
    items: Vec<Item>,
}

impl Builder<'_> {
    fn element(&mut self, element: &Element) {
        if element.name == "defs" || !self.is_wanted(element) {
            return;
        }
        if element.get("data-scrim").is_some() {
            self.scrim(element);
        } else if element.get("data-stack").is_some() || element.get("data-row").is_some() {
            let area = self.area(element, if element.get("data-row").is_some() { "data-row" } else { "data-stack" });
            let group = self.group(element, area);
            self.items.push(group);
        } else if element.name == "g" && element.is_live() {
            self.plain_group(element);
            for child in &element.children {
                self.element(child);
            }
        } else if element.get("data-slot").is_some() || element.name == "text" {
            if let Some(item) = self.slot(element, None) {
                self.items.push(item);
            }
        } else {
            self.art(element);
        }
    }

    /// A group around slots orders them and nothing else.
    fn plain_group(&mut self, element: &Element) {
        for (key, _) in element.attributes.iter().filter(|(key, _)| !key.starts_with("data-") && key != "id") {
            self.fault(element, format!("`{key}` has no effect on a group with slots inside; write it on the parts"));
        }
    }

    /// Whether the conditions of an element hold.
    fn is_wanted(&mut self, element: &Element) -> bool {
        let Some(condition) = element.get("data-if") else { return true };
        let mut wanted = true;
        for word in condition.split_whitespace() {
            let (name, has) = word.strip_prefix('!').map_or((word, true), |name| (name, false));
            let known = TEXT_SLOTS.contains(&name) || PHOTO_SLOTS.contains(&name) || name == "logo";
            if !known {
                self.fault(element, format!("`data-if` asks for `{name}`, which no card has; {}", slots()));
            }
            wanted &= self.has(name) == has;
        }
        wanted || self.facts.everything
    }

    fn has(&self, name: &str) -> bool {
        self.facts.texts.contains_key(name) || self.facts.photos.contains(name) || (name == "logo" && self.facts.logo)
    }

    /// SVG of the template itself; neighbours are drawn together.
    fn art(&mut self, element: &Element) {
        let Some(art) = self.written(element) else { return };
        match self.items.last_mut() {
            Some(Item::Art(before)) => before.push_str(&art),
            _ => self.items.push(Item::Art(art)),
        }
    }

    fn written(&mut self, element: &Element) -> Option<String> {
        let element = self.filled(element)?;
        let mut art = String::new();
        element.write(&mut art);
        if art.contains("url(#") {
            art.insert_str(0, &self.defs_filled(&element)?);
        }
        if self.facts.right_to_left {
            art = format!("<g transform=\"matrix(-1 0 0 1 {} 0)\">{art}</g>", self.width);
        }
        Some(art)
    }

    fn defs_filled(&mut self, user: &Element) -> Option<String> {
        let defs = self.defs.clone();
        self.tokens(user, &defs)
    }

    /// The element with every `var(--name)` replaced.
    fn filled(&mut self, element: &Element) -> Option<Element> {
        let mut copy = Element { children: Vec::new(), attributes: Vec::new(), ..element.clone() };
        for (key, value) in &element.attributes {
            copy.attributes.push((key.clone(), self.tokens(element, value)?));
        }
        for child in &element.children {
            copy.children.push(self.filled(child)?);
        }
        Some(copy)
    }

    fn tokens(&mut self, element: &Element, value: &str) -> Option<String> {
        if !value.contains("var(") {
            return Some(value.to_owned());
        }
        let mut out = String::new();
        let mut rest = value;
        while let Some((before, after)) = rest.split_once("var(") {
            let (name, after) = after.split_once(')').unwrap_or((after, ""));
            let Some(token) = token(name.trim(), &self.facts.colours, self.facts.radius) else {
                self.fault(element, format!("`var({name})` is not a colour or radius of cards; {TOKENS}"));
                return None;
            };
            out.push_str(before);
            out.push_str(&token);
            rest = after;
        }
        out.push_str(rest);
        Some(out)
    }

    fn scrim(&mut self, element: &Element) {
        let texts: Vec<String> =
            element.get("data-scrim").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        for name in texts.iter().filter(|name| !TEXT_SLOTS.contains(&name.as_str())) {
            self.fault(element, format!("`data-scrim` names `{name}`, which is not a text; {}", slots()));
        }
        let least = self.number(element, "data-strength", 0.0..=1.0).unwrap_or(0.0);
        if let Some(art) = self.written(element) {
            self.items.push(Item::Scrim(Scrim { art, texts, least }));
        }
    }

    fn group(&mut self, element: &Element, area: Area) -> Item {
        self.plain_group(element);
        let group_align = self.align(element, "data-align");
        let row = element.get("data-row").is_some();
        let vertical = self.align(element, "data-valign");
        let common = self.number(element, "data-gap", -2_000.0..=2_000.0).unwrap_or(0.0);
        let mut items = Vec::new();
        for child in &element.children {
            if !self.is_wanted(child) {
                continue;
            }
            // Inside a row `data-gap` is the row's own; before it in a stack stands `data-above`.
            let name = if child.get("data-row").is_some() { "data-above" } else { "data-gap" };
            let gap = if row { None } else { self.number(child, name, -2_000.0..=2_000.0) }.unwrap_or(common);
            let item = if child.get("data-row").is_some() && !row {
                Some(self.group(child, area))
            } else {
                self.slot(child, Some((area, group_align)))
            };
            items.extend(item.map(|item| (gap, item)));
        }
        let group = Group { area, align: group_align, vertical, items };
        if row { Item::Row(group) } else { Item::Stack(group) }
    }

    /// A slot, or inside a group a rectangle; `within` is the group's area and alignment.
    fn slot(&mut self, element: &Element, within: Option<(Area, Align)>) -> Option<Item> {
        let name = element.get("data-slot").unwrap_or_default();
        let with = match element.name.as_str() {
            "text" if TEXT_SLOTS.contains(&name) => return self.text(element, name, within),
            "rect" if name == "logo" => self.facts.logo.then_some(With::Logo),
            "rect" if PHOTO_SLOTS.contains(&name) => {
                let contain = element.get("data-fit") == Some("contain");
                self.facts.photos.contains(name).then(|| With::Photo { name: name.to_owned(), contain })
            }
            "rect" if name == "rating" => {
                let value = self.facts.texts.get(name).and_then(|text| text.replace(',', ".").parse::<f32>().ok());
                value.filter(|stars| (0.0..=5.0).contains(stars)).map(With::Stars)
            }
            "rect" if name.is_empty() && within.is_some() => Some(With::Colour),
            _ => {
                let message = match name {
                    "" => "here stands a `<text data-slot=…>`, a `<rect>` or a `<g data-row>`".to_owned(),
                    _ => format!("`<{} data-slot=\"{name}\">` is not a slot; {}", element.name, slots()),
                };
                self.fault(element, message);
                None
            }
        };
        let filled = self.filled_box(element, With::Colour, within)?;
        Some(Item::Box(Filled { with: with?, ..filled }))
    }

    fn fault(&mut self, element: &Element, message: impl Into<String>) {
        self.problems.push(Problem::new(element.line, message));
    }
}
