//! Tables drawn as grids: `+---+---+`, with a head above `+===+`.

use super::cells::{Cell, Table, byte_at, piece};
use super::grid_spans;
use super::lines::Line;
use crate::data::work;

/// The most columns of a grid.
const MOST_COLUMNS: usize = 60;

/// The grid that begins at the first of these lines.
pub fn table(lines: &[Line]) -> Option<Table> {
    let is_part = |line: &&Line| line.text.trim_start().starts_with(['+', '|']);
    let length = lines.iter().take_while(is_part).count();
    work::count(length);
    let lines = &lines[..length];
    let mut edges = Vec::new();
    for line in lines.iter().filter(|line| is_separator(line.text)) {
        edges.extend(columns_of(line.text, '+'));
    }
    edges.sort_unstable();
    edges.dedup();
    let whole = is_separator(lines.first()?.text) && is_separator(lines.last()?.text);
    if !whole || !(2..=MOST_COLUMNS).contains(&edges.len()) {
        return None;
    }
    // A separator with a gap is beside a cell that reaches over rows.
    let broken =
        |line: &Line| !is_separator(line.text) && grid_spans::runs(line.text).next().is_some();
    if lines.iter().any(broken) {
        return grid_spans::table(lines);
    }
    let mut table = Table { lines: length, ..Table::default() };
    let mut own: Vec<&Line> = Vec::new();
    for line in lines {
        if !is_separator(line.text) {
            own.push(line);
            continue;
        }
        if !own.is_empty() {
            table.rows.push(row(&own, &edges));
            own.clear();
        }
        if line.text.contains('=') && table.heads == 0 {
            table.heads = table.rows.len();
        }
        if line.text.contains(':') {
            table.align = edges.windows(2).map(|pair| align(line.text, pair[0], pair[1])).collect();
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

/// A line of `+`, `-`, `=` and `:` that begins and ends with `+`.
fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains(['-', '='])
        && line.chars().all(|c| "+-=:".contains(c))
}

/// The columns in which a sign stands.
fn columns_of(line: &str, sign: char) -> impl Iterator<Item = usize> {
    // A separator has no wide characters.
    line.char_indices().filter(move |(_, c)| *c == sign).map(|(at, _)| at)
}

fn align(line: &str, start: usize, end: usize) -> &'static str {
    let inside = line.get(start + 1..end).unwrap_or_default();
    match (inside.starts_with(':'), inside.ends_with(':')) {
        (true, true) => "center",
        (true, false) => "left",
        (false, true) => "right",
        _ => "",
    }
}

/// The cells of a row; where no sign stands at an edge, the cell before goes on.
fn row(lines: &[&Line], edges: &[usize]) -> Vec<Cell> {
    let stands =
        |line: &Line, edge: usize| line.text[byte_at(line.text, edge)..].starts_with(['|', '+']);
    // Where no width is counted wrong, as for Chinese, the signs themselves part the cells.
    let all = |line: &&Line| line.text.matches('|').count() == edges.len();
    if lines.iter().all(all) {
        return by_signs(lines, edges.len() - 1);
    }
    let mut cells: Vec<Cell> = Vec::new();
    let mut start = edges[0];
    for (i, edge) in edges.iter().enumerate().skip(1) {
        let is_last = i + 1 == edges.len();
        let columns = 1 + edges[1..i].iter().filter(|it| **it > start).count();
        if !is_last && !lines.iter().all(|line| stands(line, *edge)) {
            continue;
        }
        let mut cell = Cell { columns, ..Cell::default() };
        for line in lines {
            let found = piece(line, start + 1, Some(*edge));
            // A blank line within a cell parts its paragraphs.
            let end = line.range.start + byte_at(line.text, *edge);
            cell.pieces.push(found.unwrap_or(end..end));
        }
        cells.push(cell);
        start = *edge;
    }
    cells
}

/// The cells between the signs of lines that have one for each edge.
fn by_signs(lines: &[&Line], columns: usize) -> Vec<Cell> {
    let mut cells = vec![Cell { columns: 1, ..Cell::default() }; columns];
    for line in lines {
        let signs: Vec<usize> = line.text.match_indices('|').map(|(at, _)| at).collect();
        for (cell, pair) in cells.iter_mut().zip(signs.windows(2)) {
            let inside = &line.text[pair[0] + 1..pair[1]];
            let start = line.range.start + pair[0] + 1;
            let from = start + inside.len() - inside.trim_start().len();
            cell.pieces.push(from..from + inside.trim().len());
        }
    }
    cells
}
