//! What is wrong with the rows of a data set together: a column with a misspelt name is one mistake, however many rows
//! lack it, and so are ids that stand twice since no column says of what they are.

use std::collections::HashSet;
use std::sync::Arc;

use crate::data::place::Place;
use crate::data::tree::{Cell, Map, Node};
use crate::data::work;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::model::keys;

/// The columns any of which makes a row state a number.
const STATES: [&str; 4] = ["value", "low", "high", "status"];

/// Rows of a data set that cannot be used, until all have been read.
#[derive(Debug, Default)]
pub struct RowFindings {
    /// Rows with a unit and no number.
    incomplete: Vec<Arc<Map>>,
    /// Ids that an earlier row has, with that one.
    twice: Vec<(Cell, Cell)>,
}

impl RowFindings {
    /// A row that has a unit and states nothing.
    pub fn incomplete(&mut self, row: &Arc<Map>) {
        self.incomplete.push(row.clone());
    }

    /// A row whose id another one has.
    pub fn twice(&mut self, id: &Cell, former: &Cell) {
        self.twice.push((id.clone(), former.clone()));
    }

    /// Tells what was found, each mistake once.
    pub fn report(self, name: &str, root: &Node, keys: &[String], findings: &mut Findings) {
        let rows = root.as_list().map_or(&[][..], |list| list.items.as_slice());
        let rows: Vec<&Arc<Map>> = rows.iter().filter_map(Node::as_map).collect();
        let Some(first) = rows.first() else { return };
        if !self.twice.is_empty() {
            self.ids((name, &rows), first, keys, findings);
        }
        let lack = |names: &[&str]| {
            self.incomplete.iter().all(|row| names.iter().all(|name| row.get(name).is_none()))
        };
        let is_one = self.incomplete.len() > 1 && lack(&STATES);
        match self.incomplete.first() {
            Some(row) if is_one || lack(&["value"]) && misspelt(row, "value").is_some() => {
                findings.push(without_column(row, self.incomplete.len()));
            }
            _ => {
                let cells =
                    findings.take_those(|it| it.code == codes::CELL_ERROR && self.explains(it));
                let told = self.incomplete.iter().map(|row| because_of(&cells, empty(row)));
                findings.extend(told.collect::<Vec<_>>());
            }
        }
    }

    /// Whether a cell of an incomplete row is why it is.
    fn explains(&self, cell: &Diagnostic) -> bool {
        self.incomplete.iter().any(|row| is_in(cell, &row.place))
    }

    /// Ids that stand twice, and what lets them.
    fn ids(
        &self,
        (name, rows): (&str, &[&Arc<Map>]),
        first: &Map,
        keys: &[String],
        findings: &mut Findings,
    ) {
        let stated = STATES.iter().any(|name| first.get(name).is_some());
        let wanted = keys.iter().map(String::as_str).chain(stated.then_some("unit"));
        let mut lacking = wanted.filter(|name| first.get(name).is_none());
        if let Some((wanted, (written, place))) =
            lacking.find_map(|name| Some((name, misspelt(first, name)?)))
        {
            findings.push(misnamed(written, place, wanted, self.twice.len()));
            return;
        }
        match (&self.twice[..], telling_apart(rows, keys)) {
            ([(id, former), _, ..], Some(column)) => {
                let message = format!(
                    "{} rows have an id that an earlier row has, the first of them “{}”",
                    self.twice.len(),
                    id.text
                );
                let help = format!(
                    "if rows alike in `{column}` are of one thing, say so under [data]: {name} = {{ file = \"{}\", keys = [\"{column}\"] }}; or give each row a unique id",
                    id.place().file
                );
                findings.push(duplicate(id, former, message).help(help));
            }
            _ => findings.extend(self.twice.iter().map(|(id, former)| {
                let message = format!("two rows have the id “{}”", id.text);
                let without_unit = rows.iter().any(|row| is_in_row(id, row) && lacks_unit(row));
                let help = if without_unit { OF_NO_UNIT } else { "give each row a unique id" };
                duplicate(id, former, message).help(help)
            })),
        }
    }
}

/// What helps where rows are of different things, and state no quantity for want of a unit.
const OF_NO_UNIT: &str = "these rows have no unit, so that they state no quantity of what their keys name: write `none` where a number has no unit; or give each row a unique id";

fn is_in_row(id: &Cell, row: &Map) -> bool {
    row.cell("id").is_some_and(|own| own.place() == id.place())
}

/// Whether a row has a number and an empty cell in the column of units.
fn lacks_unit(row: &Map) -> bool {
    row.get("unit").is_some() && row.filled("unit").is_none() && row.filled("value").is_some()
}

fn is_in(cell: &Diagnostic, row: &Place) -> bool {
    (&cell.place.file, cell.place.line) == (&row.file, row.line)
}

/// What is wrong with a row, and the cell that is why.
fn because_of(cells: &[Diagnostic], row: Diagnostic) -> Diagnostic {
    let own = cells.iter().find(|cell| is_in(cell, &row.place));
    own.map_or(row.clone(), |cell| {
        let row = row.related(cell.place.clone(), cell.message.clone());
        Diagnostic { help: cell.help.clone().or(row.help.clone()), ..row }
    })
}

fn duplicate(id: &Cell, former: &Cell, message: String) -> Diagnostic {
    let finding = Diagnostic::new(codes::DUPLICATE_ID, id.place().clone(), message);
    finding.related(former.place().clone(), "the first one")
}

/// The column whose name may be a slip for one that the rows lack: it means nothing by itself.
fn misspelt<'a>(row: &'a Map, wanted: &str) -> Option<(&'a str, &'a Place)> {
    let columns = row.entries.iter().filter(|(name, _)| keys::EVIDENCE.key(name).is_none());
    let columns: Vec<_> = columns.map(|(name, entry)| (name.as_str(), &entry.key)).collect();
    let near = diagnostic::nearest(wanted, columns.iter().map(|(name, _)| *name))?;
    columns.into_iter().find(|(name, _)| *name == near)
}

fn misnamed(written: &str, place: &Place, wanted: &str, rows: usize) -> Diagnostic {
    let message = format!(
        "there is no column `{wanted}`, so that {rows} rows have an id that an earlier row has; this column is `{written}`"
    );
    let finding = Diagnostic::new(codes::MISSING_COLUMN, place.clone(), message);
    finding.help(format!("did you mean `{wanted}`?"))
}

/// A finding for rows that all lack the column of their numbers.
fn without_column(first: &Map, count: usize) -> Diagnostic {
    let rows = if count == 1 { "a row has".to_string() } else { format!("{count} rows have") };
    match misspelt(first, "value") {
        Some((written, place)) => {
            let message = format!(
                "{rows} a unit but no number: there is no column `value`; this column is `{written}`"
            );
            let finding = Diagnostic::new(codes::EMPTY_ESTIMATE, place.clone(), message);
            finding.help("did you mean `value`?")
        }
        None => {
            let message = format!("{rows} a unit, but there is no column `value`");
            let finding = Diagnostic::new(codes::EMPTY_ESTIMATE, first.place.clone(), message);
            finding.help("call the column of the numbers `value`; a range has `low` and `high`, and `status` says why there is no number; where rows state no quantities, call the column `unit` otherwise")
        }
    }
}

fn empty(row: &Map) -> Diagnostic {
    let message = "this row has a unit but no value, no low and high, and no status";
    let help = "fill in what the source prints; if it prints nothing, give a `status` such as not_reported";
    Diagnostic::new(codes::EMPTY_ESTIMATE, row.place.clone(), message).help(help)
}

/// The first column that tells rows of one id apart: filled in every row, and never the same with the same id.
fn telling_apart(rows: &[&Arc<Map>], keys: &[String]) -> Option<String> {
    let first = rows.first()?;
    let own = |name: &&String| keys::EVIDENCE.key(name).is_none() || *name == "study";
    let columns = first.entries.keys().filter(|name| *name != "id" && !keys.contains(name));
    let apart = |column: &&String| {
        let mut seen = HashSet::new();
        rows.iter().filter(|row| row.filled("id").is_some()).all(|row| {
            work::count(1);
            let value = row.filled(column).map(|cell| &*cell.text);
            value.is_some_and(|value| seen.insert((value, row.text("id"))))
        })
    };
    // A column in which every row says something else is a name or a number, not a thing.
    let repeats = |column: &&String| {
        let mut seen = HashSet::new();
        rows.iter().any(|row| !seen.insert(row.text(column)))
    };
    let all: Vec<&String> = columns.filter(own).collect();
    let repeated = all.iter().copied().filter(repeats).find(apart);
    // Where all rows have one id, nothing can repeat: then it is the first column of names.
    let id = first.text("id");
    let is_one = rows.iter().all(|row| row.text("id") == id);
    let is_name =
        |column: &&String| rows.iter().all(|row| row.text(column).starts_with(char::is_alphabetic));
    let named = || all.iter().copied().filter(is_name).find(apart);
    repeated.or_else(|| is_one.then(named).flatten()).cloned()
}
