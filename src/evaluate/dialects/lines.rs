//! The lines of a text as other programs' readers see them: code is told from all else.

use std::ops::Range;

use crate::data::work;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, or nothing.
    Text,
    /// The fence that opens a block of code.
    Opening,
    /// A line within fences, or the fence that closes them.
    Fenced,
    /// A line of a block of code without fences.
    Indented,
    /// A line of a comment of HTML that takes several.
    Comment,
}

/// A line.
#[derive(Debug, Clone)]
pub struct Line<'t> {
    /// Where it stands, without its end.
    pub range: Range<usize>,
    /// Where the next one begins.
    pub next: usize,
    /// Its characters.
    pub text: &'t str,
    /// What it is.
    pub kind: Kind,
}

impl<'t> Line<'t> {
    /// Whether there is nothing on it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it is text rather than code.
    pub fn is_text(&self) -> bool {
        self.kind == Kind::Text
    }

    /// By how many columns it is indented; a tab reaches to the next fourth.
    pub fn indent(&self) -> usize {
        let mut columns = 0;
        for byte in self.text.bytes() {
            match byte {
                b' ' => columns += 1,
                b'\t' => columns += 4 - columns % 4,
                _ => break,
            }
        }
        columns
    }

    /// The blanks before it.
    pub fn blanks(&self) -> &'t str {
        &self.text[..self.text.len() - self.text.trim_start().len()]
    }

    /// How many bytes of blanks make up so many columns.
    pub fn bytes_of(&self, columns: usize) -> usize {
        let mut reached = 0;
        for (at, byte) in self.text.bytes().enumerate() {
            if reached >= columns {
                return at;
            }
            match byte {
                b' ' => reached += 1,
                b'\t' => reached += 4 - reached % 4,
                _ => return at,
            }
        }
        self.text.len()
    }
}

/// The lines of a text.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    read(text, false)
}

/// The lines of a text in which indented lines may belong to a block; a fence opens code there too.
pub fn within_containers(text: &str) -> Vec<Line<'_>> {
    read(text, true)
}

fn read(text: &str, contained: bool) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut start = 0;
    let mut in_list = false;
    // Where the comment ends that is open, and whether any comment behind has an end.
    let (mut comment, mut ends) = (0, true);
    work::count(text.len());
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let range = start..start + line.len();
        start += whole.len();
        let mut read = Line { range, next: start, text: line, kind: Kind::Text };
        if read.range.start < comment {
            read.kind = Kind::Comment;
            lines.push(read);
            continue;
        }
        if fence.is_none() && ends && read.indent() < 4 && line.trim_start().starts_with("<!--") {
            let end = text[read.range.start..].find("-->").map(|at| read.range.start + at);
            ends = end.is_some();
            if let Some(end) = end.filter(|end| *end >= start) {
                (comment, read.kind) = (end + 1, Kind::Comment);
                lines.push(read);
                continue;
            }
        }
        match fence {
            Some(open) => {
                read.kind = Kind::Fenced;
                fence = fence.filter(|_| !closes(line, open));
            }
            None => {
                let before = lines.last();
                let free = before.is_none_or(|it| it.is_blank() || it.kind == Kind::Indented);
                if !read.is_blank() && read.indent() < 2 && free {
                    in_list = is_item(line);
                }
                in_list |= is_item(line) && read.indent() < 4;
                let is_code = read.indent() >= 4 && free && !in_list && !read.is_blank();
                if is_code && !(contained && opening(line).is_some()) {
                    read.kind = Kind::Indented;
                } else if let Some(open) = opening(line) {
                    (fence, read.kind) = (Some(open), Kind::Opening);
                }
            }
        }
        lines.push(read);
    }
    lines
}

/// The signs of a fence that a line opens.
pub fn opening(line: &str) -> Option<&str> {
    let line = line.trim_start().trim_start_matches("> ");
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    let sound = length >= 3 && (sign == '~' || !line[length..].contains('`'));
    sound.then(|| &line[..length])
}

/// Whether a line closes a fence.
pub fn closes(line: &str, open: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    line.len() >= open.len() && line.chars().all(|c| open.starts_with(c))
}

/// Whether a line begins an item of a list.
pub fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let bullet = line.starts_with(['-', '*', '+', ':']) && line[1..].starts_with([' ', '\t']);
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let number = (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']);
    bullet || number && line[digits + 1..].starts_with([' ', '\t']) || line.starts_with("[^")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_text() {
        let text = "a\n\n    code\n\n- b\n\n    text\n\n~~~ x\n```\n~~~\nc";
        let kinds: Vec<Kind> = lines(text).iter().map(|line| line.kind).collect();
        assert_eq!(kinds[2], Kind::Indented);
        assert_eq!(kinds[6], Kind::Text);
        assert_eq!(kinds[8..], [Kind::Opening, Kind::Fenced, Kind::Fenced, Kind::Text]);
        let line = &lines(" \ta")[0];
        assert_eq!((line.indent(), line.bytes_of(4), line.bytes_of(1)), (4, 2, 1));
    }

    #[test]
    fn what_stands_in_a_comment_is_no_text() {
        let kinds = |text| lines(text).iter().map(|line| line.kind).collect::<Vec<Kind>>();
        let (text, comment) = (Kind::Text, Kind::Comment);
        assert_eq!(
            kinds("a\n<!-- ::: b\n\nc\n::: -->\nd"),
            [text, comment, comment, comment, comment, text]
        );
        assert_eq!(kinds("<!-- a -->\nb\n<!-- c\nd"), [text; 4]);
        assert_eq!(kinds("<!--\na\n-->\nb"), [comment, comment, comment, text]);
    }
}
