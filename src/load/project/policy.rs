//! The caller's policy: what it demands, and how it overrules the project.

use std::sync::Arc;

use super::rules;
use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic, Findings, codes};
use crate::load::fields::Fields;
use crate::load::formats::toml;
use crate::model::inputs::Sources;
use crate::model::keys;
use crate::model::policy::Policy;
use crate::model::style::Limits;

/// Reads the policy; without one nothing is demanded.
pub fn read(sources: &Sources, findings: &mut Findings) -> Policy {
    let Some((name, bytes)) = &sources.policy else { return Policy::default() };
    let path: Arc<str> = name.as_str().into();
    let map = match std::str::from_utf8(bytes) {
        Ok(text) => toml::parse(&path, text, codes::POLICY_SYNTAX),
        Err(_) => {
            let message = "the policy is not UTF-8";
            Err(Diagnostic::new(codes::POLICY_SYNTAX, Place::file(&path), message))
        }
    };
    let map = match map {
        Ok(map) => map,
        Err(finding) => {
            findings.push(finding);
            return Policy::default();
        }
    };
    let mut fields = Fields::new(&map, &keys::POLICY);
    let policy = Policy {
        rules: rules::rules(fields.map("rules"), findings),
        lowering: fields.flag("lowering"),
        waivers: fields.flag("waivers"),
        unwaivable: codes_of(&mut fields),
        raw: fields.flag("raw"),
        limits: limits(&mut fields, findings),
    };
    findings.extend(fields.finish());
    policy
}

fn codes_of(fields: &mut Fields) -> Vec<String> {
    let nodes = fields.list("unwaivable");
    let mut ids = Vec::new();
    for node in nodes {
        let id = node.as_cell().map_or("", |cell| &cell.text);
        match Code::from_id(id) {
            Some(code) => ids.push(code.id.to_string()),
            None => fields.wrong(node, format!("unknown code “{id}”")),
        }
    }
    ids
}

fn limits(fields: &mut Fields, findings: &mut Findings) -> Limits {
    let Some(map) = fields.map("limits") else { return Limits::default() };
    let mut own = Fields::new(map, &keys::POLICY_LIMITS);
    let limits = Limits::from_names(|name| own.number(name).unwrap_or_default());
    findings.extend(own.finish());
    limits
}
