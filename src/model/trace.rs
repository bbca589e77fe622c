//! What was printed, and where it comes from.

use std::sync::Arc;

use super::computed::Computed;
use super::language::Language;
use super::place::{Origin, Place};

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
    /// What was done with the cells, when the source does not print the value.
    pub computed: Option<Computed>,
}
