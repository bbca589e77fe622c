//! The scanner of BibTeX and the values of fields: braces, quotes, numbers and names that `#` joins.

use std::ops::Range;

/// A part of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'s> {
    /// What stands in braces or quotes, or a number.
    Text(&'s str),
    /// The name of a macro.
    Name(&'s str, Range<usize>),
}

/// A place in the text of a file.
pub struct Scanner<'s> {
    /// The whole file.
    pub text: &'s str,
    /// The next byte.
    pub at: usize,
    /// Where the entry must end at the latest.
    pub end: usize,
    /// Whether an entry was never closed: from then on each must end before the next one begins.
    pub bounded: bool,
}

impl<'s> Scanner<'s> {
    /// At the start of a file.
    pub fn new(text: &'s str) -> Scanner<'s> {
        Scanner { text, at: 0, end: text.len(), bounded: false }
    }

    /// What is left up to the end of the entry.
    pub fn rest(&self) -> &'s str {
        &self.text[self.at..self.end]
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes over white space.
    pub fn skip_space(&mut self) {
        self.at = self.end - self.rest().trim_start().len();
    }

    /// White space, and comments behind `%`, which biber takes.
    pub fn skip(&mut self) {
        loop {
            self.skip_space();
            if self.peek() != Some('%') {
                return;
            }
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
    }

    /// Takes the characters that belong.
    pub fn taken(&mut self, belongs: impl Fn(char) -> bool) -> &'s str {
        let rest = self.rest();
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Where the group ends in which the scanner stands; none when it is open at the end.
    pub fn closed(&self, close: char) -> Option<usize> {
        let (mut depth, mut escaped) = (0usize, false);
        for (at, byte) in self.rest().bytes().enumerate() {
            match byte {
                b'\\' => escaped = !escaped,
                _ if escaped => escaped = false,
                b'{' => depth += 1,
                _ if byte == close as u8 && depth == 0 => return Some(self.at + at),
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }

    /// A value: parts that `#` joins; nothing when a part is never closed.
    pub fn value(&mut self) -> Option<Vec<Part<'s>>> {
        let mut parts = Vec::new();
        loop {
            self.skip();
            match self.peek() {
                Some('{') => {
                    self.at += 1;
                    let end = self.closed('}')?;
                    parts.push(Part::Text(&self.text[self.at..end]));
                    self.at = end + 1;
                }
                Some('"') => {
                    self.at += 1;
                    let end = self.quoted()?;
                    parts.push(Part::Text(&self.text[self.at..end]));
                    self.at = end + 1;
                }
                _ => {
                    let start = self.at;
                    let word = self.taken(|c| !c.is_whitespace() && !"={}(),\"#%'\\".contains(c));
                    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
                    match word {
                        "" => return Some(parts),
                        _ if is_number => parts.push(Part::Text(word)),
                        _ => parts.push(Part::Name(word, start..self.at)),
                    }
                }
            }
            self.skip();
            if self.peek() != Some('#') {
                return Some(parts);
            }
            self.at += 1;
        }
    }

    /// Where a quoted part ends: at a quote that stands in no braces.
    fn quoted(&self) -> Option<usize> {
        let (mut depth, mut escaped) = (0usize, false);
        let mut plain = None;
        for (at, byte) in self.rest().bytes().enumerate() {
            match byte {
                b'\\' => escaped = !escaped,
                // In `\"o` the quote is an accent; in braces it is any sign.
                _ if escaped => escaped = false,
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'"' if depth == 0 => return Some(self.at + at),
                b'"' => plain = plain.or(Some(self.at + at)),
                _ => {}
            }
        }
        plain
    }
}
