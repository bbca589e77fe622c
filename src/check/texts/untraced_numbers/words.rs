//! Numbers in words. Smaller ones are words like any other: two arms, 七种.

use std::ops::Range;
use std::sync::Arc;

use crate::check::text::numbers::tables::Tables;
use crate::check::text::numbers::{Amount, numerals_in_words};
use crate::language::comparison::Table;

/// Up to this, a number in words need not be a figure: style guides spell it out.
pub const SPELT_OUT: i128 = 12;

/// The most characters that make one number.
const LONGEST: usize = 24;

/// A number in words.
pub struct Word {
    /// Where it stands, in characters.
    pub range: Range<usize>,
    /// Its value in digits.
    pub value: String,
}

/// The numbers in words above twelve, and fractions that begin with their denominator.
pub fn numbers(characters: &[char], tables: &[Arc<Tables>]) -> Vec<Word> {
    let mut found = Vec::new();
    for tables in tables {
        if tables.has(Table::Cardinal) {
            found.extend(in_words(characters, tables));
        }
        if tables.has(Table::Digit) {
            found.extend(in_signs(characters, tables));
        }
    }
    found
}

/// Parts in words, which the author's own words may hold: two thirds, three-quarters.
pub fn parts(characters: &[char], tables: &[Arc<Tables>]) -> Vec<Word> {
    let all = tables.iter().filter(|it| it.has(Table::Cardinal));
    let all = all.flat_map(|tables| read(characters, tables));
    let parts = all.filter(|(_, value, _)| value.as_whole().is_none());
    parts.map(|(range, _, value)| Word { range, value }).collect()
}

/// Twenty-one, one hundred and five, a thousand.
fn in_words(characters: &[char], tables: &Tables) -> Vec<Word> {
    let mut found = Vec::new();
    for (range, value, written) in read(characters, tables) {
        // Whatever its size, nobody spells out a decimal but to state it: six point three.
        if value.as_whole().is_none()
            && tables.list(Table::Point).iter().any(|point| written.contains(point.text.as_str()))
        {
            found.push(Word { range, value: written });
        } else if let Some(value) = value.as_whole().filter(|value| *value > SPELT_OUT) {
            found.push(Word { range, value: value.to_string() });
        }
    }
    found
}

/// The numerals in words: where they stand, in characters, their values, and as they are written.
fn read(characters: &[char], tables: &Tables) -> Vec<(Range<usize>, Amount, String)> {
    // A space that holds a line together, and a hyphen that does, part words as well.
    let plain = |c: &char| match c {
        '\u{a0}' => ' ',
        '‐' | '‑' => '-',
        c => *c,
    };
    let text: String = characters.iter().map(plain).collect();
    let mut seen = (0, 0);
    let mut characters_before = |at: usize| {
        seen = (at, seen.1 + text[seen.0..at].chars().count());
        seen.1
    };
    let numerals = numerals_in_words(tables, &text).into_iter();
    let numerals = numerals.map(|(range, value)| {
        let (start, end) = (characters_before(range.start), characters_before(range.end));
        (start..end, value, text[range].to_string())
    });
    numerals.collect()
}

/// 十九, 一百二十, 二〇二四, 百分之五, 三分之一.
fn in_signs(characters: &[char], tables: &Tables) -> Vec<Word> {
    let is_sign = |c: &char| tables.is_sign(*c);
    let below = tables.list(Table::BelowFirst).first();
    let below: Vec<char> = below.map(|it| it.text.chars().collect()).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = characters[at..].iter().position(is_sign) {
        let start = at + offset;
        let end = start + characters[start..].iter().take_while(|c| is_sign(c)).count();
        at = end;
        let behind = characters[end..].strip_prefix(below.as_slice()).filter(|_| !below.is_empty());
        let part = behind.map(|rest| {
            end + below.len() + rest.iter().take(LONGEST).take_while(|c| is_sign(c)).count()
        });
        if let Some(fraction) = part.filter(|fraction| *fraction > end + below.len()) {
            let value = characters[start..fraction].iter().collect();
            found.push(Word { range: start..fraction, value });
            at = fraction;
        } else if let Some(decimal) = decimal(characters, end, tables) {
            let value = characters[start..decimal].iter().collect();
            found.push(Word { range: start..decimal, value });
            at = decimal;
        } else if let Some(value) =
            value_of(&characters[start..end], tables).filter(|value| *value > SPELT_OUT)
        {
            found.push(Word { range: start..end, value: value.to_string() });
        }
    }
    found
}

/// What stands behind a number of hours rather than behind a decimal: 三点五分, 三点半, 三点一刻.
const OF_CLOCK: [Table; 3] = [Table::HourMinutes, Table::HourSure, Table::Minute];

/// The end of 六点三, whose first part ends here.
fn decimal(characters: &[char], end: usize, tables: &Tables) -> Option<usize> {
    let rest = &characters[end..];
    let points = tables.list(Table::Point).iter();
    let point = points.map(|it| it.text.chars().collect::<Vec<char>>());
    let length = point.filter(|it| rest.starts_with(it)).map(|it| it.len()).next()?;
    let digits = rest[length..].iter().take_while(|c| tables.is_sign(**c)).take(LONGEST);
    let digits = digits.map(|c| tables.digit(*c)).collect::<Option<Vec<i128>>>()?.len();
    let words = |from: usize| rest[from..].iter().take(LONGEST).collect::<String>();
    let is_time = [words(length), words(length + digits)]
        .iter()
        .any(|text| OF_CLOCK.iter().any(|table| tables.at_start(*table, text).is_some()));
    (digits > 0 && !is_time).then_some(end + length + digits)
}

/// The value of signs that make one number; nothing for 三四, 万一, 十四五.
fn value_of(numerals: &[char], tables: &Tables) -> Option<i128> {
    if numerals.len() > LONGEST {
        return None;
    }
    let numerals = tables.written_out(numerals.iter().copied());
    if let Some(digits) = numerals.iter().map(|c| tables.digit(*c)).collect::<Option<Vec<i128>>>() {
        // Digit by digit, as years are written: 二〇二四.
        let is_written_out = digits.len() > 3 || digits.len() > 1 && numerals.contains(&'〇');
        let value = |value: i128, digit: &i128| value.saturating_mul(10).saturating_add(*digit);
        return is_written_out.then(|| digits.iter().fold(0, value));
    }
    let (mut total, mut section, mut open) = (0_i128, 0_i128, None);
    for c in numerals {
        match (tables.digit(c), tables.place(c)) {
            (Some(0), _) => {}
            (Some(_), _) if open.is_some() => return None,
            (Some(value), _) => open = Some(value),
            (None, Some(power)) if power < 10_000 => {
                let ten = (power == 10 && section == 0).then_some(1);
                section += open.take().or(ten)? * power;
            }
            (None, power) => {
                let myriads = section + open.take().unwrap_or(0);
                section = 0;
                total = match myriads {
                    0 if total == 0 => return None,
                    0 => total.saturating_mul(power?),
                    _ => total.saturating_add(myriads.saturating_mul(power?)),
                };
            }
        }
    }
    Some(total.saturating_add(section).saturating_add(open.unwrap_or(0)))
}
