//! D0901, D0902, D0914: a percentage, the count behind it, and the number it is a share of.

use std::collections::{HashMap, HashSet};

use super::bounds::why_no_count;
use super::contradiction::{Contradiction, Side};
use super::quantities::{StatedQuantity, Study, stated_quantities, studies};
use super::tongue::Tongue;
use crate::data::tree::Cell;
use crate::diagnostic::codes;
use crate::model::domain::Domain;
use crate::model::domain::measure::MeasureKind;
use crate::model::inputs::Inputs;
use crate::quantity::decimal::Decimal;
use crate::quantity::interval::Method;

/// A number and its cell.
type Number<'a> = (Decimal, &'a Cell);

/// Checks every percentage.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    for own in stated_quantities(inputs)
        .into_iter()
        .flatten()
        .filter(|it| it.estimate.unit.id() == "percent")
    {
        found.extend(against_own_count(&inputs.domain, own));
    }
    let studies = studies(inputs);
    let mut wholes: HashMap<&str, Vec<Number>> = HashMap::new();
    for study in &studies {
        let all = inputs.domain.measures.iter().filter(|measure| measure.whole);
        let own = all.filter_map(|measure| study.get(&measure.id)?.number("value"));
        wholes.entry(study.id).or_default().extend(own.filter(|(n, _)| n.value >= 1.0));
    }
    for study in studies {
        let counts = Counts::of(&inputs.domain, study);
        let wholes = wholes.get(study.id).map_or(&[][..], Vec::as_slice);
        for own in study.stated_quantities().filter(|it| it.estimate.unit.id() == "percent") {
            found.extend(foreign_denominator(&counts, own));
            found.extend(without_denominator(&inputs.domain, wholes, own));
        }
    }
}

/// D0901: a percentage that no count of its n gives (GRIM: Brown and Heathers, Soc Psychol Personal
/// Sci 2017;8:363–369, for percentages). D0902: its events out of n give another percentage.
fn against_own_count(domain: &Domain, own: StatedQuantity) -> Option<Contradiction> {
    let ((value, cell), (n, n_cell)) = (own.number("value")?, own.number("n")?);
    let uncounted = own.estimate.method() == Some(Method::Uncounted);
    let events = own.number("events");
    let counts = [("n", Some(n)), ("events", events.map(|(number, _)| number))];
    // What counts nothing is told by itself (D0918).
    let is_none = counts.iter().any(|(column, number)| {
        number.is_some_and(|number| why_no_count(own.estimate, column, number).is_some())
    });
    if is_none || n.value < 1.0 || uncounted || own.estimate.cell("qualifier").is_some() {
        return None;
    }
    match events {
        Some((events, events_cell)) => {
            let share = 100.0 * events.value / n.value;
            let digits = digits(value);
            let sum = format!("{}/{} = {share:.digits$}%", events_cell.text, n_cell.text);
            let message = format!(
                "inconsistent: {} of {} is {share:.digits$}%, not {}%",
                events_cell.text, n_cell.text, cell.text
            );
            let found = own.contradiction(codes::EVENTS, cell, message);
            let parts = [events_cell, n_cell];
            (!value.can_be(share)).then(|| {
                let found = found.side(Side::quantity(own.estimate));
                found.side(Side::calculated(move |_| sum.clone(), &parts))
            })
        }
        None if is_estimated(domain, own) => None,
        None => (!possible(value, n.value)).then(|| impossible(own, value, cell, &[(n, n_cell)])),
    }
}

/// How many digits of a share are shown beside a percentage: two, or more than a finer one has itself.
fn digits(value: Decimal) -> usize {
    if value.digits > 2 { value.digits + 1 } else { 2 }
}

/// Whether a percentage is estimated from times, at a time of its own: no count of n gives it.
fn is_estimated(domain: &Domain, own: StatedQuantity) -> bool {
    let measure = domain.measures.find(own.measure());
    own.estimate.cell("timepoint").is_some()
        || measure.is_some_and(|measure| measure.kind.is_uncounted())
        || own.estimate.method() == Some(Method::Uncounted)
}

/// Whether some whole number of n gives this percentage.
fn possible(value: Decimal, n: f64) -> bool {
    let nearest = (value.value * n / 100.0).round();
    [nearest - 1.0, nearest, nearest + 1.0].iter().any(|k| value.can_be(100.0 * k / n))
}

fn impossible(
    own: StatedQuantity,
    value: Decimal,
    cell: &Cell,
    wholes: &[Number],
) -> Contradiction {
    let share = |(n, n_cell): &Number| {
        let n = n.value;
        let below = (value.value * n / 100.0).floor();
        let counts = if below < n { vec![below, (below + 1.0).min(n)] } else { vec![n] };
        let digits = digits(value);
        let said =
            counts.iter().map(|k| format!("{k}/{} = {:.digits$}%", n_cell.text, 100.0 * k / n));
        said.collect::<Vec<_>>().join(", ")
    };
    let sums: Vec<String> = wholes.iter().map(share).collect();
    let cells: Vec<&Cell> = wholes.iter().map(|(_, cell)| *cell).collect();
    let numbers: Vec<&str> = cells.iter().map(|cell| &*cell.text).collect();
    let message = format!(
        "inconsistent: no whole number out of {} gives {}% ({})",
        numbers.join(" or "),
        cell.text,
        sums.join(", ")
    );
    let found = own.contradiction(codes::GRIM, cell, message);
    let found = found.side(Side::quantity(own.estimate));
    let words = move |tongue: &Tongue| sums.join(&tongue.pack.punctuation.semicolon);
    found.side(Side::calculated(words, &cells))
}

/// D0914: a percentage counted of a number that the study does not state.
fn foreign_denominator(counts: &Counts, own: StatedQuantity) -> Option<Contradiction> {
    let ((_, cell), (n, n_cell)) = (own.number("value")?, own.number("n")?);
    if counts.cells.is_empty() || counts.values.contains(&n.value.to_bits()) {
        return None;
    }
    let cells = &counts.cells;
    let numbers: Vec<&str> = cells.iter().map(|cell| &*cell.text).collect();
    let message = format!(
        "inconsistent: {}% has the denominator {}, but the study states {} {}",
        cell.text,
        n_cell.text,
        numbers.join(", "),
        counts.unit
    );
    let found = own.contradiction(codes::DENOMINATOR, n_cell, message);
    let whole = n_cell.text.clone();
    let words =
        move |tongue: &Tongue| tongue.filled(|it| &it.denominator, "n", &tongue.number(&whole));
    let found = found.side(Side::said(words, &[n_cell], own.estimate.cell("place")));
    let numbers: Vec<String> = numbers.into_iter().map(str::to_string).collect();
    let words =
        move |tongue: &Tongue| tongue.list(numbers.iter().map(|number| tongue.number(number)));
    Some(found.side(Side::said(words, cells, None)))
}

/// The counts of a study that a share may be a share of: all of its things, or a part of them.
struct Counts<'a> {
    cells: Vec<&'a Cell>,
    /// What is counted.
    unit: &'a str,
    values: HashSet<u64>,
}

impl<'a> Counts<'a> {
    fn of(domain: &'a Domain, study: Study<'a>) -> Counts<'a> {
        let is_whole = |own: &StatedQuantity| {
            domain.measures.find(own.id).is_some_and(|measure| {
                measure.denominator && measure.unit.as_deref() == Some(own.estimate.unit.id())
            })
        };
        let counts: Vec<StatedQuantity> = study.stated_quantities().filter(is_whole).collect();
        let unit = counts.first().map_or("", |own| own.estimate.unit.id());
        let numbers: Vec<Number> = counts.iter().filter_map(|own| own.number("value")).collect();
        Counts {
            unit,
            cells: numbers.iter().map(|(_, cell)| *cell).collect(),
            values: numbers.iter().map(|(count, _)| count.value.to_bits()).collect(),
        }
    }
}

/// D0901 for a proportion whose n is not stated: it must fit one of the study's wholes, wherever the source
/// states them.
fn without_denominator(
    domain: &Domain,
    wholes: &[Number],
    own: StatedQuantity,
) -> Option<Contradiction> {
    let (value, cell) = own.number("value")?;
    let kind = domain.measures.find(own.measure()).map(|measure| measure.kind);
    let counted = kind == Some(MeasureKind::Proportion) && !is_estimated(domain, own);
    if !counted || own.number("n").is_some() || own.estimate.cell("qualifier").is_some() {
        return None;
    }
    if wholes.is_empty() || wholes.iter().any(|(n, _)| possible(value, n.value)) {
        return None;
    }
    Some(impossible(own, value, cell, wholes))
}
