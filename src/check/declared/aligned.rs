//! Columns that are aligned on a decimal point must have numbers.

use super::written;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Inline, walk_inlines};
use crate::model::resolved::Table;
use crate::model::table::{Content, Declaration};

/// Columns aligned on a decimal point that nothing in them has: words stand there in the middle, one by one.
pub fn check(declaration: &Declaration, inputs: &Inputs, table: &Table, findings: &mut Findings) {
    let rows = table.rows();
    for (number, column) in declaration.columns.iter().enumerate() {
        let is_text = matches!(column.content, Content::Lines(_)) && column.align == "decimal";
        let cells = || rows.iter().filter_map(|row| row.cells.get(number));
        let mut lines = cells().flat_map(|cell| &cell.lines).peekable();
        if !is_text || lines.peek().is_none() || lines.any(|line| has_digit(line)) {
            continue;
        }
        let message = format!(
            "column {} of {} is aligned on the decimal point, and has words alone",
            number + 1,
            declaration.describe()
        );
        let place = written::of(declaration, inputs, "decimal");
        let help = "leave `align` out, or write `align = \"left\"`";
        findings.push(Diagnostic::new(codes::WIDTH, place, message).help(help));
    }
}

/// Whether a line has a figure in it.
fn has_digit(line: &[Inline]) -> bool {
    let mut found = false;
    let is_digit = |text: &str| text.chars().any(|c| c.is_numeric());
    walk_inlines(line, &mut |inline| {
        found |= match inline {
            Inline::Text(text, _) => is_digit(text),
            Inline::Value(printed, _) => is_digit(&printed.text),
            Inline::Math { .. } | Inline::Image { .. } => true,
            _ => false,
        };
    });
    found
}
