//! Findings as JUnit XML, which every server of continuous integration reads: a suite for each file.

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::escape::escape;

use super::{Diagnostic, Severity, from_repository};
use crate::language::invisible::visible;

/// Renders all findings as one report. A finding that fails the run is a failure; a warning that does
/// not is a test that passes and says something. `project` is the project's folder as seen from the
/// repository; with `strict`, warnings fail too.
///
/// JUnit has no standard. The elements and attributes are those that the readers of Jenkins and GitLab
/// share; times are left out, since nothing is timed.
pub fn render<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    project: &str,
    strict: bool,
) -> String {
    let mut suites: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        let file = from_repository(project, &finding.place.file);
        suites.entry(visible(&file).into_owned()).or_default().push(finding);
    }
    let count = |findings: &[&Diagnostic]| findings.iter().filter(|it| fails(it, strict)).count();
    let failures: usize = suites.values().map(|findings| count(findings)).sum();
    let tests: usize = suites.values().map(Vec::len).sum::<usize>().max(1);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a text never fails.
    let _ = writeln!(
        xml,
        "<testsuites name=\"diptych\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    );
    if suites.is_empty() {
        xml.push_str("  <testsuite name=\"diptych\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n");
        xml.push_str(
            "    <testcase classname=\"diptych\" name=\"nothing found\"/>\n  </testsuite>\n",
        );
    }
    for (file, findings) in &suites {
        let (tests, failures, file) = (findings.len(), count(findings), attribute(file));
        let _ = writeln!(
            xml,
            "  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
        );
        findings.iter().for_each(|finding| case(&mut xml, finding, &file, strict));
        xml.push_str("  </testsuite>\n");
    }
    xml.push_str("</testsuites>");
    xml
}

fn fails(finding: &Diagnostic, strict: bool) -> bool {
    strict || finding.severity() == Severity::Error
}

/// Names of tests must differ, or readers take two for one: the place is part of the name.
fn case(xml: &mut String, finding: &Diagnostic, file: &str, strict: bool) {
    let place = &finding.place;
    let at = match place.line {
        0 => String::new(),
        line => format!(" at {line}:{}", place.column),
    };
    let (id, name) = (finding.code.id, finding.code.name);
    let message = attribute(&finding.message);
    let _ = writeln!(
        xml,
        "    <testcase classname=\"{file}\" name=\"{id} {name}{at}: {message}\" file=\"{file}\">"
    );
    let body = attribute(&body(finding));
    let _ = match fails(finding, strict) {
        true => {
            writeln!(xml, "      <failure type=\"{id}\" message=\"{message}\">{body}</failure>")
        }
        false => writeln!(xml, "      <system-out>{body}</system-out>"),
    };
    xml.push_str("    </testcase>\n");
}

/// The finding with its help and its other places, a line each.
fn body(finding: &Diagnostic) -> String {
    let severity = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = visible(&finding.place.to_string()).into_owned();
    let mut body = format!("{place}: {severity}[{}]: {}", finding.code.id, finding.message);
    for (place, label) in &finding.related {
        let _ = write!(body, "\n{}: {label}", visible(&place.to_string()));
    }
    if let Some(help) = &finding.help {
        let _ = write!(body, "\nhelp: {help}");
    }
    body
}

/// Escaped for an attribute or an element. Two characters that no XML may hold become U+FFFD; controls
/// have been written out before.
fn attribute(text: &str) -> String {
    escape(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
