//! `[rules]` and `[[waivers]]` of the manifest.

use indexmap::IndexMap;

use crate::data::tree::{Map, Node};
use crate::diagnostic::{Code, Diagnostic, Findings, codes};
use crate::language::Language;
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::rules::{Rule, Rules, Scope, Waiver};

/// The rules of a project or of a document: for each code, and for each code in a language.
pub fn rules(map: Option<&Map>, findings: &mut Findings) -> Rules {
    let mut rules = Rules::default();
    for (name, entry) in map.iter().flat_map(|map| &map.entries) {
        match (Language::parse(name), &entry.node) {
            (Some(language), Node::Map(map)) => {
                rules.by_language.insert(language, by_code(map, findings));
            }
            (Some(_), node) => {
                let message = format!("`{name}` must be a table of rules for texts in `{name}`");
                findings.push(Diagnostic::new(codes::WRONG_TYPE, node.place().clone(), message));
            }
            (None, _) => {}
        }
    }
    let own = map.map(without_languages);
    rules.all = own.map(|map| by_code(&map, findings)).unwrap_or_default();
    rules
}

fn without_languages(map: &Map) -> Map {
    let mut map = map.clone();
    map.entries.retain(|name, _| Language::parse(name).is_none());
    map
}

/// A rule for each code. A fact says that something cannot be built, and no rule changes that.
fn by_code(map: &Map, findings: &mut Findings) -> IndexMap<String, Rule> {
    let mut rules = IndexMap::new();
    for (id, entry) in &map.entries {
        let word = entry.node.as_cell().map_or("", |cell| &cell.text);
        let rule = Rule::ALL.iter().find(|(name, _)| *name == word).map(|(_, rule)| *rule);
        let (place, message) = match (Code::from_id(id), rule) {
            (None, _) => (&entry.key, format!("unknown code “{id}”")),
            (_, None) => {
                let message =
                    format!("a rule must be \"off\", \"warning\" or \"error\", not “{word}”");
                (entry.node.place(), message)
            }
            (Some(code), Some(Rule::Off | Rule::Warning)) if code.is_fact() => {
                let message = format!("{id} states a fact, and facts cannot be lowered");
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

/// A waiver names what it excuses and says why; without words or a reason it is none.
pub fn waiver(node: &Node, findings: &mut Findings) -> Option<Waiver> {
    let Some(map) = node.as_map() else {
        let message = format!("a waiver must be a table, but this is {}", node.describe());
        let finding = Diagnostic::new(codes::WRONG_TYPE, node.place().clone(), message);
        findings.push(finding.help("write [[waivers]] with code, file, words and reason"));
        return None;
    };
    let mut fields = Fields::new(map, &keys::WAIVER);
    let code = fields.text("code").unwrap_or_default();
    let words = fields.text("words").unwrap_or_default();
    let waiver = Waiver {
        file: fields.text("file").unwrap_or_default(),
        scope: Scope::Words(words.clone()),
        reason: fields.text("reason").unwrap_or_default(),
        place: node.place().clone(),
        code,
    };
    let known = Code::from_id(&waiver.code);
    match (known, map.get("code")) {
        (None, Some(_)) => fields.wrong(node, format!("unknown code “{}”", waiver.code)),
        (Some(code), Some(node)) if code.is_fact() => {
            let message = format!("{} states a fact, and facts cannot be waived", code.id);
            fields.wrong(node, message);
        }
        _ => {}
    }
    for (key, message) in [
        (
            "words",
            "a waiver quotes words of the message that it excuses; empty words would excuse all",
        ),
        ("reason", "a waiver needs a reason"),
    ] {
        if let Some(node) = map.get(key).filter(|node| is_blank(node)) {
            fields.wrong(node, message.to_string());
        }
    }
    let filled = !words.trim().is_empty() && !waiver.reason.trim().is_empty();
    findings.extend(fields.finish());
    (known.is_some_and(|code| !code.is_fact()) && filled).then_some(waiver)
}

fn is_blank(node: &Node) -> bool {
    node.as_cell().is_some_and(|cell| cell.text.trim().is_empty())
}
