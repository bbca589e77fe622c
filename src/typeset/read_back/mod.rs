//! Reads every value of the trace back from the finished pages and compares it with what it should be:
//! templates are code, and may print something else.

mod page_text;
mod passages;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use typst::World;
use typst_layout::PagedDocument;

use self::page_text::{Read, Stuck, repeats};
use self::passages::Passage;
use super::files::id;
use super::input::Input;
use super::world::JobWorld;
use crate::data::place::Origin;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Language;
use crate::model::trace::Trace;

/// A finding for every value that a page does not show as it is.
pub fn check(document: &PagedDocument, world: &JobWorld, input: &Input) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for file in input.files.iter().filter(|file| !file.values.is_empty()) {
        let Some(source) = id(file.path).and_then(|id| world.source(id).ok()) else { continue };
        let (passages, spans) = passages::of(&source, file.values);
        let read = page_text::read(document, &source, &spans, &passages);
        let reader = Reader { input, passages: &passages, read: &read };
        findings.extend(reader.findings());
    }
    findings
}

/// What a file says and what the pages show of it.
struct Reader<'a> {
    input: &'a Input<'a>,
    passages: &'a [Passage],
    read: &'a [Read],
}

/// A value that a page does not show as it is.
struct Wrong {
    trace: usize,
    /// From 1.
    page: usize,
    what: Change,
}

/// What a template has done to a value.
enum Change {
    /// The page reads something else.
    Reads(String),
    /// It stands before one that the text has before it.
    Moved,
}

impl<'a> Reader<'a> {
    fn findings(&self) -> Vec<Diagnostic> {
        let mut shown = HashSet::new();
        let mut wrong = Vec::new();
        let mut latest: HashMap<usize, usize> = HashMap::new();
        for (at, passage) in self.passages.iter().enumerate() {
            let Some(trace) = passage.trace else { continue };
            let read = &self.read[at];
            let mut add = |what| wrong.push(Wrong { trace, page: read.page, what });
            if let Some(stuck) = &read.stuck {
                let read = if self.is_shown(at) { &passage.text } else { &read.text };
                add(Change::Reads(stuck.beside(read)));
            } else if self.is_shown(at) {
                shown.insert(trace);
                let before = latest.entry(passage.within).or_default();
                if read.first > 0 && passage.within > 0 && read.first < *before {
                    add(Change::Moved);
                }
                *before = read.first.max(*before);
            } else if !read.text.is_empty() {
                let beside = |near: &Stuck| near.beside(&read.text);
                add(Change::Reads(read.near.as_ref().map_or_else(|| read.text.clone(), beside)));
            }
        }
        wrong.sort_by_key(|it| it.trace);
        wrong.dedup_by_key(|it| it.trace);
        let told: HashSet<usize> = wrong.iter().map(|it| it.trace).collect();
        let missing = self.missing(&shown).into_iter().filter(|it| !told.contains(it)).collect();
        let changed = wrong.iter().filter_map(|it| self.changed(it));
        changed.chain(self.left_out(missing)).collect()
    }

    /// Whether a passage stands on the pages as it should, once or more often. A rule of a template
    /// may join it with the text around it.
    fn is_shown(&self, at: usize) -> bool {
        let own = &self.passages[at].text;
        if own.is_empty() || repeats(&self.read[at].text, own) {
            return true;
        }
        let last = self.passages.len() - 1;
        let around = [(at.saturating_sub(1), at), (at, at + 1), (at.saturating_sub(1), at + 1)];
        around.into_iter().filter(|(_, to)| *to <= last).any(|(from, to)| {
            let said: String = self.passages[from..=to].iter().map(|it| &*it.text).collect();
            let read: String = self.read[from..=to].iter().map(|it| &*it.text).collect();
            repeats(&read, &said)
        })
    }

    /// The values that stand nowhere. A bilingual page may show a number once for both languages.
    fn missing(&self, shown: &HashSet<usize>) -> BTreeSet<usize> {
        // Alike is a number made from the same cells, or the very text.
        let forms = |passage: &'a Passage| {
            let trace = self.input.traces.get(passage.trace?)?;
            let number = (trace.language, &*trace.origins, digits(&passage.text));
            Some((passage, number, (trace.language, &[][..], passage.text.clone())))
        };
        let is_shown = |passage: &Passage| passage.trace.is_some_and(|it| shown.contains(&it));
        let (seen, unseen): (Vec<_>, Vec<_>) =
            self.passages.iter().filter_map(forms).partition(|(passage, ..)| is_shown(passage));
        let languages: BTreeSet<Language> =
            self.input.traces.iter().map(|trace| trace.language).collect();
        let seen: HashSet<(Language, &[Arc<Origin>], String)> =
            seen.into_iter().flat_map(|(_, number, text)| [number, text]).collect();
        let (mut missing, mut alike) = (BTreeSet::new(), BTreeSet::new());
        for (passage, number, text) in unseen {
            missing.extend(passage.trace.filter(|_| !passage.optional));
            let in_another = |(own, origins, text): (Language, _, String)| {
                let mut others = languages.iter().filter(|other| **other != own);
                others.any(|other| seen.contains(&(*other, origins, text.clone())))
            };
            if in_another(number) || in_another(text) {
                alike.extend(passage.trace);
            }
        }
        &missing - &alike
    }

    fn changed(&self, wrong: &Wrong) -> Option<Diagnostic> {
        let trace = self.input.traces.get(wrong.trace)?;
        let (text, name, page) = (&trace.text, self.input.name, wrong.page);
        let message = match &wrong.what {
            Change::Reads(read) => {
                format!("the page reads “{read}” in place of “{text}” ({name}, page {page})")
            }
            Change::Moved => {
                format!("“{text}” stands in the place of another value ({name}, page {page})")
            }
        };
        Some(finding(message, trace, HELP))
    }

    /// One finding for all that the pages leave out: a template that shows one block less leaves out
    /// many values.
    fn left_out(&self, missing: Vec<usize>) -> Option<Diagnostic> {
        let trace = self.input.traces.get(*missing.first()?)?;
        let (text, name) = (&trace.text, self.input.name);
        let message = match missing.len() - 1 {
            0 => format!("“{text}” stands on no page of {name}, though its trace has it"),
            more => format!(
                "“{text}” and {more} more values stand on no page of {name}, though its trace has them"
            ),
        };
        Some(finding(message, trace, LEFT_OUT))
    }
}

const HELP: &str = "a template of the project changes the value; a show rule may style `it` but not replace its text";

const LEFT_OUT: &str = "a template of the project leaves it out, or writes its text anew; a show rule may style `it` but not replace its text";

/// What two languages print alike of a value.
fn digits(text: &str) -> String {
    text.chars().filter(|it| it.is_ascii_digit() || *it == '/').collect()
}

fn finding(message: String, trace: &Trace, help: &str) -> Diagnostic {
    let mut finding = Diagnostic::new(codes::VALUE_CHANGED, trace.place.clone(), message);
    for origin in trace.origins.iter().take(3) {
        finding = finding.related(origin.place.clone(), format!("the cell, {}", origin.address));
    }
    finding.help(help)
}
