//! Data files to datasets: rows by id, quantities typed and checked for form.

use std::sync::Arc;

use indexmap::IndexMap;

use super::formats::mends::{Mends, Slip};
use crate::data::tree::{Cell, Map, Node};
use crate::diagnostic::{self, Code, Diagnostic, Findings, Suggestions, codes};
use crate::model::domain::Domain;
use crate::model::inputs::{Dataset, Row};
use crate::model::keys::{self, Key, Kind};
use crate::quantity::decimal;
use crate::quantity::estimate::Estimate;
use crate::quantity::interval::IntervalKind;
use crate::quantity::unit::Unit;
use crate::quantity::units::Units;

/// What to do about a unit that is not known and like no other.
pub const UNITS_HELP: &str =
    "declare it in the manifest: [units.NAME] with `symbol`, or the words of each language";

/// Types data files.
pub struct Typist<'a> {
    /// The units that rows may name.
    pub units: &'a Units,
    /// The field of work.
    pub domain: &'a Domain,
    /// What has been found wrong.
    pub findings: &'a mut Findings,
    /// The slips of the file, where they are mended.
    pub mends: Option<Mends>,
}

impl Typist<'_> {
    /// Types a data file: rows with a `unit` state quantities of what their keys name, rows with an `id`
    /// can be called by it.
    pub fn dataset(&mut self, root: Node, keys: Option<Vec<String>>) -> Dataset {
        let keys = keys.unwrap_or_else(|| self.domain.keys.keys().cloned().collect());
        let mut rows = IndexMap::new();
        if let Node::List(list) = &root {
            let maps = list.items.iter().filter_map(Node::as_map);
            maps.for_each(|row| self.add_row(&mut rows, &keys, row));
        }
        if let Some(mends) = self.mends.take() {
            mends.report(self.findings);
        }
        let within = rows.iter().filter(|(_, row)| matches!(row, Row::Study(_)));
        let within =
            within.flat_map(|(id, _)| Dataset::beginnings(id)).map(str::to_string).collect();
        Dataset { root, rows, keys, within }
    }

    fn add_row(&mut self, rows: &mut IndexMap<String, Row>, keys: &[String], row: &Arc<Map>) {
        let Some(id) = row.filled("id") else { return };
        let keys: Vec<&Cell> = keys.iter().filter_map(|key| row.filled(key)).collect();
        match (keys.last(), row.filled("unit")) {
            (Some(last), Some(unit)) => {
                let Some(estimate) = self.estimate(row, unit) else { return };
                let values: Vec<&str> = keys.iter().map(|key| &*key.text).collect();
                let slot = rows.entry(values.join(Dataset::JOINT));
                match slot.or_insert_with(|| Row::Study(Arc::default())) {
                    Row::Study(group) => {
                        let former = Arc::make_mut(group).insert(id.text.to_string(), estimate);
                        let place = former.and_then(|former| former.row.cell("id").cloned());
                        self.duplicate(id, place.as_ref());
                    }
                    former => {
                        let former = id_of(former);
                        self.duplicate(last, former.as_ref());
                    }
                }
            }
            (_, unit) => {
                let new = match unit {
                    Some(unit) => self.estimate(row, unit).map(Row::Measurement),
                    None => Some(Row::Plain(row.clone())),
                };
                let Some(new) = new else { return };
                let former = rows.insert(id.text.to_string(), new);
                self.duplicate(id, former.as_ref().and_then(id_of).as_ref());
            }
        }
    }

    fn duplicate(&mut self, id: &Cell, former: Option<&Cell>) {
        match (&mut self.mends, former) {
            (Some(mends), Some(_)) => mends.add(Slip::SameId, id.place(), &*id.text),
            (_, former) => report_duplicate(id, former, self.findings),
        }
    }

    fn estimate(&mut self, row: &Arc<Map>, unit: &Cell) -> Option<Arc<Estimate>> {
        let known = self.units.find(&unit.text);
        if known.is_none() {
            let help = diagnostic::suggestion(&unit.text, self.units.names())
                .or_else(|| Some(UNITS_HELP.to_string()));
            self.findings.push(unknown_word(unit, "unit", help));
        }
        let status = row.filled("status").and_then(|cell| self.domain.statuses.get(&*cell.text));
        let parts = row.filled("id").and_then(|id| self.domain.parts(&id.text)).map(Arc::new);
        let estimate = Estimate { row: row.clone(), unit: known?, status: status.cloned(), parts };
        check_numbers(&estimate, self.findings);
        check_words(&estimate, self.domain, self.findings);
        check_complete(&estimate, self.findings);
        Some(Arc::new(estimate))
    }
}

/// The cell by which a row, or the quantities of a study, are looked up.
fn id_of(row: &Row) -> Option<Cell> {
    match row {
        Row::Plain(map) => map.cell("id").cloned(),
        Row::Measurement(estimate) => estimate.row.cell("id").cloned(),
        Row::Study(group) => {
            let row = &group.values().next()?.row;
            row.filled("study").or_else(|| row.filled("id")).cloned()
        }
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

fn check_words(estimate: &Estimate, domain: &Domain, findings: &mut Findings) {
    if let (Some(cell), None) = (estimate.cell("status"), &estimate.status) {
        let mut allowed: Vec<&str> = domain.statuses.keys().map(String::as_str).collect();
        allowed.sort_unstable();
        let help = format!("allowed: {}", allowed.join(", "));
        findings.push(unknown_word(cell, "status", Some(help)));
    }
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

/// Whatever a key of the field of work names must be a row of the data set that lists such things, when
/// there is one.
pub fn check_listed(
    data: &IndexMap<String, Arc<Dataset>>,
    domain: &Domain,
    findings: &mut Findings,
) {
    for (key, list) in domain.keys.iter().filter_map(|(key, it)| Some((key, it.listed.as_ref()?))) {
        let Some(things) = data.get(list) else { continue };
        let mut known = Suggestions::new(things.rows.keys().map(String::as_str));
        for (name, dataset) in data.iter().filter(|(name, _)| *name != list) {
            let rows = dataset.table_rows().filter_map(|row| row.filled(key));
            for cell in rows.filter(|cell| !things.rows.contains_key(&*cell.text)) {
                let message = format!(
                    "`{name}` names the {key} “{}”, which `{list}` does not have",
                    cell.text
                );
                let help = known
                    .near(&cell.text)
                    .unwrap_or_else(|| format!("add a row with this id to `{list}`"));
                findings.push(finding(codes::UNKNOWN_STUDY, cell, message).help(help));
            }
        }
    }
}
