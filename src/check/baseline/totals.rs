//! All arms together beside the arms: counts add up, and a mean or a median of all lies between those of the arms.

use super::rows::{Baseline, figure};
use crate::data::tree::{Cell, Map};
use crate::diagnostic::{Diagnostic, codes};
use crate::quantity::decimal::Decimal;

/// The ending of the columns of all arms together.
const TOTAL: &str = "total";

/// Every row of a table that has such a column.
pub fn check(baseline: &Baseline) -> Vec<Diagnostic> {
    let arms = || baseline.table.arms.iter().map(|it| it.0.as_str());
    if !arms().any(|it| it == TOTAL) {
        return Vec::new();
    }
    let arms: Vec<&str> = arms().filter(|it| *it != TOTAL).collect();
    let of_row = |row: &&Map| {
        let between = ["mean", "median"].into_iter();
        sum(row, &arms)
            .into_iter()
            .chain(between.filter_map(|it| between_arms(row, it, &arms)))
            .collect::<Vec<_>>()
    };
    baseline.rows.iter().flat_map(of_row).collect()
}

/// The figures of all arms and of the total; none unless every one is there.
fn figures<'a>(
    row: &'a Map,
    column: &str,
    arms: &[&str],
) -> Option<(Vec<Decimal>, (&'a Cell, Decimal))> {
    let own: Option<Vec<Decimal>> =
        arms.iter().map(|arm| figure(row, column, arm).map(|it| it.1)).collect();
    Some((own.filter(|it| it.len() > 1)?, figure(row, column, TOTAL)?))
}

fn sum(row: &Map, arms: &[&str]) -> Option<Diagnostic> {
    let (own, (cell, total)) = figures(row, "count", arms)?;
    let sum: f64 = own.iter().map(|it| it.value).sum();
    (sum != total.value).then(|| {
        let message = format!("the arms add up to {sum}, and not to {}", cell.text);
        Diagnostic::new(codes::BASELINE_SUMS, cell.place().clone(), message)
            .help("compare the arms and their sum with the source")
    })
}

/// Whatever the sizes of the arms, all of them together have no mean and no median beyond those of the arms.
fn between_arms(row: &Map, column: &str, arms: &[&str]) -> Option<Diagnostic> {
    let (own, (cell, total)) = figures(row, column, arms)?;
    let low = own.iter().map(|it| it.value - it.slack).fold(f64::INFINITY, f64::min);
    let high = own.iter().map(|it| it.value + it.slack).fold(f64::NEG_INFINITY, f64::max);
    let is_between =
        total.value + total.slack >= low - 1e-9 && total.value - total.slack <= high + 1e-9;
    (!is_between).then(|| {
        let message = format!("the {column} of all, {}, lies beyond those of the arms", cell.text);
        Diagnostic::new(codes::BASELINE_SUMS, cell.place().clone(), message)
            .help("compare the arms and all of them with the source")
    })
}
