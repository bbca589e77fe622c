//! `tables.toml` to table declarations.

use indexmap::IndexMap;

use super::columns::column;
use super::groups::{filter, groupings};
use super::lines::{line, sub_maps};
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Bilingual;
use crate::load::fields::Fields;
use crate::model::arrangement::Arrangement;
use crate::model::drawing::Drawing;
use crate::model::keys;
use crate::model::manifest::Stated;
use crate::model::table::{Declaration, Note};
use crate::quantity::units::Units;

/// Reads every table of the file.
pub fn read(root: &Map, units: &Units, findings: &mut Findings) -> IndexMap<String, Declaration> {
    each((root, "tables"), findings, |name, map, findings| {
        let mut fields = Fields::new(map, &keys::TABLE);
        let mut declaration = declaration((name, map), None, units, &mut fields, findings);
        let at = fields.get("appraisal").map(|node| node.place().clone());
        let tool = fields.text("appraisal").zip(at);
        declaration.tool = tool.map(|(text, place)| Stated { text, place });
        findings.extend(fields.finish());
        Some(declaration)
    })
}

/// Reads every entry of a file of declarations; each must be a table of TOML. What stands beneath the name of the file, as
/// `[figures.death]`, is told, and read as if it had its own name alone.
pub fn each(
    (root, of): (&Map, &str),
    findings: &mut Findings,
    read: impl Fn(&str, &Map, &mut Findings) -> Option<Declaration>,
) -> IndexMap<String, Declaration> {
    let mut declarations = IndexMap::new();
    let beneath = root.get(of).and_then(Node::as_map).filter(|map| {
        !map.entries.is_empty() && map.entries.values().all(|it| it.node.as_map().is_some())
    });
    if let Some((name, entry)) = beneath.and_then(|map| map.entries.first()) {
        let message = format!("`{of}` is no name in this file, whose entries are all {of}");
        let place = entry.node.place().clone();
        let finding = Diagnostic::new(codes::WRONG_TYPE, place, message);
        findings.push(finding.help(format!("write [{name}] for [{of}.{name}]")));
    }
    let own = root.entries.iter().filter(|(name, _)| beneath.is_none() || *name != of);
    for (name, entry) in own.chain(beneath.iter().flat_map(|it| &it.entries)) {
        let Some(map) = entry.node.as_map() else {
            let place = entry.node.place().clone();
            let message = format!("`{name}` must be a table: write [{name}]");
            findings.push(Diagnostic::new(codes::WRONG_TYPE, place, message));
            continue;
        };
        declarations.extend(read(name, map, findings).map(|it| (name.clone(), it)));
    }
    declarations
}

/// Reads what tables and figures have in common.
pub fn declaration(
    (name, map): (&str, &Map),
    drawing: Option<Drawing>,
    units: &Units,
    fields: &mut Fields,
    findings: &mut Findings,
) -> Declaration {
    let columns = fields.list("columns");
    let notes = fields.list("notes");
    let drawn = drawing.is_some();
    Declaration {
        name: name.to_string(),
        place: map.place.clone(),
        data: fields.text("data").unwrap_or_default(),
        filter: filter(fields.map("where"), fields),
        caption: fields.bilingual("caption"),
        landscape: !drawn && fields.flag("landscape"),
        numbered: !drawn && fields.flag("numbered"),
        bilingual: if drawn { None } else { fields.word("bilingual", &Arrangement::ALL) },
        grouping: groupings(fields, findings),
        columns: sub_maps(columns, fields).map(|map| column(map, drawn, units, findings)).collect(),
        abbreviations: fields.texts("abbreviations"),
        notes: sub_maps(notes, fields).filter_map(|map| note(map, findings)).collect(),
        contradictions: fields.flag("contradictions"),
        source: fields.bilingual("source"),
        drawing,
        tool: None,
        appraisal: None,
        arms: arms(fields),
        summary: None,
    }
}

/// The arms of a study: the ending of their columns or their name in the data, and what they are called.
fn arms(fields: &mut Fields) -> Vec<(String, Bilingual)> {
    let arms = fields.map("arms").into_iter().flat_map(|it| &it.entries);
    arms.map(|(id, it)| (id.clone(), fields.read_bilingual(id, &it.node))).collect()
}

fn note(map: &Map, findings: &mut Findings) -> Option<Note> {
    let mut fields = Fields::new(map, &keys::NOTE);
    let text = fields.get("text").map(|node| line(&mut fields, node));
    let at = fields.get("at").and_then(|node| {
        let at = node.as_cell().and_then(|cell| cell.text.split_once('.'));
        if at.is_none() {
            fields.wrong(
                node,
                "`at` must name a row and a column, such as \"north.price\"".to_string(),
            );
        }
        at.map(|(row, column)| (row.to_string(), column.to_string()))
    });
    findings.extend(fields.finish());
    Some(Note { at, text: text?, place: map.place.clone() })
}
