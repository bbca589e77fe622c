//! Which page lies where on which side of which sheet.

use crate::model::print::{PrintProfile, Size};

/// One side of a sheet. Places are in points from the lower left corner of the finished sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The finished sheet: what is left of it when it is cut.
    pub size: Size,
    /// The pages.
    pub places: Vec<Placed>,
    /// Where it is folded, from the left.
    pub folds: Vec<f64>,
    /// Where it is cut from top to bottom, from the left.
    pub columns: Vec<f64>,
    /// Where it is cut from side to side, from below.
    pub rows: Vec<f64>,
}

/// A page on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Which page, from 0.
    pub page: usize,
    /// The left edge of the finished page.
    pub x: f64,
    /// The lower edge of it.
    pub y: f64,
    /// How far it may go on beyond its left, right, lower and upper edge.
    pub bleed: [f64; 4],
    /// Whether it stands on its head.
    pub turned: bool,
}

/// So many columns and rows of pages from this one on.
pub fn grid(
    first: usize,
    pages: usize,
    (columns, rows): (usize, usize),
    trim: Size,
    profile: &PrintProfile,
) -> Side {
    let gutter = if columns * rows > 1 { profile.gutter } else { 0.0 };
    let inner = (gutter / 2.0).min(profile.bleed);
    let left = |column: usize| column as f64 * (trim.width + gutter);
    let lower = |row: usize| (rows - 1 - row) as f64 * (trim.height + gutter);
    let place = |at: usize| {
        let (column, row) = (at % columns, at / columns);
        let side = |is_outer: bool| if is_outer { profile.bleed } else { inner };
        Placed {
            page: first + at,
            x: left(column),
            y: lower(row),
            bleed: [
                side(column == 0),
                side(column == columns - 1),
                side(row == rows - 1),
                side(row == 0),
            ],
            turned: false,
        }
    };
    let places = (0..columns * rows).filter(|at| first + at < pages).map(place).collect();
    let ends = |count: usize, start: &dyn Fn(usize) -> f64, length: f64| {
        let both = (0..count).flat_map(|at| [start(at), start(at) + length]);
        let mut ends: Vec<f64> = both.collect();
        ends.sort_by(f64::total_cmp);
        ends.dedup();
        ends
    };
    Side {
        size: Size { width: left(columns - 1) + trim.width, height: lower(0) + trim.height },
        places,
        folds: Vec::new(),
        columns: ends(columns, &left, trim.width),
        rows: ends(rows, &lower, trim.height),
    }
}

/// One booklet, or several that are bound behind each other.
pub fn booklets(pages: usize, trim: Size, profile: &PrintProfile) -> Vec<Side> {
    let most = match profile.signature / 4 * 4 {
        0 => pages.max(1).next_multiple_of(4),
        most => most,
    };
    let firsts = (0..pages).step_by(most);
    let one = |first: usize| booklet(first, pages.min(first + most), trim, profile);
    firsts.flat_map(one).collect()
}

/// The outermost sheet first. The first page lies on the right of its front, the last one on the left; the second and the
/// last but one on its back. What is missing to a multiple of four stays blank at the end.
fn booklet(first: usize, end: usize, trim: Size, profile: &PrintProfile) -> Vec<Side> {
    let all = (end - first).next_multiple_of(4);
    let sheets = all / 4;
    let mut sides = Vec::with_capacity(2 * sheets);
    for sheet in 0..sheets {
        let share = if sheets > 1 { sheet as f64 / (sheets - 1) as f64 } else { 0.0 };
        let creep = profile.creep * share;
        let (low, high) = (first + 2 * sheet, first + all - 1 - 2 * sheet);
        for (left, right) in [(high, low), (low + 1, high - 1)] {
            sides.push(spread(left, right, end, trim, creep, profile.bleed));
        }
    }
    sides
}

/// Two pages beside a fold, over which neither may go.
fn spread(left: usize, right: usize, end: usize, trim: Size, creep: f64, bleed: f64) -> Side {
    let width = trim.width;
    let one = |page, x, bleed| Placed { page, x, y: 0.0, bleed, turned: false };
    let places = [
        one(left, creep, [bleed + creep, -creep, bleed, bleed]),
        one(right, width - creep, [-creep, bleed + creep, bleed, bleed]),
    ];
    Side {
        size: Size { width: 2.0 * width, height: trim.height },
        places: places.into_iter().filter(|it| it.page < end).collect(),
        folds: vec![width],
        columns: vec![0.0, 2.0 * width],
        rows: vec![0.0, trim.height],
    }
}
