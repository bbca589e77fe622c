//! Text of the author in pieces that stay on one line: emoji named in it and indents typed by hand.

use super::han_joints::Edge;
use super::inlines::Writer;
use crate::data::place::Place;
use crate::language::line_breaks::{Piece, pieces};
use crate::language::{Language, shortcodes};
use crate::typst_source::escape;
use crate::typst_source::source_map::TypstFile;

/// Blanks that writers type for an indent.
const INDENTS: [char; 4] = ['\u{3000}', '\u{2003}', '\u{2002}', '\u{a0}'];

/// The place behind these characters of a line.
fn after(place: &Place, before: &str) -> Place {
    Place { column: place.column + before.chars().count(), ..place.clone() }
}

impl Writer<'_> {
    /// Text of the author: names of emoji are emoji, and an indent typed by hand is none.
    pub(super) fn text(&mut self, text: &str, place: &Place, language: Language) {
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
    pub(super) fn piece(
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
}
