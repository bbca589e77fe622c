//! The numbers of the equations of a text, and their labels.

use std::collections::BTreeMap;

/// What a row says about its number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowLabels {
    /// The number that the author gives, as Typst source and as words.
    pub tag: Option<(String, String)>,
    /// The names by which the text refers to it.
    pub labels: Vec<String>,
    /// Whether it has no number.
    pub suppressed: bool,
}

impl RowLabels {
    /// Adds what another says about the same row.
    pub fn take(&mut self, other: RowLabels) {
        self.tag = self.tag.take().or(other.tag);
        self.labels.extend(other.labels);
        self.suppressed |= other.suppressed;
    }
}

/// The equations of a text so far.
#[derive(Debug, Default)]
pub struct Equations {
    last: usize,
    /// The number of each label.
    pub labels: BTreeMap<String, String>,
    /// The labels that are given twice.
    pub twice: Vec<String>,
}

impl Equations {
    /// The number of a row as Typst source, if it has one.
    pub fn number(&mut self, row: &RowLabels, counted: bool) -> Option<String> {
        let (source, words) = match &row.tag {
            Some((source, words)) => (source.clone(), words.clone()),
            None if row.suppressed || (row.labels.is_empty() && !counted) => return None,
            None => {
                self.last += 1;
                (format!("\"({})\"", self.last), format!("({})", self.last))
            }
        };
        for label in &row.labels {
            if self.labels.insert(label.clone(), words.clone()).is_some() {
                self.twice.push(label.clone());
            }
        }
        Some(source)
    }
}
