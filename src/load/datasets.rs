//! Data files to datasets: rows by id, quantities typed and checked for form.

use std::sync::Arc;

use indexmap::IndexMap;

use super::formats::mends::{Mends, Slip};
use super::formats::numerals::Numeral;
use super::named_rows::named_rows;
use super::project::dates;
use super::row_findings::RowFindings;
use crate::data::tree::{Cell, Entry, Map, Node};
use crate::diagnostic::{self, Code, Diagnostic, Findings, Suggestions, codes};
use crate::model::domain::Domain;
use crate::model::inputs::{Dataset, Row};
use crate::model::keys::{self, Key, Kind};
use crate::quantity::decimal;
use crate::quantity::estimate::{Estimate, UNCERTAINTY};
use crate::quantity::interval::IntervalKind;
use crate::quantity::rendered::Qualifier;
use crate::quantity::unit::Unit;
use crate::quantity::units::Units;

/// What to do about a unit that is not known: the one that is meant, or how one is declared. Of symbols the capitals
/// count, and `m/s²` is no slip for `ms`: only words are corrected, and a single symbol in other capitals.
pub fn unit_help(unknown: &str, units: &Units) -> String {
    let is_word = |name: &str| {
        name.chars().count() >= WORD && name.chars().all(|c| c.is_alphabetic() || " _-".contains(c))
    };
    let small = unknown.to_lowercase();
    let mut alike = units.all_names().filter(|name| name.to_lowercase() == small);
    if let Some(meant) = alike.next().filter(|it| it.chars().count() >= SYMBOL) {
        return format!("did you mean `{meant}`?");
    }
    let words = units.all_names().filter(|name| is_word(name));
    let near = is_word(unknown).then(|| diagnostic::suggestion(unknown, words)).flatten();
    near.unwrap_or_else(|| {
        let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let name = match unknown.chars().all(is_bare) {
            true => unknown.to_string(),
            false => format!("\"{unknown}\""),
        };
        format!(
            "declare it in the manifest: [units.{name}] with `symbol = \"{unknown}\"`, or the words of each language"
        )
    })
}

/// A name of so many letters is a word, in which a slip is likelier than another unit.
const WORD: usize = 5;

/// A symbol of so many letters means nothing else in other capitals.
const SYMBOL: usize = 3;

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
    /// What is wrong with rows of the file, until all have been read.
    pub wrong: RowFindings,
}

impl Typist<'_> {
    /// Types a data file: rows with a `unit` state quantities of what their keys name, rows with an `id`
    /// can be called by it.
    pub fn dataset(&mut self, name: &str, root: Node, keys: Option<Vec<String>>) -> Dataset {
        let keys = keys.unwrap_or_else(|| self.domain.keys.keys().cloned().collect());
        let mut rows = IndexMap::new();
        let named = named_rows(&root);
        let items = root.as_list().map_or(&[][..], |list| list.items.as_slice());
        let maps = items.iter().filter_map(Node::as_map).chain(&named);
        maps.for_each(|row| self.add_row(&mut rows, &keys, row));
        std::mem::take(&mut self.wrong).report(name, &root, &keys, self.findings);
        if let Some(mends) = self.mends.take() {
            mends.report(self.findings);
        }
        let within = rows.iter().filter(|(_, row)| matches!(row, Row::Study(_)));
        let within =
            within.flat_map(|(id, _)| Dataset::beginnings(id)).map(str::to_string).collect();
        Dataset { root, named, rows, keys, within }
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
            (_, Some(former)) => self.wrong.twice(id, former),
            _ => {}
        }
    }

    fn estimate(&mut self, row: &Arc<Map>, unit: &Cell) -> Option<Arc<Estimate>> {
        let row = &with_sign_apart(row);
        let known = self.units.find(&unit.text);
        if known.is_none() {
            let help = unit_help(&unit.text, self.units);
            self.findings.push(unknown_word(unit, "unit", Some(help)));
        }
        let status = row.filled("status").and_then(|cell| self.domain.statuses.get(&*cell.text));
        let parts = row.filled("id").and_then(|id| self.domain.parts(&id.text)).map(Arc::new);
        let estimate = Estimate { row: row.clone(), unit: known?, status: status.cloned(), parts };
        check_numbers(&estimate, self.domain, self.findings);
        check_words(&estimate, self.domain, self.findings);
        if !is_complete(&estimate) {
            self.wrong.incomplete(row);
        }
        Some(Arc::new(estimate))
    }
}

/// A row whose `value` has its sign in a column of its own: `<0.05` is 0.05 with the qualifier `<`.
fn with_sign_apart(row: &Arc<Map>) -> Arc<Map> {
    let signed = row.filled("value").filter(|_| row.filled("qualifier").is_none());
    let Some((cell, (sign, number))) =
        signed.and_then(|cell| Some((cell, Qualifier::before(&cell.text)?)))
    else {
        return row.clone();
    };
    let mut apart = (**row).clone();
    for (name, text) in [("qualifier", sign.id()), ("value", number)] {
        let node = Node::Cell(Cell { text: text.into(), ..cell.clone() });
        let key =
            row.entries.get("value").map_or_else(|| cell.place().clone(), |it| it.key.clone());
        apart.entries.insert(name.to_string(), Entry { key, node });
    }
    Arc::new(apart)
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

/// What helps with a date where a number is asked for.
const OF_DATES: &str = "spreadsheets make dates of 7/5 and 7-5: format the cell as a number, and type the number again";

/// What helps with other words where a number is asked for.
const OF_NUMBERS: &str = "write digits with a decimal point; the unit stands in the column `unit`, a range in `low` and `high`, and an error may stand behind ±: 52.8 ± 0.3";

/// What helps with words in which there is no number.
fn of_words(domain: &Domain) -> String {
    let known: Vec<String> = domain.statuses.keys().map(|it| format!("`{it}`")).collect();
    format!(
        "a word in place of a number stands in the column `status`, beside an empty `value`: {}; the field of work says which there are",
        known.join(", ")
    )
}

/// What programs and people write where there is no number.
const MISSING: [&str; 12] =
    ["na", "n/a", "nan", "#n/a", "null", "none", ".", "-", "–", "—", "--", "nd"];

fn is_missing(text: &str) -> bool {
    MISSING.contains(&&*text.trim().to_lowercase())
}

/// What helps with these.
fn of_missing(domain: &Domain) -> String {
    let known: Vec<String> = domain.statuses.keys().map(|it| format!("`{it}`")).collect();
    format!(
        "where there is no number, leave `value` empty and say why in the column `status`: {}; or leave the row out",
        known.join(", ")
    )
}

/// What helps where an interval is meant for how far a value may be off.
const OF_ERRORS: &str = "write how far the value may be off into the column `uncertainty`, 0.3, or behind it: 52.8 ± 0.3";

/// What helps with a number that cannot be calculated with.
const OF_SIZE: &str = "compare with the source; numbers lie between 1e-300 and 1e300";

/// What helps with a comma before decimals.
const OF_COMMAS: &str = "say `decimal = \",\"` of the file, under [data]: NAME = { file = \"…\", decimal = \",\" }; or write a point";

/// Whether a text is a day, as a spreadsheet shows one.
fn is_date(text: &str) -> bool {
    let is_day = |text: &str| dates::read(text).is_some_and(|date| date.day.is_some());
    // `7/Feb` has no year; two numbers may be a range.
    let has_letters = text.contains(char::is_alphabetic);
    let parted = text.contains(['-', '/', '.']);
    parted && (is_day(text) || has_letters && is_day(&format!("{text} 2000")))
}

fn check_numbers(estimate: &Estimate, domain: &Domain, findings: &mut Findings) {
    uncertainty(estimate, findings);
    for Key { name, kind, .. } in keys::EVIDENCE.keys() {
        if let Some(cell) = estimate.cell(name)
            && !is_number(kind, &cell.text, &estimate.unit)
            && !(*name == "value" && decimal::with_error(&cell.text).is_some())
        {
            let (message, help) = match Numeral::of(&cell.text) {
                _ if decimal::has_form_of_number(&cell.text) && !decimal::is_number(&cell.text) => {
                    (
                        format!("“{}” is too large or too small a number", cell.text),
                        OF_SIZE.to_string(),
                    )
                }
                _ if is_date(&cell.text) => {
                    (format!("“{}” is a date, not a number", cell.text), OF_DATES.to_string())
                }
                read => {
                    let digits = cell.text.contains(|c: char| c.is_ascii_digit());
                    let help = match read {
                        Numeral::Comma(_) => OF_COMMAS.to_string(),
                        _ if *name == "value" && is_missing(&cell.text) => of_missing(domain),
                        _ if *name == "value" && !digits => of_words(domain),
                        _ => OF_NUMBERS.to_string(),
                    };
                    (format!("“{}” is not a number", cell.text), help)
                }
            };
            findings.push(
                finding(codes::NOT_A_NUMBER, cell, message)
                    .label(format!("column {name}"))
                    .help(help),
            );
        }
    }
}

/// How far a value may be off, where a column says so in figures and not in words of its own.
fn uncertainty(estimate: &Estimate, findings: &mut Findings) {
    let cell = estimate.cell(UNCERTAINTY).filter(|_| estimate.cell("value").is_some());
    if let Some(cell) = cell
        && cell.text.contains(|c: char| c.is_ascii_digit())
        && estimate.error().is_none()
    {
        let message = format!("“{}” does not say how far the value may be off", cell.text);
        let finding = finding(codes::NOT_A_NUMBER, cell, message);
        let help = "write one number without a sign, in the unit of the value: 0.3";
        findings.push(finding.label(format!("column {UNCERTAINTY}")).help(help));
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
    !signed && decimal::is_number(digits)
}

fn check_words(estimate: &Estimate, domain: &Domain, findings: &mut Findings) {
    if let (Some(cell), None) = (estimate.cell("status"), &estimate.status) {
        let mut allowed: Vec<&str> = domain.statuses.keys().map(String::as_str).collect();
        allowed.sort_unstable();
        let help = format!("allowed: {}", allowed.join(", "));
        let help = diagnostic::before(&cell.text, allowed, &help);
        findings.push(unknown_word(cell, "status", Some(help)));
    }
    // The unit has been looked up.
    for Key { name, kind, .. } in keys::EVIDENCE.keys().filter(|key| key.name != "unit") {
        if let (Kind::OneOf(words), Some(cell)) = (kind, estimate.cell(name))
            && let allowed = words()
            && !allowed.iter().any(|word| **word == *cell.text)
        {
            let help = format!("allowed: {}", allowed.join(", "));
            let help = diagnostic::before(&cell.text, allowed.iter().map(String::as_str), &help);
            findings.push(unknown_word(cell, name, Some(help)));
        }
    }
    if let Some(cell) = estimate.cell("interval")
        && IntervalKind::from_id(&cell.text).is_none()
    {
        let is_error = cell.text.contains('±') || cell.text.to_lowercase().contains(UNCERTAINTY);
        let help = match is_error {
            true => OF_ERRORS.to_string(),
            false => format!("allowed: {}", IntervalKind::WORDS),
        };
        findings.push(unknown_word(cell, "interval", Some(help)));
    }
}

/// Whether a quantity has a number, or says why it has none.
fn is_complete(estimate: &Estimate) -> bool {
    let has = |name| estimate.cell(name).is_some();
    has("value") || has("status") || has("low") && has("high")
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
