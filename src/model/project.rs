//! References and glossary terms.

use super::language::Language;
use super::place::Place;

/// One entry of the bibliography.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The citation key.
    pub key: String,
    /// The language of the work, which decides “等” or “et al.”.
    pub language: Language,
    /// The entry as the reference library understands it.
    pub entry: hayagriva::Entry,
    /// Where the entry begins.
    pub place: Place,
}

/// One term of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// The Chinese name.
    pub zh: String,
    /// The English name.
    pub en: String,
    /// The abbreviation, or nothing.
    pub abbreviation: String,
    /// Other names of the same thing, which are understood but not used in the text.
    pub synonyms: Vec<String>,
    /// Its kind: drug, gene, measure, trial …
    pub kind: String,
    /// Other names that are in use for it.
    pub also: Vec<String>,
    /// Trade names.
    pub trade: Vec<String>,
    /// Where the row begins.
    pub place: Place,
}
