//! Findings in the Reviewdog Diagnostic Format (`rdjson`), which reviewdog posts to any code host.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::{Diagnostic, Severity, from_repository};
use crate::data::place::{Indexed, Place};
use crate::language::invisible;
use crate::model::inputs::Sources;

#[derive(Serialize)]
struct Report<'a> {
    source: Source,
    severity: &'static str,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Finding<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code<'a>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

/// The files that findings speak of, each indexed once.
type Files<'a> = HashMap<&'a str, Option<Indexed<Cow<'a, str>>>>;

/// Renders all findings as one report. The project's folder as seen from the repository is the name of
/// the sources.
///
/// # Errors
///
/// When it cannot be put into JSON: no output would read as no findings.
pub fn render<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &'a Sources,
) -> serde_json::Result<String> {
    let mut files = Files::new();
    let findings: Vec<&Diagnostic> = findings.into_iter().collect();
    for finding in &findings {
        let file: &str = &finding.place.file;
        let index = || Some(Indexed::new(&finding.place.file, sources.told(file)?.into()));
        files.entry(file).or_insert_with(index);
    }
    let worst = findings.iter().map(|finding| finding.severity()).max();
    let report = Report {
        source: Source { name: "diptych" },
        severity: worst.map_or("INFO", severity),
        diagnostics: findings.iter().map(|it| self::finding(it, sources, &files)).collect(),
    };
    serde_json::to_string_pretty(&report).map(|it| invisible::json(&it))
}

fn finding<'a>(from: &'a Diagnostic, sources: &Sources, files: &Files) -> Finding<'a> {
    let related = |(place, label): &(Place, String)| format!("\n{place}: {label}");
    let related: String = from.related.iter().map(related).collect();
    let help = from.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let file = files.get(&*from.place.file).and_then(Option::as_ref);
    Finding {
        message: format!("{}{related}{help}", from.message),
        location: Location {
            path: from_repository(&sources.name, &from.place.file),
            range: (from.place.line > 0).then(|| range(&from.place, file)),
        },
        severity: severity(from.severity()),
        code: Code { value: from.code.id },
    }
}

/// Columns of this format count bytes from 1, and the end is not part of the range. Of a file whose
/// text is not known only the line is given.
fn range(place: &Place, file: Option<&Indexed<Cow<str>>>) -> Range {
    let position = |column| Position { line: place.line, column };
    let Some(line) = file.map(|file| file.line(place.line)) else {
        return Range { start: position(None), end: position(None) };
    };
    let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at) + 1;
    let first = place.column.saturating_sub(1);
    Range { start: position(Some(byte(first))), end: position(Some(byte(first + place.length))) }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
    }
}
