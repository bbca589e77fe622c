//! D0606: a pair has the same numbers, in numbers or words. D0607: the same number, the same unit.

use std::collections::{HashMap, VecDeque};

use super::difference::{self, Item};
use super::pair::Pair;
use crate::check::text::numbers::{MEASURES, NumberMention};
use crate::check::text::searched::Searched;
use crate::diagnostic::{Diagnostic, Findings, codes};

/// Compares the numbers that stand in the text itself.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    let (here, there) = (pair.here, pair.there);
    let all = |own: &Searched, other: &Searched| {
        let (counted, may_count) = (numbers(own, false), numbers(own, true));
        difference::answering(&counted, &may_count, &numbers(other, false))
    };
    let (here, there) = (all(here, there), all(there, here));
    let what = "have different numbers";
    findings.extend(difference::finding(codes::NUMBERS_DIFFER, what, &here, &there, blocks));
}

fn numbers(side: &Searched, optional: bool) -> Vec<Item> {
    let own = side.number_mentions().iter().filter(|it| !it.printed && it.optional == optional);
    own.map(|mention| Item {
        key: mention.key.clone(),
        words: mention.words.clone(),
        place: mention.place.clone(),
    })
    .collect()
}

/// Compares the units beside numbers that both texts have.
pub fn check_units(pair: &Pair, findings: &mut Findings) {
    let mut others: HashMap<(&str, bool), ByUnit> = HashMap::new();
    for other in pair.there.number_mentions() {
        let same = others.entry((&other.key, other.printed)).or_default();
        same.entry(other.unit.as_deref()).or_default().push_back(other);
    }
    for mention in pair.here.number_mentions() {
        let same = others.get_mut(&(mention.key.as_str(), mention.printed));
        let Some(other) = same.and_then(|same| counterpart(mention, same)) else { continue };
        if !agree(mention, other) {
            findings.push(differ(mention, other));
        }
    }
}

/// The mentions of one number, in order, by their units.
type ByUnit<'a> = HashMap<Option<&'a str>, VecDeque<&'a NumberMention>>;

/// Takes the first mention with a unit that agrees, or else the first of all: the same number may
/// stand there twice.
fn counterpart<'a>(mention: &NumberMention, same: &mut ByUnit<'a>) -> Option<&'a NumberMention> {
    let fronts = same.values().filter_map(|mentions| mentions.front().copied());
    let first = fronts.min_by_key(|other| (!agree(mention, other), other.at))?;
    same.get_mut(&first.unit.as_deref())?.pop_front()
}

fn agree(mention: &NumberMention, other: &NumberMention) -> bool {
    let measured = |unit: &String| MEASURES.contains(&unit.as_str());
    match (&mention.unit, &other.unit) {
        (Some(one), Some(other)) => one == other,
        // A bare 2024 is a year, which no translation counts patients with.
        (Some(only), None) | (None, Some(only)) => !measured(only) && !mention.is_year(),
        (None, None) => true,
    }
}

fn differ(mention: &NumberMention, other: &NumberMention) -> Diagnostic {
    let name =
        |mention: &NumberMention| mention.unit.clone().unwrap_or_else(|| "no unit".to_string());
    let message = format!(
        "the two languages have different units for {}: {} here, {} there",
        mention.words,
        name(mention),
        name(other)
    );
    let finding = Diagnostic::new(codes::UNITS_DIFFER, mention.place.clone(), message);
    finding.label(name(mention)).related(other.place.clone(), name(other))
}
