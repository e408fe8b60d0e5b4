//! Font files → glyphs: which face has a character, how a line is shaped, and the outline of each glyph.
//!
//! **In:** bytes of TrueType or OpenType fonts, in order of preference. **Out:** [`Shaped`], glyphs in visual order in
//! fractions of the font size, and [`Outline`]s in the same unit.
//!
//! **Absent:** fonts of the system, font families by name, hinting, colour glyphs, vertical writing.

use std::collections::BTreeMap;
use std::ops::Range;

use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, ShaperInstance, UnicodeBuffer, Variation};
use icu_properties::props::{ExtendedPictographic, Script};
use icu_properties::{CodePointMapData, CodePointSetData};
use icu_segmenter::GraphemeClusterSegmenter;
use resvg::tiny_skia::{Path, PathBuilder, Rect, Transform};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider, Tag};
use unicode_bidi::{BidiInfo, Level};

const WEIGHT: Tag = Tag::new(b"wght");
/// The weight that tells whether a glyph has an outline.
const WEIGHT_OF_TEXT: f32 = 400.0;

/// Every font that cards may use, in order of preference. Built once; threads share it.
pub struct Fonts {
    faces: Vec<Face>,
}

struct Face {
    bytes: Vec<u8>,
    data: ShaperData,
    /// Units per em.
    upem: f32,
    /// Height of capitals, as a share of the size.
    capital: f32,
    /// Least and greatest weight of a variable font.
    weights: Option<(f32, f32)>,
}

/// One glyph on its line; lengths are shares of the font size, y grows downwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) face: usize,
    pub(super) id: u32,
    pub(super) x: f32,
    pub(super) y: f32,
}

/// A shaped line.
#[derive(Debug, Clone, Default)]
pub(super) struct Shaped {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) advance: f32,
}

/// What one stretch of one face and one script gives.
struct Piece {
    range: Range<usize>,
    face: usize,
    script: Script,
}

impl Fonts {
    /// Reads the fonts; what is not a font is left out, and its place in the list is told.
    pub fn new(files: impl IntoIterator<Item = Vec<u8>>) -> (Self, Vec<usize>) {
        let mut faces = Vec::new();
        let mut unreadable = Vec::new();
        for (place, bytes) in files.into_iter().enumerate() {
            match Face::new(bytes) {
                Some(face) => faces.push(face),
                None => unreadable.push(place),
            }
        }
        (Self { faces }, unreadable)
    }

    /// Height of capitals in the preferred face, as a share of the size.
    pub(super) fn capital(&self) -> f32 {
        self.faces.first().map_or(0.7, |face| face.capital)
    }

    /// The first face that can draw a whole cluster; `near` is asked first, so that spaces stay with their word.
    pub(super) fn face_for(&self, cluster: &str, near: Option<usize>) -> Option<usize> {
        let common = cluster.chars().all(|c| matches!(script_of(c), Script::Common | Script::Inherited));
        let preferred = near.filter(|_| common);
        preferred.into_iter().chain(0..self.faces.len()).find(|face| self.covers(*face, cluster))
    }

    fn covers(&self, face: usize, cluster: &str) -> bool {
        let Some((face, font)) = self.faces.get(face).and_then(|face| Some((face, face.font()?))) else { return false };
        let map = font.charmap();
        let mut missing = cluster.chars().filter(|c| !is_ignorable(*c) && map.map(*c).is_none()).peekable();
        if missing.peek().is_none() {
            return !cluster.chars().any(|c| is_picture(c) && map.map(c).is_some_and(|glyph| is_blank(face, glyph)));
        }
        // A letter and its mark may be one glyph of the font: only shaping tells.
        let marked = cluster.chars().nth(1).is_some() && missing.all(|c| script_of(c) == Script::Inherited);
        marked && {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(cluster);
            buffer.guess_segment_properties();
            let shaper = face.data.shaper(&font).build();
            let output = shaper.shape(buffer, ShapeOptions::new());
            output.glyph_infos().iter().all(|info| info.glyph_id != 0)
        }
    }

    /// Shapes one line whose paragraph runs right to left or not.
    pub(super) fn shape(&self, line: &str, right_to_left: bool, style: Style) -> Shaped {
        let mut shaped = Shaped::default();
        for (range, rtl) in visual_runs(line, right_to_left) {
            let mut pieces = self.pieces(line, range);
            if rtl {
                pieces.reverse();
            }
            for piece in pieces {
                self.shape_piece(
                    line,
                    &piece,
                    rtl,
                    style,
                    &mut |glyph, _| shaped.glyphs.push(glyph),
                    &mut shaped.advance,
                );
            }
        }
        shaped
    }

    /// The advance that begins at each byte of a text, in shares of the size: what line breaking measures.
    pub(super) fn advances(&self, text: &str, right_to_left: bool, style: Style) -> Vec<f32> {
        let mut advances = vec![0.0; text.len()];
        for (range, rtl) in visual_runs(text, right_to_left) {
            for piece in self.pieces(text, range) {
                let mut at = 0.0;
                self.shape_piece(
                    text,
                    &piece,
                    rtl,
                    style,
                    &mut |_, (byte, advance)| {
                        if let Some(sum) = advances.get_mut(byte) {
                            *sum += advance;
                        }
                    },
                    &mut at,
                );
            }
        }
        advances
    }

    /// Stretches of one face and one script, in logical order.
    fn pieces(&self, text: &str, range: Range<usize>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let part = text.get(range.clone()).unwrap_or_default();
        let ends: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(part).collect();
        for (start, end) in ends.iter().zip(ends.iter().skip(1)) {
            let cluster = part.get(*start..*end).unwrap_or_default();
            let range = range.start + start..range.start + end;
            let near = pieces.last().map(|piece| piece.face);
            let Some(face) = self.face_for(cluster, near) else { continue };
            let script = cluster.chars().map(script_of).find(|s| !matches!(*s, Script::Common | Script::Inherited));
            match pieces.last_mut() {
                Some(last)
                    if last.face == face
                        && last.range.end == range.start
                        && (script.is_none_or(|script| script == last.script) || last.script == Script::Common) =>
                {
                    last.range.end = range.end;
                    last.script = script.unwrap_or(last.script);
                }
                _ => pieces.push(Piece { range, face, script: script.unwrap_or(Script::Common) }),
            }
        }
        pieces
    }

    fn shape_piece(
        &self,
        text: &str,
        piece: &Piece,
        right_to_left: bool,
        style: Style,
        glyph: &mut dyn FnMut(Glyph, (usize, f32)),
        at: &mut f32,
    ) {
        let Some((face, font)) = self.faces.get(piece.face).and_then(|face| Some((face, face.font()?))) else { return };
        let instance = face
            .weight(style.weight)
            .map(|value| ShaperInstance::from_variations(&font, [Variation { tag: WEIGHT, value }]));
        let shaper = face.data.shaper(&font).instance(instance.as_ref()).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text.get(piece.range.clone()).unwrap_or_default());
        buffer.set_direction(if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let output = shaper.shape(buffer, ShapeOptions::new());
        // Letters that join must not be pulled apart.
        let tracking = if right_to_left { 0.0 } else { style.tracking };
        for (info, position) in output.glyph_infos().iter().zip(output.glyph_positions()) {
            let scaled = |units: i32| units as f32 / face.upem;
            let drawn = Glyph {
                face: piece.face,
                id: info.glyph_id,
                x: *at + scaled(position.x_offset),
                y: -scaled(position.y_offset),
            };
            let advance = scaled(position.x_advance) + if position.x_advance == 0 { 0.0 } else { tracking };
            glyph(drawn, (piece.range.start + info.cluster as usize, advance));
            *at += advance;
        }
    }
}

/// How a text is set, apart from its size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// 100 to 900; fonts with one weight have only that.
    pub(super) weight: f32,
    /// Added after each glyph, as a share of the size.
    pub(super) tracking: f32,
}

impl Face {
    fn new(bytes: Vec<u8>) -> Option<Self> {
        let font = FontRef::from_index(&bytes, 0).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let upem = f32::from(metrics.units_per_em);
        if upem < 16.0 || font.charmap().mappings().next().is_none() || font.outline_glyphs().format().is_none() {
            return None;
        }
        let capital = metrics.cap_height.map_or(0.7, |height| (height / upem).clamp(0.4, 1.0));
        let axis = font.axes().iter().find(|axis| axis.tag() == WEIGHT);
        let weights = axis.map(|axis| (axis.min_value(), axis.max_value()));
        let data = ShaperData::new(&font);
        Some(Self { bytes, data, upem, capital, weights })
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.bytes, 0).ok()
    }

    fn weight(&self, asked: f32) -> Option<f32> {
        self.weights.map(|(least, greatest)| asked.max(least).min(greatest))
    }
}

/// Runs of one direction in visual order. The text has neither line ends nor explicit directions.
fn visual_runs(text: &str, right_to_left: bool) -> Vec<(Range<usize>, bool)> {
    if text.is_ascii() && !right_to_left {
        return vec![(0..text.len(), false)];
    }
    let level = if right_to_left { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(text, Some(level));
    let Some(paragraph) = bidi.paragraphs.first() else { return Vec::new() };
    let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
    runs.into_iter().map(|run| (run.clone(), levels.get(run.start).is_some_and(|level| level.is_rtl()))).collect()
}

/// Characters that need no glyph: joiners, selectors, soft hyphens.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}')
}

pub(super) fn script_of(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

/// The outlines of the glyphs of one card, each drawn once.
#[derive(Default)]
pub(super) struct Outlines {
    known: BTreeMap<(usize, u32, u16), Option<Path>>,
}

impl Outlines {
    /// One path for a whole line at a size in pixels, from an origin on its baseline; none for a blank line.
    pub(super) fn line(&mut self, fonts: &Fonts, shaped: &Shaped, size: f32, weight: f32) -> Option<Path> {
        let mut line = PathBuilder::new();
        for glyph in &shaped.glyphs {
            let Some(face) = fonts.faces.get(glyph.face) else { continue };
            let key = (glyph.face, glyph.id, weight as u16);
            let path = self.known.entry(key).or_insert_with(|| outline(face, glyph.id, weight));
            let scale = size / face.upem;
            let place = Transform::from_row(scale, 0.0, 0.0, -scale, glyph.x * size, glyph.y * size);
            if let Some(path) = path.clone().and_then(|path| path.transform(place)) {
                line.push_path(&path);
            }
        }
        line.finish()
    }
}

/// Characters that fonts may draw in colours and without an outline.
fn is_picture(c: char) -> bool {
    c >= '\u{2190}' && CodePointSetData::new::<ExtendedPictographic>().contains(c)
}

fn is_blank(face: &Face, glyph: GlyphId) -> bool {
    outline(face, glyph.to_u32(), WEIGHT_OF_TEXT).is_none()
}

/// The outline of a glyph in font units.
fn outline(face: &Face, id: u32, weight: f32) -> Option<Path> {
    let font = FontRef::from_index(&face.bytes, 0).ok()?;
    let glyph = font.outline_glyphs().get(GlyphId::new(id))?;
    let location = font.axes().location(face.weight(weight).map(|weight| (WEIGHT, weight)));
    let mut pen = Pen(PathBuilder::new());
    glyph.draw(DrawSettings::unhinted(Size::unscaled(), &location), &mut pen).ok()?;
    pen.0.finish()
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

/// What a path covers, never less.
pub(super) fn bounds(path: &Path) -> Rect {
    path.bounds()
}
