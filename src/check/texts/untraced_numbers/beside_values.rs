//! What is typed beside a printed value and makes another number of it: a digit's neighbour, a sign, “thousand”.

use super::digits::is_digit;
use super::languages::{Languages, any};
use super::run::{Run, Value};
use crate::language::comparison::Table;

/// From this on a sign behind a number makes it larger rather than names a unit: 万.
const LARGE: i128 = 10_000;

/// The numbers that a reader sees and no cell has: where they begin, in characters, and as they are read.
pub fn numbers(run: &Run, languages: Languages) -> Vec<(usize, String)> {
    let characters: Vec<char> = run.text.chars().collect();
    let mut found = Vec::new();
    for (at, value) in run.values.iter().enumerate() {
        let text = &value.text;
        if !text.starts_with(is_digit) && !text.ends_with(is_digit) {
            continue;
        }
        let (before, after) = (&characters[..value.at], &characters[value.at + 1..]);
        let is_version = matches!(before, [.., 'v' | 'V']);
        let next = run.values.get(at + 1).filter(|_| !is_version);
        if let Some(next) = next.filter(|next| run_on(value, next, &characters)) {
            let between: String = characters[value.at + 1..next.at].iter().collect();
            found.push((value.at, format!("{text}{between}{}", next.text)));
        }
        if let Some(sign) = sign(before).filter(|_| text.starts_with(is_digit)) {
            found.push((value.at - 1, format!("{sign}{text}")));
        }
        if let Some(power) = power(after, languages).filter(|_| text.ends_with(is_digit)) {
            found.push((value.at, format!("{text}{power}")));
        }
        if value.counts && is_counted(after, languages) {
            found.push((value.at, text.clone()));
        }
    }
    found
}

/// Whether two values stand so close that they are read as one: 120 and 37 as 12037 or 120.37.
fn run_on(one: &Value, other: &Value, characters: &[char]) -> bool {
    let between = &characters[one.at + 1..other.at];
    one.text.ends_with(is_digit)
        && other.text.starts_with(is_digit)
        && matches!(between, [] | ['.' | '．'])
}

/// A minus sign that belongs to nothing before it.
fn sign(before: &[char]) -> Option<char> {
    let (sign, rest) = before.split_last()?;
    let is_free = rest.last().is_none_or(|c| c.is_whitespace() || "([（".contains(*c));
    (matches!(sign, '-' | '−' | '‐' | '‑') && is_free).then_some(*sign)
}

/// “ thousand” behind a number, 万 behind one.
fn power(after: &[char], languages: Languages) -> Option<String> {
    let near: String = after.iter().take(24).collect();
    let word = near.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    for tables in languages {
        let named = tables.list(Table::Power).iter().map(|it| it.text.as_str());
        let mut named = named.filter(|it| word.starts_with(it));
        let is_whole = |it: &&str| !word[it.len()..].starts_with(char::is_alphabetic);
        if let Some(found) = named.find(is_whole) {
            return Some(format!("{}{found}", &near[..near.len() - word.len()]));
        }
        let large = word.chars().next().filter(|c| tables.place(*c).is_some_and(|it| it >= LARGE));
        if let Some(large) = large.filter(|_| tables.at_start(Table::NoNumber, word).is_none()) {
            return Some(large.to_string());
        }
    }
    None
}

/// Whether a number counts or measures something: 88 patients, 88%.
pub fn is_counted(after: &[char], languages: Languages) -> bool {
    let near: String = after.iter().skip_while(|c| c.is_whitespace()).take(24).collect();
    let begins = |it: &str| near.starts_with(it);
    near.starts_with(['%', '％', '‰'])
        || any(languages, Table::Counted, begins) && !any(languages, Table::Uncounted, begins)
}
