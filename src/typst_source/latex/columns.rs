//! The columns of an array: `{l|cc}`.

use super::atoms::{Atom, joined};
use super::structures::called;

/// The most columns of an array.
const MOST_COLUMNS: usize = 200;

/// Columns with the lines between them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The alignment of each column: `l`, `c` or `r`.
    align: Vec<char>,
    /// After how many columns a line is drawn.
    lines: Vec<usize>,
}

/// Reads the specification of columns; what is no column, such as `@{}`, is passed over.
pub fn read(spec: &str) -> Columns {
    let mut columns = Columns::default();
    let mut rest = spec.trim();
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            'l' | 'c' | 'r' => columns.align.push(sign),
            'p' | 'm' | 'b' => {
                columns.align.push('l');
                rest = without_group(rest).1;
            }
            '|' | ':' => columns.lines.push(columns.align.len()),
            '@' | '!' | '>' | '<' => rest = without_group(rest).1,
            '*' => {
                let (times, after) = without_group(rest);
                let (group, after) = without_group(after);
                let inner = if group.contains('*') { Columns::default() } else { read(group) };
                for _ in 0..times.trim().parse().unwrap_or(0).min(MOST_COLUMNS) {
                    let first = columns.align.len();
                    columns.lines.extend(inner.lines.iter().map(|at| first + at));
                    columns.align.extend(&inner.align);
                }
                rest = after;
            }
            _ => {}
        }
        if columns.align.len() > MOST_COLUMNS {
            break;
        }
    }
    columns.lines.dedup();
    columns
}

/// What stands in braces at the start, and what follows.
fn without_group(text: &str) -> (&str, &str) {
    let inside = text.trim_start();
    match inside.strip_prefix('{').and_then(|it| it.split_once('}')) {
        Some(parts) => parts,
        None => ("", text),
    }
}

impl Columns {
    /// The alignment of all columns, if it is the same.
    pub fn align(&self) -> &'static str {
        match self.align.first() {
            Some('l') if self.is_even() => "align: #left,",
            Some('r') if self.is_even() => "align: #right,",
            _ => "",
        }
    }

    fn is_even(&self) -> bool {
        self.align.windows(2).all(|pair| pair[0] == pair[1])
    }

    /// A row as cells of a matrix of Typst, each at the edge that its column wants.
    pub fn row(&self, cells: &[Vec<Atom>], style: &str) -> String {
        let even = self.is_even();
        let cell = |(i, cell): (usize, &Vec<Atom>)| {
            let source = called(&[style], &joined(cell));
            match self.align.get(i) {
                Some('l') if !even => format!(" &{source}"),
                Some('r') if !even => format!("{source} &"),
                _ => source,
            }
        };
        cells.iter().enumerate().map(cell).collect::<Vec<_>>().join(",")
    }

    /// A grid with the lines at its edges.
    pub fn framed(&self, grid: String, between_rows: &[usize], rows: usize) -> String {
        let mut edges = String::new();
        for (edge, drawn) in [
            ("left", self.lines.contains(&0)),
            ("right", self.lines.contains(&self.align.len())),
            ("top", between_rows.contains(&0)),
            ("bottom", between_rows.contains(&rows)),
        ] {
            if drawn {
                edges.push_str(&format!("{edge}: 0.5pt,"));
            }
        }
        if edges.is_empty() {
            return grid;
        }
        let grid = grid.trim();
        // Without leading the box is as high as what it holds.
        format!(
            " #box(stroke: ({edges}),inset: (x: 0.4em,y: 0.35em),[#set par(leading: 0pt);${grid}$])"
        )
    }

    /// The lines between columns and rows, as an argument of Typst's matrix.
    pub fn augment(&self, between_rows: &[usize], rows: usize) -> String {
        let list = |at: &[usize], most: usize| {
            let mut at: Vec<usize> =
                at.iter().copied().filter(|it| (1..most).contains(it)).collect();
            at.dedup();
            at.iter().map(|it| format!("{it},")).collect::<String>()
        };
        let vertical = list(&self.lines, self.align.len());
        let horizontal = list(between_rows, rows);
        if vertical.is_empty() && horizontal.is_empty() {
            return String::new();
        }
        format!("augment: #(hline: ({horizontal}),vline: ({vertical}),stroke: 0.5pt),")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_lines_are_read() {
        let columns = read("|l|*{2}{c|}@{}r");
        assert_eq!(columns.align, ['l', 'c', 'c', 'r']);
        assert_eq!(columns.lines, [0, 1, 2, 3]);
        assert_eq!(read("*{999999999}{c}").align.len(), MOST_COLUMNS);
    }
}
