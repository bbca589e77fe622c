//! The YAML of hayagriva; of a file with a faulty entry the others are read.

use std::collections::HashMap;
use std::sync::Arc;

use hayagriva::io;

use super::work_language;
use super::{dates, nesting};
use crate::data::place::{Indexed, Place};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::reference::{Reference, YEAR_IN_WORDS};

/// Reads a whole file.
pub fn references(path: &Arc<str>, text: &str, findings: &mut Findings) -> Vec<Reference> {
    if let Some(deep) = nesting::too_deep(path, text) {
        findings.push(deep);
        return Vec::new();
    }
    let text = text.trim_start_matches('\u{feff}');
    let parts = parts(path, text);
    let mut places = HashMap::new();
    for part in &parts {
        places.entry(part.key).or_insert(&part.place);
    }
    let mut out = Vec::new();
    let error = match io::from_yaml_str(text) {
        Ok(library) => {
            let whole = || Place::file(path);
            let place = |key: &str| places.get(key).map_or_else(whole, |it| (*it).clone());
            return library
                .into_iter()
                .map(|it| {
                    let place = place(it.key());
                    reference(it, place)
                })
                .collect();
        }
        Err(error) => error,
    };
    // A part that uses an anchor of another cannot be read alone.
    if parts.len() < 2 && !text.contains("date:") || text.contains("<<") || text.contains(": *") {
        let message = format!("cannot parse this bibliography: {error}");
        findings.push(Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, Place::file(path), message));
        return out;
    }
    for part in &parts {
        match io::from_yaml_str(part.text) {
            Ok(library) => {
                out.extend(library.into_iter().map(|entry| reference(entry, part.place.clone())));
            }
            Err(error) => match with_year_in_words(part) {
                Some(read) => out.push(read),
                None => findings.push(broken(part, &error.to_string())),
            },
        }
    }
    out
}

/// Nothing of a faulty entry can be read; whoever cites it is told so.
fn broken(part: &Part, error: &str) -> Diagnostic {
    let message = format!("cannot parse the entry `{}`, which is left out: {error}", part.key);
    Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, part.place.clone(), message).lowered()
}

/// An entry whose date is words, such as `date: in press`.
fn with_year_in_words(part: &Part) -> Option<Reference> {
    let is_date =
        |line: &&str| line.starts_with([' ', '\t']) && line.trim_start().starts_with("date:");
    let date = part.text.lines().find(is_date)?;
    let (_, words) = date.split_once(':')?;
    let words = words.trim().trim_matches(['"', '\'']).to_string();
    let text: String =
        part.text.split_inclusive('\n').filter(|line| !is_date(&line.trim_end())).collect();
    let mut entry = io::from_yaml_str(&text).ok()?.into_iter().next()?;
    entry.set_date(dates::year(YEAR_IN_WORDS));
    let year_words = Some(words).filter(|words| !words.is_empty());
    Some(Reference { year_words, ..reference(entry, part.place.clone()) })
}

struct Part<'t> {
    key: &'t str,
    place: Place,
    text: &'t str,
}

/// The entries of a file: each begins at the start of a line.
fn parts<'t>(path: &Arc<str>, text: &'t str) -> Vec<Part<'t>> {
    let indexed = Indexed::new(path, text);
    let mut starts: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '#', '-', '\n', '\r', '}', ']', '.', '%'])
            && let Some((key, _)) =
                line.rsplit_once(": ").or_else(|| line.trim_end().rsplit_once(':'))
        {
            starts.push((at, key.trim_matches(['"', '\'', ' '])));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let part = |((start, key), end): (&(usize, &'t str), usize)| Part {
        key,
        place: indexed.place(*start..start + key.len()),
        text: &text[*start..end],
    };
    starts.iter().zip(ends).map(part).collect()
}

fn reference(entry: hayagriva::Entry, place: Place) -> Reference {
    Reference {
        key: entry.key().to_string(),
        language: work_language::of(
            entry.language().map(|it| it.language.as_str()),
            &entry.title().map(ToString::to_string).unwrap_or_default(),
        ),
        kind: None,
        year_words: None,
        is_state: false,
        url: None,
        unheld: Vec::new(),
        faults: Vec::new(),
        place,
        entry,
    }
}
