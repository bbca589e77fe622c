//! D0108: severity overrides from `[rules]`, and waivers.

use std::collections::HashMap;

use crate::diagnostic::{self, Code, Diagnostic, Severity, Stage, codes};
use crate::model::manifest::{Manifest, Rule, Waiver};

/// Decides the severity of what a stage has found and takes out what is waived.
///
/// A waiver that excused nothing is a finding of the stage that it is about, for a check lays
/// nothing out; and only when everything was looked at (`complete`) and no error hides what it is
/// about.
pub fn judge(
    manifest: &Manifest,
    findings: impl IntoIterator<Item = Diagnostic>,
    stage: Stage,
    complete: bool,
) -> Vec<Diagnostic> {
    let waivers: Vec<&Waiver> =
        manifest.waivers.iter().filter(|waiver| stage_of(waiver) == stage).collect();
    let about = by_subject(&waivers);
    let mut used = vec![false; waivers.len()];
    let mut left = Vec::new();
    for finding in findings.into_iter().filter_map(|it| ruled(manifest, it)) {
        let own = about.get(&(finding.code.id, &*finding.place.file)).into_iter().flatten();
        match own.copied().find(|at| excuses(waivers[*at], &finding)) {
            Some(at) => used[at] = true,
            None => left.push(finding),
        }
    }
    if complete && !diagnostic::any_error(&left) {
        let idle = waivers.iter().zip(used).filter(|(_, used)| !used);
        left.extend(idle.filter_map(|(waiver, _)| ruled(manifest, idle_waiver(waiver))));
    }
    left
}

/// The numbers of the waivers by the code and the file that they are about.
fn by_subject<'a>(waivers: &[&'a Waiver]) -> HashMap<(&'a str, &'a str), Vec<usize>> {
    let mut by_subject: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, waiver) in waivers.iter().enumerate() {
        by_subject.entry((&*waiver.code, &*waiver.file)).or_default().push(at);
    }
    by_subject
}

/// The stage whose findings a waiver is about; those of the setup are known with the texts.
fn stage_of(waiver: &Waiver) -> Stage {
    match Code::from_id(&waiver.code).map(|code| code.stage) {
        Some(Stage::Pages) => Stage::Pages,
        _ => Stage::Texts,
    }
}

fn idle_waiver(waiver: &Waiver) -> Diagnostic {
    let message = format!("this waiver matches no finding {} in {}", waiver.code, waiver.file);
    Diagnostic::new(codes::IDLE_WAIVER, waiver.place.clone(), message)
        .help("remove it, or quote the words of the current message")
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

/// Whether a waiver about the code and the file excuses a finding. Errors stay: they say that
/// something cannot be done.
fn excuses(waiver: &Waiver, finding: &Diagnostic) -> bool {
    finding.code.severity() == Severity::Warning && finding.message.contains(&waiver.words)
}
