//! Means and standard deviations of whole numbers, which the column `items` declares: GRIM, GRIMMER and DEBIT.

use super::figure::Printed;
use super::told::finding;
use crate::data::tree::{Cell, Map};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::analysis::Study;
use crate::quantity::decimal::Decimal;
use crate::quantity::granularity::{
    binary_deviation_is_possible, deviation_is_possible, mean_is_possible,
};
use crate::quantity::synthesis::study::Outcome;

/// The column that says how many whole numbers each person's figure is the mean of, or that it is 0 or 1.
const COLUMN: &str = "items";

/// The word for figures that are 0 or 1.
const BINARY: &str = "binary";

/// Events and participants of a study, and both its arms.
pub fn of_study(study: &Study) -> Vec<Diagnostic> {
    let is_counted = matches!(study.outcome, Outcome::Counts { .. } | Outcome::Share { .. });
    if is_counted {
        return study.cells.iter().find_map(part_of_one).into_iter().collect();
    }
    let Outcome::Means { n, .. } = study.outcome else { return Vec::new() };
    let arm = |arm: usize| {
        let [mean, sd] = [study.cells.get(3 * arm)?, study.cells.get(3 * arm + 1)?];
        Some(of_arm(&study.row, mean, Some(sd), n[arm]))
    };
    (0..2).filter_map(arm).flatten().collect()
}

/// D0918: people are counted whole.
fn part_of_one(cell: &Cell) -> Option<Diagnostic> {
    Printed::of(cell).filter(|it| it.number.value.fract() != 0.0)?;
    let message = format!("impossible: {}, but a count is whole", cell.text);
    Some(finding(codes::IMPOSSIBLE_VALUE, cell, message).help(
        "compare with the source; what was made smaller for clusters of people is rounded to whole ones, too",
    ))
}

/// What no whole numbers of n people give.
pub fn of_arm(row: &Map, mean: &Cell, sd: Option<&Cell>, n: f64) -> Vec<Diagnostic> {
    let Some(items) = row.filled(COLUMN) else { return Vec::new() };
    let number = |cell: &Cell| Printed::of(cell).filter(|it| it.bound.is_none());
    let Some(average) = number(mean).map(|it| it.number) else { return Vec::new() };
    let spread = sd.and_then(|cell| Some((cell, number(cell)?.number)));
    if items.text.trim() == BINARY {
        return binary(average, spread, (mean, n)).into_iter().collect();
    }
    match Decimal::parse(items.text.trim()).map(|it| it.value) {
        Some(items) if (1.0..=1000.0).contains(&items) && items.fract() == 0.0 => {
            whole((mean, average), spread, n, items).into_iter().collect()
        }
        _ => vec![unknown(items)],
    }
}

fn unknown(items: &Cell) -> Diagnostic {
    let message = format!("`items` is “{}”", items.text);
    finding(codes::UNKNOWN_WORD, items, message)
        .help("write how many whole numbers each person's figure is the mean of, 1 as a rule, or `binary`")
}

fn whole(
    (cell, mean): (&Cell, Decimal),
    spread: Option<(&Cell, Decimal)>,
    n: f64,
    items: f64,
) -> Option<Diagnostic> {
    let each = if items == 1.0 { String::new() } else { format!(" of {items} items") };
    if !mean_is_possible(mean, n, items) {
        let nearest = (mean.value * n * items).round() / (n * items);
        let more = mean.digits + 2;
        let message = format!(
            "no {n} whole numbers{each} have the mean {}; nearest is {nearest:.more$}",
            cell.text
        );
        return Some(finding(codes::IMPOSSIBLE_MEAN, cell, message).help(HELP));
    }
    let (sd_cell, sd) = spread?;
    (!deviation_is_possible(mean, sd, n, items)).then(|| {
        let message = format!(
            "no {n} whole numbers{each} with the mean {} have the standard deviation {}",
            cell.text, sd_cell.text
        );
        finding(codes::IMPOSSIBLE_DEVIATION, sd_cell, message).help(HELP)
    })
}

/// What to do about it.
const HELP: &str = "compare with the source; if fewer people were measured, give their number, and if the figures are not whole numbers, leave `items` empty";

fn binary(
    share: Decimal,
    spread: Option<(&Cell, Decimal)>,
    (mean, n): (&Cell, f64),
) -> Option<Diagnostic> {
    let (cell, sd) = spread?;
    (!binary_deviation_is_possible(share, sd, n)).then(|| {
        let whole = if share.value > 1.0 { 100.0 } else { 1.0 };
        let p = share.value / whole;
        let digits = sd.digits;
        let deviation = whole * (p * (1.0 - p) * n / (n - 1.0)).sqrt();
        let message = format!(
            "0 and 1 with the mean {} have the standard deviation {deviation:.digits$}, and not {}",
            mean.text, cell.text
        );
        finding(codes::BINARY_DEVIATION, cell, message)
            .help("compare with the source; leave `items` empty if the figure is not 0 or 1 for each person")
    })
}
