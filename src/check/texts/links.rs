//! D0520, D0525: links within a document lead to something, and each name to one thing.

use std::collections::HashMap;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, Suggestions, codes};
use crate::model::anchors;
use crate::model::manuscript::{Inline, Manuscript, walk_blocks, walk_inlines};

/// Checks one text.
pub fn check(manuscript: &Manuscript, findings: &mut Findings) {
    duplicates(manuscript, findings);
    let names = names(manuscript);
    let mut targets = Targets::new(&names);
    walk_blocks(&manuscript.blocks, &mut |block| {
        for inlines in block.kind.inlines() {
            targets.check(inlines, findings);
        }
    });
}

/// The names that links in a text can lead to, and the first place of each.
pub fn names(manuscript: &Manuscript) -> HashMap<String, &Place> {
    let mut names = HashMap::new();
    for anchor in anchors::anchors(&manuscript.blocks) {
        names.entry(anchor.name).or_insert(&anchor.block.place);
    }
    names
}

fn duplicates(manuscript: &Manuscript, findings: &mut Findings) {
    let mut names: HashMap<String, &Place> = HashMap::new();
    for anchor in anchors::anchors(&manuscript.blocks) {
        let first = names.get(&anchor.name).copied();
        if let Some(first) = first.filter(|_| anchor.given) {
            let message = format!("two places are named “{}”", anchor.name);
            let place = anchor.block.place.clone();
            findings.push(
                Diagnostic::new(codes::DUPLICATE_ANCHOR, place, message)
                    .related(first.clone(), "the first one")
                    .help("give each place a unique name"),
            );
        }
        names.entry(anchor.name).or_insert(&anchor.block.place);
    }
}

/// What links can lead to, and what to suggest for those that lead nowhere.
pub struct Targets<'a> {
    names: &'a HashMap<String, &'a Place>,
    suggestions: Suggestions<'a>,
}

impl<'a> Targets<'a> {
    /// The targets with these names.
    pub fn new(names: &'a HashMap<String, &'a Place>) -> Targets<'a> {
        let mut known: Vec<&str> = names.keys().map(String::as_str).collect();
        known.sort_unstable();
        Targets { names, suggestions: Suggestions::new(known) }
    }

    /// Checks the links in a run of text.
    pub fn check(&mut self, inlines: &[Inline], findings: &mut Findings) {
        walk_inlines(inlines, &mut |inline| {
            if let Inline::Link { url, place, .. } = inline
                && let Some(name) = url.strip_prefix('#')
                && !self.names.contains_key(name)
            {
                findings.push(unknown(name, place, &mut self.suggestions));
            }
        });
    }
}

fn unknown(name: &str, place: &Place, known: &mut Suggestions) -> Diagnostic {
    let help = known.near(name).unwrap_or_else(|| {
        "name a heading with {#name}; a declared table is named table-NAME".to_string()
    });
    let message = format!("nothing in this text is named “{name}”");
    Diagnostic::new(codes::UNKNOWN_ANCHOR, place.clone(), message).help(help)
}
