//! Things at their places → pixels, in the order of the template.

use std::sync::Arc;

use resvg::tiny_skia::{
    Color, FillRule, GradientStop, LinearGradient, Paint, Path, PathBuilder, Pixmap, Point, Rect, Shader, SpreadMode,
    Transform,
};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};

use super::contrast::{Target, apply, measured, needed, opposite, strength, veil};
use super::layout::{Placed, PlacedText};
use super::scene::{Align, Area, Filled, Scrim, With};
use super::{Card, Finding, Format, photo};

/// Room around a text that its contrast is measured in, in pixels.
const AROUND: f32 = 3.0;
/// What is left of a star that is not given.
const EMPTY_STAR: f32 = 0.22;

pub(super) struct Painter<'a> {
    pub(super) card: &'a Card<'a>,
    pub(super) canvas: Pixmap,
    pub(super) findings: Vec<Finding>,
    /// Whether a photo has been drawn.
    pub(super) photos: Vec<Area>,
}

impl<'a> Painter<'a> {
    pub(super) fn new(card: &'a Card<'a>, format: Format) -> Option<Self> {
        let (width, height) = format.size();
        let mut canvas = Pixmap::new(width, height)?;
        let [red, green, blue] = card.colours.ground;
        canvas.fill(Color::from_rgba8(red, green, blue, u8::MAX));
        Some(Self { card, canvas, findings: Vec::new(), photos: Vec::new() })
    }

    pub(super) fn all(&mut self, placed: &[Placed]) {
        for thing in placed {
            match thing {
                Placed::Art(art) => self.art(art),
                Placed::Box(filled) => self.filled(filled),
                Placed::Scrim(scrim) => self.scrim(scrim, placed),
                Placed::Text(text) => self.text(text),
            }
        }
    }

    fn art(&mut self, art: &str) {
        // What was checked when the template was read parses again; an empty picture draws nothing.
        if let Some(tree) = tree(&document(art, &self.canvas)) {
            resvg::render(&tree, Transform::identity(), &mut self.canvas.as_mut());
        }
    }

    fn filled(&mut self, filled: &Filled) {
        match &filled.with {
            With::Colour => {
                if let Some(path) = rounded(filled.area, filled.radius) {
                    self.fill(&path, &colour(filled.fill, 1.0), Transform::identity());
                }
            }
            With::Photo { name, contain } => self.photo(filled, name, *contain),
            With::Logo => self.logo(filled),
            With::Stars(value) => self.stars(filled, *value),
        }
    }

    fn photo(&mut self, filled: &Filled, name: &str, contain: bool) {
        let Some(photo) = self.card.photos.get(name) else { return };
        let align = contain.then_some(filled.align);
        if photo::draw(&mut self.canvas, photo, filled, align).is_none() {
            return self.findings.push(Finding::Photo { slot: name.to_owned() });
        }
        self.photos.push(filled.area);
    }

    fn logo(&mut self, filled: &Filled) {
        let Some(tree) = self.card.logo.and_then(tree) else {
            return self.findings.push(Finding::Logo);
        };
        let (width, height) = (tree.size().width(), tree.size().height());
        let scale = (filled.area.width / width).min(filled.area.height / height);
        let free = filled.area.width - width * scale;
        let along = match (filled.align, self.card.right_to_left) {
            (Align::Middle, _) => free / 2.0,
            (Align::Start, false) | (Align::End, true) => 0.0,
            (Align::Start, true) | (Align::End, false) => free,
        };
        let (x, y) = (filled.area.x + along, filled.area.y + (filled.area.height - height * scale) / 2.0);
        resvg::render(&tree, Transform::from_row(scale, 0.0, 0.0, scale, x, y), &mut self.canvas.as_mut());
    }

    /// Five stars, the last one as far as it is given.
    fn stars(&mut self, filled: &Filled, value: f32) {
        let pitch = filled.area.width / 5.0;
        for place in 0..5_u8 {
            let share = (value - f32::from(place)).clamp(0.0, 1.0);
            let column = if self.card.right_to_left { 4 - place } else { place };
            let left = filled.area.x + f32::from(column) * pitch;
            let (x, y) = (left + pitch / 2.0, filled.area.y + filled.area.height / 2.0);
            let Some(path) = star(x, y, (filled.area.height / 2.0).min(pitch / 2.0)) else { continue };
            let (from, to) = if self.card.right_to_left { (left + pitch, left) } else { (left, left + pitch) };
            let [red, green, blue] = filled.fill;
            let full = Color::from_rgba8(red, green, blue, u8::MAX);
            let rest = Color::from_rgba8(red, green, blue, (EMPTY_STAR * 255.0) as u8);
            let stops = vec![GradientStop::new(share, full), GradientStop::new(share, rest)];
            let ends = (Point::from_xy(from, 0.0), Point::from_xy(to, 0.0));
            let shader = match share {
                1.0 => Some(Shader::SolidColor(full)),
                0.0 => Some(Shader::SolidColor(rest)),
                _ => LinearGradient::new(ends.0, ends.1, stops, SpreadMode::Pad, Transform::identity()),
            };
            if let Some(shader) = shader {
                self.fill(&path, &Paint { shader, ..Paint::default() }, Transform::identity());
            }
        }
    }

    fn scrim(&mut self, scrim: &Scrim, placed: &[Placed]) {
        let Some(mut layer) = Pixmap::new(self.canvas.width(), self.canvas.height()) else { return };
        let Some(tree) = tree(&document(&scrim.art, &self.canvas)) else { return };
        resvg::render(&tree, Transform::identity(), &mut layer.as_mut());
        let texts = placed.iter().filter_map(|thing| match thing {
            Placed::Text(text) if scrim.texts.contains(&text.text.slot) && text.text.plate.is_none() => {
                Some(target(text))
            }
            _ => None,
        });
        let strength = strength(&self.canvas, &layer, &texts.collect::<Vec<_>>(), scrim.least);
        apply(&mut self.canvas, &layer, strength);
    }

    fn text(&mut self, text: &PlacedText) {
        let (block, style) = (&text.block, &text.text);
        if let Some(plate) = style.plate {
            let Area { x, y, width, height } = text.plate_area(plate.pad);
            if let Some(path) = rounded(Area { x, y, width, height }, plate.radius) {
                self.fill(&path, &colour(plate.fill, 1.0), Transform::identity());
            }
        } else {
            self.veil(text);
        }
        let paint = colour(style.fill, 1.0);
        for (line, start) in block.lines.iter().zip(&text.starts) {
            let (x, y) = (start - line.ink.left(), text.y + line.baseline);
            self.fill(&line.path, &paint, Transform::from_translate(x, y));
            if style.struck {
                let thickness = (block.size * 0.07).max(2.0);
                let area = Area {
                    x: start - 4.0,
                    y: y - block.size * 0.29 - thickness / 2.0,
                    width: line.ink.width() + 8.0,
                    height: thickness,
                };
                if let Some(path) = rounded(area, 0.0) {
                    self.fill(&path, &paint, Transform::identity());
                }
            }
        }
        if block.cut {
            self.findings.push(Finding::Cut { slot: style.slot.clone() });
        }
    }

    /// Text over a photo is readable, whatever the template and the photo are.
    fn veil(&mut self, text: &PlacedText) {
        let target = target(text);
        let over = |area: &Area| {
            target.lines.iter().any(|line| {
                line.left() < area.x + area.width
                    && line.right() > area.x
                    && line.top() < area.y + area.height
                    && line.bottom() > area.y
            })
        };
        if !self.photos.iter().any(over) || measured(&self.canvas, &target) >= target.ratio {
            return;
        }
        let veil_colour = opposite(target.colour, self.card.colours.ground);
        let alpha = veil(&self.canvas, &target, veil_colour);
        let pad = text.block.size * 0.4;
        if let Some(path) = rounded(text.plate_area((pad, pad)), self.card.radius.frame.min(pad)) {
            self.fill(&path, &colour(veil_colour, alpha), Transform::identity());
        }
    }

    fn fill(&mut self, path: &Path, paint: &Paint<'_>, place: Transform) {
        self.canvas.fill_path(path, paint, FillRule::Winding, place, None);
    }
}

impl PlacedText {
    /// Behind the capitals of the first to the baseline of the last line.
    fn plate_area(&self, (across, along): (f32, f32)) -> Area {
        let height = self.block.height - self.block.hang;
        Area {
            x: self.x - across,
            y: self.y - along,
            width: self.block.width + 2.0 * across,
            height: height + 2.0 * along,
        }
    }
}

fn target(text: &PlacedText) -> Target {
    let lines = text.block.lines.iter().zip(&text.starts).filter_map(|(line, start)| {
        let baseline = text.y + line.baseline;
        let (left, right) = (start - AROUND, start + line.ink.width() + AROUND);
        Rect::from_ltrb(left, baseline + line.ink.top() - AROUND, right, baseline + line.ink.bottom() + AROUND)
    });
    let ratio = text.text.contrast.unwrap_or_else(|| needed(text.block.size));
    Target { lines: lines.collect(), colour: text.text.fill, ratio }
}

fn colour([red, green, blue]: [u8; 3], alpha: f32) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, (alpha * 255.0).ceil().clamp(0.0, 255.0) as u8);
    paint
}

/// A rectangle with corners of quarter circles.
fn rounded(area: Area, radius: f32) -> Option<Path> {
    /// A quarter circle as one cubic curve. <https://spencermortensen.com/articles/bezier-circle/>
    const BEND: f32 = 0.551_915;
    let Area { x, y, width, height } = area;
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let rect = Rect::from_xywh(x, y, width, height)?;
    if radius < 0.5 {
        return Some(PathBuilder::from_rect(rect));
    }
    let (right, bottom, near) = (x + width, y + height, radius * (1.0 - BEND));
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - near, y, right, y + near, right, y + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - near, right - near, bottom, right - radius, bottom);
    path.line_to(x + radius, bottom);
    path.cubic_to(x + near, bottom, x, bottom - near, x, bottom - radius);
    path.line_to(x, y + radius);
    path.cubic_to(x, y + near, x + near, y, x + radius, y);
    path.close();
    path.finish()
}

/// A five-pointed star around a point.
fn star(x: f32, y: f32, radius: f32) -> Option<Path> {
    // Sine and cosine of the ten corners, the inner ones at 0.45 of the radius; from the top, clockwise.
    const CORNERS: [(f32, f32); 10] = [
        (0.0, -1.0),
        (0.264_5, -0.364_1),
        (0.951_1, -0.309),
        (0.428, 0.139_1),
        (0.587_8, 0.809),
        (0.0, 0.45),
        (-0.587_8, 0.809),
        (-0.428, 0.139_1),
        (-0.951_1, -0.309),
        (-0.264_5, -0.364_1),
    ];
    let mut path = PathBuilder::new();
    for (place, (across, down)) in CORNERS.into_iter().enumerate() {
        let corner = (x + across * radius, y + (down + 0.05) * radius);
        if place == 0 { path.move_to(corner.0, corner.1) } else { path.line_to(corner.0, corner.1) }
    }
    path.close();
    path.finish()
}

fn document(art: &str, canvas: &Pixmap) -> String {
    let (width, height) = (canvas.width(), canvas.height());
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">{art}</svg>")
}

/// Reads SVG with neither the disk nor the system's fonts in reach.
pub(super) fn tree(svg: &str) -> Option<Tree> {
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        fontdb: Arc::new(fontdb::Database::new()),
        ..Options::default()
    };
    Tree::from_str(svg, &options).ok()
}
