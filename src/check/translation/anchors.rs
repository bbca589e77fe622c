//! What numbers and comparisons belong to: groups, subgroups and names that both languages have.

use std::ops::Range;

use super::pair::Pair;
use crate::check::text::lexicon::Sense;
use crate::check::text::searched::Searched;
use crate::check::text::words::{self, Kind};

/// A group or a name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor<'a> {
    /// Whether it says which way, and not of whom.
    pub directs: bool,
    /// What it is one of: a family of opposites, or a kind of terms.
    pub family: &'a str,
    /// Which it is.
    pub key: &'a str,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The anchors of one side within a range, in order.
pub fn anchors<'a>(pair: &Pair<'a>, side: &'a Searched, within: &Range<usize>) -> Vec<Anchor<'a>> {
    let words = words::within(side.words(), within).iter().filter(|it| it.asks() && it.word.owns);
    let words = words.map(|it| Anchor {
        directs: it.word.kind == Kind::Direction,
        family: &it.word.family,
        key: &it.word.pole,
        range: it.range.clone(),
    });
    let from = side.marks.partition_point(|mark| mark.range.start < within.start);
    let marks = side.marks[from..].iter().take_while(|mark| mark.range.start < within.end);
    let terms = marks.filter_map(|mark| match mark.sense {
        Sense::Term(number) => {
            let term = &pair.terms[number];
            let range = mark.range.clone();
            Some(Anchor { directs: false, family: &term.kind, key: term.key(), range })
        }
        _ => None,
    });
    let tables = &side.passage.tables;
    let terms = terms.filter(|it| !tables.is_of_role("measured", it.family));
    let mut anchors: Vec<Anchor> = words.chain(terms).collect();
    anchors.sort_by_key(|it| it.range.start);
    anchors
}
