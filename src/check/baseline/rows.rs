//! A table of characteristics as the checks see it.

use indexmap::IndexMap;

use crate::data::tree::{Cell, Map};
use crate::model::characteristics::WHOLE;
use crate::model::table::Declaration;
use crate::quantity::decimal::Decimal;

/// A table of characteristics: rows, and which of them are levels of which.
pub struct Baseline<'a> {
    /// The declaration.
    pub table: &'a Declaration,
    /// The rows.
    pub rows: Vec<&'a Map>,
    /// The rows by their names.
    pub by_id: IndexMap<&'a str, &'a Map>,
    /// The levels of each characteristic.
    pub levels: IndexMap<&'a str, Vec<&'a Map>>,
}

impl<'a> Baseline<'a> {
    /// Of the rows that it shows.
    pub fn of(table: &'a Declaration, rows: Vec<&'a Map>) -> Baseline<'a> {
        let by_id = rows.iter().map(|row| (row.text("id"), *row)).collect();
        let mut levels: IndexMap<&str, Vec<&Map>> = IndexMap::new();
        for row in rows.iter().filter(|row| row.filled("of").is_some()) {
            levels.entry(row.text("of")).or_default().push(row);
        }
        Baseline { table, rows, by_id, levels }
    }

    /// How many there are in an arm.
    pub fn whole(&self, arm: &str) -> Option<(&'a Cell, f64)> {
        let (cell, number) = figure(self.by_id.get(WHOLE)?, "count", arm)?;
        (number.value >= 1.0).then_some((cell, number.value))
    }
}

/// The cell of an arm in a column, unless it is empty.
pub fn own<'a>(row: &'a Map, column: &str, arm: &str) -> Option<&'a Cell> {
    row.filled(&format!("{column}_{arm}"))
}

/// The same as a number; none if it is no number.
pub fn figure<'a>(row: &'a Map, column: &str, arm: &str) -> Option<(&'a Cell, Decimal)> {
    let cell = own(row, column, arm)?;
    Some((cell, Decimal::parse(cell.text.trim())?))
}
