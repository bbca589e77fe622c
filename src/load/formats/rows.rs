//! Rows of a table (CSV or XLSX) to nested maps: `name.zh` becomes `name` with the entry `zh`.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::address::{Address, Column};
use crate::data::place::{Origin, Place};
use crate::data::tree::{Cell, Entry, Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::limits::Limits;

/// A field as written.
pub struct Field {
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// The names of the columns.
pub struct Header {
    names: Vec<(String, Column, Place)>,
}

impl Header {
    /// Reads the first row; a name that appears twice, or has too many dots, is a finding.
    pub fn new(mut fields: Vec<Field>, limits: &Limits, findings: &mut Findings) -> Header {
        let mut seen: HashMap<String, Place> = HashMap::new();
        for field in &fields {
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
            let outer = field.text.match_indices('.').map(|(at, _)| &field.text[..at]);
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
        for field in &mut fields {
            if field.text.matches('.').count() as u64 >= limits.depth {
                findings.push(too_deep(&field.place, limits));
                field.text.clear();
            }
        }
        let names = fields.into_iter().map(|field| {
            let column = Column::new(&field.text);
            (field.text, column, field.place)
        });
        Header { names: names.collect() }
    }
}

/// A finding for a row beyond the limit.
pub fn too_many(place: &Place, limits: &Limits) -> Diagnostic {
    let message = format!("this file has more than {} rows", limits.rows);
    Diagnostic::new(codes::TOO_MANY_ROWS, place.clone(), message)
        .help("raise the limit with `--limit rows=N`")
}

/// A finding where the cells of a file go beyond the limit.
pub fn too_large(place: &Place, limits: &Limits) -> Diagnostic {
    let message = format!("this file has more than {} cells (rows times columns)", limits.cells);
    Diagnostic::new(codes::TOO_MANY_CELLS, place.clone(), message)
        .help("`--limit cells=N` lets more be read")
}

/// A finding for a value that is nested beyond the limit.
pub fn too_deep(place: &Place, limits: &Limits) -> Diagnostic {
    let message = format!("this is nested more than {} levels deep", limits.depth);
    Diagnostic::new(codes::TOO_DEEP, place.clone(), message)
        .help(format!("raise the limit with `--limit depth=N`, up to {}", Limits::DEEPEST))
}

/// Joins a row with its header; `None` with a finding when the lengths differ.
pub fn row_map(
    header: &Header,
    fields: Vec<Field>,
    number: usize,
    findings: &mut Findings,
) -> Option<Arc<Map>> {
    let place = fields.first().map(|field| field.place.clone())?;
    if fields.len() != header.names.len() {
        findings.push(wrong_length(header, &fields, number));
        return None;
    }
    let mut map = Map::new(place);
    for ((name, column, key), field) in header.names.iter().zip(fields) {
        if name.is_empty() {
            continue;
        }
        let origin = Origin {
            place: field.place,
            address: Address::Cell { row: number, column: column.clone() },
        };
        let entry = Entry { key: key.clone(), node: Node::Cell(Cell::new(&field.text, origin)) };
        insert(&mut map, name, entry);
    }
    Some(Arc::new(map))
}

/// Inserts an entry under a name with dots, making maps on the way.
fn insert(map: &mut Map, name: &str, entry: Entry) {
    let Some((outer, inner)) = name.split_once('.') else {
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
    let message = format!("row {number} has {have} fields, but the header has {want} columns");
    let place = fields.last().map_or_else(|| Place::file(""), |field| field.place.clone());
    let finding = Diagnostic::new(codes::ROW_LENGTH, place, message);
    match header.names.get(have) {
        Some((name, ..)) if have < want => finding
            .label(format!("the row ends here; “{name}” is the next column"))
            .help("add the missing fields; an empty field still needs its comma"),
        _ => finding.help("put a field that contains a comma into \"quotes\""),
    }
}
