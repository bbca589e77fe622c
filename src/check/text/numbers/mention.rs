//! A number that a text mentions.

use crate::data::place::Place;

/// A printed value or a number of the text.
pub struct NumberMention {
    /// What it is compared by: cells, or a number without separators.
    pub key: String,
    /// Whether it is a printed value.
    pub printed: bool,
    /// Whether the word need not be meant as a number: “both”.
    pub optional: bool,
    /// Its unit, when one stands beside it.
    pub unit: Option<String>,
    /// What is read, for messages.
    pub words: String,
    /// Where it stands in the text.
    pub at: usize,
    /// Where it stands in the file.
    pub place: Place,
}
