//! The trace of a build as JSON: every printed value with the cells behind it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::data::place::{Origin, Place};
use crate::model::trace::{Provenance, Trace};

/// What one edition of a document prints.
#[derive(Serialize, JsonSchema)]
pub struct Document<'a> {
    /// The document's name in the manifest.
    document: &'a str,
    /// The edition, such as `zh-en`.
    edition: String,
    /// Every printed value, in the order of the text.
    printed: Vec<PrintedValue<'a>>,
}

/// One printed value.
#[derive(Serialize, JsonSchema)]
struct PrintedValue<'a> {
    /// What the reader sees.
    text: &'a str,
    /// The language it is printed in.
    language: &'a str,
    /// The file that asks for it.
    file: &'a str,
    line: usize,
    column: usize,
    /// What was done with the cells, when the source does not print the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    computed: Option<&'a str>,
    /// The cells behind it; none when an expression made the text.
    cells: Vec<Cell<'a>>,
}

/// One cell of the data.
#[derive(Serialize, JsonSchema)]
struct Cell<'a> {
    /// The data file.
    file: &'a str,
    line: usize,
    column: usize,
    /// Row and column, JSON pointer, or sheet and cell.
    address: &'a str,
    /// The citation keys that its row names.
    #[serde(skip_serializing_if = "str::is_empty")]
    reference: &'a str,
    /// The place in the source that its row names, such as `Table 3, row 9`.
    #[serde(skip_serializing_if = "str::is_empty")]
    place: &'a str,
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

fn printed(trace: &Trace) -> PrintedValue<'_> {
    let Place { file, line, column, .. } = &trace.place;
    PrintedValue {
        text: &trace.text,
        language: trace.language.code(),
        file,
        line: *line,
        column: *column,
        computed: trace.computed.as_ref().map(|computed| computed.method.as_str()),
        cells: trace.origins.iter().zip(&trace.sources).map(cell).collect(),
    }
}

fn cell<'a>((origin, source): (&'a Arc<Origin>, &'a Provenance)) -> Cell<'a> {
    let Place { file, line, column, .. } = &origin.place;
    let (reference, place) = (source.reference.as_str(), source.place.as_str());
    Cell { file, line: *line, column: *column, address: &origin.address, reference, place }
}
