//! Where authors work, as front matter says it: beside the authors, or in a list that they refer to.

use crate::data::tree::{Map, Node};
use crate::model::manifest::Affiliations;

/// The keys under which an author's map says where the author works.
const OF_AUTHOR: [&str; 6] =
    ["affiliation", "affiliations", "institute", "institution", "organization", "org"];

/// The keys of the list that authors refer to.
const LISTS: [&str; 5] = ["affiliations", "affiliation", "institute", "institution", "institutes"];

/// The keys by which an entry of that list is referred to.
const NAMES: [&str; 6] = ["id", "index", "number", "code", "key", "ref"];

/// The parts of an affiliation, in the order in which they are printed.
const PARTS: [&str; 8] =
    ["department", "name", "institution", "organization", "city", "region", "state", "country"];

/// An affiliation that authors refer to by its name.
struct Listed {
    name: String,
    words: String,
}

/// The affiliations of these authors, each with its map if it has one.
pub fn read(map: &Map, authors: &[Option<&Map>]) -> Affiliations {
    let mut found = Affiliations::default();
    let listed = listed(map);
    for author in authors {
        let mut own = Vec::new();
        let nodes = OF_AUTHOR.iter().filter_map(|key| author.and_then(|it| it.get(key)));
        for words in nodes.flat_map(|node| words(node, &listed)) {
            let at = found.add(words);
            if !own.contains(&at) {
                own.push(at);
            }
        }
        found.of_authors.push(own);
        let address =
            ADDRESS.iter().find_map(|key| author.and_then(|it| it.get(key))).and_then(text);
        found.addresses.extend(address);
    }
    // Said for all of them, or referred to by nobody: printed beneath without marks.
    listed.into_iter().for_each(|it| {
        found.add(it.words);
    });
    let first = found.of_authors.first().cloned().unwrap_or_default();
    if found.names.len() < 2 && found.of_authors.iter().all(|own| *own == first) {
        found.of_authors.iter_mut().for_each(Vec::clear);
    }
    found
}

/// The list of the whole text.
fn listed(map: &Map) -> Vec<Listed> {
    let nodes = LISTS.iter().filter_map(|key| map.get(key)).flat_map(items);
    nodes.filter_map(entry).collect()
}

fn entry(node: &Node) -> Option<Listed> {
    let Node::Map(map) = node else {
        let words = text(node)?;
        return Some(Listed { name: String::new(), words });
    };
    if let Some(words) = joined(map) {
        let name = NAMES.iter().find_map(|key| map.get(key).and_then(text));
        return Some(Listed { name: name.unwrap_or_default(), words });
    }
    // `code: words`, or `code: { name: words }`.
    let (name, entry) = map.entries.first()?;
    let words = match &entry.node {
        Node::Map(inner) => joined(inner)?,
        node => text(node)?,
    };
    Some(Listed { name: name.to_string(), words })
}

/// What a value says: words, references to the list, or maps of them.
fn words(node: &Node, listed: &[Listed]) -> Vec<String> {
    let named = |name: &str| {
        let by_place = || listed.get(name.parse::<usize>().ok()?.checked_sub(1)?);
        listed.iter().find(|it| it.name == name).or_else(by_place).map(|it| it.words.clone())
    };
    let mut found = Vec::new();
    for item in items(node) {
        match item {
            Node::Map(map) => {
                let referred = map.get("ref").or_else(|| map.get("id")).and_then(text);
                let referred = referred.and_then(|name| named(&name));
                found.extend(joined(map).or(referred));
            }
            item => {
                let Some(text) = text(item) else { continue };
                let parts: Vec<Option<String>> =
                    text.split([',', ';']).map(|part| named(part.trim())).collect();
                match parts.iter().all(Option::is_some) {
                    true => found.extend(parts.into_iter().flatten()),
                    false => found.push(text),
                }
            }
        }
    }
    found
}

fn items(node: &Node) -> Vec<&Node> {
    match node {
        Node::List(list) => list.items.iter().collect(),
        node => vec![node],
    }
}

fn text(node: &Node) -> Option<String> {
    let text = super::foreign_front_matter::without_marks(&node.as_cell()?.text).trim().to_string();
    (!text.is_empty()).then_some(text)
}

/// The parts of an affiliation between commas.
fn joined(map: &Map) -> Option<String> {
    let parts: Vec<String> = PARTS.iter().filter_map(|key| map.get(key).and_then(text)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Where an author gets letters.
const ADDRESS: [&str; 2] = ["email", "mail"];

/// What says nothing to a reader.
const PASSED: [&str; 4] = ["id", "corresponding", "equal-contributor", "attributes"];

/// What else the maps of authors say, which is not printed.
pub fn unprinted<'a>(authors: &[Option<&'a Map>]) -> Vec<&'a str> {
    let printed =
        ["name", "literal", "given", "family", "first", "last", "firstname", "lastname", "degrees"];
    let mut keys: Vec<&str> = Vec::new();
    for map in authors.iter().flatten() {
        for (key, _) in &map.entries {
            let known =
                [&printed[..], &OF_AUTHOR, &ADDRESS, &PASSED].iter().any(|it| it.contains(&&**key));
            if !known && !keys.contains(&&**key) {
                keys.push(key);
            }
        }
    }
    keys
}
