//! Notes beneath a table: those declared, and one for each recorded contradiction that bears on a
//! cell; lettered in reading order.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::groups::Branch;
use super::lines::fill;
use crate::data::place::Place;
use crate::data::tree::{Cell, Entry, Map, Node};
use crate::diagnostic::{Diagnostic, codes};
use crate::evaluate::context::Context;
use crate::language::pack::messages::fill as fill_in;
use crate::model::doubt::RECORDED;
use crate::model::inputs::Inputs;
use crate::model::manuscript::Inline;
use crate::model::resolved::Lettered;
use crate::model::table::{Declaration, Line};

/// Letters by row and column, in reading order.
pub type Marks = HashMap<(String, String), Vec<String>>;

/// A note and what its values are filled in from.
pub struct Noted<'a> {
    at: Option<(String, String)>,
    text: Cow<'a, Line>,
    place: Place,
    row: Option<Arc<Map>>,
}

/// The notes that the declaration states, and those that follow from recorded contradictions about
/// the studies shown: the record's column `marks` names the columns that carry the mark.
pub fn all<'a>(declaration: &'a Declaration, rows: &[Arc<Map>], inputs: &Inputs) -> Vec<Noted<'a>> {
    let declared = declaration.notes.iter().map(|note| Noted {
        at: note.at.clone(),
        text: Cow::Borrowed(&note.text),
        place: note.place.clone(),
        row: None,
    });
    let wanted = declaration.contradictions && inputs.manifest.project.conflicts.is_some();
    let shown: HashSet<&str> = rows.iter().map(|row| row.text("id")).collect();
    let recorded = inputs.data.get(RECORDED).filter(|_| wanted);
    let recorded = recorded.into_iter().flat_map(|dataset| dataset.table_rows());
    let of_contradiction = recorded.filter_map(|record| {
        let (study, _) = record.text("about").split_once('.')?;
        shown.contains(study).then_some(())?;
        let mut marks = record.text("marks").split(';').map(str::trim);
        let column = marks.find(|id| declaration.columns.iter().any(|it| it.id == *id))?;
        Some(Noted {
            at: Some((study.to_string(), column.to_string())),
            text: Cow::Owned(contradiction(record, inputs)?),
            place: record.place.clone(),
            row: Some(record.clone()),
        })
    });
    declared.chain(of_contradiction).collect()
}

/// What a table says of a contradiction that the project has recorded, in each language of the project.
fn contradiction(record: &Map, inputs: &Inputs) -> Option<Line> {
    let cell = record.filled("code")?;
    let mut map = Map::new(record.place.clone());
    for language in &inputs.manifest.project.languages {
        let words = &inputs.languages.pack(*language).messages.contradiction;
        let parts = ["first", "first_place", "second", "second_place"];
        let filled: Vec<String> = parts.map(|it| format!("{{{{ row.{it} }}}}")).to_vec();
        let parts: Vec<(&str, &str)> =
            parts.into_iter().zip(filled.iter().map(String::as_str)).collect();
        let node = Node::Cell(Cell::composed(&fill_in(words, &parts), &[cell])?);
        map.entries.insert(language.code().to_string(), Entry { key: map.place.clone(), node });
        map.languages.push(*language);
    }
    Some(Line { node: Node::Map(Arc::new(map)) })
}

/// The letters of all notes; a note that belongs to no cell of the table is a finding.
pub fn marks(
    declaration: &Declaration,
    branches: &[Branch],
    all: &[Noted],
    context: &mut Context,
) -> Marks {
    let mut marks = Marks::new();
    let mut wanted: HashMap<&(String, String), usize> = HashMap::new();
    for at in all.iter().filter_map(|note| note.at.as_ref()) {
        *wanted.entry(at).or_default() += 1;
    }
    let mut letters = (0..).map(letter);
    for row in branches.iter().flat_map(Branch::rows_in_order) {
        for column in &declaration.columns {
            let at = (row.text("id").to_string(), column.id.clone());
            for _ in 0..wanted.get(&at).copied().unwrap_or_default() {
                marks.entry(at.clone()).or_default().extend(letters.next());
            }
        }
    }
    for note in all {
        if let Some((row, column)) = note.at.as_ref().filter(|at| !marks.contains_key(at)) {
            let message = format!(
                "this note refers to row “{row}”, column “{column}”, which {} does not have",
                declaration.describe()
            );
            context.findings.push(Diagnostic::new(
                codes::TABLE_MISMATCH,
                note.place.clone(),
                message,
            ));
        }
    }
    marks
}

/// The mark of a note, counted from 0: a to z, then aa to zz, aaa … Marks may stand side by side in
/// a cell, and “ab” is never one of them.
pub fn letter(index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    letter.to_string().repeat(index / 26 + 1)
}

/// The stated notes about all of it, for what has no cells that notes could be about.
pub fn stated(declaration: &Declaration, context: &mut Context) -> Vec<Vec<Inline>> {
    let about_all = declaration.notes.iter().filter(|note| note.at.is_none());
    about_all.filter_map(|note| fill(&note.text, None, context)).collect()
}

/// Lettered notes, then the others.
pub type Notes = (Vec<Lettered>, Vec<Vec<Inline>>);

/// Fills in the notes.
pub fn notes(all: &[Noted], marks: &Marks, context: &mut Context) -> Notes {
    let mut lettered = Vec::new();
    let mut plain = Vec::new();
    let mut used: HashMap<&(String, String), usize> = HashMap::new();
    for note in all {
        let Some(body) = fill(&note.text, note.row.as_ref(), context) else {
            continue;
        };
        match &note.at {
            Some(at) => {
                let turn = used.entry(at).or_default();
                let letter = marks.get(at).and_then(|letters| letters.get(*turn)).cloned();
                *turn += 1;
                let record = note.row.as_ref().map(|row| row.place.clone());
                lettered.push(Lettered { letter: letter.unwrap_or_default(), body, record });
            }
            None => plain.push(body),
        }
    }
    lettered.sort_by(|Lettered { letter: a, .. }, Lettered { letter: b, .. }| {
        (a.len(), a).cmp(&(b.len(), b))
    });
    (lettered, plain)
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn marks_go_on_after_z() {
        let marks = [0, 25, 26, 27, 51, 52].map(letter);
        assert_eq!(marks, ["a", "z", "aa", "bb", "zz", "aaa"]);
    }
}
