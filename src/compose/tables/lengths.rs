//! About how long the text of a cell runs, and its longest words: by these a table's columns are planned. They are
//! estimates by class of character, so that no width moves when a reference's number does.

use std::collections::HashSet;

use super::panels::Panels;
use crate::compose::doubts::Doubted;
use crate::language::characters::is_han;
use crate::language::joined::joined;
use crate::language::packs::Languages;
use crate::model::manuscript::{Inline, walk_inlines};
use crate::model::resolved::{RowKind, TableCell, TableRow};
use crate::model::table::{Column, Content, StudyPart};

/// So many of the longest words of a column are measured, as far as they can be the widest.
const MEASURED: usize = 4;

/// No estimate of a length is so far off that one of this share of the longest is the widest.
const NEAR: f64 = 0.64;

/// A word longer than this many characters is wider than any column lets it be.
const CUT: usize = 200;

/// What lies between a Han character and a Latin one.
const GAP: f64 = 0.25;

/// Of several citations in one pair of brackets so many are counted; ranges are shorter than their numbers.
const CITED: usize = 4;

/// A line with its note marks as plain characters. A citation counts as three figures, and one more for each further
/// number: so no width moves when references do.
pub fn plain(inlines: &[Inline], marks: &[String], daggers: bool, doubts: &Doubted) -> String {
    let mut text = String::new();
    walk_inlines(inlines, &mut |inline| match inline {
        Inline::Text(part, _) | Inline::Code { text: part, .. } => text.push_str(part),
        Inline::Value(printed, _) => {
            text.push_str(&printed.text);
            text.push_str(if daggers && printed.computed.is_some() { "\u{2060}†" } else { "" });
            text.push_str(if doubts.has(printed) { "\u{2060}▲" } else { "" });
        }
        Inline::Math { formula, .. } => {
            text.extend(formula.latex.chars().filter(|c| c.is_alphanumeric()));
        }
        Inline::Cite(all) => {
            text.push('\u{2060}');
            text.push_str(&"0".repeat(2 + all.len().clamp(1, CITED)));
        }
        Inline::Footnote { .. } => text.push('0'),
        Inline::Break => text.push(' '),
        _ => {}
    });
    for mark in marks {
        text.push('\u{2060}');
        text.push_str(mark);
    }
    text
}

/// About how long some text runs, in em.
pub fn run(text: &str) -> f64 {
    let wide: f64 = text.chars().map(width).sum();
    wide + GAP * gaps(text) as f64
}

/// The width of a character in em, in the sans faces, by its class.
fn width(c: char) -> f64 {
    match c {
        '▲' => 0.85,
        '，' | '。' | '；' | '：' | '、' | '（' | '）' | '～' | '“' | '”' => 1.0,
        'm' | 'w' | 'M' | 'W' | '%' => 0.87,
        'c' | 's' | 'k' | 'v' | 'x' | 'y' | 'z' => 0.5,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' => 0.37,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ';' | ':' | '\'' | '’' | ' ' | '\u{a0}' => 0.26,
        '\u{2060}' | '\u{200b}' => 0.0,
        _ if is_han(c) => 1.0,
        // Mostly digits and capitals.
        _ => 0.6,
    }
}

/// How many times Han and Latin stand side by side.
fn gaps(text: &str) -> usize {
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    let (mut count, mut before) = (0, None);
    for c in text.chars() {
        let gap = before.is_some_and(|b: char| {
            is_han(b) && is_latin(c) || (is_latin(b) || b == '%') && is_han(c)
        });
        count += usize::from(gap);
        // A character belongs to one gap.
        before = (!gap).then_some(c);
    }
    count
}

/// The longest words of a column, in the texts of its cells and its head; of a column of decimals, in its head alone,
/// for its figures are measured.
pub fn longest(
    column: &Column,
    c: usize,
    panels: &Panels,
    in_head: bool,
    (languages, doubts): (&Languages, &Doubted),
) -> Vec<String> {
    let mut texts = Vec::new();
    let rows = panels.iter().flat_map(|(_, table)| table.rows());
    // Sums of an arm may reach beyond their column.
    let is_arm = matches!(column.content, Content::Study(StudyPart::Arm(_)));
    let counts =
        |row: &TableRow| column.align != "decimal" && (!is_arm || row.kind != RowKind::Total);
    for row in rows.filter(|row| counts(row)) {
        let lines = row.cells.get(c).map(|it| cell_texts(it, doubts)).unwrap_or_default();
        texts.extend(lines);
    }
    let dagger = if in_head { "\u{2060}†" } else { "" };
    for (language, _) in panels {
        texts.push(format!("{}{dagger}", column.head.get_or_any(*language)));
        texts.extend(
            column.unit.as_ref().map(|unit| unit.head(&languages.writing(*language)).to_string()),
        );
    }
    let mut seen = HashSet::new();
    let mut found: Vec<&str> =
        texts.iter().flat_map(|text| words(text)).filter(|word| seen.insert(*word)).collect();
    found.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    found.truncate(MEASURED);
    let top = found.iter().map(|word| run(word)).fold(0.0, f64::max);
    found.retain(|word| run(word) >= NEAR * top);
    found.into_iter().map(|word| word.chars().take(CUT).collect()).collect()
}

fn cell_texts(cell: &TableCell, doubts: &Doubted) -> Vec<String> {
    let last = cell.lines.len().saturating_sub(1);
    let marks = |i| if i == last { cell.marks.as_slice() } else { &[] };
    cell.lines.iter().enumerate().map(|(i, line)| plain(line, marks(i), true, doubts)).collect()
}

/// What never breaks within: runs between blanks, hyphens and Han characters; a hyphen before a figure, a word joiner or
/// a single letter holds.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut held) = (None, false);
    for (i, c) in text.char_indices() {
        let mut after = text[i + c.len_utf8()..].chars();
        let (next, second) = (after.next(), after.next());
        let alone = second.is_none_or(|s| !s.is_alphanumeric());
        let holds = matches!(c, '-' | '/')
            && next.is_some_and(|n| {
                n == '\u{2060}' || n.is_ascii_digit() || c == '-' && n.is_alphabetic() && alone
            });
        let begins =
            text[..i].chars().next_back().is_none_or(|c| is_han(c) || !c.is_alphanumeric());
        words.extend(begins.then(|| joined(&text[i..])).flatten().map(|it| &text[i..i + it]));
        if holds || held || !breaks(c) {
            start = start.or(Some(i));
        } else if let Some(from) = start.take() {
            words.push(&text[from..i]);
        }
        held = holds;
    }
    words.extend(start.map(|from| &text[from..]));
    words
}

fn breaks(c: char) -> bool {
    c.is_whitespace() || is_han(c) || "，。；：、（）～-/+".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_as_long_as_its_characters_and_its_gaps() {
        assert!((run("肝癌") - 2.0).abs() < 1e-9);
        assert!((run("用PD药") - (2.0 + 1.2 + 0.5)).abs() < 1e-9);
        assert!((run("mi\u{2060}") - 1.13).abs() < 1e-9);
    }

    #[test]
    fn words_end_at_blanks_hyphens_and_han() {
        assert_eq!(words("KEYNOTE-224 及 T+A"), ["KEYNOTE-224", "T", "A"]);
        assert_eq!(words("PD-L1"), ["PD", "L1"]);
        assert_eq!(
            words("interferon-α\u{2060}000 alpha-glucan"),
            ["interferon-α\u{2060}000", "alpha", "glucan"]
        );
    }
}
