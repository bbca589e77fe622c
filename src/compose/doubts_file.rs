//! `/doubts.json`: what a document says of the cells in doubt that it prints, and where it explains each.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::{Map as Object, Value, json};

use super::inlines::Writer;
use super::input::CompositionInput;
use crate::data::place::Place;
use crate::data::tree::Map;
use crate::language::Language;
use crate::language::pack::messages::fill;
use crate::model::doubt::{At, RECORDED};
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Block, BlockKind, Inline, walk_blocks, walk_inlines};
use crate::typst_source::source_map::TypstFile;

/// The file that templates read: for each doubt in its order where it is explained, or else what each side prints.
pub fn file(writer: &Writer, input: &CompositionInput) -> TypstFile {
    let explained = explained(input);
    let languages: Vec<Language> = input.manuscripts.iter().map(|it| it.language).collect();
    let section = section(writer, &languages);
    let beneath = told_beneath(input);
    let entry = |record: &Arc<Map>| match explained.get(&record.place) {
        Some(table) => {
            let to = format!("table-{table}");
            match writer.records.get(&record.place) {
                Some((_, row)) => json!({ "to": to, "word": "table", "row": row }),
                None => json!({ "to": to, "word": "table" }),
            }
        }
        None => section.clone().filter(|_| tells(&beneath, record, input.inputs)).unwrap_or_else(|| {
            let says = |it: &Language| (it.to_string(), said(input.inputs, record, *it));
            json!({ "says": languages.iter().map(says).collect::<Object<String, Value>>() })
        }),
    };
    let entries: Vec<Value> = writer.doubted.records().map(entry).collect();
    let mut file = TypstFile::new("/doubts.json");
    file.push(&format!("{:#}", json!({ "doubts": entries })));
    file
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

/// The heading with the id `conflicts`, when the text explains contradictions there.
fn section(writer: &Writer, languages: &[Language]) -> Option<Value> {
    let mut titles = Object::new();
    let mut label = None;
    for language in languages {
        let anchor = writer.anchor(*language, RECORDED).filter(|it| it.given)?;
        let BlockKind::Heading { body, .. } = &anchor.block.kind else { return None };
        let mut title = String::new();
        walk_inlines(body, &mut |inline| {
            if let Inline::Text(text, _) = inline {
                title.push_str(text);
            }
        });
        titles.insert(language.to_string(), title.into());
        label = Some(anchor.label.clone());
    }
    Some(json!({ "to": label?, "title": titles }))
}

/// Cells, by where they are written.
type Cells = HashSet<At>;

/// The cells that the text beneath that heading prints.
fn told_beneath(input: &CompositionInput) -> Cells {
    let mut cells = Cells::new();
    let blocks = input.manuscripts.first().and_then(|it| beneath(&it.blocks));
    walk_blocks(blocks.unwrap_or_default(), &mut |block| {
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Value(printed, _) = inline {
                    cells.extend(printed.origins.iter().map(|origin| at(&origin.place)));
                }
            });
        }
    });
    cells
}

/// What stands beneath the heading with the id `conflicts`, up to the next that is as high.
fn beneath(blocks: &[Block]) -> Option<&[Block]> {
    let own = |it: &Block| it.id.as_deref() == Some(RECORDED) && level(it).is_some();
    if let Some(start) = blocks.iter().position(own) {
        let high = blocks.get(start).and_then(level);
        let rest = blocks.get(start + 1..)?;
        let end = rest.iter().position(|it| level(it).is_some_and(|it| Some(it) <= high));
        return rest.get(..end.unwrap_or(rest.len()));
    }
    blocks.iter().flat_map(|block| block.kind.runs()).find_map(beneath)
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

/// Whether one of these cells is of the record, or in doubt because of it.
fn tells(cells: &Cells, record: &Map, inputs: &Inputs) -> bool {
    let mut own = false;
    for entry in record.entries.values() {
        entry.node.for_each_cell(&mut |cell| own |= cells.contains(&at(cell.place())));
    }
    let number = inputs.doubts.at(&record.place);
    own || number.is_some_and(|it| inputs.doubts.cells_of(it).any(|cell| cells.contains(cell)))
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
