//! D0918: values that no figure of their kind can have, whatever else is true.

use std::collections::HashSet;

use super::contradiction::{Contradiction, Side};
use super::quantities::{StatedQuantity, stated_quantities};
use crate::data::tree::Cell;
use crate::diagnostic::codes;
use crate::model::domain::measure::MeasureKind;
use crate::model::inputs::Inputs;
use crate::quantity::decimal::Decimal;
use crate::quantity::estimate::Estimate;
use crate::quantity::interval::Method;

/// The columns of a quantity that hold a number of its own kind.
const OWN: [&str; 4] = ["value", "low", "high", "comparator"];

/// Checks every quantity; what the count beside it contradicts has been told (D0901, D0902).
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    let by_count = |it: &&Contradiction| [codes::GRIM, codes::EVENTS].contains(&it.finding.code);
    let told: HashSet<String> = found.iter().filter(by_count).map(|it| it.about.clone()).collect();
    for stated in stated_quantities(inputs).into_iter().flatten() {
        found.extend(probability(stated));
        if let Some(own) = no_count(stated) {
            found.push(own);
            continue;
        }
        if told.contains(&stated.about()) {
            continue;
        }
        let measure = inputs.domain.measures.find(stated.measure());
        let kind = measure.map(|measure| measure.kind);
        let is_whole = measure.is_some_and(|measure| measure.whole)
            && (stated.estimate.unit.scale().factor - 1.0).abs() < f64::EPSILON;
        let mut numbers = OWN.iter().filter_map(|column| stated.number(column));
        let own = numbers
            .find_map(|(number, cell)| Some(tell(stated, cell, beyond(kind, stated, number)?)));
        let own =
            own.or_else(|| if is_whole { part_of_one(stated) } else { more_than_all(stated) });
        found.extend(own);
    }
}

/// Why a number cannot be of this kind.
fn beyond(
    kind: Option<MeasureKind>,
    stated: StatedQuantity,
    number: Decimal,
) -> Option<&'static str> {
    let is_percent = stated.estimate.unit.id() == "percent";
    let (least, most) = (number.value + number.slack, number.value - number.slack);
    match kind? {
        MeasureKind::Proportion | MeasureKind::Rate
            if is_percent && (least < 0.0 || most > 100.0) =>
        {
            Some("a share of a whole lies between 0% and 100%")
        }
        MeasureKind::Count if least < 0.0 => Some("a count is not below 0"),
        MeasureKind::MedianTime if least < 0.0 => Some("a time is not below 0"),
        _ => None,
    }
}

/// People are counted whole.
fn part_of_one(stated: StatedQuantity) -> Option<Contradiction> {
    let (number, cell) = stated.number("value")?;
    (number.value.fract() != 0.0).then(|| tell(stated, cell, "a count is whole"))
}

/// Why a number in a column of counts counts nothing: what is counted is whole, nobody is counted below zero, and a
/// share of nothing is none. Weighted numbers are no counts.
pub fn why_no_count(estimate: &Estimate, column: &str, number: Decimal) -> Option<&'static str> {
    let is_share = estimate.unit.id() == "percent" && estimate.cell("value").is_some();
    let is_uncounted = estimate.method() == Some(Method::Uncounted);
    match number.value {
        value if value < 0.0 => Some("a count is not below 0"),
        value if value.fract() != 0.0 && !is_uncounted => Some("a count is whole"),
        value if value < 1.0 && column == "n" && is_share => Some("there is no share of nothing"),
        _ => None,
    }
}

/// The counts that a quantity states beside itself.
fn no_count(stated: StatedQuantity) -> Option<Contradiction> {
    ["n", "events"].iter().find_map(|column| {
        let (number, cell) = stated.number(column)?;
        Some(tell(stated, cell, why_no_count(stated.estimate, column, number)?))
    })
}

/// The events that a percentage states beside itself are no more than its denominator.
fn more_than_all(stated: StatedQuantity) -> Option<Contradiction> {
    let ((events, cell), (n, n_cell)) = (stated.number("events")?, stated.number("n")?);
    let is_share = stated.estimate.unit.id() == "percent";
    (is_share && events.value > n.value).then(|| {
        let message = format!("impossible: {} of {}", cell.text, n_cell.text);
        let found = stated.contradiction(codes::IMPOSSIBLE_VALUE, cell, message);
        found.side(Side::quantity(stated.estimate))
    })
}

/// A P value is a probability.
fn probability(stated: StatedQuantity) -> Option<Contradiction> {
    let cell = stated.estimate.cell("p")?;
    let p = Decimal::parse(cell.text.trim_start_matches(['<', '>', '≤', '≥', '=', ' ']))?;
    (p.value > 1.0).then(|| tell(stated, cell, "a P value is not above 1"))
}

fn tell(stated: StatedQuantity, cell: &Cell, why: &str) -> Contradiction {
    let message = format!("impossible: {}, but {why}", cell.text);
    let found = stated.contradiction(codes::IMPOSSIBLE_VALUE, cell, message);
    found.side(Side::quantity(stated.estimate))
}
