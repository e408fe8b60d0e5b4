//! A photo → its renditions, from the memo where they are there, else decoded once for all that are missing.

use std::collections::BTreeSet;

use super::encode::encode;
use super::resize::resize;
use super::strip::strip;
use super::{Format, Photo, Pixels, Rendition, decode, origin};
use crate::memo::Memo;

/// The bytes of renditions, in the order asked for.
///
/// # Errors
/// A sentence for the author: the file has gone, or is no picture after all.
pub fn make(photo: &Photo, wanted: &[Rendition], memo: &dyn Memo) -> Result<Vec<Vec<u8>>, String> {
    let mut made: Vec<Option<Vec<u8>>> = wanted.iter().map(|rendition| memo.get(&photo.key(*rendition))).collect();
    if made.iter().any(Option::is_none) {
        let source = bytes(photo)?;
        let pixels = decode(&source)?;
        remember_tint(photo, &pixels, memo);
        let origin = origin::find(&source);
        let stripped = strip(&source, origin.as_deref().map(origin::jpeg_segment).as_deref()).filter(|_| pixels.as_is);
        drop(source);
        render(photo, &Source { pixels, stripped, origin }, wanted, &mut made)?;
        for (rendition, bytes) in wanted.iter().zip(&made) {
            memo.put(&photo.key(*rendition), bytes.as_deref().unwrap_or_default());
        }
    }
    Ok(made.into_iter().flatten().collect())
}

/// A decoded photo.
struct Source {
    pixels: Pixels,
    /// The file without metadata, where it is a JPEG that can be shown as it is.
    stripped: Option<Vec<u8>>,
    /// How it was made, where it says so.
    origin: Option<String>,
}

/// Fills the gaps. Each width is made of the next larger one where that has more than enough pixels: the eye sees no
/// difference, and a photo of 24 megapixels is read once and not eight times. All widths down to the smallest gap are
/// gone through, so that the same width is always made of the same one.
fn render(photo: &Photo, source: &Source, wanted: &[Rendition], made: &mut [Option<Vec<u8>>]) -> Result<(), String> {
    let gap = |made: &[Option<Vec<u8>>], n: usize| made.get(n).is_some_and(Option::is_none);
    let smallest = (0..wanted.len()).filter(|n| gap(made, *n)).map(|n| wanted[n].width).min();
    let all = photo.renditions().into_iter().chain(wanted.iter().copied());
    let widths: BTreeSet<u32> = all.map(|rendition| rendition.width).collect();
    let mut larger: Option<Pixels> = None;
    for width in widths.into_iter().rev().filter(|width| smallest.is_some_and(|smallest| *width >= smallest)) {
        let enough = larger.as_ref().filter(|pixels| pixels.width >= width + width / 3);
        let height = photo.height_of(Rendition { width, format: Format::Jpeg });
        let pixels = resize(enough.unwrap_or(&source.pixels), width, height, photo.draft)?;
        for (n, rendition) in wanted.iter().enumerate() {
            if rendition.width == width && gap(made, n) {
                made[n] = Some(file(source, &pixels, rendition.format)?);
            }
        }
        larger = Some(pixels);
    }
    Ok(())
}

/// One size in one format; the source's own bytes where nothing is better.
fn file(source: &Source, pixels: &Pixels, format: Format) -> Result<Vec<u8>, String> {
    let encoded = encode(pixels, format, source.origin.as_deref())?;
    let own =
        source.stripped.as_ref().filter(|own| format == Format::Jpeg && pixels.as_is && own.len() <= encoded.len());
    Ok(own.cloned().unwrap_or(encoded))
}

/// Looks at a photo that has not been looked at before.
///
/// # Errors
/// As [`make`].
pub fn verify(photo: &Photo, memo: &dyn Memo) -> Result<(), String> {
    if photo.tint.get().is_none() && memo.get(&photo.tint_key()).is_none() {
        remember_tint(photo, &decode(&bytes(photo)?)?, memo);
    }
    Ok(())
}

/// The colour that stands in the photo's place until it has arrived, as `#rrggbb`: its average. `None` where something
/// would shine through it, and for a photo that cannot be read, which is found out elsewhere.
pub fn tint<'a>(photo: &'a Photo, memo: &dyn Memo) -> Option<&'a str> {
    let known = || memo.get(&photo.tint_key()).and_then(|bytes| String::from_utf8(bytes).ok());
    let look = || {
        if let Some(known) = known() {
            return Some(known).filter(|tint| !tint.is_empty());
        }
        let pixels = bytes(photo).and_then(|bytes| decode(&bytes)).ok()?;
        let tint = average(&pixels);
        memo.put(&photo.tint_key(), tint.as_deref().unwrap_or_default().as_bytes());
        tint
    };
    photo.tint.get_or_init(look).as_deref()
}

fn remember_tint(photo: &Photo, pixels: &Pixels, memo: &dyn Memo) {
    photo.tint.get_or_init(|| {
        let tint = average(pixels);
        memo.put(&photo.tint_key(), tint.as_deref().unwrap_or_default().as_bytes());
        tint
    });
}

fn average(pixels: &Pixels) -> Option<String> {
    if pixels.transparent {
        return None;
    }
    let (pixels, _) = pixels.data.as_chunks::<3>();
    let mut sums = [0_u64; 3];
    for pixel in pixels {
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(*value);
        }
    }
    let count = (pixels.len() as u64).max(1);
    let [red, green, blue] = sums.map(|sum| sum / count);
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// The source's bytes.
///
/// # Errors
/// A sentence for the author.
pub fn bytes(photo: &Photo) -> Result<Vec<u8>, String> {
    photo.blob.read().map_err(|error| format!("it cannot be read: {error}"))
}
