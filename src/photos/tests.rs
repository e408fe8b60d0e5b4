//! Pictures as cameras, programs and accidents make them.

use std::io::Cursor;
use std::sync::Mutex;

use image::{DynamicImage, ImageFormat, Rgb, Rgb32FImage, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};

use super::*;
use crate::memo::{Forgetful, Memo};
use crate::source::{Bytes, Picture};

/// Red on the left, blue on the right, darker towards the bottom.
fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let shade = u8::try_from(200 - 100 * y / height).expect("a byte");
        if x < width / 2 { Rgb([shade, 20, 20]) } else { Rgb([20, 20, shade]) }
    })
}

fn jpeg(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 95);
    let exif = [&b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..], &[orientation, 0, 0, 0, 0, 0, 0, 0]].concat();
    encoder.add_exif_metadata(&exif).expect("exif");
    let side = |pixels: u32| u16::try_from(pixels).expect("a side");
    encoder.encode(picture, side(picture.width()), side(picture.height()), ColorType::Rgb).expect("jpeg");
    out
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("written");
    out.into_inner()
}

fn photo(bytes: Vec<u8>, width: u32, height: u32) -> Photo {
    let hash = *blake3::hash(&bytes).as_bytes();
    let bytes: &'static [u8] = bytes.leak();
    let blob = Blob { size: bytes.len() as u64, picture: Picture::No, bytes: Bytes::Held(bytes) };
    let path = "media/mug.jpg".to_owned();
    Photo { path, blob, hash, width, height, focus: None, draft: false, avif: false, tint: OnceLock::new() }
}

fn pixel(pixels: &Pixels, x: u32, y: u32) -> [u8; 3] {
    let at = (y * pixels.width + x) as usize * if pixels.transparent { 4 } else { 3 };
    [pixels.data[at], pixels.data[at + 1], pixels.data[at + 2]]
}

fn near(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 24)
}

#[test]
fn photos_are_upright_however_the_camera_was_held() {
    let upright = scene(64, 32);
    let turned = |orientation: u8| -> RgbImage {
        use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
        // What the sensor saw, so that turning it as the tag says gives the scene.
        match orientation {
            2 => flip_horizontal(&upright),
            3 => rotate180(&upright),
            4 => flip_vertical(&upright),
            5 => flip_horizontal(&rotate90(&upright)),
            6 => rotate270(&upright),
            7 => flip_horizontal(&rotate270(&upright)),
            8 => rotate90(&upright),
            _ => upright.clone(),
        }
    };
    for orientation in 1..=8 {
        let pixels = decode(&jpeg(&turned(orientation), orientation)).expect("a photo");
        assert_eq!((pixels.width, pixels.height), (64, 32), "{orientation}");
        let corners = [pixel(&pixels, 4, 4), pixel(&pixels, 60, 4), pixel(&pixels, 4, 28)];
        let expected = [[187, 20, 20], [20, 20, 187], [113, 20, 20]];
        assert!(corners.iter().zip(expected).all(|(a, b)| near(*a, b)), "{orientation}: {corners:?}");
    }
}

#[test]
fn other_depths_and_colours_become_the_same() {
    let scene = scene(40, 40);
    let deep = DynamicImage::ImageRgb16(DynamicImage::ImageRgb8(scene.clone()).into_rgb16());
    let grey = DynamicImage::ImageLuma8(DynamicImage::ImageRgb8(scene.clone()).into_luma8());
    let pixels = decode(&written(&deep, ImageFormat::Png)).expect("16 bits");
    assert_eq!(pixel(&pixels, 3, 3), scene.get_pixel(3, 3).0);
    let pixels = decode(&written(&grey, ImageFormat::Png)).expect("grey");
    assert_eq!(pixels.data.len(), 40 * 40 * 3);
    // Inks: inverted, as all programs write them.
    let inks: Vec<u8> = scene.pixels().flat_map(|p| [255 - p.0[0], 255 - p.0[1], 255 - p.0[2], 0]).collect();
    let mut out = Vec::new();
    Encoder::new(&mut out, 95).encode(&inks, 40, 40, ColorType::Cmyk).expect("cmyk");
    let pixels = decode(&out).expect("cmyk");
    assert!(near(pixel(&pixels, 3, 3), scene.get_pixel(3, 3).0), "{:?}", pixel(&pixels, 3, 3));
}

/// Red, then blue, as WebP: two frames in an extended file
/// (<https://developers.google.com/speed/webp/docs/riff_container#animation>).
fn animated_webp() -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| [&name[..], &(data.len() as u32).to_le_bytes(), data].concat();
    let frame = |colour: [u8; 3]| {
        let pixels = colour.repeat(16 * 16);
        let still = webp::Encoder::from_rgb(&pixels, 16, 16).encode(90.0);
        let place = [0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 100, 0, 0, 0];
        chunk(b"ANMF", &[&place[..], &still[12..]].concat())
    };
    let head = [chunk(b"VP8X", &[2, 0, 0, 0, 15, 0, 0, 15, 0, 0]), chunk(b"ANIM", &[0; 6])].concat();
    let body = [&b"WEBP"[..], &head, &frame([200, 20, 20]), &frame([20, 20, 200])].concat();
    chunk(b"RIFF", &body)
}

fn animated_png() -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 16, 16);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(2, 0).expect("two frames");
    let mut writer = encoder.write_header().expect("header");
    for colour in [[200, 20, 20], [20, 20, 200]] {
        writer.write_image_data(&colour.repeat(16 * 16)).expect("frame");
    }
    writer.finish().expect("end");
    out
}

#[test]
fn of_an_animation_the_first_picture_is_shown() {
    for bytes in [animated_webp(), animated_png()] {
        let pixels = decode(&bytes).expect("an animation");
        assert_eq!((pixels.width, pixels.height), (16, 16));
        assert!(near(pixel(&pixels, 8, 8), [200, 20, 20]), "{:?}", pixel(&pixels, 8, 8));
    }
}

#[test]
fn wide_colours_become_srgb() {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 100);
    let profile = moxcms::ColorProfile::new_display_p3().encode().expect("profile");
    encoder.add_icc_profile(&profile).expect("profile");
    let flat = [200_u8, 100, 50].repeat(64);
    encoder.encode(&flat, 8, 8, ColorType::Rgb).expect("jpeg");
    let converted = pixel(&decode(&out).expect("a photo"), 4, 4);
    // Display P3 (200, 100, 50) in sRGB, by the matrices of CSS Color 4.
    assert!(near(converted, [214, 96, 37]) && converted[0] > 206, "{converted:?}");
}

/// A file that was cut is refused; one that was damaged is refused or shown in its own size, whichever byte it is.
#[test]
fn cut_and_damaged_files_never_panic() {
    let scene = scene(48, 32);
    let dynamic = DynamicImage::ImageRgb8(scene.clone());
    let pixels = decode(&jpeg(&scene, 1)).expect("a photo");
    let progressive = encode::encode(&pixels, Format::Jpeg, None).expect("made");
    let webp = encode::encode(&pixels, Format::WebP, None).expect("made");
    for whole in [jpeg(&scene, 6), progressive, written(&dynamic, ImageFormat::Png), webp] {
        assert!(decode(&whole).is_ok());
        for end in 0..whole.len() - 2 {
            let decoded = decode(&whole[..end]);
            // Of a PNG only the end mark may be missing: all of the picture is there.
            let complete = whole.starts_with(b"\x89PNG") && end >= whole.len() - 12;
            assert!(decoded.is_err() || complete, "{end} of {}", whole.len());
        }
        for place in (0..whole.len()).step_by(3) {
            for damage in [0x00, 0xFF, whole[place] ^ 0x10] {
                let mut damaged = whole.clone();
                damaged[place] = damage;
                if let Ok(pixels) = decode(&damaged) {
                    let depth = if pixels.transparent { 4 } else { 3 };
                    assert_eq!(pixels.data.len(), pixels.width as usize * pixels.height as usize * depth);
                }
            }
        }
    }
}

#[test]
fn what_is_no_picture_is_refused_with_a_reason() {
    let whole = jpeg(&scene(400, 300), 1);
    let png = written(&DynamicImage::ImageRgb8(scene(60, 60)), ImageFormat::Png);
    let mut bomb = png.clone();
    // Width and height of the header, and no check sum that fits.
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let mut wide = whole.clone();
    let frame = wide.windows(2).position(|two| two == [0xFF, 0xC0]).expect("a frame header");
    wide[frame + 5..frame + 9].copy_from_slice(&[0x75, 0x30, 0x75, 0x30]);
    assert_eq!(decode(&wide), Err(too_large(30_000, 30_000)));
    let float = DynamicImage::ImageRgb32F(Rgb32FImage::new(2, 2)).into_rgb8();
    assert_eq!(float.len(), 12);
    for bytes in [
        &b""[..],
        b"hello",
        b"GIF89a",
        &whole[..200],
        &whole[..whole.len() / 2],
        &whole[..whole.len() - 2],
        &png[..40],
        &bomb,
    ] {
        assert!(decode(bytes).is_err(), "{} bytes", bytes.len());
    }
}

#[test]
fn sizes_follow_from_the_header() {
    let wide = photo(Vec::new(), 2000, 1125);
    let widths: Vec<u32> = wide.webps().iter().map(|rendition| rendition.width).collect();
    assert_eq!(widths, [320, 480, 640, 960, 1280, 1920]);
    assert_eq!(wide.jpegs().map(|rendition| rendition.width), [320, 960, 2000]);
    assert_eq!(wide.height_of(wide.webps()[2]), 360);
    assert!(wide.path_of(wide.webps()[0]).ends_with("-320.webp"));
    // Nothing is made larger, and no step is nearly the next.
    let widths = |width: u32| photo(Vec::new(), width, 10).webps().iter().map(|r| r.width).collect::<Vec<_>>();
    assert_eq!(widths(1400), [320, 480, 640, 960, 1400]);
    assert_eq!(widths(100), [100]);
    let thumbs = |width: u32| photo(Vec::new(), width, 10).thumbs().iter().map(|r| r.width).collect::<Vec<_>>();
    assert_eq!([thumbs(1400), thumbs(140), thumbs(50)], [vec![80, 128, 192, 320], vec![80, 140], vec![50]]);
    assert!(wide.thumbs().iter().all(|rendition| wide.renditions().contains(rendition)));
    let tall = photo(Vec::new(), 1, 30_000);
    assert_eq!(tall.height_of(tall.webps()[0]), 30_000);
}

#[test]
fn avif_is_offered_where_it_is_wanted() {
    let mut shown = photo(jpeg(&scene(700, 500), 1), 700, 500);
    assert!(shown.avifs().is_empty() && !shown.renditions().iter().any(|r| r.format == Format::Avif));
    shown.avif = true;
    let widths = |list: Vec<Rendition>| list.iter().map(|rendition| rendition.width).collect::<Vec<_>>();
    assert_eq!(widths(shown.avifs()), widths(shown.webps()));
    assert!(shown.avifs().iter().all(|rendition| shown.renditions().contains(rendition)));
    assert!(shown.path_of(shown.avifs()[0]).ends_with("-320.avif"));
    shown.draft = true;
    assert!(shown.avifs().is_empty());
}

/// Each scan names the ends of all blocks again: two for each of three components, the means and the rest.
#[test]
fn a_jpeg_comes_in_few_scans() {
    let scene = scene(320, 240);
    let pixels = Pixels { width: 320, height: 240, data: scene.clone().into_raw(), transparent: false, as_is: false };
    let made = encode::encode(&pixels, Format::Jpeg, None).expect("made");
    let count = |marker: u8| made.windows(2).filter(|two| *two == [0xFF, marker]).count();
    assert_eq!((count(0xC2), count(0xDA)), (1, 6), "progressive");
    assert!(near(pixel(&decode(&made).expect("a photo"), 20, 20), scene.get_pixel(20, 20).0));
}

/// Only that it is one, and of which size: no decoder of it is part of this program. The browser tests look at it.
#[cfg(feature = "avif")]
#[test]
fn avif_is_written() {
    let glass = RgbaImage::from_fn(64, 48, |x, _| if x < 32 { Rgba([255, 0, 0, 255]) } else { Rgba([0, 0, 0, 0]) });
    let glass = written(&DynamicImage::ImageRgba8(glass), ImageFormat::Png);
    for source in [jpeg(&scene(64, 48), 1), glass] {
        let mut shown = photo(source, 64, 48);
        shown.avif = true;
        let made = make(&shown, &shown.avifs(), &Forgetful).expect("made");
        assert_eq!(&made[0][4..12], b"ftypavif");
        let size = made[0].windows(4).position(|four| four == b"ispe").expect("a size") + 8;
        assert_eq!(made[0][size..size + 8], [0, 0, 0, 64, 0, 0, 0, 48]);
    }
}

/// Read here as a reader does: the item that is XMP, where its bytes are, and that it describes the picture.
#[cfg(feature = "avif")]
#[test]
fn an_avif_says_how_it_was_made() {
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|at| at == what).expect("in the file");
    let short = |bytes: &[u8], at: usize| usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
    let long = |bytes: &[u8], at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four")) as usize;
    let extents = |bytes: &[u8]| -> Vec<(usize, Vec<u8>)> {
        let list = find(bytes, b"iloc") + 10;
        let entry = |n: usize| list + 2 + 14 * n;
        let item = |at: usize| (short(bytes, at), bytes[long(bytes, at + 6)..][..long(bytes, at + 10)].to_vec());
        (0..short(bytes, list)).map(|n| item(entry(n))).collect()
    };
    for transparent in [false, true] {
        let data = [[187, 20, 20, 200]; 48 * 48].iter().flat_map(|pixel| &pixel[..3 + usize::from(transparent)]);
        let pixels = Pixels { width: 48, height: 48, data: data.copied().collect(), transparent, as_is: false };
        let plain = encode::encode(&pixels, Format::Avif, None).expect("made");
        let told = encode::encode(&pixels, Format::Avif, Some("trainedAlgorithmicMedia")).expect("made");
        let mut items = extents(&told);
        let (id, packet) = items.pop().expect("an item more");
        assert_eq!(packet, origin::packet("trainedAlgorithmicMedia").into_bytes());
        assert_eq!(items, extents(&plain), "the picture is the same");
        let infe = find(&told, b"mimeXMP\0application/rdf+xml\0") - 4;
        assert_eq!(short(&told, infe), id);
        let cdsc = find(&told, b"cdsc") + 4;
        assert_eq!((short(&told, cdsc), short(&told, cdsc + 2), short(&told, cdsc + 4)), (id, 1, 1));
        let (meta, mdat) = (find(&told, b"meta") - 4, find(&told, b"mdat") - 4);
        assert_eq!(long(&told, 0), meta);
        assert_eq!(meta + long(&told, meta), mdat);
        assert_eq!(mdat + long(&told, mdat), told.len());
    }
}

/// Remembers, and counts what it was given.
#[derive(Debug, Default)]
struct Notebook(Mutex<Vec<(Key, Vec<u8>)>>);

impl Memo for Notebook {
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        self.0.lock().expect("lock").iter().find(|(known, _)| known == key).map(|(_, bytes)| bytes.clone())
    }

    fn put(&self, key: &Key, bytes: &[u8]) {
        self.0.lock().expect("lock").push((*key, bytes.to_vec()));
    }
}

#[test]
fn a_warm_memo_gives_the_same_bytes_without_the_source() {
    let mut shown = photo(jpeg(&scene(700, 500), 1), 700, 500);
    let wanted = shown.renditions();
    let memo = Notebook::default();
    let cold = make(&shown, &wanted, &memo).expect("made");
    assert_eq!(cold, make(&shown, &wanted, &Forgetful).expect("made again"));
    assert_eq!(tint(&shown, &memo), Some("#551455"));
    // One at a time, in any order, they are the same.
    for (rendition, whole) in wanted.iter().zip(&cold) {
        assert_eq!(
            make(&shown, &[*rendition], &Forgetful).expect("made alone"),
            std::slice::from_ref(whole),
            "{rendition:?}"
        );
    }
    shown.blob.bytes = Bytes::Held(b"gone");
    shown.tint = OnceLock::new();
    assert_eq!(cold, make(&shown, &wanted, &memo).expect("remembered"));
    assert_eq!(tint(&shown, &memo), Some("#551455"));
    for (rendition, bytes) in wanted.iter().zip(&cold) {
        let again = decode(bytes).expect("a picture");
        assert_eq!((again.width, again.height), (rendition.width, shown.height_of(*rendition)));
        assert!(near(pixel(&again, again.width / 8, again.height / 8), [187, 20, 20]), "{rendition:?}");
    }
}

#[test]
fn transparency_stays_in_webp_and_is_white_in_jpeg() {
    let glass = RgbaImage::from_fn(400, 400, |x, _| if x < 200 { Rgba([255, 0, 0, 255]) } else { Rgba([0, 0, 0, 0]) });
    let shown = photo(written(&DynamicImage::ImageRgba8(glass), ImageFormat::Png), 400, 400);
    let made = |rendition: Rendition| {
        let made = make(&shown, &[rendition], &Forgetful).expect("made");
        decode(&made[0]).expect("a picture")
    };
    let webp = made(shown.webps()[0]);
    assert!(webp.transparent && webp.data[(10 * webp.width as usize + 300) * 4 + 3] == 0);
    let jpeg = made(shown.jpegs()[0]);
    assert!(near(pixel(&jpeg, 310, 10), [255, 255, 255]) && near(pixel(&jpeg, 10, 10), [254, 0, 0]));
    assert_eq!(tint(&shown, &Forgetful), None);
}

#[test]
fn only_the_way_a_picture_was_made_is_kept_of_its_metadata() {
    let packet = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF><rdf:Description><dc:creator>Jo Doe</dc:creator>\
        <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\
        </Iptc4xmpExt:DigitalSourceType></rdf:Description></rdf:RDF></x:xmpmeta>";
    let mut source = Vec::new();
    let mut encoder = Encoder::new(&mut source, 90);
    encoder.add_app_segment(1, [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat()).expect("xmp");
    encoder.encode(&scene(400, 300), 400, 300, ColorType::Rgb).expect("jpeg");
    let shown = photo(source, 400, 300);
    for rendition in [shown.webps()[0], shown.jpegs()[0]] {
        let made = make(&shown, &[rendition], &Forgetful).expect("made");
        assert_eq!(origin::find(&made[0]).as_deref(), Some("trainedAlgorithmicMedia"), "{rendition:?}");
        assert!(decode(&made[0]).is_ok());
        let text = String::from_utf8_lossy(&made[0]).into_owned();
        assert!(!text.contains("Jo Doe") && !text.contains("Exif"), "{rendition:?}");
    }
    let plain = photo(jpeg(&scene(400, 300), 6), 300, 400);
    let made = make(&plain, &plain.renditions(), &Forgetful).expect("made");
    assert!(made.iter().all(|bytes| origin::find(bytes).is_none() && !bytes.windows(4).any(|four| four == b"Exif")));
}
