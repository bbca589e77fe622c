//! Leaflets of six panels, cards with backs, and backs that stand on their heads.

use super::bars;
use super::imposition::{Placed, Side, grid};
use crate::model::print::{MM, PrintProfile, Size, Turn};

/// The sheet of cards when none is named: A4.
const SHEET: Size = Size { width: 210.0 * MM, height: 297.0 * MM };

/// Leaflets of six pages each, on both sides of a sheet that is folded twice: outside the fifth, the last and the first,
/// inside the second to the fourth. The fifth page, and the fourth behind it, lies on the panel that is folded in; it is
/// narrower by `flap`, which is cut from its outer edge.
pub fn leaflets(pages: usize, trim: Size, profile: &PrintProfile, flap: f64) -> Vec<Side> {
    let one = |first: usize| {
        [([4, 5, 0], true), ([1, 2, 3], false)].map(|(order, is_outside)| {
            let widths = match is_outside {
                true => [trim.width - flap, trim.width, trim.width],
                false => [trim.width, trim.width, trim.width - flap],
            };
            panels(order.map(|it| first + it), widths, pages, trim, profile.bleed)
        })
    };
    (0..pages).step_by(6).flat_map(one).collect()
}

fn panels(order: [usize; 3], widths: [f64; 3], pages: usize, trim: Size, bleed: f64) -> Side {
    let starts = [0.0, widths[0], widths[0] + widths[1]];
    let all: f64 = widths.iter().sum();
    let place = |at: usize| {
        // What is cut from a narrow panel lies at the edge of the sheet.
        let cut = trim.width - widths[at];
        let x = if at == 0 { starts[at] - cut } else { starts[at] };
        let left = if at == 0 { bleed - cut } else { 0.0 };
        let right = if at == 2 { bleed - cut } else { 0.0 };
        Placed { page: order[at], x, y: 0.0, bleed: [left, right, bleed, bleed], turned: false }
    };
    Side {
        size: Size { width: all, height: trim.height },
        places: (0..3).map(place).filter(|it| it.page < pages).collect(),
        folds: vec![starts[1], starts[2]],
        columns: vec![0.0, all],
        rows: vec![0.0, trim.height],
    }
}

/// Fronts on one side, their backs on the other: odd pages and even ones. A single card fills the sheet.
pub fn cards(pages: usize, trim: Size, profile: &PrintProfile) -> Vec<Side> {
    let (columns, rows) = fitting(trim, profile);
    let all = columns * rows;
    let fronts: Vec<usize> = match pages {
        1 | 2 => vec![0; all],
        _ => (0..pages).step_by(2).collect(),
    };
    let one = |fronts: &[usize]| {
        [0, 1].map(|back| {
            let mut side = grid(0, all, (columns, rows), trim, profile);
            let width = side.size.width;
            side.places.truncate(fronts.len());
            for (placed, front) in side.places.iter_mut().zip(fronts) {
                placed.page = front + back;
                // The sheet is turned about its upright edge.
                if back == 1 {
                    placed.x = width - placed.x - trim.width;
                    placed.bleed.swap(0, 1);
                }
            }
            side.places.retain(|it| it.page < pages);
            side
        })
    };
    let sides: Vec<Side> = fronts.chunks(all).flat_map(one).collect();
    let has_backs = pages > 1;
    sides
        .into_iter()
        .enumerate()
        .filter(|(at, _)| has_backs || at % 2 == 0)
        .map(|it| it.1)
        .collect()
}

/// How many columns and rows of cards the sheet takes, at least one.
fn fitting(trim: Size, profile: &PrintProfile) -> (usize, usize) {
    let sheet = profile.sheet.unwrap_or(SHEET);
    let margin = profile.bleed + bars::room(profile);
    let count = |room: f64, card: f64| {
        let room = (room - 2.0 * margin + profile.gutter) / (card + profile.gutter);
        // A sheet of a metre and cards of a few points: more would be no cards.
        room.floor().clamp(1.0, 64.0) as usize
    };
    (count(sheet.width, trim.width), count(sheet.height, trim.height))
}

/// Backs stand on their heads if sheets are turned over the edge that does not stand upright.
pub fn turned(sides: Vec<Side>, trim: Size, turn: Option<Turn>) -> Vec<Side> {
    let one = |(at, side): (usize, Side)| {
        let upright = match side.size.width > side.size.height {
            true => Turn::Short,
            false => Turn::Long,
        };
        match at % 2 == 1 && turn.is_some_and(|it| it != upright) {
            true => on_its_head(side, trim),
            false => side,
        }
    };
    sides.into_iter().enumerate().map(one).collect()
}

fn on_its_head(side: Side, trim: Size) -> Side {
    let Size { width, height } = side.size;
    let places = side.places.into_iter().map(|it| {
        let [left, right, lower, upper] = it.bleed;
        Placed {
            x: width - it.x - trim.width,
            y: height - it.y - trim.height,
            bleed: [right, left, upper, lower],
            turned: true,
            ..it
        }
    });
    let back =
        |list: &[f64], all: f64| -> Vec<f64> { list.iter().rev().map(|it| all - it).collect() };
    Side {
        places: places.collect(),
        folds: back(&side.folds, width),
        columns: back(&side.columns, width),
        rows: back(&side.rows, height),
        ..side
    }
}
