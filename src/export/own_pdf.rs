//! Whether a PDF is one that Diptych wrote and nobody has added to; it is looked at a piece at a time.

use crate::model::mark;

/// What the metadata of our PDFs have.
const MARK: &[u8] = mark::PDF.as_bytes();

/// What ends a PDF; one that was added to has two.
const END: &[u8] = b"%%EOF";

/// So many bytes at the end of a PDF have its trailer.
const TRAILER: usize = 1 << 10;

/// What is seen of a file from its beginning to its end.
#[derive(Default)]
pub struct Seen {
    is_pdf: bool,
    is_marked: bool,
    /// How often a PDF ends in it.
    ends: usize,
    has_begun: bool,
    /// The last of what was seen.
    end: Vec<u8>,
}

impl Seen {
    /// Looks at the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.is_pdf |= !self.has_begun && piece.starts_with(b"%PDF-");
        self.has_begun = true;
        // The end of the piece before stays in front of this one: the mark may lie across.
        let before = self.end.len();
        self.end.extend_from_slice(piece);
        self.is_marked |= self.is_pdf && holds(&self.end, MARK).next().is_some();
        // What lay wholly in the piece before has been counted.
        let new = self.end.get(before.saturating_sub(END.len() - 1)..).unwrap_or_default();
        self.ends += holds(new, END).count();
        self.end.drain(..self.end.len().saturating_sub(TRAILER));
    }

    /// Whether it is a PDF with Diptych's mark, whatever was done to it since.
    pub fn is_marked(&self) -> bool {
        self.is_marked
    }

    /// Whether nothing was added to its end.
    pub fn is_whole(&self) -> bool {
        self.ends == 1 && self.end.trim_ascii_end().ends_with(END)
    }

    /// Whether its trailer names another document than that of this PDF. Print files name none.
    pub fn is_of_another_document(&self, pdf: &[u8]) -> bool {
        let trailer = pdf.get(pdf.len().saturating_sub(TRAILER)..).unwrap_or_default();
        document(&self.end).zip(document(trailer)).is_some_and(|(one, other)| one != other)
    }
}

/// Where the bytes hold these.
fn holds<'a>(bytes: &'a [u8], these: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    bytes.windows(these.len()).filter(move |window| *window == these)
}

/// How a trailer calls its document: `/ID[(document)(this state of it)]`.
fn document(end: &[u8]) -> Option<&[u8]> {
    const KEY: &[u8] = b"/ID[(";
    let start = end.windows(KEY.len()).rposition(|window| window == KEY)? + KEY.len();
    let both = end.get(start..)?.split(|byte| *byte == b']').next()?;
    let (document, state) = both.split_at_checked(both.iter().position(|byte| *byte == b')')?)?;
    let is_named = state.strip_prefix(b")(").and_then(|it| it.strip_suffix(b")")) != Some(document);
    is_named.then_some(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Seen {
        let mut seen = Seen::default();
        pieces.into_iter().for_each(|piece| seen.add(piece));
        seen
    }

    /// A PDF of so many bytes with the mark in it, and what follows its end.
    fn pdf(start: &str, at: usize, after: &str) -> Vec<u8> {
        let mut bytes = start.as_bytes().to_vec();
        bytes.resize(at, b' ');
        bytes.extend_from_slice(MARK);
        bytes.resize(at + 200_000, b' ');
        bytes.extend_from_slice(b"/ID[(one)(two)]>>\n%%EOF");
        bytes.extend_from_slice(after.as_bytes());
        bytes
    }

    #[test]
    fn the_mark_is_found_across_pieces() {
        for (at, start, after, expected) in [
            ((1 << 16) - 9, "%PDF-1.7", "", true),
            (1 << 16, "%PDF-1.7", "\n", true),
            (100, "%PDF-1.7", "", true),
            (100, "mine", "", false),
            // What somebody has added to it.
            (100, "%PDF-1.7", "\n% a note", false),
            (100, "%PDF-1.7", "\n9 0 obj\n%%EOF\n", false),
        ] {
            let bytes = pdf(start, at, after);
            let seen = seen(bytes.chunks(1 << 16));
            assert_eq!(seen.is_marked() && seen.is_whole(), expected, "{at} {after}");
        }
    }

    #[test]
    fn the_end_of_a_pdf_is_counted_once_wherever_pieces_part() {
        for length in (1 << 16)..(1 << 16) + 12 {
            let mut bytes = b"%PDF-1.7 ".to_vec();
            bytes.extend_from_slice(MARK);
            bytes.resize(length - END.len(), b' ');
            bytes.extend_from_slice(END);
            let seen = seen(bytes.chunks(1 << 16));
            assert!(seen.is_marked() && seen.is_whole(), "{length}");
        }
    }

    #[test]
    fn another_document_is_told_by_its_trailer() {
        let is_of_another = |old, new| seen([old]).is_of_another_document(new);
        let old = b"<</ID[(one)(first)]>>";
        assert!(!is_of_another(&old[..], &b"<</ID[(one)(second)]>>"[..]));
        assert!(is_of_another(old, b"<</ID[(other)(first)]>>"));
        for unnamed in [&b"<</ID[(same)(same)]>>"[..], b"<</Size 3>>", b"/ID[(", b""] {
            assert!(!is_of_another(old, unnamed));
            assert!(!is_of_another(unnamed, old));
        }
    }
}
