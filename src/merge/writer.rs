//! Inlines to Typst markup: text escaped, values wrapped and counted, citations numbered.

use std::fmt::Write;
use std::sync::Arc;

use super::escape;
use super::numbering::Numbers;
use super::source::TypstFile;
use super::typography::pieces;
use crate::model::evidence::Quantity;
use crate::model::language::Language;
use crate::model::manuscript::{Citation, Inline, Printed};
use crate::model::place::Place;
use crate::model::trace::Trace;

/// Writes content into one Typst file.
pub struct Writer<'a> {
    /// The file.
    pub file: TypstFile,
    /// The numbers of the references.
    pub numbers: &'a Numbers,
    /// Every value printed so far.
    pub traces: Vec<Trace>,
}

impl Writer<'_> {
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
        for inline in inlines {
            self.inline(inline, language);
        }
    }

    fn inline(&mut self, inline: &Inline, language: Language) {
        match inline {
            Inline::Text(text, place) => self.text(text, place),
            Inline::Value(printed, place) => self.value(printed, place, language),
            Inline::Emph(body) => self.call("em", body, language),
            Inline::Strong(body) => self.call("strong", body, language),
            Inline::Strike(body) => self.call("strike", body, language),
            Inline::Super(body) => self.call("super", body, language),
            Inline::Sub(body) => self.call("sub", body, language),
            Inline::Footnote(body) => self.call("footnote", body, language),
            Inline::Link { url, body } => self.link(url, body, language),
            Inline::Code(text, place) => {
                let source = format!("#raw({});", escape::string(text));
                self.file.push_mapped(&source, place);
            }
            Inline::Cite(group) => self.cite(group),
            Inline::Break => self.raw("#linebreak();"),
        }
    }

    fn text(&mut self, text: &str, place: &Place) {
        let mut column = place.column;
        for (piece, bound) in pieces(text) {
            let place = Place { column, ..place.clone() };
            self.bound(bound, |file| file.push_text(&escape::markup(piece), &place));
            column += piece.chars().count();
        }
    }

    /// Writes a piece, in a box when it must stay on one line.
    fn bound(&mut self, bound: bool, write: impl FnOnce(&mut TypstFile)) {
        if bound {
            self.raw("#box[");
        }
        write(&mut self.file);
        if bound {
            self.raw("];");
        }
    }

    /// The semicolon ends the expression, so that the author's own `;` or `(` stays text.
    fn call(&mut self, function: &str, body: &[Inline], language: Language) {
        self.raw(&format!("#{function}"));
        self.body(body, language);
        self.raw(";");
    }

    fn link(&mut self, url: &str, body: &[Inline], language: Language) {
        self.raw(&match url.strip_prefix('#') {
            Some(label) => format!("#xref({})", escape::string(label)),
            None => format!("#link({})", escape::string(url)),
        });
        self.body(body, language);
        self.raw(";");
    }

    fn value(&mut self, printed: &Arc<Printed>, place: &Place, language: Language) {
        let key = self.traces.len() + 1;
        self.raw(&format!("#val({key})["));
        // What is wrong with a value is wrong in the data, when it comes from there.
        let written = printed.origins.first().map_or(place, |origin| &origin.place);
        for (piece, bound) in pieces(&printed.text) {
            self.bound(bound, |file| file.push_mapped(&escape::markup(piece), written));
        }
        self.raw("];");
        self.traces.push(Trace {
            text: printed.text.clone(),
            language,
            place: place.clone(),
            origins: printed.origins.clone(),
        });
    }

    fn cite(&mut self, group: &[Citation]) {
        let Some(first) = group.first() else { return };
        let mut parts = String::new();
        for citation in group {
            let Some(number) = self.numbers.get(&citation.key) else {
                continue;
            };
            let _ = match &citation.locator {
                Some(locator) => write!(parts, "({number}, {}),", escape::string(locator)),
                None => write!(parts, "{number},"),
            };
        }
        if !parts.is_empty() {
            self.file.push_mapped(&format!("#cites(({parts}));"), &first.place);
        }
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

/// A quantity as a Typst dictionary.
pub fn quantity(quantity: &Quantity) -> String {
    let mut source = format!(
        "(number: {}, unit: {}",
        escape::string(&quantity.number),
        escape::string(&quantity.unit)
    );
    if let Some((low, high)) = &quantity.range {
        let _ = write!(source, ", low: {}, high: {}", escape::string(low), escape::string(high));
    }
    source.push(')');
    source
}
