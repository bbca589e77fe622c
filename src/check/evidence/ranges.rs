//! D0913: a stated range covers the quantities that it speaks of.

use std::collections::{HashMap, HashSet};

use super::contradiction::{Contradiction, Side};
use super::quantities::{StatedQuantity, Study, plain_rows, stated_quantities, studies};
use super::tongue::Tongue;
use crate::data::tree::{Cell, Map};
use crate::diagnostic::codes;
use crate::language::Language;
use crate::model::inputs::Inputs;
use crate::quantity::decimal::Decimal;
use crate::quantity::estimate::Estimate;

/// Checks every quantity whose row says which others it `covers`: `price where class = retail, dual`
/// names the quantity `price` of every study whose column `class` is one of these.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    for own in stated_quantities(inputs).into_iter().flatten() {
        if let (Some(covers), Some(extent)) = (own.estimate.cell("covers"), own.extent()) {
            found.extend(uncovered(inputs, own, covers, extent));
        }
    }
}

fn uncovered(
    inputs: &Inputs,
    own: StatedQuantity,
    covers: &Cell,
    [(low, cell), (high, _)]: [(Decimal, &Cell); 2],
) -> Option<Contradiction> {
    let covered = match named_quantities(inputs, own, covers) {
        Ok(covered) => covered,
        Err(message) => return Some(own.contradiction(codes::STATED_RANGE, covers, message)),
    };
    let is_outside = |(_, own): &(_, StatedQuantity)| {
        own.extent().is_some_and(|[(least, _), (most, _)]| {
            // As printed: a range is stated of the printed figures.
            least.value < low.value || most.value > high.value
        })
    };
    let outside: Vec<(&str, StatedQuantity)> = covered.into_iter().filter(is_outside).collect();
    let cells: Vec<&Cell> =
        outside.iter().flat_map(|(_, own)| own.estimate.printed_cells()).collect();
    let base = Tongue::of(Language::base(), &inputs.languages);
    let named_estimate =
        |(name, own): &(&str, StatedQuantity)| (name.to_string(), own.estimate.clone());
    let beside: Vec<(String, Estimate)> = outside.iter().map(named_estimate).collect();
    let message = format!(
        "inconsistent: the range {} does not cover {}",
        base.quantity(own.estimate),
        named(&beside, &base).replace('\u{a0}', " ")
    );
    let place = outside.first()?.1.estimate.cell("place");
    let words = move |tongue: &Tongue| named(&beside, tongue);
    let mut contradiction = own.contradiction(codes::STATED_RANGE, cell, message);
    contradiction = contradiction.side(Side::quantity(own.estimate));
    contradiction = contradiction.side(Side::said(words, &cells, place));
    for (name, own) in &outside {
        let reference = own.estimate.cell("reference");
        contradiction = contradiction.references([reference]).beside(own.extent()?[0].1, *name);
    }
    Some(contradiction)
}

/// The quantities that `covers` names, which are some; or what is wrong with it.
fn named_quantities<'a>(
    inputs: &'a Inputs,
    own: StatedQuantity,
    covers: &Cell,
) -> Result<Vec<(&'a str, StatedQuantity<'a>)>, String> {
    let (text, unit) = (&covers.text, own.estimate.unit.id());
    let (id, condition) = text.split_once(" where ").unwrap_or((text, ""));
    let condition = condition.split_once('=');
    if condition.is_none() && text.contains(" where ") {
        return Err(format!(
            "“{text}” has a condition without “=”: it is a column and its values, \
             `price where class = retail`"
        ));
    }
    let covered = covered(inputs, (id, condition), unit);
    match covered.is_empty() {
        true => Err(format!(
            "“{text}” names no quantity in {unit}: it is an id, or one with a condition, \
             `price where class = retail`"
        )),
        false => Ok(covered),
    }
}

/// Quantities, each with a name behind it.
fn named(quantities: &[(String, Estimate)], tongue: &Tongue) -> String {
    let [open, close] = &tongue.pack.punctuation.brackets;
    let one = |(name, estimate): &(String, Estimate)| {
        format!("{}{open}{name}{close}", tongue.quantity(estimate))
    };
    tongue.list(quantities.iter().map(one))
}

/// The quantities that a range speaks of, each with the name of its study.
fn covered<'a>(
    inputs: &'a Inputs,
    (id, condition): (&str, Option<(&str, &str)>),
    unit: &str,
) -> Vec<(&'a str, StatedQuantity<'a>)> {
    let passes = |row: &Map| match condition {
        Some((column, values)) => {
            let is = row.text(column.trim());
            values.split(',').any(|value| value.trim() == is)
        }
        None => true,
    };
    let mut names: HashMap<&str, &str> = HashMap::new();
    for row in plain_rows(inputs, &["id", "name"]).filter(|row| passes(row)) {
        names.entry(row.text("id")).or_insert(row.text("name"));
    }
    let of = |study: Study<'a>| Some((*names.get(study.id)?, study.get(id.trim())?));
    let found = studies(inputs).into_iter().filter_map(of);
    // Several data sets may state one quantity of a study, and not all alike; two studies may have one name.
    let mut known = HashSet::new();
    let printed = |own: &StatedQuantity<'a>| {
        own.extent().map(|ends| ends.map(|(number, _)| number.value.to_bits()))
    };
    found
        .filter(|(_, own)| own.estimate.unit.id() == unit)
        .filter(|(_, own)| known.insert((own.study, printed(own))))
        .collect()
}
