//! What is read as data: cells and the names of columns, declarations, the glossary, the bibliography.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::hidden::{self, Kind};
use super::order;
use crate::data::place::{Indexed, Place};
use crate::data::tree::{Cell, Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::invisible::name;
use crate::model::inputs::{Inputs, Sources};

/// Checks everything that is not a text in Markdown.
pub fn check(inputs: &Inputs, sources: &Sources, findings: &mut Findings) {
    let mut reader = Reader { findings, keys: HashSet::new() };
    inputs.data.values().for_each(|dataset| reader.node(&dataset.root, Kind::Cell));
    let rest = inputs.records.iter().chain(&inputs.declared).chain(&inputs.front_matter);
    rest.for_each(|map| reader.map(map, Kind::Words));
    for term in &inputs.terms {
        let names = term.all_names().chain([&term.kind]);
        let all = names.chain(&term.synonyms).chain(&term.also).chain(&term.trade);
        let all = all.map(String::as_str).chain(term.all_shorts());
        all.for_each(|text| reader.text(text, Kind::Words, &term.place));
    }
    let bibliographies: BTreeSet<&Arc<str>> =
        inputs.references.iter().map(|reference| &reference.place.file).collect();
    bibliographies.into_iter().for_each(|path| reader.file(path, sources));
}

struct Reader<'a> {
    findings: &'a mut Findings,
    /// Where names of columns have been found wrong: each row has them again.
    keys: HashSet<Place>,
}

impl Reader<'_> {
    fn node(&mut self, node: &Node, kind: Kind) {
        match node {
            Node::Cell(cell) => self.cell(cell, kind),
            Node::List(list) => list.items.iter().for_each(|item| self.node(item, kind)),
            Node::Map(map) => self.map(map, kind),
        }
    }

    fn map(&mut self, map: &Map, kind: Kind) {
        for (key, entry) in &map.entries {
            let found = hidden::finding(key, kind, |_| entry.key.clone());
            let new = found.filter(|finding| self.keys.insert(finding.place.clone()));
            self.findings.extend(new);
            self.node(&entry.node, kind);
        }
    }

    /// A cell that is composed of others was looked at there.
    fn cell(&mut self, cell: &Cell, kind: Kind) {
        if cell.parts.is_empty() {
            self.text(&cell.text, kind, cell.place());
        }
    }

    fn text(&mut self, text: &str, kind: Kind, place: &Place) {
        let found = hidden::finding(text, kind, |_| place.clone());
        let found = found.or_else(|| Some(reordered(text, order::reordered(text)?, place.clone())));
        self.findings.extend(found);
    }

    /// A file that is read as it is, line by line.
    fn file(&mut self, path: &Arc<str>, sources: &Sources) {
        let Some(text) = sources.text(path).filter(|text| !text.is_ascii()) else { return };
        let single = sources.single.is_some();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let indexed = Indexed::new(path, text);
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let place = |at: usize| indexed.place(start + at..start + at + 1);
            self.findings.extend(hidden::finding(line, Kind::Words, place));
            let private = line.char_indices().find(|(_, it)| is_private(*it));
            let private = private.map(|(at, it)| private_use(it, place(at)));
            // A single text is set whatever its bibliography has; it may be in a field that nothing prints.
            self.findings.extend(private.map(|it| if single { it.lowered() } else { it }));
            start += line.len();
        }
    }
}

/// Whether a character has no meaning but what two sides agree on; while references are formatted, some
/// stand for what is put back afterwards.
fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

fn private_use(character: char, place: Place) -> Diagnostic {
    let message =
        format!("the character {} is for private use and cannot be printed", name(character));
    Diagnostic::new(codes::PLACEHOLDER, place, message)
        .help("remove it, or write the character that it stands for")
}

/// The finding for a number that would be printed in another order.
pub fn reordered(text: &str, number: std::ops::Range<usize>, place: Place) -> Diagnostic {
    let message = format!(
        "“{}” would be printed in another order, because of the writing from right to left beside it",
        &text[number]
    );
    Diagnostic::new(codes::BIDI_CONTROL, place, message)
        .help("write digits of one kind, and a word from left to right between the number and the writing from right to left")
}
