//! Inlines to Typst markup: text escaped, values wrapped and counted, citations numbered.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::after::After;
use super::decks::OffSlides;
use super::dimensions::dimensions;
use super::doubts::Doubted;
use super::han_joints::Edge;
use super::provenance::Provenances;
use super::quantity;
use super::reference_list::Formatter;
use super::reference_numbers::Numbers;
use super::tables::marks::NoteMarks;
use crate::data::place::Place;
use crate::language::Language;
use crate::language::line_breaks::{Piece, Room, pieces};
use crate::language::pack::Pack;
use crate::language::packs::Languages;
use crate::language::{long_words, shortcodes};
use crate::model::anchors::{Anchor, Labels};
use crate::model::bibliography::Bibliography;
use crate::model::manuscript::{Inline, RenderedValue};
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

/// Blanks that writers type for an indent.
const INDENTS: [char; 4] = ['\u{3000}', '\u{2003}', '\u{2002}', '\u{a0}'];

/// The place behind these characters of a line.
fn after(place: &Place, before: &str) -> Place {
    Place { column: place.column + before.chars().count(), ..place.clone() }
}

/// Code within a line, in parts where a line may begin within its words.
fn code(text: &str, room: Room) -> String {
    let longest = if room == Room::Cell { 12 } else { 20 };
    let breaks = long_words::code_breaks(text, longest);
    if breaks.is_empty() {
        return format!("#raw({});", escape::string(text));
    }
    let ends = breaks.iter().copied().chain([text.len()]);
    let starts = std::iter::once(0).chain(breaks.iter().copied());
    let parts = starts.zip(ends).map(|(start, end)| escape::string(&text[start..end]));
    format!("#code-in-parts(({}));", parts.map(|part| part + ",").collect::<String>())
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

    /// Text of the author: names of emoji are emoji, and an indent typed by hand is none.
    fn text(&mut self, text: &str, place: &Place, language: Language) {
        // Where a paragraph is indented, blanks at its head are the writer's own indent.
        let kept = match self.opening {
            true => text.trim_start_matches(INDENTS),
            false => text,
        };
        let mut done = text.len() - kept.len();
        for (range, emoji) in shortcodes::found(text) {
            self.words(&text[done..range.start], &after(place, &text[..done]), language);
            let at = after(place, &text[..range.start]);
            self.alone(|writer| writer.file.push_mapped(&escape::markup(emoji), &at));
            done = range.end;
        }
        self.words(&text[done..], &after(place, &text[..done]), language);
    }

    fn words(&mut self, text: &str, place: &Place, language: Language) {
        let mut column = place.column;
        for piece in pieces(text, self.room) {
            let place = Place { column, ..place.clone() };
            self.piece(piece, language, |file, text| file.push_text(text, &place));
            column += piece.text.chars().count();
        }
    }

    /// Writes a piece of text, in a box when it must stay on one line.
    fn piece(
        &mut self,
        piece: Piece,
        language: Language,
        write: impl FnOnce(&mut TypstFile, &str),
    ) {
        if piece.cut {
            self.raw(if piece.text.starts_with('.') { "#turn;" } else { "#cut;" });
        } else {
            self.join(piece.text.chars().next(), piece.whole, language);
        }
        if piece.whole {
            self.raw("#box[");
        }
        write(&mut self.file, &escape::markup(piece.text));
        if piece.whole {
            self.raw("];");
        }
        self.edge = Edge::after(piece.text.chars().last(), piece.whole);
    }

    /// Writes what stands between the last run and one that begins with `next`.
    fn join(&mut self, next: Option<char>, boxed: bool, language: Language) {
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

    fn value(&mut self, printed: &Arc<RenderedValue>, place: &Place, language: Language) {
        let known = self.again.and_then(|from| self.known(from, printed, place, language));
        let key = known.unwrap_or(self.traces.len()) + 1;
        // Only a range asks the template to look for its sign, and only a value with a key for that.
        match printed.text.contains(['～', '–']) {
            true => self.raw(&format!("#val({key}, range: true)[")),
            false if self.keyed => self.raw(&format!("#val({key})[")),
            false => self.raw("#value["),
        }
        self.edge = self.edge.restyled();
        // What is wrong with a value is wrong in the data, when it comes from there.
        let written = printed.origins.first().map_or(place, |origin| &origin.place);
        let start = self.file.text.len();
        for piece in pieces(&quantity::unbroken(printed), self.room) {
            self.piece(piece, language, |file, text| file.push_mapped(text, written));
        }
        self.edge = self.edge.restyled();
        self.file.mark_value(start, key - 1, printed.text.clone());
        self.raw("];");
        if known.is_none() {
            self.traces.push(Trace {
                text: printed.text.clone(),
                language,
                place: place.clone(),
                origins: printed.origins.clone(),
                sources: self.provenances.of(&printed.origins),
                computed: printed.computed.clone(),
            });
        }
        let doubt = self.doubted.number(printed);
        if let Some(computed) = &printed.computed {
            match self.dagger {
                Dagger::Foot => self.raw(&format!("#computed(\"{}\");", computed.what.id())),
                Dagger::Beneath => self.raw("#dagger;"),
                Dagger::InHead => {}
            }
        }
        if let Some(number) = doubt {
            match self.dagger {
                _ if self.measured => self.raw("#doubt-sign;"),
                Dagger::Foot => self.raw(&format!("#doubted({number});")),
                Dagger::Beneath | Dagger::InHead => self.raw(&format!("#doubt({number});")),
            }
        }
    }

    /// Where the record has this value already, at `from` or later.
    pub fn known(
        &self,
        from: usize,
        printed: &RenderedValue,
        place: &Place,
        language: Language,
    ) -> Option<usize> {
        let at = |place: &Place| (place.file.clone(), place.line, place.column);
        let same = |trace: &Trace| {
            trace.text == printed.text
                && trace.language == language
                && at(&trace.place) == at(place)
        };
        self.traces.iter().skip(from).position(same).map(|at| from + at)
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
