//! Numbers in words, English and Chinese. Smaller ones are words like any other: two arms, 七种.

use std::ops::Range;

use crate::check::text::numbers::han::{digit, is_han_digit, power};
use crate::check::text::numbers::tables::{Tables, tables};
use crate::language::Language;

/// Up to this, a number in words need not be a figure: style guides spell it out.
const SPELT_OUT: u64 = 12;

/// The most words or characters that make one number.
const LONGEST: usize = 24;

/// A number in words.
pub struct Word {
    /// Where it stands, in characters.
    pub range: Range<usize>,
    /// Its value in digits.
    pub value: String,
}

/// The numbers in words above twelve, and Chinese fractions.
pub fn numbers(characters: &[char]) -> Vec<Word> {
    let mut found = english(characters);
    found.extend(chinese(characters));
    found
}

/// Twenty-one, one hundred and five, a thousand.
fn english(characters: &[char]) -> Vec<Word> {
    let words = words(characters);
    let numerals = tables(Language::En);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut taken = 0;
        let mut read: Option<u64> = None;
        let (mut total, mut part, mut last) = (0_u64, 0_u64, u64::MAX);
        for (i, (word, range)) in words[at..].iter().enumerate().take(LONGEST) {
            let joined = i == 0 || is_joint(&characters[words[at + i - 1].1.end..range.start]);
            if !joined {
                break;
            }
            match (part_of(numerals, word), word.as_str()) {
                (Some(unit), _) if unit < last => {
                    (part, last) = (part + unit, if unit >= 20 { 10 } else { 1 });
                }
                (None, "a") if i == 0 => (part, last) = (1, 1),
                (None, "and") if i > 0 && last == 100 => continue,
                (None, word) => match power_of(numerals, word) {
                    Some(100) if part > 0 && part < 100 => (part, last) = (part * 100, 100),
                    Some(power) if part > 0 && power > 100 => {
                        total = total.saturating_add(part.saturating_mul(power));
                        (part, last) = (0, 1_000);
                    }
                    _ => break,
                },
                _ => break,
            }
            if word != "a" {
                (taken, read) = (i + 1, Some(total.saturating_add(part)));
            }
        }
        if let Some(value) = read.filter(|value| *value > SPELT_OUT) {
            let range = words[at].1.start..words[at + taken - 1].1.end;
            found.push(Word { range, value: value.to_string() });
        }
        at += taken.max(1);
    }
    found
}

fn is_joint(between: &[char]) -> bool {
    matches!(between, [' ' | '-' | '\u{a0}' | '‐' | '‑'])
}

fn part_of(numerals: &Tables, word: &str) -> Option<u64> {
    let (kind, number) = numerals.numeral(word)?;
    u64::try_from(number).ok().filter(|number| kind == "cardinal" && *number > 0)
}

fn power_of(numerals: &Tables, word: &str) -> Option<u64> {
    let (kind, number) = numerals.numeral(word)?;
    u64::try_from(number).ok().filter(|_| kind == "power")
}

/// The words of Latin letters in small letters, and where they stand.
fn words(characters: &[char]) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    let mut start = 0;
    for at in 0..=characters.len() {
        if characters.get(at).is_some_and(char::is_ascii_alphabetic) {
            continue;
        }
        if start < at {
            let word: String = characters[start..at].iter().collect();
            words.push((word.to_ascii_lowercase(), start..at));
        }
        start = at + 1;
    }
    words
}

/// 十九, 一百二十, 二〇二四, 百分之五, 三分之一.
fn chinese(characters: &[char]) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = characters[at..].iter().position(|c| is_han_digit(*c)) {
        let start = at + offset;
        let end = start + characters[start..].iter().take_while(|c| is_han_digit(**c)).count();
        at = end;
        let part = characters[end..].strip_prefix(&['分', '之']).map(|rest| {
            end + 2 + rest.iter().take(LONGEST).take_while(|c| is_han_digit(**c)).count()
        });
        if let Some(fraction) = part.filter(|fraction| *fraction > end + 2) {
            let value = characters[start..fraction].iter().collect();
            found.push(Word { range: start..fraction, value });
            at = fraction;
        } else if let Some(value) =
            han_value(&characters[start..end]).filter(|value| *value > i128::from(SPELT_OUT))
        {
            found.push(Word { range: start..end, value: value.to_string() });
        }
    }
    found
}

/// The value of Han numerals that make one number; nothing for 三四, 万一, 十四五.
fn han_value(numerals: &[char]) -> Option<i128> {
    if numerals.len() > LONGEST {
        return None;
    }
    if let Some(digits) = numerals.iter().map(|c| digit(*c)).collect::<Option<Vec<i128>>>() {
        // Digit by digit, as years are written: 二〇二四.
        let is_written_out = digits.len() > 3 || digits.len() > 1 && numerals.contains(&'〇');
        let value = |value: i128, digit: &i128| value.saturating_mul(10).saturating_add(*digit);
        return is_written_out.then(|| digits.iter().fold(0, value));
    }
    let (mut total, mut section, mut open) = (0_i128, 0_i128, None);
    for c in numerals {
        match (digit(*c), power(*c)) {
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
