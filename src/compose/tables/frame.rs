//! What stands around the rows of tables and figures: name and caption before, notes beneath.

use std::collections::BTreeSet;

use super::lengths;
use super::marks::{NoteMark, NoteMarks};
use super::panels::{Panels, text, values};
use crate::compose::inlines::Writer;
use crate::language::Language;
use crate::language::pack::Pack;
use crate::language::pack::messages::fill;
use crate::model::drawing::{Drawing, FigureKind};
use crate::model::manuscript::Inline;
use crate::model::reference::Term;
use crate::model::resolved::{Lettered, Table};
use crate::model::table::Declaration;
use crate::quantity::computed::DerivedKind;
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
        let forest = |it: &&Drawing| it.kind == FigureKind::Forest;
        if declaration.drawing.as_ref().filter(forest).is_some() {
            let cells = table.rows().into_iter().flat_map(|row| &row.cells);
            kinds.extend(cells.filter(|it| it.draws_computed()).map(|_| DerivedKind::Interval));
        }
    }
    writer.note_marks = match panels.first() {
        Some((_, table)) => marks_of(writer, table),
        None => NoteMarks::new(),
    };
    doubts(writer, panels);
    if !kinds.is_empty() {
        let list: String = kinds.iter().map(|what| format!("\"{}\",", what.id())).collect();
        writer.raw(&format!("computed: ({list}), "));
    }
}

/// The marks of a table's notes.
fn marks_of(writer: &mut Writer, table: &Table) -> NoteMarks {
    let mut letters = table.lettered.iter().map(|note| note.letter.clone());
    let mut marks = NoteMarks::new();
    for note in &table.lettered {
        let mark = match doubt_of(writer, note) {
            Some(number) => NoteMark::Doubt(number),
            None => NoteMark::Letter(letters.next().unwrap_or_else(|| note.letter.clone())),
        };
        marks.insert(note.letter.clone(), mark);
    }
    marks
}

fn doubt_of(writer: &mut Writer, note: &Lettered) -> Option<usize> {
    let record = note.record.as_ref().filter(|place| writer.records.contains_key(*place))?;
    writer.doubted.number_of(record)
}

/// The doubts of the values in its rows, and those that its notes are about, as the note beneath names them.
fn doubts(writer: &mut Writer, panels: &Panels) {
    let Some((_, table)) = panels.first() else { return };
    let mut numbers = BTreeSet::new();
    for cell in table.rows().iter().flat_map(|row| &row.cells) {
        let printed = cell.lines.iter().flat_map(|line| values(line));
        numbers.extend(printed.filter_map(|it| writer.doubted.number(it)));
    }
    numbers.extend(writer.note_marks.values().filter_map(|mark| match mark {
        NoteMark::Doubt(number) => Some(*number),
        NoteMark::Letter(_) => None,
    }));
    if !numbers.is_empty() {
        let list: String = numbers.iter().map(|number| format!("{number},")).collect();
        writer.raw(&format!("doubts: ({list}), "));
    }
}

/// The notes beneath, which tables and figures end with. They explain, and so bear no marks of doubt.
pub fn closing(writer: &mut Writer, declaration: &Declaration, panels: &Panels, terms: &[Term]) {
    let spelled = usize::from(known(declaration, terms).next().is_some());
    let marks = writer.note_marks.values();
    let lettered = marks.filter(|mark| matches!(mark, NoteMark::Letter(_))).count();
    writer.raw(&format!("spelled: {spelled}, lettered: {lettered}, "));
    writer.doubted.silent = true;
    // What is not printed has its notes nowhere either.
    writer.file.optional = writer.withheld;
    writer.per_language("notes", panels, |writer, language, table| {
        notes(writer, language, table, declaration, terms)
    });
    writer.per_language("note-lengths", panels, |writer, language, table| {
        lengths_of_notes(writer, language, table, declaration, terms);
    });
    writer.file.optional = false;
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
    for (note, letter) in lettered(writer, table) {
        writer.raw(&format!("[#note-mark(\"{letter}\");~"));
        writer.nested(&note.body, language);
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

/// The notes that keep a letter, with it.
fn lettered<'a>(writer: &Writer, table: &'a Table) -> Vec<(&'a Lettered, String)> {
    let letter = |note: &'a Lettered| match writer.note_marks.get(&note.letter) {
        Some(NoteMark::Doubt(_)) => None,
        Some(NoteMark::Letter(letter)) => Some((note, letter.clone())),
        None => Some((note, note.letter.clone())),
    };
    table.lettered.iter().filter_map(letter).collect()
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
    all.extend(lettered(writer, table).iter().map(|(note, _)| 2.0 + long(&note.body)));
    all.extend(table.notes.iter().map(|body| long(body)));
    let source = declaration.source.get(language);
    all.extend(
        source.map(|source| lengths::run(&pack.messages.table_source) + lengths::run(source)),
    );
    let list: String = all.iter().map(|em: &f64| format!("{em:.1},")).collect();
    writer.raw(&format!("({list})"));
}

fn known<'a>(declaration: &'a Declaration, terms: &'a [Term]) -> impl Iterator<Item = &'a Term> {
    let named = |short: &String| terms.iter().find(|term| term.all_shorts().any(|it| it == short));
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
        .filter_map(|term| {
            Some(format!("{}{}{}", term.short(language)?, marks.comma, term.name(language)))
        })
        .collect();
    match entries.is_empty() {
        true => String::new(),
        false => format!("{}{}", entries.join(&marks.semicolon), marks.stop.trim_end()),
    }
}
