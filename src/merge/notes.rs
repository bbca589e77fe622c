//! Notes beneath a table: lettered in reading order when they belong to a cell.

use std::collections::HashMap;

use super::grouping::Branch;
use super::scribe::Scribe;
use super::tables::fill;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::manuscript::Inline;
use crate::model::table::Declaration;

/// Letters by row and column, in reading order.
pub type Marks = HashMap<(String, String), Vec<String>>;

/// The letters of all notes; a note that belongs to no cell of the table is a finding.
pub fn marks(declaration: &Declaration, branches: &[Branch], scribe: &mut Scribe) -> Marks {
    let mut marks = Marks::new();
    let mut letters = ('a'..='z').map(String::from);
    for row in branches.iter().flat_map(Branch::leaves) {
        for column in &declaration.columns {
            let at = (row.text("id").to_string(), column.id.clone());
            for _ in declaration.notes.iter().filter(|note| note.at.as_ref() == Some(&at)) {
                let letter = letters.next().unwrap_or_else(|| "*".to_string());
                marks.entry(at.clone()).or_default().push(letter);
            }
        }
    }
    for note in &declaration.notes {
        if let Some((row, column)) = note.at.as_ref().filter(|at| !marks.contains_key(at)) {
            let message = format!(
                "this note belongs to row “{row}”, column “{column}”, which {} does not have",
                declaration.describe()
            );
            scribe.findings.push(Diagnostic::new(
                codes::TABLE_MISMATCH,
                note.place.clone(),
                message,
            ));
        }
    }
    marks
}

/// Lettered notes, then the others.
pub type Notes = (Vec<(String, Vec<Inline>)>, Vec<Vec<Inline>>);

/// Fills in the notes.
pub fn notes(declaration: &Declaration, marks: &Marks, scribe: &mut Scribe) -> Notes {
    let mut lettered = Vec::new();
    let mut plain = Vec::new();
    let mut used: HashMap<&(String, String), usize> = HashMap::new();
    for note in &declaration.notes {
        let Some(body) = fill(&note.text, None, scribe) else {
            continue;
        };
        match &note.at {
            Some(at) => {
                let turn = used.entry(at).or_default();
                let letter = marks.get(at).and_then(|letters| letters.get(*turn)).cloned();
                *turn += 1;
                lettered.push((letter.unwrap_or_default(), body));
            }
            None => plain.push(body),
        }
    }
    lettered.sort_by(|a, b| a.0.cmp(&b.0));
    (lettered, plain)
}
