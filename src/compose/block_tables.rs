//! Tables that stand in a text: their cells in each language, and what is told of heads, merged cells and words above.

use super::inlines::Writer;
use super::panels::{Panels, side_by_side};
use crate::language::Language;
use crate::language::line_breaks::Room;
use crate::model::manuscript::{Block, BlockKind, Inline, Merged};

/// The cells, row by row.
pub(super) fn table(
    writer: &mut Writer,
    panels: &Panels,
    align: &[&str],
    rows: &[Vec<Vec<Inline>>],
) {
    let align: String = align.iter().map(|align| format!("\"{align}\",")).collect();
    writer.raw(&format!("kind: \"mdtable\", align: ({align}), "));
    let cells = rows.iter().map(Vec::len).sum();
    let mut cells = side_by_side(panels, cells, |block| block.kind.inlines()).into_iter();
    writer.room = Room::Cell;
    for (i, row) in rows.iter().enumerate() {
        writer.raw(match i {
            0 => "head: (",
            1 => "rows: ((",
            _ => "(",
        });
        for cell in cells.by_ref().take(row.len()) {
            writer.panels(&cell, |writer, language, body| writer.body(body, language));
        }
        writer.raw("), ");
    }
    writer.room = Room::Page;
    writer.raw(if rows.len() > 1 { "), " } else { "rows: (), " });
}

/// The words above a table, when there are some in any language.
pub(super) fn caption(writer: &mut Writer, panels: &Panels) {
    let words = |block: &'_ Block| match &block.kind {
        BlockKind::Table { caption, .. } => caption.clone(),
        _ => Vec::new(),
    };
    let texts: Vec<(Language, Vec<Inline>)> =
        panels.iter().map(|(language, block)| (*language, words(block))).collect();
    if texts.iter().any(|(_, words)| !words.is_empty()) {
        writer.per_language("caption", &texts, |writer, language, words| {
            writer.body(words, language);
        });
    }
}

/// What is told of a table only when its head is not its first row, or cells reach over others.
pub(super) fn grid(writer: &mut Writer, heads: usize, merged: &[Merged]) {
    if heads != 1 {
        writer.raw(&format!("heads: {heads}, "));
    }
    if !merged.is_empty() {
        let cell = |it: &Merged| {
            let Merged { row, column, rows, columns } = it;
            format!("(row: {row}, column: {column}, rows: {rows}, columns: {columns}), ")
        };
        let cells: String = merged.iter().map(cell).collect();
        writer.raw(&format!("merged: ({cells}), "));
    }
}
