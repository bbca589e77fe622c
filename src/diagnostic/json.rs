//! Findings for machines: one JSON object per finding.

use serde::Serialize;

use super::{Diagnostic, Severity};
use crate::model::place::Place;

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: At<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct At<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: At<'a>,
}

/// Renders all findings as one JSON array, pretty-printed.
pub fn render(findings: &[Diagnostic]) -> String {
    let list: Vec<Finding> = findings.iter().map(finding).collect();
    serde_json::to_string_pretty(&list).unwrap_or_default()
}

fn finding(from: &Diagnostic) -> Finding<'_> {
    Finding {
        code: from.code.id,
        name: from.code.name,
        severity: from.severity(),
        message: &from.message,
        place: at(&from.place),
        help: from.help.as_deref(),
        related: from
            .related
            .iter()
            .map(|(place, message)| Related { message, place: at(place) })
            .collect(),
    }
}

fn at(place: &Place) -> At<'_> {
    let known = place.line > 0;
    At {
        file: &place.file,
        line: known.then_some(place.line),
        column: known.then_some(place.column),
    }
}
