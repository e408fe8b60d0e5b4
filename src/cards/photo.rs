//! A photo → the pixels of its slot, cut around its focus.
//!
//! The photo is scaled once, straight to the slot's size; the SVG renderer never sees it.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

use super::Photo;
use super::scene::{Align, Area, Filled};

/// Draws a photo; `None` when it has no pixels or fewer than it says.
pub(super) fn draw(canvas: &mut Pixmap, photo: &Photo<'_>, filled: &Filled, contain: Option<Align>) -> Option<()> {
    let needed = (photo.width as usize).checked_mul(photo.height as usize)?.checked_mul(3)?;
    let rgb = photo.rgb.get(..needed)?;
    let place = if let Some(align) = contain { contained(photo, filled.area, align) } else { filled.area };
    let (left, top) = (place.x.round() as i64, place.y.round() as i64);
    let (width, height) =
        ((place.x + place.width).round() as i64 - left, (place.y + place.height).round() as i64 - top);
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    if width == 0 || height == 0 {
        return None;
    }
    let source = ImageRef::new(photo.width, photo.height, rgb, PixelType::U8x3).ok()?;
    let mut scaled = Image::new(width, height, PixelType::U8x3);
    let (x, y, across, down) = cut(photo, f64::from(width) / f64::from(height));
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom)).crop(x, y, across, down);
    Resizer::new().resize(&source, &mut scaled, Some(&options)).ok()?;
    blit(canvas, scaled.buffer(), (left, top), (width, height), (filled.radius, filled.corners));
    Some(())
}

/// The largest part of the photo with a ratio, its middle as near to the focus as the edges allow.
fn cut(photo: &Photo<'_>, ratio: f64) -> (f64, f64, f64, f64) {
    let (width, height) = (f64::from(photo.width), f64::from(photo.height));
    let (across, down) = if width / height > ratio { (height * ratio, height) } else { (width, width / ratio) };
    let start = |focus: f32, whole: f64, part: f64| {
        let focus = if focus.is_finite() { f64::from(focus.clamp(0.0, 1.0)) } else { 0.5 };
        (focus * whole - part / 2.0).clamp(0.0, (whole - part).max(0.0))
    };
    (start(photo.focus.0, width, across), start(photo.focus.1, height, down), across, down)
}

/// Where the whole photo stands inside an area.
fn contained(photo: &Photo<'_>, area: Area, align: Align) -> Area {
    let scale = (area.width / photo.width as f32).min(area.height / photo.height as f32);
    let (width, height) = (photo.width as f32 * scale, photo.height as f32 * scale);
    let free = area.width - width;
    let x = match align {
        Align::Start => area.x,
        Align::Middle => area.x + free / 2.0,
        Align::End => area.x + free,
    };
    Area { x, y: area.y + (area.height - height) / 2.0, width, height }
}

/// Copies opaque pixels, with rounded corners.
fn blit(
    canvas: &mut Pixmap,
    rgb: &[u8],
    (left, top): (i64, i64),
    (width, height): (u32, u32),
    (radius, corners): (f32, [bool; 4]),
) {
    let (wide, tall) = (i64::from(canvas.width()), i64::from(canvas.height()));
    let radius = radius.min(width as f32 / 2.0).min(height as f32 / 2.0);
    let pixels = canvas.pixels_mut();
    for (row, line) in rgb.chunks_exact(width as usize * 3).enumerate() {
        let y = top + row as i64;
        if y < 0 || y >= tall {
            continue;
        }
        let corner = (row as f32) < radius || (row as f32) >= height as f32 - radius;
        if !corner {
            let Ok(start) = usize::try_from(y * wide + left.max(0)) else { continue };
            let (skip, fitting) = ((-left).max(0) as usize, (wide - left.max(0)).max(0) as usize);
            let targets = pixels.get_mut(start..).unwrap_or_default().iter_mut().take(fitting);
            for (target, colour) in targets.zip(line.chunks_exact(3).skip(skip)) {
                if let [red, green, blue] = *colour {
                    *target = PremultipliedColorU8::from_rgba(red, green, blue, u8::MAX).unwrap_or(*target);
                }
            }
            continue;
        }
        for (column, colour) in line.chunks_exact(3).enumerate() {
            let x = left + column as i64;
            if x < 0 || x >= wide {
                continue;
            }
            let Some(target) = pixels.get_mut((y * wide + x) as usize) else { continue };
            let round = corners[usize::from(row * 2 > height as usize) * 2 + usize::from(column * 2 > width as usize)];
            let cover =
                if round { coverage(column as f32, row as f32, width as f32, height as f32, radius) } else { 1.0 };
            let [red, green, blue] = [0, 1, 2].map(|channel| colour.get(channel).copied().unwrap_or_default());
            *target = mixed(*target, [red, green, blue], cover);
        }
    }
}

/// How much of a pixel lies inside a rounded rectangle.
fn coverage(x: f32, y: f32, width: f32, height: f32, radius: f32) -> f32 {
    let dx = (radius - (x + 0.5)).max(x + 0.5 - (width - radius)).max(0.0);
    let dy = (radius - (y + 0.5)).max(y + 0.5 - (height - radius)).max(0.0);
    if dx == 0.0 || dy == 0.0 { 1.0 } else { (radius + 0.5 - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0) }
}

/// A colour over an opaque pixel.
pub(super) fn mixed(below: PremultipliedColorU8, colour: [u8; 3], alpha: f32) -> PremultipliedColorU8 {
    let mix = |below: u8, above: u8| {
        (f32::from(below) + (f32::from(above) - f32::from(below)) * alpha + 0.5).clamp(0.0, 255.0) as u8
    };
    let [red, green, blue] = colour;
    let (red, green, blue) = (mix(below.red(), red), mix(below.green(), green), mix(below.blue(), blue));
    PremultipliedColorU8::from_rgba(red, green, blue, u8::MAX).unwrap_or(below)
}
