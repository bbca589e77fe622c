//! Whether a picture can be drawn, and as what: a file under the ending of another format is drawn as what
//! it is.

use super::format::Format;
use super::{raster, resolution, size, svg};
use crate::model::limits::Limits;

/// A picture that can be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Sound {
    /// Its format.
    pub format: Format,
    /// Its natural width and height in points.
    pub size: Option<(f64, f64)>,
    /// Its bytes in the colours of a screen, where it has four inks: a PNG.
    pub converted: Option<Vec<u8>>,
}

/// A picture that cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The reason, as the end of a sentence that begins with its path.
    pub reason: String,
    /// What to do.
    pub help: &'static str,
    /// Whether it is a PDF, which is a picture, but none for a PDF/A.
    pub is_pdf: bool,
}

/// What help lines ask for.
pub const EXPORT: &str = "export the image again as PNG, JPEG, GIF, WebP or SVG";

/// Looks at all of a picture.
pub fn look(bytes: &[u8], limits: &Limits) -> Result<Sound, Fault> {
    let fault = |reason: String, help| Fault { reason, help, is_pdf: false };
    let format = match Format::of(bytes) {
        Some(Format::Other(name)) => {
            return Err(fault(format!("is a {name} file, which cannot be shown"), EXPORT));
        }
        Some(Format::Pdf) => {
            let reason = "is a PDF, which cannot be part of a PDF/A".to_string();
            let help = "convert it to SVG, for example with pdftocairo -svg";
            return Err(Fault { reason, help, is_pdf: true });
        }
        Some(Format::Svg) => {
            let text = std::str::from_utf8(bytes).unwrap_or_default();
            return match svg::excess(text, limits) {
                Some(excess) => {
                    Err(fault(excess, "export it without blurs and shadows, or as PNG"))
                }
                None => {
                    Ok(Sound { format: Format::Svg, size: size::of_svg(text), converted: None })
                }
            };
        }
        Some(format) => format,
        None => return Err(fault("is not an image".to_string(), EXPORT)),
    };
    if let Some(reason) = raster::fault(bytes, limits) {
        return Err(fault(reason, EXPORT));
    }
    let inks = resolution::head(bytes).four_inks;
    let converted = inks.then(|| raster::as_screen_colours(bytes)).flatten();
    Ok(Sound { format, size: size::of_pixels(bytes), converted })
}
