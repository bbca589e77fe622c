//! D0613 where words own words: 左侧男，右侧女 against “women on the left, men on the right”.
//!
//! Two words of one family that take turns with two of another are joined each with its neighbour, in either
//! language. Where they do not take turns, or one language has more of them, nothing is concluded.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clauses::{Stretch, sentences};
use super::pair::Pair;
use crate::check::text::searched::Searched;
use crate::check::text::words::{Found, Kind, within};
use crate::diagnostic::{Diagnostic, Findings, codes};

/// Compares which words of two families stand together.
pub fn check(pair: &Pair, findings: &mut Findings) {
    findings.extend(sentences(pair).iter().find_map(|sentence| exchanged(pair, sentence)));
}

type Two<'a> = [&'a Found; 2];

fn exchanged(pair: &Pair, sentence: &Stretch) -> Option<Diagnostic> {
    let (here, there) = (twos(pair.here, &sentence.here), twos(pair.there, &sentence.there));
    let both = here.iter().filter_map(|(family, own)| Some((*own, *there.get(family)?)));
    let both: Vec<(Two, Two)> = both.filter(|(own, other)| same_poles(*own, *other)).collect();
    both.iter()
        .enumerate()
        .find_map(|(at, one)| both[at + 1..].iter().find_map(|other| crossed(pair, *one, *other)))
}

/// The families of which a sentence has two words that exclude one another, and no more.
fn twos<'a>(side: &'a Searched, range: &Range<usize>) -> BTreeMap<&'a str, Two<'a>> {
    let compared = |it: &&Found| {
        matches!(it.word.kind, Kind::Opposite | Kind::Direction | Kind::Name) && !it.word.compared
    };
    let mut families: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    for found in within(side.words(), range).iter().filter(|it| it.asks()).filter(compared) {
        families.entry(&found.word.family).or_default().push(found);
    }
    let two = |(family, all): (&'a str, Vec<&'a Found>)| {
        let two = <Two>::try_from(all).ok()?;
        (two[0].word.pole != two[1].word.pole).then_some((family, two))
    };
    families.into_iter().filter_map(two).collect()
}

fn same_poles(own: Two, other: Two) -> bool {
    let poles = |two: Two<'_>| two.map(|it| it.word.pole.clone());
    let ([a, b], [c, d]) = (poles(own), poles(other));
    a == c && b == d || a == d && b == c
}

/// A finding where the words of two families take turns in both languages, and are not joined alike.
fn crossed(pair: &Pair, one: (Two, Two), other: (Two, Two)) -> Option<Diagnostic> {
    if !take_turns(one.0, other.0) || !take_turns(one.1, other.1) {
        return None;
    }
    let turned = |here: Two, there: Two| here[0].word.pole != there[0].word.pole;
    if turned(one.0, one.1) == turned(other.0, other.1) {
        return None;
    }
    let (here, there) = (&pair.here.passage, &pair.there.passage);
    let place = one.1.iter().position(|it| it.word.pole == one.0[0].word.pole)?;
    let message = format!(
        "the two languages join “{}” with different words: “{}” here, “{}” there",
        here.words(one.0[0].range.clone()),
        here.words(other.0[0].range.clone()),
        there.words(other.1[place].range.clone())
    );
    Some(
        Diagnostic::new(codes::ORDER_DIFFERS, here.place(one.0[0].range.clone()), message)
            .related(there.place(one.1[place].range.clone()), "its counterpart")
            .help("see which belongs to which; two of them may be exchanged"),
    )
}

fn take_turns(one: Two, other: Two) -> bool {
    let at = |found: &Found| found.range.start;
    let leads = |a: Two, b: Two| at(a[0]) < at(b[0]) && at(b[0]) < at(a[1]) && at(a[1]) < at(b[1]);
    leads(one, other) || leads(other, one)
}
