//! The entries of a BibTeX file as written. What is wrong in one entry does not reach the next.

use std::ops::Range;

use super::values::{Part, Scanner};

/// What a file holds, in its order.
#[derive(Debug)]
pub enum Item<'s> {
    /// `@string{name = …}`.
    Macro(RawField<'s>),
    /// `@article{key, …}`.
    Entry(RawEntry<'s>),
}

/// An entry before its macros are filled in.
#[derive(Debug)]
pub struct RawEntry<'s> {
    /// `article`, as written.
    pub kind: &'s str,
    /// The key, which may be empty.
    pub key: &'s str,
    /// Where the key stands.
    pub span: Range<usize>,
    /// The fields in their order.
    pub fields: Vec<RawField<'s>>,
    /// What was read around, each with its place.
    pub slips: Vec<Slip>,
}

/// A field of an entry.
#[derive(Debug)]
pub struct RawField<'s> {
    /// The name as written.
    pub name: &'s str,
    /// Where the name stands.
    pub span: Range<usize>,
    /// The parts of the value, which `#` joins.
    pub parts: Vec<Part<'s>>,
}

/// Something that is not as BibTeX wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// The entry is never closed; what could not be read is left out.
    Open,
    /// A comma is missing before this field.
    Comma(Range<usize>),
    /// No `=` or no value where one belongs; the rest of the entry is left out.
    Unread(Range<usize>),
    /// An entry without a key.
    NoKey(Range<usize>),
}

/// Reads a whole file.
pub fn items(text: &str) -> Vec<Item<'_>> {
    let mut scanner = Scanner::new(text);
    let mut items = Vec::new();
    while let Some(found) = scanner.text[scanner.at..].find('@') {
        scanner.at += found + 1;
        scanner.item(&mut items);
    }
    items
}

impl<'s> Scanner<'s> {
    /// An item after its `@`; what is none is text between entries.
    fn item(&mut self, items: &mut Vec<Item<'s>>) {
        self.end = self.text.len();
        let kind = self.taken(|c| c.is_alphanumeric() || "_-+".contains(c));
        let after_kind = self.at;
        self.skip_space();
        let close = match self.peek() {
            Some('{') => '}',
            Some('(') => ')',
            _ => return self.at = after_kind,
        };
        if kind.is_empty() {
            return;
        }
        self.at += 1;
        match kind.to_ascii_lowercase().as_str() {
            "comment" | "preamble" => self.passed_over(close),
            "string" => {
                let (fields, _) = self.fields(close);
                items.extend(fields.into_iter().map(Item::Macro));
            }
            _ => items.push(Item::Entry(self.entry(kind, close))),
        }
    }

    /// A comment: all of its group, if that is closed before the next entry.
    fn passed_over(&mut self, close: char) {
        let start = self.at;
        self.at = match self.closed(close) {
            Some(end) => end + 1,
            None => start,
        };
    }

    fn entry(&mut self, kind: &'s str, close: char) -> RawEntry<'s> {
        if self.bounded {
            self.end = self.next_entry();
        }
        let start = self.at;
        let mut entry = self.body(kind, close);
        if entry.slips.contains(&Slip::Open) && !self.bounded {
            // It ran through the rest of the file: it ends where the next one begins.
            self.bounded = true;
            self.at = start;
            self.end = self.next_entry();
            entry = self.body(kind, close);
            if !entry.slips.contains(&Slip::Open) {
                entry.slips.push(Slip::Open);
            }
        }
        entry
    }

    /// Where a line begins another entry.
    fn next_entry(&self) -> usize {
        let mut at = self.at;
        while let Some(found) = self.text[at..].find("\n@") {
            at += found + 1;
            let rest = self.text[at + 1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
            if rest.trim_start().starts_with(['{', '('])
                && !self.text[at + 1..].starts_with(['{', '('])
            {
                return at;
            }
        }
        self.text.len()
    }

    fn body(&mut self, kind: &'s str, close: char) -> RawEntry<'s> {
        self.skip();
        let start = self.at;
        let key =
            self.taken(|c| !",}=".contains(c) && !c.is_control() && (close == '}' || c != ')'));
        let mut slips = Vec::new();
        // Before `=` the last word is the name of a field.
        let before_field = self.peek() == Some('=');
        let mut words = key.split_whitespace();
        let key = match (before_field, words.next(), words.next()) {
            (true, Some(word), Some(_)) => word,
            (true, ..) => "",
            (false, ..) => key.trim(),
        };
        let span = start..start + key.len().max(1);
        if key.is_empty() {
            slips.push(Slip::NoKey(span.clone()));
        }
        if before_field {
            self.at = start + key.len();
        }
        self.skip();
        if !key.is_empty() && !matches!(self.peek(), Some(sign) if sign == ',' || sign == close) {
            slips.push(Slip::Comma(span.clone()));
        }
        let (fields, more) = self.fields(close);
        slips.extend(more);
        RawEntry { kind, key, span, fields, slips }
    }

    /// Fields up to the end of the item.
    fn fields(&mut self, close: char) -> (Vec<RawField<'s>>, Vec<Slip>) {
        let (mut fields, mut slips) = (Vec::new(), Vec::new());
        let mut separated = true;
        loop {
            separated |= self.passes_commas();
            let start = self.at;
            let Some(sign) = self.peek() else {
                slips.push(Slip::Open);
                return (fields, slips);
            };
            if sign == close {
                self.at += 1;
                return (fields, slips);
            }
            let name = self.taken(|c| !c.is_whitespace() && !"={}(),\"#%'\\".contains(c));
            let span = start..self.at.max(start + 1);
            self.skip();
            if name.is_empty() || self.peek() != Some('=') {
                slips.push(Slip::Unread(span));
                return self.given_up(close, fields, slips);
            }
            self.at += 1;
            match self.value() {
                Some(parts) if !parts.is_empty() => {
                    if !separated {
                        slips.push(Slip::Comma(span.clone()));
                    }
                    fields.push(RawField { name, span, parts });
                }
                // `year = ,` says nothing.
                Some(_) if matches!(self.peek(), Some(sign) if sign == ',' || sign == close) => {}
                Some(_) if self.at < self.end => {
                    slips.push(Slip::Unread(span));
                    return self.given_up(close, fields, slips);
                }
                _ => {
                    slips.push(Slip::Open);
                    self.at = self.end;
                    return (fields, slips);
                }
            }
            separated = false;
        }
    }

    /// Passes over blanks and commas; tells whether there was a comma.
    fn passes_commas(&mut self) -> bool {
        self.skip();
        let start = self.at;
        while self.peek() == Some(',') {
            self.at += 1;
            self.skip();
        }
        self.at > start
    }

    /// The rest of an item that cannot be understood is passed over.
    fn given_up(
        &mut self,
        close: char,
        fields: Vec<RawField<'s>>,
        mut slips: Vec<Slip>,
    ) -> (Vec<RawField<'s>>, Vec<Slip>) {
        match self.closed(close) {
            Some(end) => self.at = end + 1,
            None => {
                slips.push(Slip::Open);
                self.at = self.end;
            }
        }
        (fields, slips)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each entry with its key, the values of its fields, and how many slips it has.
    fn read(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        for item in items(text) {
            match item {
                Item::Macro(field) => out.push(format!("@{} {:?}", field.name, field.parts.len())),
                Item::Entry(entry) => {
                    let fields: Vec<_> = entry.fields.iter().map(|it| it.name).collect();
                    out.push(format!("{}:{} {}", entry.key, fields.join(","), entry.slips.len()));
                }
            }
        }
        out
    }

    #[test]
    fn entries_are_read_in_every_dress() {
        let text = "text @ text a@b.org\n@string(x = \"X\")\n@ARTICLE ( k1 , title = {A (b)} , year=2001 , )\n\
            @comment{@article{no, a = {b}}}\n@book{k2,title=\"A {\"}b{\"} \\\"o\" # x # {c}, % why\n year = 2002}";
        assert_eq!(read(text), ["@x 1", "k1:title,year 0", "k2:title,year 0"]);
    }

    #[test]
    fn what_is_wrong_stays_in_its_entry() {
        let next = "\n@article{z, title = {Z}}\n";
        for (entry, expected) in [
            ("@article{a, title = {A} year = 2001}", "a:title,year 1"),
            ("@article{a, title = {A, year = 2001}", "a:title 1"),
            ("@article{a, title = {A}, year = 2001", "a:title,year 1"),
            ("@article{title = {A}}", ":title 1"),
            ("@article{, title = {A}}", ":title 1"),
            ("@article{a\n title = {A}}", "a:title 1"),
            ("@article{a title = {A}}", "a:title 1"),
            ("@article{a b, title = {A}}", "a b:title 0"),
            ("@article{a, title {A}, year = 2001}", "a: 1"),
            ("@article{a, year = , title = {A}}", "a:title 0"),
            ("@article{a}", "a: 0"),
        ] {
            assert_eq!(read(&format!("{entry}{next}")), [expected, "z:title 0"], "{entry}");
        }
    }
}
