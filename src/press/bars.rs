//! Fields of each ink, full and by half, above the sheet: by them a shop measures how much of each is printed.

use std::fmt::Write;

use super::imposition::Side;
use super::marks::{APART, LENGTH, ROOM, along};
use super::separation::SPOT;
use crate::model::print::{Colour, MM, PrintProfile};

/// The side of a field.
const FIELD: f64 = 4.0 * MM;

/// Between a field and a mark.
const CLEAR: f64 = 2.5 * MM;

/// Whether there are any: colours of a screen are not measured on paper.
pub fn are_drawn(profile: &PrintProfile) -> bool {
    profile.bars && matches!(profile.colour, Colour::Cmyk | Colour::Grey)
}

/// How much room beyond the bleed all that is drawn there takes: fields, marks and the line of text.
pub fn room(profile: &PrintProfile) -> f64 {
    if profile.marks || profile.slug || are_drawn(profile) { ROOM } else { 0.0 }
}

/// Draws them from left to right, with room left for marks; those for which there is no room are left out.
pub fn draw(out: &mut String, side: &Side, (x0, y0): (f64, f64), profile: &PrintProfile) {
    if !are_drawn(profile) {
        return;
    }
    let y = y0 + side.size.height + profile.bleed + APART + (LENGTH - FIELD) / 2.0;
    let mut marks = along(side);
    marks.sort_by(f64::total_cmp);
    let mut x = 0.0;
    for colour in fields(profile) {
        for mark in &marks {
            if (x - CLEAR..x + FIELD + CLEAR).contains(mark) {
                x = mark + CLEAR;
            }
        }
        if x + FIELD > side.size.width {
            return;
        }
        // Writing to a text never fails.
        let _ = writeln!(out, "q {colour} {:.3} {y:.3} {FIELD:.3} {FIELD:.3} re f Q", x0 + x);
        x += FIELD;
    }
}

/// The operators that set the colours of the fields.
fn fields(profile: &PrintProfile) -> Vec<String> {
    if profile.colour == Colour::Grey {
        return [0.0, 0.25, 0.5, 0.75].map(|light| format!("{light} g")).to_vec();
    }
    let one = |at: usize, share: f64| {
        let mut inks = [0.0; 4];
        inks[at] = share;
        format!("{} {} {} {} k", inks[0], inks[1], inks[2], inks[3])
    };
    let mixed = [1.0, 0.5].into_iter().flat_map(|share| (0..4).map(move |at| one(at, share)));
    let named = profile.inks.iter().enumerate().filter(|(_, it)| it.name.is_some());
    let own = named
        .flat_map(|(at, _)| [1, 2].map(|it| format!("/{SPOT}{at} cs {} scn", 1.0 / f64::from(it))));
    mixed.chain(own).collect()
}
