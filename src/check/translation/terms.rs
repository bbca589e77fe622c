//! D0608: a pair gives the same names, of the kinds that its field of work calls names. D0609: it
//! speaks of the same other terms.
//!
//! A name counts as present however often it is repeated, unless its row of the glossary asks for
//! counts, or another name stands more often where it stands less.

use std::collections::HashSet;

use super::difference::{self, Item};
use super::pair::Pair;
use crate::check::names::codes_of;
use crate::check::text::lexicon::{Form, Sense};
use crate::check::text::searched::Searched;
use crate::check::text::words::Kind;
use crate::diagnostic::{Findings, codes};
use crate::language::comparison::Table;

/// What stands between a name and its short form that is given in brackets.
const BRACKETS: [&str; 3] = [" (", "(", "（"];

/// Compares names and terms.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let rules = [
        (true, codes::NAMES_DIFFER, "name different things"),
        (false, codes::TERMS_DIFFER, "use different terms"),
    ];
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    for (names, code, what) in rules {
        let (here, there) = (mentions(pair, pair.here, names), mentions(pair, pair.there, names));
        let all = |own: &Mentions, other: &Mentions| {
            difference::answering(&own.proper, &own.other, &other.proper)
        };
        let (mut here, mut there) = (all(&here, &there), all(&there, &here));
        if names {
            let differing = differing(pair, &here, &there);
            here.retain(|item| differing.contains(&item.key));
            there.retain(|item| differing.contains(&item.key));
        }
        findings.extend(difference::finding(code, what, &here, &there, blocks));
    }
}

/// The keys of the names that differ.
fn differing(pair: &Pair, here: &[Item], there: &[Item]) -> HashSet<String> {
    let (only_here, only_there) = difference::only(here, there);
    let other = |items: &[Item]| items.iter().map(|item| item.key.clone()).collect();
    let (known_here, known_there): (HashSet<String>, HashSet<String>) = (other(here), other(there));
    let exchanged = !only_here.is_empty() && !only_there.is_empty();
    let counted = |key: &str| pair.terms.iter().any(|term| term.counted && term.key() == key);
    let answered = |side: &Searched, key: &str| {
        side.words()
            .iter()
            .any(|it| it.word.kind == Kind::Name && it.word.pole.eq_ignore_ascii_case(key))
    };
    let differs = |key: &str, other: &HashSet<String>, side: &Searched| {
        (exchanged || !other.contains(key) || counted(key)) && !answered(side, key)
    };
    let here = only_here.iter().filter(|it| differs(&it.key, &known_there, pair.there));
    let there = only_there.iter().filter(|it| differs(&it.key, &known_here, pair.here));
    here.chain(there).map(|it| it.key.clone()).collect()
}

/// The terms of one side.
struct Mentions {
    /// By their names.
    proper: Vec<Item>,
    /// By names that are not used: findings of their own, which here may stand for the term.
    other: Vec<Item>,
}

fn mentions(pair: &Pair, side: &Searched, names: bool) -> Mentions {
    let mut mentions = Mentions { proper: Vec::new(), other: Vec::new() };
    let mut known: HashSet<(&str, bool)> = HashSet::new();
    let mut last: Option<(usize, usize)> = None;
    let measured = |range: &std::ops::Range<usize>| is_measured(side.passage.words(range.clone()));
    for mark in &side.marks {
        let Sense::Term(number) = mark.sense else { continue };
        let gap = last.map(|(_, end)| &side.passage.text[end..mark.range.start]);
        // A name and its abbreviation in brackets are one mention.
        let again = last.is_some_and(|(former, _)| former == number)
            && gap.is_some_and(|gap| {
                BRACKETS.contains(&gap) || side.passage.tables.holds(Table::Called, gap)
            });
        last = Some((number, mark.range.end));
        let term = &pair.terms[number];
        if term.checks.names != names || again {
            continue;
        }
        let list = match mark.form {
            Form::Proper => &mut mentions.proper,
            _ => &mut mentions.other,
        };
        // Names are counted; of other terms the first mention says it.
        if names || known.insert((term.key(), mark.form == Form::Proper)) {
            list.push(Item::of(side, term.key(), mark.range.clone()));
        }
    }
    if names {
        let codes = codes_of(&side.passage.text, &side.marks).into_iter();
        // Q3 is the third quarter, and compared as a number.
        let read: HashSet<(usize, usize)> =
            side.number_mentions().iter().map(|it| (it.at, it.reading.end)).collect();
        let codes =
            codes.filter(|range| !measured(range) && !read.contains(&(range.start, range.end)));
        mentions.proper.extend(codes.map(|range| {
            let name = side.passage.words(range.clone());
            Item::of(side, name, range)
        }));
    }
    mentions
}

/// Whether it is a number with its ending or its unit: 21st, 1990s, 5-mL, 5/kg, 1b/2, 750W, v2; not 5-FU. L/100
/// and pairs/10 are beginnings of a rate.
fn is_measured(code: &str) -> bool {
    if let Some((unit, of)) = code.split_once('/')
        && unit.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (unit.len() <= 2 || unit.bytes().all(|byte| byte.is_ascii_lowercase()))
        && of.bytes().all(|byte| byte.is_ascii_digit())
    {
        return true;
    }
    if is_age_or_version(code) {
        return true;
    }
    let rest = code.trim_start_matches(|c: char| c.is_ascii_digit());
    let unit = rest.trim_start_matches(['-', '/']);
    let begins_small = unit.starts_with(|c: char| c.is_lowercase());
    // 18-Jährige: a number joined to a word.
    let word = rest.starts_with('-') && unit.chars().count() > 3 && is_word(unit);
    rest.len() < code.len() && (begins_small || unit.chars().count() == 1 || word)
}

/// Under-18s, and the v of a version: v2.
fn is_age_or_version(code: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let word = |text: &str| text.len() > 3 && is_word(text);
    let ages = code.split_once('-').zip(code.strip_suffix('s'));
    let group = ages.is_some_and(|((first, _), rest)| {
        word(first)
            && rest.strip_prefix(first).and_then(|it| it.strip_prefix('-')).is_some_and(digits)
    });
    group || code.strip_prefix('v').is_some_and(digits)
}

fn is_word(text: &str) -> bool {
    text.chars().skip(1).all(char::is_lowercase)
}
