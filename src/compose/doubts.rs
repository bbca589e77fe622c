//! The cells in doubt that a document prints, each with a number of its own.

use std::sync::Arc;

use crate::data::place::Place;
use crate::data::tree::Map;
use crate::model::doubt::Doubts;
use crate::model::manuscript::RenderedValue;
use crate::quantity::estimate::Estimate;

/// The cells in doubt, and those of them that a document has printed so far.
pub struct Doubted<'a> {
    doubts: &'a Doubts,
    used: Vec<usize>,
    /// Whether what is written now explains doubts itself, and so bears no marks.
    pub silent: bool,
}

impl<'a> Doubted<'a> {
    /// Nothing is printed yet.
    pub fn new(doubts: &'a Doubts) -> Doubted<'a> {
        Doubted { doubts, used: Vec::new(), silent: false }
    }

    /// Whether a value carries a mark.
    pub fn has(&self, printed: &RenderedValue) -> bool {
        !self.silent && self.doubts.of(&printed.origins).is_some()
    }

    /// Whether what a quantity prints is in doubt.
    pub fn is_doubted(&self, estimate: &Estimate) -> bool {
        let mut cells = estimate.printed_cells().into_iter();
        cells.any(|cell| self.doubts.of(std::slice::from_ref(&cell.origin)).is_some())
    }

    /// The number of a value's doubt among those that the document prints, from 0.
    pub fn number(&mut self, printed: &RenderedValue) -> Option<usize> {
        let record = self.doubts.of(&printed.origins).filter(|_| !self.silent)?;
        self.numbered(record)
    }

    /// The number of the doubt that a record at this place of the data tells.
    pub fn number_of(&mut self, place: &Place) -> Option<usize> {
        let record = self.doubts.at(place).filter(|_| !self.silent)?;
        self.numbered(record)
    }

    fn numbered(&mut self, record: usize) -> Option<usize> {
        Some(self.used.iter().position(|known| *known == record).unwrap_or_else(|| {
            self.used.push(record);
            self.used.len() - 1
        }))
    }

    /// The records because of which values are in doubt, in the order of their numbers.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Map>> {
        self.used.iter().filter_map(|record| self.doubts.record(*record))
    }
}
