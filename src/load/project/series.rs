//! Documents of the manifest that are made for each record of a data set, or whose strings have
//! expressions: what can be told of them before they are filled in.

use std::sync::Arc;

use crate::data::tree::{Map, Node};
use crate::diagnostic::Findings;
use crate::load::declared::groups;
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::selection::Filter;
use crate::model::series::{Records, Series, Which};

/// The keys that only such documents have.
const OWN: [&str; 4] = ["for_each", "as", "where", "out"];

/// What a record is called whose data set has no name in the plural.
const RECORD: &str = "record";

/// Whether a document is known only when its strings are filled in.
pub fn is_one(map: &Arc<Map>) -> bool {
    let mut found = OWN.iter().any(|key| map.get(key).is_some());
    Node::Map(map.clone()).for_each_cell(&mut |cell| found |= has_expression(&cell.text));
    found
}

/// Whether a string of the manifest has something to fill in.
pub fn has_expression(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// Reads what such a document says of its records and files, and finds its unknown keys.
pub fn read(name: &str, map: &Arc<Map>, findings: &mut Findings) -> Option<Series> {
    let mut fields = Fields::new(map, &keys::DOCUMENT);
    let data = fields.text("for_each").and_then(|_| map.cell("for_each").cloned());
    let own = fields.text("as");
    let which = which(&mut fields);
    let out = fields.text("out").and_then(|_| map.cell("out").cloned());
    for key in ["as", "where"] {
        if let (None, Some(node)) = (&data, map.get(key)) {
            fields.wrong(node, format!("`{key}` is about records: write `for_each` beside it"));
        }
    }
    if let (Some(own), Some(node)) = (&own, map.get("as"))
        && !is_name(own)
    {
        fields.wrong(node, format!("`as` must be a name, and “{own}” is none"));
    }
    let records = data.map(|data| {
        let name = own.unwrap_or_else(|| singular(&data.text));
        Records { name, data, which }
    });
    let content = fields.file("content");
    findings.extend(fields.finish());
    content.map(|_| Series { name: name.to_string(), table: map.clone(), records, out })
}

/// Which records: columns with their values, or an expression.
fn which(fields: &mut Fields) -> Which {
    match fields.get("where") {
        Some(Node::Cell(cell)) => Which::Expression(cell.clone()),
        Some(Node::Map(map)) => Which::Values(groups::filter(Some(map), fields)),
        Some(node) => {
            let message = "`where` must be an expression, or columns with their values";
            fields.wrong(node, message.to_string());
            Which::Values(Filter::default())
        }
        None => Which::Values(Filter::default()),
    }
}

/// What one record of a data set is called: `site` of `sites`, `study` of `studies`.
fn singular(data: &str) -> String {
    let stem = match data.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => data.strip_suffix('s').unwrap_or_default().to_string(),
    };
    if is_name(&stem) { stem } else { RECORD.to_string() }
}

/// Whether an expression can call something by this name.
fn is_name(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || c == '_';
    text.starts_with(is_letter) && text.chars().all(|c| is_letter(c) || c.is_numeric())
}
