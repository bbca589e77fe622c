//! A formatted reference as its bibliography has it: years in words, addresses, stops.

use hayagriva::Entry;
use hayagriva::types::Person;

use super::citation_terms::Year;
use crate::model::reference::{Reference, YEAR_IN_WORDS};
use crate::typst_source::escape;

/// A formatted entry with what the library cannot say put in its place.
pub fn as_written(entry: String, reference: &Reference, year: &Year) -> String {
    without_double_stops(&with_address(with_year(entry, year), reference))
}

/// An entry without the sign of a year where no more of the date follows: lists say `2021;39`, not `2021 г.;39`.
pub fn with_plain_year(entry: String, reference: &Reference, signs: &[String]) -> String {
    let entry_of = &reference.entry;
    let dated = entry_of.date().or_else(|| entry_of.parents().iter().find_map(|it| it.date()));
    let Some(year) = dated.map(|date| date.year.to_string()) else { return entry };
    let mut entry = entry;
    for sign in signs {
        let written = escape::markup(&format!("{year}{sign}"));
        for end in [";", ",", ")", "\\.", "\\:"] {
            entry = entry.replace(&format!("{written}{end}"), &format!("{year}{end}"));
        }
    }
    entry
}

/// An entry on a page from right to left: the ends of a range, 45–67, would change places.
pub fn with_ranges_from_left(entry: &str) -> String {
    let mut out = String::with_capacity(entry.len());
    let mut rest = entry;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || c == '#') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let address = rest.strip_prefix("#link(").and_then(|it| it.find(")["));
        let length = match (address, range(rest)) {
            (Some(end), _) => "#link(".len() + end,
            (None, Some(length)) => {
                out.push_str(&format!("#text(dir: ltr)[{}];", &rest[..length]));
                rest = &rest[length..];
                continue;
            }
            (None, None) => 1 + digits(&rest[1..]),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out + rest
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// How long the range is that stands here: `45–67`, `45\\-67`.
fn range(text: &str) -> Option<usize> {
    let first = digits(text);
    let joint = ["–", "\\-", "-"].into_iter().find(|it| text[first..].starts_with(it))?;
    let second = digits(&text[first + joint.len()..]);
    (first > 0 && second > 0).then_some(first + joint.len() + second)
}

/// The year in words where its number stands; the signs of years belong to numbers only.
fn with_year(entry: String, year: &Year) -> String {
    let Some(words) = &year.words else { return entry };
    let number = YEAR_IN_WORDS.to_string();
    let words = escape::markup(words);
    let entry = match words.ends_with(|c: char| c.is_ascii_digit()) {
        true => entry,
        false => year
            .signs
            .iter()
            .fold(entry, |entry, year| entry.replace(&format!("{number}{year}"), &number)),
    };
    // “n.d.” ends with a stop of its own.
    let entry = match words.ends_with('.') {
        true => entry.replace(&format!("{number}\\."), &number),
        false => entry,
    };
    entry.replace(&number, &words)
}

/// The address as the bibliography writes it, not as browsers do.
fn with_address(entry: String, reference: &Reference) -> String {
    let Some(written) = &reference.url else { return entry };
    let Some(url) = reference.entry.url() else { return entry };
    let (shown, written) = (escape::markup(url.value.as_str()), escape::markup(written));
    if shown == written {
        entry
    } else {
        entry.replacen(&format!("[{shown}]"), &format!("[{written}]"), 1)
    }
}

/// A title that ends in a question mark gets no full stop.
fn without_double_stops(entry: &str) -> String {
    const STOP: &str = "\\.";
    let mut out = String::with_capacity(entry.len());
    let mut rest = entry;
    while let Some(at) = rest.find(STOP) {
        out.push_str(&rest[..at]);
        rest = &rest[at + STOP.len()..];
        let before = out.trim_end_matches("];").chars().next_back();
        let ends = before.is_some_and(|sign| "?!？！。".contains(sign));
        // A stop before a word is one within a name, as in `?.js`.
        if !ends || rest.starts_with(char::is_alphanumeric) {
            out.push_str(STOP);
        }
    }
    out + rest
}

/// `Soo-jin` as `Soo-Jin`: initials are taken from capitals.
pub fn name_initials(entry: &mut Entry) {
    if let Some(authors) = entry.authors() {
        let authors = authors.iter().map(with_capitals).collect();
        entry.set_authors(authors);
    }
    if let Some(editors) = entry.editors() {
        let editors = editors.iter().map(with_capitals).collect();
        entry.set_editors(editors);
    }
}

fn with_capitals(person: &Person) -> Person {
    let mut person = person.clone();
    if let Some(given) = &mut person.given_name {
        let mut after_hyphen = false;
        let mut name = String::with_capacity(given.len());
        for character in given.chars() {
            match after_hyphen {
                true => name.extend(character.to_uppercase()),
                false => name.push(character),
            }
            after_hyphen = matches!(character, '-' | '‐' | '‑');
        }
        *given = name;
    }
    person
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_held_and_addresses_stay() {
        let entry = "12\\(3\\)\\:45–67 #link(\"https://a.org/1-2\")[a1-2]; 2021";
        assert_eq!(
            with_ranges_from_left(entry),
            "12\\(3\\)\\:#text(dir: ltr)[45–67]; #link(\"https://a.org/1-2\")[a#text(dir: ltr)[1-2];]; 2021"
        );
    }

    #[test]
    fn questions_end_without_a_full_stop() {
        let entry = "#em[Why?];\\. J\\. T\\. 什么？\\. Node?\\.js";
        assert_eq!(without_double_stops(entry), "#em[Why?]; J\\. T\\. 什么？ Node?\\.js");
    }
}
