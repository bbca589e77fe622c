//! D0613: what changes begins and ends with the same values: 从 6% 升到 9%, “from 6% to 9%”.

use std::ops::Range;

use super::clauses::{Stretch, sentences};
use super::pair::Pair;
use crate::check::text::letters::is_letter;
use crate::check::text::numbers::NumberMention;
use crate::check::text::numbers::mention::Kind;
use crate::check::text::searched::Searched;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::comparison::Table;

/// Compares the first and the last value of what changes.
pub fn check(pair: &Pair, findings: &mut Findings) {
    if !pair.both_have(Table::Course) {
        return;
    }
    findings.extend(sentences(pair).iter().filter_map(|sentence| turned(pair, sentence)));
}

fn turned(pair: &Pair, sentence: &Stretch) -> Option<Diagnostic> {
    let (from, to) = course(pair.here, &sentence.here)?;
    let (start, end) = course(pair.there, &sentence.there)?;
    let same = |one: &NumberMention, other: &NumberMention| {
        one.key == other.key && one.unit == other.unit && one.reading.kind == other.reading.kind
    };
    if !same(from, end) || !same(to, start) || same(from, to) {
        return None;
    }
    let message = format!(
        "the two languages tell a change the other way round: from “{}” here, from “{}” there",
        from.words, start.words
    );
    Some(
        Diagnostic::new(codes::ORDER_DIFFERS, from.place.clone(), message)
            .related(start.place.clone(), "its counterpart")
            .help("see which value came first; the two may be exchanged"),
    )
}

/// The first and the last value of the only change that a sentence tells by two numbers, one behind the other.
fn course<'a>(
    side: &'a Searched,
    range: &Range<usize>,
) -> Option<(&'a NumberMention, &'a NumberMention)> {
    let numbers = side.number_mentions();
    let from = numbers.partition_point(|number| number.at < range.start);
    let within: Vec<&NumberMention> =
        numbers[from..].iter().take_while(|number| number.at < range.end).collect();
    let amount = |it: &NumberMention| matches!(it.reading.kind, Kind::Number | Kind::Printed(_));
    let mut courses = within.windows(2).filter_map(|two| {
        let [one, other] = two else { return None };
        let stands = |number: &NumberMention, sense| stands_behind(side, range, number, sense);
        let both = amount(one) && amount(other);
        let ordered = || stands(one, "from") && stands(other, "to");
        let turned = || stands(one, "to") && stands(other, "from");
        both.then(|| match ordered() {
            true => Some((*one, *other)),
            false => turned().then_some((*other, *one)),
        })?
    });
    courses.next().filter(|_| courses.next().is_none())
}

/// Whether a change begins with a number: “from 40”.
pub fn begins_course(side: &Searched, range: &Range<usize>, number: &NumberMention) -> bool {
    stands_behind(side, range, number, "from")
}

fn stands_behind(
    side: &Searched,
    range: &Range<usize>,
    number: &NumberMention,
    sense: &str,
) -> bool {
    let passage = &side.passage;
    let before = passage.text.get(range.start..number.at).unwrap_or_default().trim_end();
    let words = passage.tables.of_sense(Table::Course, sense);
    words.into_iter().any(|word| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|it| passage.tables.unspaced || !it.ends_with(is_letter))
    })
}
