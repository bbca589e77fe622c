//! How light a colour of sRGB is, each part from 0 to 1.

/// The part as light, without the curve of sRGB (IEC 61966-2-1).
pub fn linear(part: f64) -> f64 {
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// The sum of red, green and blue by the weights of ITU-R BT.709, on the values as they are.
pub fn weighted([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Relative luminance as WCAG 2.2 defines it.
pub fn luminance(colour: [f64; 3]) -> f64 {
    weighted(colour.map(linear))
}
