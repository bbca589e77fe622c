//! What people type into TOML that it does not take: dates as they write them, quotes of a word processor, one name
//! twice.

use std::ops::Range;
use std::sync::Arc;

use crate::data::place::Place;
use crate::load::project::dates;

/// What helps with a syntax error, when it is known, and a related place.
pub struct Help {
    /// What to do.
    pub text: String,
    /// Where else to look.
    pub related: Option<(Place, String)>,
}

/// Quotes that word processors make of `"` and `'`.
const CURLY: [char; 8] = ['“', '”', '„', '‘', '’', '‚', '«', '»'];

/// What helps with an error at these bytes.
pub fn help(path: &Arc<str>, text: &str, span: &Range<usize>, message: &str) -> Option<Help> {
    let at = span.start.min(text.len());
    let start = text.get(..at)?.rfind('\n').map_or(0, |it| it + 1);
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    if message.contains("duplicate key") {
        return Some(twice(path, text, start, line));
    }
    let only = |text: String| Some(Help { text, related: None });
    let value = line.split_once('=').map(|(_, value)| value.trim()).unwrap_or_default();
    if let Some(date) = date(value) {
        return only(format!("write {date}: year, month, day"));
    }
    let begins = value.trim_start_matches(['{', '[', ' ']);
    let is_curly = |part: &str| part.trim_start().starts_with(CURLY);
    if begins.starts_with(CURLY) || value.split(['=', ',']).any(is_curly) {
        return only(
            "write straight quotes, \"…\", in place of those of a word processor".to_string(),
        );
    }
    None
}

/// The date that a value is, as TOML writes it.
fn date(value: &str) -> Option<String> {
    let plain = value.split('#').next()?.trim();
    let numbers = plain.split(['.', '/', '-']).filter(|it| it.parse::<u16>().is_ok()).count();
    let date = dates::read(plain).filter(|_| numbers == 3)?;
    let written = format!("{:04}-{:02}-{:02}", date.year, date.month?, date.day?);
    // One that is written so is right: the line before it is not.
    (plain != written).then_some(written)
}

/// Where the name stands for the first time: the same heading, or the same key under the same heading.
fn twice(path: &Arc<str>, text: &str, start: usize, line: &str) -> Help {
    let own = line.trim();
    let (mut first, mut offset) = (None, 0);
    let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_string());
    for earlier in text[..start].split_inclusive('\n') {
        let line = earlier.trim();
        if own.starts_with('[') {
            let same = heading(line) == heading(own);
            first = first.or(same.then_some(offset));
        } else if line.starts_with('[') {
            first = None;
        } else if key(line).is_some() && key(line) == key(own) {
            first = first.or(Some(offset));
        }
        offset += earlier.len();
    }
    let related = first.map(|at| {
        let length = text[at..].lines().next().unwrap_or_default().trim_end().len();
        (Place::of_bytes(path, text, at..at + length), "the first one".to_string())
    });
    Help {
        text: "give one of them another name, or put what they say under one".to_string(),
        related,
    }
}

/// A heading without what may stand behind it.
fn heading(line: &str) -> Option<&str> {
    let end = line.rfind(']')?;
    line.starts_with('[').then(|| &line[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helped(text: &str, at: &str, message: &str) -> Option<(String, Option<usize>)> {
        let start = text.rfind(at).unwrap_or_default();
        let help = help(&"a".into(), text, &(start..start + at.len()), message)?;
        Some((help.text, help.related.map(|(place, _)| place.line)))
    }

    #[test]
    fn what_people_type_is_understood() {
        for (line, help) in [
            ("date = 2.3.2026", Some("write 2026-03-02: year, month, day")),
            ("date = 23/11/2026 # today", Some("write 2026-11-23: year, month, day")),
            (
                "x = { en = “a”, es = \"b\" }",
                Some("write straight quotes, \"…\", in place of those of a word processor"),
            ),
            (
                "x = ‘a’",
                Some("write straight quotes, \"…\", in place of those of a word processor"),
            ),
            ("date = 2026-02-08", None),
            ("x = 1.2.3.4", None),
            ("x = ab", None),
        ] {
            let found = helped(line, line, "invalid float");
            assert_eq!(found.map(|it| it.0).as_deref(), help, "{line}");
        }
    }

    #[test]
    fn a_name_that_stands_twice_leads_to_the_first() {
        let text = "[a]\nx = 1\n[b]\nx = 2\n[a] # again\n";
        assert_eq!(helped(text, "[a]", "duplicate key").and_then(|it| it.1), Some(1));
        let text = "[a]\nx = 1\n[b]\ny = 1\nx = 2\nx = 3\n";
        assert_eq!(helped(text, "x = 3", "duplicate key").and_then(|it| it.1), Some(5));
    }
}
