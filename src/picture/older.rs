//! Pictures of older programs, which a PDF does not have: BMP as PNG.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, RgbImage, RgbaImage};
use zune_bmp::BmpDecoder;
use zune_bmp::zune_core::bytestream::ZCursor;

use super::format::Format;
use crate::model::limits::Limits;

/// The picture as PNG, if it is one of these that can be read and has no more pixels than are allowed.
pub fn as_png(bytes: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    if Format::of(bytes) != Some(Format::Other("BMP")) {
        return None;
    }
    let mut decoder = BmpDecoder::new(ZCursor::new(bytes));
    decoder.decode_headers().ok()?;
    let (width, height) = decoder.dimensions()?;
    let pixels = u64::try_from(width.checked_mul(height)?).ok()?;
    if pixels == 0 || pixels > limits.pixels {
        return None;
    }
    let colours = decoder.colorspace()?.num_components();
    encoded([width, height], colours, decoder.decode().ok()?)
}

/// Pixels of so many colours each, as PNG.
fn encoded([width, height]: [usize; 2], colours: usize, pixels: Vec<u8>) -> Option<Vec<u8>> {
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let picture = match colours {
        1 => DynamicImage::ImageLuma8(GrayImage::from_raw(width, height, pixels)?),
        3 => DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, pixels)?),
        4 => DynamicImage::ImageRgba8(RgbaImage::from_raw(width, height, pixels)?),
        _ => return None,
    };
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).ok()?;
    Some(out.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows of two pixels, the lower one first, as BMP has them.
    fn picture() -> Vec<u8> {
        let mut bytes =
            b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\x18\0".to_vec();
        bytes.extend([0u8; 24]);
        bytes.extend([255, 0, 0, 0, 255, 0, 0, 0]);
        bytes.extend([0, 0, 255, 255, 255, 255, 0, 0]);
        bytes
    }

    #[test]
    fn a_bmp_is_a_png_with_the_same_colours() {
        let png = as_png(&picture(), &Limits::default()).unwrap();
        let read = image::load_from_memory(&png).unwrap().into_rgb8();
        let at = |x, y| read.get_pixel(x, y).0;
        assert_eq!([at(0, 0), at(1, 0)], [[255, 0, 0], [255, 255, 255]]);
        assert_eq!([at(0, 1), at(1, 1)], [[0, 0, 255], [0, 255, 0]]);
        let few = Limits { pixels: 3, ..Limits::default() };
        assert_eq!(as_png(&picture(), &few), None);
        assert_eq!(as_png(&picture()[..40], &Limits::default()), None);
        assert_eq!(as_png(&png, &Limits::default()), None);
    }
}
