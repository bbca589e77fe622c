//! Findings as GitLab's Code Quality report, shown in merge requests beside the lines.

use std::collections::HashMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Diagnostic, Severity, from_repository};
use crate::data::digest;
use crate::language::invisible;

/// One finding. GitLab reads these fields and no others.
#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    /// The same for the same finding in the next run, even if its line has moved: by it GitLab tells new
    /// findings from old ones, and drops all but the first of those that share one.
    fingerprint: String,
    /// `info`, `minor`, `major`, `critical` or `blocker`.
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// Renders all findings as one JSON array; `project` is the project's folder as seen from the
/// repository.
///
/// # Errors
///
/// When it cannot be put into JSON: no output would read as no findings.
pub fn render<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    project: &str,
) -> serde_json::Result<String> {
    let mut before: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let issue = |finding: &'a Diagnostic| {
        let key = (finding.code.id, &*finding.place.file, finding.message.as_str());
        let count = before.entry(key).or_default();
        *count += 1;
        issue(finding, project, *count)
    };
    let issues: Vec<Issue> = findings.into_iter().map(issue).collect();
    serde_json::to_string_pretty(&issues).map(|it| invisible::json(&it))
}

fn issue<'a>(finding: &'a Diagnostic, project: &str, count: usize) -> Issue<'a> {
    let help = finding.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let path = from_repository(project, &finding.place.file);
    Issue {
        description: format!("{}{help}", finding.message),
        check_name: finding.code.id,
        fingerprint: fingerprint(&[finding.code.id, &path, &finding.message, &count.to_string()]),
        severity: severity(finding),
        // A finding about a whole file stands at its first line: GitLab wants one.
        location: Location { path, lines: Lines { begin: finding.place.line.max(1) } },
    }
}

/// A fact is `critical`, since nothing excuses it; GitLab's `blocker` and `info` are not used.
fn severity(finding: &Diagnostic) -> &'static str {
    match finding.severity() {
        Severity::Error if finding.code.is_fact() => "critical",
        Severity::Error => "major",
        Severity::Warning => "minor",
    }
}

/// SHA-256 of the parts, each with its length before it.
fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| digest::add(&mut hash, part.as_bytes()));
    digest::hexadecimal(&hash.finalize())
}
