//! A JPEG without its metadata, its picture untouched.
//!
//! A photo that is upright, in sRGB and no larger than needed loses nothing when it is published as it is: encoding it
//! again would make it worse, and often larger. What stays is what a decoder needs (ITU-T T.81, Annex B).

const START: [u8; 2] = [0xFF, 0xD8];
const SCAN: u8 = 0xDA;
/// Says how colours were transformed; without it some decoders guess wrong.
const ADOBE: u8 = 0xEE;

/// The bytes without application segments and comments, and with `segment` as APP1, if one is given. `None` when it is
/// not a JPEG of whole segments.
pub fn strip(jpeg: &[u8], segment: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(jpeg.len());
    out.extend_from_slice(&START);
    if let Some(segment) = segment {
        let length = u16::try_from(segment.len() + 2).ok()?;
        out.extend_from_slice(&[0xFF, 0xE1]);
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(segment);
    }
    let (head, data) = segments(jpeg)?;
    for (marker, whole) in head {
        if !matches!(marker, 0xE0..=0xEF | 0xFE) || marker == ADOBE {
            out.extend_from_slice(whole);
        }
    }
    // What stands behind the end of the picture (another picture, a film) is not part of it.
    out.extend_from_slice(data.get(..end_of_picture(data)?)?);
    Some(out)
}

/// Whether a JPEG stops before its picture does, which decoders hide behind a grey area.
pub fn ends_early(jpeg: &[u8]) -> bool {
    segments(jpeg).is_some_and(|(_, data)| end_of_picture(data).is_none())
}

type Segments<'a> = Vec<(u8, &'a [u8])>;

/// The segments up to the first scan with their markers, and what follows them.
fn segments(jpeg: &[u8]) -> Option<(Segments<'_>, &[u8])> {
    let mut rest = jpeg.strip_prefix(&START)?;
    let mut segments = Vec::new();
    loop {
        let [0xFF, marker, high, low, ..] = *rest else { return None };
        // Fill bytes and markers without a length stand nowhere before the scan of a sound file.
        if matches!(marker, 0xFF | 0x00 | 0x01 | 0xD0..=0xD9) {
            return None;
        }
        let (whole, after) = rest.split_at_checked(2 + usize::from(u16::from_be_bytes([high, low])))?;
        segments.push((marker, whole));
        rest = after;
        if marker == SCAN {
            return Some((segments, rest));
        }
    }
}

/// The place behind the end marker. Later scans bring segments of their own, all of which a decoder needs.
fn end_of_picture(data: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let marker = data.get(at..)?.iter().position(|byte| *byte == 0xFF)? + at;
        match data.get(marker + 1)? {
            0xD9 => return Some(marker + 2),
            0x00 | 0xD0..=0xD7 => at = marker + 2,
            0xFF => at = marker + 1,
            _ => {
                let length = data.get(marker + 2..marker + 4)?;
                at = marker + 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jpeg_encoder::{ColorType, Encoder};
    use proptest::prelude::*;

    use super::*;
    use crate::photos::decode;

    fn sample(progressive: bool) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, 80);
        encoder.set_progressive(progressive);
        encoder.add_app_segment(13, b"names and places".to_vec()).expect("segment");
        let pixels: Vec<u8> = (0..48 * 32 * 3).map(|n| (n * 7 % 251) as u8).collect();
        encoder.encode(&pixels, 48, 32, ColorType::Rgb).expect("jpeg");
        out
    }

    #[test]
    fn the_picture_stays_and_the_rest_goes() {
        for progressive in [false, true] {
            let mut source = sample(progressive);
            let pixels = decode(&source).expect("a photo");
            source.extend_from_slice(b"a film behind the photo");
            let stripped = strip(&source, Some(b"new")).expect("a JPEG");
            assert_eq!(decode(&stripped).map(|again| again.data), Ok(pixels.data));
            for gone in [&b"names"[..], b"film", b"JFIF"] {
                assert!(!stripped.windows(gone.len()).any(|part| part == gone));
            }
            assert!(stripped.windows(3).any(|part| part == b"new"));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0usize..2000) {
            let _ = strip(&bytes, None);
            let _ = strip(&[&START[..], &bytes].concat(), None);
            let sample = sample(true);
            let _ = strip(&sample[..cut.min(sample.len())], None);
        }
    }
}
