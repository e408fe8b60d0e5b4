//! Pixels → the bytes of a file.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

use super::{Format, Pixels, origin};

/// Of a hundred. At these, butteraugli finds WebP and JPEG alike on product photos, and SSIM AVIF and WebP.
const WEBP_QUALITY: f32 = 80.0;
const JPEG_QUALITY: u8 = 82;
const DRAFT_QUALITY: u8 = 60;
#[cfg(feature = "avif")]
const AVIF_QUALITY: f32 = 76.0;
/// 1 is small, 10 is fast. The step to 9 halves the time and loses half of what AVIF saves.
#[cfg(feature = "avif")]
const AVIF_SPEED: u8 = 8;
/// 0 is fast, 6 is small.
const WEBP_METHOD: i32 = 4;

/// Writes a file; `source_type` says how the picture was made, where its source said so.
///
/// # Errors
/// The encoder's reason.
pub fn encode(pixels: &Pixels, format: Format, source_type: Option<&str>) -> Result<Vec<u8>, String> {
    match format {
        Format::WebP => Ok(origin::into_webp(webp(pixels)?, pixels, source_type)),
        Format::Jpeg => jpeg(pixels, JPEG_QUALITY, true, source_type),
        Format::Draft => jpeg(pixels, DRAFT_QUALITY, false, source_type),
        Format::Avif => avif(pixels, source_type),
        Format::Png => png(pixels),
    }
}

fn webp(pixels: &Pixels) -> Result<Vec<u8>, String> {
    let mut config = webp::WebPConfig::new().map_err(|()| "WebP is not configured".to_owned())?;
    config.quality = WEBP_QUALITY;
    config.alpha_quality = 90;
    config.method = WEBP_METHOD;
    let encoder = if pixels.transparent {
        webp::Encoder::from_rgba(&pixels.data, pixels.width, pixels.height)
    } else {
        webp::Encoder::from_rgb(&pixels.data, pixels.width, pixels.height)
    };
    encoder.encode_advanced(&config).map(|bytes| bytes.to_vec()).map_err(|error| format!("{error:?}"))
}

fn jpeg(pixels: &Pixels, quality: u8, small: bool, source_type: Option<&str>) -> Result<Vec<u8>, String> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_| "it is too wide or too high for a JPEG".to_owned());
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    if small {
        // First the means of all blocks, then the rest. Each scan more names the ends of all blocks once more, without
        // the runs that libjpeg has for them: four scans are a sixth larger. (One scan with tables made to measure and
        // halved colour is written wrongly by this encoder.)
        encoder.set_progressive_scans(2);
    }
    encoder.set_optimized_huffman_tables(small);
    if let Some(source_type) = source_type {
        encoder.add_app_segment(1, origin::jpeg_segment(source_type)).map_err(|error| error.to_string())?;
    }
    let flat = pixels.transparent.then(|| on_white(&pixels.data));
    let data = flat.as_deref().unwrap_or(&pixels.data);
    encoder
        .encode(data, side(pixels.width)?, side(pixels.height)?, ColorType::Rgb)
        .map_err(|error| error.to_string())?;
    Ok(out)
}

#[cfg(feature = "avif")]
fn avif(pixels: &Pixels, source_type: Option<&str>) -> Result<Vec<u8>, String> {
    use ravif::{BitDepth, Encoder, Img, RGB8, RGBA8};
    let encoder = Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_alpha_quality(AVIF_QUALITY)
        .with_speed(AVIF_SPEED)
        .with_bit_depth(BitDepth::Eight)
        .with_num_threads(Some(1));
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let encoded = if pixels.transparent {
        let data: Vec<RGBA8> =
            pixels.data.as_chunks::<4>().0.iter().map(|[r, g, b, a]| RGBA8::new(*r, *g, *b, *a)).collect();
        encoder.encode_rgba(Img::new(&data, width, height))
    } else {
        let data: Vec<RGB8> = pixels.data.as_chunks::<3>().0.iter().map(|[r, g, b]| RGB8::new(*r, *g, *b)).collect();
        encoder.encode_rgb(Img::new(&data, width, height))
    };
    let file = encoded.map_err(|error| error.to_string())?.avif_file;
    let Some(source_type) = source_type else { return Ok(file) };
    super::avif::with_packet(&file, origin::packet(source_type).as_bytes())
        .ok_or_else(|| "how it was made cannot be said in its AVIF".to_owned())
}

#[cfg(not(feature = "avif"))]
fn avif(_: &Pixels, _: Option<&str>) -> Result<Vec<u8>, String> {
    Err("this program was built without AVIF".to_owned())
}

/// JPEG knows no transparency; shops stand on paper.
fn on_white(rgba: &[u8]) -> Vec<u8> {
    let mix = |colour: u8, alpha: u8| {
        let mixed = (u16::from(colour) * u16::from(alpha) + 255 * u16::from(255 - alpha) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    let pixel = |pixel: &[u8; 4]| [mix(pixel[0], pixel[3]), mix(pixel[1], pixel[3]), mix(pixel[2], pixel[3])];
    rgba.as_chunks::<4>().0.iter().flat_map(pixel).collect()
}

fn png(pixels: &Pixels) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let kind = if pixels.transparent { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
        .write_image(&pixels.data, pixels.width, pixels.height, kind)
        .map_err(|error| error.to_string())?;
    Ok(out)
}
