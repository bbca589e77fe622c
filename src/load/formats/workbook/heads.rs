//! Heads of sheets: titles with two values above a wider table, and heads of several rows, whose upper cells are merged.

use std::collections::HashMap;
use std::sync::Arc;

use super::sheet::{Cells, Span};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// So many rows may stand above the last one of a head.
const MOST_ABOVE: u32 = 20;

/// The row that names the columns, from 0, where it is not the first one with several values; its names are made unique by
/// those above them. `asked` is the row that the project names.
pub fn named(
    path: &Arc<str>,
    cells: &mut Cells,
    spans: &[Span],
    asked: Option<u32>,
) -> Option<(u32, Diagnostic)> {
    let first = *cells.iter().find(|(_, row)| row.len() > 1)?.0;
    let top = if asked.is_some() { first } else { below_titles(cells, first) };
    let head = asked.unwrap_or_else(|| lowest(cells, spans, top));
    if head > top && head - top <= MOST_ABOVE {
        join(cells, spans, head);
    }
    if asked.is_some() || head == first {
        return None;
    }
    let message = match head > top {
        true => format!("rows {} to {} are read as the names of the columns", top + 1, head + 1),
        false => format!("row {} is read as a title", first + 1),
    };
    let column = *cells.get(&head)?.first_key_value()?.0;
    let help = format!(
        "the columns are named in row {0}; `header = {0}` says so, and a name that stands twice there has the one above it before it",
        head + 1
    );
    let finding = Diagnostic::new(
        codes::TITLE_ROWS,
        Place::at(path, head as usize + 1, column as usize + 1),
        message,
    );
    Some((head, finding.help(help)))
}

/// The first row with several values, unless it has two and the next one twice as many: `Unit: t` beside a date.
fn below_titles(cells: &Cells, first: u32) -> u32 {
    let filled = |row: u32| cells.get(&row).map_or(0, |it| it.len());
    match filled(first) == 2 && filled(first + 1) >= 4 {
        true => first + 1,
        false => first,
    }
}

/// The last row of a head: beneath one with merged cells the next has names for the columns that they cover.
fn lowest(cells: &Cells, spans: &[Span], top: u32) -> u32 {
    let mut head = top;
    while head - top < 3 && is_parted(cells, spans, head) {
        head += 1;
    }
    head
}

/// Whether a row has a merged cell, and the next one a value beneath each column of all of these.
fn is_parted(cells: &Cells, spans: &[Span], row: u32) -> bool {
    let Some(below) = cells.get(&(row + 1)) else { return false };
    let mut wide = spans.iter().filter(|it| it.row == row).peekable();
    // What is covered has names: a number is one of the data.
    let is_name = |column: u32| below.get(&column).is_some_and(|it| it.parse::<f64>().is_err());
    wide.peek().is_some() && wide.all(|it| (it.left..=it.right).all(is_name))
}

/// Puts before each name that stands twice the one of the merged cell above it.
fn join(cells: &mut Cells, spans: &[Span], head: u32) {
    let above = |column: u32| {
        let over = spans.iter().filter(|it| it.row < head && head - it.row <= 3);
        let over = over.filter(|it| (it.left..=it.right).contains(&column));
        let upper = over.max_by_key(|it| it.row)?;
        cells.get(&upper.row)?.get(&upper.left).cloned()
    };
    let Some(names) = cells.get(&head) else { return };
    let mut count: HashMap<&str, usize> = HashMap::new();
    names.values().for_each(|name| *count.entry(name).or_default() += 1);
    let twice = names.iter().filter(|(_, name)| count.get(name.as_str()) > Some(&1));
    let joined: Vec<(u32, String)> = twice
        .filter_map(|(column, name)| {
            let upper = above(*column).filter(|it| it != name)?;
            Some((*column, format!("{}_{name}", upper.trim())))
        })
        .collect();
    if let Some(names) = cells.get_mut(&head) {
        names.extend(joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Cells {
        let cells = |row: &&[&str]| {
            let cells = row.iter().enumerate().filter(|(_, it)| !it.is_empty());
            cells.map(|(column, it)| (column as u32, it.to_string())).collect()
        };
        rows.iter().enumerate().map(|(at, row)| (at as u32, cells(row))).collect()
    }

    #[test]
    fn heads_of_two_rows_are_one() {
        let span = |row, left, right| Span { row, left, right };
        let (none, wide) = (Vec::new(), vec![span(1, 1, 2), span(1, 3, 4)]);
        let rows: &[&[&str]] = &[
            &["t", "", "", "", "dated"],
            &["shop", "spring", "", "autumn", "", "sum"],
            &["shop", "in", "out", "in", "kept", "sum"],
            &["a", "1", "2", "3", "4", "10"],
        ];
        let names = |row: u32, cells: &Cells| cells[&row].values().cloned().collect::<Vec<_>>();
        let mut cells = sheet(rows);
        let found = named(&"a".into(), &mut cells, &wide, None).map(|it| it.0);
        assert_eq!(found, Some(2));
        assert_eq!(names(2, &cells), ["shop", "spring_in", "out", "autumn_in", "kept", "sum"]);
        let mut cells = sheet(rows);
        assert!(named(&"a".into(), &mut cells, &wide, Some(2)).is_none());
        assert_eq!(names(2, &cells)[1], "spring_in");
        // Without merged cells, or where data stand beneath them, nothing is guessed.
        let mut cells = sheet(&rows[1..]);
        assert!(named(&"a".into(), &mut cells, &none, None).is_none());
        let mut cells = sheet(&[&["shop", "spring", ""], &["a", "1", "2"]]);
        assert!(named(&"a".into(), &mut cells, &[span(0, 1, 2)], None).is_none());
        let mut cells = sheet(&[&["k", "v"], &["a", "1"]]);
        assert!(named(&"a".into(), &mut cells, &none, None).is_none());
    }
}
