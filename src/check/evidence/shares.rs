//! D0919: shares of one in a column of percentages, 0.41 for 41%.

use indexmap::IndexMap;

use super::quantities::{StatedQuantity, stated_quantities};
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::inputs::Inputs;
use crate::quantity::decimal::Decimal;

/// Fewer small percentages are as likely what they say.
const LEAST: usize = 4;

/// Of shares some are large, and most are no small part.
const LARGE: f64 = 0.3;
const NOT_SMALL: f64 = 0.1;

/// A finding for each file whose percentages look like shares.
pub fn check(inputs: &Inputs, findings: &mut Findings) {
    let mut files: IndexMap<&str, Vec<StatedQuantity>> = IndexMap::new();
    for own in stated_quantities(inputs).into_iter().flatten() {
        if own.estimate.unit.id() == "percent" {
            files.entry(&own.estimate.row.place.file).or_default().push(own);
        }
    }
    findings.extend(files.values().filter_map(|all| of_file(all)).collect::<Vec<_>>());
}

fn of_file(all: &[StatedQuantity]) -> Option<Diagnostic> {
    let each: Vec<_> = all.iter().flat_map(|own| numbers(*own)).collect();
    let values: Vec<_> = all.iter().filter_map(|own| own.number("value")).collect();
    let is_share = |number: &Decimal| (0.0..=1.0).contains(&number.value);
    let count = |least: f64| values.iter().filter(|(number, _)| number.value >= least).count();
    // Percentages of half a per cent are written with one digit behind the point.
    let fine = values.iter().filter(|(_, cell)| decimals(&cell.text) > 1).count();
    let like_shares = values.len() >= LEAST
        && each.iter().all(|(number, _)| is_share(number))
        && count(LARGE) > 0
        && 2 * count(NOT_SMALL) >= values.len()
        && 2 * fine >= values.len();
    let (_, cell) = values.first().filter(|_| like_shares)?;
    let message = format!(
        "none of the {} percentages of this file is above 1, such as {}%: they look like shares of one",
        values.len(),
        cell.text
    );
    let finding = Diagnostic::new(codes::SHARES, cell.place().clone(), message);
    Some(finding.help("write 41 for 0.41 of all; if they are so small, waive this finding"))
}

/// The value of a quantity and the ends of its interval.
fn numbers(own: StatedQuantity<'_>) -> Vec<(Decimal, &Cell)> {
    ["value", "low", "high"].into_iter().filter_map(|it| own.number(it)).collect()
}

fn decimals(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, behind)| behind.bytes().filter(u8::is_ascii_digit).count())
}
