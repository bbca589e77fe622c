//! Environments: rows and cells.

use super::atoms::{Atom, Class, joined};
use super::equations::RowLabels;
use super::reader::{End, Reader};
use super::structures::called;
use super::text;
use super::tokens::{Kind, Token};
use super::wrong::Result;

/// A row of a display.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its cells, between alignment points.
    pub cells: Vec<Vec<Atom>>,
    /// What it says about its number.
    pub labels: RowLabels,
    /// Whether it is numbered without being asked.
    pub counted: bool,
    /// Whether it is text between two rows.
    pub is_text: bool,
}

impl Row {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().flatten().all(|atom| atom.class == Class::Space)
    }
}

/// Environments of rows: the name without its asterisk, and whether LaTeX numbers them.
fn is_rows(name: &str) -> Option<bool> {
    let stem = name.trim_end_matches('*');
    let numbered = stem == name;
    Some(match stem {
        "align" | "gather" | "alignat" | "flalign" | "eqnarray" | "multline" | "equation"
        | "xalignat" | "dmath" => numbered,
        "aligned" | "gathered" | "alignedat" | "split" | "multlined" | "displaymath" | "math"
        | "subequations" | "dgroup" | "lgathered" | "rgathered" => false,
        _ => return None,
    })
}

/// Environments of which the body is a formula again.
fn is_wrapper(name: &str) -> bool {
    matches!(
        name.trim_end_matches('*'),
        "equation" | "displaymath" | "math" | "subequations" | "dmath" | "dgroup"
    )
}

impl Reader<'_> {
    /// The rows of a whole formula, or of an environment that holds one.
    pub(super) fn rows_of_formula(&mut self, ends: &[End]) -> Result<Vec<Row>> {
        self.deeper(|reader| reader.rows_of_formula_here(ends))
    }

    fn rows_of_formula_here(&mut self, ends: &[End]) -> Result<Vec<Row>> {
        let Some(name) = self.opens_rows()? else { return self.rows(ends) };
        let mut rows = self.rows_of(&name)?;
        let own = std::mem::take(&mut self.row);
        let rest = self.rows(ends)?;
        let ending = |row: &Row| row.cells.iter().flatten().all(is_ending);
        if let [last] = rest.as_slice()
            && ending(last)
            && let Some(row) = rows.last_mut()
        {
            let cells = last.cells.iter().flatten().cloned();
            match row.cells.last_mut() {
                Some(cell) => cell.extend(cells),
                None => row.cells.push(cells.collect()),
            }
            row.labels.take(own);
            row.labels.take(last.labels.clone());
            return Ok(rows);
        }
        Ok(self.folded_before(rows, own, rest))
    }

    /// Rows that something follows are one sign of the first row.
    fn folded_before(&mut self, rows: Vec<Row>, own: RowLabels, mut rest: Vec<Row>) -> Vec<Row> {
        let atom = Atom::ordinary(folded(&rows));
        if let Some(first) = rest.first_mut() {
            rows.into_iter().for_each(|row| first.labels.take(row.labels));
            first.labels.take(own);
            match first.cells.first_mut() {
                Some(cell) => cell.insert(0, atom),
                None => first.cells.push(vec![atom]),
            }
        }
        rest
    }

    /// The name of an environment of rows, if one comes next; what prints nothing is passed over.
    fn opens_rows(&mut self) -> Result<Option<String>> {
        loop {
            let Some(token) = self.next_but_space()? else { return Ok(None) };
            match token.command() {
                Some("displaystyle") => {}
                Some("begin") => {
                    let name = self.argument_tokens()?;
                    let written = super::arguments::written(&name);
                    if is_rows(written.trim()).is_some() {
                        return Ok(Some(written.trim().to_string()));
                    }
                    self.give_back(&name, token);
                    return Ok(None);
                }
                Some(name) => {
                    let name = name.to_string();
                    if !(self.definition(&name)? || self.labels(&name)?) {
                        self.input.push(token);
                        return Ok(None);
                    }
                }
                None => {
                    self.input.push(token);
                    return Ok(None);
                }
            }
        }
    }

    fn give_back(&mut self, name: &[Token], begin: Token) {
        let brace = |sign| Token { kind: Kind::Character(sign), at: begin.at };
        self.input.push(brace('}'));
        self.input.extend(name.iter().rev().cloned());
        self.input.push(brace('{'));
        self.input.push(begin);
    }

    /// The rows of an environment whose name has been read.
    fn rows_of(&mut self, name: &str) -> Result<Vec<Row>> {
        self.bracketed_tokens()?;
        let stem = name.trim_end_matches('*');
        if matches!(stem, "alignat" | "alignedat" | "xalignat") {
            self.argument_tokens()?;
        }
        let counted = is_rows(name).unwrap_or_default();
        let mut rows = match is_wrapper(name) {
            true => self.rows_of_formula(&[End::Environment])?,
            false => self.rows(&[End::Environment])?,
        };
        self.ends(name)?;
        match (is_wrapper(name), rows.last_mut()) {
            (true, Some(last)) => last.counted |= counted,
            _ => rows.iter_mut().for_each(|row| row.counted = counted && !row.is_text),
        }
        if stem == "multline"
            && let [.., last] = rows.as_mut_slice()
        {
            // It has one number, at its end.
            let counted = last.counted;
            rows.iter_mut().for_each(|row| row.counted = false);
            rows.iter_mut().next_back().into_iter().for_each(|row| row.counted = counted);
        }
        for row in &mut rows {
            arranged(row, stem);
        }
        Ok(rows)
    }

    /// The name behind `\end`.
    pub(super) fn ends(&mut self, name: &str) -> Result<()> {
        let closed = self.argument_text()?;
        if closed.trim() == name {
            return Ok(());
        }
        Err(self.wrong(format!("`\\begin{{{name}}}` is closed by `\\end{{{}}}`", closed.trim())))
    }

    /// Rows and cells up to what ends them.
    pub(super) fn rows(&mut self, ends: &[End]) -> Result<Vec<Row>> {
        let mut own = vec![End::Cell, End::Row];
        own.extend(ends);
        let mut rows = Vec::new();
        let mut row = Row::default();
        loop {
            if row.cells.is_empty()
                && let Some(words) = self.text_between()?
            {
                rows.push(Row { cells: vec![vec![words]], is_text: true, ..Row::default() });
            }
            let (cell, end) = self.list(&own)?;
            row.cells.push(cell);
            if end == End::Cell {
                continue;
            }
            row.labels = std::mem::take(&mut self.row);
            rows.push(std::mem::take(&mut row));
            if end != End::Row {
                break;
            }
            self.takes('*');
            self.bracketed_length()?;
        }
        // A line break after the last row opens no further row.
        if rows.len() > 1 && rows.last().is_some_and(Row::is_empty) {
            let last = rows.pop().unwrap_or_default();
            if let Some(row) = rows.last_mut() {
                row.labels.take(last.labels);
            }
        }
        Ok(rows)
    }

    /// `\intertext{…}` at the start of a row.
    fn text_between(&mut self) -> Result<Option<Atom>> {
        let Some(token) = self.next_but_space()? else { return Ok(None) };
        if matches!(token.command(), Some("intertext" | "shortintertext")) {
            let tokens = self.argument_tokens()?;
            return Ok(Some(Atom::ordinary(text::styled(self, tokens, "")?)));
        }
        self.input.push(token);
        Ok(None)
    }

    /// The extra space of a row, `\\[4pt]`; what is no length stays.
    pub(super) fn bracketed_length(&mut self) -> Result<()> {
        const LONGEST: usize = 16;
        let next = self.input.iter().rev().take(LONGEST);
        let end = next.clone().position(|token| token.is(']'));
        let first = next.clone().position(|token| token.kind != Kind::Space);
        if let (Some(first), Some(end)) = (first, end)
            && next.clone().nth(first).is_some_and(|token| token.is('['))
        {
            let inside: Vec<Token> = next.skip(first + 1).take(end - first - 1).cloned().collect();
            if super::lengths::length_in_em(&super::arguments::written(&inside)).is_some() {
                self.input.truncate(self.input.len() - end - 1);
            }
        }
        Ok(())
    }

    /// An environment within a formula.
    pub(super) fn environment(&mut self) -> Result<Atom> {
        self.deeper(|reader| {
            let at = reader.at;
            let name = reader.argument_text()?.trim().to_string();
            if is_rows(&name).is_some() {
                let rows = reader.rows_of(&name)?;
                rows.iter().for_each(|row| reader.row.take(row.labels.clone()));
                return Ok(Atom::ordinary(folded(&rows)));
            }
            let source = match name.trim_end_matches('*') {
                "array" | "darray" | "tabular" | "subarray" => reader.array(&name)?,
                "cases" | "dcases" | "rcases" | "drcases" => reader.cases(&name)?,
                stem => match fences(stem) {
                    Some((left, right)) => reader.matrix(&name, left, right)?,
                    None => {
                        reader.at = at;
                        let message = format!("the environment `{name}` is not known");
                        return Err(reader.wrong(message));
                    }
                },
            };
            Ok(Atom::ordinary(source))
        })
    }
}

/// Whether an atom is a sign that ends a sentence.
fn is_ending(atom: &Atom) -> bool {
    atom.class == Class::Space
        || matches!(
            atom.source.trim(),
            "\\." | "\\," | "\\;" | "\"\"" | "\"，\"" | "\"。\"" | "\"；\""
        )
}

/// The cells of a row as Typst's alignment points want them.
fn arranged(row: &mut Row, environment: &str) {
    if environment == "eqnarray" && row.cells.len() == 3 {
        let last = row.cells.pop().unwrap_or_default();
        row.cells[1].extend(last);
    }
    let pairs = !matches!(environment, "alignat" | "alignedat");
    for (i, cell) in row.cells.iter_mut().enumerate() {
        // Behind an alignment point something stands before the first sign, as in LaTeX.
        let first = cell.iter_mut().find(|atom| atom.class != Class::Space);
        let follows = i % 2 == 1 || environment == "multline";
        if let Some(first) = first.filter(|it| follows && it.class == Class::Binary) {
            *first = first.clone().binary();
        }
        if pairs && i >= 2 && i % 2 == 0 {
            cell.insert(0, Atom::new(" #h(2em)", Class::Space));
        }
    }
}

/// Rows within a formula: one cell of a grid each, aligned at its points.
pub fn folded(rows: &[Row]) -> String {
    if let [only] = rows
        && only.cells.len() < 2
    {
        return only.cells.first().map_or(" \"\"".to_string(), |cell| joined(cell));
    }
    let row = |row: &Row| {
        let cells: Vec<String> = row.cells.iter().map(|cell| joined(cell)).collect();
        called(&["display"], &cells.join(" &"))
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!(" mat(delim: #none,row-gap: #0.5em,{})", rows.join(";"))
}

/// The brackets of a matrix.
fn fences(stem: &str) -> Option<(&'static str, &'static str)> {
    Some(match stem.strip_prefix("small").unwrap_or(stem) {
        "matrix" => ("", ""),
        "pmatrix" => ("(", ")"),
        "bmatrix" => ("[", "]"),
        "Bmatrix" => ("{", "}"),
        "vmatrix" => ("|", "|"),
        "Vmatrix" => ("‖", "‖"),
        _ => return None,
    })
}
