//! The older and the newer page side by side, with frames around what differs.

use hayro::RenderCache;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::PremulRgba8;

use super::thing::Files;
use crate::model::print::MM;
use crate::publish::changes::model::{Change, PageChange};
use crate::publish::page_picture;

/// The width of a page in pixels.
const WIDTH: u16 = 560;

/// The greatest height.
const HEIGHT: u16 = 1200;

/// Between the two pages.
const GAP: u16 = 16;

/// Around what is gone and what is new: two colours that nearly everybody tells apart.
const GONE: [u8; 3] = [213, 94, 0];
/// The other one.
const COME: [u8; 3] = [0, 114, 178];

/// Draws each change that has both pages or one, as PNG under a name of its own, and notes the name. `most` bounds how
/// many are drawn.
pub fn pictures(
    changes: &mut [PageChange],
    old: &Files,
    new: &Files,
    most: usize,
) -> Vec<(String, Vec<u8>)> {
    let mut made = Vec::new();
    let mut at = 0;
    while at < changes.len() && made.len() < most {
        let file = changes[at].file.clone();
        let end = at + changes[at..].iter().take_while(|it| it.file == file).count();
        let both = [old, new].map(|it| it.get(&file).and_then(|it| Pdf::new(it.clone()).ok()));
        if let [Some(before), Some(after)] = &both {
            let caches = [RenderCache::new(), RenderCache::new()];
            for change in &mut changes[at..end] {
                if made.len() < most
                    && let Some(png) = picture(change, [before, after], &caches)
                {
                    let page = |it: Option<usize>| it.map(|it| it.to_string()).unwrap_or_default();
                    let stem = file.trim_end_matches(".pdf");
                    let name = format!("{stem}.{}-{}.png", page(change.before), page(change.after));
                    change.picture = Some(name.clone());
                    made.push((name, png));
                }
            }
        }
        at = end;
    }
    made
}

fn picture<'a>(
    change: &PageChange,
    pdfs: [&'a Pdf; 2],
    caches: &[RenderCache<'a>; 2],
) -> Option<Vec<u8>> {
    let sides = [(change.before, Change::Removed), (change.after, Change::Added)];
    let mut drawn: Vec<Pixmap> = Vec::new();
    for (((page, kind), pdf), cache) in sides.into_iter().zip(pdfs).zip(caches) {
        let Some(page) = page.and_then(|it| pdf.pages().get(it - 1)) else { continue };
        let (mut pixels, scale) = page_picture::draw(page, cache, WIDTH, HEIGHT);
        for part in change.parts.iter().filter(|it| it.change == kind) {
            frame(&mut pixels, part.frame.map(|it| it * MM * f64::from(scale)), kind);
        }
        drawn.push(pixels);
    }
    beside(drawn)?.into_png().ok()
}

/// A frame two pixels thick, three pixels outside of what it is around.
fn frame(pixels: &mut Pixmap, [x, y, width, height]: [f64; 4], kind: Change) {
    let [red, green, blue] = if kind == Change::Removed { GONE } else { COME };
    let colour = PremulRgba8 { r: red, g: green, b: blue, a: 255 };
    let inside = |at: f64, end: u16| at.clamp(0.0, f64::from(end.saturating_sub(1))) as u16;
    let (left, right) = (inside(x - 5.0, pixels.width()), inside(x + width + 5.0, pixels.width()));
    let (upper, lower) =
        (inside(y - 5.0, pixels.height()), inside(y + height + 5.0, pixels.height()));
    for row in upper..=lower {
        for column in left..=right {
            let is_edge =
                row - upper < 2 || lower - row < 2 || column - left < 2 || right - column < 2;
            if is_edge {
                pixels.set_pixel(column, row, colour);
            }
        }
    }
}

fn beside(drawn: Vec<Pixmap>) -> Option<Pixmap> {
    let height = drawn.iter().map(Pixmap::height).max()?;
    let width = drawn.iter().map(|it| it.width() + GAP).sum::<u16>() - GAP;
    let grey = PremulRgba8 { r: 200, g: 200, b: 200, a: 255 };
    let mut all =
        Pixmap::from_parts(vec![grey; usize::from(width) * usize::from(height)], width, height);
    let mut left = 0;
    for one in &drawn {
        for row in 0..one.height() {
            for column in 0..one.width() {
                all.set_pixel(left + column, row, one.sample(column, row));
            }
        }
        left += one.width() + GAP;
    }
    Some(all)
}
