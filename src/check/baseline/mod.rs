//! Tables of characteristics: levels and arms add up, percentages are those of their counts, and means and deviations
//! can be.

mod levels;
mod rows;
mod totals;

use self::rows::{Baseline, figure, own};
use super::analyses::integers::of_arm;
use crate::data::tree::Map;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::inputs::Inputs;

/// Checks every table of characteristics.
pub fn check(inputs: &Inputs, findings: &mut Findings) {
    for table in inputs.tables.values().filter(|it| !it.arms.is_empty()) {
        let Some(dataset) = inputs.data.get(&table.data) else { continue };
        let rows: Vec<&Map> =
            dataset.table_rows().filter(|row| table.filter.passes(row)).map(|row| &**row).collect();
        all(&Baseline::of(table, rows)).into_iter().for_each(|it| findings.push(it));
    }
}

fn all(baseline: &Baseline) -> Vec<Diagnostic> {
    let mut found = unknown(baseline);
    for (arm, _) in &baseline.table.arms {
        found.extend(columns(baseline, arm));
        found.extend(levels::check(baseline, arm));
        found.extend(baseline.rows.iter().flat_map(|row| integers(baseline, row, arm)));
    }
    found.extend(totals::check(baseline));
    found
}

/// Levels of a row that is not there.
fn unknown(baseline: &Baseline) -> Vec<Diagnostic> {
    let lost = baseline.levels.iter().filter(|(of, _)| !baseline.by_id.contains_key(*of));
    let told = |(of, rows): (&&str, &Vec<&Map>)| {
        let cell = rows.first()?.cell("of")?;
        let message = format!("{} has no row “{of}”", baseline.table.describe());
        let finding = Diagnostic::new(codes::TABLE_MISMATCH, cell.place().clone(), message);
        Some(finding.help("`of` names the `id` of the characteristic that the row is a level of"))
    };
    lost.filter_map(told).collect()
}

/// An arm without any figure.
fn columns(baseline: &Baseline, arm: &str) -> Option<Diagnostic> {
    let columns = ["count", "percent", "mean", "median"];
    let filled = |row: &&Map| columns.iter().any(|it| own(row, it, arm).is_some());
    (!baseline.rows.is_empty() && !baseline.rows.iter().any(filled)).then(|| {
            let message = format!("{}: no row has a figure of the arm “{arm}”", baseline.table.describe());
            Diagnostic::new(codes::TABLE_MISMATCH, baseline.table.place.clone(), message).help(format!(
                "its columns are `count_{arm}` and `percent_{arm}`, `mean_{arm}` and `sd_{arm}`, or `median_{arm}`, `low_{arm}` and `high_{arm}`"
            ))
        })
}

fn integers(baseline: &Baseline, row: &Map, arm: &str) -> Vec<Diagnostic> {
    let Some(mean) = own(row, "mean", arm) else { return Vec::new() };
    let measured = figure(row, "n", arm).map(|(_, n)| n.value);
    let n = measured.or_else(|| baseline.whole(arm).map(|it| it.1));
    n.map(|n| of_arm(row, mean, own(row, "sd", arm), n)).unwrap_or_default()
}
