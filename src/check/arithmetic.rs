//! D0901–D0906: the figures of a study agree with each other, as far as their rounding allows.
//!
//! Findings say “inconsistent”, never “wrong”: arithmetic cannot tell which figure to believe.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::model::decimal::Decimal;
use crate::model::evidence::Estimate;
use crate::model::inputs::{Inputs, Row};
use crate::model::node::Cell;

type Study = IndexMap<String, Arc<Estimate>>;

/// Checks every quantity, and the quantities of each study against each other.
pub fn check(inputs: &Inputs, findings: &mut Vec<Diagnostic>) {
    for row in inputs.data.values().flat_map(|dataset| dataset.rows.values()) {
        match row {
            Row::Plain(_) => {}
            Row::Estimate(estimate) => single(estimate, findings),
            Row::Group(study) => {
                study.values().for_each(|estimate| single(estimate, findings));
                responses(study, findings);
                ordered(study, findings);
            }
        }
    }
}

fn single(estimate: &Estimate, findings: &mut Vec<Diagnostic>) {
    interval(estimate, findings);
    if estimate.unit.id == "percent" {
        percentage(estimate, findings);
    }
}

fn number(estimate: &Estimate, column: &str) -> Option<(Decimal, Cell)> {
    let cell = estimate.cell(column)?;
    Some((Decimal::parse(&cell.text)?, cell.clone()))
}

fn finding(code: Code, cell: &Cell, message: String) -> Diagnostic {
    Diagnostic::new(code, cell.place().clone(), message)
        .help("compare with the source; if it prints this, record the contradiction")
}

/// D0903: the ends of a range in order, and the estimate between them.
fn interval(estimate: &Estimate, findings: &mut Vec<Diagnostic>) {
    let (Some((low, cell)), Some((high, _))) = (number(estimate, "low"), number(estimate, "high"))
    else {
        return;
    };
    if low.value > high.value {
        let message =
            format!("inconsistent: the range runs from {} down to {}", low.value, high.value);
        findings.push(finding(codes::INTERVAL, &cell, message));
    }
    if let Some((value, cell)) = number(estimate, "value")
        && !(low.may_not_exceed(value) && value.may_not_exceed(high))
    {
        let message =
            format!("inconsistent: {} lies outside of {} to {}", cell.text, low.value, high.value);
        findings.push(finding(codes::INTERVAL, &cell, message));
    }
}

/// D0901: a percentage that no count of n gives (GRIM: Brown and Heathers, Soc Psychol Personal Sci
/// 2017;8:363–369, for percentages). D0902: events out of n against the percentage.
fn percentage(estimate: &Estimate, findings: &mut Vec<Diagnostic>) {
    let (Some((value, cell)), Some((n, n_cell))) =
        (number(estimate, "value"), number(estimate, "n"))
    else {
        return;
    };
    if n.value < 1.0 {
        return;
    }
    match number(estimate, "events") {
        Some((events, _)) if !value.can_be(100.0 * events.value / n.value) => {
            let share = 100.0 * events.value / n.value;
            let message = format!(
                "inconsistent: {} of {} is {share:.2}%, not {}%",
                events.value, n_cell.text, cell.text
            );
            findings.push(finding(codes::EVENTS, &cell, message));
        }
        Some(_) => {}
        None => {
            let nearest = (value.value * n.value / 100.0).round();
            let possible = [nearest - 1.0, nearest, nearest + 1.0]
                .iter()
                .any(|k| value.can_be(100.0 * k / n.value));
            if !possible {
                let shares = [nearest.min(n.value), (nearest + 1.0).min(n.value)]
                    .map(|k| format!("{k}/{} = {:.2}%", n_cell.text, 100.0 * k / n.value));
                let message = format!(
                    "inconsistent: no count of {} gives {}% ({})",
                    n_cell.text,
                    cell.text,
                    shares.join(", ")
                );
                findings.push(finding(codes::GRIM, &cell, message));
            }
        }
    }
}

/// D0904: complete and partial responses make the response rate.
fn responses(study: &Study, findings: &mut Vec<Diagnostic>) {
    let count = |id: &str| {
        study.get(id).filter(|it| it.unit.id == "patients").and_then(|it| number(it, "value"))
    };
    let (Some((complete, _)), Some((partial, _))) = (count("cr"), count("pr")) else { return };
    let Some(rate) = study.get("orr") else { return };
    let (Some((value, cell)), Some((n, _))) = (number(rate, "value"), number(rate, "n")) else {
        return;
    };
    let responders = complete.value + partial.value;
    if n.value >= 1.0 && !value.can_be(100.0 * responders / n.value) {
        let share = 100.0 * responders / n.value;
        let message = format!(
            "inconsistent: {} complete and {} partial responses of {} are {share:.2}%, not {}%",
            complete.value, partial.value, n.value, cell.text
        );
        findings.push(finding(codes::RESPONSES, &cell, message));
    }
}

/// D0905: what cannot be larger than something else. D0906: what cannot last longer.
fn ordered(study: &Study, findings: &mut Vec<Diagnostic>) {
    let counts = [("cr_rate", "orr"), ("orr", "dcr"), ("n_evaluable", "n_enrolled")];
    for (smaller, larger) in counts {
        compare(study, smaller, larger, codes::EXCEEDS, findings);
    }
    compare(study, "mpfs", "mos", codes::OUTLASTS, findings);
}

fn compare(study: &Study, smaller: &str, larger: &str, code: Code, findings: &mut Vec<Diagnostic>) {
    let (Some(one), Some(other)) = (study.get(smaller), study.get(larger)) else { return };
    let end = |estimate: &Estimate, column| {
        number(estimate, "value").or_else(|| number(estimate, column))
    };
    let (Some((low, cell)), Some((high, beside))) = (end(one, "low"), end(other, "high")) else {
        return;
    };
    if one.unit == other.unit && !low.may_not_exceed(high) {
        let message = format!(
            "inconsistent: `{smaller}` is {}, more than `{larger}`, which is {}",
            cell.text, beside.text
        );
        findings.push(
            finding(code, &cell, message).related(beside.place().clone(), format!("`{larger}`")),
        );
    }
}
