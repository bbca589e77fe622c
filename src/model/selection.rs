//! Which rows of a data set are meant.

use crate::data::place::Place;
use crate::data::tree::Map;
use crate::language::Bilingual;

/// Rows pass when each of these columns has one of these values.
#[derive(Debug, Clone, Default)]
pub struct Filter(pub Vec<(String, Vec<String>)>);

impl Filter {
    /// Whether a row passes.
    pub fn passes(&self, row: &Map) -> bool {
        self.0.iter().all(|(column, values)| values.iter().any(|value| value == row.text(column)))
    }
}

/// Rows that belong together, and what they are called.
#[derive(Debug, Clone)]
pub struct Part {
    /// The label.
    pub label: Bilingual,
    /// Which rows.
    pub filter: Filter,
    /// Where it is declared.
    pub place: Place,
}
