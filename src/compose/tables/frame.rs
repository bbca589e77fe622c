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
use crate::model::resolved::{Lettered, Table};
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
    doubts(writer, panels);
    if !kinds.is_empty() {
        let list: String = kinds.iter().map(|what| format!("\"{}\",", what.id())).collect();
        writer.raw(&format!("computed: ({list}), "));
    }
}

/// The doubts of the values in its rows, as the note beneath names them.
fn doubts(writer: &mut Writer, panels: &Panels) {
    let Some((_, table)) = panels.first() else { return };
    let mut numbers = BTreeSet::new();
    for cell in table.rows().iter().flat_map(|row| &row.cells) {
        let printed = cell.lines.iter().flat_map(|line| values(line));
        numbers.extend(printed.filter_map(|it| writer.doubted.number(it)));
    }
    if !numbers.is_empty() {
        let list: String = numbers.iter().map(|number| format!("{number},")).collect();
        writer.raw(&format!("doubts: ({list}), "));
    }
}

/// The notes beneath, which tables and figures end with. They explain, and so bear no marks of doubt.
pub fn closing(writer: &mut Writer, declaration: &Declaration, panels: &Panels, terms: &[Term]) {
    let spelled = usize::from(known(declaration, terms).next().is_some());
    let lettered = panels.first().map_or(0, |(_, table)| table.lettered.len());
    writer.raw(&format!("spelled: {spelled}, lettered: {lettered}, "));
    writer.doubted.silent = true;
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
    for note in &table.lettered {
        writer.raw(&format!("[#note-mark(\"{}\");~", note.letter));
        match record_of(writer, note) {
            Some((name, row)) => writer.raw(&seen_at(&name, row, language, writer.pack(language))),
            None => writer.nested(&note.body, language),
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

/// The numbered table of this document that has the contradiction of a note, and its row from 1.
fn record_of(writer: &Writer, note: &Lettered) -> Option<(String, usize)> {
    writer.records.get(note.record.as_ref()?).cloned()
}

/// “Inconsistent in the source: see Table 5, row 3.”, with the number of the table as it is printed.
fn seen_at(name: &str, row: usize, language: Language, pack: &Pack) -> String {
    let label = escape::string(&format!("table-{name}"));
    let table = format!("#numbered-ref({label}, \"table\", \"{language}\");");
    let words = fill(&pack.messages.contradiction_at, &[("row", &row.to_string())]);
    let (before, after) = words.split_once("{table}").unwrap_or((&words, ""));
    format!("{}{table}{}", escape::markup(before), escape::markup(after))
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
    let long = |body: &[Inline]| lengths::run(&lengths::plain(body, &[], true, &writer.doubted));
    let mut all = Vec::new();
    let abbreviations = abbreviations(declaration, language, terms, pack);
    all.extend((!abbreviations.is_empty()).then(|| lengths::run(&abbreviations)));
    all.extend(table.lettered.iter().map(|note| match record_of(writer, note) {
        Some(_) => 2.0 + lengths::run(&pack.messages.contradiction_at),
        None => 2.0 + long(&note.body),
    }));
    all.extend(table.notes.iter().map(|body| long(body)));
    let source = declaration.source.get(language);
    all.extend(
        source.map(|source| lengths::run(&pack.messages.table_source) + lengths::run(source)),
    );
    let list: String = all.iter().map(|em: &f64| format!("{em:.1},")).collect();
    writer.raw(&format!("({list})"));
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
