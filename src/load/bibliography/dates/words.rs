//! Dates in words, in any of the languages of the table: `May 2024`, `2024年5月12日`, `Sep–Oct`.

use hayagriva::types::Date;

use super::parts::{digits_of, longest, season, year};
use crate::language::reading;

/// `May 2024`, `12 May 2024`, `May 12, 2024`, `2024年5月12日`, `2024/05/12`, `2015年`: every word is
/// understood, or it is no date.
pub fn in_words(text: &str) -> Option<Date> {
    let spaced = reading::without_signs(text).replace([',', '/', '.', '\u{a0}', '-', '–'], " ");
    let is_numeric = !spaced.contains(char::is_alphabetic);
    let (mut date, mut month, mut numbers) = (None, None, Vec::new());
    for word in spaced.split_whitespace() {
        match digits_of(word, 4..=4) {
            Some(number) if date.is_none() => date = Some(year(number)),
            _ if word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 2 => {
                numbers.push(word.parse::<u8>().ok()?);
            }
            _ => {
                let named = reading::month(ordinal(word))
                    .or_else(|| named_day(word, &mut numbers))
                    .or_else(|| stands_between(word).then_some(0))?;
                if named > 0 && month.replace(named).is_some() {
                    return None;
                }
            }
        }
    }
    let mut date = date?;
    // Of `05/12/2024` nobody knows the month.
    let year_first = text.starts_with(|c: char| c.is_ascii_digit())
        && digits_of(text.get(..4)?, 4..=4).is_some();
    match (month, numbers.as_slice()) {
        (None, []) => {}
        (Some(number @ 1..=12), []) => date.month = Some(number - 1),
        (Some(number), []) => date.season = season(number),
        (Some(number @ 1..=12), [day]) => {
            (date.month, date.day) = (Some(number - 1), day.checked_sub(1))
        }
        (None, [month]) if is_numeric && year_first => date.month = month.checked_sub(1),
        (None, [month, day]) if is_numeric && year_first => {
            (date.month, date.day) = (month.checked_sub(1), day.checked_sub(1));
        }
        _ => return None,
    }
    let sound = date.month.is_none_or(|month| month < 12)
        && date.day.is_none_or(|day| day < longest(&date));
    sound.then_some(date)
}

/// `12th` as a day among the numbers; 0 tells that it is no month.
fn named_day(word: &str, numbers: &mut Vec<u8>) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let suffix = &word[digits.len()..];
    reading::words().dates.ordinal.iter().any(|it| it == suffix).then_some(())?;
    numbers.push(digits.parse().ok()?);
    Some(0)
}

fn stands_between(word: &str) -> bool {
    let word = word.to_lowercase();
    reading::words().dates.between.contains(&word)
}

fn ordinal(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, '.' | ',' | '(' | ')'))
}

/// A month as written, with its day if it has one: `nov`, `Sep--Oct`, `may 3`, `3月`, `7`, `June 3-5`.
pub fn month_and_day(text: &str) -> Option<(u8, Option<u8>)> {
    let text = text.replace(['\u{a0}', ',', '(', ')'], " ");
    if let Some(number) = reading::month(text.trim()) {
        return Some((number, None));
    }
    let signed = reading::has_numbered_month(&text);
    let text = reading::without_signs(&text);
    let words = text.split(|c: char| c.is_whitespace() || "-–—/&.".contains(c));
    let mut words = words.filter(|word| !word.is_empty() && !stands_between(word));
    let first = words.next()?;
    if let Ok(number @ (1..=12 | 21..=24)) = first.parse::<u8>() {
        return match words.next() {
            None => Some((number, None)),
            // `3 May`, or the day of `3月5日`.
            Some(word) => match (reading::month(word), word.parse::<u8>()) {
                (Some(month), _) => Some((month, Some(number))),
                (None, Ok(day)) if signed => Some((number, Some(day))),
                (None, Ok(_)) => Some((number, None)),
                (None, Err(_)) => None,
            },
        };
    }
    let month = reading::month(first)?;
    let day = words.next().map(|word| word.trim_end_matches(|c: char| !c.is_ascii_digit()));
    // Of several months or days the first month is meant.
    let alone = words.next().is_none();
    Some((month, day.and_then(|day| day.parse().ok()).filter(|_| alone)))
}
