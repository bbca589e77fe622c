//! `[rules]` and `[[waivers]]` of the manifest.

use indexmap::IndexMap;

use crate::data::tree::{Map, Node};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, codes};
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::manifest::{Rule, Waiver};

/// What the project makes of findings. What fails every build says that something cannot be done,
/// and no rule can change that.
pub fn rules(map: Option<&Map>, findings: &mut Findings) -> IndexMap<String, Rule> {
    let mut rules = IndexMap::new();
    for (id, entry) in map.iter().flat_map(|map| &map.entries) {
        let word = entry.node.as_cell().map_or("", |cell| &cell.text);
        let rule = match word {
            "off" => Some(Rule::Off),
            "warning" => Some(Rule::Warning),
            "error" => Some(Rule::Error),
            _ => None,
        };
        let code = Code::from_id(id);
        let fixed = code.is_some_and(|code| code.severity() == Severity::Error);
        let (place, message) = match (code, rule) {
            (None, _) => (&entry.key, format!("unknown code “{id}”")),
            (_, None) => {
                let message =
                    format!("a rule must be \"off\", \"warning\" or \"error\", not “{word}”");
                (entry.node.place(), message)
            }
            (_, Some(Rule::Off | Rule::Warning)) if fixed => {
                let message = format!("{id} is an error and cannot be lowered");
                (entry.node.place(), message)
            }
            (Some(_), Some(rule)) => {
                rules.insert(id.clone(), rule);
                continue;
            }
        };
        findings.push(Diagnostic::new(codes::WRONG_TYPE, place.clone(), message));
    }
    rules
}

/// A waiver names what it excuses and says why; without a reason it is none.
pub fn waiver(node: &Node, findings: &mut Findings) -> Option<Waiver> {
    let Some(map) = node.as_map() else {
        let message = format!("a waiver must be a table, but this is {}", node.describe());
        let finding = Diagnostic::new(codes::WRONG_TYPE, node.place().clone(), message);
        findings.push(finding.help("write [[waivers]] with code, file, words and reason"));
        return None;
    };
    let mut fields = Fields::new(map, &keys::WAIVER);
    let waiver = Waiver {
        code: fields.text("code").unwrap_or_default(),
        file: fields.text("file").unwrap_or_default(),
        words: fields.text("words").unwrap_or_default(),
        reason: fields.text("reason").unwrap_or_default(),
        place: node.place().clone(),
    };
    let known = Code::from_id(&waiver.code).is_some();
    if !known && map.cell("code").is_some() {
        fields.wrong(node, format!("unknown code “{}”", waiver.code));
    }
    if let Some(cell) = map.cell("reason").filter(|cell| cell.text.trim().is_empty()) {
        let place = cell.place().clone();
        findings.push(Diagnostic::new(codes::WRONG_TYPE, place, "a waiver needs a reason"));
    }
    let sound = known && !waiver.reason.trim().is_empty();
    findings.extend(fields.finish());
    sound.then_some(waiver)
}
