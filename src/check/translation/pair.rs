//! A text in two languages, with all that the rules compare.

use std::ops::Range;

use super::difference::Item;
use crate::check::text::lexicon::{Lexica, TermMatch};
use crate::check::text::normalized::NormalizedText;
use crate::check::text::numbers::{NumberMention, number_mentions};
use crate::model::inputs::Inputs;
use crate::model::reference::Term;

/// A text in one language with all that is known of it.
pub struct Side<'a> {
    /// The text.
    pub passage: &'a NormalizedText,
    /// Its words.
    pub marks: Vec<TermMatch>,
    /// Its numbers.
    pub number_mentions: Vec<NumberMention>,
}

impl Side<'_> {
    /// What stands in a range of the text, to be compared by `key`.
    pub fn item(&self, key: &str, range: Range<usize>) -> Item {
        Item {
            key: key.to_string(),
            words: self.passage.words(range.clone()).to_string(),
            place: self.passage.place(range),
        }
    }
}

/// A text in two languages.
pub struct Pair<'a> {
    /// The text in the first language.
    pub here: Side<'a>,
    /// The text in the second.
    pub there: Side<'a>,
    /// The glossary.
    pub terms: &'a [Term],
}

/// A text with its words and numbers.
pub fn side<'a>(lexica: &Lexica, passage: &'a NormalizedText) -> Side<'a> {
    let marks = lexica.marks(passage);
    Side { passage, number_mentions: number_mentions(passage, &marks), marks }
}

/// Two texts with all that is known of them.
pub fn pair<'a>(
    inputs: &'a Inputs,
    lexica: &Lexica,
    here: &'a NormalizedText,
    there: &'a NormalizedText,
) -> Pair<'a> {
    Pair { here: side(lexica, here), there: side(lexica, there), terms: &inputs.terms }
}
