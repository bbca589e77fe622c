//! `tables.toml` to table declarations.

use indexmap::IndexMap;

use super::fields::Fields;
use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::node::{Map, Node};
use crate::model::table::{
    ALIGNMENTS, Column, Content, Declaration, Grouping, LENGTHS, Line, Note,
};
use crate::model::unit::{UNITS, Unit};

/// Reads every table of the file.
pub fn read(root: &Map, findings: &mut Vec<Diagnostic>) -> IndexMap<String, Declaration> {
    let mut tables = IndexMap::new();
    for (name, entry) in &root.entries {
        match entry.node.as_map() {
            Some(map) => {
                tables.insert(name.clone(), declaration(name, map, findings));
            }
            None => {
                let message = format!("`{name}` must be a table: write [{name}]");
                findings.push(Diagnostic::new(
                    codes::WRONG_TYPE,
                    entry.node.place().clone(),
                    message,
                ));
            }
        }
    }
    tables
}

fn declaration(name: &str, map: &Map, findings: &mut Vec<Diagnostic>) -> Declaration {
    let mut fields = Fields::new(map);
    let columns = fields.list("columns");
    let notes = fields.list("notes");
    let declaration = Declaration {
        name: name.to_string(),
        place: map.place.clone(),
        data: fields.required_text("data"),
        filter: filter(fields.map("where"), &mut fields),
        caption: fields.required_bilingual("caption"),
        landscape: fields.flag("landscape"),
        grouping: grouping(&mut fields, findings),
        columns: sub_maps(columns, &mut fields).map(|map| column(map, findings)).collect(),
        abbreviations: fields.texts("abbreviations"),
        notes: sub_maps(notes, &mut fields).filter_map(|map| note(map, findings)).collect(),
        source: fields.bilingual("source"),
    };
    findings.extend(fields.finish());
    declaration
}

fn sub_maps<'a>(nodes: &'a [Node], fields: &mut Fields) -> impl Iterator<Item = &'a Map> + use<'a> {
    for node in nodes.iter().filter(|node| node.as_map().is_none()) {
        fields.wrong(node, "a table was expected here".to_string());
    }
    nodes.iter().filter_map(|node| node.as_map().map(|map| &**map))
}

fn filter(map: Option<&Map>, fields: &mut Fields) -> Vec<(String, Vec<String>)> {
    let mut filter = Vec::new();
    for (column, entry) in map.iter().flat_map(|map| &map.entries) {
        let values = match &entry.node {
            Node::Cell(cell) => vec![cell.text.to_string()],
            Node::List(list) => {
                let cells = list.items.iter().filter_map(Node::as_cell);
                cells.map(|cell| cell.text.to_string()).collect()
            }
            Node::Map(_) => {
                fields
                    .wrong(&entry.node, format!("`{column}` must be a value or a list of values"));
                continue;
            }
        };
        filter.push((column.clone(), values));
    }
    filter
}

fn grouping(fields: &mut Fields, findings: &mut Vec<Diagnostic>) -> Option<Grouping> {
    let map = fields.map("group")?;
    let mut inner = Fields::new(map);
    let by = inner.required_text("by");
    let mut groups = Vec::new();
    for (value, entry) in inner.map("labels").iter().flat_map(|map| &map.entries) {
        groups.push((value.clone(), inner.read_bilingual(value, &entry.node)));
    }
    findings.extend(inner.finish());
    Some(Grouping { by, groups })
}

fn column(map: &Map, findings: &mut Vec<Diagnostic>) -> Column {
    let mut fields = Fields::new(map);
    let head = fields.required_bilingual("head");
    let content = content(&mut fields);
    let units = fields.flag_or("units", true);
    let align = fields.text("align").unwrap_or_else(|| match content {
        Content::Value(_) => "decimal".to_string(),
        _ => "left".to_string(),
    });
    let column = Column {
        id: fields.text("id").unwrap_or_default(),
        head,
        unit: unit(&mut fields),
        align: align_word(&mut fields, align),
        width: fields.text("width").unwrap_or_else(|| "auto".to_string()),
        units,
        content,
    };
    width_form(&mut fields, &column.width);
    findings.extend(fields.finish());
    column
}

fn content(fields: &mut Fields) -> Content {
    let value = fields.texts_or_text("value");
    let results = fields.texts("results");
    match (value.is_empty(), results.is_empty()) {
        (false, _) => Content::Value(value),
        (_, false) => Content::Results(results),
        _ => Content::Lines(lines(fields)),
    }
}

fn lines(fields: &mut Fields) -> Vec<Line> {
    match fields.optional("text") {
        Some(Node::List(list)) => list.items.iter().map(|node| line(fields, node)).collect(),
        Some(node) => vec![line(fields, node)],
        None => {
            fields.required("text");
            Vec::new()
        }
    }
}

/// One text, or one per language; anything else is a finding.
fn line(fields: &mut Fields, node: &Node) -> Line {
    fields.read_bilingual("text", node);
    Line { node: node.clone() }
}

fn unit(fields: &mut Fields) -> Option<String> {
    let node = fields.optional("unit")?;
    let id = node.as_cell()?.text.to_string();
    if Unit::from_id(&id).is_none() {
        let known = UNITS.iter().map(|unit| unit.id);
        let help = diagnostic::suggestion(&id, known).unwrap_or_default();
        fields.wrong(node, format!("“{id}” is not a unit that is known; {help}"));
    }
    Some(id)
}

fn align_word(fields: &mut Fields, align: String) -> String {
    if ALIGNMENTS.contains(&align.as_str()) {
        return align;
    }
    if let Some(node) = fields.optional("align") {
        fields.wrong(node, "`align` must be left, center, right or decimal".to_string());
    }
    "left".to_string()
}

fn width_form(fields: &mut Fields, width: &str) {
    let number = LENGTHS.iter().find_map(|unit| width.strip_suffix(unit));
    let sound = width == "auto" || number.is_some_and(|number| number.parse::<f64>().is_ok());
    if let Some(node) = fields.optional("width")
        && !sound
    {
        fields.wrong(
            node,
            "`width` must be auto, or a number with pt, mm, cm, em, fr or %".to_string(),
        );
    }
}

fn note(map: &Map, findings: &mut Vec<Diagnostic>) -> Option<Note> {
    let mut fields = Fields::new(map);
    let text = fields.required("text").map(|node| line(&mut fields, node));
    let at = fields.optional("at").and_then(|node| {
        let at = node.as_cell().and_then(|cell| cell.text.split_once('.'));
        if at.is_none() {
            fields.wrong(
                node,
                "`at` must name a row and a column, such as \"orient32.mos\"".to_string(),
            );
        }
        at.map(|(row, column)| (row.to_string(), column.to_string()))
    });
    findings.extend(fields.finish());
    Some(Note { at, text: text?, place: map.place.clone() })
}
