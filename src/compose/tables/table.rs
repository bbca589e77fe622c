//! Resolved tables to the dictionaries that templates lay out, all languages of an edition at once.

use super::cells::{self, Marks};
use super::panels::Panels;
use super::{frame, heads};
use crate::compose::inlines::Writer;
use crate::language::Language;
use crate::model::reference::Term;
use crate::model::resolved::Group;
use crate::model::table::Declaration;

/// Writes one table.
pub fn write(writer: &mut Writer, declaration: &Declaration, panels: &Panels, terms: &[Term]) {
    let languages: Vec<Language> = panels.iter().map(|(language, _)| *language).collect();
    frame::opening(writer, declaration, panels, &languages);
    writer.raw(&format!("landscape: {}, ", declaration.landscape));
    if declaration.numbered {
        writer.raw("numbered: true, ");
    }
    if let (Some(arrangement), true) = (declaration.bilingual, languages.len() > 1) {
        writer.raw(&format!("bilingual: \"{}\", ", arrangement.word()));
    }
    heads::spans(writer, declaration, &languages);
    let in_head = heads::columns(writer, declaration, panels, &languages);
    writer.raw("groups: (\n");
    groups(writer, panels, &in_head);
    writer.raw("), ");
    frame::closing(writer, declaration, panels, terms);
}

fn groups(writer: &mut Writer, panels: &Panels, in_head: &[bool]) {
    let Some((_, leading)) = panels.first() else {
        return;
    };
    for (g, group) in leading.groups.iter().enumerate() {
        let own: Vec<(Language, &Group)> = panels
            .iter()
            .filter_map(|(language, table)| Some((*language, table.groups.get(g)?)))
            .collect();
        writer.raw("(");
        match group.label.is_empty() {
            true => writer.raw("label: none, "),
            false => writer.per_language("label", &own, |writer, language, group| {
                writer.body(group.label.first().map_or(&[], Vec::as_slice), language)
            }),
        }
        writer.raw("rows: (\n");
        for r in 0..group.rows.len() {
            writer.raw("(");
            cells::row(writer, &own, r, in_head, Marks::BehindLast);
            writer.raw("),\n");
        }
        writer.raw(")),\n");
    }
}
