//! D0622: an enumeration has as many items in both languages.
//!
//! Only what is certain is told: a list that is longer than any list the sentence in the other language
//! could hold. A list is certain where a language has a sign that parts items and nothing else (、), or
//! where commas stand before the word that joins the last item.

use std::ops::Range;

use super::clauses::{Stretch, sentences};
use super::items::{Count, items};
use super::pair::Pair;
use crate::diagnostic::{Diagnostic, Findings, codes};

/// Compares the enumerations of a pair.
pub fn check(pair: &Pair, findings: &mut Findings) {
    for sentence in sentences(pair) {
        findings.extend(uneven(pair, &sentence));
    }
}

fn uneven(pair: &Pair, sentence: &Stretch) -> Option<Diagnostic> {
    let count = |side: &super::pair::Pair, here: bool| -> Option<Count> {
        let (side, range) = match here {
            true => (side.here, &sentence.here),
            false => (side.there, &sentence.there),
        };
        items(&side.passage.tables, &side.passage.text[range.clone()])
    };
    let (here, there) = (count(pair, true)?, count(pair, false)?);
    // Commas part many things; one of the two must have a list that is marked as one.
    if !here.marked && !there.marked {
        return None;
    }
    let longer = |one: &Count, other: &Count| one.certain > other.possible && other.possible > 1;
    let (at_least, at_most, longer_here) = match () {
        () if longer(&here, &there) => (here.certain, there.possible, true),
        () if longer(&there, &here) => (there.certain, here.possible, false),
        () => return None,
    };
    let sides = [(pair.here, &sentence.here), (pair.there, &sentence.there)];
    let [(own, own_range), (other, other_range)] =
        if longer_here { sides } else { [sides[1], sides[0]] };
    let message = format!(
        "the two languages list different numbers of things: {at_least} here, at most {at_most} there"
    );
    Some(
        Diagnostic::new(
            codes::LISTS_DIFFER,
            own.passage.place(trimmed(own_range, &own.passage.text)),
            message,
        )
        .related(other.passage.place(other_range.clone()), "its counterpart")
        .help("translate every item of the list"),
    )
}

fn trimmed(range: &Range<usize>, text: &str) -> Range<usize> {
    let stretch = &text[range.clone()];
    range.start + (stretch.len() - stretch.trim_start().len())..range.end
}
