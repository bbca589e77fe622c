//! The unit that stands beside a figure.

use super::Figure;
use crate::check::lexicon::{Kind, Mark, Sense};
use crate::check::passage::{Passage, VALUE};
use crate::model::language::Language;

/// Units that no translation leaves out. What is counted may be named once for several numbers,
/// or by another word.
pub const MEASURES: [&str; 13] = [
    "percent", "months", "years", "weeks", "days", "hours", "cm", "mm", "mg", "kg", "ng_ml",
    "fold", "points",
];

/// The unit that `words.txt` knows a printed unit by.
pub fn unit_named(printed: &str) -> Option<String> {
    let known = crate::model::unit::UNITS.into_iter().find(|unit| {
        !printed.is_empty()
            && Language::ALL.into_iter().any(|language| {
                ["1", "2"].iter().any(|number| unit.label(language, number) == printed)
            })
    });
    known.map(|unit| unit.id.to_string())
}

/// Finds the unit of each figure that has none yet.
pub fn add_units(passage: &Passage, marks: &[Mark], figures: &mut [Figure]) {
    for i in 0..figures.len() {
        if figures[i].unit.is_none() {
            let unit = unit_beside(passage, marks, figures, i);
            figures[i].unit = unit.filter(|unit| unit != "years" || !figures[i].is_year());
        }
    }
    // The first end of a range has the unit of the second: 15–30%.
    for i in (0..figures.len().saturating_sub(1)).rev() {
        let between = &passage.text[end_of(&figures[i], passage)..figures[i + 1].at];
        if figures[i].unit.is_none() && matches!(between, "–" | "～" | "-" | " to " | "至" | "到")
        {
            figures[i].unit = figures[i + 1].unit.clone();
        }
    }
}

fn end_of(figure: &Figure, passage: &Passage) -> usize {
    let length = if figure.printed { VALUE.len_utf8() } else { figure.words.len() };
    (figure.at + length).min(passage.text.len())
}

/// A unit right behind the figure; what is counted may stand a few words further on.
fn unit_beside(passage: &Passage, marks: &[Mark], figures: &[Figure], i: usize) -> Option<String> {
    let text = &passage.text;
    let end = end_of(&figures[i], passage);
    let limit = figures.get(i + 1).map_or(text.len(), |next| next.at.max(end));
    let unit = |mark: &Mark| match &mark.sense {
        Sense::Word(Kind::Unit, unit) => Some(unit.clone()),
        _ => None,
    };
    for mark in marks.iter().filter(|mark| mark.range.start >= end && mark.range.start < limit) {
        let between = &text[end..mark.range.start];
        if between
            .contains([',', '.', ';', ':', '(', ')', '，', '。', '；', '：', '（', '）', '、'])
        {
            break;
        }
        let Some(found) = unit(mark) else { continue };
        let close = between.trim_matches([' ', '-']).is_empty();
        let words = between.split_whitespace().count();
        let reach = if MEASURES.contains(&found.as_str()) { 1 } else { 3 };
        let near = passage.language == Language::En && words <= reach;
        match close || near {
            true => return Some(found),
            false => break,
        }
    }
    let before = marks.iter().rev().find(|mark| mark.range.end <= figures[i].at);
    let before = before.filter(|mark| text[mark.range.end..figures[i].at] == *" ")?;
    unit(before)
        .filter(|unit| passage.language == Language::En && MEASURES.contains(&unit.as_str()))
}
