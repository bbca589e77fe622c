//! A text put together anew from parts of another, with the way back from each byte.

use std::ops::Range;

/// A part of a text that is put together anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of the text before.
    Kept(Range<usize>),
    /// Something else, in the place of these bytes.
    New(String, Range<usize>),
}

/// One change of a text: where each piece begins, where its bytes were before, and where they ended.
#[derive(Debug, Default)]
pub struct Layer(Vec<(usize, Range<usize>)>);

impl Layer {
    /// The byte before the change.
    pub fn before(&self, at: usize) -> usize {
        let after = self.0.partition_point(|(start, _)| *start <= at);
        match after.checked_sub(1).and_then(|i| self.0.get(i)) {
            Some((start, range)) => (range.start + at - start).min(range.end),
            None => at,
        }
    }
}

/// The pieces that put texts in the place of byte ranges, which are in order and apart.
pub fn of_edits(edits: Vec<(Range<usize>, String)>, length: usize) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(edits.len() * 2 + 1);
    let mut from = 0;
    for (range, new) in edits {
        pieces.push(Piece::Kept(from..range.start));
        from = range.end;
        pieces.push(Piece::New(new, range));
    }
    pieces.push(Piece::Kept(from..length));
    pieces
}

/// The text that pieces make, and the way back.
pub fn joined(text: &str, pieces: Vec<Piece>) -> (String, Layer) {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut layer = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let start = out.len();
        let range = match piece {
            Piece::Kept(range) => {
                out.push_str(text.get(range.clone()).unwrap_or_default());
                range
            }
            Piece::New(new, range) => {
                out.push_str(&new);
                range
            }
        };
        if out.len() > start {
            layer.push((start, range));
        }
    }
    (out, Layer(layer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_knows_where_it_was() {
        let edits = vec![(1..3, "XYZ".to_string()), (4..4, "+".to_string())];
        let (text, layer) = joined("abcdef", of_edits(edits, 6));
        assert_eq!(text, "aXYZd+ef");
        let before: Vec<usize> = (0..8).map(|at| layer.before(at)).collect();
        assert_eq!(before, [0, 1, 2, 3, 3, 4, 4, 5]);
        let turned = vec![Piece::Kept(3..6), Piece::New("-".into(), 0..1), Piece::Kept(0..3)];
        let (text, layer) = joined("abcdef", turned);
        assert_eq!((text.as_str(), layer.before(4), layer.before(0)), ("def-abc", 0, 3));
    }
}
