//! One pass over a text: what is kept, what is put in its place, and what is told.

use std::ops::Range;

use super::told::Kind;
use crate::evaluate::template::pieces::Piece;

/// What a pass makes of a text.
pub struct Pass<'t> {
    /// The text before.
    pub text: &'t str,
    /// What is told: its kind, the byte where it stands, and what it is called.
    pub told: Vec<(Kind, usize, String)>,
    pieces: Vec<Piece>,
    changed: bool,
}

impl<'t> Pass<'t> {
    /// Begins a pass.
    pub fn new(text: &'t str) -> Pass<'t> {
        Pass { text, told: Vec::new(), pieces: Vec::new(), changed: false }
    }

    /// Keeps these bytes.
    pub fn keep(&mut self, range: Range<usize>) {
        if let Some(Piece::Kept(last)) = self.pieces.last_mut()
            && last.end == range.start
        {
            last.end = range.end;
            return;
        }
        self.pieces.push(Piece::Kept(range));
    }

    /// Puts a text in the place of these bytes.
    pub fn put(&mut self, new: impl Into<String>, range: Range<usize>) {
        self.changed = true;
        self.pieces.push(Piece::New(new.into(), range));
    }

    /// Has something told.
    pub fn tell(&mut self, kind: Kind, at: usize, name: impl Into<String>) {
        self.told.push((kind, at, name.into()));
    }

    /// What was made; nothing when all was kept.
    pub fn pieces(self) -> Option<Vec<Piece>> {
        self.changed.then_some(self.pieces)
    }

    /// The text that was made.
    #[cfg(test)]
    pub fn made(self) -> String {
        let text = self.text;
        self.pieces()
            .map_or(text.to_string(), |it| crate::evaluate::template::pieces::joined(text, it).0)
    }
}
