//! Data files to datasets: rows by id, quantities typed and checked for form.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::data::tree::{Cell, Map, Node};
use crate::diagnostic::{self, Code, Diagnostic, Findings, Suggestions, codes};
use crate::model::inputs::{Dataset, Row};
use crate::model::keys::{self, Key, Kind};
use crate::quantity::decimal;
use crate::quantity::estimate::Estimate;
use crate::quantity::interval::IntervalKind;
use crate::quantity::unit::Unit;
use crate::quantity::units::Units;

/// The data set that lists the studies.
const STUDIES: &str = "studies";

/// What to do about a unit that is not known and like no other.
pub const UNITS_HELP: &str =
    "declare it in the manifest: [units.NAME] with `symbol`, or the words of each language";

/// Types a data file: rows with a `unit` state quantities, rows with an `id` can be called by it.
pub fn dataset(root: Node, units: &Units, findings: &mut Findings) -> Dataset {
    let mut rows = IndexMap::new();
    if let Node::List(list) = &root {
        for row in list.items.iter().filter_map(Node::as_map) {
            add_row(&mut rows, row, units, findings);
        }
    }
    Dataset { root, rows }
}

fn add_row(
    rows: &mut IndexMap<String, Row>,
    row: &Arc<Map>,
    units: &Units,
    findings: &mut Findings,
) {
    let Some(id) = row.filled("id") else { return };
    match (row.filled("study"), row.filled("unit")) {
        (Some(study), Some(unit)) => {
            let Some(estimate) = estimate(row, unit, units, findings) else {
                return;
            };
            let slot = rows.entry(study.text.to_string());
            match slot.or_insert_with(|| Row::Study(Arc::default())) {
                Row::Study(group) => {
                    let former = Arc::make_mut(group).insert(id.text.to_string(), estimate);
                    let place = former.and_then(|former| former.row.cell("id").cloned());
                    report_duplicate(id, place.as_ref(), findings);
                }
                former => report_duplicate(study, id_of(former).as_ref(), findings),
            }
        }
        (_, unit) => {
            let new = match unit {
                Some(unit) => estimate(row, unit, units, findings).map(Row::Measurement),
                None => Some(Row::Plain(row.clone())),
            };
            let Some(new) = new else { return };
            let former = rows.insert(id.text.to_string(), new);
            report_duplicate(id, former.as_ref().and_then(id_of).as_ref(), findings);
        }
    }
}

/// The cell by which a row, or the quantities of a study, are looked up.
fn id_of(row: &Row) -> Option<Cell> {
    match row {
        Row::Plain(map) => map.cell("id").cloned(),
        Row::Measurement(estimate) => estimate.row.cell("id").cloned(),
        Row::Study(group) => group.values().next()?.row.cell("study").cloned(),
    }
}

fn report_duplicate(id: &Cell, former: Option<&Cell>, findings: &mut Findings) {
    if let Some(former) = former {
        let message = format!("two rows have the id “{}”", id.text);
        let finding = Diagnostic::new(codes::DUPLICATE_ID, id.place().clone(), message)
            .help("give each row a unique id");
        findings.push(finding.related(former.place().clone(), "the first one"));
    }
}

fn estimate(
    row: &Arc<Map>,
    unit: &Cell,
    units: &Units,
    findings: &mut Findings,
) -> Option<Arc<Estimate>> {
    let known = units.find(&unit.text);
    if known.is_none() {
        let help = diagnostic::suggestion(&unit.text, units.names())
            .or_else(|| Some(UNITS_HELP.to_string()));
        findings.push(unknown_word(unit, "unit", help));
    }
    let estimate = Estimate { row: row.clone(), unit: known? };
    check_numbers(&estimate, findings);
    check_words(&estimate, findings);
    check_complete(&estimate, findings);
    Some(Arc::new(estimate))
}

fn check_numbers(estimate: &Estimate, findings: &mut Findings) {
    for Key { name, kind, .. } in keys::EVIDENCE.keys() {
        if let Some(cell) = estimate.cell(name)
            && !is_number(kind, &cell.text, &estimate.unit)
        {
            let message = format!("“{}” is not a number", cell.text);
            let help = "write digits with a decimal point; units, ranges and signs such as > have their own columns";
            findings.push(
                finding(codes::NOT_A_NUMBER, cell, message)
                    .label(format!("column {name}"))
                    .help(help),
            );
        }
    }
}

/// A number as people print it, where one is asked for; a P value may carry `<`, `>`, `≤` or `≥`, and
/// a percentage its sign.
fn is_number(kind: &Kind, text: &str, unit: &Unit) -> bool {
    let digits = match kind {
        Kind::Probability => text.trim_start_matches(['<', '>', '≤', '≥', '=']),
        Kind::Printed => text,
        _ => return true,
    };
    let signed = digits.ends_with('%') && unit.id() != "percent"
        || matches!(kind, Kind::Probability) && digits.starts_with(['-', '−']);
    !signed && decimal::plain(digits).is_some()
}

fn check_words(estimate: &Estimate, findings: &mut Findings) {
    // The unit has been looked up.
    for Key { name, kind, .. } in keys::EVIDENCE.keys().filter(|key| key.name != "unit") {
        if let (Kind::OneOf(words), Some(cell)) = (kind, estimate.cell(name))
            && let allowed = words()
            && !allowed.iter().any(|word| **word == *cell.text)
        {
            let help = format!("allowed: {}", allowed.join(", "));
            findings.push(unknown_word(cell, name, Some(help)));
        }
    }
    if let Some(cell) = estimate.cell("interval")
        && IntervalKind::from_id(&cell.text).is_none()
    {
        let help = format!("allowed: {}", IntervalKind::WORDS);
        findings.push(unknown_word(cell, "interval", Some(help)));
    }
}

fn check_complete(estimate: &Estimate, findings: &mut Findings) {
    let has = |name| estimate.cell(name).is_some();
    let stated = has("value") || has("status") || has("low") && has("high");
    if !stated {
        let message = "this row has a unit but no value, no low and high, and no status";
        findings.push(Diagnostic::new(codes::EMPTY_ESTIMATE, estimate.row.place.clone(), message));
    }
}

fn unknown_word(cell: &Cell, column: &str, help: Option<String>) -> Diagnostic {
    let message = format!("unknown {column} “{}”", cell.text);
    let finding = finding(codes::UNKNOWN_WORD, cell, message);
    match help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

fn finding(code: Code, cell: &Cell, message: String) -> Diagnostic {
    Diagnostic::new(code, cell.place().clone(), message)
}

/// Every `study` that a data set names must be a row of `studies`, when there is such a data set.
pub fn check_studies(data: &IndexMap<String, Arc<Dataset>>, findings: &mut Findings) {
    let Some(studies) = data.get(STUDIES) else {
        return;
    };
    let mut known = Suggestions::new(studies.rows.keys().map(String::as_str));
    for (name, dataset) in data.iter().filter(|(name, _)| *name != STUDIES) {
        let Node::List(list) = &dataset.root else {
            continue;
        };
        let cells = list.items.iter().filter_map(|row| row.as_map()?.filled("study"));
        for cell in cells.filter(|cell| !studies.rows.contains_key(&*cell.text)) {
            let message = format!(
                "`{name}` names the study “{}”, which `{STUDIES}` does not have",
                cell.text
            );
            let help = known
                .near(&cell.text)
                .unwrap_or_else(|| format!("add a row with this id to `{STUDIES}`"));
            findings.push(finding(codes::UNKNOWN_STUDY, cell, message).help(help));
        }
    }
}
