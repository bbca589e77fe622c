//! Which of two a comparison puts first: A 高于 B, higher in A than in B.

use std::ops::Range;

use super::anchors::{Anchor, anchors};
use super::clauses::Stretch;
use super::pair::Pair;
use crate::check::text::searched::Searched;
use crate::check::text::words::{Kind, within};

/// The two words of what is compared, when the languages compare the same two in different orders.
pub fn turned(pair: &Pair, sentence: &Stretch) -> Option<(Range<usize>, Range<usize>)> {
    let here = compared(pair, pair.here, &sentence.here)?;
    let there = compared(pair, pair.there, &sentence.there)?;
    let same = |one: &Anchor, other: &Anchor| one.family == other.family && one.key == other.key;
    (same(&here.0, &there.1) && same(&here.1, &there.0)).then_some((here.0.range, there.0.range))
}

/// What is compared by the only hinge, and with what; both of one family. They stand nearest before and behind it, or
/// the latter before it where a language puts the hinge behind.
fn compared<'a>(
    pair: &Pair<'a>,
    side: &'a Searched,
    range: &Range<usize>,
) -> Option<(Anchor<'a>, Anchor<'a>)> {
    let words = within(side.words(), range).iter();
    let hinges: Vec<_> = words.filter(|it| it.word.kind == Kind::Compare).collect();
    let [hinge] = hinges.as_slice() else { return None };
    let stands_behind = match &*hinge.word.pole {
        "hinge" => false,
        "behind" => true,
        _ => return None,
    };
    let anchors = anchors(pair, side, range).into_iter().filter(|it| !it.directs);
    let anchors: Vec<Anchor> = anchors.collect();
    let behind = anchors.partition_point(|it| it.range.start < hinge.range.end);
    let ends = |it: &&Anchor| it.range.end <= hinge.range.start;
    let mut before = anchors[..behind].iter().rev().filter(ends);
    if stands_behind {
        // 北部より南部が高い and 南部は北部より高い both say that of the south.
        let with = before.next()?;
        let of = anchors[behind..].iter().chain(before).find(|it| it.family == with.family)?;
        return (of.key != with.key).then(|| (of.clone(), with.clone()));
    }
    let after = anchors.get(behind)?;
    let before = before.find(|it| it.family == after.family)?;
    (before.key != after.key).then(|| (before.clone(), after.clone()))
}
