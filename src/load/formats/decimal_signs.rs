//! Which sign stands before the decimals of a data file, and its numbers as they are read, with a point.
//!
//! Spreadsheets in most of Europe write `1,8` and part columns by semicolons. Three digits behind a comma are decimals
//! there and a group elsewhere, so the other cells of the column decide, then those of the file, then what parts the
//! columns; where only the last can, it is told.

use std::sync::Arc;

use indexmap::IndexMap;

use super::numerals::Numeral;
use crate::data::place::Place;
use crate::data::tree::{Cell, Map, Node};
use crate::data::work;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::keys::{self, Kind};
use crate::model::manifest::{DataFile, DecimalSign};
use crate::quantity::decimal;

/// Columns that name things, in which no number is meant.
const NAMES: [&str; 9] =
    ["id", "study", "unit", "reference", "references", "place", "interval", "method", "timepoint"];

/// Reads the numbers of a file's rows; `separator` is what parts columns, where the file is text.
pub fn settle(root: &mut Node, file: &DataFile, separator: Option<u8>, findings: &mut Findings) {
    let declared = file.decimal;
    let asked = declared.is_some() || !file.numbers.is_empty();
    let by_semicolon = separator == Some(b';');
    if !asked && (separator.is_none() || !has_sign(rows(root), by_semicolon)) {
        return;
    }
    let mut columns: IndexMap<String, Seen> = IndexMap::new();
    rows(root).for_each(|row| look(row, "", &mut columns));
    let choice = Choice { file, separator, states: columns.contains_key("unit") };
    let readings = choice.readings(&columns, findings);
    for row in rows_mut(root) {
        rewrite(Arc::make_mut(row), "", &readings, findings);
    }
}

/// The rows of a file: the items of a list, or the groups that an object has by their names.
fn rows(root: &Node) -> impl Iterator<Item = &Arc<Map>> {
    let (list, map) = (root.as_list(), root.as_map());
    let items = list.into_iter().flat_map(|list| list.items.iter());
    let named = map.into_iter().flat_map(|map| map.entries.values().map(|entry| &entry.node));
    items.chain(named).filter_map(Node::as_map)
}

fn rows_mut(root: &mut Node) -> Vec<&mut Arc<Map>> {
    fn as_row(node: &mut Node) -> Option<&mut Arc<Map>> {
        match node {
            Node::Map(map) => Some(map),
            _ => None,
        }
    }
    match root {
        Node::List(list) => list.items.iter_mut().filter_map(as_row).collect(),
        Node::Map(map) => {
            let entries = Arc::make_mut(map).entries.values_mut();
            entries.filter_map(|entry| as_row(&mut entry.node)).collect()
        }
        Node::Cell(_) => Vec::new(),
    }
}

/// Whether anything could be rewritten: most files have no comma within a number.
fn has_sign<'a>(mut rows: impl Iterator<Item = &'a Arc<Map>>, by_semicolon: bool) -> bool {
    let in_question = |cell: &Cell| {
        let bytes = cell.text.as_bytes();
        let ends = bytes.last().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'%');
        ends && (bytes.contains(&b',') || by_semicolon && bytes.contains(&b'.'))
    };
    rows.any(|row| {
        let mut found = false;
        row.entries.values().for_each(|entry| {
            entry.node.for_each_cell(&mut |cell| found |= in_question(cell));
        });
        found
    })
}

/// What stands in a column.
#[derive(Debug, Default)]
struct Seen {
    comma: bool,
    point: bool,
    list: bool,
    other: bool,
    either_comma: Option<(Place, Arc<str>)>,
    either_point: Option<(Place, Arc<str>)>,
}

/// How a column is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Reading {
    /// Commas stand before decimals.
    comma: bool,
    /// Three digits behind a point are a group.
    groups: bool,
    /// Some numbers have a point and some a comma before decimals, so that three digits may be either.
    mixed: bool,
    /// Every number of the column is marked as one, and not only those that are rewritten.
    numbers: bool,
    /// A number with a decimal point is a mistake.
    strict: bool,
}

fn look(row: &Map, before: &str, columns: &mut IndexMap<String, Seen>) {
    for (name, entry) in &row.entries {
        let path = || if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
        match &entry.node {
            Node::Cell(cell) => {
                work::count(1);
                let known = before.is_empty().then(|| columns.get_mut(name)).flatten();
                match known {
                    Some(seen) => seen.add(cell),
                    None => columns.entry(path()).or_default().add(cell),
                }
            }
            Node::Map(map) => look(map, &path(), columns),
            Node::List(_) => {}
        }
    }
}

impl Seen {
    fn add(&mut self, cell: &Cell) {
        if cell.text.is_empty() {
            return;
        }
        let place = || Some((cell.place().clone(), cell.text.clone()));
        match Numeral::of(&cell.text) {
            Numeral::Whole => {}
            Numeral::Comma(_) => self.comma = true,
            Numeral::Point => self.point = true,
            Numeral::List => self.list = true,
            Numeral::Other => self.other = true,
            Numeral::EitherComma(_) if self.either_comma.is_none() => self.either_comma = place(),
            Numeral::EitherPoint(_) | Numeral::PointGroups(_) if self.either_point.is_none() => {
                self.either_point = place();
            }
            _ => {}
        }
    }
}

struct Choice<'a> {
    file: &'a DataFile,
    separator: Option<u8>,
    /// Whether rows state quantities.
    states: bool,
}

impl Choice<'_> {
    fn is_stated(&self, column: &str) -> bool {
        let key = keys::EVIDENCE.key(column);
        self.states && key.is_some_and(|key| matches!(key.kind, Kind::Printed | Kind::Probability))
    }

    /// Whether numbers are looked for in a column. Where commas part columns, a list such as `12,14` is likelier.
    fn is_read(&self, column: &str, seen: &Seen) -> bool {
        let listed = |names: &[String]| names.iter().any(|name| name == column);
        let key = self.file.keys.as_ref().is_some_and(|keys| listed(keys));
        if listed(&self.file.codes) || NAMES.contains(&column) || key {
            return false;
        }
        let is_asked = listed(&self.file.numbers) || self.is_stated(column);
        let by_comma = matches!(self.separator, Some(b',' | b'|'));
        is_asked || !seen.list && (self.file.decimal.is_some() || !by_comma)
    }

    /// How each column is read, with what had to be guessed.
    fn readings(
        &self,
        columns: &IndexMap<String, Seen>,
        findings: &mut Findings,
    ) -> IndexMap<String, Reading> {
        let read = || columns.iter().filter(|(name, seen)| self.is_read(name, seen));
        let commas = read().any(|(_, seen)| seen.comma && !seen.point);
        let points = read().any(|(_, seen)| seen.point && !seen.comma);
        let mut guessed = None;
        let readings = read().map(|(name, seen)| {
            let mut reading = self.reading(name, seen, (commas, points), &mut guessed);
            reading.numbers = self.file.numbers.contains(name);
            (name.clone(), reading)
        });
        let readings = readings.collect();
        findings.extend(guessed.map(|it| it.told(&self.file.file.path)));
        readings
    }

    fn reading(
        &self,
        name: &str,
        seen: &Seen,
        (commas, points): (bool, bool),
        guessed: &mut Option<Guess>,
    ) -> Reading {
        let stated = self.is_stated(name);
        let comma = Reading { comma: true, groups: true, ..Reading::default() };
        match (self.file.decimal, seen.comma, seen.point) {
            (Some(DecimalSign::Comma), ..) => {
                Reading { strict: stated, groups: stated || !seen.other, ..comma }
            }
            (Some(DecimalSign::Point), ..) | (None, false, true) => Reading::default(),
            (None, true, true) => Reading { mixed: true, ..comma },
            (None, true, false) => comma,
            (None, false, false) if commas && !points => {
                Reading { groups: stated || !seen.other, ..comma }
            }
            (None, false, false) => {
                let by_semicolon = self.separator == Some(b';');
                let guess = |found: &Option<(Place, Arc<str>)>, comma| {
                    let found = found.clone().filter(|_| by_semicolon);
                    found.map(|(place, text)| Guess { place, text, comma })
                };
                if let Some(found) = guess(&seen.either_comma, true) {
                    guessed.get_or_insert(found);
                    return comma;
                }
                let found = guess(&seen.either_point, false).filter(|_| stated);
                *guessed = guessed.take().or(found);
                Reading::default()
            }
        }
    }
}

/// A number that could be read in two ways.
struct Guess {
    place: Place,
    text: Arc<str>,
    comma: bool,
}

impl Guess {
    fn told(self, path: &str) -> Diagnostic {
        let (sign, other) = if self.comma { ("comma", ".") } else { ("point", ",") };
        let message = format!(
            "the {sign} in “{}” is read as a decimal {sign}; nothing else in the file says whether it parts thousands",
            self.text
        );
        let this = if self.comma { "," } else { "." };
        Diagnostic::new(codes::DECIMAL_SIGN, self.place, message).help(format!(
            "say which sign stands before decimals, under [data]: NAME = {{ file = \"{path}\", decimal = \"{this}\" }}, or `decimal = \"{other}\"` where it parts thousands"
        ))
    }
}

fn rewrite(
    row: &mut Map,
    before: &str,
    readings: &IndexMap<String, Reading>,
    findings: &mut Findings,
) {
    for (name, entry) in &mut row.entries {
        let path = || if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
        match &mut entry.node {
            Node::Cell(cell) => {
                let reading = match before.is_empty() {
                    true => readings.get(name),
                    false => readings.get(&path()),
                };
                if let Some(reading) = reading {
                    settle_cell(cell, *reading, findings);
                }
            }
            Node::Map(map) => rewrite(Arc::make_mut(map), &path(), readings, findings),
            Node::List(_) => {}
        }
    }
}

fn settle_cell(cell: &mut Cell, reading: Reading, findings: &mut Findings) {
    let new = match Numeral::of(&cell.text) {
        Numeral::Comma(text) if reading.comma => text,
        Numeral::EitherComma(_) | Numeral::EitherPoint(_) if reading.mixed => {
            return findings.push(ambiguous(cell));
        }
        Numeral::EitherComma(text) if reading.comma => text,
        Numeral::EitherPoint(text) | Numeral::PointGroups(text) if reading.groups => text,
        Numeral::Point if reading.strict => {
            return findings.push(with_a_point(cell));
        }
        _ => {
            let plain = decimal::plain(&cell.text).is_some();
            if plain && (reading.numbers || reading.comma && cell.text.starts_with('-')) {
                Arc::make_mut(&mut cell.origin).is_number = true;
            }
            return;
        }
    };
    cell.text = new.into();
    Arc::make_mut(&mut cell.origin).is_number = true;
}

fn ambiguous(cell: &Cell) -> Diagnostic {
    let message = format!(
        "“{}” may have decimals or thousands: the column has decimals behind a point and behind a comma",
        cell.text
    );
    Diagnostic::new(codes::NOT_A_NUMBER, cell.place().clone(), message)
        .help("write one sign before all decimals of the column")
}

fn with_a_point(cell: &Cell) -> Diagnostic {
    let message =
        format!("“{}” has a point, although decimals of this file have a comma", cell.text);
    Diagnostic::new(codes::NOT_A_NUMBER, cell.place().clone(), message)
        .help("`decimal = \",\"` says so of the whole file; write a comma here too, or take it out")
}
