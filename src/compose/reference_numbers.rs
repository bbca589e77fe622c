//! The numbers of references: by first citation in a document, or as the bibliography lists them.

use std::collections::{HashMap, HashSet};

use super::citation_rules::Citing;
use super::citation_text;
use super::reference_list::Formatter;
use super::reference_order;
use super::year_letters::YearLetters;
use crate::language::Language;
use crate::model::evaluated::EvaluatedDocument;
use crate::model::inputs::Inputs;
use crate::model::manifest::Numbering;
use crate::model::manuscript::{
    Block, BlockKind, GeneratedBlock, Inline, Manuscript, walk_blocks, walk_inlines,
};
use crate::model::reference::Reference;
use crate::model::resolved::Resolved;

/// The number of each reference that a document cites, and what tells it from others in the text.
#[derive(Debug, Default)]
pub struct Numbers {
    numbers: HashMap<String, usize>,
    letters: HashMap<Language, HashMap<String, YearLetters>>,
}

impl Numbers {
    /// The number of a key.
    pub fn get(&self, key: &str) -> Option<usize> {
        self.numbers.get(key).copied()
    }

    /// The letter behind the year of a reference on pages in a language.
    pub fn letter(&self, key: &str, language: Language) -> Option<YearLetters> {
        self.letters.get(&language)?.get(key).copied()
    }

    fn add(&mut self, key: &str) {
        let next = self.numbers.len() + 1;
        self.numbers.entry(key.to_string()).or_insert(next);
    }
}

/// The numbers of the references of a document.
pub fn of_document(
    inputs: &Inputs,
    document: &EvaluatedDocument,
    formatter: &Formatter,
) -> Numbers {
    let first = inputs.manifest.project.languages.first();
    let original = document.manuscripts.iter().find(|it| Some(&it.language) == first);
    let Some(manuscript) = original.or(document.manuscripts.first()) else {
        return Numbers::default();
    };
    let none = Resolved::new();
    let tables = document.tables.get(&manuscript.language).unwrap_or(&none);
    let mut numbers = numbers(inputs, manuscript, tables);
    for &language in &inputs.manifest.project.languages {
        if formatter.citing(language) == Citing::Names {
            let mut all: Vec<_> = numbers.numbers.keys().collect();
            all.sort();
            let all = all.into_iter().filter_map(|key| inputs.references.get(key));
            let mut listed: Vec<(usize, &Reference)> = all.map(|it| (0, it)).collect();
            reference_order::sort(&mut listed, inputs.languages.pack(language));
            let listed = listed.into_iter().map(|(_, it)| it);
            let letters = citation_text::letters_of(formatter, listed, language);
            numbers.letters.insert(language, letters);
        }
    }
    numbers
}

/// Numbers the references of a document; alike in all its editions, for `manuscript` is the one in
/// the language in which the work was written.
fn numbers(inputs: &Inputs, manuscript: &Manuscript, tables: &Resolved) -> Numbers {
    let mut numbers = Numbers::default();
    let manifest = &inputs.manifest;
    let document = manifest.documents.get(&manuscript.document);
    match document.map_or(manifest.project.numbering, |it| it.numbering) {
        Numbering::Listed => inputs.references.iter().for_each(|it| numbers.add(&it.key)),
        Numbering::Cited => {
            for key in cited_keys(&manuscript.blocks, tables, &HashSet::new()) {
                if inputs.references.get(key).is_some() {
                    numbers.add(key);
                }
            }
            if lists_all(manuscript) {
                inputs.references.iter().for_each(|it| numbers.add(&it.key));
            }
        }
    }
    numbers
}

/// Whether the document asks for the whole bibliography.
pub fn lists_all(manuscript: &Manuscript) -> bool {
    let mut found = false;
    walk_blocks(&manuscript.blocks, &mut |block| {
        found |=
            matches!(block.kind, BlockKind::Generated(GeneratedBlock::References { all: true }));
    });
    found
}

/// The references that a document lists, by number: those it cites, or all.
pub fn listed<'a>(
    inputs: &'a Inputs,
    manuscript: &Manuscript,
    tables: &Resolved,
    numbers: &Numbers,
) -> Vec<(usize, &'a Reference)> {
    let cited: HashSet<&str> =
        cited_keys(&manuscript.blocks, tables, &HashSet::new()).into_iter().collect();
    let all = lists_all(manuscript);
    let references = inputs.references.iter();
    let mut listed: Vec<_> = references
        .filter(|it| all || cited.contains(it.key.as_str()))
        .filter_map(|it| Some((numbers.get(&it.key)?, it)))
        .collect();
    listed.sort_by_key(|(number, _)| *number);
    listed
}

/// The keys cited in these blocks, tables included, in order and with repetitions; but for the figures `left_out` of visual
/// abstracts.
pub fn cited_keys<'a>(
    blocks: &'a [Block],
    tables: &'a Resolved,
    left_out: &HashSet<String>,
) -> Vec<&'a str> {
    let mut keys = Vec::new();
    walk_blocks(blocks, &mut |block| {
        for inlines in block.kind.inlines() {
            collect(inlines, &mut keys);
        }
        if let BlockKind::Generated(insert) = &block.kind
            && let Some(table) = tables.get(insert)
        {
            table.for_each_inlines(&mut |inlines| collect(inlines, &mut keys));
            for name in table.within.iter().filter(|name| !left_out.contains(*name)) {
                let shown = tables.get(&GeneratedBlock::Figure(name.clone()));
                shown.into_iter().for_each(|table| {
                    table.for_each_inlines(&mut |inlines| collect(inlines, &mut keys));
                });
            }
        }
    });
    keys
}

fn collect<'a>(inlines: &'a [Inline], keys: &mut Vec<&'a str>) {
    walk_inlines(inlines, &mut |inline| {
        if let Inline::Cite(group) = inline {
            keys.extend(group.iter().map(|citation| citation.key.as_str()));
        }
    });
}
