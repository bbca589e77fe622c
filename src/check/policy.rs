//! D0108: the project's own rules: how grave each kind of finding is, and what is excused.

use crate::diagnostic::{self, Diagnostic, Severity, codes};
use crate::model::manifest::{Manifest, Rule, Waiver};

/// When findings are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Before anything is laid out.
    Texts,
    /// From the pages.
    Pages,
}

/// Applies the rules and takes out what is waived. A waiver is judged in the stage whose findings
/// it is about, for `check` lays nothing out; and only when everything was looked at (`complete`)
/// and no error hides what it is about.
pub fn apply(
    manifest: &Manifest,
    findings: Vec<Diagnostic>,
    stage: Stage,
    complete: bool,
) -> Vec<Diagnostic> {
    let complete = complete && !diagnostic::any_error(&findings);
    let waivers: Vec<&Waiver> =
        manifest.waivers.iter().filter(|waiver| self::stage(&waiver.code) == stage).collect();
    let mut used = vec![false; waivers.len()];
    let mut left = Vec::with_capacity(findings.len());
    for finding in findings.into_iter().filter_map(|finding| ruled(manifest, finding)) {
        match waivers.iter().position(|waiver| matches(waiver, &finding)) {
            Some(at) => used[at] = true,
            None => left.push(finding),
        }
    }
    let idle = waivers.iter().zip(used).filter(|(_, used)| complete && !used);
    left.extend(idle.filter_map(|(waiver, _)| ruled(manifest, idle_waiver(waiver))));
    left
}

fn idle_waiver(waiver: &Waiver) -> Diagnostic {
    let message = format!("this waiver meets no finding {} in {}", waiver.code, waiver.file);
    Diagnostic::new(codes::IDLE_WAIVER, waiver.place.clone(), message)
        .help("take it out: what it excused is no longer there, or is said in other words")
}

/// The finding as the project's `[rules]` want it, or nothing.
fn ruled(manifest: &Manifest, mut finding: Diagnostic) -> Option<Diagnostic> {
    match manifest.rules.get(finding.code.id) {
        Some(Rule::Off) => return None,
        Some(Rule::Warning) => finding.rule = Some(Severity::Warning),
        Some(Rule::Error) => finding.rule = Some(Severity::Error),
        None => {}
    }
    Some(finding)
}

/// The stage that makes findings of a code.
fn stage(code: &str) -> Stage {
    let from_pages = ["D07", "D08", "D10"].iter().any(|subject| code.starts_with(subject));
    if from_pages { Stage::Pages } else { Stage::Texts }
}

/// Errors stay: they say that something cannot be done.
fn matches(waiver: &Waiver, finding: &Diagnostic) -> bool {
    finding.code.severity() == Severity::Warning
        && finding.code.id == waiver.code
        && *finding.place.file == *waiver.file
        && finding.message.contains(&waiver.words)
}
