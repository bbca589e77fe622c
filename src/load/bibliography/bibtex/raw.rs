//! An entry of BibTeX between its text and its record.

use std::collections::HashMap;

use crate::data::place::Place;
use crate::model::reference::Fault;

/// An entry whose macros are filled in.
pub struct Raw {
    /// The key.
    pub key: String,
    /// The type in small letters.
    pub kind: String,
    /// The values by the names of the fields in small letters, in TeX.
    pub fields: HashMap<String, String>,
    /// Where the key stands.
    pub place: Place,
    /// What could not be read.
    pub faults: Vec<Fault>,
}
