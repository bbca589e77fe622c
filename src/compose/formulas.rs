//! Formulas to Typst: in the line, or as lines that a template breaks where they are too wide.

use std::slice;

use super::inlines::Writer;
use crate::data::place::Place;
use crate::language::Language;
use crate::model::manuscript::{DisplayLine, Formula, Inline, VALUE};
use crate::typst_source::escape;

/// What stands in a formula for its values, in order.
type Values<'v> = slice::Iter<'v, Inline>;

impl Writer<'_> {
    /// A formula, read aloud as the LaTeX it was written in.
    pub(super) fn math(
        &mut self,
        formula: &Formula,
        values: &[Inline],
        place: &Place,
        language: Language,
    ) {
        let spoken = escape::string(&formula.latex);
        let mut values = values.iter();
        if formula.lines.is_empty() {
            self.file.push_mapped(&format!("#maths({spoken}, "), place);
            self.equation(formula.source.trim(), &mut values, place, language);
        } else {
            self.file.push_mapped(&format!("#maths-lines({spoken}, "), place);
            self.raw("(");
            for line in &formula.lines {
                self.line(line, &mut values, place, language);
            }
            self.raw(")");
        }
        self.raw(");");
    }

    /// One line: its number, and its pieces with where they begin.
    fn line(&mut self, line: &DisplayLine, values: &mut Values, place: &Place, language: Language) {
        self.raw(&format!("(text: {}, number: ", line.is_text));
        match &line.number {
            Some(number) => self.equation(number, values, place, language),
            None => self.raw("none"),
        }
        self.raw(", pieces: (");
        for (start, source) in &line.pieces {
            self.raw(&format!("(\"{start}\", "));
            self.equation(source.trim(), values, place, language);
            self.raw("),");
        }
        self.raw(")),");
    }

    /// `$ … $` with values in their places.
    fn equation(&mut self, source: &str, values: &mut Values, place: &Place, language: Language) {
        self.raw("$");
        for (i, part) in source.split(VALUE).enumerate() {
            if i > 0
                && let Some(value) = values.next()
            {
                self.inline(value, language);
            }
            self.file.push_mapped(part, place);
        }
        self.raw("$");
    }
}
