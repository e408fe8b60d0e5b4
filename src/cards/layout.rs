//! Things to lay out → things with their places.
//!
//! Texts outside of groups are set into their own boxes. A stack takes the largest sizes at which everything in it
//! fits its height; what is missing on a card takes no room. A row stands on one baseline.
//!
//! **Absent:** pixels; mirroring (`scene` has done it).

use super::fonts::{Fonts, Outlines, Style};
use super::lines::{Block, Room, set};
use super::scene::{Align, Area, Filled, Group, Item, Scrim, Text};

/// Something at its place on the card.
#[derive(Debug, Clone)]
pub(super) enum Placed {
    Art(String),
    Box(Filled),
    Text(PlacedText),
    Scrim(Scrim),
}

#[derive(Debug, Clone)]
pub(super) struct PlacedText {
    pub(super) block: Block,
    pub(super) text: Text,
    /// The block's top left corner.
    pub(super) x: f32,
    pub(super) y: f32,
    /// Where each line's ink begins.
    pub(super) starts: Vec<f32>,
}

/// Sizes are reduced by this factor until a group fits.
const STEP: f32 = 0.95;
/// Below this share of the largest size there is nothing left to reduce.
const LEAST: f32 = 0.2;

pub(super) struct Layout<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) outlines: Outlines,
    pub(super) right_to_left: bool,
    pub(super) placed: Vec<Placed>,
}

/// A member of a group once its size is known.
enum Measured {
    Box(Filled),
    Text(Box<(Text, Block)>),
    Row(Row),
}

struct Row {
    items: Vec<(f32, Measured)>,
    align: Align,
    gap: f32,
    width: f32,
    /// Above and below the common baseline.
    above: f32,
    below: f32,
}

impl Layout<'_> {
    pub(super) fn all(&mut self, items: Vec<Item>) {
        for item in items {
            match item {
                Item::Art(art) => self.placed.push(Placed::Art(art)),
                Item::Box(filled) => self.placed.push(Placed::Box(filled)),
                Item::Scrim(scrim) => self.placed.push(Placed::Scrim(scrim)),
                Item::Text(text) => self.lone_text(*text),
                Item::Stack(group) => self.stack(&group),
                Item::Row(group) => self.lone_row(&group),
            }
        }
    }

    fn lone_text(&mut self, text: Text) {
        let area = text.area;
        let pad = text.plate.map_or((0.0, 0.0), |plate| plate.pad);
        let (width, height) = (area.width - 2.0 * pad.0, area.height - 2.0 * pad.1);
        let Some(block) = self.set(&text, width, height, 1.0) else { return };
        let free = height - block.height;
        let y = area.y + pad.1 + shift(text.vertical, free);
        self.place_text(text, block, Area { x: area.x + pad.0, width, ..area }, y);
    }

    fn set(&mut self, text: &Text, width: f32, height: f32, factor: f32) -> Option<Block> {
        let room = Room {
            width,
            height,
            lines: text.lines,
            largest: (text.largest * factor).max(text.smallest),
            smallest: text.smallest,
            leading: text.leading,
            style: Style { weight: text.weight, tracking: text.tracking },
            right_to_left: self.right_to_left,
        };
        set(&text.text, &room, self.fonts, &mut self.outlines)
    }

    /// Members that follow each other down.
    fn stack(&mut self, group: &Group) {
        let mut factor = 1.0;
        let mut lines = usize::MAX;
        let (members, total) = loop {
            let members = self.measure(group, factor, lines);
            let total = total(&members);
            if total <= group.area.height || (factor < LEAST && lines <= 1) {
                break (members, total);
            }
            if factor >= LEAST {
                factor *= STEP;
            } else {
                // Everything has its least size: the longest text loses a line.
                lines = longest(&members).saturating_sub(1).max(1);
            }
        };
        let mut y = group.area.y + shift(group.vertical, group.area.height - total).max(0.0);
        for (place, (gap, member)) in members.into_iter().enumerate() {
            y += if place == 0 { 0.0 } else { gap };
            let height = member.height();
            if y + height > group.area.y + group.area.height + 0.5 {
                break;
            }
            self.place(member, group.area, y);
            y += height;
        }
    }

    fn measure(&mut self, group: &Group, factor: f32, lines: usize) -> Vec<(f32, Measured)> {
        let mut members = Vec::new();
        for (gap, item) in &group.items {
            let member = match item {
                Item::Box(filled) => Some(Measured::Box(filled.clone())),
                Item::Row(row) => self.row(row, group.area.width, factor).map(Measured::Row),
                Item::Text(text) => {
                    let mut text = text.clone();
                    text.lines = text.lines.min(lines);
                    let pad = text.plate.map_or((0.0, 0.0), |plate| plate.pad);
                    let (width, height) = (group.area.width - 2.0 * pad.0, group.area.height - 2.0 * pad.1);
                    self.set(&text, width, height, factor).map(|block| Measured::Text(Box::new((*text, block))))
                }
                Item::Art(_) | Item::Scrim(_) | Item::Stack(_) => None,
            };
            // The space between two things shrinks with them, but less.
            members.extend(member.map(|member| (gap * factor.max(0.6), member)));
        }
        members
    }

    fn lone_row(&mut self, group: &Group) {
        let Some(row) = self.row(group, group.area.width, 1.0) else { return };
        let y = group.area.y + shift(group.vertical, group.area.height - row.above - row.below).max(0.0);
        self.place(Measured::Row(row), group.area, y);
    }

    /// Members on one baseline; the sizes of all shrink together until they fit the width.
    fn row(&mut self, group: &Group, width: f32, factor: f32) -> Option<Row> {
        let gap = group.items.iter().map(|(gap, _)| *gap).fold(0.0, f32::max);
        let mut factor = factor;
        loop {
            let items = self.row_members(group, width, factor);
            let total =
                items.iter().map(|(_, item)| item.width()).sum::<f32>() + gap * (items.len().saturating_sub(1)) as f32;
            if total <= width || factor < LEAST {
                return Self::aligned(group, items, gap, total.min(width));
            }
            factor *= STEP;
        }
    }

    fn row_members(&mut self, group: &Group, width: f32, factor: f32) -> Vec<(f32, Measured)> {
        let mut left = width;
        let mut members = Vec::new();
        for (gap, item) in &group.items {
            let before = if members.is_empty() { 0.0 } else { *gap };
            let member = match item {
                Item::Box(filled) => Some(Measured::Box(filled.clone())),
                Item::Text(text) => {
                    let mut text = (**text).clone();
                    text.lines = 1;
                    let pad = text.plate.map_or(0.0, |plate| plate.pad.0);
                    // At first a text may be as wide as it likes; in the end it must live with what is left.
                    let room = if factor < LEAST { left - before - 2.0 * pad } else { f32::MAX };
                    self.set(&text, room, f32::MAX, factor).map(|block| Measured::Text(Box::new((text, block))))
                }
                Item::Art(_) | Item::Scrim(_) | Item::Stack(_) | Item::Row(_) => None,
            };
            if let Some(member) = member.filter(|member| factor >= LEAST || before + member.width() <= left) {
                left -= before + member.width();
                members.push((before, member));
            }
        }
        members
    }

    fn aligned(group: &Group, items: Vec<(f32, Measured)>, gap: f32, width: f32) -> Option<Row> {
        let texts = items.iter().filter_map(|(_, item)| item.ascent());
        // Boxes stand in the middle of the capitals of the largest text.
        let capital = texts.map(|(above, _)| above).fold(0.0, f32::max);
        let (mut above, mut below) = (0.0_f32, 0.0_f32);
        for (_, item) in &items {
            let (up, down) = item.extent(capital);
            above = above.max(up);
            below = below.max(down);
        }
        (!items.is_empty()).then_some(Row { items, align: group.align, gap, width, above, below })
    }

    /// Puts a member at `y` into the width of an area.
    fn place(&mut self, member: Measured, area: Area, y: f32) {
        match member {
            Measured::Box(mut filled) => {
                filled.area.y = y;
                filled.area.x = area.x + self.along(filled.align, area.width - filled.area.width);
                self.placed.push(Placed::Box(filled));
            }
            Measured::Text(both) => {
                let (text, block) = *both;
                let pad = text.plate.map_or((0.0, 0.0), |plate| plate.pad);
                let area = Area { x: area.x + pad.0, width: area.width - 2.0 * pad.0, ..area };
                self.place_text(text, block, area, y + pad.1);
            }
            Measured::Row(row) => self.place_row(row, area, y),
        }
    }

    fn place_row(&mut self, row: Row, area: Area, y: f32) {
        let mut x = area.x + self.along(row.align, area.width - row.width);
        let end = x + row.width;
        let baseline = y + row.above;
        let capital = row.items.iter().filter_map(|(_, item)| item.ascent()).map(|(up, _)| up).fold(0.0, f32::max);
        for (_, item) in row.items {
            let width = item.width();
            // Right to left, the first stands rightmost.
            let left = if self.right_to_left { end - (x - (end - row.width)) - width } else { x };
            let top = baseline - item.extent(capital).0;
            self.place(item, Area { x: left, y: top, width, height: 0.0 }, top);
            x += width + row.gap;
        }
    }

    fn place_text(&mut self, text: Text, block: Block, area: Area, y: f32) {
        let align = match text.align {
            Align::Middle => 0.5,
            Align::Start => f32::from(u8::from(block.right_to_left || self.right_to_left)),
            Align::End => f32::from(u8::from(!(block.right_to_left || self.right_to_left))),
        };
        let x = area.x + align * (area.width - block.width);
        let starts = block.lines.iter().map(|line| x + align * (block.width - line.ink.width())).collect();
        self.placed.push(Placed::Text(PlacedText { block, text, x, y, starts }));
    }

    fn along(&self, align: Align, free: f32) -> f32 {
        match (align, self.right_to_left) {
            (Align::Middle, _) => free / 2.0,
            (Align::Start, false) | (Align::End, true) => 0.0,
            (Align::Start, true) | (Align::End, false) => free,
        }
    }
}

impl Measured {
    fn width(&self) -> f32 {
        match self {
            Self::Box(filled) => filled.area.width,
            Self::Text(both) => both.1.width + both.0.plate.map_or(0.0, |plate| 2.0 * plate.pad.0),
            Self::Row(row) => row.width,
        }
    }

    fn height(&self) -> f32 {
        match self {
            Self::Box(filled) => filled.area.height,
            Self::Text(both) => {
                let (above, below) = both.0.plate.map_or((0.0, 0.0), |plate| (plate.pad.1, plate.pad.1 - both.1.hang));
                above + both.1.height + below
            }
            Self::Row(row) => row.above + row.below,
        }
    }

    /// Of a text alone, above and below its baseline.
    fn ascent(&self) -> Option<(f32, f32)> {
        match self {
            Self::Text(both) => Some((both.1.baseline, both.1.hang)),
            Self::Box(_) | Self::Row(_) => None,
        }
    }

    /// What a member of a row takes above and below the baseline.
    fn extent(&self, capital: f32) -> (f32, f32) {
        match self {
            Self::Box(filled) => {
                let above = (filled.area.height + capital) / 2.0;
                (above, filled.area.height - above)
            }
            Self::Text(both) => match both.0.plate {
                Some(plate) => (both.1.baseline + plate.pad.1, plate.pad.1),
                None => (both.1.baseline, both.1.hang),
            },
            Self::Row(row) => (row.above, row.below),
        }
    }
}

fn total(members: &[(f32, Measured)]) -> f32 {
    members.iter().enumerate().map(|(place, (gap, item))| item.height() + if place == 0 { 0.0 } else { *gap }).sum()
}

/// Lines of the text with the most.
fn longest(members: &[(f32, Measured)]) -> usize {
    let lines = members.iter().map(|(_, member)| match member {
        Measured::Text(both) => both.1.lines.len(),
        Measured::Box(_) | Measured::Row(_) => 1,
    });
    lines.max().unwrap_or(1)
}

fn shift(align: Align, free: f32) -> f32 {
    match align {
        Align::Start => 0.0,
        Align::Middle => free / 2.0,
        Align::End => free,
    }
}
