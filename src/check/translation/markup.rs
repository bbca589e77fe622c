//! D0610: a pair has the same emphasis, links, footnotes and code.

use super::difference::{self, Item};
use super::pair::Pair;
use crate::check::text::searched::Searched;
use crate::diagnostic::{Findings, codes};

/// Compares the markup inside a block.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    let (here, there) = (marks(pair.here), marks(pair.there));
    let what = "are marked up differently";
    findings.extend(difference::finding(codes::MARKUP_DIFFERS, what, &here, &there, blocks));
}

fn marks(side: &Searched) -> Vec<Item> {
    let item = |(what, place): &(String, _)| Item {
        key: what.clone(),
        words: what.clone(),
        place: Clone::clone(place),
    };
    side.passage.marks.iter().map(item).collect()
}
