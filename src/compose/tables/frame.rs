//! What stands around the rows of tables and figures: name and caption before, notes beneath.

use std::collections::BTreeSet;

use super::lengths;
use super::panels::{Panels, text, values};
use crate::compose::inlines::Writer;
use crate::language::Language;
use crate::language::pack::Pack;
use crate::language::pack::messages::fill;
use crate::model::manuscript::Inline;
use crate::model::reference::Term;
use crate::model::resolved::Table;
use crate::model::table::Declaration;
use crate::typst_source::escape;

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
    writer.per_language("note-lengths", panels, |writer, language, table| {
        lengths_of_notes(writer, language, table, declaration, terms);
    });
    writer.raw(")");
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
    let abbreviations = abbreviations(declaration, language, terms, writer.pack(language));
    if !abbreviations.is_empty() {
        writer.raw(&format!("[{}],", escape::markup(&abbreviations)));
    }
    if !table.lettered.is_empty() {
        writer.raw("[");
        for (letter, body) in &table.lettered {
            writer.raw(&format!("#note-mark(\"{letter}\");~"));
            writer.nested(body, language);
            match writer.pack(language).punctuation.note_gap {
                Some(gap) => writer.raw(&format!("#h({gap}em);")),
                None => writer.raw(" "),
            }
        }
        writer.raw("],");
    }
    for body in &table.notes {
        writer.body(body, language);
        writer.raw(",");
    }
    if let Some(source) = declaration.source.get(language) {
        let pattern = &writer.pack(language).messages.table_source;
        let source = format!("[{}],", escape::markup(&fill(pattern, &[("source", source)])));
        writer.file.push_mapped(&source, &declaration.place);
    }
    writer.raw(")");
}

/// About how long each of them runs.
fn lengths_of_notes(
    writer: &mut Writer,
    language: Language,
    table: &Table,
    declaration: &Declaration,
    terms: &[Term],
) {
    let pack = writer.pack(language);
    let long = |body: &[Inline]| lengths::run(&lengths::plain(body, &[], true));
    let mut all = Vec::new();
    let abbreviations = abbreviations(declaration, language, terms, pack);
    all.extend((!abbreviations.is_empty()).then(|| lengths::run(&abbreviations)));
    let lettered: f64 = table.lettered.iter().map(|(_, body)| 2.0 + long(body)).sum();
    all.extend((!table.lettered.is_empty()).then_some(lettered));
    all.extend(table.notes.iter().map(|body| long(body)));
    let source = declaration.source.get(language);
    all.extend(
        source.map(|source| lengths::run(&pack.messages.table_source) + lengths::run(source)),
    );
    let list: String = all.iter().map(|em: &f64| format!("{em:.1},")).collect();
    writer.raw(&format!("({list})"));
}

/// Which of the notes holds those that belong to cells.
pub fn lettered_at(table: &Table, declaration: &Declaration, terms: &[Term]) -> Option<usize> {
    let before = known(declaration, terms).next().is_some();
    (!table.lettered.is_empty()).then_some(usize::from(before))
}

fn known<'a>(declaration: &'a Declaration, terms: &'a [Term]) -> impl Iterator<Item = &'a Term> {
    let named = |short: &String| terms.iter().find(|term| term.abbreviation == *short);
    declaration.abbreviations.iter().filter_map(named)
}

/// “ORR, objective response rate; …”.
fn abbreviations(
    declaration: &Declaration,
    language: Language,
    terms: &[Term],
    pack: &Pack,
) -> String {
    let marks = &pack.punctuation;
    let entries: Vec<String> = known(declaration, terms)
        .map(|term| format!("{}{}{}", term.abbreviation, marks.comma, term.name(language)))
        .collect();
    match entries.is_empty() {
        true => String::new(),
        false => format!("{}{}", entries.join(&marks.semicolon), marks.stop.trim_end()),
    }
}
