//! Resolved tables to the dictionaries that templates lay out, all languages of an edition at once.

use super::escape;
use super::tables::{Table, TableCell};
use super::writer::Writer;
use crate::model::evidence::Quantity;
use crate::model::language::{Bilingual, Language};
use crate::model::manuscript::Inline;
use crate::model::project::Term;
use crate::model::table::{Column, Declaration};
use crate::model::unit::Unit;

/// A line of a cell and the note marks behind it.
type MarkedLine<'a> = (&'a [Inline], &'a [String]);

/// The same table in each language of an edition.
type Panels<'a> = [(Language, &'a Table)];

/// Writes one table.
pub fn write(writer: &mut Writer, declaration: &Declaration, panels: &Panels, terms: &[Term]) {
    let languages: Vec<Language> = panels.iter().map(|(language, _)| *language).collect();
    writer.raw(&format!("(name: {}, ", escape::string(&declaration.name)));
    text(writer, "caption", &declaration.caption, &languages, declaration);
    writer.raw(&format!("landscape: {}, columns: (", declaration.landscape));
    declaration.columns.iter().for_each(|it| column(writer, it, &languages, declaration));
    writer.raw("), groups: (\n");
    groups(writer, panels, &languages, declaration);
    writer.raw("), ");
    writer.per_language("notes", panels, |writer, language, table| {
        notes(writer, language, table, declaration, terms)
    });
    writer.raw(")");
}

fn text(
    writer: &mut Writer,
    key: &str,
    text: &Bilingual,
    languages: &[Language],
    declaration: &Declaration,
) {
    let panels: Vec<(Language, &str)> =
        languages.iter().map(|it| (*it, text.get_or_any(*it))).collect();
    writer.per_language(key, &panels, |writer, _, text| {
        writer.file.push_mapped(&format!("[{}]", escape::markup(text)), &declaration.place);
    });
}

fn column(writer: &mut Writer, column: &Column, languages: &[Language], declaration: &Declaration) {
    writer.raw("(");
    text(writer, "head", &column.head, languages, declaration);
    match column.unit.as_deref().and_then(Unit::from_id) {
        Some(unit) => {
            let labels =
                languages.iter().map(|it| (*it, unit.label(*it, "2").to_string())).collect();
            text(writer, "unit", &labels, languages, declaration);
        }
        None => writer.raw("unit: none, "),
    }
    let (align, width) = (escape::string(&column.align), escape::string(&column.width));
    writer.raw(&format!("align: {align}, width: {width}),"));
}

fn groups(writer: &mut Writer, panels: &Panels, languages: &[Language], declaration: &Declaration) {
    let Some((_, leading)) = panels.first() else {
        return;
    };
    for (g, group) in leading.groups.iter().enumerate() {
        writer.raw("(");
        match &group.label {
            Some(label) => text(writer, "label", label, languages, declaration),
            None => writer.raw("label: none, "),
        }
        writer.raw("rows: (\n");
        for (r, row) in group.rows.iter().enumerate() {
            writer.raw("(");
            for c in 0..row.len() {
                let cells: Vec<(Language, &TableCell)> = panels
                    .iter()
                    .filter_map(|(language, table)| {
                        Some((*language, table.groups.get(g)?.rows.get(r)?.get(c)?))
                    })
                    .collect();
                cell(writer, &cells);
            }
            writer.raw("),\n");
        }
        writer.raw(")),\n");
    }
}

fn cell(writer: &mut Writer, cells: &[(Language, &TableCell)]) {
    let Some((_, leading)) = cells.first() else {
        return;
    };
    let count = cells.iter().map(|(_, cell)| cell.lines.len()).max().unwrap_or_default();
    writer.raw("(lines: (");
    for i in 0..count {
        let last = i + 1 == count;
        let lines: Vec<(Language, MarkedLine)> = cells
            .iter()
            .map(|(language, cell)| {
                let line = cell.lines.get(i).map(Vec::as_slice).unwrap_or_default();
                (*language, (line, if last { cell.marks.as_slice() } else { &[] }))
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
        decimal(writer, cells);
    }
    writer.raw("),");
}

/// The parts that a column aligned on the decimal point needs.
fn decimal(writer: &mut Writer, cells: &[(Language, &TableCell)]) {
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
        writer.raw(&format!("(number: {}, tail: {tail}, mark: {mark})", escape::string(&number)));
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
