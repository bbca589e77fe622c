//! What was printed, and where it comes from.

use std::sync::Arc;

use crate::data::place::{Origin, Place};
use crate::language::Language;
use crate::quantity::computed::Computed;

/// One printed value: what the reader sees, and the cells behind it.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The text on the page.
    pub text: String,
    /// The language of the text.
    pub language: Language,
    /// Where the author asked for it.
    pub place: Place,
    /// The cells it came from; empty for text that an expression made.
    pub origins: Vec<Arc<Origin>>,
    /// For each cell, what its row says of where the source prints it.
    pub sources: Vec<Provenance>,
    /// What was done with the cells, when the source does not print the value.
    pub computed: Option<Computed>,
}

/// Where a row of the data says that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// What its row is called in its column `id`, or nothing.
    pub row: String,
    /// The citation keys in its column `reference` (or `references`), or nothing.
    pub reference: String,
    /// The place in its column `place`, such as `Table 3, row 9`, or nothing.
    pub place: String,
}
