//! A row of sums below a table, which would be counted once more with all others.

use std::collections::HashMap;

use crate::data::tree::{Cell, Node};
use crate::diagnostic::{Diagnostic, codes};

/// Fewer rows have such a sum by chance.
const LEAST_ROWS: usize = 3;

/// So small sums, too.
const LEAST_SUM: f64 = 20.0;

/// A finding for a last row whose numbers are the sums of those above: the larger part of them, in a table whose rows are not
/// found by an `id`.
pub fn below(rows: &[Node]) -> Option<Diagnostic> {
    let (last, others) = rows.split_last()?;
    if others.len() < LEAST_ROWS || last.as_map()?.get("id").is_some() {
        return None;
    }
    let numbers = numbers(last);
    let mut sums: HashMap<&str, (f64, f64)> = HashMap::new();
    for (name, _, number) in others.iter().flat_map(self::numbers) {
        let sum = sums.entry(name).or_default();
        *sum = (sum.0 + number, sum.1.max(number.abs()));
    }
    // What is no more than one of those above is no sum of several.
    let is_sum = |(name, _, number): &&(&str, &Cell, f64)| {
        sums.get(name).is_some_and(|(sum, most)| {
            (sum - number).abs() < 1e-6 * sum.abs().max(1.0) && number.abs() > *most
        })
    };
    let found: Vec<&(&str, &Cell, f64)> = numbers.iter().filter(is_sum).collect();
    let is_large = found.iter().any(|(_, _, number)| number.abs() >= LEAST_SUM);
    if 2 * found.len() <= numbers.len() || !is_large {
        return None;
    }
    let (_, cell, _) = found.first()?;
    let message = format!(
        "the last row is the sum of those above, and is read as one more of them: {}",
        cell.text
    );
    let finding = Diagnostic::new(codes::TITLE_ROWS, cell.place().clone(), message);
    Some(finding.help(
        "leave it out of the file, of a sheet with `range`, or of tables and figures with `where`; or give rows an `id`",
    ))
}

/// The cells of a row that are numbers, each with the name of its column.
fn numbers(row: &Node) -> Vec<(&str, &Cell, f64)> {
    let entries = row.as_map().into_iter().flat_map(|it| &it.entries);
    let cells = entries.filter_map(|(name, entry)| Some((name.as_str(), entry.node.as_cell()?)));
    cells.filter_map(|(name, cell)| Some((name, cell, number(&cell.text)?))).collect()
}

/// The number that a cell shows, without what stands around it.
fn number(text: &str) -> Option<f64> {
    let bare =
        text.trim().trim_start_matches(['$', '¥', '￥', '€', '£', ' ']).trim_end_matches('%');
    bare.replace(',', "").parse().ok().filter(|it: &f64| it.is_finite())
}
