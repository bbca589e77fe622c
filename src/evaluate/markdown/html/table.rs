//! The grid of an HTML table: every row as long as the longest, cells that span others marked.

use comrak::nodes::{AstNode, Attributes, NodeTable, NodeValue, Sourcepos, TableAlignment};

use crate::evaluate::markdown::nodes::{MOST_CELLS, pair};

/// At most so many columns or rows are joined into one cell.
const WIDEST_CELL: usize = 1_000;

/// Gives a table its grid: where a cell spans others, empty ones stand.
pub fn arrange<'r>(table: &'r AstNode<'r>, make: &dyn Fn(NodeValue, Sourcepos) -> &'r AstNode<'r>) {
    for row in table.children().collect::<Vec<_>>() {
        if row.first_child().is_none() {
            row.detach();
        }
    }
    let rows: Vec<&'r AstNode<'r>> = table.children().collect();
    if rows.is_empty() {
        return table.detach();
    }
    let heads = heads(&rows);
    let columns = rows.iter().map(|row| width(row)).max().unwrap_or_default();
    let mut grid = NodeTable {
        num_columns: columns,
        num_rows: rows.len(),
        alignments: vec![TableAlignment::None; columns.min(MOST_CELLS)],
        ..NodeTable::default()
    };
    if columns.saturating_mul(rows.len()) <= MOST_CELLS {
        grid.num_columns = fill(&rows, heads, make);
        grid.alignments = alignments(&rows[heads..], grid.num_columns);
    }
    for (i, row) in rows.iter().enumerate() {
        row.data.borrow_mut().value = NodeValue::TableRow(i < heads);
    }
    table.data.borrow_mut().value = NodeValue::Table(Box::new(grid));
}

/// How many rows are the head: those of `thead`, or the first ones that have head cells only.
fn heads<'r>(rows: &[&'r AstNode<'r>]) -> usize {
    let is_head = |row: &&&'r AstNode<'r>| {
        matches!(row.data.borrow().value, NodeValue::TableRow(true))
            || row.children().all(|cell| pair(cell, "name").is_some_and(|name| name == "th"))
    };
    match rows.iter().take_while(is_head).count() {
        all if all == rows.len() && all > 1 => 1,
        some => some,
    }
}

fn span<'r>(cell: &'r AstNode<'r>, key: &str) -> usize {
    pair(cell, key).and_then(|value| value.parse().ok()).unwrap_or(1)
}

/// The columns that the cells of a row take.
fn width<'r>(row: &'r AstNode<'r>) -> usize {
    row.children().map(|cell| span(cell, "colspan").clamp(1, WIDEST_CELL)).sum()
}

/// How many columns a cell may take from this one on.
fn room(taken: &[usize], column: usize) -> usize {
    let free = taken.iter().skip(column).take_while(|left| **left == 0).count();
    if column + free < taken.len() { free.max(1) } else { WIDEST_CELL }
}

/// Puts empty cells where others reach over; returns how many columns there are.
fn fill<'r>(
    rows: &[&'r AstNode<'r>],
    heads: usize,
    make: &dyn Fn(NodeValue, Sourcepos) -> &'r AstNode<'r>,
) -> usize {
    // For each column how many of the next rows a cell above reaches into.
    let mut taken: Vec<usize> = Vec::new();
    let mut budget = MOST_CELLS;
    for (i, row) in rows.iter().enumerate() {
        let at = row.data.borrow().sourcepos;
        let cells: Vec<&'r AstNode<'r>> = row.children().collect();
        cells.iter().for_each(|cell| cell.detach());
        let mut column = 0;
        let mut empty = |column: &mut usize| {
            if budget > 0 {
                budget -= 1;
                row.append(make(NodeValue::TableCell, at));
            }
            *column += 1;
        };
        let last = if i < heads { heads } else { rows.len() };
        for cell in cells {
            while taken.get(column).is_some_and(|left| *left > 0) {
                taken[column] -= 1;
                empty(&mut column);
            }
            let down = match span(cell, "rowspan") {
                0 => last - i,
                some => some.min(last - i),
            };
            let across = span(cell, "colspan").clamp(1, WIDEST_CELL).min(room(&taken, column));
            mark(cell, across, down);
            row.append(cell);
            taken.resize(taken.len().max(column + across), 0);
            taken[column..column + across].fill(down - 1);
            column += 1;
            for _ in 1..across {
                empty(&mut column);
            }
        }
        while column < taken.len() && taken[column] > 0 {
            taken[column] -= 1;
            empty(&mut column);
        }
        for left in taken.iter_mut().skip(column) {
            *left = left.saturating_sub(1);
        }
    }
    pad(rows, taken.len(), budget, make);
    taken.len()
}

/// Puts empty cells behind rows that are shorter than others, as many as there is room for.
fn pad<'r>(
    rows: &[&'r AstNode<'r>],
    columns: usize,
    mut budget: usize,
    make: &dyn Fn(NodeValue, Sourcepos) -> &'r AstNode<'r>,
) {
    for row in rows {
        let at = row.data.borrow().sourcepos;
        for _ in row.children().count()..columns {
            if budget == 0 {
                break;
            }
            budget -= 1;
            row.append(make(NodeValue::TableCell, at));
        }
    }
}

/// What a cell spans, as its attributes say it from here on.
fn mark<'r>(cell: &'r AstNode<'r>, across: usize, down: usize) {
    let align = pair(cell, "align").unwrap_or_default();
    let mut pairs = vec![("align".to_string(), align)];
    if across > 1 || down > 1 {
        pairs.push(("colspan".to_string(), across.to_string()));
        pairs.push(("rowspan".to_string(), down.to_string()));
    }
    let attributes = Attributes { pairs, ..Attributes::default() };
    cell.data.borrow_mut().attrs = Some(Box::new(attributes));
}

/// A column is aligned as the first of its cells that says so.
fn alignments<'r>(rows: &[&'r AstNode<'r>], columns: usize) -> Vec<TableAlignment> {
    let mut out = vec![TableAlignment::None; columns];
    for row in rows {
        for (align, cell) in out.iter_mut().zip(row.children()) {
            if *align == TableAlignment::None {
                *align = match pair(cell, "align").as_deref() {
                    Some("center") => TableAlignment::Center,
                    Some("right") => TableAlignment::Right,
                    Some("left") => TableAlignment::Left,
                    _ => TableAlignment::None,
                };
            }
        }
    }
    out
}
