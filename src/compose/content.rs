//! One edition's `content.typ`: blocks, tables, references and abbreviations.

use std::collections::{BTreeSet, HashMap, HashSet};

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
use crate::language::characters::is_wide;
use crate::language::line_breaks::Room;
use crate::language::{Bilingual, Edition, Language};
use crate::model::anchors::{self, Anchor, Labels};
use crate::model::domain::TermKind;
use crate::model::doubt::RECORDED;
use crate::model::manuscript::{
    Block, GeneratedBlock, Inline, Manuscript, walk_blocks, walk_inlines,
};
use crate::model::reference::{self, Reference, Term};
use crate::model::resolved::Resolved;
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
    write_abbreviations(&mut writer, input, edition);
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
    for (insert, table) in leading(input).into_iter().flat_map(|(_, resolved)| resolved) {
        let Some(declaration) = input.inputs.declaration(insert).filter(|it| it.numbered) else {
            continue;
        };
        for (row, n) in table.rows().into_iter().zip(1..) {
            records.entry(row.place.clone()).or_insert((declaration.name.clone(), n));
        }
    }
    records
}

fn leading<'a>(input: &'a CompositionInput) -> Option<(&'a Manuscript, &'a Resolved)> {
    let manuscript = input.manuscripts.first()?;
    Some((manuscript, input.tables.get(&manuscript.language)?))
}

fn write_blocks(writer: &mut Writer, input: &CompositionInput) {
    let Some((_, tables)) = leading(input) else {
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
        let shown = leading(input).into_iter().flat_map(|(_, resolved)| resolved.keys());
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
    let mut listed = leading(input).map_or(Vec::new(), |(manuscript, tables)| {
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

/// The abbreviations that the text or a table of the document uses, by their short form.
fn write_abbreviations(writer: &mut Writer, input: &CompositionInput, edition: &Edition) {
    let text = running_text(input);
    let words: BTreeSet<&str> =
        text.split(|c: char| (!c.is_alphanumeric() || is_wide(c)) && !"-/".contains(c)).collect();
    // One of several (“TAMs”) is the same abbreviation, whichever of them is explained.
    let one = |short: &str| {
        short.strip_suffix('s').is_some_and(|one| one.len() > 1 && words.contains(one))
    };
    let many = |short: &str| words.contains(format!("{short}s").as_str());
    let used = |term: &&Term| term.all_shorts().any(|it| words.contains(it) || one(it) || many(it));
    let mut terms: Vec<&Term> = input.inputs.terms.iter().filter(used).collect();
    let own = explained(input);
    let is_own = |short: &str| own.iter().flat_map(Term::all_shorts).any(|it| it == short);
    terms.retain(|term| !term.all_shorts().any(is_own));
    terms.extend(&own);
    // What it is called in each language, once.
    let short = |term: &Term| {
        let mut all: Vec<&str> = Vec::new();
        for short in edition.languages().iter().filter_map(|language| term.short(*language)) {
            if !all.contains(&short) {
                all.push(short);
            }
        }
        all.join(" / ")
    };
    let mut terms: Vec<(String, &Term)> = terms.into_iter().map(|it| (short(it), it)).collect();
    terms.retain(|(short, _)| !short.is_empty());
    terms.sort_by_key(|(short, _)| short.to_lowercase());
    writer.raw("#let abbreviations = (\n");
    for (short, term) in terms {
        let short = escape::string(&short);
        let meant = edition.languages().iter().map(|language| {
            let name = escape::string(term.name(*language));
            format!("{}: {name}, ", escape::string(language.code()))
        });
        let entry = format!("(short: {short}, meaning: ({})),\n", meant.collect::<String>());
        writer.file.push_mapped(&entry, &term.place);
    }
    writer.raw(")\n");
}

/// The abbreviations that the texts explain themselves, as terms.
fn explained(input: &CompositionInput) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for manuscript in &input.manuscripts {
        for own in &manuscript.abbreviations {
            let known = terms.iter().position(|it| it.abbreviation == Bilingual::same(&own.short));
            let at = known.unwrap_or_else(|| {
                terms.push(Term {
                    names: Vec::new(),
                    checks: TermKind::default(),
                    abbreviation: Bilingual::same(&own.short),
                    synonyms: Vec::new(),
                    kind: String::new(),
                    also: Vec::new(),
                    trade: Vec::new(),
                    counted: false,
                    place: own.place.clone(),
                });
                terms.len() - 1
            });
            let meaning = own.meaning.clone();
            terms[at].names.push((manuscript.language, meaning));
        }
    }
    terms
}

/// All running text of the document, values and tables included, for a search by words.
fn running_text(input: &CompositionInput) -> String {
    let mut text = String::new();
    let mut add = |inlines: &[Inline]| {
        walk_inlines(inlines, &mut |inline| match inline {
            Inline::Text(part, _) => text.push_str(part),
            Inline::Value(printed, _) => text.push_str(&printed.text),
            _ => {}
        });
        text.push(' ');
    };
    for manuscript in &input.manuscripts {
        walk_blocks(&manuscript.blocks, &mut |block| {
            block.kind.inlines().into_iter().for_each(&mut add)
        });
        let tables = input.tables.get(&manuscript.language);
        for table in tables.into_iter().flat_map(|tables| tables.values()) {
            table.for_each_inlines(&mut add);
        }
    }
    for insert in leading(input).into_iter().flat_map(|(_, tables)| tables.keys()) {
        let declaration = input.inputs.declaration(insert);
        let columns = declaration.into_iter().flat_map(|declaration| &declaration.columns);
        for column in columns {
            for head in column.over.texts().chain(column.head.texts()) {
                text.push_str(head);
                text.push(' ');
            }
        }
    }
    text
}
