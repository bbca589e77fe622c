//! Inlines to Typst markup: text escaped, values wrapped and counted, citations numbered.

use std::collections::{HashMap, HashSet};

use super::after::After;
use super::code_in_line::code;
use super::decks::OffSlides;
use super::dimensions::dimensions;
use super::doubts::Doubted;
use super::han_joints::Edge;
use super::provenance::Provenances;
use super::reference_list::Formatter;
use super::reference_numbers::Numbers;
use super::tables::marks::NoteMarks;
use crate::data::place::Place;
use crate::language::Language;
use crate::language::line_breaks::Room;
use crate::language::pack::Pack;
use crate::language::packs::Languages;
use crate::model::anchors::{Anchor, Labels};
use crate::model::bibliography::Bibliography;
use crate::model::manuscript::Inline;
use crate::model::trace::Trace;
use crate::typst_source::escape;
use crate::typst_source::source_map::TypstFile;

/// Writes content into one Typst file.
pub struct Writer<'a> {
    /// The file.
    pub file: TypstFile,
    /// What each language has.
    pub languages: &'a Languages,
    /// The numbers of the references.
    pub numbers: &'a Numbers,
    /// The works that a footnote has cited, by language and number.
    pub in_notes: HashSet<(Language, usize)>,
    /// The bibliography.
    pub references: &'a Bibliography,
    /// Formats references and citations.
    pub formatter: &'a Formatter,
    /// Where the rows of the data say that they come from.
    pub provenances: &'a Provenances,
    /// Every value printed so far.
    pub traces: Vec<Trace>,
    /// Where the values start that are written once more, for a template that wants a paragraph in
    /// parts: a page shows them once, and so the record has them once.
    pub again: Option<usize>,
    /// Whether a key may stand beside each value.
    pub keyed: bool,
    /// Whether what is written now is only measured: it leads nowhere, and is strong by its weight. An
    /// element that has a place asks for it when it is measured, and all is laid out anew when places
    /// are known.
    pub measured: bool,
    /// What links lead to, by language and name.
    pub anchors: HashMap<(Language, String), Anchor<'a>>,
    /// The labels that links lead to.
    pub wanted: HashSet<String>,
    /// The labels of the blocks written so far.
    pub labels: Labels,
    /// The names of the footnotes written so far.
    pub footnotes: HashSet<String>,
    /// Blocks of Typst, each a file of its own.
    pub raw: Vec<TypstFile>,
    /// The rows of the document's numbered tables, by their place in the data: the table and the row from 1.
    pub records: HashMap<Place, (String, usize)>,
    /// What stands for the notes of the table that is written now.
    pub note_marks: NoteMarks,
    /// Where the note to a computed value stands.
    pub dagger: Dagger,
    /// Whether the document is a deck, whose tables may leave out the second lines of their cells.
    pub is_deck: bool,
    /// Whether the document leaves out what is written now: bands of a visual abstract, on slides.
    pub withheld: bool,
    /// The figures that a deck leaves out of its visual abstracts.
    pub off_slides: OffSlides,
    /// The cells in doubt.
    pub doubted: Doubted<'a>,
    /// What was written last in the body that is open.
    pub edge: Edge,
    /// What the lines are that are written now.
    pub room: Room,
    /// Whether nothing is written yet of a paragraph whose first line is indented.
    pub opening: bool,
}

/// Where the mark of a computed value leads the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dagger {
    /// To a note at the foot of the page.
    Foot,
    /// To a note beneath the table or figure.
    Beneath,
    /// The head of the column carries the mark.
    InHead,
}

impl<'a> Writer<'a> {
    /// What a language has.
    pub fn pack(&self, language: Language) -> &'a Pack {
        self.languages.pack(language)
    }

    /// Writes source that no author wrote.
    pub fn raw(&mut self, source: &str) {
        self.file.push(source);
    }

    /// Writes `[…]` with these inlines.
    pub fn body(&mut self, inlines: &[Inline], language: Language) {
        self.raw("[");
        self.nested(inlines, language);
        self.raw("]");
    }

    /// Writes these inlines where markup is open already.
    pub fn nested(&mut self, inlines: &[Inline], language: Language) {
        self.edge = Edge::default();
        self.inlines(inlines, language);
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline], language: Language) {
        let (mut after_note, mut after) = (false, After::Nothing);
        for inline in inlines {
            let now = After::of(inline);
            // A large picture among words stands on lines of its own.
            if matches!((after, now), (After::Words, After::Large) | (After::Large, After::Words)) {
                self.alone(|writer| writer.raw("#linebreak();"));
            }
            after = match inline {
                Inline::Break => After::Nothing,
                _ if now == After::Nothing => after,
                _ => now,
            };
            // Marks of footnotes side by side would read as one number.
            let is_note = matches!(inline, Inline::Footnote { .. });
            if is_note && after_note {
                self.raw("#note-gap;");
            }
            after_note = is_note;
            self.inline(inline, language);
        }
    }

    pub(super) fn inline(&mut self, inline: &Inline, language: Language) {
        self.opening &= matches!(inline, Inline::Text(..));
        match inline {
            Inline::Text(text, place) => {
                self.text(text, place, language);
                self.opening = false;
            }
            Inline::Value(printed, place) => self.value(printed, place, language),
            Inline::Emph(body) => self.call("em", body, language),
            Inline::Strong(body) if self.measured => self.call("bold", body, language),
            Inline::Strong(body) => self.call("strong", body, language),
            Inline::Strike(body) => self.call("strike", body, language),
            Inline::Underline(body) => self.call("underline", body, language),
            Inline::Super(body) => self.call("super", body, language),
            Inline::Sub(body) => self.call("sub", body, language),
            Inline::Mark(body) => self.call("marked", body, language),
            Inline::Key(body) => self.boxed(language, |writer| {
                writer.call("key-cap", body, language);
            }),
            Inline::Footnote { name, body } => {
                self.alone(|writer| writer.footnote(name.as_deref(), body, language));
            }
            Inline::Link { url, body, .. } => self.link(url, body, language),
            Inline::Image { path, alt, size, place } => {
                let path = escape::exact(&format!("/project/{path}"));
                let (alt, size) = (escape::string(alt), dimensions(size));
                let source = format!("#picture-in-line({path}, {alt}, {size});");
                self.alone(|writer| writer.file.push_mapped(&source, place));
            }
            Inline::Math { formula, values, place } if formula.display => {
                self.alone(|writer| writer.math(formula, values, place, language));
            }
            Inline::Math { formula, values, place } => {
                self.boxed(language, |writer| writer.math(formula, values, place, language));
            }
            Inline::Code { text, place, .. } => {
                let source = code(text, self.room);
                self.alone(|writer| writer.file.push_mapped(&source, place));
            }
            Inline::Cite(group) => self.alone(|writer| writer.cite(group, language)),
            Inline::Break => self.alone(|writer| writer.raw("#linebreak();")),
        }
    }

    /// Writes what stands between the last run and one that begins with `next`.
    pub(super) fn join(&mut self, next: Option<char>, boxed: bool, language: Language) {
        if let Some(next) = next
            && self.pack(language).is_wide()
        {
            self.file.push(self.edge.joint(next, boxed));
        }
    }

    /// Writes what stands in the line like a word of Latin letters.
    fn boxed(&mut self, language: Language, write: impl FnOnce(&mut Self)) {
        self.join(Some('x'), true, language);
        self.alone(write);
        self.edge = Edge::after(Some('x'), true);
    }

    /// Writes what the text before and behind has nothing to do with.
    pub(super) fn alone(&mut self, write: impl FnOnce(&mut Self)) {
        self.edge = Edge::default();
        write(self);
        self.edge = Edge::default();
    }

    /// The semicolon ends the expression, so that the author's own `;` or `(` stays text.
    pub(super) fn call(&mut self, function: &str, body: &[Inline], language: Language) {
        self.styled(&format!("#{function}"), body, language);
    }

    /// Writes a body in a style of its own, and what opens it.
    pub(super) fn styled(&mut self, opening: &str, body: &[Inline], language: Language) {
        self.raw(&format!("{opening}["));
        self.edge = self.edge.restyled();
        self.inlines(body, language);
        self.edge = self.edge.restyled();
        self.raw("];");
    }

    /// Writes `key: (zh: …, en: …), ` with what `write` writes for each language.
    pub fn per_language<T>(
        &mut self,
        key: &str,
        panels: &[(Language, T)],
        write: impl FnMut(&mut Self, Language, &T),
    ) {
        self.raw(&format!("{key}: "));
        self.panels(panels, write);
    }

    /// Writes `(zh: …, en: …), ` with what `write` writes for each language.
    pub fn panels<T>(
        &mut self,
        panels: &[(Language, T)],
        mut write: impl FnMut(&mut Self, Language, &T),
    ) {
        self.raw("(");
        for (language, panel) in panels {
            self.raw(&format!("{language}: "));
            write(self, *language, panel);
            self.raw(", ");
        }
        self.raw("), ");
    }
}
