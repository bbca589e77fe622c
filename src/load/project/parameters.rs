//! Parameters of texts: what the manifest declares, and what documents say of them.

use indexmap::IndexMap;

use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::parameter::{OwnSettings, Parameter, ParameterKind, Settings};

/// Reads `[parameters]`.
pub fn declared(map: Option<&Map>, findings: &mut Findings) -> IndexMap<String, Parameter> {
    let entries = map.iter().flat_map(|map| &map.entries);
    let all = entries.map(|(name, entry)| {
        let parameter = match &entry.node {
            Node::Cell(cell) => {
                let kind = ParameterKind::of(&cell.text);
                Some(Parameter { kind, values: Vec::new(), default: cell.clone() })
            }
            Node::Map(map) => one(map, findings),
            node => {
                let message = format!("`{name}` must be a value, or a table with `default`");
                findings.push(Diagnostic::new(codes::WRONG_TYPE, node.place().clone(), message));
                None
            }
        };
        Some((name.clone(), parameter?))
    });
    all.flatten().collect()
}

/// A parameter whose values are described; its own default must be one of them.
fn one(map: &Map, findings: &mut Findings) -> Option<Parameter> {
    let mut fields = Fields::new(map, &keys::PARAMETER);
    let default = fields.text("default").and_then(|_| map.cell("default").cloned());
    let stated = fields.get("type").is_some();
    let kind = fields.word("type", &ParameterKind::ALL).filter(|_| stated);
    let values = fields.texts("values");
    fields.text("about");
    let parameter = default.map(|default| {
        let kind = kind.unwrap_or_else(|| ParameterKind::of(&default.text));
        Parameter { kind, values, default }
    });
    if let (Some(parameter), Some(node)) = (&parameter, map.get("default"))
        && let Err(expected) = parameter.read(&parameter.default.text)
    {
        fields.wrong(node, format!("`default` must be {expected}"));
    }
    findings.extend(fields.finish());
    parameter
}

/// What a document says of parameters.
pub fn own(fields: &mut Fields) -> OwnSettings {
    let given = fields.map("parameters").map(|map| settings(map, fields)).unwrap_or_default();
    let mut profiles = IndexMap::new();
    for (name, entry) in fields.map("profiles").iter().flat_map(|map| &map.entries) {
        match entry.node.as_map() {
            Some(map) => drop(profiles.insert(name.clone(), settings(map, fields))),
            None => fields.wrong(&entry.node, format!("`{name}` must be a table of parameters")),
        }
    }
    OwnSettings { given, profiles }
}

fn settings(map: &Map, fields: &mut Fields) -> Settings {
    let mut settings = Settings::new();
    for (name, entry) in &map.entries {
        match entry.node.as_cell() {
            Some(cell) => settings.push((name.clone(), cell.clone())),
            None => fields.wrong(&entry.node, format!("`{name}` must be a single value")),
        }
    }
    settings
}
