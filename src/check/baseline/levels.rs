//! The levels of a characteristic: their counts add up to all, and their percentages to a hundred.

use super::rows::{Baseline, figure, own};
use crate::data::tree::{Cell, Map};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::characteristics;
use crate::quantity::decimal::Decimal;

/// Every count and every characteristic of one arm.
pub fn check(baseline: &Baseline, arm: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (of, levels) in &baseline.levels {
        let heading = baseline.by_id.get(of).copied();
        let whole = characteristics::whole(None, heading, None, arm).and_then(number);
        let whole = whole.or_else(|| baseline.whole(arm));
        found.extend(characteristic(levels, arm, whole, baseline));
    }
    let single = baseline.rows.iter().filter(|row| row.filled("of").is_none());
    let whole = baseline.whole(arm);
    found.extend(single.filter_map(|row| share(row, arm, whole, None)));
    found
}

fn number(cell: &Cell) -> Option<(&Cell, f64)> {
    Some((cell, Decimal::parse(cell.text.trim())?.value))
}

fn characteristic(
    levels: &[&Map],
    arm: &str,
    whole: Option<(&Cell, f64)>,
    baseline: &Baseline,
) -> Vec<Diagnostic> {
    let counts: Vec<(&Cell, Decimal)> =
        levels.iter().filter_map(|row| figure(row, "count", arm)).collect();
    let sum: f64 = counts.iter().map(|(_, count)| count.value).sum();
    let sum = (counts.len() == levels.len() && counts.len() > 1).then_some(sum);
    let wrong: Vec<Diagnostic> = levels
        .iter()
        .filter_map(|row| share(row, arm, whole.or_else(|| baseline.whole(arm)), sum))
        .collect();
    if !wrong.is_empty() {
        return wrong;
    }
    let percents: Vec<(&Cell, Decimal)> =
        levels.iter().filter_map(|row| figure(row, "percent", arm)).collect();
    let percents = (percents.len() == levels.len() && percents.len() > 1).then_some(percents);
    let hundred = percents.as_ref().and_then(|it| hundred(it));
    let of_levels = percents.is_some() && hundred.is_none();
    let told = sum.zip(whole).and_then(|(sum, whole)| {
        let (first, _) = counts.first()?;
        // Percentages of those whose level is known say that others are missing.
        let is_honest = sum == whole.1 || sum < whole.1 && of_levels;
        (!is_honest).then(|| sums(first, sum, whole))
    });
    told.or(hundred).into_iter().collect()
}

fn sums(first: &Cell, sum: f64, (cell, whole): (&Cell, f64)) -> Diagnostic {
    let message = format!("the levels add up to {sum}, but there are {whole}");
    let help = match sum < whole {
        true => "give those whose level is missing a row of their own, or correct the counts",
        false => "compare with the source; levels that do not exclude each other go without `of`",
    };
    Diagnostic::new(codes::BASELINE_SUMS, first.place().clone(), message)
        .help(help)
        .related(cell.place().clone(), "all of them")
}

/// Percentages that rounding does not keep from adding up to a hundred.
fn hundred(percents: &[(&Cell, Decimal)]) -> Option<Diagnostic> {
    let sum: f64 = percents.iter().map(|(_, it)| it.value).sum();
    let slack: f64 = percents.iter().map(|(_, it)| it.slack).sum();
    let (first, _) = percents.first()?;
    let digits = percents.iter().map(|(_, it)| it.digits).max().unwrap_or_default();
    ((sum - 100.0).abs() > slack + 1e-9).then(|| {
        let message = format!(
            "the percentages add up to {sum:.digits$}; rounding explains no more than {slack:.1} beside 100"
        );
        Diagnostic::new(codes::PERCENTAGES, first.place().clone(), message).help(
            "compare with the source; a level may be missing, or levels that do not exclude each other go without `of`",
        )
    })
}

/// A percentage that is not its count of all, nor of those whose level is known.
fn share(
    row: &Map,
    arm: &str,
    whole: Option<(&Cell, f64)>,
    known: Option<f64>,
) -> Option<Diagnostic> {
    let (cell, count) = figure(row, "count", arm)?;
    let (printed, percent) = figure(row, "percent", arm)?;
    let measured = figure(row, "n", arm).map(|(_, n)| n.value);
    let wholes = [measured, whole.map(|it| it.1), known];
    let mut wholes = wholes.into_iter().flatten().filter(|it| *it >= 1.0).peekable();
    let first = *wholes.peek()?;
    if wholes.any(|whole| percent.can_be(100.0 * count.value / whole)) {
        return None;
    }
    let value = 100.0 * count.value / first;
    let message = format!("{} of {first} are {value:.1}%, and not {}", cell.text, printed.text);
    let finding = Diagnostic::new(codes::EVENT_PERCENTAGE, cell.place().clone(), message)
        .related(printed.place().clone(), "the percentage");
    let column = own(row, "n", arm).is_none();
    let help = if column {
        "compare count and percentage with the source; if fewer were measured, give their number in a column `n_`"
    } else {
        "compare count and percentage with the source"
    };
    Some(finding.help(help))
}
