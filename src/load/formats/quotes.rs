//! Which separators and line breaks of a CSV text stand outside quotes (RFC 4180, as the crate `csv` reads it).

/// Walks a text byte by byte. A quote opens only where a field begins; elsewhere it is a sign like others, as in `6" pipe`.
pub struct Quotes {
    separator: u8,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first byte of a field.
    Begins,
    Plain,
    Quoted,
    /// Behind a quote within quotes: it ends them, unless another one follows.
    Closed,
}

impl Quotes {
    /// Before the first field of a text whose columns this sign parts.
    pub fn new(separator: u8) -> Quotes {
        Quotes { separator, state: State::Begins }
    }

    /// Whether the next byte ends a field: the separator or a line break outside quotes.
    pub fn ends(&mut self, byte: u8) -> bool {
        let ends = byte == self.separator || matches!(byte, b'\n' | b'\r');
        self.state = match (self.state, byte) {
            (State::Begins | State::Closed, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::Closed,
            (State::Quoted, _) => return false,
            _ if ends => State::Begins,
            _ => State::Plain,
        };
        ends
    }
}

/// How many separators each of the first rows has, up to so many rows that have anything in them.
pub fn separators(text: &str, separator: u8, rows: usize) -> Vec<usize> {
    let mut quotes = Quotes::new(separator);
    let (mut counts, mut count, mut is_blank) = (Vec::new(), 0, true);
    for byte in text.bytes().chain([b'\n']) {
        if !quotes.ends(byte) {
            is_blank &= byte.is_ascii_whitespace();
        } else if byte == separator {
            (count, is_blank) = (count + 1, false);
        } else {
            if !is_blank {
                counts.push(count);
            }
            (count, is_blank) = (0, true);
            if counts.len() == rows {
                break;
            }
        }
    }
    counts
}

/// At which byte a quote opens that is never closed.
pub fn never_closed(text: &str, separator: u8) -> Option<usize> {
    let mut quotes = Quotes::new(separator);
    let mut opened = 0;
    for (at, byte) in text.bytes().enumerate() {
        if quotes.state == State::Begins {
            opened = at;
        }
        quotes.ends(byte);
    }
    (quotes.state == State::Quoted).then_some(opened)
}

/// Whether a quoted field, the `number`th (from 0) of a row of so many, holds what would be the end of this row and the
/// beginning of another one, with the rows between: two quotes that stand there for inches, say, hide rows.
pub fn holds_rows(field: &str, separator: u8, number: usize, columns: usize) -> bool {
    let Some(inner) = field.strip_prefix('"').filter(|_| columns > 2) else { return false };
    let sign = char::from(separator);
    let parts: Vec<usize> = inner.lines().map(|line| line.matches(sign).count()).collect();
    let [first, between @ .., last] = &*parts else { return false };
    // In a sentence a blank stands behind a comma.
    let is_sentence = || inner.split(sign).skip(1).any(|it| it.starts_with(char::is_whitespace));
    *first == columns - 1 - number
        && *last == number
        && between.iter().all(|count| *count == columns - 1)
        && !is_sentence()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_opens_where_a_field_begins() {
        assert_eq!(separators("a,6\" x,b\n\"a,\"\"b\n,\",c\n", b',', 9), [2, 1]);
        assert_eq!(separators("\n  \na;b;c\n", b';', 9), [2]);
        assert_eq!(never_closed("a,6\" pipe\nb,\"x,1\nc,\"\"d\n", b','), Some(12));
        assert_eq!(never_closed("a,\"6\"\" pipe\"\n", b','), None);
    }

    #[test]
    fn rows_within_quotes_are_seen() {
        assert!(holds_rows("\"x,40.0,48\ns,o2,y\"", b',', 2, 5));
        assert!(holds_rows("\"x,1\na,b,c\nd,y\"", b',', 1, 3));
        assert!(!holds_rows("\"A note, of two\nlines, and more\"", b',', 1, 3));
        assert!(!holds_rows("\"A note\nof lines\"", b',', 1, 2));
    }
}
