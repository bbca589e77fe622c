//! Fields that an entry takes from others: `crossref` and `xdata`, wherever those stand.

use std::collections::{HashMap, HashSet};

use super::raw::Raw;

/// The longest chain of cross-references.
const DEEPEST: usize = 16;

/// The longest value that is inherited, in bytes: of one parent there may be many children.
const LONGEST: usize = 4096;

/// Fields that only the entry itself can have.
const OWN: [&str; 28] = [
    "crossref",
    "xref",
    "xdata",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedtype",
    "relatedstring",
    "sortkey",
    "sorttitle",
    "ids",
    "doi",
    "url",
    "urldate",
    "eprint",
    "abstract",
    "pages",
    "eid",
    "note",
    "keywords",
    "file",
    "annote",
    "shorthand",
    "title",
];

/// What is wrong with the links of an entry.
pub enum Broken {
    /// They lead back to it, or on and on.
    Cycle,
    /// They name an entry that there is not.
    Unknown(String),
}

/// Adds to each entry what it takes from others; returns what is wrong, by the entry's position.
pub fn resolve(entries: &mut [Raw]) -> Vec<(usize, Broken)> {
    let mut positions: HashMap<String, usize> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        positions.entry(entry.key.to_lowercase()).or_insert(at);
    }
    let mut broken = Vec::new();
    let mut done = HashSet::new();
    for at in 0..entries.len() {
        if let Some(fault) = resolved(at, entries, &positions, &mut done, 0) {
            broken.push((at, fault));
        }
    }
    broken
}

fn resolved(
    at: usize,
    entries: &mut [Raw],
    positions: &HashMap<String, usize>,
    done: &mut HashSet<usize>,
    depth: usize,
) -> Option<Broken> {
    if done.contains(&at) {
        return None;
    }
    let mut fault = None;
    for (kind, key) in links(&entries[at]) {
        let Some(&from) = positions.get(&key.to_lowercase()) else {
            fault = fault.or(Some(Broken::Unknown(key)));
            continue;
        };
        if depth == DEEPEST || from == at {
            return Some(Broken::Cycle);
        }
        if let Some(Broken::Cycle) = resolved(from, entries, positions, done, depth + 1) {
            return Some(Broken::Cycle);
        }
        inherit(at, from, &kind, entries);
    }
    done.insert(at);
    fault
}

/// The kinds of links of an entry, each with a key.
fn links(entry: &Raw) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for kind in ["xdata", "crossref"] {
        let keys = entry.fields.get(kind).map(String::as_str).unwrap_or_default();
        let keys = keys.split(',').map(str::trim).filter(|key| !key.is_empty());
        links.extend(keys.map(|key| (kind.to_string(), key.to_string())));
    }
    links
}

/// What is a part takes the title of the whole as that of its book.
fn inherit(at: usize, from: usize, kind: &str, entries: &mut [Raw]) {
    let short = |(_, value): &(&String, &String)| value.len() <= LONGEST;
    let parent = entries[from].fields.iter().filter(short);
    let parent: Vec<_> = parent.map(|(name, value)| (name.clone(), value.clone())).collect();
    let child = &mut entries[at];
    let is_part = child.kind.starts_with("in")
        || child.kind.starts_with("supp")
        || child.kind == "conference";
    for (name, value) in parent {
        let taken = match name.as_str() {
            _ if kind == "xdata" => name.as_str(),
            "title" if is_part => "booktitle",
            "subtitle" if is_part => "booksubtitle",
            "titleaddon" if is_part => "booktitleaddon",
            "title" => "title",
            "author" if is_part && child.kind != "inbook" => "bookauthor",
            name if OWN.contains(&name) => continue,
            name => name,
        };
        child.fields.entry(taken.to_string()).or_insert(value);
    }
}
