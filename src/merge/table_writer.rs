//! Resolved tables to the dictionaries that templates lay out, all languages of an edition at once.

use std::collections::BTreeSet;

use super::tables::{Group, Table, TableCell};
use super::writer::{Dagger, Writer};
use super::{escape, figure_writer, head_writer};
use crate::model::evidence::Quantity;
use crate::model::language::{Bilingual, Language};
use crate::model::manuscript::{Inline, Printed, walk_inlines};
use crate::model::place::Place;
use crate::model::project::Term;
use crate::model::table::Declaration;

/// A line of a cell and the note marks behind it.
type MarkedLine<'a> = (&'a [Inline], &'a [String]);

/// The same table in each language of an edition.
pub type Panels<'a> = [(Language, &'a Table)];

/// Writes one table.
pub fn write(writer: &mut Writer, declaration: &Declaration, panels: &Panels, terms: &[Term]) {
    let languages: Vec<Language> = panels.iter().map(|(language, _)| *language).collect();
    opening(writer, declaration, panels, &languages);
    writer.raw(&format!("landscape: {}, ", declaration.landscape));
    head_writer::spans(writer, declaration, &languages);
    let in_head = head_writer::columns(writer, declaration, panels, &languages);
    writer.raw("groups: (\n");
    groups(writer, panels, &in_head);
    writer.raw("), ");
    closing(writer, declaration, panels, terms);
}

/// Name, caption and what is computed: what tables and figures begin with.
pub fn opening(
    writer: &mut Writer,
    declaration: &Declaration,
    panels: &Panels,
    languages: &[Language],
) {
    writer.raw(&format!("(name: {}, ", escape::string(&declaration.name)));
    text(writer, "caption", &declaration.caption, languages, &declaration.place);
    let mut kinds = BTreeSet::new();
    for (_, table) in panels {
        table.for_each_inlines(&mut |inlines| {
            kinds.extend(values(inlines).filter_map(|it| Some(it.computed.as_ref()?.what)));
        });
    }
    if !kinds.is_empty() {
        let list: String = kinds.iter().map(|what| format!("\"{}\",", what.id())).collect();
        writer.raw(&format!("computed: ({list}), "));
    }
}

/// The notes beneath, which tables and figures end with.
pub fn closing(writer: &mut Writer, declaration: &Declaration, panels: &Panels, terms: &[Term]) {
    writer.per_language("notes", panels, |writer, language, table| {
        notes(writer, language, table, declaration, terms)
    });
    writer.raw(")");
}

/// The values among inlines.
pub fn values(inlines: &[Inline]) -> impl Iterator<Item = &Printed> {
    let mut values = Vec::new();
    walk_inlines(inlines, &mut |inline| {
        if let Inline::Value(printed, _) = inline {
            values.push(&**printed);
        }
    });
    values.into_iter()
}

/// Writes a declared text in each language of the edition.
pub fn text(
    writer: &mut Writer,
    key: &str,
    text: &Bilingual,
    languages: &[Language],
    place: &Place,
) {
    let panels: Vec<(Language, &str)> =
        languages.iter().map(|it| (*it, text.get_or_any(*it))).collect();
    writer.per_language(key, &panels, |writer, _, text| {
        writer.file.push_mapped(&format!("[{}]", escape::markup(text)), place);
    });
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
            row(writer, &own, r, in_head, Marks::BehindLast);
            writer.raw("),\n");
        }
        writer.raw(")),\n");
    }
}

/// Which line of a cell carries its note marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// The first: a figure that is too tall leaves the others out.
    BehindFirst,
    /// The last.
    BehindLast,
}

/// The cells of a row.
pub fn row(
    writer: &mut Writer,
    panels: &[(Language, &Group)],
    r: usize,
    in_head: &[bool],
    marks: Marks,
) {
    for (c, computed_in_head) in in_head.iter().enumerate() {
        let cells: Vec<(Language, &TableCell)> = panels
            .iter()
            .filter_map(|(language, group)| Some((*language, group.rows.get(r)?.cells.get(c)?)))
            .collect();
        writer.dagger = if *computed_in_head { Dagger::InHead } else { Dagger::Beneath };
        cell(writer, &cells, marks);
    }
    writer.dagger = Dagger::Beneath;
}

fn cell(writer: &mut Writer, cells: &[(Language, &TableCell)], marks: Marks) {
    let Some((_, leading)) = cells.first() else {
        return;
    };
    let count = cells.iter().map(|(_, cell)| cell.lines.len()).max().unwrap_or_default();
    writer.raw("(");
    figure_writer::points(writer, &leading.points);
    writer.raw("lines: (");
    let first_key = writer.traces.len() + 1;
    for i in 0..count {
        let marked = i == if marks == Marks::BehindFirst { 0 } else { count - 1 };
        let lines: Vec<(Language, MarkedLine)> = cells
            .iter()
            .map(|(language, cell)| {
                let line = cell.lines.get(i).map(Vec::as_slice).unwrap_or_default();
                (*language, (line, if marked { cell.marks.as_slice() } else { &[] }))
            })
            .collect();
        writer.raw("(");
        writer.per_language("body", &lines, |writer, language, (line, marks)| {
            writer.raw("[");
            writer.nested(line, language);
            marks.iter().for_each(|mark| writer.raw(&format!("#note-mark(\"{mark}\");")));
            writer.raw("]");
        });
        writer.raw(&format!("muted: {}, strong: false),", i > 0));
    }
    writer.raw("), ");
    if leading.quantity.is_some() || count == 0 {
        decimal(writer, cells, first_key);
    }
    writer.raw("),");
}

/// The parts that a column aligned on the decimal point needs.
fn decimal(writer: &mut Writer, cells: &[(Language, &TableCell)], first_key: usize) {
    let mut key = first_key;
    writer.per_language("decimal", cells, |writer, language, cell| {
        let (number, tail) = match &cell.quantity {
            Some(quantity) => parts(quantity, language),
            None => ("—".to_string(), None),
        };
        let tail = tail.map_or("none".to_string(), |tail| escape::string(&tail));
        let mark = match cell.marks.is_empty() {
            true => "none".to_string(),
            false => escape::string(&cell.marks.join(",")),
        };
        let computed = writer.dagger == Dagger::Beneath
            && cell.lines.iter().flat_map(|line| values(line)).any(|it| it.computed.is_some());
        let computed = if computed { ", computed: true" } else { "" };
        let number = escape::string(&number);
        writer.raw(&format!("(number: {number}, tail: {tail}, mark: {mark}{computed}"));
        // The number stands for the value of the cell's one line, and carries its key.
        if cell.quantity.is_some() {
            writer.raw(&format!(", key: {key}"));
            key += 1;
        }
        writer.raw(")");
    });
}

/// A range aligns by its lower end, the rest hangs to the right; “not reached” is NR in English.
fn parts(quantity: &Quantity, language: Language) -> (String, Option<String>) {
    match (&quantity.range, language) {
        (Some((low, high)), Language::Zh) => (low.clone(), Some(format!("～{high}"))),
        (Some((low, high)), Language::En) => (low.clone(), Some(format!("–{high}"))),
        (None, Language::En) if quantity.number == "not reached" => ("NR".to_string(), None),
        _ => (quantity.number.clone(), None),
    }
}

/// Abbreviations, then lettered notes, then the others, then the source.
fn notes(
    writer: &mut Writer,
    language: Language,
    table: &Table,
    declaration: &Declaration,
    terms: &[Term],
) {
    writer.raw("(");
    let abbreviations = abbreviations(declaration, language, terms);
    if !abbreviations.is_empty() {
        writer.raw(&format!("[{}],", escape::markup(&abbreviations)));
    }
    if !table.lettered.is_empty() {
        writer.raw("[");
        for (letter, body) in &table.lettered {
            writer.raw(&format!("#note-mark(\"{letter}\");~"));
            writer.nested(body, language);
            writer.raw(if language == Language::Zh { "#h(.6em);" } else { " " });
        }
        writer.raw("],");
    }
    for body in &table.notes {
        writer.body(body, language);
        writer.raw(",");
    }
    if let Some(source) = declaration.source.get(language) {
        let label = if language == Language::Zh { "来源：" } else { "Source: " };
        let source = format!("[{}],", escape::markup(&format!("{label}{source}")));
        writer.file.push_mapped(&source, &declaration.place);
    }
    writer.raw(")");
}

/// Which of the notes holds those that belong to cells.
pub fn lettered_at(table: &Table, declaration: &Declaration, terms: &[Term]) -> Option<usize> {
    let before = !abbreviations(declaration, Language::En, terms).is_empty();
    (!table.lettered.is_empty()).then_some(usize::from(before))
}

/// “ORR，客观缓解率；…” or “ORR, objective response rate; …”.
fn abbreviations(declaration: &Declaration, language: Language, terms: &[Term]) -> String {
    let named = |short: &String| terms.iter().find(|term| term.abbreviation == *short);
    let known = declaration.abbreviations.iter().filter_map(named);
    let entries: Vec<String> = known
        .map(|term| match language {
            Language::Zh => format!("{}，{}", term.abbreviation, term.zh),
            Language::En => format!("{}, {}", term.abbreviation, term.en),
        })
        .collect();
    match language {
        _ if entries.is_empty() => String::new(),
        Language::Zh => format!("{}。", entries.join("；")),
        Language::En => format!("{}.", entries.join("; ")),
    }
}
