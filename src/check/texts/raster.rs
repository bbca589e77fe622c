//! Pictures of pixels: how large they say they are, before they are decoded.

use std::io::Cursor;

use image::ImageReader;

use crate::model::limits::Limits;

/// The pixels that a picture says it has; `None` when it is no picture of pixels.
pub fn pixels(bytes: &[u8]) -> Option<u64> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let (width, height) = reader.into_dimensions().ok()?;
    Some(u64::from(width) * u64::from(height))
}

/// Why a picture of pixels cannot be drawn, if so.
pub fn unsound(path: &str, bytes: &[u8], limits: &Limits) -> Option<String> {
    let broken =
        |error: &dyn std::fmt::Display| Some(format!("“{path}” cannot be decoded: {error}"));
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let size = match reader().map(ImageReader::into_dimensions) {
        Ok(Ok(size)) => size,
        Ok(Err(error)) => return broken(&error),
        Err(error) => return broken(&error),
    };
    if u64::from(size.0) * u64::from(size.1) > limits.pixels {
        let (width, height) = size;
        return Some(format!(
            "“{path}” has {width} × {height} pixels; the limit is {} in total",
            limits.pixels
        ));
    }
    match reader().map(ImageReader::decode) {
        Ok(Ok(_)) => None,
        Ok(Err(error)) => broken(&error),
        Err(error) => broken(&error),
    }
}
