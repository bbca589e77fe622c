//! The abbreviations that a document uses, with what they mean in each language.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;

use super::inlines::Writer;
use super::input::CompositionInput;
use crate::language::characters::is_wide;
use crate::language::{Bilingual, Edition};
use crate::model::domain::TermKind;
use crate::model::manuscript::{Inline, walk_blocks, walk_inlines};
use crate::model::reference::Term;
use crate::typst_source::escape;

/// The abbreviations that the text or a table of the document uses, by their short form.
pub(super) fn write(writer: &mut Writer, input: &CompositionInput, edition: &Edition) {
    let text = running_text(input);
    let words: BTreeSet<&str> =
        text.split(|c: char| (!c.is_alphanumeric() || is_wide(c)) && !"-/".contains(c)).collect();
    // One of several (“TAMs”) is the same abbreviation, whichever of them is explained.
    let one = |short: &str| {
        short.strip_suffix('s').is_some_and(|one| one.len() > 1 && words.contains(one))
    };
    let many = |short: &str| words.contains(format!("{short}s").as_str());
    let used = |term: &&Term| term.all_shorts().any(|it| words.contains(it) || one(it) || many(it));
    let mut terms: Vec<&Term> = input.inputs.terms.iter().filter(used).collect();
    let own = explained(input);
    let own_shorts: HashSet<&str> = own.iter().flat_map(Term::all_shorts).collect();
    terms.retain(|term| !term.all_shorts().any(|short| own_shorts.contains(short)));
    terms.extend(&own);
    // What it is called in each language, once.
    let short = |term: &Term| {
        let mut all: Vec<&str> = Vec::new();
        for short in edition.languages().iter().filter_map(|language| term.short(*language)) {
            if !all.contains(&short) {
                all.push(short);
            }
        }
        all.join(" / ")
    };
    let mut terms: Vec<(String, &Term)> = terms.into_iter().map(|it| (short(it), it)).collect();
    terms.retain(|(short, _)| !short.is_empty());
    terms.sort_by_key(|(short, _)| short.to_lowercase());
    writer.raw("#let abbreviations = (\n");
    for (short, term) in terms {
        let short = escape::string(&short);
        let meant = edition.languages().iter().map(|language| {
            let name = escape::string(term.name(*language));
            format!("{}: {name}, ", escape::string(language.code()))
        });
        let entry = format!("(short: {short}, meaning: ({})),\n", meant.collect::<String>());
        writer.file.push_mapped(&entry, &term.place);
    }
    writer.raw(")\n");
}

/// The abbreviations that the texts explain themselves, as terms.
fn explained(input: &CompositionInput) -> Vec<Term> {
    let mut terms: IndexMap<&str, Term> = IndexMap::new();
    for manuscript in &input.manuscripts {
        for own in &manuscript.abbreviations {
            let term = terms.entry(&own.short).or_insert_with(|| Term {
                names: Vec::new(),
                checks: TermKind::default(),
                abbreviation: Bilingual::same(&own.short),
                synonyms: Vec::new(),
                kind: String::new(),
                also: Vec::new(),
                trade: Vec::new(),
                counted: false,
                place: own.place.clone(),
            });
            term.names.push((manuscript.language, own.meaning.clone()));
        }
    }
    terms.into_values().collect()
}

/// All running text of the document, values and tables included, for a search by words.
fn running_text(input: &CompositionInput) -> String {
    let mut text = String::new();
    let mut add = |inlines: &[Inline]| {
        walk_inlines(inlines, &mut |inline| match inline {
            Inline::Text(part, _) => text.push_str(part),
            Inline::Value(printed, _) => text.push_str(&printed.text),
            _ => {}
        });
        text.push(' ');
    };
    for manuscript in &input.manuscripts {
        walk_blocks(&manuscript.blocks, &mut |block| {
            block.kind.inlines().into_iter().for_each(&mut add)
        });
        let tables = input.tables.get(&manuscript.language);
        for table in tables.into_iter().flat_map(|tables| tables.values()) {
            table.for_each_inlines(&mut add);
        }
    }
    for insert in input.leading().into_iter().flat_map(|(_, tables)| tables.keys()) {
        let declaration = input.inputs.declaration(insert);
        let columns = declaration.into_iter().flat_map(|declaration| &declaration.columns);
        for column in columns {
            for head in column.over.texts().chain(column.head.texts()) {
                text.push_str(head);
                text.push(' ');
            }
        }
    }
    text
}
