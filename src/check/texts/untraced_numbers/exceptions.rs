//! Numbers that state nothing: in names, years, levels of confidence, pointers into print.

use super::beside_values::is_counted;
use super::digits::NAME;
use super::everyday;
use super::languages::{Languages, any};
use crate::check::text::letters::is_letter;
use crate::data::work;
use crate::language::characters::is_han;
use crate::language::comparison::Table;
use crate::model::manifest::Tracing;

/// Whether a number between these characters states nothing.
pub fn is_exempt(
    number: &str,
    before: &[char],
    after: &[char],
    (languages, tracing): (Languages, Tracing),
) -> bool {
    let before = near(before);
    if let ['%' | '％' | '‰', ..] | [' ' | '\u{a0}' | '\u{202f}' | '-', '%' | '％' | '‰', ..] =
        after
    {
        return is_level(languages, number, &before, after);
    }
    is_year(languages, number, &before, after)
        || is_dimension(&before)
        || is_pointer(languages, &before, after)
        || tracing == Tracing::Evidence && everyday::is_everyday(languages, number, &before, after)
}

/// As much of what stands before a number as can tell whether it points at something: the last
/// words and numbers.
fn near(characters: &[char]) -> String {
    let from = characters.len().saturating_sub(POINTED);
    work::count(characters.len() - from);
    characters[from..].iter().collect()
}

/// How far back a pointer is looked for, in characters.
const POINTED: usize = 80;

/// Whether letters (or a hyphen or slash that joins letters) touch the digits: CD8, IL-2, JAK1/2, α-2b.
pub fn in_a_word(characters: &[char], start: usize, end: usize) -> bool {
    let letter = |c: char| c.is_alphabetic() && !is_han(c) || c == NAME;
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

/// The second part of a name such as `M12×1.75`.
fn is_dimension(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(['×', 'x']) else { return false };
    let name = rest.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ',')).next();
    let name = name.unwrap_or_default();
    let digits = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
    digits.len() < name.len() && digits.starts_with(|c: char| c.is_ascii_digit())
}

/// A year, unless it counts something: “1950 patients”, “n = 1950”.
fn is_year(languages: Languages, number: &str, before: &str, after: &[char]) -> bool {
    let states = before.trim_end().ends_with(['=', '<', '>', '≤', '≥', '≈', '±']);
    let counts = states || is_counted(after, languages) || is_measured(after, languages);
    number.len() == 4 && !counts && number.parse().is_ok_and(is_recent_year)
}

/// Whether a number without a word is read as a year of our time.
pub fn is_recent_year(number: usize) -> bool {
    (1900..2100).contains(&number)
}

/// Whether a word behind a number is a unit; a sign of one or two letters may be another word.
pub fn is_measured(after: &[char], languages: Languages) -> bool {
    let after: String = after.iter().skip_while(|c| c.is_whitespace()).take(24).collect();
    if languages.iter().any(|tables| tables.begins_with_measure(&after)) {
        return true;
    }
    let word: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    let is_unit = |unit: &str| unit.is_ascii() && unit.len() > 2 && unit == word;
    word.len() > 2 && any(languages, Table::Unit, is_unit)
}

/// Levels that intervals have.
const LEVELS: [f64; 7] = [80.0, 90.0, 95.0, 97.5, 98.0, 99.0, 99.9];

/// “95% confidence interval”, “IC del 95 %” name a kind of interval.
fn is_level(languages: Languages, number: &str, before: &str, after: &[char]) -> bool {
    let after: String = after.iter().take(24).collect();
    let follows = after.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    let follows = follows.trim_start_matches(['%', '％']).trim_start();
    any(languages, Table::Level, |name| follows.starts_with(name))
        || is_level_behind(languages, number, before, follows)
}

/// “IC del 95 %”; of “95% CI 90% to 99%” and “CI 90% to 99%” the 90 is an end.
fn is_level_behind(languages: Languages, number: &str, before: &str, follows: &str) -> bool {
    let level = number.replace(',', ".").parse().is_ok_and(|it: f64| LEVELS.contains(&it));
    let before = before.replace(['\u{a0}', '\u{202f}'], " ");
    let named = |name: &str| {
        let head = before.trim_end_matches([' ', '(', '（']).strip_suffix(name);
        let ends = |head: &str| head.ends_with(is_letter) || head.trim_end().ends_with(['%', '％']);
        head.is_some_and(|head| !ends(head))
    };
    let goes_on = languages.iter().any(|tables| {
        let word = tables.at_start(Table::RangeJoin, follows).map_or("", |it| &it.text);
        let rest = follows[word.len()..].trim_start();
        let joined = !word.is_empty() || rest.starts_with(['-', '–', '—', '～', '~']);
        let rest = rest.trim_start_matches(['-', '–', '—', '～', '~', ' ']);
        joined && rest.starts_with(|c: char| c.is_ascii_digit() || c == '\u{2}')
    });
    level && !goes_on && any(languages, Table::LevelBefore, named)
}

fn is_pointer(languages: Languages, before: &str, after: &[char]) -> bool {
    let follows: String = after.iter().skip_while(|c| c.is_whitespace()).take(12).collect();
    if any(languages, Table::PointerBehind, |word| follows.starts_with(word)) {
        return true;
    }
    let trimmed = before.trim_end();
    // “arrow 5” does not point at a row.
    let whole = |head: &str| !head.ends_with(is_letter);
    // 64 GB are bytes, GB 5749 is a standard.
    let unit = |word: &str, head: &str| {
        word.bytes().all(|c| c.is_ascii_uppercase())
            && head.trim_end().ends_with(|c: char| c.is_ascii_digit())
    };
    let points = |text: &str| {
        let named = |word: &str| {
            text.strip_suffix(word).is_some_and(|head| whole(head) && !unit(word, head))
        };
        any(languages, Table::Pointer, named)
    };
    if points(trimmed) {
        return true;
    }
    // A list of pointers: what stands before the joint is a number behind a pointer.
    let joint = languages.iter().find_map(|it| it.at_end(Table::PointerJoin, trimmed));
    let joint =
        joint.and_then(|joint| trimmed.strip_suffix(joint.text.as_str())).map(str::trim_end);
    let head = joint
        .map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').trim_end());
    head.is_some_and(points)
}
