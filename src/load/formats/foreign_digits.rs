//! Numbers in digits of other writings, `٤٢٫٥` or `１２．５`, where a data file states quantities or says that a column has
//! numbers: they are read with the digits that all else reads. Other columns stay as they are written.

use std::sync::Arc;

use super::decimal_choice::{COUNTS, is_figure_of_quantity};
use crate::data::tree::{Map, Node};
use crate::language::characters::numeric_sign;
use crate::model::manifest::DataFile;

/// Reads such numbers of these rows.
pub fn settle(rows: Vec<&mut Arc<Map>>, file: &DataFile) {
    for row in rows {
        let states = row.entries.contains_key("unit");
        let is_number = |name: &str| {
            states && is_figure_of_quantity(name)
                || COUNTS.contains(&name)
                || file.numbers.iter().any(|own| own == name)
        };
        let found = row.entries.iter().filter_map(|(name, entry)| match &entry.node {
            Node::Cell(cell) if is_number(name) => Some((name.clone(), plain(&cell.text)?)),
            _ => None,
        });
        let found: Vec<(String, String)> = found.collect();
        if found.is_empty() {
            continue;
        }
        let row = Arc::make_mut(row);
        for (name, text) in found {
            if let Some(Node::Cell(cell)) = row.entries.get_mut(&name).map(|entry| &mut entry.node)
            {
                cell.text = text.into();
            }
        }
    }
}

/// A number with ASCII digits, when it has others and nothing but what a number has.
fn plain(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let is_other =
        |c: char| !c.is_ascii_digit() && numeric_sign(c).is_some_and(|it| it.is_ascii_digit());
    // Digits of two writings in one number are a slip.
    if !text.contains(is_other) || text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // Marks of direction stand beside a sign where Arabic is typed.
    let shown = text.chars().filter(|c| !matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}'));
    let plain = shown.map(|c| {
        let sound =
            numeric_sign(c).or_else(|| " .,%+-−–<>≤≥=±\u{a0}\u{202f}".contains(c).then_some(c));
        sound.map(|c| if c == '\u{ff0d}' { '-' } else { c })
    });
    plain.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_other_digits_are_read() {
        for (text, read) in [
            ("٤٢٫٥", Some("42.5")),
            ("١٬٢٣٤٫٥", Some("1,234.5")),
            ("-٣٫٢", Some("-3.2")),
            ("\u{61c}-٣", Some("-3")),
            ("۱۲٪", Some("12%")),
            ("１２．５", Some("12.5")),
            ("<٠٫٠٥", Some("<0.05")),
            ("१२", Some("12")),
            ("12.5", None),
            ("١2", None),
            ("٣ أسر", None),
            ("٣،٥", None),
            ("中", None),
        ] {
            assert_eq!(plain(text).as_deref(), read, "{text}");
        }
    }
}
