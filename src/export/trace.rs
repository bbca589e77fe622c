//! The trace of a build, as it is written to JSON: every printed value with the cells behind it, and the wording.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::passages::{Cited, Passage};
use crate::data::place::Origin;
use crate::language::Edition;
use crate::model::inputs::Inputs;
use crate::model::trace::{Provenance, Trace};

/// What one edition of a document prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The document's name in the manifest.
    pub document: String,
    /// The edition, such as `zh-en`.
    pub edition: String,
    /// Every printed value, in the order of the text.
    pub printed: Vec<PrintedValue>,
    /// What the texts say, in the order of reading; the languages one after the other.
    #[serde(default)]
    pub passages: Vec<Passage>,
    /// The references that are cited.
    #[serde(default)]
    pub references: Vec<Cited>,
}

/// One printed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<String>,
    /// The cells behind it; none when an expression made the text.
    pub cells: Vec<Cell>,
}

/// One cell of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// The data file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Row and column, JSON pointer, or sheet and cell.
    pub address: String,
    /// What its row is called in the column `id`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// What it is called in its row: the head of its column, or a name in a tree.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// What is written in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The citation keys that its row names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The place in the source that its row names, such as `Table 3, row 9`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
}

/// The form of an edition, by which a trace is told from other lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only its form is asked for")]
struct Form {
    document: String,
    edition: String,
    printed: Vec<IgnoredAny>,
    #[serde(default)]
    passages: Vec<IgnoredAny>,
    #[serde(default)]
    references: Vec<IgnoredAny>,
}

/// Whether this is a trace that has editions: an empty list may be anybody's.
pub fn is_trace(json: impl Read) -> bool {
    serde_json::from_reader::<_, Vec<Form>>(json).is_ok_and(|all| !all.is_empty())
}

/// What is written in cells.
pub type Values = HashMap<Arc<Origin>, Arc<str>>;

/// What is written in the cells behind these values.
pub fn values<'a>(inputs: &Inputs, traces: impl Iterator<Item = &'a Trace>) -> Values {
    let printed: HashSet<&Arc<Origin>> = traces.flat_map(|it| &it.origins).collect();
    let mut values = Values::new();
    for dataset in inputs.data.values() {
        dataset.for_each_cell(&mut |cell| {
            if cell.parts.is_empty() && printed.contains(&cell.origin) {
                values.insert(cell.origin.clone(), cell.text.clone());
            }
        });
    }
    values
}

/// The trace of one edition of a document; `words` are the passages and references of its languages.
pub fn document(
    document: &str,
    edition: &Edition,
    traces: &[Trace],
    values: &Values,
    (passages, references): (Vec<Passage>, Vec<Cited>),
) -> Document {
    let printed = traces.iter().map(|it| printed(it, values)).collect();
    let (document, edition) = (document.to_string(), edition.to_string());
    Document { document, edition, printed, passages, references }
}

fn printed(trace: &Trace, values: &Values) -> PrintedValue {
    PrintedValue {
        text: trace.text.clone(),
        language: trace.language.code().to_string(),
        file: trace.place.file.to_string(),
        line: trace.place.line,
        column: trace.place.column,
        computed: trace.computed.as_ref().map(|computed| computed.method.to_string()),
        cells: trace.origins.iter().zip(&trace.sources).map(|it| cell(it, values)).collect(),
    }
}

fn cell((origin, source): (&Arc<Origin>, &Provenance), values: &Values) -> Cell {
    Cell {
        file: origin.place.file.to_string(),
        line: origin.place.line,
        column: origin.place.column,
        address: origin.address.to_string(),
        value: values.get(origin).map(|text| text.to_string()),
        row: source.row.clone(),
        field: origin.address.field(),
        reference: source.reference.clone(),
        place: source.place.clone(),
    }
}
