//! Where formulas stand in a text, as far as their marks tell; code is passed over.

use std::ops::Range;

use super::math_signs::{in_words, is_display, is_inline};

/// The longest formula that is looked for, in bytes: two marks that stand far apart belong to no one.
const LONGEST: usize = 16_000;

/// A formula with its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its bytes, marks included.
    pub range: Range<usize>,
    /// The length of the opening mark.
    pub open: usize,
    /// The length of the closing mark.
    pub close: usize,
    /// Whether its lines may be joined: not in a quotation, where each has a mark.
    pub joins: bool,
}

/// The formulas of a text in order.
pub fn spans(text: &str) -> Vec<Span> {
    let mut scan =
        Scan { text, at: 0, line: 0, in_list: false, after_blank: true, found: Vec::new() };
    while scan.at < text.len() {
        if scan.at == scan.line && scan.line_is_code() {
            continue;
        }
        scan.step();
    }
    scan.found
}

/// Environments that are formulas by themselves.
const ENVIRONMENTS: [&str; 20] = [
    "equation",
    "align",
    "gather",
    "alignat",
    "multline",
    "eqnarray",
    "flalign",
    "displaymath",
    "math",
    "dmath",
    "subequations",
    "aligned",
    "xalignat",
    "split",
    "gathered",
    "cases",
    "array",
    "pmatrix",
    "bmatrix",
    "vmatrix",
];

struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// Where the line begins.
    line: usize,
    in_list: bool,
    after_blank: bool,
    found: Vec<Span>,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The line that begins at a byte, without its end.
    fn line_at(&self, start: usize) -> &'t str {
        let rest = &self.text[start..];
        rest.split('\n').next().unwrap_or(rest)
    }

    /// Passes over a line of code, fenced or indented.
    fn line_is_code(&mut self) -> bool {
        let line = self.line_at(self.line);
        let words = line.trim_start_matches([' ', '\t', '>']);
        let indented = line.starts_with("    ") || line.starts_with('\t');
        let fence = ["```", "~~~"].into_iter().find(|fence| words.starts_with(fence));
        if let Some(fence) = fence.filter(|fence| !words[fence.len()..].contains('`')) {
            self.pass_fenced(fence, words);
            return true;
        }
        if line.trim().is_empty() {
            self.after_blank = true;
            return false;
        }
        if indented && self.after_blank && !self.in_list {
            self.go_to(self.line + line.len() + 1);
            self.after_blank = true;
            return true;
        }
        if !indented && self.after_blank {
            self.in_list = is_item(line) || (self.in_list && line.starts_with(' '));
        } else if is_item(line) {
            self.in_list = true;
        }
        self.after_blank = false;
        false
    }

    fn pass_fenced(&mut self, fence: &str, opening: &str) {
        let mark = fence.chars().next().unwrap_or('`');
        let length = opening.chars().take_while(|c| *c == mark).count();
        let mut start = self.line + self.line_at(self.line).len() + 1;
        while start < self.text.len() {
            let line = self.line_at(start);
            start += line.len() + 1;
            let words = line.trim_start_matches([' ', '\t', '>']).trim_end();
            if words.len() >= length && words.chars().all(|c| c == mark) {
                break;
            }
        }
        self.go_to(start);
        self.after_blank = true;
    }

    fn go_to(&mut self, start: usize) {
        self.line = start.min(self.text.len());
        self.at = self.line;
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(next) = rest.find(['\n', '`', '\\', '$']) else {
            self.at = self.text.len();
            return;
        };
        self.at += next;
        let rest = &rest[next..];
        match rest.as_bytes()[0] {
            b'\n' => self.go_to(self.at + 1),
            b'`' => self.pass_code(),
            b'$' => self.dollars(),
            _ => self.backslash(rest),
        }
    }

    /// Passes over a span of code, if it is one.
    fn pass_code(&mut self) {
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| *byte == b'`').count();
        let paragraph = rest.find("\n\n").unwrap_or(rest.len());
        let mut from = length;
        while let Some(start) = rest[from..paragraph.max(from)].find('`').map(|it| from + it) {
            let run = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
            from = start + run;
            if run == length {
                self.at += from;
                return;
            }
        }
        self.at += length;
    }

    fn dollars(&mut self) {
        let count = self.rest().bytes().take_while(|byte| *byte == b'$').count();
        let found = match count {
            1 => self.inline_end().map(|end| (end, 1)),
            2 => self.display_end().map(|end| (end, 2)),
            _ => None,
        };
        match found {
            Some((end, mark)) => self.take(end, mark, mark),
            None => self.at += count,
        }
    }

    /// Where `$…$` ends, by the rules that keep dollars money.
    fn inline_end(&self) -> Option<usize> {
        let rest = self.rest();
        let mut at = 1;
        if rest[at..].starts_with(char::is_whitespace) {
            return None;
        }
        let code = rest[at..].starts_with('`');
        loop {
            let next = rest[at..].find(['$', '\n'])? + at;
            let before = rest[..next].chars().next_back()?;
            let after = rest[next + 1..].chars().next();
            match rest.as_bytes()[next] {
                b'\n' if after.is_none_or(|c| c == '\n') => return None,
                b'\n' => {}
                _ if before == '\\' || in_words(&rest[..next]) => {}
                _ if code && before != '`' => {}
                _ if before.is_whitespace() || after.is_some_and(|c| c.is_ascii_digit()) => {
                    return None;
                }
                _ => return (next > 1).then_some(next + 1),
            }
            at = next + 1;
        }
    }

    /// Where `$$…$$` ends.
    fn display_end(&self) -> Option<usize> {
        let rest = self.rest();
        let end = rest[2..].find("$$")? + 2;
        self.is_formula(&rest[2..end]).then_some(end + 2)
    }

    /// Whether what stands between two marks can be a formula.
    fn is_formula(&self, inside: &str) -> bool {
        let is_break = |line: &str| {
            let line = line.trim_start();
            line.starts_with("```") || line.starts_with("# ") || line.starts_with("## ")
        };
        let blank = inside.lines().skip(1).any(|line| line.trim().is_empty());
        let starts_line = self.line_at(self.line)[..self.at - self.line]
            .trim_start_matches(|c: char| c.is_whitespace() || ">-*+.0123456789".contains(c))
            .is_empty();
        !inside.trim().is_empty()
            && inside.len() <= LONGEST
            && !inside.lines().any(is_break)
            && (!blank || (starts_line && inside.contains(['\\', '=', '^', '_'])))
    }

    fn backslash(&mut self, rest: &str) {
        for (open, close) in
            [("\\(", "\\)"), ("\\\\(", "\\\\)"), ("\\[", "\\]"), ("\\\\[", "\\\\]")]
        {
            if !rest.starts_with(open) {
                continue;
            }
            if let Some(end) = self.bracketed_end(open, close) {
                return self.take(end, open.len(), close.len());
            }
        }
        if let Some((end, open, close)) = self.environment_end() {
            return self.take(end, open, close);
        }
        self.at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        // A line break that is escaped begins a line all the same.
        if rest[1..].starts_with('\n') {
            self.at -= 1;
        }
    }

    fn bracketed_end(&self, open: &str, close: &str) -> Option<usize> {
        let rest = self.rest();
        let end = rest[open.len()..].find(close)? + open.len();
        let inside = &rest[open.len()..end];
        let paragraph = open.ends_with('(') && (inside.contains("\n\n") || inside.contains('`'));
        let line = self.line_at(self.line);
        let reads = if open.ends_with('(') { is_inline(inside, line) } else { is_display(inside) };
        // A formula within escaped brackets is one by itself: `\[see $x^2$\]`.
        let apart = inside.find('$').is_some_and(|at| !in_words(&inside[..at]));
        (!paragraph && !apart && reads && self.is_formula(inside)).then_some(end + close.len())
    }

    fn environment_end(&self) -> Option<(usize, usize, usize)> {
        let rest = self.rest();
        let (name, _) = rest.strip_prefix("\\begin{")?.split_once('}')?;
        if !ENVIRONMENTS.contains(&name.trim_end_matches('*')) {
            return None;
        }
        let (open, close) = (format!("\\begin{{{name}}}"), format!("\\end{{{name}}}"));
        let ends = rest.match_indices(&close).map(|(at, _)| at);
        let end = ends.take(20).enumerate().find(|(ended, at)| {
            // As many have begun before as have ended.
            rest[..*at].matches(&open).count() == ended + 1
        });
        let (_, end) = end?;
        let inside = &rest[open.len()..end];
        let sound = inside.len() <= LONGEST && !inside.contains("$$") && !inside.contains("```");
        sound.then_some((end + close.len(), open.len(), close.len()))
    }

    fn take(&mut self, length: usize, open: usize, close: usize) {
        let range = self.at..self.at + length;
        let quoted = self.line_at(self.line).trim_start().starts_with('>');
        self.found.push(Span { range: range.clone(), open, close, joins: !quoted });
        self.at = range.end;
        if let Some(newline) = self.text[range.clone()].rfind('\n') {
            self.line = range.start + newline + 1;
        }
    }
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || (digits.len() < line.len() && (digits.starts_with(". ") || digits.starts_with(") ")))
}
