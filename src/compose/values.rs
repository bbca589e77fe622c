//! Values as they stand on a page: wrapped, counted in the record of what is printed, marked where computed or in doubt.

use std::sync::Arc;

use super::inlines::{Dagger, Writer};
use super::quantity;
use crate::data::place::Place;
use crate::language::Language;
use crate::language::line_breaks::{Piece, Room, pieces};
use crate::language::scripts::from_left;
use crate::model::manuscript::RenderedValue;
use crate::model::trace::Trace;

impl Writer<'_> {
    pub(super) fn value(
        &mut self,
        printed: &Arc<RenderedValue>,
        place: &Place,
        language: Language,
    ) {
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
        let text = quantity::unbroken(printed);
        let held = self.room == Room::Page && quantity::has_parted_unit(printed);
        let left = if self.pack(language).is_rtl() { from_left(&text) } else { 0 };
        for (part, from_left) in [(&text[..left], true), (&text[left..], false)] {
            if from_left && !part.is_empty() {
                self.raw("#text(dir: ltr)[");
            }
            let whole = || vec![Piece { text: part, whole: true, cut: false }];
            for piece in if held && !part.is_empty() { whole() } else { pieces(part, self.room) } {
                self.piece(piece, language, |file, text| file.push_mapped(text, written));
            }
            if from_left && !part.is_empty() {
                self.raw("];");
            }
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
        self.marks_behind(printed);
    }

    /// The marks that say that a value was computed, or is in doubt.
    fn marks_behind(&mut self, printed: &RenderedValue) {
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
}
