//! Environments of cells: cases, matrices, arrays with lines.

use super::atoms::{Atom, joined};
use super::environments::Row;
use super::reader::{End, Reader};
use super::structures::called;
use super::wrong::Result;
use super::{columns, signs};

impl Reader<'_> {
    pub(super) fn cases(&mut self, name: &str) -> Result<String> {
        let rows = self.rows(&[End::Environment])?;
        self.ends(name)?;
        let style = if name.starts_with('d') { "display" } else { "inline" };
        let cell = |cell: &Vec<Atom>| called(&[style], &joined(cell));
        let row = |row: &Row| row.cells.iter().map(cell).collect::<Vec<_>>().join(" #h(1em) &");
        let rows: Vec<String> = rows.iter().map(row).collect();
        let reverse = if name.contains("rcases") { "reverse: #true," } else { "" };
        Ok(format!(" cases({reverse}gap: #0.5em,{})", rows.join(",")))
    }

    pub(super) fn matrix(&mut self, name: &str, left: &str, right: &str) -> Result<String> {
        let aligned = if name.ends_with('*') { self.bracketed_tokens()? } else { None };
        let align = match aligned.map(|tokens| super::arguments::written(&tokens)).as_deref() {
            Some("l") => "align: #left,",
            Some("r") => "align: #right,",
            _ => "",
        };
        let rows = self.rows(&[End::Environment])?;
        self.ends(name)?;
        let small = name.starts_with("small");
        let gaps =
            if small { "row-gap: #0.15em,column-gap: #0.4em," } else { "column-gap: #0.8em," };
        let rows: Vec<String> = rows.iter().map(cells_of).collect();
        let grid = format!(" mat(delim: #none,{align}{gaps}{})", rows.join(";"));
        let grid = if small { called(&["script"], &grid) } else { grid };
        let side = |sign: &str| sign.chars().map(signs::escaped).collect::<String>();
        Ok(match left {
            "" => grid,
            _ => format!(" lr({}{grid}{})", side(left), side(right)),
        })
    }

    pub(super) fn array(&mut self, name: &str) -> Result<String> {
        self.bracketed_tokens()?;
        let spec = columns::read(&self.argument_text()?);
        let (rows, lines) = self.ruled_rows()?;
        self.ends(name)?;
        let style = if name == "darray" { "display" } else { "inline" };
        let rows: Vec<String> = rows.iter().map(|row| spec.row(&row.cells, style)).collect();
        let gaps = match name {
            "subarray" => "row-gap: #0.25em",
            _ if lines.is_empty() => "row-gap: #0.4em,column-gap: #1em",
            _ => "row-gap: #0.7em,column-gap: #1em",
        };
        let augment = spec.augment(&lines, rows.len());
        let grid = format!(" mat(delim: #none,{}{gaps},{augment}{})", spec.align(), rows.join(";"));
        Ok(spec.framed(grid, &lines, rows.len()))
    }

    /// Rows, and after how many of them a line is drawn.
    fn ruled_rows(&mut self) -> Result<(Vec<Row>, Vec<usize>)> {
        let (mut rows, mut lines) = (Vec::new(), Vec::new());
        let mut row = Row::default();
        loop {
            while row.cells.is_empty() && self.rule()? {
                lines.push(rows.len());
            }
            let (cell, end) = self.list(&[End::Cell, End::Row, End::Environment])?;
            row.cells.push(cell);
            match end {
                End::Cell => continue,
                End::Row => {
                    rows.push(std::mem::take(&mut row));
                    self.bracketed_length()?;
                }
                _ => break,
            }
        }
        if !row.is_empty() || rows.is_empty() {
            rows.push(row);
        }
        Ok((rows, lines))
    }

    /// Whether a horizontal line comes next; it is taken.
    fn rule(&mut self) -> Result<bool> {
        let Some(token) = self.next_but_space()? else { return Ok(false) };
        match token.command() {
            Some("hline" | "toprule" | "midrule" | "bottomrule" | "hdashline") => Ok(true),
            Some("cline" | "cmidrule") => {
                self.argument_tokens()?;
                Ok(true)
            }
            _ => {
                self.input.push(token);
                Ok(false)
            }
        }
    }
}

fn cells_of(row: &Row) -> String {
    row.cells.iter().map(|cell| joined(cell)).collect::<Vec<_>>().join(",")
}
