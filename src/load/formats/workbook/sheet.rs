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
    /// Cells that are merged over several columns.
    pub spans: Vec<Span>,
    /// Other sheets that have something in them, when none was chosen.
    pub others: Vec<String>,
}

/// A cell that is merged over columns: the row and these, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its last row.
    pub row: u32,
    /// The first column.
    pub left: u32,
    /// The last column.
    pub right: u32,
}

/// Why a sheet could not be read.
pub enum Failure {
    /// The workbook is damaged, locked, too large.
    Unreadable(String),
    /// It has no sheet of the name; these it has.
    NoSheet(Vec<String>),
}
