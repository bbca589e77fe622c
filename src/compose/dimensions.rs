//! How large a picture is, as templates read it.

use crate::model::inline::PictureSize;
use crate::model::width;

/// How large a picture is, and is asked to be, as a dictionary of Typst.
pub fn dimensions(size: &PictureSize) -> String {
    let own =
        |length: Option<f64>| length.map_or("none".to_string(), |length| format!("{length:.2}pt"));
    let (own_width, own_height) =
        (own(size.natural.map(|it| it.0)), own(size.natural.map(|it| it.1)));
    let asked = |wanted: &Option<String>| {
        wanted.as_deref().and_then(width::typst).unwrap_or_else(|| "none".to_string())
    };
    let (width, height) = (asked(&size.width), asked(&size.height));
    format!("(own-width: {own_width}, own-height: {own_height}, width: {width}, height: {height})")
}
