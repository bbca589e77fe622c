//! D0907: a stated fold change is the ratio of its two values.

use super::contradiction::{Contradiction, Side};
use super::quantities::{Study, studies};
use crate::diagnostic::codes;
use crate::model::inputs::Inputs;

/// `x_fold` states the ratio of `x` to its comparator.
const SUFFIX: &str = "_fold";

/// How far a stated ratio may be from the true one, whatever its rounding: a ratio of one digit
/// (“2-fold”) would else excuse anything from 1.5 to 2.5.
const TOLERANCE: f64 = 0.1;

/// Checks every stated fold change.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    for study in studies(inputs) {
        let stated = study.stated_quantities().filter_map(|stated| stated.id.strip_suffix(SUFFIX));
        found.extend(stated.filter_map(|id| fold(study, id)));
    }
}

fn fold(study: Study, id: &str) -> Option<Contradiction> {
    let (stated, values) = (study.get(&format!("{id}{SUFFIX}"))?, study.get(id)?);
    let (ratio, cell) = stated.number("value")?;
    let (value, value_cell) = values.number("value")?;
    let (base, base_cell) = values.number("comparator")?;
    if base.value <= base.slack {
        return None;
    }
    let least = (value.value - value.slack) / (base.value + base.slack);
    let most = (value.value + value.slack) / (base.value - base.slack);
    let rounds = ratio.value - ratio.slack <= most && least <= ratio.value + ratio.slack;
    let close = ratio.value <= most * (1.0 + TOLERANCE) && ratio.value >= least * (1.0 - TOLERANCE);
    let truth = value.value / base.value;
    let message = format!(
        "inconsistent: {} to {} is {truth:.2}-fold, not {}-fold",
        value_cell.text, base_cell.text, cell.text
    );
    (!(rounds && close)).then(|| {
        let sum = format!("{}/{} = {truth:.2}", value_cell.text, base_cell.text);
        let found = stated.contradiction(codes::FOLD, cell, message);
        let found = found.side(Side::quantity(stated.estimate)).beside(value_cell, "its value");
        found.side(Side::calculated(sum.clone(), sum, &[value_cell, base_cell]))
    })
}
