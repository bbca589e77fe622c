//! CSV (RFC 4180) to a list of rows; every field is text, `name.zh` and `name.en` nest.

use std::sync::Arc;

use super::rows::{Field, Header, row_map, too_large, too_many};
use crate::data::place::{Indexed, Place};
use crate::data::tree::{List, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::limits::Limits;

/// Parses a whole file; rows of the wrong length are findings and are left out.
pub fn parse(path: &Arc<str>, text: &str, limits: &Limits, findings: &mut Findings) -> Node {
    let place = Place::file(path);
    if let Some(finding) = open_quote(path, text) {
        findings.push(finding);
        return Node::List(List { items: Vec::new(), place });
    }
    let text_start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(&text.as_bytes()[text_start..]);
    let indexed = Indexed::new(path, text);
    let mut header: Option<Header> = None;
    let mut items = Vec::new();
    let mut cells: u64 = 0;
    for (number, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                findings.push(syntax_error(path, &error));
                break;
            }
        };
        cells = cells.saturating_add(record.len() as u64);
        if cells > limits.cells {
            let line = record.position().map_or(1, |position| position.line() as usize);
            findings.push(too_large(&Place::at(path, line, 1), limits));
            break;
        }
        let start = text_start + record.position().map_or(0, |position| position.byte() as usize);
        let fields = fields(&indexed, text, start, &record);
        match &header {
            None => header = Some(Header::new(fields, limits, findings)),
            Some(_) if items.len() as u64 == limits.rows => {
                findings.extend(fields.first().map(|field| too_many(&field.place, limits)));
                break;
            }
            Some(header) => match row_map(header, fields, number, findings) {
                Some(row) => items.push(Node::Map(row)),
                None => continue,
            },
        }
    }
    Node::List(List { items, place })
}

fn syntax_error(path: &Arc<str>, error: &::csv::Error) -> Diagnostic {
    let line = error.position().map_or(0, |position| position.line() as usize);
    Diagnostic::new(codes::CSV_SYNTAX, Place::at(path, line, 1), format!("invalid CSV: {error}"))
}

/// The fields of one record with their places, found by walking the raw text from `start`.
fn fields(
    indexed: &Indexed<&str>,
    text: &str,
    start: usize,
    record: &::csv::StringRecord,
) -> Vec<Field> {
    // The reader may report the end of the previous line; step over line breaks.
    let skipped = text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
    let mut at = start + skipped;
    let mut fields = Vec::with_capacity(record.len());
    for value in record {
        let end = field_end(text, at);
        let place = indexed.place(at..end);
        fields.push(Field { text: value.trim().to_string(), place });
        at = (end + 1).min(text.len());
    }
    fields
}

/// Where the field that begins at `start` ends: the next comma or line break outside quotes.
fn field_end(text: &str, start: usize) -> usize {
    let mut quoted = false;
    for (offset, byte) in text.as_bytes()[start..].iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' | b'\n' | b'\r' if !quoted => return start + offset,
            _ => {}
        }
    }
    text.len()
}

/// The csv reader accepts a quote that is never closed; that swallows rows, so it is a finding.
fn open_quote(path: &Arc<str>, text: &str) -> Option<Diagnostic> {
    if text.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let mut open = None;
    for (at, _) in text.match_indices('"') {
        open = if open.is_some() { None } else { Some(at) };
    }
    let at = open.unwrap_or_default();
    let finding = Diagnostic::new(
        codes::CSV_SYNTAX,
        Place::of_bytes(path, text, at..at + 1),
        "this quote is never closed",
    );
    Some(finding.help("close it with \", and write a quote inside a field as \"\""))
}
