//! D0606: a pair has the same numbers, in figures or words. D0607: the same number, the same unit.

use super::difference::{self, Item};
use super::{Pair, Side};
use crate::check::figures::{Figure, MEASURES};
use crate::diagnostic::{Diagnostic, codes};

/// Compares the numbers that stand in the text itself.
pub fn check(pair: &Pair, findings: &mut Vec<Diagnostic>) {
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
    let own = side.figures.iter().filter(|it| !it.printed && it.optional == optional);
    own.map(|figure| Item {
        key: figure.key.clone(),
        words: figure.words.clone(),
        place: figure.place.clone(),
    })
    .collect()
}

/// Compares the units beside figures that both texts have.
pub fn check_units(pair: &Pair, findings: &mut Vec<Diagnostic>) {
    let mut others: Vec<&Figure> = pair.there.figures.iter().collect();
    for figure in &pair.here.figures {
        let same = |other: &&Figure| other.key == figure.key && other.printed == figure.printed;
        // The same number may stand there twice; the one with the same unit is its counterpart.
        let exact = others.iter().position(|other| same(other) && agree(figure, other));
        let Some(at) = exact.or_else(|| others.iter().position(same)) else { continue };
        let other = others.remove(at);
        if !agree(figure, other) {
            findings.push(differ(figure, other));
        }
    }
}

fn agree(figure: &Figure, other: &Figure) -> bool {
    let measured = |unit: &String| MEASURES.contains(&unit.as_str());
    match (&figure.unit, &other.unit) {
        (Some(one), Some(other)) => one == other,
        // A bare 2024 is a year, which no translation counts patients with.
        (Some(only), None) | (None, Some(only)) => !measured(only) && !figure.is_year(),
        (None, None) => true,
    }
}

fn differ(figure: &Figure, other: &Figure) -> Diagnostic {
    let name = |figure: &Figure| figure.unit.clone().unwrap_or_else(|| "no unit".to_string());
    let message = format!(
        "the two languages give different units to {}: {} here, {} there",
        figure.words,
        name(figure),
        name(other)
    );
    let finding = Diagnostic::new(codes::UNITS_DIFFER, figure.place.clone(), message);
    finding.label(name(figure)).related(other.place.clone(), name(other))
}
