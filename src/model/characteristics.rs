//! Tables of characteristics: of how many people the figures of a row are.

use crate::data::tree::{Cell, Map};

/// The row that says how many there are in each arm.
pub const WHOLE: &str = "n";

/// The cell that says of how many in an arm a count is: those for whom its row was measured, those for whom the
/// characteristic was that it is a level of (its `heading`) or who have that, or else all.
pub fn whole<'a>(
    row: Option<&'a Map>,
    heading: Option<&'a Map>,
    all: Option<&'a Map>,
    arm: &str,
) -> Option<&'a Cell> {
    let cell = |row: Option<&'a Map>, column: &str| row?.filled(&format!("{column}_{arm}"));
    let of_heading = || cell(heading, "n").or_else(|| cell(heading, "count"));
    cell(row, "n").or_else(of_heading).or_else(|| cell(all, "count"))
}
