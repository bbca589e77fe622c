//! The unit that stands beside a mention.

use super::mention::NumberMention;
use crate::check::text::lexicon::{Sense, TermKind, TermMatch};
use crate::check::text::normalized::NormalizedText;
use crate::check::text::signs::VALUE;
use crate::data::work;
use crate::language::Language;

/// Units that no translation leaves out. What is counted may be named once for several numbers,
/// or by another word.
pub const MEASURES: [&str; 13] = [
    "percent", "months", "years", "weeks", "days", "hours", "cm", "mm", "mg", "kg", "ng_ml",
    "fold", "points",
];

/// Finds the unit of each mention that has none yet.
pub fn add_units(
    passage: &NormalizedText,
    marks: &[TermMatch],
    number_mentions: &mut [NumberMention],
) {
    for i in 0..number_mentions.len() {
        if number_mentions[i].unit.is_none() {
            let unit = unit_beside(passage, marks, number_mentions, i);
            number_mentions[i].unit =
                unit.filter(|unit| unit != "years" || !number_mentions[i].is_year());
        }
    }
    // The first end of a range has the unit of the second: 15–30%.
    for i in (0..number_mentions.len().saturating_sub(1)).rev() {
        let between =
            &passage.text[end_of(&number_mentions[i], passage)..number_mentions[i + 1].at];
        if number_mentions[i].unit.is_none()
            && matches!(between, "–" | "～" | "-" | " to " | "至" | "到")
        {
            number_mentions[i].unit = number_mentions[i + 1].unit.clone();
        }
    }
}

fn end_of(mention: &NumberMention, passage: &NormalizedText) -> usize {
    let length = if mention.printed { VALUE.len_utf8() } else { mention.words.len() };
    (mention.at + length).min(passage.text.len())
}

/// A unit right behind the mention; what is counted may stand a few words further on.
fn unit_beside(
    passage: &NormalizedText,
    marks: &[TermMatch],
    number_mentions: &[NumberMention],
    i: usize,
) -> Option<String> {
    let text = &passage.text;
    let end = end_of(&number_mentions[i], passage);
    let limit = number_mentions.get(i + 1).map_or(text.len(), |next| next.at.max(end));
    let unit = |mark: &TermMatch| match &mark.sense {
        Sense::Word(TermKind::Unit, unit) => Some(unit.clone()),
        _ => None,
    };
    let from = marks.partition_point(|mark| mark.range.start < end);
    let mut read = end;
    for mark in marks[from..].iter().take_while(|mark| mark.range.start < limit) {
        work::count(1);
        let between = &text[end..mark.range.start];
        if text[read..mark.range.start]
            .contains([',', '.', ';', ':', '(', ')', '，', '。', '；', '：', '（', '）', '、'])
        {
            break;
        }
        read = mark.range.start;
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
    let before = marks.partition_point(|mark| mark.range.end <= number_mentions[i].at);
    let before = marks[..before].last();
    let before = before.filter(|mark| text[mark.range.end..number_mentions[i].at] == *" ")?;
    unit(before)
        .filter(|unit| passage.language == Language::En && MEASURES.contains(&unit.as_str()))
}
