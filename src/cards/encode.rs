//! Pixels → the bytes of a JPEG or PNG, below a size that every network fetches.
//!
//! A card with a photo or a gradient is a JPEG; its quality falls stepwise until it fits. Others are PNG, with a palette
//! where that loses nothing that can be seen.

use std::collections::BTreeMap;

use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};
use resvg::tiny_skia::Pixmap;

use super::{BYTES_LIMIT, Picture};

/// JPEG qualities that are tried, best first.
const QUALITIES: [u8; 7] = [86, 80, 72, 62, 50, 35, 15];
/// A palette is worth a look up to this many colours.
const COLOURS_LIMIT: usize = 6_000;
/// How far a colour may be from its entry in the palette: squares of the three differences, summed.
const DISTANCE_LIMIT: i32 = 3 * 10 * 10;

pub(super) fn encode(canvas: &Pixmap, media_type: &'static str, packet: Option<&str>) -> Option<Picture> {
    let bytes = if media_type == super::PNG { png(canvas, packet) } else { jpeg(canvas, packet) };
    Some(Picture { width: canvas.width(), height: canvas.height(), bytes: bytes?, media_type })
}

fn jpeg(canvas: &Pixmap, packet: Option<&str>) -> Option<Vec<u8>> {
    let mut jpeg = None;
    for quality in QUALITIES {
        jpeg = jpeg_of(canvas, quality, packet);
        if jpeg.as_ref().is_some_and(|bytes| bytes.len() <= BYTES_LIMIT) {
            break;
        }
    }
    jpeg
}

fn jpeg_of(canvas: &Pixmap, quality: u8, packet: Option<&str>) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(BYTES_LIMIT);
    let mut encoder = Encoder::new(&mut bytes, quality);
    // Halved colour would fray accent-coloured text.
    encoder.set_sampling_factor(if quality > 60 { SamplingFactor::F_1_1 } else { SamplingFactor::F_2_2 });
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    // Tables made to measure would save a tenth of the bytes for a second pass; below the limit, time counts.
    if let Some(packet) = packet {
        let mut segment = b"http://ns.adobe.com/xap/1.0/\0".to_vec();
        segment.extend_from_slice(packet.as_bytes());
        encoder.add_app_segment(1, segment).ok()?;
    }
    let (width, height) = (u16::try_from(canvas.width()).ok()?, u16::try_from(canvas.height()).ok()?);
    encoder.encode(canvas.data(), width, height, ColorType::Rgba).ok()?;
    Some(bytes)
}

fn png(canvas: &Pixmap, packet: Option<&str>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, canvas.width(), canvas.height());
    encoder.set_depth(png::BitDepth::Eight);
    if let Some(packet) = packet {
        encoder.add_itxt_chunk("XML:com.adobe.xmp".to_owned(), packet.to_owned()).ok()?;
    }
    let data = if let Some((palette, indices)) = palette(canvas) {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette);
        encoder.set_compression(png::Compression::Balanced);
        encoder.set_filter(png::Filter::NoFilter);
        indices
    } else {
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::Fast);
        canvas.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect()
    };
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&data).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// 256 colours and the index of each pixel, when every pixel's colour is near one of them.
fn palette(canvas: &Pixmap) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut counts: BTreeMap<[u8; 3], u32> = BTreeMap::new();
    let colours = || canvas.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    let mut run = ([0; 3], 0);
    for colour in colours() {
        if colour == run.0 {
            run.1 += 1;
            continue;
        }
        *counts.entry(run.0).or_default() += run.1;
        run = (colour, 1);
        if counts.len() > COLOURS_LIMIT {
            return None;
        }
    }
    *counts.entry(run.0).or_default() += run.1;
    let mut ranked: Vec<([u8; 3], u32)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    ranked.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let kept: Vec<[u8; 3]> = ranked.iter().take(256).map(|(colour, _)| *colour).collect();
    let mut index: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    for (colour, _) in &ranked {
        let distance =
            |one: [u8; 3]| -> i32 { one.iter().zip(colour).map(|(a, b)| (i32::from(*a) - i32::from(*b)).pow(2)).sum() };
        let (place, nearest) = kept.iter().enumerate().min_by_key(|(_, kept)| distance(**kept))?;
        if distance(*nearest) > DISTANCE_LIMIT {
            return None;
        }
        index.insert(*colour, u8::try_from(place).ok()?);
    }
    let mut last = ([0; 3], index.get(&[0; 3]).copied().unwrap_or_default());
    let indices = colours().map(|colour| {
        if colour != last.0 {
            last = (colour, index.get(&colour).copied().unwrap_or_default());
        }
        last.1
    });
    Some((kept.concat(), indices.collect()))
}
