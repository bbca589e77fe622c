//! D0613 where no table knows the owners: 整机一年，压缩机十年 against “ten years for the appliance and one for the compressor”.
//!
//! Two amounts of one kind in two parts of a sentence, one after the other, keep their order in a translation, unless
//! something else changes places with them: then the parts have, and nothing is concluded.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use indexmap::IndexMap;

use super::agreement::units_agree;
use super::anchors::{Anchor, anchors};
use super::clauses::{Stretch, sentences};
use super::course::begins_course;
use super::pair::Pair;
use crate::check::text::letters::{in_small_letters, is_letter};
use crate::check::text::numbers::NumberMention;
use crate::check::text::numbers::mention::Kind;
use crate::check::text::searched::Searched;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::comparison::Table;

/// Compares the order of two amounts of one kind; not where a finding tells already that numbers are exchanged.
pub fn check(pair: &Pair, findings: &mut Findings) {
    for sentence in sentences(pair) {
        findings.extend(exchanged(pair, &sentence));
    }
}

/// How many names of a sentence are looked at.
const NAMES: usize = 16;

type Two<'a> = [&'a NumberMention; 2];

fn exchanged(pair: &Pair, sentence: &Stretch) -> Option<Diagnostic> {
    let here = numbers(pair.here, &sentence.here);
    let there = numbers(pair.there, &sentence.there);
    let (one, other) = twos(&here).into_iter().find_map(|own| Some((own, turned(own, &there)?)))?;
    let parted = in_parts(pair.here, one) && in_parts(pair.there, other);
    let course = [(pair.here, &sentence.here, one), (pair.there, &sentence.there, other)];
    let course = course
        .iter()
        .any(|(side, range, two)| two.iter().any(|number| begins_course(side, range, number)));
    if !parted || course || others_turned(&here, &there, one) || names_turned(pair, sentence) {
        return None;
    }
    let [first, _] = one;
    let message = format!(
        "the two languages tell “{}” and “{}” in different orders",
        one[0].words, one[1].words
    );
    Some(
        Diagnostic::new(codes::ORDER_DIFFERS, first.place.clone(), message)
            .related(other[0].place.clone(), "its counterpart")
            .help("see which number belongs to which; two of them may be exchanged"),
    )
}

/// The amounts of a sentence in order.
fn numbers<'a>(side: &'a Searched, range: &Range<usize>) -> Vec<&'a NumberMention> {
    let within = side.number_mentions().iter().filter(|it| range.contains(&it.at));
    within.filter(|it| it.reading.kind == Kind::Number).collect()
}

/// Each two that alone are of their kind; what says which one counts nothing.
fn twos<'a>(numbers: &[&'a NumberMention]) -> Vec<Two<'a>> {
    let mut kinds: IndexMap<_, Vec<&NumberMention>> = IndexMap::new();
    for number in numbers {
        let dimension = number.reading.unit.map(|unit| unit.dimension);
        kinds.entry(dimension).or_default().push(number);
    }
    let sure = |it: &NumberMention| it.reading.undecided.is_none() || it.reading.unit.is_some();
    let amount = |it: &NumberMention| !it.reading.ordinal && sure(it);
    let two = |kind: Vec<&'a NumberMention>| <Two>::try_from(without_total(kind)).ok();
    let distinct = |[one, other]: &Two| one.reading.value != other.reading.value;
    let twos = kinds.into_values().filter_map(two);
    twos.filter(|two| two.iter().all(|it| amount(it)) && distinct(two)).collect()
}

/// Amounts without the one that holds the others: of 100 patients 20 responded and 30 were stable. Two that make up the
/// whole are told in either order.
fn without_total(mut kind: Vec<&NumberMention>) -> Vec<&NumberMention> {
    let whole = |it: &NumberMention| it.reading.value.as_whole().filter(|_| it.reading.digits);
    let values: Option<Vec<i128>> = kind.iter().map(|it| whole(it)).collect();
    if let Some(values) = values.filter(|it| it.len() == 3)
        && let Some(total) = values.iter().max()
        && values.iter().sum::<i128>() < 2 * total
    {
        kind.retain(|it| it.reading.value.as_whole() != Some(*total));
    }
    kind
}

/// The same two in the other order.
fn turned<'a>(own: Two, there: &[&'a NumberMention]) -> Option<Two<'a>> {
    let answer = |number: &NumberMention| {
        let same = |it: &&&NumberMention| {
            let alike = units_agree(&number.reading, &it.reading) || it.reading.unit.is_none();
            it.reading.value == number.reading.value && alike
        };
        let mut all = there.iter().filter(same);
        all.next().copied().filter(|_| all.next().is_none())
    };
    let (second, first) = (answer(own[0])?, answer(own[1])?);
    (first.at < second.at).then_some([first, second])
}

/// Whether a sign or a word that parts the members of a list stands between two numbers, and no more than one.
fn in_parts(side: &Searched, two: Two) -> bool {
    let passage = &side.passage;
    let between = passage.text.get(two[0].reading.end..two[1].at).unwrap_or_default();
    let between = in_small_letters(between);
    let signs = between.matches([',', ';', '，', '；', '、']).count();
    let joins = |word: &str| {
        between.match_indices(word).any(|(at, _)| {
            let whole = !between[..at].ends_with(is_letter)
                && !between[at + word.len()..].starts_with(is_letter);
            passage.tables.unspaced || whole
        })
    };
    let joined = passage.tables.list(Table::ListJoin).iter().any(|word| joins(&word.text));
    signs == 1 || signs == 0 && joined
}

/// Whether other numbers that both texts have once change their order too.
fn others_turned(here: &[&NumberMention], there: &[&NumberMention], own: Two) -> bool {
    let first = first_places(there.iter().map(|it| it.reading.value));
    let rest = here.iter().filter(|it| own.iter().all(|own| own.at != it.at));
    let places: Vec<usize> = rest.filter_map(|it| first.get(&it.reading.value).copied()).collect();
    places.windows(2).any(|two| two[0] > two[1])
}

/// Whether what both languages have names for changes its order too, or is told of each of the two.
fn names_turned(pair: &Pair, sentence: &Stretch) -> bool {
    let here = anchors(pair, pair.here, &sentence.here);
    let there = anchors(pair, pair.there, &sentence.there);
    let first = first_places(there.iter().map(|it| (it.family, it.key)));
    let place = |it: &Anchor| first.get(&(it.family, it.key)).copied();
    let turned = |one: &Anchor, other: &Anchor| {
        let distinct = one.key != other.key && one.family == other.family;
        distinct && place(one).zip(place(other)).is_some_and(|(one, other)| one > other)
    };
    let pairs = here.iter().take(NAMES).enumerate();
    pairs
        .flat_map(|(at, one)| here[at + 1..].iter().map(move |other| (one, other)))
        .any(|(one, other)| turned(one, other))
}

/// Where each comes first.
fn first_places<T: Hash + Eq>(
    all: impl DoubleEndedIterator<Item = T> + ExactSizeIterator,
) -> HashMap<T, usize> {
    all.enumerate().rev().map(|(at, it)| (it, at)).collect()
}
