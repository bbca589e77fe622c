//! The numbers of a data file as they are read, with a point before decimals, whatever sign the file has there.
//!
//! Spreadsheets in most of Europe write `1,8` and part columns by semicolons. Three digits behind a comma are decimals
//! there and a group elsewhere; `decimal_choice` says which.

use std::sync::Arc;

use indexmap::IndexMap;

use super::decimal_choice::{Choice, Reading, Seen};
use super::foreign_digits;
use super::numerals::Numeral;
use crate::data::tree::{Cell, Map, Node};
use crate::data::work;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::manifest::DataFile;
use crate::quantity::rendered::is_figure;

/// Reads the numbers of a file's rows; `separator` is what parts columns, where the file is text.
pub fn settle(root: &mut Node, file: &DataFile, separator: Option<u8>, findings: &mut Findings) {
    foreign_digits::settle(rows_mut(root), file);
    let declared = file.decimal;
    let asked = declared.is_some() || !file.numbers.is_empty();
    if !asked && (separator.is_none() || !has_sign(rows(root))) {
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

/// Whether anything could be rewritten: many files have neither sign within a number.
fn has_sign<'a>(mut rows: impl Iterator<Item = &'a Arc<Map>>) -> bool {
    let in_question = |cell: &Cell| {
        let bytes = cell.text.as_bytes();
        let ends = bytes.last().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'%');
        ends && (bytes.contains(&b',') || bytes.contains(&b'.'))
    };
    rows.any(|row| {
        let mut found = false;
        row.entries.values().for_each(|entry| {
            entry.node.for_each_cell(&mut |cell| found |= in_question(cell));
        });
        found
    })
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
            let plain = is_figure(&cell.text);
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
