//! Grids in which cells reach over rows: a line between rows has gaps, as pandoc reads them.

use super::cells::{Cell, Table, byte_at, piece};
use super::lines::Line;
use crate::data::work;
use crate::language::characters::is_wide;

/// The most cells that a grid is parted into.
const MOST_CELLS: usize = 20_000;

/// A grid: the lines on which rows end, and the columns on which cells end.
struct Grid<'l, 't> {
    lines: &'l [Line<'t>],
    down: Vec<usize>,
    across: Vec<usize>,
}

/// The grid that these lines draw, from a whole line of `+---+` to another.
pub fn table(lines: &[Line]) -> Option<Table> {
    let is_edge = |line: &Line| line.text.contains("+-") || line.text.contains("+=");
    let down: Vec<usize> = (0..lines.len()).filter(|at| is_edge(&lines[*at])).collect();
    let mut across: Vec<usize> = down.iter().flat_map(|at| corners(lines[*at].text)).collect();
    across.sort_unstable();
    across.dedup();
    let cells = down.len().saturating_mul(across.len());
    if down.len() < 2 || across.len() < 2 || cells > MOST_CELLS {
        return None;
    }
    work::count(cells);
    let grid = Grid { lines, down, across };
    let (rows, columns) = (grid.down.len() - 1, grid.across.len() - 1);
    let mut taken = vec![false; rows * columns];
    let mut table = Table { lines: lines.len(), ..Table::default() };
    for row in 0..rows {
        let mut cells = Vec::new();
        for column in 0..columns {
            if taken[row * columns + column] {
                continue;
            }
            let (down, right) = grid.reach(row, column);
            for i in row..row + down {
                for j in column..column + right {
                    // What is no rectangle is no table.
                    if std::mem::replace(&mut taken[i * columns + j], true) {
                        return None;
                    }
                }
            }
            cells.push(grid.cell(row, column, down, right));
        }
        table.rows.push(cells);
    }
    let head = grid.down.iter().position(|at| lines[*at].text.contains('='));
    table.heads = head.unwrap_or_default();
    Some(table)
}

impl Grid<'_, '_> {
    /// How many rows and columns the cell that begins here has.
    fn reach(&self, row: usize, column: usize) -> (usize, usize) {
        let columns = self.across.len() - 1;
        let right =
            (column + 1..columns).take_while(|edge| !self.is_parted(row, *edge)).count() + 1;
        let rows = self.down.len() - 1;
        let open = |edge: &usize| (column..column + right).all(|j| !self.is_ruled(*edge, j));
        (((row + 1)..rows).take_while(open).count() + 1, right)
    }

    /// Whether a `|` stands at this edge on all lines of a row.
    fn is_parted(&self, row: usize, edge: usize) -> bool {
        let own = &self.lines[self.down[row] + 1..self.down[row + 1]];
        let stands = |line: &Line| {
            line.text[byte_at(line.text, self.across[edge])..].starts_with(['|', '+'])
        };
        own.iter().all(stands) && !own.is_empty()
    }

    /// Whether the line above a row is drawn over this column.
    fn is_ruled(&self, edge: usize, column: usize) -> bool {
        let text = self.lines[self.down[edge]].text;
        let (start, end) = (self.across[column] + 1, self.across[column + 1]);
        let inside = text.get(byte_at(text, start)..byte_at(text, end)).unwrap_or_default();
        !inside.is_empty() && inside.chars().all(|c| "-=:+".contains(c))
    }

    fn cell(&self, row: usize, column: usize, down: usize, right: usize) -> Cell {
        let (start, end) = (self.across[column] + 1, self.across[column + right]);
        let lines = &self.lines[self.down[row] + 1..self.down[row + down]];
        let pieces = lines.iter().map(|line| {
            let empty = line.range.start + byte_at(line.text, end);
            piece(line, start, Some(end)).unwrap_or(empty..empty)
        });
        Cell { pieces: pieces.collect(), columns: right, rows: down }
    }
}

/// The columns of a line in which a `+` ends a drawn part; letters of Chinese take two.
fn corners(text: &str) -> Vec<usize> {
    let mut column = 0;
    let mut before = ' ';
    let mut found = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let drawn = |c: char| "-=:".contains(c);
        if c == '+' && (drawn(before) || rest.peek().is_some_and(|c| drawn(*c))) {
            found.push(column);
        }
        column += if is_wide(c) { 2 } else { 1 };
        before = c;
    }
    found
}
