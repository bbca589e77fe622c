//! Documents that are made for records, as they came of their series.

use crate::diagnostic::Diagnostic;
use crate::model::manifest::Document;
use crate::model::series::Record;

/// What came of a document and one record.
pub struct Member {
    /// The record.
    pub record: Record,
    /// The document; `None` when its strings could not be filled in.
    pub document: Option<Document>,
    /// What stands in its way.
    pub findings: Vec<Diagnostic>,
}

impl Member {
    /// What it is called in findings and `--only`.
    pub fn called(&self, series: &str) -> String {
        format!("{series}/{}", self.record.key)
    }
}

/// The documents of one series, in the order of their records.
pub struct Expanded {
    /// The name of the series.
    pub name: String,
    /// For each record one.
    pub members: Vec<Member>,
}
