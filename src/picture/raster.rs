//! Pictures of pixels: how large they say they are, before they are decoded.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use crate::model::limits::Limits;

/// The pixels that a picture says it has; `None` when it is no picture of pixels.
pub fn pixels(bytes: &[u8]) -> Option<u64> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let (width, height) = reader.into_dimensions().ok()?;
    Some(u64::from(width) * u64::from(height))
}

/// Why a picture of pixels cannot be drawn, as the end of a sentence, if so.
pub fn fault(bytes: &[u8], limits: &Limits) -> Option<String> {
    let broken = |error: &dyn std::fmt::Display| Some(format!("cannot be decoded: {error}"));
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let size = match reader().map(ImageReader::into_dimensions) {
        Ok(Ok(size)) => size,
        Ok(Err(error)) => return broken(&error),
        Err(error) => return broken(&error),
    };
    if u64::from(size.0) * u64::from(size.1) > limits.pixels {
        let (width, height) = size;
        return Some(format!(
            "has {width} × {height} pixels; the limit is {} in total",
            limits.pixels
        ));
    }
    match reader().map(ImageReader::decode) {
        Ok(Ok(_)) => is_cut(bytes).then(|| "is cut off: its end is missing".to_string()),
        Ok(Err(error)) => broken(&error),
        Err(error) => broken(&error),
    }
}

/// Whether a JPEG ends before its picture does, of which decoders draw what there is: behind its first scan no end is marked.
fn is_cut(bytes: &[u8]) -> bool {
    first_scan(bytes).is_some_and(|scan| !scan.windows(2).any(|it| it == [MARKER, END]))
}

/// The byte that begins what a JPEG says of its parts, and those that follow it at the picture's end, at a scan, and at parts
/// without a length.
const MARKER: u8 = 0xff;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const WITHOUT_LENGTH: std::ops::RangeInclusive<u8> = 0xd0..=0xd8;

/// A JPEG from its first scan on. What stands before may hold smaller pictures, with ends of their own.
fn first_scan(mut rest: &[u8]) -> Option<&[u8]> {
    rest = rest.strip_prefix(&[MARKER, 0xd8])?;
    loop {
        match *rest {
            [MARKER, SCAN, ..] => return Some(rest),
            [MARKER, MARKER, ..] => rest = &rest[1..],
            [MARKER, kind, ..] if kind == 1 || WITHOUT_LENGTH.contains(&kind) => rest = &rest[2..],
            [MARKER, _, high, low, ..] => {
                rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low])).max(2)..)?;
            }
            _ => return None,
        }
    }
}

/// A picture of four inks in the colours of a screen, as PNG; for one that can be decoded.
pub fn as_screen_colours(bytes: &[u8]) -> Option<Vec<u8>> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok();
    let mut decoded = DynamicImage::from_decoder(decoder).ok()?;
    orientation.into_iter().for_each(|way| decoded.apply_orientation(way));
    let mut out = Cursor::new(Vec::new());
    let colours = DynamicImage::ImageRgb8(decoded.into_rgb8());
    colours.write_to(&mut out, ImageFormat::Png).ok()?;
    Some(out.into_inner())
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;

    #[test]
    fn a_jpeg_that_is_cut_off_is_told() {
        let mut bytes = Cursor::new(Vec::new());
        let noise = RgbImage::from_fn(64, 64, |x, y| {
            image::Rgb([(x * y) as u8, (x * 7 + y * 13) as u8, (x ^ y) as u8])
        });
        noise.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        let whole = bytes.into_inner();
        let limits = Limits::default();
        assert_eq!(fault(&whole, &limits), None);
        let told = fault(&whole[..whole.len() / 2], &limits).unwrap();
        assert!(told.starts_with("is cut off") || told.starts_with("cannot be decoded"), "{told}");
        // Behind the picture may stand what other programs add; before it, a small picture with its own end.
        assert_eq!(fault(&[&whole[..], b"more"].concat(), &limits), None);
        let small = [&[0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9], &whole[2..]].concat();
        assert_eq!(fault(&small, &limits), None);
        assert!(fault(&small[..small.len() / 2], &limits).is_some());
    }
}
