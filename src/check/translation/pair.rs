//! A text in two languages, with all that the rules compare, as far as both have the words for it.

use crate::check::text::searched::Searched;
use crate::language::comparison::Table;
use crate::model::reference::Term;

/// A text in two languages.
pub struct Pair<'a> {
    /// The text in the first language.
    pub here: &'a Searched,
    /// The text in the second.
    pub there: &'a Searched,
    /// The glossary.
    pub terms: &'a [Term],
}

impl Pair<'_> {
    /// Whether both languages have a table; what only one has words for cannot be compared by them.
    pub fn both_have(&self, table: Table) -> bool {
        [self.here, self.there].iter().all(|side| side.passage.tables.has(table))
    }

    /// Whether numbers in words can be read in both languages.
    pub fn both_read_numerals(&self) -> bool {
        [self.here, self.there].iter().all(|side| side.passage.tables.reads_numerals())
    }
}
