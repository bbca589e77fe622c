//! What BibTeX resolves without end: abbreviations and cross-references that lead back to themselves,
//! and abbreviations that grow beyond all bounds. The reader of BibTeX would never come back.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use biblatex::{Field, Pair, RawBibliography, RawChunk};

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// The most bytes that one abbreviation may stand for.
const LONGEST: usize = 1 << 16;

/// The deepest chain of cross-references.
const DEEPEST: usize = 16;

/// Names, and the names that each leads to.
type Links = HashMap<String, Vec<String>>;

/// A finding for the first entry or abbreviation that cannot be resolved in reasonable time.
pub fn endless(path: &Arc<str>, text: &str) -> Option<Diagnostic> {
    // What cannot be parsed has findings of its own.
    let raw = RawBibliography::parse(text).ok()?;
    let finding = |span: std::ops::Range<usize>, message: String| {
        Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, Place::of_bytes(path, text, span), message)
    };
    let mut lengths = HashMap::new();
    let entries = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    let values = raw.abbreviations.iter().chain(entries);
    let defined: HashMap<&str, &Field> =
        raw.abbreviations.iter().map(|pair| (pair.key.v, &pair.value.v)).collect();
    for pair in values {
        if length(&pair.value.v, &defined, &mut lengths, 0) > LONGEST {
            let message =
                format!("`{}` is longer than {LONGEST} bytes, or refers to itself", pair.key.v);
            return Some(finding(pair.key.span.clone(), message));
        }
    }
    let links: Links =
        raw.entries.iter().map(|it| (it.v.key.v.to_lowercase(), links(&it.v.fields))).collect();
    let lost = raw.entries.iter().find(|it| is_lost(&it.v.key.v.to_lowercase(), &links))?;
    let message = format!("the references of the entry `{}` form a cycle", lost.v.key.v);
    Some(
        finding(lost.v.key.span.clone(), message)
            .help("`crossref` and `xdata` must end at an entry without either"),
    )
}

/// How many bytes a value stands for; beyond [`LONGEST`] no more are counted.
fn length<'a>(
    field: &Field<'a>,
    defined: &HashMap<&'a str, &Field<'a>>,
    lengths: &mut HashMap<&'a str, usize>,
    depth: usize,
) -> usize {
    let mut sum: usize = 0;
    for chunk in field {
        sum = sum.saturating_add(match chunk.v {
            RawChunk::Normal(text) if depth == 0 && field.len() == 1 => text.len().min(LONGEST),
            RawChunk::Normal(text) => text.len(),
            RawChunk::Abbreviation(name) => match (lengths.get(name), defined.get(name)) {
                (Some(known), _) => *known,
                (None, None) => name.len(),
                // So deep a chain leads back to itself, or might as well.
                (None, Some(_)) if depth > DEEPEST => usize::MAX,
                (None, Some(field)) => {
                    let length = length(field, defined, lengths, depth + 1);
                    lengths.insert(name, length);
                    length
                }
            },
        });
    }
    sum
}

/// The keys that an entry takes fields from.
fn links(fields: &[Pair]) -> Vec<String> {
    let is_link =
        |pair: &&Pair| ["crossref", "xdata"].contains(&pair.key.v.to_lowercase().as_str());
    let text = |pair: &Pair| -> String {
        let chunks = pair.value.v.iter().map(|chunk| match chunk.v {
            RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
        });
        chunks.collect()
    };
    let keys = |text: String| -> Vec<String> {
        text.split(',').map(|key| key.trim().to_lowercase()).collect()
    };
    fields.iter().filter(is_link).map(text).flat_map(keys).collect()
}

/// Whether the links from an entry lead back to it, or on and on.
fn is_lost(key: &str, links: &Links) -> bool {
    let mut reached: HashSet<&str> = HashSet::from([key]);
    for _ in 0..DEEPEST {
        let next = |key: &&str| links.get(*key).into_iter().flatten();
        reached = reached.iter().flat_map(next).map(String::as_str).collect();
        if reached.is_empty() {
            return false;
        }
        if reached.contains(key) {
            return true;
        }
    }
    true
}
