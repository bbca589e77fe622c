//! D0561: a division that nothing closes takes in all that follows.

use super::divisions::open_ones;
use super::lines::lines;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::evaluate::template::render::Rendered;

/// Tells each at the line that opens it.
pub fn tell(rendered: &Rendered, is_single: bool, findings: &mut Findings) {
    if !rendered.text.contains(":::") {
        return;
    }
    for (range, line) in open_ones(&lines(&rendered.text)) {
        let message =
            format!("`{line}` is never closed, so that everything below it is part of it");
        let colons = line.len() - line.trim_start_matches(':').len();
        let place = rendered.place(range);
        let finding = Diagnostic::new(codes::OPEN_DIVISION, place, message)
            .help(format!("write {} on a line of its own where it ends", ":".repeat(colons)));
        findings.push(if is_single { finding.lowered() } else { finding });
    }
}
