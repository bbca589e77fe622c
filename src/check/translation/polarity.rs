//! D0611: a pair negates as often. D0612: it says the same of more and less, up and down.

use super::difference::{self, Item};
use super::pair::Pair;
use crate::check::text::lexicon::{Sense, TermKind};
use crate::check::text::searched::Searched;
use crate::diagnostic::{Findings, codes};

/// Compares negations and directions.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let rules = [
        (TermKind::Negation, codes::NEGATIONS_DIFFER, "negate differently"),
        (TermKind::Direction, codes::DIRECTIONS_DIFFER, "compare differently"),
    ];
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    for (kind, code, what) in rules {
        let (here, there) = (words(pair.here, kind), words(pair.there, kind));
        findings.extend(difference::finding(code, what, &here, &there, blocks));
    }
}

fn words(side: &Searched, kind: TermKind) -> Vec<Item> {
    let mut items = Vec::new();
    for mark in &side.marks {
        if let Sense::Word(own, sense) = &mark.sense
            && *own == kind
        {
            items.push(Item::of(side, sense, mark.range.clone()));
        }
    }
    items
}
