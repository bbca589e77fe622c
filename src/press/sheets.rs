//! Which page lies where, by the form that is asked for.

use super::folded;
use super::imposition::{self, Side};
use crate::model::print::{Imposition, PrintProfile, Size};

/// The sides of all sheets, in the order in which they are printed: front and back in turn where both are.
pub fn sheets(pages: usize, trim: Size, profile: &PrintProfile) -> Vec<Side> {
    let sides = match profile.imposition {
        Imposition::Single => {
            let bound = |page| {
                let mut side = imposition::grid(page, pages, (1, 1), trim, profile);
                // The first page is a right one, whose spine is at the left.
                let spine = page % 2;
                if let (Some(inside), Some(placed)) = (profile.inside, side.places.first_mut()) {
                    placed.bleed[spine] = inside.min(profile.bleed);
                }
                side
            };
            (0..pages).map(bound).collect()
        }
        Imposition::Grid(columns, rows) => {
            let cells = usize::from(columns) * usize::from(rows);
            let firsts = (0..pages).step_by(cells.max(1));
            let side = |first| {
                imposition::grid(first, pages, (columns.into(), rows.into()), trim, profile)
            };
            firsts.map(side).collect()
        }
        Imposition::Booklet => imposition::booklets(pages, trim, profile),
        Imposition::Wrap => folded::leaflets(pages, trim, profile, profile.flap),
        Imposition::Zigzag => folded::leaflets(pages, trim, profile, 0.0),
        Imposition::Cards => folded::cards(pages, trim, profile),
    };
    folded::turned(sides, trim, profile.turn)
}
