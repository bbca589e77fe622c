//! What numbers and comparisons belong to: groups, subgroups and names that both languages have.

use std::ops::Range;

use super::pair::Pair;
use crate::check::text::lexicon::Sense;
use crate::check::text::searched::Searched;
use crate::check::text::words::{self, Kind};

/// A group or a name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor<'a> {
    /// What it is one of: a family of opposites, or a kind of terms.
    pub family: &'a str,
    /// Which it is.
    pub key: &'a str,
    /// Where it stands.
    pub range: Range<usize>,
}

/// Kinds of terms that do not own numbers, but are what is measured.
const MEASURED: [&str; 3] = ["measure", "concept", "design"];

/// Opposites that say when, whether or how sure, and not of whom.
const MANNERS: [&str; 19] = [
    "sequence",
    "timing",
    "certainty",
    "duty",
    "knowledge",
    "condition",
    "content",
    "inclusion",
    "significance",
    "effect",
    "goal",
    "entitled",
    "answer",
    "level",
    "span",
    "need",
    "pace",
    "access",
    "firstlast",
];

/// The anchors of one side within a range, in order.
pub fn anchors<'a>(pair: &Pair<'a>, side: &'a Searched, within: &Range<usize>) -> Vec<Anchor<'a>> {
    let owns = |kind| matches!(kind, Kind::Opposite | Kind::Name | Kind::Direction);
    let words = words::within(side.words(), within).iter().filter(|it| it.asks());
    let words = words.filter(|it| owns(it.word.kind) && &*it.word.family != "code");
    let words = words.filter(|it| !MANNERS.contains(&&*it.word.family));
    let words = words.map(|it| Anchor {
        family: &it.word.family,
        key: &it.word.pole,
        range: it.range.clone(),
    });
    let from = side.marks.partition_point(|mark| mark.range.start < within.start);
    let marks = side.marks[from..].iter().take_while(|mark| mark.range.start < within.end);
    let terms = marks.filter_map(|mark| match mark.sense {
        Sense::Term(number) => {
            let term = &pair.terms[number];
            Some(Anchor { family: &term.kind, key: term.key(), range: mark.range.clone() })
        }
        _ => None,
    });
    let terms = terms.filter(|it| !MEASURED.contains(&it.family));
    let mut anchors: Vec<Anchor> = words.chain(terms).collect();
    anchors.sort_by_key(|it| it.range.start);
    anchors
}
