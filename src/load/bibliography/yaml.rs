//! The YAML of hayagriva; of a file with a faulty entry the others are read.

use std::collections::HashMap;
use std::sync::Arc;

use hayagriva::{Library, io};

use super::nesting;
use crate::data::place::{Indexed, Place};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::language::characters::is_han;
use crate::model::reference::Reference;

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
    let mut take = |library: Library| {
        out.extend(library.into_iter().map(|entry| {
            let place =
                places.get(entry.key()).map_or_else(|| Place::file(path), |it| (*it).clone());
            reference(entry, place)
        }));
    };
    let error = match io::from_yaml_str(text) {
        Ok(library) => {
            take(library);
            return out;
        }
        Err(error) => error,
    };
    // A part that uses an anchor of another cannot be read alone.
    let single = parts.len() < 2 || text.contains("<<") || text.contains(": *");
    for part in parts.iter().filter(|_| !single) {
        match io::from_yaml_str(part.text) {
            Ok(library) => take(library),
            Err(error) => take(broken(part, &error.to_string(), findings)),
        }
    }
    if single {
        let message = format!("cannot parse this bibliography: {error}");
        findings.push(Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, Place::file(path), message));
    }
    out
}

/// Nothing of a faulty entry can be read; whoever cites it is told so.
fn broken(part: &Part, error: &str, findings: &mut Findings) -> Library {
    let message = format!("cannot parse the entry `{}`, which is left out: {error}", part.key);
    let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, part.place.clone(), message);
    findings.push(finding.lowered());
    Library::new()
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
        language: language(&entry),
        kind: None,
        year_words: None,
        url: None,
        faults: Vec::new(),
        place,
        entry,
    }
}

/// The language of an entry: as it says, or else by whether its title has Han characters.
fn language(entry: &hayagriva::Entry) -> Language {
    let title = entry.title().map(ToString::to_string).unwrap_or_default();
    let said = entry.language().map(|language| language.language.as_str() == "zh");
    match said.unwrap_or_else(|| title.chars().any(is_han)) {
        true => Language::Zh,
        false => Language::En,
    }
}
