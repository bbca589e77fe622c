//! D0605: a number in the prose is a cell, a name, or allowed in place with a reason.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::data::place::Place;
use crate::data::tree::Cell;
use crate::data::work;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::characters::is_han;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Inline, Manuscript, walk_blocks, walk_inlines};

/// What follows a number that counts, and is no year.
const COUNTED: [&str; 9] =
    ["patient", "case", "men", "women", "people", "participant", "例", "名", "人"];

/// Words that make the number behind them a pointer to something in print.
const POINTERS: [&str; 23] = [
    "Table",
    "Tables",
    "Figure",
    "Figures",
    "Section",
    "Sections",
    "reference",
    "references",
    "Reference",
    "References",
    "row",
    "Row",
    "page",
    "表",
    "图",
    "第",
    "文献",
    "三、",
    "二、",
    "一、",
    "RECIST",
    "phase",
    "version",
];

/// Signs that join pointers: “references 4 and 5”, “表 1、3”.
const JOINTS: [&str; 10] = ["and", "to", "、", "，", ",", "–", "～", "和", "与", "至"];

/// What to do about a number in words that hold no values.
const IN_WORDS: &str = "say it in a cell or a note, which print values; a name belongs in the glossary; anything else may be excused under [[waivers]]";

/// Checks one text.
pub fn check(names: &Names, manuscript: &Manuscript, findings: &mut Findings) {
    walk_blocks(&manuscript.blocks, &mut |block| {
        for inlines in block.kind.inlines() {
            findings.extend(names.numbers_beside(inlines));
        }
    });
}

/// The running text of a block as one string, so that a word and the number behind it meet.
#[derive(Default)]
struct Run {
    text: String,
    length: usize,
    parts: Vec<(usize, Place)>,
}

impl Run {
    fn new(inlines: &[Inline]) -> Run {
        let mut run = Run::default();
        walk_inlines(inlines, &mut |inline| match inline {
            Inline::Text(text, place) => {
                run.parts.push((run.length, place.clone()));
                run.push(text);
            }
            // A value is no number of the text, and nothing that stands beside it is part of it.
            Inline::Value(..) => run.push("\u{2}"),
            Inline::Code(..) | Inline::Cite(_) | Inline::Break => run.push(" "),
            _ => {}
        });
        run
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    /// The place of a character of the run.
    fn place(&self, at: usize) -> Option<Place> {
        let after = self.parts.partition_point(|(start, _)| *start <= at);
        let (start, place) = self.parts.get(after.checked_sub(1)?)?;
        Some(Place { column: place.column + at - start, ..place.clone() })
    }
}

fn finding(number: &str, place: Place) -> Diagnostic {
    let place = place.spanning(number.chars().count());
    let message = format!("the number {number} is not printed from the data");
    Diagnostic::new(codes::BARE_NUMBER, place, message).help(
        "print it from the data as {{ claims.id }}, add a name to the glossary, or write {{ literal(\"…\", \"reason\") }}",
    )
}

/// Every name that has a digit, longest first; all are searched for in one pass.
pub struct Names {
    automaton: Option<AhoCorasick>,
}

impl Names {
    /// The names of the glossary and of the studies; nothing is asked of a project without data,
    /// for it has no cells to print.
    pub fn new(inputs: &Inputs) -> Option<Names> {
        (!inputs.data.is_empty()).then(|| Names::of(names(inputs)))
    }

    /// The numbers in a run of text that are neither values nor part of these names.
    pub fn numbers_beside(&self, inlines: &[Inline]) -> Vec<Diagnostic> {
        let run = Run::new(inlines);
        let found = bare_numbers(&run.text, self).into_iter();
        found.filter_map(|(at, number)| Some(finding(&number, run.place(at)?))).collect()
    }

    /// The same in words that are printed as a declaration writes them.
    pub fn numbers_in_words(&self, cell: &Cell) -> Vec<Diagnostic> {
        // The characters begin behind the quote, when there is one.
        let quote = usize::from(cell.place().length >= cell.text.chars().count() + 2);
        let place = |at| Place { column: cell.place().column + quote + at, ..cell.place().clone() };
        let found = bare_numbers(&cell.text, self).into_iter();
        found.map(|(at, number)| finding(&number, place(at)).help(IN_WORDS)).collect()
    }

    fn of(mut names: Vec<String>) -> Names {
        names.retain(|name| name.chars().any(|c| c.is_ascii_digit()));
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let automaton = AhoCorasick::new(&names).ok();
        Names { automaton }
    }

    /// The text with every name blanked out, character by character; longer names come first.
    fn mask(&self, text: &str) -> String {
        let Some(automaton) = &self.automaton else { return text.to_string() };
        let hits = automaton.find_overlapping_iter(text);
        let mut hits: Vec<(usize, Range<usize>)> =
            hits.map(|hit| (hit.pattern().as_usize(), hit.range())).collect();
        work::count(text.len() + hits.len());
        hits.sort_by_key(|(name, range)| (*name, range.start));
        let mut blank = vec![false; text.len()];
        for (_, range) in hits {
            // What was blanked out is at least as long, so it would cover one of the two ends.
            if !blank[range.start] && !blank[range.end - 1] {
                blank[range].fill(true);
            }
        }
        text.char_indices().map(|(at, c)| if blank[at] { '\u{1}' } else { c }).collect()
    }
}

/// The names of the glossary and of the studies.
fn names(inputs: &Inputs) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for term in &inputs.terms {
        names.extend([term.zh.clone(), term.en.clone(), term.abbreviation.clone()]);
    }
    for dataset in inputs.data.values() {
        dataset.root.for_each_cell(&mut |cell| {
            if cell.origin.address.is_field("name") {
                names.push(cell.text.to_string());
            }
        });
    }
    names
}

/// Numbers that are neither part of a name nor a pointer nor a year: offset in characters, digits.
fn bare_numbers(text: &str, names: &Names) -> Vec<(usize, String)> {
    let masked = names.mask(text);
    let characters: Vec<char> = masked.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        if !characters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let is_number = |c: &char| c.is_ascii_digit() || *c == '.' || *c == ',';
        let mut end = at + characters[at..].iter().take_while(|c| is_number(c)).count();
        while !characters[end - 1].is_ascii_digit() {
            end -= 1;
        }
        let number: String = characters[at..end].iter().collect();
        let before = before(&characters[..at]);
        if !in_a_word(&characters, at, end)
            && !is_year(&number, &characters[end..])
            && !is_level(&characters[end..])
            && !is_pointer(&before, &characters[end..])
        {
            found.push((at, number));
        }
        at = end;
    }
    found
}

/// As much of what stands before a number as can tell whether it points at something: the last
/// words and numbers.
fn before(characters: &[char]) -> String {
    let from = characters.len().saturating_sub(POINTED);
    work::count(characters.len() - from);
    characters[from..].iter().collect()
}

/// How far back a pointer is looked for, in characters.
const POINTED: usize = 80;

/// Whether letters (or a hyphen or slash that joins letters) touch the digits: CD8, IL-2, JAK1/2, α-2b.
fn in_a_word(characters: &[char], start: usize, end: usize) -> bool {
    let letter = |c: char| c.is_alphabetic() && !is_han(c) || c == '\u{1}';
    let at = |i: Option<usize>| i.and_then(|i| characters.get(i)).copied();
    let before = at(start.checked_sub(1));
    let further = at(start.checked_sub(2));
    let after = at(Some(end));
    let joined = matches!(before, Some('-' | '/' | '_'))
        && further.is_some_and(|c| letter(c) || c.is_ascii_digit() || is_han(c));
    before.is_some_and(letter)
        || joined
        || after.is_some_and(|c| letter(c) || matches!(c, '⁺' | '⁻'))
}

/// A year, unless it counts something: “1950 patients”.
fn is_year(number: &str, after: &[char]) -> bool {
    let after: String = after.iter().skip_while(|c| c.is_whitespace()).take(12).collect();
    let counts = COUNTED.iter().any(|word| after.starts_with(word));
    let in_range = |year: u16| (1900..2100).contains(&year);
    number.len() == 4 && !counts && number.parse().is_ok_and(in_range)
}

/// “95% confidence interval” names a kind of interval.
fn is_level(after: &[char]) -> bool {
    let after: String = after.iter().take(24).collect();
    let named = after.strip_prefix('%').map(str::trim_start).unwrap_or_default();
    ["confidence interval", "CI", "置信区间"].iter().any(|name| named.starts_with(name))
}

fn is_pointer(before: &str, after: &[char]) -> bool {
    let version = after.iter().find(|c| !c.is_whitespace()) == Some(&'版');
    if version {
        return true;
    }
    let trimmed = before.trim_end();
    // “arrow 5” does not point at a row.
    let whole = |head: &str| !head.ends_with(|c: char| c.is_ascii_alphanumeric());
    let points =
        |text: &str| POINTERS.iter().any(|word| text.strip_suffix(word).is_some_and(whole));
    if points(trimmed) {
        return true;
    }
    // A list of pointers: what stands before the joint is a number behind a pointer.
    let joint = JOINTS.iter().find_map(|joint| trimmed.strip_suffix(joint)).map(str::trim_end);
    let head = joint
        .map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').trim_end());
    head.is_some_and(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_years_and_pointers_are_understood() {
        let names = Names::of(vec!["CheckMate 040".to_string()]);
        for text in [
            "PD-1 与 CD8⁺、IL-2、JAK1/2",
            "CheckMate 040",
            "2024 年版",
            "Table 3",
            "references 4 and 5",
            "表 1",
            "第 5 行",
            "RECIST 1.1",
            "IFN-α-2b",
            "B7-H4",
            "95% 置信区间",
            "95% confidence interval",
        ] {
            assert_eq!(bare_numbers(text, &names), [], "{text}");
        }
    }

    #[test]
    fn figures_are_found_where_they_stand() {
        let names = Names::of(Vec::new());
        let found = |text| bare_numbers(text, &names);
        assert_eq!(found("中位 19.2 个月"), [(3, "19.2".to_string())]);
        assert_eq!(found("in 7 of 37,"), [(3, "7".to_string()), (8, "37".to_string())]);
        assert_eq!(found("in 1950 patients"), [(3, "1950".to_string())]);
        assert_eq!(found("共 1950 例"), [(2, "1950".to_string())]);
        assert_eq!(found("the arrow 5 away"), [(10, "5".to_string())]);
    }
}
