//! Where formulas stand in a text, as far as their marks tell; code is passed over.

use super::math_scan::{LONGEST, Scan, Span};
use super::math_signs::InWords;
use crate::data::work;

/// At most so many dollars and line ends stand in a formula of a line: `\text{costs \$5}`.
const MOST_MARKS: usize = 64;

/// The formulas of a text in order.
pub fn spans(text: &str) -> Vec<Span> {
    let mut scan = Scan { text, after_blank: true, ..Scan::default() };
    while scan.at < text.len() {
        if scan.at == scan.line && scan.line_is_code() {
            continue;
        }
        scan.step();
    }
    scan.found
}

impl<'t> Scan<'t> {
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
        let paragraph = self.paragraph.next(self.text, self.at, "\n\n") - self.at;
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
        let (mut words, mut passed) = (InWords::default(), 0);
        loop {
            let next = rest[at..].find(['$', '\n'])? + at;
            if next > LONGEST || passed > MOST_MARKS {
                return None;
            }
            work::count(next - at);
            words.pass(&rest[at..next]);
            passed += 1;
            let before = rest[..next].chars().next_back()?;
            let after = rest[next + 1..].chars().next();
            match rest.as_bytes()[next] {
                b'\n' if after.is_none_or(|c| c == '\n') => return None,
                b'\n' => {}
                _ if before == '\\' || words.is_open() => {}
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
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || (digits.len() < line.len() && (digits.starts_with(". ") || digits.starts_with(") ")))
}
