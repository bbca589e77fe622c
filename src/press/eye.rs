//! How colours of the screen look: how colourful they are to the eye.

use crate::quantity::luminance::{linear, weighted};

/// Colours of less chroma than this are grey to the eye in letters and lines.
const NEUTRAL: f64 = 12.0;

/// The same for light colours, which stand on large areas.
const NEUTRAL_LIGHT: f64 = 8.0;

/// From this lightness on a colour is a light one.
const LIGHT: f64 = 70.0;

/// Whether a colour is nearly grey, by its lightness and chroma in CIELAB (ISO/CIE 11664-4), so that it is printed by
/// black ink alone.
pub fn is_neutral(rgb: [f64; 3]) -> bool {
    let (lightness, chroma) = lightness_and_chroma(rgb);
    chroma < if lightness < LIGHT { NEUTRAL } else { NEUTRAL_LIGHT }
}

fn lightness_and_chroma(rgb: [f64; 3]) -> (f64, f64) {
    // The white of sRGB is D65.
    let [r, g, b] = rgb.map(linear);
    let x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
    let y = weighted([r, g, b]);
    let z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
    let [x, y, z] = [x, y, z].map(|it| match it {
        _ if it > 216.0 / 24389.0 => it.cbrt(),
        _ => (24389.0 / 27.0 * it + 16.0) / 116.0,
    });
    (116.0 * y - 16.0, (500.0 * (x - y)).hypot(200.0 * (y - z)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(hex: u32) -> [f64; 3] {
        [16, 8, 0].map(|shift| f64::from(hex >> shift & 0xff) / 255.0)
    }

    #[test]
    fn text_and_rules_of_themes_are_neutral_and_accents_are_not() {
        for hex in [
            0x000000, 0x1a1d20, 0x16212b, 0x14181f, 0x555d63, 0x4d5b67, 0x8fa3b3, 0xcddae4,
            0xffffff,
        ] {
            assert!(is_neutral(parts(hex)), "{hex:06x} {:?}", lightness_and_chroma(parts(hex)));
        }
        for hex in [0x0b5563, 0x1f4e8c, 0xa3440f, 0x0b1f4b, 0xffe0d0, 0x402010] {
            assert!(!is_neutral(parts(hex)), "{hex:06x} {:?}", lightness_and_chroma(parts(hex)));
        }
    }

    #[test]
    fn lightness_and_chroma_are_those_of_the_standard() {
        // Red of sRGB: L* 53.24, C* 104.55.
        let (lightness, chroma) = lightness_and_chroma([1.0, 0.0, 0.0]);
        assert!(
            (lightness - 53.24).abs() < 0.05 && (chroma - 104.55).abs() < 0.3,
            "{lightness} {chroma}"
        );
    }
}
