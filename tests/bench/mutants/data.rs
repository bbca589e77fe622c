//! Spoils a cell of the data: a digit of a number, a unit, or words in one of the two languages.

use std::ops::Range;

use diptych::Sources;

use super::{
    DIRECTIONS, DRUGS, GENES, Mutant, NEGATIONS_EN, NEGATIONS_ZH, NUMBERS, Random, TRIALS,
};

/// Columns of what is estimated, of its interval or range, and of what is counted.
const VALUES: [&str; 2] = ["value", "comparator"];
const BOUNDS: [&str; 2] = ["low", "high"];
const COUNTS: [&str; 4] = ["n", "events", "enrolled", "evaluable"];

const UNITS: [&str; 6] = ["percent", "months", "years", "weeks", "days", "patients"];

/// A mutant of a random cell.
pub fn mutant(class: &'static str, sources: &Sources, random: &mut Random) -> Option<Mutant> {
    let files: Vec<&String> = sources
        .files
        .keys()
        .filter(|path| path.starts_with("evidence/") && path.ends_with(".csv"))
        // A list without a number has none to spoil.
        .filter(|path| {
            let text = sources.text(path).unwrap_or_default();
            cells(text).iter().any(|(range, column)| fits(class, column) && !range.is_empty())
        })
        .collect();
    let file = random.pick(&files)?.to_string();
    let text = sources.text(&file)?.to_string();
    let cells = cells(&text);
    let wanted: Vec<&(Range<usize>, String)> =
        cells.iter().filter(|(range, column)| fits(class, column) && !range.is_empty()).collect();
    let (range, column) = *random.pick(&wanted)?;
    let (inner, new) = match class {
        "data: value" | "data: bound" | "data: n" => digit(&text, range, random)?,
        "data: rounding" => rounding(&text, range)?,
        "data: swapped" => return swapped(class, file, &text, &wanted, random),
        "data: unit" => (range.clone(), random.pick(&UNITS)?.to_string()),
        _ => words(&text, range, column, random)?,
    };
    Mutant::new(class, file, &text, inner, &new)
}

fn fits(class: &str, column: &str) -> bool {
    match class {
        "data: value" | "data: rounding" | "data: swapped" => VALUES.contains(&column),
        "data: bound" => BOUNDS.contains(&column),
        "data: n" => COUNTS.contains(&column),
        "data: unit" => column == "unit",
        _ => (column.ends_with(".zh") || column.ends_with(".en")) && !column.starts_with("note"),
    }
}

/// Every cell with the name of its column.
fn cells(text: &str) -> Vec<(Range<usize>, String)> {
    let mut rows: Vec<Vec<Range<usize>>> = vec![Vec::new()];
    let (mut start, mut quoted) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' | b'\n' if !quoted => {
                rows.last_mut().unwrap().push(start..at);
                start = at + 1;
                if byte == b'\n' {
                    rows.push(Vec::new());
                }
            }
            _ => {}
        }
    }
    let head: Vec<String> = rows[0].iter().map(|range| text[range.clone()].to_string()).collect();
    let body = rows.into_iter().skip(1).flat_map(|row| row.into_iter().enumerate());
    body.filter_map(|(i, range)| Some((range, head.get(i)?.clone()))).collect()
}

fn digit(text: &str, range: &Range<usize>, random: &mut Random) -> Option<(Range<usize>, String)> {
    let digits: Vec<usize> =
        range.clone().filter(|at| text.as_bytes()[*at].is_ascii_digit()).collect();
    let at = *random.pick(&digits)?;
    let old = text.as_bytes()[at] - b'0';
    let others: Vec<u8> = (0..10).filter(|digit| *digit != old).collect();
    Some((at..at + 1, random.pick(&others)?.to_string()))
}

/// The last decimal left out; the number before it is what a careless hand keeps.
fn rounding(text: &str, range: &Range<usize>) -> Option<(Range<usize>, String)> {
    let point = text[range.clone()].find('.')?;
    Some((range.start + point..range.end, String::new()))
}

/// Two numbers of one column that have changed places.
fn swapped(
    class: &'static str,
    file: String,
    text: &str,
    cells: &[&(Range<usize>, String)],
    random: &mut Random,
) -> Option<Mutant> {
    let (first, column) = *random.pick(cells)?;
    let others: Vec<_> =
        cells.iter().filter(|(range, own)| own == column && range.start >= first.end).collect();
    let (second, _) = **random.pick(&others)?;
    let (one, other) = (&text[first.clone()], &text[second.clone()]);
    let new = format!("{other}{}{one}", &text[first.end..second.start]);
    Mutant::new(class, file, text, first.start..second.end, &new)
}

fn words(
    text: &str,
    range: &Range<usize>,
    column: &str,
    random: &mut Random,
) -> Option<(Range<usize>, String)> {
    let negations = if column.ends_with(".zh") { NEGATIONS_ZH } else { NEGATIONS_EN };
    let cell = &text[range.clone()];
    for groups in [DRUGS, GENES, TRIALS, NUMBERS, DIRECTIONS, negations] {
        if let Some((inner, new)) = super::exchange(cell, groups, random) {
            return Some((range.start + inner.start..range.start + inner.end, new));
        }
    }
    let (inner, new) = super::digit(cell, random)?;
    Some((range.start + inner.start..range.start + inner.end, new))
}
