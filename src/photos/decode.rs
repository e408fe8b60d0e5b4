//! Bytes → pixels: upright, eight bits, sRGB.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::MAX_PIXELS;
use super::strip::ends_early;

/// Rows of pixels from the top, each of three or, where something shines through, four bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub transparent: bool,
    /// Whether the file already shows these very pixels: nothing was turned, nothing converted.
    pub as_is: bool,
    pub data: Vec<u8>,
}

/// Decodes the first picture of a JPEG, PNG or WebP.
///
/// # Errors
/// A sentence for the author.
pub fn decode(bytes: &[u8]) -> Result<Pixels, String> {
    if ends_early(bytes) {
        return Err("the file ends in the middle of the picture".to_owned());
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| error.to_string())?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(too_large(width, height));
    }
    let profile = decoder.icc_profile().unwrap_or_default();
    let orientation = decoder.orientation().map_err(|error| error.to_string())?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    picture.apply_orientation(orientation);
    let plain = picture.color() == ColorType::Rgb8;
    let transparent = shines_through(&picture);
    let (width, height) = (picture.width(), picture.height());
    let data = if transparent { picture.into_rgba8().into_raw() } else { picture.into_rgb8().into_raw() };
    let as_is = orientation == Orientation::NoTransforms && plain;
    let mut pixels = Pixels { width, height, transparent, as_is, data };
    if let Some(profile) = profile {
        pixels.as_is &= to_srgb(&mut pixels, &profile);
    }
    Ok(pixels)
}

/// Why a photo is refused before it is decoded.
pub fn too_large(width: u32, height: u32) -> String {
    let millions = |pixels: u64| pixels / 1_000_000;
    let own = millions(u64::from(width) * u64::from(height));
    format!("it has {own} megapixels, more than {}", millions(MAX_PIXELS))
}

fn shines_through(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255)
}

/// Colours as the profile means them; `true` when they are so already. A profile that cannot be read, and one for
/// printing inks, is left alone.
fn to_srgb(pixels: &mut Pixels, profile: &[u8]) -> bool {
    let Ok(own) = ColorProfile::new_from_slice(profile) else { return false };
    let srgb = ColorProfile::new_srgb();
    if own.color_space != DataColorSpace::Rgb || is_srgb(&own, &srgb) {
        return own.color_space == DataColorSpace::Rgb;
    }
    let layout = if pixels.transparent { Layout::Rgba } else { Layout::Rgb };
    let transform = own.create_transform_8bit(layout, &srgb, layout, TransformOptions::default());
    let mut converted = vec![0; pixels.data.len()];
    if transform.is_ok_and(|transform| transform.transform(&pixels.data, &mut converted).is_ok()) {
        pixels.data = converted;
    }
    false
}

/// Whether a profile's primaries are those of sRGB, as those of nearly all photos are.
fn is_srgb(own: &ColorProfile, srgb: &ColorProfile) -> bool {
    let near = |a: moxcms::Xyzd, b: moxcms::Xyzd| {
        (a.x - b.x).abs() < 0.002 && (a.y - b.y).abs() < 0.002 && (a.z - b.z).abs() < 0.002
    };
    near(own.red_colorant, srgb.red_colorant)
        && near(own.green_colorant, srgb.green_colorant)
        && near(own.blue_colorant, srgb.blue_colorant)
}
