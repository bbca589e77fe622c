//! D0340: a key among languages that is none, such as `sp` beside `en` for `es`. It is told once, and read as the
//! language that is meant, so that nothing else follows from it.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::data::place::Place;
use crate::data::spoken::Spoken;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::language::Language;

/// What was found of one such key: where it stands, beside what, and what is meant.
struct Slip {
    places: BTreeSet<Place>,
    of: String,
    meant: Language,
}

/// Reads such keys as the languages they are meant for.
pub fn mend(root: &mut Node, spoken: &Spoken, findings: &mut Findings) {
    let mut slips: IndexMap<String, Slip> = IndexMap::new();
    within(root, "", spoken, &mut slips);
    for (key, slip) in slips {
        let Some(first) = slip.places.first() else { continue };
        let times = diagnostic::times(slip.places.len(), "times");
        let message = format!(
            "`{key}` is no language of the project, but `{}` has it as one{times}",
            slip.of
        );
        let finding = Diagnostic::new(codes::UNKNOWN_LANGUAGE, first.clone(), message);
        findings.push(finding.help(format!("did you mean `{}`?", slip.meant)));
    }
}

fn within(node: &mut Node, name: &str, spoken: &Spoken, slips: &mut IndexMap<String, Slip>) {
    match node {
        Node::Cell(_) => {}
        Node::List(list) => {
            list.items.iter_mut().for_each(|item| within(item, name, spoken, slips));
        }
        Node::Map(map) => match slip(map, spoken) {
            Some((key, meant)) => {
                let Some(entry) = map.entries.get(&key) else { return };
                let of = name.to_string();
                let places = BTreeSet::new();
                let slip = slips.entry(key.clone()).or_insert(Slip { places, of, meant });
                slip.places.insert(entry.key.clone());
                renamed(Arc::make_mut(map), &key, meant);
            }
            None => {
                let has_more = map.entries.values().any(|it| it.node.as_cell().is_none());
                if has_more {
                    for (name, entry) in &mut Arc::make_mut(map).entries {
                        within(&mut entry.node, name, spoken, slips);
                    }
                }
            }
        },
    }
}

fn renamed(map: &mut Map, key: &str, meant: Language) {
    let entries = std::mem::take(&mut map.entries).into_iter();
    let new = |name: String| if name == key { meant.to_string() } else { name };
    map.entries = entries.map(|(name, entry)| (new(name), entry)).collect();
}

/// The key of a map that is no language, where all others are and exactly one of the project's is not there.
fn slip(map: &Map, spoken: &Spoken) -> Option<(String, Language)> {
    if map.entries.len() != spoken.declared.len() || map.entries.len() < 2 {
        return None;
    }
    let mut unknown = map.entries.iter().filter(|(key, _)| spoken.known.find(key).is_none());
    let (Some((key, entry)), None) = (unknown.next(), unknown.next()) else { return None };
    let text = &entry.node.as_cell()?.text;
    let is_words = text.parse::<f64>().is_err();
    // `id` is the name of a row far more often than a language.
    let is_tag = key.len() <= 3 && key != "id" && key.chars().all(|c| c.is_ascii_lowercase());
    let named = spoken.known.called(key);
    let has = |own: &&Language| map.entries.keys().any(|it| spoken.known.find(it) == Some(**own));
    let mut missing = spoken.declared.iter().filter(|own| !has(own));
    let (Some(meant), None) = (missing.next(), missing.next()) else { return None };
    let is_meant = is_tag || named.is_some_and(|it| it == *meant);
    (is_words && is_meant).then(|| (key.clone(), *meant))
}
