//! D0622: an enumeration has as many items in both languages.
//!
//! Only what is certain is told: a list that is longer than any list the sentence in the other language
//! could hold. A list is certain where a language has a sign that parts items and nothing else (、), or
//! where commas stand before the word that joins the last item.

use std::ops::Range;

use super::clauses::{Stretch, sentences};
use super::items::{Count, items};
use super::pair::Pair;
use crate::check::text::searched::Searched;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::comparison::Table;

/// Compares the enumerations of a pair.
pub fn check(pair: &Pair, findings: &mut Findings) {
    for sentence in sentences(pair) {
        findings.extend(uneven(pair, &sentence));
    }
}

fn uneven(pair: &Pair, sentence: &Stretch) -> Option<Diagnostic> {
    let count = |side: &Searched, range: &Range<usize>| {
        items(&side.passage.tables, &side.passage.text[range.clone()])
    };
    let here = count(pair.here, &sentence.here)?;
    let there = count(pair.there, &sentence.there)?;
    // Commas part many things; where a language has a sign for lists, one of the two must have it.
    let signed = [pair.here, pair.there].iter().any(|it| it.passage.tables.has(Table::ListSign));
    if signed && !here.marked && !there.marked {
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
