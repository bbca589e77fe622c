//! D0611: what one language negates, the other does.
//!
//! A sentence with a negation is found when its counterpart has no word that could express one; a
//! clause, when the sentences also hold different numbers of negations. 未经 and “without” are
//! paired first; two negations (没有人不知道) may be none. How many negations one thought takes differs between languages, so they are not
//! counted otherwise.

use std::collections::HashMap;

use super::clauses::{Stretch, clauses, sentences};
use super::pair::Pair;
use crate::check::text::searched::Searched;
use crate::check::text::words::{Found, Kind, within};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::comparison::Table;

/// Compares the negations of a pair.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let (here, there) = (negations(pair.here), negations(pair.there));
    if here.is_empty() && there.is_empty() {
        return;
    }
    for sentence in sentences(pair) {
        let (own, other) = (within(&here, &sentence.here), within(&there, &sentence.there));
        let (own, other) = &without_pairs(own, other);
        let lost = match (first(own), first(other)) {
            (Some(word), _) if other.is_empty() => {
                (asking(pair.here, own) != 2).then(|| one_sided(pair, word, true, &sentence))
            }
            (_, Some(word)) if own.is_empty() => {
                (asking(pair.there, other) != 2).then(|| one_sided(pair, word, false, &sentence))
            }
            _ if asking(pair.here, own) != asking(pair.there, other) => {
                in_a_clause(pair, &here, &there, &sentence)
            }
            _ => None,
        };
        findings.extend(lost);
    }
}

/// The negations without those that answer each other by their sense: 未经 and “without”, 停止 and “stop”.
fn without_pairs(here: &[Found], there: &[Found]) -> (Vec<Found>, Vec<Found>) {
    let told = |found: &Found| &*found.word.pole != "not";
    let count = |words: &[Found], pole: &str| {
        words.iter().filter(|found| &*found.word.pole == pole).count()
    };
    let left = |words: &[Found]| {
        let mut paired: HashMap<&str, usize> = HashMap::new();
        let mut left = Vec::new();
        for found in words {
            let pole = &*found.word.pole;
            let before = paired.entry(pole).or_default();
            *before += 1;
            if !told(found) || *before > count(here, pole).min(count(there, pole)) {
                left.push(found.clone());
            }
        }
        left
    };
    (left(here), left(there))
}

fn negations(side: &Searched) -> Vec<Found> {
    side.words().iter().filter(|found| found.word.kind == Kind::Negation).cloned().collect()
}

fn first(words: &[Found]) -> Option<&Found> {
    words.iter().find(|found| found.asks())
}

/// How many thoughts are negated. “No … nunca” is one negation where a language says so.
fn asking(side: &Searched, words: &[Found]) -> usize {
    let asking: Vec<&Found> = words.iter().filter(|found| found.asks()).collect();
    let is_one = |two: &[&Found]| {
        let between = side.passage.text.get(two[0].range.end..two[1].range.start);
        let parted = |c: char| matches!(c, ',' | ';' | ':' | '.' | '—' | '–');
        between.is_none_or(|it| !it.contains(parted))
    };
    let joined = match side.passage.tables.has(Table::Concord) {
        true => asking.windows(2).filter(|two| is_one(two)).count(),
        false => 0,
    };
    asking.len() - joined
}

/// A clause that negates beside one that cannot; not when two clauses have changed places.
fn in_a_clause(
    pair: &Pair,
    here: &[Found],
    there: &[Found],
    sentence: &Stretch,
) -> Option<Diagnostic> {
    let mut lost: [Option<Diagnostic>; 2] = [None, None];
    let mut shared = false;
    for clause in clauses(pair, sentence)? {
        let (own, other) = (within(here, &clause.here), within(there, &clause.there));
        shared |= !own.is_empty() && !other.is_empty();
        match (first(own), first(other)) {
            (Some(word), _) if other.is_empty() => {
                lost[0].get_or_insert_with(|| one_sided(pair, word, true, &clause));
            }
            (_, Some(word)) if own.is_empty() => {
                lost[1].get_or_insert_with(|| one_sided(pair, word, false, &clause));
            }
            _ => {}
        }
    }
    match lost {
        [Some(finding), None] | [None, Some(finding)] if shared => Some(finding),
        _ => None,
    }
}

fn one_sided(pair: &Pair, word: &Found, here: bool, stretch: &Stretch) -> Diagnostic {
    let (side, other, beside) = match here {
        true => (pair.here, pair.there, &stretch.there),
        false => (pair.there, pair.here, &stretch.here),
    };
    let place: Place = side.passage.place(word.range.clone());
    let message = format!(
        "the two languages negate differently: “{}” has no counterpart",
        side.passage.words(word.range.clone())
    );
    Diagnostic::new(codes::NEGATIONS_DIFFER, place, message)
        .label("only here")
        .related(other.passage.place(beside.clone()), "no negation here")
}
