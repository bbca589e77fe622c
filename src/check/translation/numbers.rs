//! D0606: a pair has the same numbers, in numbers or words. D0607: the same number, the same unit.

use super::difference::{self, Item};
use super::pair::{Pair, Side};
use crate::check::text::numbers::{MEASURES, NumberMention};
use crate::diagnostic::{Diagnostic, Findings, codes};

/// Compares the numbers that stand in the text itself.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    let (here, there) = (&pair.here, &pair.there);
    let all = |own: &Side, other: &Side| {
        let (counted, may_count) = (numbers(own, false), numbers(own, true));
        difference::answering(&counted, &may_count, &numbers(other, false))
    };
    let (here, there) = (all(here, there), all(there, here));
    let what = "have different numbers";
    findings.extend(difference::finding(codes::NUMBERS_DIFFER, what, &here, &there, blocks));
}

fn numbers(side: &Side, optional: bool) -> Vec<Item> {
    let own = side.number_mentions.iter().filter(|it| !it.printed && it.optional == optional);
    own.map(|mention| Item {
        key: mention.key.clone(),
        words: mention.words.clone(),
        place: mention.place.clone(),
    })
    .collect()
}

/// Compares the units beside numbers that both texts have.
pub fn check_units(pair: &Pair, findings: &mut Findings) {
    let mut others: Vec<&NumberMention> = pair.there.number_mentions.iter().collect();
    for mention in &pair.here.number_mentions {
        let same =
            |other: &&NumberMention| other.key == mention.key && other.printed == mention.printed;
        // The same number may stand there twice; the one with the same unit is its counterpart.
        let exact = others.iter().position(|other| same(other) && agree(mention, other));
        let Some(at) = exact.or_else(|| others.iter().position(same)) else { continue };
        let other = others.remove(at);
        if !agree(mention, other) {
            findings.push(differ(mention, other));
        }
    }
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
        "the two languages give different units to {}: {} here, {} there",
        mention.words,
        name(mention),
        name(other)
    );
    let finding = Diagnostic::new(codes::UNITS_DIFFER, mention.place.clone(), message);
    finding.label(name(mention)).related(other.place.clone(), name(other))
}
