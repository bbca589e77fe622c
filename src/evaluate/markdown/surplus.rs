//! Cells of a table that its head has no column for: Markdown leaves them out.

use comrak::nodes::{AstNode, NodeValue};

use super::lines::Lines;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// The most characters of a cell that are said in a finding.
const MOST_SAID: usize = 30;

/// A finding for the rows of a text that have more cells than their heads.
pub fn surplus<'r>(root: &'r AstNode<'r>, lines: &Lines) -> Option<Diagnostic> {
    let mut first: Option<(Place, String)> = None;
    let mut count = 0;
    for table in root.descendants() {
        let NodeValue::Table(shape) = &table.data.borrow().value else { continue };
        let columns = shape.num_columns;
        for row in table.children() {
            let start = row.data.borrow().sourcepos.start;
            let at = lines.offset(start.line, start.column);
            let line = lines.rendered.text.get(at..).and_then(|rest| rest.lines().next());
            let Some(cut) = line.and_then(|line| cut(line, columns)) else { continue };
            count += 1;
            first.get_or_insert_with(|| {
                let said = lines.rendered.plain(cut.trim_end_matches('|').trim());
                let said = said.chars().take(MOST_SAID).collect();
                (lines.rendered.place(at + cut_at(line, cut)..at + cut_at(line, cut) + 1), said)
            });
        }
    }
    let (place, said) = first?;
    let message = format!(
        "rows have more cells than the head of their table; these are not printed: “{said}” ({count} in this text)"
    );
    let help = "add a column to the head, or write \\| where a cell holds the sign itself";
    Some(Diagnostic::new(codes::SURPLUS_CELLS, place, message).help(help))
}

/// What stands on a line behind so many cells, if it says something.
fn cut(line: &str, columns: usize) -> Option<&str> {
    let body = line.trim_start().strip_prefix('|').unwrap_or(line);
    let mut left = columns;
    let mut before = None;
    for (at, c) in body.char_indices() {
        if c == '|' && before != Some('\\') {
            left -= 1;
            if left == 0 {
                let rest = body[at + 1..].trim();
                let says = rest.chars().any(|c| c != '|' && !c.is_whitespace());
                return says.then_some(rest);
            }
        }
        before = Some(c);
    }
    None
}

/// The byte of a part of a line.
fn cut_at(line: Option<&str>, part: &str) -> usize {
    line.map_or(0, |line| (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_the_last_column_is_found() {
        for (line, columns, rest) in [
            ("| a | b |", 2, None),
            ("| a | b | c |", 2, Some("c |")),
            ("a | b | c", 2, Some("c")),
            ("| a \\| x | b |", 2, None),
            ("| a | b | |", 2, None),
        ] {
            assert_eq!(cut(line, columns), rest, "{line}");
        }
    }
}
