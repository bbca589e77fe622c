//! D0613: the same numbers belong to the same groups.
//!
//! With as many numbers of a kind as groups of a family, the first number is the first group's in
//! either language: “A x, B y”, “x in A and y in B”, “A and B: x and y”. Years own the numbers that they
//! take turns with. Where the counts differ, or the languages do not have the same numbers and groups,
//! nothing is concluded.

use std::collections::BTreeMap;
use std::ops::Range;

use super::anchors::{Anchor, anchors};
use super::clauses::{Stretch, sentences};
use super::pair::Pair;
use crate::check::text::numbers::mention::Kind as NumberKind;
use crate::check::text::numbers::{NumberMention, is_year};
use crate::check::text::searched::Searched;
use crate::check::text::words::{Found, Kind, within};
use crate::diagnostic::{Diagnostic, Findings, codes};

/// Compares whose the numbers are.
pub fn check(pair: &Pair, findings: &mut Findings) {
    for sentence in sentences(pair) {
        findings.extend(exchanged(pair, &sentence));
    }
}

fn exchanged(pair: &Pair, sentence: &Stretch) -> Option<Diagnostic> {
    let groups = (
        by_family(anchors(pair, pair.here, &sentence.here)),
        by_family(anchors(pair, pair.there, &sentence.there)),
    );
    let numbers = (by_kind(pair.here, &sentence.here), by_kind(pair.there, &sentence.there));
    for (family, here) in &groups.0 {
        let Some(there) = groups.1.get(family).filter(|there| there.len() == here.len()) else {
            continue;
        };
        if here.iter().all(|it| it.key == here[0].key) {
            continue;
        }
        for (kind, own) in &numbers.0 {
            let Some(other) = numbers.1.get(kind) else { continue };
            // “1日3時間” is “3 hours a day”: what one language alone counts belongs to nobody.
            let (own, other) = (&shared(own, other), &shared(other, own));
            let told = !set_apart(pair, sentence, (here, own), (there, other));
            if told && own.len() == here.len() && other.len() == here.len() && distinct(own) {
                let found = compare(pair, (here, own), (there, other));
                if found.is_some() {
                    return found;
                }
            }
        }
    }
    of_years(pair, sentence, (&numbers.0, &numbers.1))
}

/// 与对照组相比，干预组较低（12.1% 比 17.8%）: numbers behind both groups of a sentence that begins with the one compared with
/// may stand in either order.
fn set_apart(pair: &Pair, sentence: &Stretch, here: Owned, there: Owned) -> bool {
    let sides = [(pair.here, &sentence.here, here), (pair.there, &sentence.there, there)];
    sides.into_iter().any(|(side, range, (groups, numbers))| {
        let other = |it: &&Found| it.word.kind == Kind::Compare && &*it.word.pole == "other";
        let compared = within(side.words(), range).iter().find(other);
        let behind = groups.last().zip(numbers.first());
        let apart = behind.is_some_and(|(group, number)| group.range.start < number.at);
        let first = compared.zip(groups.first());
        apart && first.is_some_and(|(word, group)| word.range.start < group.range.start)
    })
}

type Numbers<'a> = BTreeMap<(bool, bool), Vec<&'a NumberMention>>;

/// 2019 年为 12.7%，2021 年为 15.3%: a year owns the number that it takes turns with.
fn of_years(pair: &Pair, sentence: &Stretch, numbers: (&Numbers, &Numbers)) -> Option<Diagnostic> {
    let (here, there) = (years(pair.here, &sentence.here), years(pair.there, &sentence.there));
    let measured = numbers.0.iter().filter(|((percent, decimal), _)| *percent || *decimal);
    measured.filter(|(_, own)| own.len() > 1 && distinct(own)).find_map(|(kind, own)| {
        let other = numbers.1.get(kind)?;
        let both = take_turns(&here, own) && take_turns(&there, other);
        both.then(|| compare(pair, (&here, own), (&there, other))).flatten()
    })
}

fn years<'a>(side: &'a Searched, range: &Range<usize>) -> Vec<Anchor<'a>> {
    let within = side.number_mentions().iter().filter(|it| range.contains(&it.at));
    let years = within.filter(|it| {
        let year = it.reading.value.as_whole().is_some_and(is_year);
        let bare = it.unit.as_deref().is_none_or(|unit| unit == "years");
        year && bare && it.reading.kind == NumberKind::Number && !it.reading.ordinal
    });
    let anchor = |it: &'a NumberMention| Anchor {
        directs: false,
        family: "year",
        key: &it.key,
        range: it.reading.range.clone(),
    };
    years.map(anchor).collect()
}

/// Whether owners and numbers alternate, the one or the other first.
fn take_turns(owners: &[Anchor], numbers: &[&NumberMention]) -> bool {
    let owners: Vec<usize> = owners.iter().map(|it| it.range.start).collect();
    let numbers: Vec<usize> = numbers.iter().map(|it| it.at).collect();
    let leads = |one: &[usize], other: &[usize]| {
        let turns = one.iter().zip(other).all(|(one, other)| one < other);
        turns && other.iter().zip(one.iter().skip(1)).all(|(other, next)| other < next)
    };
    owners.len() == numbers.len() && (leads(&owners, &numbers) || leads(&numbers, &owners))
}

type Owned<'a> = (&'a [Anchor<'a>], &'a [&'a NumberMention]);

/// A finding when the same groups own the same numbers, but not each its own.
fn compare(pair: &Pair, here: Owned, there: Owned) -> Option<Diagnostic> {
    let owned = |side: Owned| -> Vec<(String, String)> {
        let both = side.0.iter().zip(side.1);
        let mut owned: Vec<_> =
            both.map(|(group, number)| (group.key.to_string(), number.key.clone())).collect();
        owned.sort();
        owned
    };
    let (one, other) = (owned(here), owned(there));
    let column = |owned: &[(String, String)], number: bool| -> Vec<String> {
        let pick = |it: &(String, String)| if number { it.1.clone() } else { it.0.clone() };
        let mut column: Vec<String> = owned.iter().map(pick).collect();
        column.sort();
        column
    };
    let same = [true, false].map(|number| column(&one, number) == column(&other, number));
    if one == other || same != [true, true] {
        return None;
    }
    // The smallest of those that differ, so that it is the same from either side.
    let differ =
        here.0.iter().zip(here.1).filter(|(group, number)| {
            !other.contains(&(group.key.to_string(), number.key.clone()))
        });
    let (group, number) = differ.min_by_key(|(_, number)| number.key.clone())?;
    let counterpart = there.1.iter().zip(there.0).find(|(it, _)| it.key == number.key)?;
    let (here, there) = (&pair.here.passage, &pair.there.passage);
    let message = format!(
        "the two languages give “{}” to different groups: “{}” here, “{}” there",
        number.words,
        here.words(group.range.clone()),
        there.words(counterpart.1.range.clone())
    );
    Some(
        Diagnostic::new(codes::ORDER_DIFFERS, number.place.clone(), message)
            .related(counterpart.0.place.clone(), "its counterpart")
            .help("see which number belongs to which group; two of them may be exchanged"),
    )
}

fn by_family<'a>(anchors: Vec<Anchor<'a>>) -> BTreeMap<&'a str, Vec<Anchor<'a>>> {
    let mut families: BTreeMap<&str, Vec<Anchor>> = BTreeMap::new();
    for anchor in anchors {
        families.entry(anchor.family).or_default().push(anchor);
    }
    families
}

/// The numbers within a range by what can be exchanged: percentages, decimals, whole numbers.
fn by_kind<'a>(side: &'a Searched, range: &Range<usize>) -> Numbers<'a> {
    let mut kinds: BTreeMap<_, Vec<&NumberMention>> = BTreeMap::new();
    let numbers = side.number_mentions();
    let from = numbers.partition_point(|number| number.at < range.start);
    for number in numbers[from..].iter().take_while(|number| number.at < range.end) {
        let reading = &number.reading;
        if reading.ordinal || reading.undecided.is_some() || !counts(&reading.kind) {
            continue;
        }
        let percent = number.unit.as_deref() == Some("percent");
        kinds.entry((percent, number.key.contains('.'))).or_default().push(number);
    }
    kinds
}

/// Whether it is an amount, not a date or a code.
fn counts(kind: &NumberKind) -> bool {
    matches!(kind, NumberKind::Number | NumberKind::Printed(_))
}

/// The numbers that the other side has too.
fn shared<'a>(own: &[&'a NumberMention], other: &[&NumberMention]) -> Vec<&'a NumberMention> {
    own.iter().filter(|it| other.iter().any(|there| there.key == it.key)).copied().collect()
}

fn distinct(numbers: &[&NumberMention]) -> bool {
    numbers.iter().enumerate().all(|(at, it)| numbers[..at].iter().all(|old| old.key != it.key))
}
