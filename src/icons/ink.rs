//! Marks → what is seen of them.

use image::RgbaImage;

/// The pixels that a ground does not shine through.
#[derive(Debug, Clone, PartialEq)]
pub struct Ink {
    pub colours: Vec<[u8; 3]>,
    /// How much of the rectangle around them they fill, from 0 to 1: lettering about a third, a badge nearly all.
    pub fill: f64,
}

/// Pixels of less than half opacity belong to the ground.
const OPAQUE: u8 = 128;

pub fn of(picture: &RgbaImage) -> Ink {
    let mut colours = Vec::new();
    let (mut left, mut top, mut right, mut bottom) = (u32::MAX, u32::MAX, 0, 0);
    for (x, y, pixel) in picture.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[3] >= OPAQUE) {
        let [red, green, blue, _] = pixel.0;
        colours.push([red, green, blue]);
        (left, top, right, bottom) = (left.min(x), top.min(y), right.max(x), bottom.max(y));
    }
    if colours.is_empty() {
        return Ink { colours, fill: 0.0 };
    }
    let around = f64::from(right - left + 1) * f64::from(bottom - top + 1);
    Ink { fill: colours.len() as f64 / around, colours }
}
