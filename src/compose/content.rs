//! One edition's `content.typ`: blocks, tables, references and abbreviations.

use std::collections::{HashMap, HashSet};

use super::abbreviations;
use super::blocks;
use super::citation_rules::Citing;
use super::decks;
use super::doubts::Doubted;
use super::doubts_file;
use super::han_joints::Edge;
use super::inlines::{Dagger, Writer};
use super::input::CompositionInput;
use super::reference_numbers;
use super::reference_order;
use super::tables::marks::NoteMarks;
use super::tables::{figure, table};
use crate::data::place::Place;
use crate::language::line_breaks::Room;
use crate::language::{Edition, Language};
use crate::model::anchors::{self, Anchor, Labels};
use crate::model::doubt::RECORDED;
use crate::model::manuscript::{Block, GeneratedBlock, Inline, walk_blocks, walk_inlines};
use crate::model::reference::{self, Reference};
use crate::model::table::Declaration;
use crate::model::trace::Trace;
use crate::typst_source::escape;
use crate::typst_source::source_map::TypstFile;

const HEAD: &str = "#import \"/templates/diptych/base/inline.typ\": *\n";

/// Writes the file and those it includes; also returns every value printed in them.
pub fn write(input: &CompositionInput, edition: &Edition) -> (Vec<TypstFile>, Vec<Trace>) {
    let mut writer = Writer {
        languages: &input.inputs.languages,
        file: TypstFile::new("/content.typ"),
        numbers: input.numbers,
        in_notes: HashSet::new(),
        references: &input.inputs.references,
        formatter: input.formatter,
        provenances: input.provenances,
        traces: Vec::new(),
        again: None,
        keyed: input.audit,
        measured: false,
        anchors: anchors(input),
        wanted: HashSet::new(),
        labels: Labels::default(),
        footnotes: HashSet::new(),
        raw: Vec::new(),
        records: records(input),
        note_marks: NoteMarks::new(),
        dagger: Dagger::Foot,
        is_deck: decks::is_deck(input),
        withheld: false,
        off_slides: decks::off_slides(input),
        doubted: Doubted::new(&input.inputs.doubts),
        edge: Edge::default(),
        room: Room::Page,
        opening: false,
    };
    writer.wanted = wanted(input, &writer);
    writer.raw(HEAD);
    write_blocks(&mut writer, input);
    write_tables(&mut writer, input, edition);
    write_references(&mut writer, input, edition);
    abbreviations::write(&mut writer, input, edition);
    let doubts = doubts_file::file(&writer, input);
    let files = [writer.file, doubts].into_iter().chain(writer.raw).collect();
    (files, writer.traces)
}

/// What links of each language lead to.
fn anchors<'a>(input: &CompositionInput<'a>) -> HashMap<(Language, String), Anchor<'a>> {
    let mut all = HashMap::new();
    for manuscript in &input.manuscripts {
        let own = anchors::anchors(&manuscript.blocks);
        for anchor in &own {
            all.entry((manuscript.language, anchor.name.clone())).or_insert(anchor.clone());
        }
        for anchor in own {
            all.entry((manuscript.language, anchors::key(&anchor.name))).or_insert(anchor);
        }
    }
    all
}

/// The labels that any link of the document leads to.
fn wanted(input: &CompositionInput, writer: &Writer) -> HashSet<String> {
    let mut wanted = HashSet::new();
    for manuscript in &input.manuscripts {
        wanted.extend(writer.anchor(manuscript.language, RECORDED).map(|it| it.label.clone()));
        wanted.extend(doubts_file::headings(&manuscript.blocks));
        let mut add = |inlines: &[Inline]| {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Link { url, .. } = inline
                    && let Some(name) = url.strip_prefix('#')
                    && let Some(anchor) = writer.anchor(manuscript.language, name)
                {
                    wanted.insert(anchor.label.clone());
                }
            });
        };
        walk_blocks(&manuscript.blocks, &mut |block| {
            block.kind.inlines().into_iter().for_each(&mut add);
        });
        let tables = input.tables.get(&manuscript.language);
        for table in tables.into_iter().flat_map(|tables| tables.values()) {
            table.for_each_inlines(&mut add);
        }
    }
    wanted
}

/// The rows of the document's numbered tables.
fn records(input: &CompositionInput) -> HashMap<Place, (String, usize)> {
    let mut records = HashMap::new();
    for (insert, table) in input.leading().into_iter().flat_map(|(_, resolved)| resolved) {
        let Some(declaration) = input.inputs.declaration(insert).filter(|it| it.numbered) else {
            continue;
        };
        for (row, n) in table.rows().into_iter().zip(1..) {
            records.entry(row.place.clone()).or_insert((declaration.name.clone(), n));
        }
    }
    records
}

fn write_blocks(writer: &mut Writer, input: &CompositionInput) {
    let Some((_, tables)) = input.leading() else {
        return;
    };
    let runs: Vec<(Language, &[Block])> =
        input.manuscripts.iter().map(|it| (it.language, it.blocks.as_slice())).collect();
    writer.raw("#let blocks = ");
    blocks::write(writer, &runs, tables);
    writer.raw("\n");
}

/// Declared tables, then declared figures, by name.
fn write_tables(writer: &mut Writer, input: &CompositionInput, edition: &Edition) {
    for (variable, figures) in [("tables", false), ("figures", true)] {
        writer.raw(&format!("#let {variable} = (:\n"));
        let shown = input.leading().into_iter().flat_map(|(_, resolved)| resolved.keys());
        for insert in shown {
            if let Some(declaration) = input.inputs.declaration(insert)
                && declaration.drawing.is_some() == figures
            {
                writer.withheld = writer.off_slides.nowhere.contains(&declaration.name);
                write_declared(writer, input, edition, insert, declaration);
                writer.withheld = false;
            }
        }
        writer.raw(")\n");
    }
}

fn write_declared(
    writer: &mut Writer,
    input: &CompositionInput,
    edition: &Edition,
    insert: &GeneratedBlock,
    declaration: &Declaration,
) {
    let languages = edition.languages().iter();
    let panels: Option<Vec<_>> = languages
        .map(|language| Some((*language, input.tables.get(language)?.get(insert)?)))
        .collect();
    let Some(panels) = panels else { return };
    let terms = &input.inputs.terms;
    writer.raw(&format!("{}: ", escape::string(&declaration.name)));
    writer.dagger = Dagger::Beneath;
    writer.room = Room::Cell;
    writer.doubted.silent = declaration.data == RECORDED;
    match &declaration.drawing {
        Some(drawing) => figure::write(writer, declaration, drawing, &panels, terms),
        None => table::write(writer, declaration, &panels, terms),
    }
    writer.dagger = Dagger::Foot;
    writer.room = Room::Page;
    writer.doubted.silent = false;
    writer.raw(",\n");
}

fn write_references(writer: &mut Writer, input: &CompositionInput, edition: &Edition) {
    let panels: Vec<(Language, ())> = edition.languages().iter().map(|it| (*it, ())).collect();
    let mut listed = input.leading().map_or(Vec::new(), |(manuscript, tables)| {
        reference_numbers::listed(input.inputs, manuscript, tables, input.numbers)
    });
    let lead = edition.languages().first().copied().unwrap_or_default();
    let citing = input.formatter.citing(lead);
    if citing == Citing::Names {
        reference_order::sort(&mut listed, input.inputs.languages.pack(lead));
    }
    let numbered = citing == Citing::Numbers;
    let languages = &input.inputs.languages;
    let messages = |it: &Reference| &languages.pack(it.language).messages;
    writer.raw("#let references = (\n");
    for (number, reference) in &listed {
        let key = escape::string(&reference.key);
        writer.raw(&format!(
            "(number: {number}, numbered: {numbered}, key: {key}, lang: \"{}\", ",
            reference.language
        ));
        writer.per_language("body", &panels, |writer, language, ()| {
            let letter = input.numbers.letter(&reference.key, language);
            let entry = format!("[{}]", input.formatter.entry(reference, language, letter));
            writer.file.push_mapped(&entry, &reference.place);
        });
        write_doubt(writer, input, &panels, reference);
        let doi = reference.entry.doi().map_or("none".to_string(), escape::string);
        writer.raw(&format!("doi: {doi}, "));
        let short = escape::string(&reference::short(reference, messages(reference)));
        writer.file.push_mapped(&format!("short: {short}),\n"), &reference.place);
    }
    writer.raw(")\n#let short-refs = (:\n");
    for (number, reference) in &listed {
        let short = escape::string(&reference::short(reference, messages(reference)));
        writer.raw(&format!("\"{number}\": {short},\n"));
    }
    writer.raw(")\n");
}

/// Why the project doubts a reference, in each language, and where it was in fact published; nothing if it does not.
fn write_doubt(
    writer: &mut Writer,
    input: &CompositionInput,
    panels: &[(Language, ())],
    reference: &Reference,
) {
    let Some(record) = input.inputs.doubts.of_reference(&reference.key) else { return };
    if let Some(corrected) = record.filled("corrected") {
        let words = escape::string(&corrected.text);
        writer.file.push_mapped(&format!("corrected: {words}, "), corrected.place());
    }
    let reading = record.bilingual("reading");
    let place = record.filled("reading").map_or(&record.place, |cell| cell.place()).clone();
    writer.per_language("doubt", panels, |writer, language, ()| {
        let why = escape::markup(reading.get_or_any(language));
        writer.file.push_mapped(&format!("[{why}]"), &place);
    });
}
