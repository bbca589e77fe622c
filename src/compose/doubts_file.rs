//! `/doubts.json`: what a document says of the cells in doubt that it prints, and where it explains each.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use serde_json::{Map as Object, Value, json};

use super::inlines::Writer;
use super::input::CompositionInput;
use crate::data::place::Place;
use crate::data::tree::Map;
use crate::language::Language;
use crate::language::pack::messages::fill;
use crate::model::anchors::{Anchor, anchors};
use crate::model::doubt::{At, RECORDED};
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Block, BlockKind, Inline, walk_blocks, walk_inlines};
use crate::typst_source::source_map::TypstFile;

/// The file that templates read: for each doubt in its order where it is explained, or else what each side prints.
pub fn file(writer: &Writer, input: &CompositionInput) -> TypstFile {
    let explained = explained(input);
    let languages: Vec<Language> = input.manuscripts.iter().map(|it| it.language).collect();
    let sections = sections(input);
    let entry = |record: &Arc<Map>| match explained.get(&record.place) {
        Some(table) => {
            let to = format!("table-{table}");
            match writer.records.get(&record.place) {
                Some((_, row)) => json!({ "to": to, "word": "table", "row": row }),
                None => json!({ "to": to, "word": "table" }),
            }
        }
        None => match sections.of(record, input.inputs) {
            Some((it, at)) => json!({ "to": it.label, "title": it.titles, "at": at }),
            None => {
                let says = |it: &Language| (it.to_string(), said(input.inputs, record, *it));
                let says: Object<String, Value> = languages.iter().map(says).collect();
                match read_as(record, &languages) {
                    Some(means) => json!({ "says": says, "means": means }),
                    None => json!({ "says": says }),
                }
            }
        },
    };
    let entries: Vec<Value> = writer.doubted.records().map(entry).collect();
    let mut file = TypstFile::new("/doubts.json");
    file.push(&format!("{:#}", json!({ "doubts": entries })));
    file
}

/// What follows from a record in plain words, where its `reading` says so.
fn read_as(record: &Map, languages: &[Language]) -> Option<Object<String, Value>> {
    let reading = record.bilingual("reading");
    let of = |it: &Language| Some((it.to_string(), Value::from(reading.get(*it)?.to_string())));
    languages.iter().map(of).collect()
}

/// The table of the document that has each record as a row, by the record's place.
fn explained<'a>(input: &CompositionInput<'a>) -> HashMap<Place, &'a str> {
    let mut found = HashMap::new();
    let resolved = input.manuscripts.first().and_then(|it| input.tables.get(&it.language));
    for (insert, table) in resolved.into_iter().flatten() {
        let Some(declaration) = input.inputs.declaration(insert) else { continue };
        if declaration.data == RECORDED && declaration.drawing.is_none() {
            for row in table.rows() {
                found.entry(row.place.clone()).or_insert(declaration.name.as_str());
            }
        }
    }
    found
}

/// A heading beneath which contradictions are explained.
struct Section {
    label: String,
    titles: Object<String, Value>,
}

/// These headings in their order, and what the text beneath them prints.
#[derive(Default)]
struct Sections {
    all: Vec<Section>,
    /// Those beneath which a cell is printed.
    of_cells: HashMap<At, BTreeSet<usize>>,
    /// Those beneath which a cell is printed that is in doubt because of a record, by its number.
    of_records: HashMap<usize, BTreeSet<usize>>,
}

impl Sections {
    /// The first beneath which a cell of the record is printed, or one that is in doubt because of it, and the labels of all.
    fn of(&self, record: &Map, inputs: &Inputs) -> Option<(&Section, Vec<&str>)> {
        let number = inputs.doubts.at(&record.place);
        let mut found = number.and_then(|it| self.of_records.get(&it).cloned()).unwrap_or_default();
        for entry in record.entries.values() {
            entry.node.for_each_cell(&mut |cell| {
                found.extend(self.of_cells.get(&at(cell.place())).into_iter().flatten());
            });
        }
        let all: Vec<&Section> = found.iter().filter_map(|it| self.all.get(*it)).collect();
        Some((*all.first()?, all.iter().map(|it| it.label.as_str()).collect()))
    }
}

/// The heading with the id `conflicts`, when the text explains contradictions there, and those within its part of the text
/// that have ids of their own.
fn sections(input: &CompositionInput) -> Sections {
    let mut found = Sections::default();
    let Some(first) = input.manuscripts.first() else { return found };
    let all: Vec<_> =
        input.manuscripts.iter().map(|it| (it.language, anchors(&it.blocks))).collect();
    let named = all.iter().flat_map(|(_, anchors)| anchors.iter().filter(|it| it.given));
    let labels: HashMap<*const Block, &str> =
        named.map(|it| (std::ptr::from_ref(it.block), it.label.as_str())).collect();
    let mut titles = titles(&all);
    for block in part(&first.blocks).unwrap_or_default() {
        let label = labels.get(&std::ptr::from_ref(block));
        if let (Some(label), true) = (label, level(block).is_some()) {
            let titles = titles.remove(*label).unwrap_or_default();
            found.all.push(Section { titles, label: label.to_string() });
        }
        if let Some(section) = found.all.len().checked_sub(1) {
            printed(block, &mut |cell| {
                found.of_cells.entry(cell).or_default().insert(section);
            });
        }
    }
    for (cell, record) in input.inputs.doubts.cells() {
        if let Some(sections) = found.of_cells.get(cell) {
            found.of_records.entry(record).or_default().extend(sections);
        }
    }
    found
}

/// The labels of those headings.
pub fn headings(blocks: &[Block]) -> Vec<String> {
    let part: HashSet<*const Block> =
        part(blocks).unwrap_or_default().iter().map(std::ptr::from_ref).collect();
    let own = |it: &Anchor| it.given && part.contains(&std::ptr::from_ref(it.block));
    anchors(blocks).into_iter().filter(own).map(|it| it.label).collect()
}

/// What headings say in each language, by their labels.
fn titles(all: &[(Language, Vec<Anchor>)]) -> HashMap<String, Object<String, Value>> {
    let mut titles: HashMap<String, Object<String, Value>> = HashMap::new();
    for (language, anchors) in all {
        for it in anchors.iter().filter(|it| it.given) {
            let BlockKind::Heading { body, .. } = &it.block.kind else { continue };
            let mut title = String::new();
            walk_inlines(body, &mut |inline| {
                if let Inline::Text(text, _) = inline {
                    title.push_str(text);
                }
            });
            titles.entry(it.label.clone()).or_default().insert(language.to_string(), title.into());
        }
    }
    titles
}

/// Visits the cells that a block prints.
fn printed(block: &Block, visit: &mut impl FnMut(At)) {
    walk_blocks(std::slice::from_ref(block), &mut |block| {
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Value(printed, _) = inline {
                    printed.origins.iter().for_each(|origin| visit(at(&origin.place)));
                }
            });
        }
    });
}

/// The heading with the id `conflicts` and what stands beneath it, up to the next that is as high.
fn part(blocks: &[Block]) -> Option<&[Block]> {
    let own = |it: &Block| it.id.as_deref() == Some(RECORDED) && level(it).is_some();
    if let Some(start) = blocks.iter().position(own) {
        let (heading, rest) = blocks.get(start..)?.split_first()?;
        let high = level(heading);
        let end = rest.iter().position(|it| level(it).is_some_and(|it| Some(it) <= high));
        return blocks.get(start..start + 1 + end.unwrap_or(rest.len()));
    }
    blocks.iter().flat_map(|block| block.kind.runs()).find_map(part)
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

fn at(place: &Place) -> At {
    (place.file.clone(), place.line, place.column)
}

/// What each side of a contradiction prints, in a sentence.
fn said(inputs: &Inputs, record: &Arc<Map>, language: Language) -> Value {
    let part = |name: &str| record.bilingual(name).get_or_any(language).to_string();
    let parts = ["first", "first_place", "second", "second_place"];
    let filled: Vec<(&str, String)> = parts.map(|name| (name, part(name))).to_vec();
    let filled: Vec<(&str, &str)> =
        filled.iter().map(|(name, text)| (*name, text.as_str())).collect();
    fill(&inputs.languages.pack(language).messages.contradiction, &filled).into()
}
