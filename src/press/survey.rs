//! What a press cannot print well, as it is met while pages are read.

use std::collections::BTreeMap;

use crate::model::print::{MM, Size};

/// Lines thinner than this, in points, break up on a press.
pub const HAIRLINE: f64 = 0.25;

/// Pictures coarser than this, in pixels per inch, are seen to be coarse in print.
pub const COARSE: f64 = 300.0;

/// The same for posters, which are looked at from afar.
pub const COARSE_FROM_AFAR: f64 = 150.0;

/// A page with a side longer than this, in points, is a poster: longer than that of A3 with some more.
const POSTER: f64 = 450.0 * MM;

/// Light letters smaller than this, in points, fill up with the ink around them.
pub const SMALL: f64 = 7.0;

/// Text smaller than this, in points, is hard to read on paper.
pub const TINY: f64 = 6.0;

/// What was seen; places are pages, from 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survey {
    /// Pages with lines that are too thin, with the thinnest one in points and how many there are.
    pub hairlines: BTreeMap<usize, (f64, usize)>,
    /// Pictures that are too coarse, each by its number in the file: where it is coarsest.
    pub coarse_pictures: BTreeMap<u32, Coarse>,
    /// Pages with small light letters, with the smallest in points.
    pub reversed: BTreeMap<usize, f64>,
    /// How many runs of text each page has, and how many of them are tiny.
    pub runs: BTreeMap<usize, (usize, usize)>,
    /// The most ink on a page, in percent; that of pictures stands at 0.
    pub ink: BTreeMap<usize, f64>,
    /// Pages with text that begins too near to the edge, with the nearest in points.
    pub near: BTreeMap<usize, f64>,
    /// Pages with a picture that ends at the edge and has nothing to be cut off.
    pub unbled: BTreeMap<usize, usize>,
    /// Pages with something that keeps the colours of the screen: shadings and patterns.
    pub unconverted: BTreeMap<usize, usize>,
    /// Pictures that keep the colours of the screen.
    pub pictures: usize,
    /// How much pages were scaled, if they were.
    pub scaled: Option<f64>,
    /// Whether the finished page has another shape, so that a strip of it stays white.
    pub other_shape: bool,
}

/// A picture that is too coarse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coarse {
    /// How many pixels it has from left to right and from top to bottom.
    pub pixels: (u32, u32),
    /// The page on which it is coarsest.
    pub page: usize,
    /// The pixels per inch there.
    pub ppi: f64,
    /// The pixels per inch that print needs there.
    pub needed: f64,
}

/// The pixels per inch that print needs on a finished page of this size.
pub fn needed(page: Size) -> f64 {
    if page.width.max(page.height) > POSTER { COARSE_FROM_AFAR } else { COARSE }
}

impl Survey {
    /// A line of this width; whether it is too thin.
    pub fn line(&mut self, page: usize, width: f64) -> bool {
        let is_thin = width < HAIRLINE - 0.001;
        if is_thin {
            let (thinnest, count) = self.hairlines.entry(page).or_insert((width, 0));
            *thinnest = thinnest.min(width);
            *count += 1;
        }
        is_thin
    }

    /// Text that begins so far from the edge.
    pub fn text(&mut self, page: usize, distance: f64, safe: f64) {
        if distance < safe {
            let nearest = self.near.entry(page).or_insert(distance);
            *nearest = nearest.min(distance);
        }
    }

    /// A run of text of this size.
    pub fn run(&mut self, page: usize, size: f64) {
        let (all, tiny) = self.runs.entry(page).or_default();
        *all += 1;
        *tiny += usize::from(size < TINY - 0.05);
    }

    /// Light text of this size.
    pub fn light_text(&mut self, page: usize, size: f64) {
        if size < SMALL - 0.05 && size > 0.5 {
            let smallest = self.reversed.entry(page).or_insert(size);
            *smallest = smallest.min(size);
        }
    }

    /// So much ink, in percent.
    pub fn ink(&mut self, page: usize, total: f64) {
        let most = self.ink.entry(page).or_insert(total);
        *most = most.max(total);
    }

    /// A picture by its number in the file, as it is shown somewhere; the coarsest place counts.
    pub fn picture(&mut self, number: u32, shown: Coarse) {
        if shown.ppi < shown.needed - 0.5 {
            let coarsest = self.coarse_pictures.entry(number).or_insert(shown);
            if shown.ppi < coarsest.ppi {
                *coarsest = shown;
            }
        }
    }
}
