//! D0612: the languages compare in opposite directions. D0612: one has the opposite of what the
//! other has. D0608: another well-known name of the same kind.
//!
//! Only a word of one pole on one side together with a word of another pole of its family on the
//! other side is found: a word that is merely missing may be said otherwise.

use std::collections::HashMap;
use std::ops::Range;

use super::clauses::{Stretch, sentences};
use super::order::turned;
use super::pair::Pair;
use crate::check::text::numbers::Bound;
use crate::check::text::searched::Searched;
use crate::check::text::words::{Found, Kind, within};
use crate::diagnostic::{Code, Diagnostic, Findings, codes};
use crate::language::comparison::Table;

/// How far from a number the words of its bound may stand, in bytes.
const BESIDE: usize = 24;

/// Compares directions, opposites and well-known names of a pair; but for words beside the numbers at
/// `bounded`, whose bounds have been compared.
pub fn check(pair: &Pair, bounded: &[usize], findings: &mut Findings) {
    let bounds = pair.both_have(Table::Bound);
    let told = |it: &Found| {
        let beside = it.range.start.saturating_sub(BESIDE)..it.range.end + BESIDE;
        it.word.kind == Kind::Direction && bounded.iter().any(|at| beside.contains(at))
    };
    for sentence in sentences(pair) {
        let here = within(pair.here.words(), &sentence.here);
        let there = within(pair.there.words(), &sentence.there);
        let exchanged = exchanges(here, there);
        let turned = turned(pair, &sentence);
        let directed = exchanged.iter().any(|it| it.0.word.kind == Kind::Direction);
        for (one, other) in exchanged {
            // “A is higher than B” says that B is lower than A.
            let excused = turned.is_some() && one.word.kind == Kind::Direction;
            findings.extend((!excused && !told(one)).then(|| exchange(pair, one, other)));
        }
        let turned = turned.filter(|_| !directed && !may_be_turned(here, there));
        findings.extend(turned.map(|(one, other)| compared(pair, one, other)));
        if bounds {
            findings.extend(lost_bound(pair, here, there, &sentence));
        }
    }
}

/// Of each family one word that only the first side has, and one of another pole that only the
/// second has.
fn exchanges<'a>(here: &'a [Found], there: &'a [Found]) -> Vec<(&'a Found, &'a Found)> {
    let (mut own, other) = (unanswered(here, there), unanswered(there, here));
    let denies = |it: &Found| it.asks() && matches!(it.word.kind, Kind::Negation | Kind::Bound);
    if here.iter().chain(there).any(denies) {
        own.retain(|it| !it.word.deniable);
    }
    let mut by_family: HashMap<(Kind, &str), Vec<&Found>> = HashMap::new();
    for found in other {
        by_family.entry((found.word.kind, &*found.word.family)).or_default().push(found);
    }
    let mut exchanges: Vec<(&Found, &Found)> = Vec::new();
    for found in own {
        let family = (found.word.kind, &*found.word.family);
        let Some(others) = by_family.get_mut(&family) else { continue };
        if let Some(at) = others.iter().position(|other| other.word.pole != found.word.pole) {
            exchanges.push((found, others.remove(at)));
            by_family.remove(&family);
        }
    }
    exchanges
}

/// The asking words of which a side has more than the other has words of that pole.
fn unanswered<'a>(here: &'a [Found], there: &[Found]) -> Vec<&'a Found> {
    let mut answers: HashMap<_, usize> = HashMap::new();
    for found in there {
        *answers.entry(sense(found)).or_default() += 1;
    }
    let compared = [Kind::Direction, Kind::Opposite, Kind::Name];
    let asking = here.iter().filter(|it| it.asks() && compared.contains(&it.word.kind));
    let compares = here.iter().any(|it| it.word.kind == Kind::Compare);
    let mut unanswered = Vec::new();
    for found in asking.filter(|it| compares || !it.word.compared) {
        match answers.get_mut(&sense(found)) {
            Some(left) if *left > 0 => *left -= 1,
            _ => unanswered.push(found),
        }
    }
    unanswered
}

fn sense(found: &Found) -> (Kind, &str, &str) {
    (found.word.kind, &found.word.family, &found.word.pole)
}

fn exchange(pair: &Pair, one: &Found, other: &Found) -> Diagnostic {
    let (code, what): (Code, &str) = match one.word.kind {
        Kind::Direction => (codes::DIRECTIONS_DIFFER, "compare differently"),
        Kind::Name => (codes::NAMES_DIFFER, "name different things"),
        _ => (codes::DIRECTIONS_DIFFER, "say opposite things"),
    };
    let (here, there) = (&pair.here.passage, &pair.there.passage);
    let message = format!(
        "the two languages {what}: “{}” here, “{}” there",
        here.words(one.range.clone()),
        there.words(other.range.clone())
    );
    Diagnostic::new(code, here.place(one.range.clone()), message)
        .related(there.place(other.range.clone()), "its counterpart")
}

/// Whether one side alone has a word that turns a comparison: lower, worse.
fn may_be_turned(here: &[Found], there: &[Found]) -> bool {
    let turns = |words: &[Found]| words.iter().any(|it| it.word.turns);
    turns(here) != turns(there)
}

fn compared(pair: &Pair, one: Range<usize>, other: Range<usize>) -> Diagnostic {
    let (here, there) = (&pair.here.passage, &pair.there.passage);
    let message = format!(
        "the two languages compare the other way round: “{}” stands first here, “{}” there",
        here.words(one.clone()),
        there.words(other.clone())
    );
    Diagnostic::new(codes::DIRECTIONS_DIFFER, here.place(one), message)
        .related(there.place(other), "its counterpart")
}

/// Which way the numbers of a sentence are bounds, however that is said: “not left out for more than 2 hours”.
fn bounded_numbers((side, range): (&Searched, &Range<usize>)) -> Vec<&'static str> {
    let numbers = side.number_mentions();
    let from = numbers.partition_point(|number| number.at < range.start);
    let within = numbers[from..].iter().take_while(|number| number.at < range.end);
    let bounds = within.filter_map(|number| number.reading.bound.or(number.reading.far_bound));
    bounds
        .filter_map(|bound| match bound {
            Bound::AtLeast => Some("up"),
            Bound::AtMost => Some("down"),
            _ => None,
        })
        .collect()
}

/// 至少 or “at most” beside a sentence that has no bound and no direction of that kind.
fn lost_bound(
    pair: &Pair,
    here: &[Found],
    there: &[Found],
    sentence: &Stretch,
) -> Option<Diagnostic> {
    let numbers = [(pair.here, &sentence.here), (pair.there, &sentence.there)].map(bounded_numbers);
    let lost = |own: &'_ [Found], other: &[Found], numbers: &[&str]| {
        let bounds = own.iter().filter(|it| it.word.kind == Kind::Bound && it.asks());
        let answered = |bound: &Found| {
            numbers.contains(&&*bound.word.pole)
                || other.iter().any(|it| it.word.pole == bound.word.pole)
        };
        bounds.into_iter().find(|it| !answered(it)).cloned()
    };
    let (side, other, range, bound) =
        match (lost(here, there, &numbers[1]), lost(there, here, &numbers[0])) {
            (Some(bound), None) => (pair.here, pair.there, &sentence.there, bound),
            (None, Some(bound)) => (pair.there, pair.here, &sentence.here, bound),
            _ => return None,
        };
    let message = format!(
        "the two languages compare differently: “{}” has no counterpart",
        side.passage.words(bound.range.clone())
    );
    let finding =
        Diagnostic::new(codes::DIRECTIONS_DIFFER, side.passage.place(bound.range), message);
    Some(finding.label("only here").related(other.passage.place(range.clone()), "no bound here"))
}
