//! The heads of tables and figures to the dictionaries that templates lay out.

use super::lengths;
use super::panels::{Panels, text, values};
use crate::compose::inlines::Writer;
use crate::language::Language;
use crate::model::drawing::FigureKind;
use crate::model::resolved::{RowKind, TableCell};
use crate::model::table::{Column, Content, Declaration, JudgedPart, StudyPart};
use crate::quantity::unit::Unit;
use crate::typst_source::escape;

/// The columns; tells for each whether its head carries the mark of what is computed.
pub fn columns(
    writer: &mut Writer,
    declaration: &Declaration,
    panels: &Panels,
    languages: &[Language],
) -> Vec<bool> {
    let rows = panels.first().map(|(_, table)| table.rows()).unwrap_or_default();
    let rows: Vec<_> = rows.into_iter().filter(|row| row.kind != RowKind::Line).collect();
    let cells = |c: usize| rows.iter().filter_map(move |row| row.cells.get(c));
    // An array of people has no heads that could say it.
    let has_heads =
        declaration.drawing.as_ref().is_none_or(|drawing| drawing.kind != FigureKind::Icons);
    let in_head: Vec<bool> =
        (0..declaration.columns.len()).map(|c| has_heads && all_computed(cells(c))).collect();
    writer.raw("columns: (");
    let above: Vec<_> =
        declaration.spans().into_iter().filter(|span| span.unit().is_some()).collect();
    for (c, (it, computed)) in declaration.columns.iter().zip(&in_head).enumerate() {
        let said =
            above.iter().any(|span| (span.from..span.from + span.columns.len()).contains(&c));
        let unit = it.unit.as_ref().filter(|_| !said);
        let longest =
            lengths::longest(it, c, panels, *computed, (writer.languages, &writer.doubted));
        column(writer, it, unit, (*computed, &longest), languages, declaration);
    }
    writer.raw("), ");
    in_head
}

/// The heads over several heads.
pub fn spans(writer: &mut Writer, declaration: &Declaration, languages: &[Language]) {
    writer.raw("spans: (");
    for span in declaration.spans() {
        writer.raw(&format!("(start: {}, count: {}, ", span.from, span.columns.len()));
        text(writer, "head", span.over(), languages, &declaration.place);
        unit_label(writer, span.unit(), languages, declaration);
        writer.raw("),");
    }
    writer.raw("), ");
}

fn unit_label(
    writer: &mut Writer,
    unit: Option<&Unit>,
    languages: &[Language],
    declaration: &Declaration,
) {
    let Some(unit) = unit else {
        return writer.raw("unit: none, ");
    };
    let labels = languages
        .iter()
        .map(|it| (*it, unit.head(&writer.languages.writing(*it)).to_string()))
        .collect();
    text(writer, "unit", &labels, languages, &declaration.place);
}

/// A string that is measured and not printed: characters beyond ASCII are written by number, so that one without a
/// glyph is told where it is printed, and only there.
fn measured(word: &str) -> String {
    let own = |c: char| match c.is_ascii() {
        true => c.to_string(),
        false => format!("\\u{{{:x}}}", c as u32),
    };
    escape::string(word).chars().map(own).collect()
}

/// Whether the cells hold values, and all of them are computed.
fn all_computed<'a>(cells: impl Iterator<Item = &'a TableCell>) -> bool {
    let mut values = cells.flat_map(|cell| &cell.lines).flat_map(|line| values(line)).peekable();
    values.peek().is_some() && values.all(|printed| printed.computed.is_some())
}

fn column(
    writer: &mut Writer,
    column: &Column,
    unit: Option<&Unit>,
    (computed, longest): (bool, &[String]),
    languages: &[Language],
    declaration: &Declaration,
) {
    writer.raw("(");
    text(writer, "head", &column.head, languages, &declaration.place);
    unit_label(writer, unit, languages, declaration);
    if computed {
        writer.raw("computed: true, ");
    }
    if declaration.drawing.is_some() {
        writer.raw(&format!(
            "words: {}, ",
            matches!(
                column.content,
                Content::Lines(_)
                    | Content::Study(StudyPart::Label)
                    | Content::Judgements(JudgedPart::Domain)
            )
        ));
    }
    if matches!(column.content, Content::People(_)) {
        writer.raw("people: true, ");
    }
    let names = match column.content {
        Content::People(_) if !column.series.is_empty() => Some("counted"),
        _ => column.content.is_drawn().then_some("series"),
    };
    if let Some(key) = names {
        writer.raw(&format!("{key}: ("));
        for name in &column.series {
            let names: Vec<(Language, &str)> =
                languages.iter().map(|it| (*it, name.get_or_any(*it))).collect();
            writer.panels(&names, |writer, _, name| {
                writer.raw(&format!("[{}]", escape::markup(name)));
            });
        }
        writer.raw("), ");
    }
    let words: String = longest.iter().map(|it| measured(it) + ",").collect();
    writer.raw(&format!("longest: ({words}), "));
    let (align, width) = (escape::string(&column.align), escape::string(&column.width));
    writer.raw(&format!("align: {align}, width: {width}),"));
}
