//! What the templates of a declaration have become: the lines of cells, labels and notes that an
//! author wrote, with their values filled in.

use crate::data::place::Place;
use crate::language::Language;
use crate::model::manuscript::Inline;
use crate::model::resolved::{Group, Table};
use crate::model::table::{Content, Declaration, Grouping, Groups, Line};

/// The lines of one cell or label, or all notes.
pub struct Filled<'a> {
    /// The lines in order; empty ones have vanished.
    pub lines: Vec<&'a [Inline]>,
    /// The row of the data that filled them in.
    pub row: Option<&'a Place>,
}

/// Everything that the author's templates became in one language; the same in number and order in
/// every language, since the rows are.
pub fn filled<'a>(declaration: &'a Declaration, table: &'a Table) -> Vec<Filled<'a>> {
    let mut filled = Vec::new();
    for group in &table.groups {
        groups(declaration, &declaration.grouping, group, &mut filled);
    }
    // Notes on recorded contradictions are worded by us and filled in from the records.
    let notes = table.lettered.iter().map(|note| &note.body).chain(&table.notes);
    let own = notes.map(Vec::as_slice).filter(|note| is_written_in(&declaration.place, note));
    filled.push(Filled { lines: own.collect(), row: None });
    filled
}

fn groups<'a>(
    declaration: &'a Declaration,
    levels: &'a [Grouping],
    group: &'a Group,
    filled: &mut Vec<Filled<'a>>,
) {
    // Labels that are declared one by one are words without values.
    if let Some(Grouping { groups: Groups::Rows { .. }, .. }) = levels.first() {
        filled.push(Filled { lines: slices(&group.label), row: None });
    }
    let inner = levels.get(1..).unwrap_or_default();
    group.groups.iter().for_each(|group| groups(declaration, inner, group, filled));
    for row in &group.rows {
        let cells = row.cells.iter().zip(&declaration.columns);
        let texts = cells.filter(|(_, column)| matches!(column.content, Content::Lines(_)));
        filled.extend(
            texts.map(|(cell, _)| Filled { lines: slices(&cell.lines), row: Some(&row.place) }),
        );
    }
}

fn slices(lines: &[Vec<Inline>]) -> Vec<&[Inline]> {
    lines.iter().map(Vec::as_slice).collect()
}

fn is_written_in(file: &Place, inlines: &[Inline]) -> bool {
    begins(inlines).is_some_and(|place| place.file == file.file)
}

/// Where a line begins in the template.
pub fn begins(inlines: &[Inline]) -> Option<&Place> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(_, place)
        | Inline::Value(_, place)
        | Inline::Code { place, .. }
        | Inline::Math { place, .. }
        | Inline::Image { place, .. } => Some(place),
        Inline::Cite(group) => group.first().map(|citation| &citation.place),
        other => begins(other.children()),
    })
}

/// Where the templates that [`filled`] covers are written in a language.
pub fn templates<'a>(
    declaration: &'a Declaration,
    table: &Table,
    language: Language,
) -> Vec<&'a Place> {
    let mut lines: Vec<&Line> = declaration.notes.iter().map(|note| &note.text).collect();
    if !table.rows().is_empty() {
        for column in &declaration.columns {
            if let Content::Lines(own) = &column.content {
                lines.extend(own);
            }
        }
        for grouping in &declaration.grouping {
            if let Groups::Rows { lines: own, .. } = &grouping.groups {
                lines.extend(own);
            }
        }
    }
    lines.into_iter().filter_map(|line| line.cell(language)).map(|cell| cell.place()).collect()
}
