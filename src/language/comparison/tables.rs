//! The words of a language's tables, as its file gives them.

use super::kinds::Table;
use super::part::Part;

/// Words of one table that mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The table.
    pub table: Table,
    /// What the words mean within it; nested keys are parted by spaces.
    pub sense: String,
    /// The words.
    pub words: Vec<String>,
}

/// What texts in a language are compared by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The words, in the order of the file.
    pub entries: Vec<Entry>,
    /// Keys that no table has, for a finding.
    pub unknown: Vec<String>,
}

impl Comparison {
    /// The parts that have no table, with what their lack costs.
    pub fn missing(&self) -> Vec<Part> {
        let served = |part: &Part| self.entries.iter().any(|entry| entry.table.part() == *part);
        Part::ALL.into_iter().filter(|part| !served(part)).collect()
    }
}
