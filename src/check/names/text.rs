//! A text with the names that stand in it.

use std::ops::Range;

use crate::check::text::lexicon::{Sense, TermMatch};
use crate::check::text::normalized::NormalizedText;
use crate::check::text::quotes::quoted;
use crate::check::text::searched::Searched;

/// A text to look for names in.
pub struct NamedText<'a> {
    /// The text.
    pub passage: &'a NormalizedText,
    /// The terms of the glossary and the words of the lexicon in it.
    pub marks: &'a [TermMatch],
    /// What stands between quotation marks, in order and apart from each other.
    pub quoted: Vec<Range<usize>>,
}

impl<'a> NamedText<'a> {
    /// Finds the quotations of a text.
    pub fn new(text: &'a Searched) -> NamedText<'a> {
        let passage = &text.passage;
        let pairs = [('“', '”'), ('《', '》')];
        let quotes = pairs.into_iter().flat_map(|(open, close)| quoted(&passage.text, open, close));
        let mut quotes: Vec<Range<usize>> = quotes.collect();
        quotes.sort_by_key(|quote| quote.start);
        NamedText { marks: &text.marks, quoted: joined(quotes), passage }
    }

    /// Whether any of a range is quoted.
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        let after = self.quoted.partition_point(|quote| quote.end <= range.start);
        self.quoted.get(after).is_some_and(|quote| quote.start < range.end)
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

/// Ranges in order, those that overlap as one.
fn joined(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
