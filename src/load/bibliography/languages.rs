//! Languages and editions in words, from tables.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::language::reading;

type Table = HashMap<&'static str, &'static str>;

static CODES: LazyLock<Table> =
    LazyLock::new(|| table(include_str!("../../../data/reading/languages.txt")));

/// Each further word of a line to its first.
fn table(text: &'static str) -> Table {
    let mut table = Table::new();
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        let mut words = line.split_whitespace();
        let Some(first) = words.next() else { continue };
        for word in words {
            table.insert(word, first);
        }
    }
    table
}

/// The code of a language by its code or its name.
pub fn code(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    if let Some(code) = CODES.get(lower.as_str()) {
        return Some(code.to_string());
    }
    let main = lower.split(['-', '_', ',', ';']).next().unwrap_or_default().trim();
    let known = CODES.get(main).map(ToString::to_string);
    let is_code = (2..=3).contains(&main.len()) && main.bytes().all(|it| it.is_ascii_lowercase());
    known.or_else(|| is_code.then(|| main.to_string()))
}

/// The number of an edition: `2`, `2nd`, `2nd ed.`, `Second`, `第2版`, `第二版`.
pub fn edition(text: &str) -> Option<i32> {
    let lower = text.trim().to_lowercase();
    let words = reading::words();
    let core = reading::without_start(&lower, &words.edition.before).trim_end_matches('.');
    let core = reading::without_end(core, &words.edition.after);
    let core = core.trim().trim_end_matches('.');
    if let Some(number) = reading::edition(core) {
        return Some(number.into());
    }
    let digits = core.trim_end_matches(|c: char| !c.is_ascii_digit());
    let suffix = &core[digits.len()..];
    let counts = suffix.is_empty() || words.dates.ordinal.iter().any(|it| it == suffix);
    let counts = counts && digits.len() <= 3;
    digits.parse().ok().filter(|_| counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_in_words_are_numbers() {
        for text in [
            "2",
            "2nd",
            "Second",
            "2nd ed.",
            "second edition",
            "第2版",
            "第二版",
            "2.",
            "2ª ed.",
            "2 изд.",
        ] {
            assert_eq!(edition(text), Some(2), "{text}");
        }
        assert_eq!(edition("21st"), Some(21));
        assert_eq!(edition("Revised"), None);
        assert_eq!(edition("2019"), None);
    }

    #[test]
    fn languages_are_known_by_name_and_code() {
        for text in ["chinese", "zh-CN", "zh", "中文", "Chinese"] {
            assert_eq!(code(text).as_deref(), Some("zh"), "{text}");
        }
        assert_eq!(code("en-US").as_deref(), Some("en"));
        assert_eq!(code("american").as_deref(), Some("en"));
        assert_eq!(code("Klingon language"), None);
    }
}
