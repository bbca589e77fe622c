//! What leads from the text to elsewhere: links, cross-references, footnotes, citations.

use std::fmt::Write;

use super::citation_rules::Citing;
use super::citation_text::{self, Cited};
use super::inlines::Writer;
use crate::language::Language;
use crate::model::anchors::{self, Anchor};
use crate::model::manuscript::{BlockKind, Citation, GeneratedBlock, Inline, has_words};
use crate::model::web_address;
use crate::typst_source::escape;

impl<'a> Writer<'a> {
    /// A link; one that leads nowhere, or where no document should lead, is its words.
    pub(super) fn link(&mut self, url: &str, body: &[Inline], language: Language) {
        match url.strip_prefix('#') {
            _ if self.measured && !body.is_empty() => self.inlines(body, language),
            Some(name) => self.cross_reference(name, body, language),
            None if url.is_empty() || body.is_empty() => self.inlines(body, language),
            None => match web_address::written(url) {
                Ok(url) => {
                    self.styled(&format!("#link({})", escape::exact(&url)), body, language);
                }
                Err(_) => self.inlines(body, language),
            },
        }
    }

    /// What a link within the document leads to.
    pub fn anchor(&self, language: Language, name: &str) -> Option<&Anchor<'a>> {
        let names = anchors::spellings(name).into_iter();
        names.filter_map(|name| self.anchors.get(&(language, name))).next()
    }

    /// A link within the document; without words it prints what it leads to.
    fn cross_reference(&mut self, name: &str, body: &[Inline], language: Language) {
        let Some(anchor) = self.anchor(language, name).cloned() else {
            return self.inlines(body, language);
        };
        let label = escape::string(&anchor.label);
        let kind = &anchor.block.kind;
        let word = match kind {
            BlockKind::Generated(GeneratedBlock::Table(_)) => Some("table"),
            BlockKind::Table { caption, .. } if !caption.is_empty() => Some("table"),
            BlockKind::Generated(GeneratedBlock::Figure(_))
            | BlockKind::Image { .. }
            | BlockKind::Figure { .. } => Some("figure"),
            _ => None,
        };
        let title = match kind {
            BlockKind::Heading { body, .. } if has_words(body) => body.clone(),
            // What stands for a picture that cannot be shown.
            BlockKind::Paragraph(body) if has_words(body) => without_links(body),
            // It has no words of its own; a link without any cannot be made.
            kind => {
                let place = anchor.block.place.clone();
                vec![Inline::Text(kind.own_words().unwrap_or(name).to_string(), place)]
            }
        };
        match word.filter(|_| body.is_empty()) {
            Some(word) => {
                let source = format!("#numbered-ref({label}, \"{word}\", \"{language}\");");
                self.alone(|writer| writer.raw(&source));
            }
            None => {
                let words = if body.is_empty() { &title } else { body };
                self.styled(&format!("#xref({label})"), words, language);
            }
        }
    }

    /// What stands in a footnote; a link around a formula is written as links beside it, since a PDF cannot tag
    /// a formula within a link within a note.
    fn note_body(body: &[Inline]) -> Vec<Inline> {
        let mut out = Vec::with_capacity(body.len());
        for inline in body {
            let (url, body, place) = match inline {
                Inline::Link { url, body, place } => (url, body, place),
                Inline::Strong(body) => {
                    out.push(Inline::Strong(Self::note_body(body)));
                    continue;
                }
                Inline::Emph(body) => {
                    out.push(Inline::Emph(Self::note_body(body)));
                    continue;
                }
                other => {
                    out.push(other.clone());
                    continue;
                }
            };
            for run in body.chunk_by(|a, b| is_formula(a) == is_formula(b)) {
                match run.iter().all(is_formula) {
                    true => out.extend_from_slice(run),
                    false => out.push(Inline::Link {
                        url: url.clone(),
                        body: run.to_vec(),
                        place: place.clone(),
                    }),
                }
            }
        }
        out
    }

    /// A footnote; one that the text comes back to is written once and marked again.
    pub(super) fn footnote(&mut self, name: Option<&str>, body: &[Inline], language: Language) {
        let body = &Self::note_body(body);
        let Some(name) = name else {
            return self.call("footnote", body, language);
        };
        let label = escape::string(&format!("note-{name}"));
        if !self.footnotes.insert(name.to_string()) {
            return self.raw(&format!("#note-again({label});"));
        }
        self.styled(&format!("#note-first({label})"), body, language);
    }

    /// A group of citations, as the style of the pages cites.
    pub(super) fn cite(&mut self, group: &[Citation], language: Language) {
        match self.formatter.citing(language) {
            Citing::Numbers => self.cite_numbers(group),
            Citing::Names => self.cite_names(group, language),
            Citing::Notes => self.cite_in_note(group, language),
        }
    }

    fn cited<'c>(&self, group: &'c [Citation], language: Language) -> Vec<Cited<'c>>
    where
        Self: 'c,
    {
        let cited = group.iter().filter_map(|it| {
            Some(Cited {
                reference: self.references.get(&it.key)?,
                number: self.numbers.get(&it.key)?,
                letter: self.numbers.letter(&it.key, language),
                locator: it.locator.as_deref(),
                named: it.named,
            })
        });
        cited.collect()
    }

    /// By names: the words of the citation, each work leading to its entry in the list.
    fn cite_names(&mut self, group: &[Citation], language: Language) {
        let (Some(first), cited) = (group.first(), self.cited(group, language)) else { return };
        if cited.is_empty() {
            return;
        }
        let numbers: String = cited.iter().map(|it| format!("{},", it.number)).collect();
        let words = citation_text::group(self.formatter, &cited, language);
        let space = if first.apart && !self.pack(language).is_wide() { " " } else { "" };
        let source = match self.measured {
            true => format!("{space}{words}"),
            false => format!("{space}#cites-by-name(({numbers}))[{words}];"),
        };
        self.file.push_mapped(&source, &first.place);
    }

    /// In a footnote.
    fn cite_in_note(&mut self, group: &[Citation], language: Language) {
        let (Some(first), cited) = (group.first(), self.cited(group, language)) else { return };
        if cited.is_empty() {
            return;
        }
        let numbers: String = cited.iter().map(|it| format!("{},", it.number)).collect();
        let before: Vec<bool> =
            cited.iter().map(|it| !self.in_notes.insert((language, it.number))).collect();
        let words = citation_text::note(self.formatter, &cited, &before, language);
        let source = format!("#cites-in-note(({numbers}))[{words}];");
        self.file.push_mapped(&source, &first.place);
    }

    /// By the numbers of the references.
    fn cite_numbers(&mut self, group: &[Citation]) {
        let Some(first) = group.first() else { return };
        let mut parts = String::new();
        for citation in group {
            let Some(number) = self.numbers.get(&citation.key) else {
                let key = escape::markup(&citation.key);
                self.file.push_mapped(&format!("#strong[ ({key}?)];"), &citation.place);
                continue;
            };
            let _ = match &citation.locator {
                Some(locator) => write!(parts, "({number}, {}),", escape::string(locator)),
                None => write!(parts, "{number},"),
            };
        }
        if !parts.is_empty() {
            let linked = if self.measured { ", linked: false" } else { "" };
            let tucked = if self.tuck() { ", tucked: true" } else { "" };
            self.file.push_mapped(&format!("#cites(({parts}){linked}{tucked});"), &first.place);
        }
    }

    /// A citation behind full-width brackets stands in the blank that the last of them brings along. The blank is taken
    /// from the bracket itself, since a tight line would take it once more; where it cannot be, the citation moves.
    fn tuck(&mut self) -> bool {
        let text = &self.file.text;
        if !text.ends_with(BRACKETS) {
            // Behind a value, which stays as it is, the citation moves.
            return text.strip_suffix("];").is_some_and(|it| it.ends_with(BRACKETS));
        }
        let before = text.trim_end_matches(|c| BRACKETS.contains(&c) || matches!(c, '”' | '’'));
        let marks = text.len() - before.len();
        !self.file.enclose(marks, "#tuck[", "];")
    }
}

/// Full-width marks with a blank behind them.
const BRACKETS: [char; 6] = ['）', '」', '』', '】', '》', '〉'];

/// Words that may stand in a link.
fn without_links(body: &[Inline]) -> Vec<Inline> {
    let words = |inline: &Inline| match inline {
        Inline::Link { body, .. } => without_links(body),
        other => vec![other.clone()],
    };
    body.iter().flat_map(words).collect()
}

/// Whether a formula stands in it.
fn is_formula(inline: &Inline) -> bool {
    matches!(inline, Inline::Math { .. }) || inline.children().iter().any(is_formula)
}
