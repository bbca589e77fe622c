//! Findings as JSON: one object per finding.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Diagnostic, Severity};
use crate::data::place::Place;
use crate::language::invisible;

/// One finding.
#[derive(Serialize, JsonSchema)]
pub struct Finding<'a> {
    /// The stable code, such as D0602.
    code: &'a str,
    /// The code's name in words.
    name: &'a str,
    /// `fact`, which no rule lowers and no waiver excuses, or `suspicion`.
    nature: &'static str,
    severity: Severity,
    /// What is wrong.
    message: &'a str,
    #[serde(flatten)]
    place: At<'a>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    /// Other places that belong to the finding.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    related: Vec<Related<'a>>,
}

/// A place in one of the project's files.
#[derive(Serialize, JsonSchema)]
struct At<'a> {
    /// Path inside the project.
    file: &'a str,
    /// Line, from 1; absent when the file as a whole is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// Column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

/// Another place, and what it has to do with the finding.
#[derive(Serialize, JsonSchema)]
struct Related<'a> {
    /// What stands there.
    message: &'a str,
    #[serde(flatten)]
    place: At<'a>,
}

/// Renders all findings as one JSON array, pretty-printed.
///
/// # Errors
///
/// When it cannot be put into JSON: no output would read as no findings.
pub fn render<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
) -> serde_json::Result<String> {
    let list: Vec<Finding> = findings.into_iter().map(finding).collect();
    serde_json::to_string_pretty(&list).map(|it| invisible::json(&it))
}

fn finding(from: &Diagnostic) -> Finding<'_> {
    Finding {
        code: from.code.id,
        name: from.code.name,
        nature: from.code.nature.name(),
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

/// As `--format json` prints it.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        finding(self).serialize(serializer)
    }
}

/// File, line and column; no line when the file as a whole is meant.
impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        at(self).serialize(serializer)
    }
}
