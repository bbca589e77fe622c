//! Colours of the screen to the inks of a press, by the ICC profile of that press.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use moxcms::{ColorProfile, Layout, TransformExecutor, TransformOptions};

use crate::quantity::luminance::weighted;

/// How a press prints, by its profile.
#[derive(Clone)]
pub struct Press {
    profile: Arc<ColorProfile>,
    colours: Arc<dyn TransformExecutor<u16> + Send + Sync>,
    pixels: Arc<dyn TransformExecutor<u8> + Send + Sync>,
    /// How light, from 0 to 1, each of 256 shades of black ink alone is, from none to all of it.
    shades: Vec<f64>,
}

/// Black ink alone is looked at in so many steps.
const STEPS: usize = 256;

impl Press {
    /// Reads the profile of a press with four inks.
    ///
    /// # Errors
    ///
    /// In words, why colours cannot be converted by it. A profile is anybody's; a reader that ends in a panic on it has not read it.
    pub fn read(profile: &[u8]) -> Result<Press, String> {
        let read = catch_unwind(AssertUnwindSafe(|| read(profile)));
        read.unwrap_or_else(|_| Err("its tables cannot be read".to_string()))
    }

    /// The four inks of a colour, each part from 0 to 1.
    pub fn inks(&self, rgb: [f64; 3]) -> Option<[f64; 4]> {
        let most = f64::from(u16::MAX);
        let parts = rgb.map(|part| (part.clamp(0.0, 1.0) * most).round() as u16);
        let mut inks = [0; 4];
        self.colours.transform(&parts, &mut inks).ok()?;
        Some(inks.map(|ink| f64::from(ink) / most))
    }

    /// How much of black ink alone is as light as this: all of it for what is darker than the ink.
    pub fn black(&self, light: f64) -> f64 {
        let darker = self.shades.partition_point(|shade| *shade > light);
        let (Some(above), Some(below)) =
            (self.shades.get(darker.wrapping_sub(1)), self.shades.get(darker))
        else {
            return if darker == 0 { 0.0 } else { 1.0 };
        };
        let share = (above - light) / (above - below).max(f64::EPSILON);
        (darker as f64 - 1.0 + share) / (STEPS - 1) as f64
    }

    /// How pixels of three bytes become such of four, one for each ink: from the profile that a picture has itself, if it
    /// can be read, or from the colours of the screen.
    pub fn pixels(&self, own: Option<&[u8]>) -> Option<Pixels> {
        let Some(own) = own.and_then(|it| ColorProfile::new_from_slice(it).ok()) else {
            return Some(Pixels(self.pixels.clone()));
        };
        let (to, options) = (&self.profile, options());
        own.create_transform_8bit(Layout::Rgb, to, Layout::Rgba, options).ok().map(Pixels)
    }
}

/// From pixels of three bytes to such of four.
#[derive(Clone)]
pub struct Pixels(Arc<dyn TransformExecutor<u8> + Send + Sync>);

impl Pixels {
    /// The pixels in inks.
    pub fn converted(&self, rgb: &[u8]) -> Option<Vec<u8>> {
        let mut out = vec![0; rgb.len() / 3 * 4];
        self.0.transform(rgb, &mut out).ok()?;
        Some(out)
    }
}

/// Perceptual: what a press cannot print is fitted into what it can, and black stays black.
fn options() -> TransformOptions {
    TransformOptions::default()
}

fn read(profile: &[u8]) -> Result<Press, String> {
    let wrong = |error| format!("colours cannot be converted by it: {error:?}");
    let profile = Arc::new(ColorProfile::new_from_slice(profile).map_err(wrong)?);
    let screen = ColorProfile::new_srgb();
    let colours = screen
        .create_transform_16bit(Layout::Rgb, &profile, Layout::Rgba, options())
        .map_err(wrong)?;
    let pixels = screen
        .create_transform_8bit(Layout::Rgb, &profile, Layout::Rgba, options())
        .map_err(wrong)?;
    let back = profile
        .create_transform_16bit(Layout::Rgba, &screen, Layout::Rgb, options())
        .map_err(wrong)?;
    let ramp: Vec<u16> = (0..STEPS)
        .flat_map(|step| [0, 0, 0, (step * usize::from(u16::MAX) / (STEPS - 1)) as u16])
        .collect();
    let mut seen = vec![0; 3 * STEPS];
    back.transform(&ramp, &mut seen).map_err(wrong)?;
    Ok(Press { profile, colours, pixels, shades: falling(&seen) })
}

/// How light each step is, and never lighter than the one before; paper is white.
fn falling(seen: &[u16]) -> Vec<f64> {
    let level = |part: u16| f64::from(part) / f64::from(u16::MAX);
    let lights =
        seen.chunks_exact(3).map(|it| weighted([level(it[0]), level(it[1]), level(it[2])]));
    let lights: Vec<f64> = lights.collect();
    let paper = lights.first().copied().unwrap_or(1.0).max(0.01);
    let mut least = 1.0_f64;
    let scaled = lights.into_iter().map(|light| {
        least = least.min(light / paper);
        least
    });
    scaled.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::press::FOGRA39;

    #[test]
    fn colours_are_those_that_another_program_converts_to() {
        let press = Press::read(FOGRA39).unwrap();
        // By LittleCMS 2.19 (perceptual, 8 bits), from sRGB by the same profile, in percent.
        for (rgb, expected) in [
            ([255, 0, 0], [0, 96, 93, 1]),
            ([0, 128, 0], [74, 0, 97, 35]),
            ([51, 51, 204], [89, 69, 0, 15]),
            ([11, 85, 99], [70, 0, 11, 69]),
            ([213, 94, 0], [0, 67, 98, 16]),
            ([255, 255, 255], [0, 0, 0, 0]),
            ([230, 240, 214], [7, 3, 18, 3]),
            ([200, 100, 200], [32, 63, 0, 8]),
        ] {
            let inks = press.inks(rgb.map(|part| f64::from(part) / 255.0)).unwrap();
            let pixel = press.pixels(None).unwrap().converted(&rgb).unwrap();
            for (at, other) in expected.into_iter().enumerate() {
                let near = |ink: f64| (100.0 * ink - f64::from(other)).abs() <= 2.0;
                assert!(near(inks[at]) && near(f64::from(pixel[at]) / 255.0), "{rgb:?}: {inks:?}");
            }
        }
    }

    #[test]
    fn black_ink_alone_is_as_light_as_the_screen() {
        let press = Press::read(FOGRA39).unwrap();
        assert_eq!([press.black(1.0), press.black(0.0), press.black(0.11)], [0.0, 1.0, 1.0]);
        let half = press.black(0.5);
        assert!((0.4..0.75).contains(&half), "{half}");
        let shades: Vec<f64> = (0..=20).map(|step| press.black(f64::from(step) / 20.0)).collect();
        assert!(shades.windows(2).all(|it| it[0] >= it[1]), "{shades:?}");
    }

    #[test]
    fn what_has_a_head_and_no_tables_is_refused() {
        assert!(Press::read(&FOGRA39[..200]).is_err() && Press::read(b"").is_err());
        let mut broken = FOGRA39.to_vec();
        broken[300..40_000].fill(0xff);
        let _ = Press::read(&broken);
    }
}
