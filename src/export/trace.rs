//! The trace of a build, as it is written to JSON: every printed value with the cells behind it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::data::place::Origin;
use crate::language::Edition;
use crate::model::trace::{Provenance, Trace};

/// What one edition of a document prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Document {
    /// The document's name in the manifest.
    pub document: String,
    /// The edition, such as `zh-en`.
    pub edition: String,
    /// Every printed value, in the order of the text.
    pub printed: Vec<PrintedValue>,
}

/// One printed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PrintedValue {
    /// What the reader sees.
    pub text: String,
    /// The language it is printed in.
    pub language: String,
    /// The file that asks for it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What was done with the cells, when the source does not print the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computed: Option<String>,
    /// The cells behind it; none when an expression made the text.
    pub cells: Vec<Cell>,
}

/// One cell of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cell {
    /// The data file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Row and column, JSON pointer, or sheet and cell.
    pub address: String,
    /// The citation keys that its row names.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The place in the source that its row names, such as `Table 3, row 9`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
}

/// The trace of one edition of a document.
pub fn document(document: &str, edition: &Edition, traces: &[Trace]) -> Document {
    let printed = traces.iter().map(printed).collect();
    Document { document: document.to_string(), edition: edition.to_string(), printed }
}

fn printed(trace: &Trace) -> PrintedValue {
    PrintedValue {
        text: trace.text.clone(),
        language: trace.language.code().to_string(),
        file: trace.place.file.to_string(),
        line: trace.place.line,
        column: trace.place.column,
        computed: trace.computed.as_ref().map(|computed| computed.method.to_string()),
        cells: trace.origins.iter().zip(&trace.sources).map(cell).collect(),
    }
}

fn cell((origin, source): (&Arc<Origin>, &Provenance)) -> Cell {
    Cell {
        file: origin.place.file.to_string(),
        line: origin.place.line,
        column: origin.place.column,
        address: origin.address.to_string(),
        reference: source.reference.clone(),
        place: source.place.clone(),
    }
}
