//! What a build records of itself for others: `--out-manifest`, the index of an archive, the manifest of a part.

use std::collections::HashMap;
use std::path::PathBuf;

use super::archive;
use super::build_options::Build;
use crate::data::digest;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, PART};
use crate::export::outputs::{Archive, NotMade, Output, Outputs, Told, Whole};
use crate::model::shard::Shard;
use crate::publish::archive::Format;
use crate::{Failed, Outcome, Sources};

/// Where the record goes; nowhere unless it was asked for.
pub fn path(options: &Build, shard: Option<Shard>) -> Option<PathBuf> {
    match (&options.archive, &options.out_manifest, shard) {
        (Some(archive), _, _) => Some(archive::index(archive)),
        (None, Some(path), _) => Some(path.clone()),
        (None, None, Some(Shard { number, of })) => {
            Some(options.out.join(format!("{PART}{number}-of-{of}.json")))
        }
        (None, None, None) => None,
    }
}

/// What was made, and from what but the build's own files; of a part, which one, and what was found.
pub fn of(
    options: &Build,
    (sources, own): (&Sources, &[String]),
    shard: Option<Shard>,
    outcome: &Outcome,
    (outputs, archive): (Vec<Output>, Option<Archive>),
) -> Outputs {
    let record = Outputs::new(sources, Vec::new(), own);
    if shard.is_none() && archive.is_none() {
        return Outputs { outputs: by_name(outputs), ..record };
    }
    let asked = &outcome.asked;
    Outputs {
        options: said(options, sources),
        shard,
        whole: Some(Whole { files: asked.files, sha256: asked.sha256.clone() }),
        archive,
        outputs: match shard {
            Some(_) => numbered(outputs, &asked.own),
            None => outputs,
        },
        failed: outcome.records.failed.iter().map(not_made).collect(),
        findings: told(outcome),
        ..record
    }
}

fn by_name(mut outputs: Vec<Output>) -> Vec<Output> {
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    outputs
}

/// In the order in which they were asked for, each with its number.
fn numbered(outputs: Vec<Output>, own: &[(usize, String)]) -> Vec<Output> {
    let numbers: HashMap<&str, usize> = own.iter().map(|(at, name)| (&**name, *at)).collect();
    let number = |it: Output| Output { number: numbers.get(&*it.name).copied(), ..it };
    let mut outputs: Vec<Output> = outputs.into_iter().map(number).collect();
    outputs.sort_by_key(|it| it.number);
    outputs
}

/// The files in the project that are no inputs: those that the call itself writes, and what other parts of the
/// same build have recorded.
pub fn own_files(options: &Build, sources: &Sources, record: Option<&PathBuf>) -> Vec<String> {
    let own = [&options.trace, &options.timings, &options.out_manifest, &options.verify_against];
    let own = own.into_iter().flatten().chain(record);
    let own = own.filter_map(|path| disk::path_in(&options.project, path));
    let parts = sources.files.iter().filter(|(path, bytes)| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(".json");
        let is_part = |it: &str| it.starts_with(PART) || Format::of(it).is_some();
        stem.is_some_and(is_part) && Outputs::read(path, bytes).is_ok()
    });
    own.chain(parts.map(|(path, _)| path.clone())).collect()
}

/// What the call says that changes what is made.
fn said(options: &Build, sources: &Sources) -> Vec<String> {
    let mut said: Vec<String> = options.only.iter().map(|it| format!("--only {it}")).collect();
    said.extend(options.values.profile.iter().map(|it| format!("--profile {it}")));
    said.extend(
        options.values.parameters.iter().map(|(name, value)| format!("--set {name}={value}")),
    );
    said.extend(options.print.iter().map(|it| format!("--print={it}")));
    let policy = sources.policy.iter();
    said.extend(policy.map(|(_, bytes)| format!("--policy {}", digest::of(bytes))));
    said.extend(
        options.shared.limits.set.iter().map(|(name, value)| format!("--limit {name}={value}")),
    );
    for (is_said, name) in [
        (options.audit, "--audit"),
        (options.draft, "--draft"),
        (options.shared.output.strict, "--strict"),
        (options.shared.templates.builtin_templates, "--builtin-templates"),
        (options.fonts.system_fonts, "--system-fonts"),
        (!options.fonts.font_path.is_empty(), "--font-path"),
    ] {
        said.extend(is_said.then(|| name.to_string()));
    }
    said.sort();
    said
}

fn not_made(failed: &Failed) -> NotMade {
    NotMade {
        document: failed.document.clone(),
        files: failed.files.clone(),
        place: failed.place.to_string(),
        why: failed.why.clone(),
    }
}

fn severity(finding: &Diagnostic) -> &'static str {
    match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn told(outcome: &Outcome) -> Vec<Told> {
    let one = |finding: &Diagnostic, records: usize| Told {
        code: finding.code.id.to_string(),
        severity: severity(finding).to_string(),
        place: finding.place.to_string(),
        message: finding.message.clone(),
        records,
    };
    let of_project = outcome.findings.iter().map(|it| one(it, 0));
    let of_records = outcome.records.findings.iter().zip(&outcome.records.counts);
    of_project.chain(of_records.map(|(it, count)| one(it, *count))).collect()
}
