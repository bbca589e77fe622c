//! D0603: a pair cites the same references.

use super::difference::{self, Item};
use super::pair::Pair;
use crate::check::text::searched::Searched;
use crate::diagnostic::{Findings, codes};

/// Compares the citations.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    let (here, there) = (citations(pair.here), citations(pair.there));
    let what = "cite different references";
    findings.extend(difference::finding(codes::CITATIONS_DIFFER, what, &here, &there, blocks));
}

fn citations(side: &Searched) -> Vec<Item> {
    let item = |(key, place): &(String, _)| Item {
        key: key.clone(),
        words: key.clone(),
        place: Clone::clone(place),
    };
    side.passage.citations.iter().map(item).collect()
}
