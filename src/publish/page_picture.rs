//! A page of a PDF as pixels on white.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

/// Draws a page so many pixels wide, at most so high (of what is longer the top), and tells by how much it was scaled:
/// pixels for a point.
pub fn draw<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    width: u16,
    highest: u16,
) -> (Pixmap, f32) {
    let (own, height) = page.render_dimensions();
    let scale = f32::from(width) / own.max(1.0);
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: Some(width),
        height: Some((height * scale).clamp(1.0, f32::from(highest)) as u16),
        bg_color: WHITE,
    };
    (render(page, cache, &InterpreterSettings::default(), &settings), scale)
}
