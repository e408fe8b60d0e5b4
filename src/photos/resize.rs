//! Pixels → fewer pixels.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::Pixels;

/// The whole picture at another size, never larger than it was.
///
/// # Errors
/// The data is not as long as width and height say.
pub fn resize(pixels: &Pixels, width: u32, height: u32, quick: bool) -> Result<Pixels, String> {
    if (width, height) == (pixels.width, pixels.height) {
        return Ok(pixels.clone());
    }
    let kind = if pixels.transparent { PixelType::U8x4 } else { PixelType::U8x3 };
    let source = ImageRef::new(pixels.width, pixels.height, &pixels.data, kind).map_err(|error| error.to_string())?;
    let mut smaller = Image::new(width, height, kind);
    let filter = if quick { FilterType::Bilinear } else { FilterType::Lanczos3 };
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
    Resizer::new().resize(&source, &mut smaller, &options).map_err(|error| error.to_string())?;
    Ok(Pixels { width, height, transparent: pixels.transparent, as_is: false, data: smaller.into_vec() })
}
