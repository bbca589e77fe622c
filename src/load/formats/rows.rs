//! Rows of a table (CSV or XLSX) to nested maps: `name.zh` becomes `name` with the entry `zh`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::mends::{Mends, Slip};
use crate::data::address::{Address, Column};
use crate::data::place::{Origin, Place};
use crate::data::tree::{Cell, Entry, Map, Node};
use crate::data::work;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::limits::Limits;
use crate::quantity::decimal;

/// A field as written.
#[derive(Clone)]
pub struct Field {
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// The names of the columns.
pub struct Header {
    names: Vec<Name>,
    /// The names that are taken.
    taken: HashSet<String>,
}

/// The name of one column.
struct Name {
    text: String,
    column: Column,
    place: Place,
    /// Whether it goes beyond the limits, which has been told.
    refused: bool,
}

impl Header {
    /// Reads the first row; a name that appears twice, or has too many dots, is a finding.
    pub fn new(
        mut fields: Vec<Field>,
        mends: Option<&mut Mends>,
        limits: &Limits,
        findings: &mut Findings,
    ) -> Header {
        if let Some(mends) = mends {
            told_apart(&mut fields, mends);
        }
        let mut seen: HashMap<String, Place> = HashMap::new();
        for field in fields.iter().filter(|field| !field.text.is_empty()) {
            if let Some(first) = seen.insert(field.text.clone(), field.place.clone()) {
                let message = format!("two columns are named “{}”", field.text);
                let finding =
                    Diagnostic::new(codes::DUPLICATE_COLUMN, field.place.clone(), message)
                        .related(first, "the first one")
                        .help("give each column a unique name");
                findings.push(finding);
            }
        }
        // `name` beside `name.zh`: one of the two would be lost.
        for field in &fields {
            let outer = dots(&field.text).map(|at| &field.text[..at]);
            for (name, first) in outer.filter_map(|outer| seen.get_key_value(outer)) {
                let message = format!("the column “{}” conflicts with “{name}”", field.text);
                let place = field.place.clone();
                findings.push(
                    Diagnostic::new(codes::DUPLICATE_COLUMN, place, message)
                        .related(first.clone(), "a single value")
                        .help(format!("use {name}.zh and {name}.en, or only {name}")),
                );
            }
        }
        let names = fields.into_iter().map(|Field { text, place }| {
            let refused = dots(&text).count() as u64 >= limits.depth;
            if refused {
                findings.push(too_deep(&place, limits));
            }
            Name { column: Column::new(&text), text, place, refused }
        });
        Header { names: names.collect(), taken: seen.into_keys().collect() }
    }

    /// Whether a row has exactly one value more than there are columns.
    pub fn lacks_one(&self, fields: &[Field]) -> bool {
        let full = fields.first().is_some_and(|it| !it.text.is_empty())
            && fields.last().is_some_and(|it| !it.text.is_empty());
        full && fields.len() == self.names.len() + 1 && self.are_named()
    }

    fn are_named(&self) -> bool {
        self.names.iter().all(|name| !name.text.is_empty())
    }

    /// A column before the first.
    pub fn add_first(&mut self, place: &Place, mends: &mut Mends) {
        let name = self.free_name(1);
        mends.add(Slip::Unnamed, place, &name);
        self.names.insert(0, Name::given(name, place));
    }

    /// A name for the column with this number that no other has.
    fn free_name(&mut self, number: usize) -> String {
        let mut name = format!("column_{number}");
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// Makes a row as long as the header, and names the columns in which it has values.
    pub fn fit(&mut self, fields: &mut Vec<Field>, line: usize, mends: &mut Mends) {
        let Some(filled) = fields.iter().rposition(|field| !field.text.is_empty()) else { return };
        while filled >= self.names.len() {
            let place = fields[self.names.len()].place.clone();
            let name = self.free_name(self.names.len() + 1);
            mends.add(Slip::Long, &place, &name);
            self.names.push(Name::given(name, &place));
        }
        for (at, field) in fields.iter().enumerate().take(self.names.len()) {
            if self.names[at].text.is_empty() && !field.text.is_empty() {
                let name = self.free_name(at + 1);
                mends.add(Slip::Unnamed, &field.place, &name);
                let place = self.names[at].place.clone();
                self.names[at] = Name::given(name, &place);
            }
        }
        let last = self.names.iter().rposition(|name| !name.text.is_empty()).unwrap_or(0);
        if fields.len() <= last {
            let place = fields.last().map_or_else(|| Place::file(""), |it| it.place.clone());
            mends.add(Slip::Short, &place, format!("row {line}"));
            let empty = Field { text: String::new(), place };
            fields.resize(self.names.len(), empty);
        }
    }

    /// Names the first column where it alone has no name and this row has a value in it, as R and pandas write the names or
    /// numbers of rows; that is told.
    pub fn name_first(&mut self, fields: &[Field]) -> Option<Diagnostic> {
        let filled = fields.first().filter(|it| !it.text.is_empty())?;
        let [first, others @ ..] = &mut self.names[..] else { return None };
        let alone = first.text.is_empty() && others.len() > 1;
        if !alone || others.iter().any(|it| it.text.is_empty()) {
            return None;
        }
        let place = first.place.clone();
        let name = self.free_name(1);
        let message = format!("the first column has no name; it is read as `{name}`");
        self.names[0] = Name::given(name, &place);
        Some(Diagnostic::new(codes::TITLE_ROWS, filled.place.clone(), message).help(
            "name it, or leave names of rows out: `row.names = FALSE` in R, `index=False` in pandas",
        ))
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.names.len()
    }
}

impl Name {
    fn given(text: String, place: &Place) -> Name {
        Name { column: Column::new(&text), text, place: place.clone(), refused: false }
    }
}

/// Gives columns whose name another one has a number: `n`, `n_2`.
fn told_apart(fields: &mut [Field], mends: &mut Mends) {
    let mut taken: HashSet<String> = fields.iter().map(|field| field.text.clone()).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for field in fields.iter_mut().filter(|field| !field.text.is_empty()) {
        let number = seen.entry(field.text.clone()).or_default();
        *number += 1;
        if *number == 1 {
            continue;
        }
        let mut name = format!("{}_{number}", field.text);
        while !taken.insert(name.clone()) {
            *number += 1;
            name = format!("{}_{number}", field.text);
        }
        mends.add(Slip::SameName, &field.place, &name);
        field.text = name;
    }
}

/// A finding for a value that is nested beyond the limit.
pub fn too_deep(place: &Place, limits: &Limits) -> Diagnostic {
    let message = format!("this is nested more than {} levels deep", limits.depth);
    Diagnostic::new(codes::TOO_DEEP, place.clone(), message)
        .help(format!("raise the limit with `--limit depth=N`, up to {}", Limits::DEEPEST))
}

/// Joins a row with its header; a message names it by the second of its numbers; `None` when nothing is filled in, or with a finding when the
/// lengths differ. Columns without a name at the edges are passed over when nothing is in them.
pub fn row_map(
    header: &Header,
    mut fields: Vec<Field>,
    (number, seen): (usize, usize),
    (unnamed, findings): (&mut Unnamed, &mut Findings),
) -> Option<Arc<Map>> {
    work::count(fields.len());
    let filled = fields.iter().rposition(|field| !field.text.is_empty())?;
    let place = fields.first().map(|field| field.place.clone())?;
    let last_named = header.names.iter().rposition(|name| !name.text.is_empty()).unwrap_or(0);
    if filled >= header.names.len() || fields.len() <= last_named {
        findings.push(wrong_length(header, &fields, number));
        return None;
    }
    fields.truncate(header.names.len());
    let mut map = Map::new(place);
    for (name, field) in header.names.iter().zip(fields) {
        if name.refused {
            continue;
        }
        if name.text.is_empty() {
            if !field.text.is_empty() {
                unnamed.add(&field, seen);
                return None;
            }
            continue;
        }
        let address = Address::Cell { row: number, column: name.column.clone() };
        let is_false = decimal::is_false(&field.text);
        let origin = Origin { is_false, ..Origin::new(field.place, address) };
        let entry =
            Entry { key: name.place.clone(), node: Node::Cell(Cell::new(&field.text, origin)) };
        insert(&mut map, &name.text, entry);
    }
    // Of many rows, what is kept for more columns would be a third of the memory.
    map.entries.shrink_to_fit();
    Some(Arc::new(map))
}

/// Rows with a value whose column has no name, so that it could not be asked for: one mistake, however many they are.
#[derive(Default)]
pub struct Unnamed {
    /// The first such value, with the number of its row.
    first: Option<(Place, usize)>,
    rows: usize,
}

impl Unnamed {
    /// Adds a row.
    pub fn add(&mut self, field: &Field, number: usize) {
        self.first.get_or_insert_with(|| (field.place.clone(), number));
        self.rows += 1;
    }

    /// What is told of them; `head` is the line with the names of the columns.
    pub fn told(self, head: usize) -> Option<Diagnostic> {
        let (place, number) = self.first?;
        let message = match self.rows {
            1 => format!("row {number} has a value in a column without a name"),
            rows => format!(
                "{rows} rows have a value in a column without a name, the first of them row {number}"
            ),
        };
        let help = match self.rows {
            1 => format!("name the column in row {head}, or clear the cell"),
            _ => format!(
                "name the column in row {head}; if a lower row names the columns, say which: `header = {}`",
                head + 1
            ),
        };
        Some(Diagnostic::new(codes::ROW_LENGTH, place, message).help(help))
    }
}

/// The group and the name in it that a column's name with a dot says. “No.” and “depth (approx. cm)” are names.
fn parted(name: &str) -> Option<(&str, &str)> {
    let at = dots(name).next()?;
    Some((&name[..at], &name[at + 1..]))
}

/// Where dots stand between a group and a name.
fn dots(name: &str) -> impl Iterator<Item = usize> {
    let parts = |at: &usize| {
        let goes_on = name[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        goes_on && *at > 0
    };
    name.match_indices('.').map(|(at, _)| at).filter(parts)
}

/// Inserts an entry under a name with dots, making maps on the way.
fn insert(map: &mut Map, name: &str, entry: Entry) {
    let Some((outer, inner)) = parted(name) else {
        map.entries.insert(name.to_string(), entry);
        return;
    };
    let place = entry.node.place().clone();
    let slot = map.entries.entry(outer.to_string()).or_insert_with(|| Entry {
        key: entry.key.clone(),
        node: Node::Map(Arc::new(Map::new(place))),
    });
    if let Node::Map(nested) = &mut slot.node {
        insert(Arc::make_mut(nested), inner, entry);
    }
}

fn wrong_length(header: &Header, fields: &[Field], number: usize) -> Diagnostic {
    let (want, have) = (header.names.len(), fields.len());
    let count = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let (fields_of, columns) = (count(have, "field"), count(want, "column"));
    let message = format!("row {number} has {fields_of}, but the header has {columns}");
    let place = fields.last().map_or_else(|| Place::file(""), |field| field.place.clone());
    let finding = Diagnostic::new(codes::ROW_LENGTH, place, message);
    match header.names.get(have) {
        Some(Name { text: name, .. }) if have < want => finding
            .label(format!("the row ends here; “{name}” is the next column"))
            .help("add the missing fields; an empty field still needs its comma"),
        _ => finding.help("put a field that contains a comma into \"quotes\""),
    }
}
