//! D1304: an abbreviation is spelled out where it is first used, or listed.
//!
//! “Where” is a section (what stands under one heading of the first level, such as a slide): the
//! abbreviation may be spelled out anywhere in the section in which it is first used, or in an
//! earlier one, as “name (ABBR)”, “ABBR (name)” or “ABBR, name”. It is listed when the document
//! prints the list of abbreviations, explains it with `*[ABBR]: …`, or shows a table that has it
//! among its `abbreviations`. Symbols, of kinds that have such, are names. Titles and notes of slides may
//! use what they like.

use std::collections::{BTreeMap, HashSet};

use crate::check::text::lexicon::{Form, Sense, TermMatch};
use crate::check::text::normalized::NormalizedText;
use crate::check::text::searched::{Searched, SearchedTexts};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::language::characters::is_wide_alone;
use crate::language::comparison::Table;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Block, BlockKind, GeneratedBlock, Manuscript, walk_blocks};
use crate::model::reference::Term;

/// What stands between a name and its abbreviation, either way round.
const BETWEEN: [&str; 9] = [" (", "(", "（", ", ", "，", "：", ": ", ":", " = "];

/// Where an abbreviation is used and spelled out, by section.
#[derive(Default)]
struct Uses {
    first: Option<(usize, Place)>,
    spelled: Option<(usize, Place)>,
}

/// Checks one text of one document.
pub fn check(
    inputs: &Inputs,
    texts: &SearchedTexts,
    manuscript: &Manuscript,
    findings: &mut Findings,
) {
    let Some(listed) = listed(inputs, manuscript) else { return };
    let mut uses: BTreeMap<usize, Uses> = BTreeMap::new();
    let mut section = 0;
    let quiet = unasked(inputs, manuscript);
    walk_blocks(&manuscript.blocks, &mut |block| {
        section += usize::from(matches!(block.kind, BlockKind::Heading { level: 1, .. }));
        let asked = !quiet.contains(&std::ptr::from_ref(block));
        for text in texts.running(block) {
            read(text, (section, asked), &inputs.terms, &mut uses);
        }
    });
    for (number, uses) in uses {
        let term = &inputs.terms[number];
        if !term.all_shorts().any(|short| listed.contains(short)) {
            findings.extend(unexplained(term, manuscript.language, uses));
        }
    }
}

/// The abbreviations that the document lists or its tables explain; `None` when it lists all.
fn listed<'a>(inputs: &'a Inputs, manuscript: &'a Manuscript) -> Option<HashSet<&'a str>> {
    let mut listed: HashSet<&str> =
        manuscript.abbreviations.iter().map(|own| own.short.as_str()).collect();
    let mut all = false;
    walk_blocks(&manuscript.blocks, &mut |block| match &block.kind {
        BlockKind::Generated(GeneratedBlock::Abbreviations) => all = true,
        BlockKind::Generated(GeneratedBlock::Table(name)) => {
            let own = inputs.tables.get(name).into_iter().flat_map(|table| &table.abbreviations);
            listed.extend(own.map(String::as_str));
        }
        _ => {}
    });
    (!all).then_some(listed)
}

/// The titles of slides and the speaker's notes: short, or not shown, so nothing is spelled out there.
fn unasked(inputs: &Inputs, manuscript: &Manuscript) -> HashSet<*const Block> {
    let mut blocks = HashSet::new();
    let document = inputs.manifest.documents.get(&manuscript.document);
    if document.is_none_or(|document| !document.is_deck()) {
        return blocks;
    }
    walk_blocks(&manuscript.blocks, &mut |block| match &block.kind {
        BlockKind::Heading { .. } => drop(blocks.insert(std::ptr::from_ref(block))),
        BlockKind::Div { name, blocks: notes, .. } if name == "notes" || name == "handout" => {
            walk_blocks(notes, &mut |note| {
                blocks.insert(std::ptr::from_ref(note));
            });
        }
        _ => {}
    });
    blocks
}

/// Notes what a text uses and spells out; `asked` whether it must spell out what it uses.
fn read(
    text: &Searched,
    (section, asked): (usize, bool),
    terms: &[Term],
    uses: &mut BTreeMap<usize, Uses>,
) {
    let (passage, marks) = (&text.passage, &text.marks);
    let is_short = |mark: &TermMatch, term: &Term| {
        let word = passage.words(mark.range.clone());
        let bare = |text: &str| text.trim_end_matches('s').to_string();
        mark.form == Form::Proper && term.all_shorts().any(|short| bare(word) == bare(short))
    };
    let named = marks.iter().filter_map(|mark| match mark.sense {
        Sense::Term(number) => Some((number, mark)),
        _ => None,
    });
    let mut last: Option<(usize, &TermMatch)> = None;
    for (number, mark) in named {
        let term = &terms[number];
        let short = is_short(mark, term);
        let uses = uses.entry(number).or_default();
        if short && asked && uses.first.is_none() {
            uses.first = Some((section, passage.place(mark.range.clone())));
        }
        let spelled = last.is_some_and(|(former, other)| {
            let gap = &passage.text[other.range.end..mark.range.start];
            former == number && short != is_short(other, term) && is_between(passage, gap)
        });
        if spelled && uses.spelled.is_none() {
            uses.spelled = Some((section, passage.place(mark.range.clone())));
        }
        last = Some((number, mark));
    }
}

/// Whether this is all that stands between a name and its abbreviation.
fn is_between(passage: &NormalizedText, gap: &str) -> bool {
    BETWEEN.contains(&gap) || passage.tables.holds(Table::Called, gap)
}

fn unexplained(term: &Term, language: Language, uses: Uses) -> Option<Diagnostic> {
    let (section, place) = uses.first.filter(|_| !term.checks.symbols)?;
    let later = match uses.spelled {
        Some((spelled, _)) if spelled <= section => return None,
        Some((_, place)) => Some(place),
        None => None,
    };
    let short = term.short(language)?;
    let message = format!("{short} is used here for the first time without being spelled out");
    let ways = term.names.iter().rev().filter_map(|(language, name)| {
        let short = term.short(*language)?;
        Some(match name.chars().any(is_wide_alone) {
            true => format!("“{name}（{short}）”, "),
            false => format!("“{name} ({short})”, "),
        })
    });
    let ways: String = ways.collect();
    let finding = Diagnostic::new(codes::UNEXPLAINED_ABBREVIATION, place, message)
        .help(format!("write {ways}or print {{{{ abbreviations() }}}}"));
    Some(match later {
        Some(later) => finding.related(later, "spelled out only here"),
        None => finding,
    })
}
