//! Changes as data, and as they are written to JSON.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

/// What has become of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is there in both, and differs.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere, with the same words.
    Moved,
}

/// What readers look for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// What is concluded or recommended.
    Conclusion,
    /// How certain the evidence is.
    Certainty,
}

/// Everything that has changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Changes {
    /// Editions that are new or gone, such as `summary.zh`.
    pub editions: Vec<EditionChange>,
    /// Cells of the data whose value differs where it is printed.
    pub cells: Vec<CellChange>,
    /// Words that differ, apart from the values of those cells.
    pub passages: Vec<PassageChange>,
    /// References that are cited and were not, or differ.
    pub references: Vec<ReferenceChange>,
    /// Pages that look otherwise, if pages were compared.
    pub pages: Vec<PageChange>,
}

/// An edition that is new or gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EditionChange {
    /// `added` or `removed`.
    pub change: Change,
    /// Its name.
    pub edition: String,
}

/// A cell whose value differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellChange {
    /// What the cell is about, if readers look for it first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// The data file.
    pub file: String,
    /// Line in the newer file, from 1.
    pub line: usize,
    /// The `id` of its row, or its address.
    pub row: String,
    /// What it is called in its row.
    pub field: String,
    /// What was written in it.
    pub before: String,
    /// What is written in it.
    pub after: String,
    /// Where it is printed now; empty when it no longer is.
    pub printed: Vec<Printed>,
}

/// A place at which a value is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Printed {
    /// The file that asks for it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The language it is printed in.
    pub language: String,
    /// What the reader sees.
    pub text: String,
    /// The documents that print it.
    pub documents: BTreeSet<String>,
}

/// Words that differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PassageChange {
    /// What has become of them.
    pub change: Change,
    /// What they are about, if readers look for it first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// The language.
    pub language: String,
    /// `paragraph`, `heading`, `table` …
    pub kind: String,
    /// The heading, table or figure that they stand under.
    pub under: String,
    /// The file they are written in.
    pub file: String,
    /// Line in the newer file, or in the older one of what is gone.
    pub line: usize,
    /// What they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The documents that have them.
    pub documents: BTreeSet<String>,
}

/// A reference that is cited and was not, or differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReferenceChange {
    /// What has become of it.
    pub change: Change,
    /// Its key.
    pub key: String,
    /// What it was, in short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is, in short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The documents that cite it now, or did.
    pub documents: BTreeSet<String>,
}

/// A page that looks otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PageChange {
    /// The PDF.
    pub file: String,
    /// The older page, from 1; none when there was none like it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<usize>,
    /// The newer page, from 1; none when there is none like it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<usize>,
    /// What is gone from the older page, and what is new on the newer one.
    pub parts: Vec<PagePart>,
    /// The picture of both pages, if it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PagePart {
    /// `added` to the newer page, or `removed` from the older one.
    pub change: Change,
    /// Its left and upper edge, width and height in millimetres, from the upper left corner of the page.
    pub frame: [f64; 4],
    /// The words in it that differ; none of lines, areas and pictures.
    pub text: String,
}

impl Changes {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}
