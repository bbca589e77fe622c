//! The sentences of running text, each with its places and with the analyses whose figures it prints.

use std::sync::Arc;

use crate::data::place::Place;
use crate::model::manuscript::Inline;

/// A sentence.
#[derive(Debug, Default)]
pub struct Sentence {
    /// Its characters in small letters; a value stands as a blank.
    pub text: String,
    /// The analyses whose pooled figures it prints.
    pub about: Vec<Arc<str>>,
    /// Where its pieces begin, in bytes and in the source.
    pieces: Vec<(usize, Place)>,
}

impl Sentence {
    /// The place of a phrase of the sentence that begins at a byte.
    pub fn place(&self, at: usize, phrase: &str) -> Place {
        let piece = self.pieces.iter().rev().find(|(start, _)| *start <= at);
        let Some((start, place)) = piece.or(self.pieces.first()) else { return Place::file("") };
        let before = self.text.get(*start..at).unwrap_or_default().chars().count();
        let place = Place { column: place.column + before, ..place.clone() };
        place.spanning(phrase.chars().count())
    }
}

/// Parts running text into sentences.
pub fn sentences(inlines: &[Inline], place: &Place) -> Vec<Sentence> {
    let mut parts = Parts { all: Vec::new(), open: Sentence::default() };
    parts.inlines(inlines);
    parts.close();
    for sentence in &mut parts.all {
        if sentence.pieces.is_empty() {
            sentence.pieces.push((0, place.clone()));
        }
    }
    parts.all
}

struct Parts {
    all: Vec<Sentence>,
    open: Sentence,
}

impl Parts {
    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text, place) => self.text(text, place),
                Inline::Value(value, place) => {
                    self.piece(place);
                    self.open.about.extend(value.computed.as_ref().and_then(|it| it.about.clone()));
                    // What has no cell is words of the project, and read as such.
                    match value.quantity.is_none() && value.origins.is_empty() {
                        true => self.words(&value.text, place),
                        false => self.open.text.push(' '),
                    }
                }
                Inline::Footnote { .. } | Inline::Math { .. } => self.open.text.push(' '),
                Inline::Break => self.open.text.push(' '),
                other => self.inlines(other.children()),
            }
        }
    }

    fn piece(&mut self, place: &Place) {
        self.open.pieces.push((self.open.text.len(), place.clone()));
    }

    /// Words that the program writes; a sentence of them is none of the text behind it.
    fn words(&mut self, text: &str, place: &Place) {
        self.text(text, place);
        if text.ends_with('.') {
            self.close();
            self.piece(place);
        }
    }

    fn text(&mut self, text: &str, place: &Place) {
        self.piece(place);
        let mut chars = text.chars().enumerate().peekable();
        while let Some((at, c)) = chars.next() {
            self.open.text.extend(c.to_lowercase());
            let next = chars.peek().map(|(_, next)| *next);
            let ends = match c {
                '。' | '！' | '？' | '!' | '?' => true,
                '.' => next.is_some_and(char::is_whitespace),
                _ => false,
            };
            if ends {
                self.close();
                self.piece(&Place { column: place.column + at + 1, ..place.clone() });
            }
        }
    }

    fn close(&mut self) {
        let done = std::mem::take(&mut self.open);
        if !done.text.trim().is_empty() {
            self.all.push(done);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_within_a_number_ends_no_sentence() {
        let place = Place::at(&"a.md".into(), 3, 1);
        let text = "It helps. RR was 0.5! 有效。也许";
        let found = sentences(&[Inline::Text(text.to_string(), place.clone())], &place);
        let texts: Vec<&str> = found.iter().map(|it| it.text.trim()).collect();
        assert_eq!(texts, ["it helps.", "rr was 0.5!", "有效。", "也许"]);
        assert_eq!(found[1].place(1, "rr").column, 11);
    }
}
