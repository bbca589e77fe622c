//! Grids in which cells reach over rows: a line between rows has gaps, as pandoc reads them.

use super::cells::{Cell, Table, byte_at, piece, width};
use super::lines::Line;
use crate::data::work;

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
    let down: Vec<usize> =
        (0..lines.len()).filter(|at| runs(lines[*at].text).next().is_some()).collect();
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
    let is_head = |at: &usize| runs(lines[*at].text).any(|run| run.1.contains('='));
    let head = grid.down.iter().position(is_head);
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

/// The columns of a line in which a drawn part begins or ends.
fn corners(text: &str) -> Vec<usize> {
    let within = |(start, run): (usize, &str)| -> Vec<usize> {
        let before = width(&text[..start]);
        run.match_indices('+').map(|(at, _)| before + at).collect()
    };
    runs(text).flat_map(within).collect()
}

/// The drawn parts of a line, from a `+` to another, and where they begin: `+--+`, `+===+--+`. A sign in the words of a
/// cell is none.
pub fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_drawn = |c: char| "+-=:".contains(c);
    text.split(move |c: char| !is_drawn(c)).filter_map(move |part| {
        let run = &part[part.find('+')?..=part.rfind('+')?];
        let sound = run.len() > 3 && !run.starts_with("++") && !run.ends_with("++");
        sound.then(|| (run.as_ptr() as usize - text.as_ptr() as usize, run))
    })
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::table;

    /// Signs within words draw no line and make no head.
    #[test]
    fn words_with_signs_are_no_lines() {
        let text = "+-----+--------+\n| p=1 | 5 +-2  |\n|     +--------+\n| a=b | c      |\n+-----+--------+\n\
                    | d   | e      |\n+-----+--------+";
        let read = table(&lines(text)).unwrap();
        assert_eq!((read.heads, read.rows.len()), (0, 3));
        assert_eq!((read.rows[0][0].rows, read.rows[0][1].rows), (2, 1));
        let text = text.replacen("-----+--------+\n| d", "=====+========+\n| d", 1);
        assert_eq!(table(&lines(&text)).unwrap().heads, 2);
        let text = "+-----+----+\n| p=1 +----+\n|     | c  |\n+-----+----+";
        assert_eq!(table(&lines(text)).unwrap().heads, 0);
    }
}
