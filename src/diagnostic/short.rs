//! One line per finding, for editors and `grep`: `file:line:column: error[D0502]: …`.

use super::{Diagnostic, Severity};

/// Renders one finding.
pub fn render(finding: &Diagnostic) -> String {
    let severity = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{}: {severity}[{}]: {}", finding.place, finding.code.id, finding.message)
}
