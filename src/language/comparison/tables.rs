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

/// Something in a project's own tables that is passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no such table.
    Unknown(String),
    /// The words of this table stand for numbers, and this is none.
    NoNumber(Table, String),
    /// A word of this table has no characters.
    EmptyWord(Table),
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
    /// What is wrong with tables that a project writes.
    pub fn faults(&self) -> Vec<Fault> {
        let unknown = self.unknown.iter().cloned().map(Fault::Unknown);
        let entries = self.entries.iter();
        let senses = entries
            .clone()
            .filter(|entry| entry.table.is_by_number() && entry.sense.parse::<i128>().is_err());
        let senses = senses.map(|entry| Fault::NoNumber(entry.table, entry.sense.clone()));
        let empty = entries.filter(|entry| entry.words.iter().any(|word| word.is_empty()));
        let empty = empty.map(|entry| Fault::EmptyWord(entry.table));
        unknown.chain(senses).chain(empty).collect()
    }

    /// The parts that have no table, with what their lack costs.
    pub fn missing(&self) -> Vec<Part> {
        let served = |part: &Part| self.entries.iter().any(|entry| entry.table.part() == *part);
        Part::ALL.into_iter().filter(|part| !served(part)).collect()
    }
}
