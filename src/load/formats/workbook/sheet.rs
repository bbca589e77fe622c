//! What is read of a workbook, or why nothing is.

use std::collections::{BTreeMap, HashSet};

use super::unseen::Unseen;

/// The filled cells of a sheet: row, column, text, all from 0. A sheet with one cell in its far
/// corner is as small as it looks.
pub type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// What a workbook shows of the sheet that was chosen.
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// What its cells show.
    pub cells: Cells,
    /// Cells that show an error, with what they show.
    pub errors: Vec<(u32, u32, String)>,
    /// The cells that are numbers with decimals, by row and column.
    pub numbers: HashSet<(u32, u32)>,
    /// What stands in it beside values.
    pub unseen: Unseen,
    /// Other sheets that have something in them, when none was chosen.
    pub others: Vec<String>,
}

/// Why a sheet could not be read.
pub enum Failure {
    /// The workbook is damaged, locked, too large.
    Unreadable(String),
    /// It has no sheet of the name; these it has.
    NoSheet(Vec<String>),
}
