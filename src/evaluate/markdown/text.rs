//! Running text of Markdown: split at values, citations and escapes, each part at its own place.

use comrak::nodes::AstNode;

use super::citation_syntax;
use super::inlines::Inlines;
use super::source_offsets::{self, Run};
use super::tildes;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::evaluate::template::placeholders::{Placeholder, placeholder_index};
use crate::model::manuscript::{Citation, Inline};
use crate::model::reference;

/// A text node and where its characters are written.
struct Written<'t> {
    text: &'t str,
    runs: Vec<Run>,
    start: usize,
    /// Where the last bracket closes: behind it none has to be looked for.
    closed: usize,
}

impl Written<'_> {
    /// The byte of the rendered text at which a byte of the text is written.
    fn at(&self, at: usize) -> usize {
        self.start + source_offsets::source_of(&self.runs, at)
    }

    /// Whether a backslash stands before the character, which takes its meaning away.
    fn is_escaped(&self, source: &str, at: usize) -> bool {
        source.get(..self.at(at)).is_some_and(|before| before.ends_with('\\'))
            && self.runs.binary_search_by_key(&at, |(read, _)| *read).is_ok()
    }
}

impl<'r> Inlines<'_, 'r> {
    /// Splits text at placeholders and citations.
    pub(super) fn text(&mut self, text: &str, node: &'r AstNode<'r>, out: &mut Vec<Inline>) {
        let position = node.data.borrow().sourcepos.start;
        let start = self.lines.offset(position.line, position.column);
        let source = self.lines.rendered.text.get(start..).unwrap_or_default();
        let source = source.lines().next().unwrap_or_default();
        let closed = text.rfind(']').map_or(0, |at| at + 1);
        let runs = source_offsets::runs(source, text);
        let written = Written { text, runs, start, closed };
        let mut plain = 0;
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            let taken = match placeholder_index(character) {
                Some(placeholder) => self
                    .placeholder(placeholder, written.at(at))
                    .map(|inline| (vec![inline], character.len_utf8())),
                None if written.is_escaped(&self.lines.rendered.text, at) => None,
                None if character == '[' => {
                    self.missing_footnote(&written, at);
                    self.citation(&written, at)
                }
                None if character == '@' => self.named_citation(&written, at),
                None if character == '-' => self.bare_citation(&written, at),
                None if character == '\\' => {
                    let (lines, start) = (self.lines, written.at(at));
                    let place = |length| lines.rendered.place(start..start + length);
                    self.equation_reference(&text[at..], place)
                }
                None => None,
            };
            match taken {
                Some((inlines, length)) => {
                    self.plain(&written, plain, at, out);
                    out.extend(inlines);
                    at += length;
                    plain = at;
                }
                None => at += character.len_utf8(),
            }
        }
        self.plain(&written, plain, text.len(), out);
    }

    /// A span of code; Markdown is not read in it, values are filled in.
    pub(super) fn code(&self, literal: &str, place: Place) -> Inline {
        let rendered = self.lines.rendered;
        Inline::Code { text: rendered.plain(literal), typed: rendered.typed(literal), place }
    }

    /// Plain text between two bytes; a new part begins where the source is longer than the text.
    fn plain(&self, written: &Written, start: usize, end: usize, out: &mut Vec<Inline>) {
        let after = written.runs.partition_point(|(read, _)| *read <= start);
        let breaks = written.runs[after..].iter().map(|(read, _)| *read);
        let breaks = breaks.take_while(|at| *at < end);
        let mut from = start;
        for to in breaks.chain([end]) {
            if from < to {
                let text = bound(tildes::revealed(&written.text[from..to]));
                out.push(Inline::Text(text, self.place(written.at(from), to - from)));
            }
            from = to;
        }
    }

    fn placeholder(&mut self, index: usize, start: usize) -> Option<Inline> {
        let place = self.place(start, 4);
        match self.lines.rendered.placeholders.get(index)?.clone() {
            Placeholder::Value(printed) => Some(Inline::Value(printed, place)),
            Placeholder::Cite(keys) => {
                let citation = |key| Citation {
                    key,
                    locator: None,
                    named: false,
                    apart: false,
                    place: place.clone(),
                };
                Some(Inline::Cite(keys.into_iter().map(citation).collect()))
            }
            Placeholder::Generated(_) => {
                let message = "a table or list made from data must be in a paragraph of its own";
                self.findings.push(Diagnostic::new(codes::INSERT_IN_TEXT, place, message));
                None
            }
        }
    }

    /// `[@key, p. 3; @other]`.
    fn citation(&mut self, written: &Written, at: usize) -> Option<(Vec<Inline>, usize)> {
        // A single text without a bibliography was written for no reader of citations.
        if self.reading.references.is_empty() && self.reading.sources.single.is_some() {
            return None;
        }
        let text = &written.text[at..];
        let closed = written.text[..written.closed].get(at..).unwrap_or_default();
        let parsed = citation_syntax::parse(closed).filter(|(parts, _)| {
            // With words before it, brackets are a citation only if the work is known.
            let known = |key: &str| self.reading.references.get(key).is_some();
            parts.first().is_some_and(|it| it.prefix.is_none() || known(&it.key))
        });
        let Some((parsed, length)) = parsed else {
            if text.starts_with("[@") {
                let shown: String = text.chars().take(30).map(tildes::shown).collect();
                let message = format!("cannot parse this citation: {shown}");
                let place = self.place(written.at(at), 2);
                let finding = Diagnostic::new(codes::MALFORMED_CITATION, place, message)
                    .help("write [@key], [@key, p. 3] or [@key; @other], on one line");
                // What others wrote is printed as it is.
                let single = self.reading.sources.single.is_some();
                self.findings.push(if single { finding.lowered() } else { finding });
            }
            return None;
        };
        let mut inlines = Vec::new();
        for mut part in parsed {
            let place = self.place(written.at(at + part.offset), part.key.len());
            let apart = part.prefix.is_some();
            if let Some(prefix) = part.prefix.take() {
                let joint = if inlines.is_empty() { "" } else { "; " };
                let words = format!("{joint}{} ", self.lines.rendered.plain(&prefix));
                inlines.push(Inline::Text(words, place.clone()));
            }
            let citation = self.cited(part, apart, place);
            match inlines.last_mut() {
                Some(Inline::Cite(group)) => group.push(citation),
                _ => inlines.push(Inline::Cite(vec![citation])),
            }
        }
        Some((inlines, length))
    }

    fn cited(&self, part: citation_syntax::Part, apart: bool, place: Place) -> Citation {
        Citation {
            key: part.key,
            named: part.named,
            apart,
            locator: part.locator.map(|locator| self.lines.rendered.plain(&locator)),
            place,
        }
    }

    /// The mark of a footnote that is written nowhere is left as text by comrak.
    fn missing_footnote(&mut self, written: &Written, at: usize) {
        let Some(rest) = written.text[at..].strip_prefix("[^") else { return };
        let end = rest.find(|c| !in_footnote_name(c)).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        if !name.is_empty() && rest.starts_with(']') {
            let place = self.place(written.at(at), name.len() + "[^]".len());
            let message = format!("the footnote “{name}” is not defined");
            let finding = Diagnostic::new(codes::FOOTNOTE_MISSING, place, message)
                .help(format!("define it in a paragraph of its own: [^{name}]: the note"));
            // The mark is printed as it is written; a text of another program is not stopped by it.
            let is_single = self.reading.sources.single.is_some();
            self.findings.push(if is_single { finding.lowered() } else { finding });
        }
    }

    /// `-@key` in the text: the work, whose authors the text has named.
    fn bare_citation(&mut self, written: &Written, at: usize) -> Option<(Vec<Inline>, usize)> {
        let text = written.text[at..].strip_prefix("-@")?;
        let before = written.text[..at].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && !"(（".contains(c)) {
            return None;
        }
        let known = |key: &str| self.reading.references.get(key).is_some();
        let (key, length) = citation_syntax::known_at(text, known)?;
        let key = key.to_string();
        let (locator, more) = match citation_syntax::locator_at(&text[length..]) {
            Some((locator, more)) => (Some(self.lines.rendered.plain(locator)), more),
            None => (None, 0),
        };
        let place = self.place(written.at(at), length + 2);
        let citation = Citation { key, locator, named: true, apart: false, place };
        Some((vec![Inline::Cite(vec![citation])], 2 + length + more))
    }

    /// `@key` in the text: the authors' names, and the citation behind them.
    fn named_citation(&mut self, written: &Written, at: usize) -> Option<(Vec<Inline>, usize)> {
        let before = written.text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric() || "._-+@/[".contains(c)) {
            return None;
        }
        let text = &written.text[at + 1..];
        let references = self.reading.references;
        let known = |key: &str| references.get(key).is_some();
        let (key, length) = match citation_syntax::known_at(text, known) {
            Some(found) => found,
            // An unknown key is a slip only if it looks like one: a handle or an address is text.
            None if references.is_empty() => return None,
            None => {
                let latin = citation_syntax::key_at(text);
                let latin = latin.filter(|key| citation_syntax::looks_like_a_key(key));
                let key = latin.or_else(|| citation_syntax::chinese_key_at(text))?;
                (key, key.len())
            }
        };
        let found = references.get(key);
        let place = self.place(written.at(at), length + 1);
        let names = found.map(|found| reference::names(found, &self.reading.pack.messages));
        let names = names.map(|names| Inline::Text(names, place.clone()));
        let (locator, more) = match citation_syntax::locator_at(&text[length..]) {
            Some((locator, more)) => (Some(self.lines.rendered.plain(locator)), more),
            None => (None, 0),
        };
        let apart = !self.reading.pack.is_wide();
        let citation = Citation { key: key.to_string(), locator, named: true, apart, place };
        let inlines = names.into_iter().chain([Inline::Cite(vec![citation])]).collect();
        Some((inlines, 1 + length + more))
    }
}

/// Signs between two sides.
const RELATIONS: [char; 5] = ['=', '<', '>', '≤', '≥'];

/// A relation keeps its two sides on one line: P = 0.003.
fn bound(text: String) -> String {
    if !text.contains(RELATIONS) {
        return text;
    }
    RELATIONS
        .iter()
        .fold(text, |text, sign| text.replace(&format!(" {sign} "), &format!("\u{a0}{sign}\u{a0}")))
}

fn in_footnote_name(c: char) -> bool {
    c.is_alphanumeric() || "-_".contains(c)
}
