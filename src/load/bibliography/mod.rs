//! BibTeX and hayagriva YAML to references, in the order of the file.

pub mod cycles;
mod nesting;

use std::collections::HashMap;
use std::sync::Arc;

use hayagriva::io;
use hayagriva::io::BibLaTeXError;

use crate::data::place::{Indexed, Place};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::language::characters::is_han;
use crate::model::reference::Reference;

/// Parses a whole file; the ending of its name tells the format.
pub fn parse(path: &Arc<str>, text: &str, findings: &mut Findings) -> Vec<Reference> {
    let keys = keys(path, text);
    find_duplicates(&keys, findings);
    let text = &with_plain_dots(text);
    if let Some(finding) = cycles::endless(path, text) {
        findings.push(finding);
        return Vec::new();
    }
    let library = match path.rsplit('.').next() {
        Some("yml" | "yaml") => match nesting::too_deep(path, text) {
            Some(deep) => Err(vec![deep]),
            None => io::from_yaml_str(text).map_err(|error| vec![yaml_error(path, &error)]),
        },
        _ => io::from_biblatex_str(text).map_err(|errors| match open_entry(text, &keys) {
            Some(open) => vec![open],
            None => errors.iter().map(|error| bibtex_error(path, text, error)).collect(),
        }),
    };
    let library = match library {
        Ok(library) => library,
        Err(errors) => {
            findings.extend(errors);
            return Vec::new();
        }
    };
    let mut places: HashMap<&str, &Place> = HashMap::new();
    for (key, place) in &keys {
        places.entry(key).or_insert(place);
    }
    let reference = |entry: &hayagriva::Entry| Reference {
        key: entry.key().to_string(),
        language: language(entry),
        place: places.get(entry.key()).map_or_else(|| Place::file(path), |it| (*it).clone()),
        entry: entry.clone(),
    };
    library.iter().map(reference).collect()
}

/// `\'\i` as `\' i`, which the reader of BibTeX understands; no byte moves.
fn with_plain_dots(text: &str) -> String {
    let mut text = text.to_string();
    for accent in ["'", "`", "^", "\"", "~", "="] {
        for letter in ["i", "j"] {
            text = text.replace(&format!("\\{accent}\\{letter}"), &format!("\\{accent} {letter}"));
        }
    }
    text
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

/// Every key of a BibTeX file with its place: what stands between `@type{` and the comma.
fn keys(path: &Arc<str>, text: &str) -> Vec<(String, Place)> {
    let indexed = Indexed::new(path, text);
    let mut keys = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if let Some((kind, rest)) =
            line.trim_start().strip_prefix('@').and_then(|it| it.split_once('{'))
            && !["comment", "preamble", "string"].contains(&kind.to_ascii_lowercase().as_str())
            && let Some((key, _)) = rest.split_once(',')
        {
            let start = offset + line.find(rest).unwrap_or_default();
            keys.push((key.trim().to_string(), indexed.place(start..start + key.len())));
        }
        offset += line.len();
    }
    keys
}

fn find_duplicates(keys: &[(String, Place)], findings: &mut Findings) {
    let mut seen: HashMap<&str, &Place> = HashMap::new();
    for (key, place) in keys {
        if let Some(first) = seen.insert(key, place) {
            let message = format!("two entries have the key “{key}”");
            let finding = Diagnostic::new(codes::DUPLICATE_KEY, place.clone(), message);
            findings.push(finding.related(first.clone(), "the first one"));
        }
    }
}

/// The first entry whose braces are not closed when the next one begins. The reader of BibTeX would
/// tell of it at the end of the file only.
fn open_entry(text: &str, keys: &[(String, Place)]) -> Option<Diagnostic> {
    let mut entry = None;
    let mut depth = 0;
    let mut escaped = false;
    let mut starts = keys.iter().map(|(_, place)| place).peekable();
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(place) = starts.next_if(|place| place.line == number) {
            if depth > 0 {
                break;
            }
            (entry, depth, escaped) = (Some(place), 0, false);
        }
        for character in line.chars() {
            match character {
                '{' if !escaped => depth += 1,
                '}' if !escaped => depth -= 1,
                _ => {}
            }
            escaped = character == '\\' && !escaped;
        }
    }
    let place = entry.filter(|_| depth > 0)?.clone();
    let message = "cannot parse this bibliography: a brace of this entry is never closed";
    let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, place, message);
    Some(finding.help("close each {; write \\{ or \\} for a literal brace"))
}

fn bibtex_error(path: &Arc<str>, text: &str, error: &BibLaTeXError) -> Diagnostic {
    let (span, what) = match error {
        BibLaTeXError::Parse(error) => (error.span.clone(), error.kind.to_string()),
        BibLaTeXError::Type(error) => (error.span.clone(), error.kind.to_string()),
    };
    let place = Place::of_bytes(path, text, span);
    Diagnostic::new(
        codes::BIBLIOGRAPHY_SYNTAX,
        place,
        format!("cannot parse this bibliography: {what}"),
    )
    .help("entries look like @article{key, author = {…}, title = {…}, year = {2024}}")
}

fn yaml_error(path: &Arc<str>, error: &impl std::fmt::Display) -> Diagnostic {
    let message = format!("cannot parse this bibliography: {error}");
    Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, Place::file(path), message)
}
