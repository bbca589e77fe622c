//! Which of two a comparison puts first: A 高于 B, higher in A than in B.

use std::ops::Range;

use super::anchors::{Anchor, anchors};
use super::clauses::Stretch;
use super::pair::Pair;
use crate::check::text::searched::Searched;
use crate::check::text::words::{Kind, within};

/// The two words before the hinge, when the languages compare the same two in different orders.
pub fn turned(pair: &Pair, sentence: &Stretch) -> Option<(Range<usize>, Range<usize>)> {
    let here = compared(pair, pair.here, &sentence.here)?;
    let there = compared(pair, pair.there, &sentence.there)?;
    let same = |one: &Anchor, other: &Anchor| one.family == other.family && one.key == other.key;
    (same(&here.0, &there.1) && same(&here.1, &there.0)).then_some((here.0.range, there.0.range))
}

/// What stands nearest before and behind the only hinge; both of one family.
fn compared<'a>(
    pair: &Pair<'a>,
    side: &'a Searched,
    range: &Range<usize>,
) -> Option<(Anchor<'a>, Anchor<'a>)> {
    let words = within(side.words(), range).iter();
    let hinges: Vec<_> =
        words.filter(|it| it.word.kind == Kind::Compare).collect();
    let [hinge] = hinges.as_slice() else { return None };
    if &*hinge.word.pole != "hinge" {
        return None;
    }
    let anchors = anchors(pair, side, range).into_iter().filter(|it| !it.directs);
    let anchors: Vec<Anchor> = anchors.collect();
    let behind = anchors.partition_point(|it| it.range.start < hinge.range.end);
    let after = anchors.get(behind)?;
    let mut before = anchors[..behind].iter().rev();
    let before =
        before.find(|it| it.family == after.family && it.range.end <= hinge.range.start)?;
    (before.key != after.key).then(|| (before.clone(), after.clone()))
}
