//! `[units.NAME]`: the units of a project, beside the built-in ones.

use std::collections::HashMap;

use crate::data::tree::{Map, Node};
use crate::language::Language;
use crate::load::fields::Fields;
use crate::model::keys;
use crate::quantity::unit::{Forms, Unit, Words};
use crate::quantity::units::Units;

/// The built-in units and those that the manifest or the front matter declares.
pub fn read(outer: &mut Fields) -> Units {
    let mut units = Units::default();
    let Some(declared) = outer.map("units") else { return units };
    for (name, entry) in &declared.entries {
        match &entry.node {
            Node::Map(map) => units.add(unit(name, map, outer)),
            node => {
                let message =
                    format!("`{name}` must be a table with `symbol`, or words by language");
                outer.wrong(node, message);
            }
        }
    }
    units
}

fn unit(name: &str, map: &Map, outer: &mut Fields) -> Unit {
    let mut fields = Fields::new(map, &keys::UNIT);
    let symbol = fields.text("symbol");
    let joined = fields.flag("joined");
    let mut words = HashMap::new();
    for language in Language::ALL {
        let code = language.code();
        if let Some(found) = fields.get(code).and_then(|node| spoken(code, node, &mut fields)) {
            words.insert(code.to_string(), found);
        }
    }
    if symbol.is_none() && words.is_empty() {
        let message = format!("the unit `{name}` has neither a symbol nor words of a language");
        let node = Node::Map(map.clone().into());
        fields.wrong(&node, message);
    }
    outer.findings.extend(fields.finish());
    Unit::new(Forms { id: name.to_string(), symbol, joined, words })
}

/// `"节"`, or `{ one = "session", other = "sessions" }`.
fn spoken(code: &str, node: &Node, outer: &mut Fields) -> Option<Words> {
    match node {
        Node::Cell(cell) => Some(Words { one: None, other: cell.text.to_string() }),
        Node::Map(map) => {
            let mut fields = Fields::new(map, &keys::UNIT_WORDS);
            let (one, other) = (fields.text("one"), fields.text("other"));
            outer.findings.extend(fields.finish());
            Some(Words { one, other: other? })
        }
        Node::List(_) => {
            outer.wrong(node, format!("`{code}` must be a word, or a table with one and other"));
            None
        }
    }
}
