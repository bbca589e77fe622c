//! One line per finding, for editors and `grep`: `file:line:column: error[D0502]: …`.

use super::{Diagnostic, Severity};
use crate::language::invisible::visible;

/// Renders one finding.
pub fn render(finding: &Diagnostic) -> String {
    let severity = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = finding.place.to_string();
    format!("{}: {severity}[{}]: {}", visible(&place), finding.code.id, finding.message)
}
