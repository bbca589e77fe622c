//! D0906, D0910–D0912: survival falls with time, and medians agree with the rates beside them.

use super::contradiction::Contradiction;
use super::quantities::{StatedQuantity, Study, studies};
use super::relations::{exceeds, opposed};
use crate::diagnostic::codes;
use crate::model::inputs::Inputs;
use crate::quantity::decimal::Decimal;

/// A measure of survival at fixed times, and its median.
const CURVES: [(&str, &str); 3] = [("OS_RATE", "mos"), ("PFS_RATE", "mpfs"), ("DOR_RATE", "mdor")];

/// Checks the survival of every study.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    for study in studies(inputs) {
        found.extend(exceeds(study, "mpfs", "mos", codes::OUTLASTS));
        for (measure, median) in CURVES {
            let rates: Vec<(f64, StatedQuantity)> = rates(study, measure).collect();
            for (months, rate) in &rates {
                let later = rates.iter().filter(|(other, _)| other > months);
                found.extend(later.filter_map(|(_, later)| rising(*rate, *later)));
                found.extend(study.get(median).and_then(|median| crosses(median, *months, *rate)));
            }
        }
        for (months, free) in rates(study, "PFS_RATE") {
            let alive = rates(study, "OS_RATE").filter(|(other, _)| *other == months);
            found.extend(alive.filter_map(|(_, alive)| rising(alive, free)));
        }
        for median in ["mpfs", "mos", "mdor"] {
            found.extend(beyond_follow_up(study, median));
        }
    }
}

/// The survival rates of a study by month; those of subgroups are left out.
fn rates<'a>(
    study: Study<'a>,
    measure: &'a str,
) -> impl Iterator<Item = (f64, StatedQuantity<'a>)> {
    let own = study
        .stated_quantities()
        .filter(move |stated| stated.measure() == measure && !stated.is_of_a_part());
    own.filter_map(|stated| Some((months(&stated.estimate.cell("timepoint")?.text)?, stated)))
}

/// `6 months` and `2 years` in months.
fn months(text: &str) -> Option<f64> {
    let (number, unit) = text.split_once(' ')?;
    let number: f64 = number.parse().ok()?;
    match unit.trim_end_matches('s') {
        "month" => Some(number),
        "year" => Some(12.0 * number),
        _ => None,
    }
}

/// D0910: what is left later cannot be more than what was left earlier, nor can more be free of
/// progression than alive.
fn rising(earlier: StatedQuantity, later: StatedQuantity) -> Option<Contradiction> {
    let [_, (high, beside)] = earlier.extent()?;
    let [(low, cell), _] = later.extent()?;
    if low.may_not_exceed(high) {
        return None;
    }
    let message = format!(
        "inconsistent: `{}` is {}, more than `{}`, which is {}",
        later.id, cell.text, earlier.id, beside.text
    );
    let found = opposed(later, earlier, codes::RISING_SURVIVAL, cell, message);
    Some(found.beside(beside, format!("`{}`", earlier.id)))
}

/// D0911: half are left at the median, so more before it and fewer after it.
fn crosses(median: StatedQuantity, months: f64, rate: StatedQuantity) -> Option<Contradiction> {
    let ((middle, cell), (left, beside)) = (median.number("value")?, rate.number("value")?);
    if median.estimate.unit.id() != "months" {
        return None;
    }
    let half = Decimal { value: 50.0, slack: 0.0, digits: 0 };
    let before = months < middle.value - middle.slack;
    let after = months > middle.value + middle.slack;
    let too_few = before && !half.may_not_exceed(left);
    let too_many = after && !left.may_not_exceed(half);
    if !too_few && !too_many {
        return None;
    }
    let message = format!(
        "inconsistent: the median `{}` is {} months, but `{}` is {}% at {months} months",
        median.id, cell.text, rate.id, beside.text
    );
    let found = opposed(median, rate, codes::MEDIAN_AND_RATE, cell, message);
    Some(found.beside(beside, format!("`{}`", rate.id)))
}

/// D0912: a median longer than the median follow-up rests on the few who were watched longest
/// (Pocock, Clayton and Altman, Lancet 2002;359:1686–1689).
fn beyond_follow_up(study: Study, median: &str) -> Option<Contradiction> {
    let (median, follow_up) = (study.get(median)?, study.get("follow_up")?);
    let ((value, cell), (watched, beside)) = (median.number("value")?, follow_up.number("value")?);
    if median.estimate.unit != follow_up.estimate.unit || value.may_not_exceed(watched) {
        return None;
    }
    let message = format!(
        "the median `{}` is {} {}, longer than the median follow-up of {}",
        median.id,
        cell.text,
        median.estimate.unit.id(),
        beside.text
    );
    let found = opposed(median, follow_up, codes::BEYOND_FOLLOW_UP, cell, message);
    Some(found.beside(beside, "`follow_up`"))
}
