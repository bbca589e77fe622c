//! Findings in one line each, as editors and `grep` read them: `file:line:column: error[D0502]: …`.

use super::{Diagnostic, Severity};

/// Renders one finding.
pub fn render(finding: &Diagnostic) -> String {
    let severity = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{}: {severity}[{}]: {}", finding.place, finding.code.id, finding.message)
}
