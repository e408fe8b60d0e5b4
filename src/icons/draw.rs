//! Marks → pixels.

use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::Arc;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, ImageReader, Limits, Rgba, RgbaImage, imageops};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::tiny_skia_path::{Path, PathSegment, Rect};
use resvg::usvg::{Group, ImageHrefResolver, Node, Options, Text, Tree};

use super::{Colours, RASTER_BYTES_LIMIT, RASTER_SIDE_LIMIT};

/// The share of a maskable icon's side that a logo may take: a square inside the safe circle, nearly.
const SAFE_SHARE: f32 = 0.62;

/// The outline of a monogram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Rounded,
    /// To the edges, with a smaller letter.
    Square,
}

/// Width and height of the monogram's drawing.
const BOARD: f32 = 512.0;

/// A letter on a square, as an SVG that needs no font. Without an outline for the letter, a ring.
pub fn monogram(letter: &str, font: &[u8], colours: Colours, shape: Shape) -> String {
    let [fill, ink] = [colours.accent, colours.on_accent].map(|[r, g, b]| format!("#{r:02x}{g:02x}{b:02x}"));
    let (radius, share) = match shape {
        Shape::Rounded => (112, 0.54),
        Shape::Square => (0, 0.44),
    };
    let radius = if radius > 0 { format!(" rx=\"{radius}\"") } else { String::new() };
    let sign = match outline(letter, font, share) {
        Some(path) => format!("<path fill=\"{ink}\" d=\"{path}\"/>"),
        None => format!("<circle cx=\"256\" cy=\"256\" r=\"96\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"48\"/>"),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 512 512\">\
         <rect width=\"512\" height=\"512\"{radius} fill=\"{fill}\"/>{sign}</svg>"
    )
}

/// The letter as path data, centred on the board, at most `share` of it wide and high.
fn outline(letter: &str, font: &[u8], share: f32) -> Option<String> {
    let letter: String = letter.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(3).collect();
    let mut options = isolated();
    let fonts = options.fontdb_mut();
    fonts.load_font_data(font.to_vec());
    let family = fonts.faces().next()?.families.first()?.0.clone();
    options.font_family = family;
    let mut escaped = String::new();
    for c in letter.chars() {
        let _ = write!(escaped, "&#{};", u32::from(c));
    }
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 1000\">\
         <text y=\"500\" font-size=\"500\" font-weight=\"650\">{escaped}</text></svg>"
    );
    let tree = Tree::from_str(&text, &options).ok()?;
    let text = texts(tree.root()).into_iter().next()?;
    let mut glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
    if letter.is_empty() || glyphs.any(|glyph| glyph.id.0 == 0) {
        return None;
    }
    let mut paths = Vec::new();
    collect(text.flattened(), &mut paths);
    let bounds = paths.iter().filter_map(Path::compute_tight_bounds).reduce(|all, one| {
        let (left, top) = (all.left().min(one.left()), all.top().min(one.top()));
        let (right, bottom) = (all.right().max(one.right()), all.bottom().max(one.bottom()));
        Rect::from_ltrb(left, top, right, bottom).unwrap_or(all)
    })?;
    let side = bounds.width().max(bounds.height());
    if side <= 0.0 {
        return None;
    }
    let scale = share * BOARD / side;
    let place = |x: f32, y: f32| {
        let x = (x - bounds.left() - bounds.width() / 2.0) * scale + BOARD / 2.0;
        let y = (y - bounds.top() - bounds.height() / 2.0) * scale + BOARD / 2.0;
        format!("{} {}", (x * 10.0).round() / 10.0, (y * 10.0).round() / 10.0)
    };
    let mut path = String::new();
    for segment in paths.iter().flat_map(|path| path.segments()) {
        let _ = match segment {
            PathSegment::MoveTo(a) => write!(path, "M{}", place(a.x, a.y)),
            PathSegment::LineTo(a) => write!(path, "L{}", place(a.x, a.y)),
            PathSegment::QuadTo(a, b) => write!(path, "Q{} {}", place(a.x, a.y), place(b.x, b.y)),
            PathSegment::CubicTo(a, b, c) => {
                write!(path, "C{} {} {}", place(a.x, a.y), place(b.x, b.y), place(c.x, c.y))
            }
            PathSegment::Close => write!(path, "Z"),
        };
    }
    Some(path)
}

fn texts(group: &Group) -> Vec<&Text> {
    let mut found = Vec::new();
    for node in group.children() {
        match node {
            Node::Text(text) => found.push(text.as_ref()),
            Node::Group(group) => found.extend(texts(group)),
            _ => {}
        }
    }
    found
}

fn collect(group: &Group, paths: &mut Vec<Path>) {
    for node in group.children() {
        match node {
            Node::Path(path) => paths.extend(path.data().clone().transform(path.abs_transform())),
            Node::Group(group) => collect(group, paths),
            _ => {}
        }
    }
}

/// Options that reach neither the disk nor the system's fonts.
fn isolated() -> Options<'static> {
    Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        fontdb: Arc::new(resvg::usvg::fontdb::Database::new()),
        ..Options::default()
    }
}

/// An SVG in the middle of a square.
pub fn logo(svg: &str, size: u32, background: Option<[u8; 3]>) -> Result<Vec<u8>, String> {
    let picture = drawing(svg, size, if background.is_some() { SAFE_SHARE } else { 1.0 })?;
    encode(picture, background)
}

/// An SVG in the middle of a transparent square, of which it takes a share.
pub fn drawing(svg: &str, size: u32, share: f32) -> Result<RgbaImage, String> {
    let tree = Tree::from_str(svg, &isolated()).map_err(|error| format!("the logo is not a drawable SVG: {error}"))?;
    let mut pixels = Pixmap::new(size, size).ok_or("no memory for the icon")?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let side = size as f32 * share;
    let scale = (side / width).min(side / height);
    let (x, y) = ((size as f32 - width * scale) / 2.0, (size as f32 - height * scale) / 2.0);
    resvg::render(&tree, Transform::from_row(scale, 0.0, 0.0, scale, x, y), &mut pixels.as_mut());
    let mut picture = RgbaImage::new(size, size);
    for (target, source) in picture.pixels_mut().zip(pixels.pixels()) {
        let colour = source.demultiply();
        *target = Rgba([colour.red(), colour.green(), colour.blue(), colour.alpha()]);
    }
    Ok(picture)
}

/// A photo of at most so many pixels' width and height.
pub fn small(bytes: &[u8], side: u32) -> Result<RgbaImage, String> {
    let unreadable = |error: &dyn std::fmt::Display| format!("the logo is not a readable JPEG, PNG or WebP: {error}");
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| unreadable(&error))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(RASTER_SIDE_LIMIT);
    limits.max_image_height = Some(RASTER_SIDE_LIMIT);
    limits.max_alloc = Some(RASTER_BYTES_LIMIT);
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| unreadable(&error))?;
    Ok(picture.resize(side, side, imageops::FilterType::Lanczos3).into_rgba8())
}

/// A photo in the middle of a square.
pub fn photo(bytes: &[u8], size: u32, background: Option<[u8; 3]>) -> Result<Vec<u8>, String> {
    let share = if background.is_some() { SAFE_SHARE } else { 1.0 };
    let small = small(bytes, ((size as f32 * share).round() as u32).max(1))?;
    let mut square = RgbaImage::new(size, size);
    let [x, y] = [small.width(), small.height()].map(|length| i64::from(size.saturating_sub(length) / 2));
    imageops::replace(&mut square, &small, x, y);
    encode(square, background)
}

/// PNG bytes; on a background the icon has no transparency.
fn encode(mut picture: RgbaImage, background: Option<[u8; 3]>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::NoFilter);
    let (width, height) = picture.dimensions();
    if let Some(background) = background {
        for pixel in picture.pixels_mut() {
            let alpha = u32::from(pixel.0[3]);
            for (channel, below) in pixel.0.iter_mut().zip(background) {
                let mixed = (u32::from(*channel) * alpha + u32::from(below) * (255 - alpha) + 127) / 255;
                *channel = u8::try_from(mixed).unwrap_or(u8::MAX);
            }
            pixel.0[3] = u8::MAX;
        }
    }
    let written = if picture.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        let opaque: Vec<u8> = picture.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
        encoder.write_image(&opaque, width, height, ExtendedColorType::Rgb8)
    } else {
        encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::Rgba8)
    };
    written.map_err(|error| format!("the icon cannot be written: {error}"))?;
    Ok(bytes)
}
