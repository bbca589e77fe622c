//! Findings as GitHub workflow commands, shown next to the changed lines.

use super::{Diagnostic, Severity, from_repository};
use crate::language::invisible::visible;

/// Renders one finding; `project` is the project's folder as seen from the repository.
pub fn render(finding: &Diagnostic, project: &str) -> String {
    let command = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = &finding.place;
    let file = from_repository(project, &place.file);
    let position = match place.line {
        0 => String::new(),
        line => format!(",line={line},col={}", place.column),
    };
    let title = format!("{} {}", finding.code.id, finding.code.name);
    let help = finding.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let message = data(&format!("{}{help}", finding.message));
    format!(
        "::{command} file={}{position},title={}::{message}",
        property(&visible(&file)),
        property(&title)
    )
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
