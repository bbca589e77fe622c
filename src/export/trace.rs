//! The trace of a build as JSON: every printed value with the cells behind it.

use serde::Serialize;

use crate::model::place::{Origin, Place};
use crate::model::trace::Trace;

#[derive(Serialize)]
struct Document<'a> {
    document: &'a str,
    edition: String,
    printed: Vec<Printed<'a>>,
}

#[derive(Serialize)]
struct Printed<'a> {
    text: &'a str,
    language: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    address: &'a str,
}

/// Writes the traces of some documents: name, edition, and what was printed.
pub fn json<'a>(documents: impl Iterator<Item = (&'a str, String, &'a [Trace])>) -> String {
    let document = |(document, edition, traces): (&'a str, String, &'a [Trace])| Document {
        document,
        edition,
        printed: traces.iter().map(printed).collect(),
    };
    let documents: Vec<Document> = documents.map(document).collect();
    serde_json::to_string_pretty(&documents).unwrap_or_default()
}

fn printed(trace: &Trace) -> Printed<'_> {
    let Place { file, line, column, .. } = &trace.place;
    Printed {
        text: &trace.text,
        language: trace.language.code(),
        file,
        line: *line,
        column: *column,
        cells: trace.origins.iter().map(|origin| cell(origin)).collect(),
    }
}

fn cell(origin: &Origin) -> Cell<'_> {
    let Place { file, line, column, .. } = &origin.place;
    Cell { file, line: *line, column: *column, address: &origin.address }
}
