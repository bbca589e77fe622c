//! A text with the names that stand in it.

use std::ops::Range;

use crate::check::text::lexicon::{Lexica, Sense, TermMatch};
use crate::check::text::normalized::NormalizedText;

/// A text to look for names in.
pub struct NamedText<'a> {
    /// The text.
    pub passage: &'a NormalizedText,
    /// The terms of the glossary and the words of the lexicon in it.
    pub marks: Vec<TermMatch>,
    /// What stands between quotation marks.
    pub quoted: Vec<Range<usize>>,
}

impl<'a> NamedText<'a> {
    /// Finds the terms and quotations of a text.
    pub fn new(passage: &'a NormalizedText, lexica: &Lexica) -> NamedText<'a> {
        let pairs = [('“', '”'), ('《', '》')];
        let quotes = pairs.into_iter().flat_map(|(open, close)| {
            let text = &passage.text;
            let ends = move |(at, _): (usize, &str)| Some(at..at + text[at..].find(close)?);
            text.match_indices(open).filter_map(ends)
        });
        NamedText { marks: lexica.marks(passage), quoted: quotes.collect(), passage }
    }

    /// Whether any of a range is quoted.
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        self.quoted.iter().any(|quote| quote.start < range.end && range.start < quote.end)
    }

    /// Whether a range is neither quoted nor covered by a term of the glossary.
    pub fn is_free(&self, range: &Range<usize>) -> bool {
        let after = self.marks.partition_point(|mark| mark.range.start < range.end);
        let terms = self.marks[..after].iter().rev();
        let is_term = |mark: &TermMatch| matches!(mark.sense, Sense::Term(_));
        let mut near = terms.take_while(|mark| mark.range.end > range.start);
        !near.any(is_term) && !self.is_quoted(range)
    }
}
