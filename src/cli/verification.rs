//! What `build` promises of its outputs: `--out-manifest`, `--verify-against` and `--locked`.

use std::path::Path;

use super::build_options::Build;
use super::record;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::disk::{self, Target};
use crate::export::outputs::{Output, Outputs};
use crate::model::lock::Lock;
use crate::{Artifact, Engine, Request, Sources};

/// What the options that demand something of the outputs find wrong.
pub fn findings(
    options: &Build,
    engine: &Engine,
    target: &Target,
    artifacts: &[Artifact],
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if let Some(path) = &options.verify_against {
        findings.extend(verify(options, path, target.sources, artifacts));
    }
    if options.locked {
        findings.extend(lock(options, engine, target.sources));
        findings.extend(disk::changed(target, artifacts));
    }
    findings
}

fn verify(
    options: &Build,
    path: &Path,
    sources: &Sources,
    artifacts: &[Artifact],
) -> Vec<Diagnostic> {
    let mut read = Sources::default();
    let recorded =
        disk::read_called(path, &mut read, &options.shared.limits.limits()).and_then(|name| {
            let bytes = read.files.get(&name).map(|it| it.to_vec()).unwrap_or_default();
            Ok((Outputs::read(&name, &bytes)?, name))
        });
    match recorded {
        Ok((recorded, name)) => {
            let made = artifacts.iter().map(Output::of).collect();
            let now = Outputs::new(sources, made, &record::own_files(options, sources, None));
            recorded.differences(&name, &now, options.only.is_empty())
        }
        Err(finding) => vec![finding],
    }
}

/// The lock file, if the project has one, must be what `diptych accept` would write.
fn lock(options: &Build, engine: &Engine, sources: &Sources) -> Vec<Diagnostic> {
    let Some(before) = sources.text(Lock::FILE) else { return Vec::new() };
    let request = Request::new().limits(options.shared.limits.limits());
    match engine.project(sources.clone()).accept(&request) {
        Ok(lock) => changes(before, &String::from_utf8_lossy(&lock.bytes)).into_iter().collect(),
        Err(failure) => failure.findings,
    }
}

/// What a lock file lacks, and what it has too much.
fn changes(before: &str, now: &str) -> Option<Diagnostic> {
    let lines = |text: &str| -> std::collections::BTreeSet<String> {
        let is_pair = |line: &&str| !line.starts_with('#') && !line.is_empty();
        text.lines().map(str::trim_end).filter(is_pair).map(str::to_string).collect()
    };
    let (before, after) = (lines(before), lines(now));
    let (new, idle) = (after.difference(&before).count(), before.difference(&after).count());
    if new + idle == 0 {
        return None;
    }
    let message =
        format!("this lock file is not up to date: pairs missing: {new}; needed no more: {idle}");
    let help = "read the pairs that D0614 and D0615 list, then run `diptych accept`";
    Some(Diagnostic::new(codes::LOCK_CHANGES, Place::file(Lock::FILE), message).help(help))
}
