//! Tables that are drawn with signs, as pandoc reads them: simple ones, those with rows of several lines,
//! and grids.

use std::ops::Range;

use super::cells::{Cell, Table, byte_at, piece, width};
use super::grid;
use super::lines::{Kind, Line};

/// The most lines of such a table.
const MOST_LINES: usize = 2_000;

/// The table that begins at the first of these lines.
pub fn table(lines: &[Line]) -> Option<Table> {
    let lines = &lines[..lines.len().min(MOST_LINES)];
    let first = lines.first()?;
    if first.text.trim_start().starts_with('+') {
        return grid::table(lines);
    }
    let dashes = groups(first.text);
    if dashes.len() == 1 && first.text.trim().len() >= 5 {
        return several(lines);
    }
    match dashes.len() {
        0 | 1 => simple(lines),
        _ => without_head(lines),
    }
}

/// The columns of the runs of dashes, when there is nothing else on a line.
fn groups(line: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in line.char_indices() {
        match (c, found.last_mut()) {
            ('-', Some(last)) if last.end == at => last.end = at + 1,
            ('-', _) => found.push(at..at + 1),
            (' ', _) => {}
            _ => return Vec::new(),
        }
    }
    if found.iter().all(|run| run.len() >= 2) { found } else { Vec::new() }
}

/// A head of one line, dashes beneath it, and rows of one line up to the next blank one.
fn simple(lines: &[Line]) -> Option<Table> {
    let columns = groups(lines.get(1)?.text);
    if columns.len() < 2 || !fits(&lines[0], &columns) {
        return None;
    }
    let body: Vec<&Line> = lines[2..].iter().take_while(|line| !line.is_blank()).collect();
    let closing = body.last().is_some_and(|line| !groups(line.text).is_empty());
    let rows = &body[..body.len() - usize::from(closing)];
    if rows.is_empty() || !rows.iter().all(|line| fits(line, &columns)) {
        return None;
    }
    let all = std::iter::once(&lines[0]).chain(rows.iter().copied());
    Some(Table {
        rows: all.map(|line| row(&[line], &columns)).collect(),
        heads: 1,
        align: align(&lines[0], &columns),
        lines: 2 + body.len(),
    })
}

/// Rows between two lines of dashes.
fn without_head(lines: &[Line]) -> Option<Table> {
    let columns = groups(lines[0].text);
    let body: Vec<&Line> =
        lines[1..].iter().take_while(|line| groups(line.text).is_empty()).collect();
    let end = lines.get(1 + body.len())?;
    let sound = |line: &&Line| line.is_blank() || fits(line, &columns);
    if body.is_empty() || groups(end.text).is_empty() || !body.iter().all(sound) {
        return None;
    }
    let first = body[0];
    let rows = match body.iter().any(|line| line.is_blank()) {
        true => apart(&body).iter().map(|lines| row(lines, &columns)).collect(),
        false => body.iter().map(|line| row(&[line], &columns)).collect(),
    };
    Some(Table { rows, heads: 0, align: align(first, &columns), lines: 2 + body.len() })
}

/// A line of dashes, a head, dashes for each column, rows that blank lines part, a line of dashes.
fn several(lines: &[Line]) -> Option<Table> {
    let at = 1 + lines.get(1..)?.iter().position(|line| !groups(line.text).is_empty())?;
    let columns = groups(lines[at].text);
    let head: Vec<&Line> = lines[1..at].iter().collect();
    let is_end = |line: &Line| groups(line.text).len() == 1;
    let end = at + 1 + lines.get(at + 1..)?.iter().position(is_end)?;
    let body: Vec<&Line> = lines[at + 1..end].iter().collect();
    let sound = |line: &&Line| line.is_blank() || fits(line, &columns);
    let whole = head.iter().all(|line| !line.is_blank() && fits(line, &columns));
    if columns.len() < 2 || head.is_empty() || body.is_empty() || !whole || !body.iter().all(sound)
    {
        return None;
    }
    let mut rows = vec![row(&head, &columns)];
    rows.extend(apart(&body).iter().map(|lines| row(lines, &columns)));
    Some(Table { rows, heads: 1, align: align(head[0], &columns), lines: end + 1 })
}

/// Lines parted at blank ones.
fn apart<'l, 't>(lines: &[&'l Line<'t>]) -> Vec<Vec<&'l Line<'t>>> {
    let runs = lines.split(|line| line.is_blank());
    runs.filter(|run| !run.is_empty()).map(<[&Line]>::to_vec).collect()
}

fn row(lines: &[&Line], columns: &[Range<usize>]) -> Vec<Cell> {
    let cell = |i: usize| {
        let end = columns.get(i + 1).map(|next| next.start);
        let pieces = lines.iter().filter_map(|line| piece(line, columns[i].start, end)).collect();
        Cell { pieces, columns: 1, rows: 1 }
    };
    (0..columns.len()).map(cell).collect()
}

/// Whether nothing stands between the columns, and something in them.
fn fits(line: &Line, columns: &[Range<usize>]) -> bool {
    let gaps = columns.windows(2).map(|pair| pair[1].start - 1);
    let blank = |column: usize| {
        let at = byte_at(line.text, column);
        line.text[at..].chars().next().is_none_or(|c| c == ' ')
    };
    line.kind != Kind::Fenced
        && line.kind != Kind::Opening
        && !line.text.contains('\t')
        && !line.is_blank()
        && gaps.into_iter().all(blank)
}

/// How the words of a head stand over the dashes.
fn align(head: &Line, columns: &[Range<usize>]) -> Vec<&'static str> {
    let of = |(i, column): (usize, &Range<usize>)| {
        let end = columns.get(i + 1).map(|next| next.start);
        let Some(words) = piece(head, column.start, end) else { return "" };
        let column_of = |at: usize| width(&head.text[..at - head.range.start]);
        let left = column_of(words.start) <= column.start;
        let right = column_of(words.end) >= column.end;
        match (left, right) {
            (true, false) => "left",
            (false, true) => "right",
            (false, false) => "center",
            (true, true) => "",
        }
    };
    columns.iter().enumerate().map(of).collect()
}
