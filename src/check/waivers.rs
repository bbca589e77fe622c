//! D0108: findings that the manifest waives are taken out; a waiver that meets none is a finding.

use crate::diagnostic::{Diagnostic, codes};
use crate::model::manifest::Waiver;

/// Takes out what is waived.
pub fn apply(waivers: &[Waiver], findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut used = vec![false; waivers.len()];
    let mut left = Vec::with_capacity(findings.len());
    for finding in findings {
        match waivers.iter().position(|waiver| matches(waiver, &finding)) {
            Some(at) => used[at] = true,
            None => left.push(finding),
        }
    }
    let idle = waivers.iter().zip(used).filter(|(_, used)| !used);
    left.extend(idle.map(|(waiver, _)| {
        let message = format!("this waiver meets no finding {} in {}", waiver.code, waiver.file);
        Diagnostic::new(codes::IDLE_WAIVER, waiver.place.clone(), message)
            .help("take it out: what it excused is no longer there, or is said in other words")
    }));
    left
}

fn matches(waiver: &Waiver, finding: &Diagnostic) -> bool {
    finding.code.id == waiver.code
        && *finding.place.file == *waiver.file
        && finding.message.contains(&waiver.words)
}
