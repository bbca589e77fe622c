//! Cells and references that the project itself doubts: each is part of a contradiction that it has recorded.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::place::{Origin, Place};
use crate::data::tree::Map;

/// The data set of recorded contradictions, as texts and tables see it: what shows it explains the doubts.
pub const RECORDED: &str = "conflicts";

/// Where a cell is written: file, line, column.
pub type At = (Arc<str>, usize, usize);

/// The cells in doubt, and the recorded contradictions because of which they are.
#[derive(Debug, Clone, Default)]
pub struct Doubts {
    cells: HashMap<At, usize>,
    records: Vec<Arc<Map>>,
    by_place: HashMap<Place, usize>,
    references: HashMap<String, usize>,
}

impl Doubts {
    /// Marks cells, if any, as doubted because of a record, which has what each side prints. A cell keeps its first record.
    pub fn add(&mut self, record: &Arc<Map>, places: impl IntoIterator<Item = Place>) {
        let at = self.records.len();
        for place in places.into_iter().filter(|place| place.line > 0) {
            self.cells.entry((place.file, place.line, place.column)).or_insert(at);
        }
        self.by_place.entry(record.place.clone()).or_insert(at);
        self.records.push(record.clone());
    }

    /// Marks a reference, by its key, as doubted because of the record that was added last. It keeps its first record.
    pub fn add_reference(&mut self, key: &str) {
        if let Some(last) = self.records.len().checked_sub(1) {
            self.references.entry(key.to_string()).or_insert(last);
        }
    }

    /// The record because of which a reference is in doubt.
    pub fn of_reference(&self, key: &str) -> Option<&Arc<Map>> {
        self.record(*self.references.get(key)?)
    }

    /// The number of the record because of which any of these cells is in doubt.
    pub fn of(&self, origins: &[Arc<Origin>]) -> Option<usize> {
        if self.cells.is_empty() {
            return None;
        }
        origins.iter().find_map(|origin| {
            let Place { file, line, column, .. } = &origin.place;
            self.cells.get(&(file.clone(), *line, *column)).copied()
        })
    }

    /// The cells in doubt, each with the number of the record because of which it is.
    pub fn cells(&self) -> impl Iterator<Item = (&At, usize)> {
        self.cells.iter().map(|(at, record)| (at, *record))
    }

    /// The number of the record that stands at this place of the data.
    pub fn at(&self, place: &Place) -> Option<usize> {
        self.by_place.get(place).copied()
    }

    /// A record by its number.
    pub fn record(&self, number: usize) -> Option<&Arc<Map>> {
        self.records.get(number)
    }
}
