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
        Ok(Ok(_)) => None,
        Ok(Err(error)) => broken(&error),
        Err(error) => broken(&error),
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
