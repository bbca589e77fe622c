//! `diptych merge`: what machines have made with `build --shard`, put together and proved to be whole.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::archive::{Packing, archive_path, index};
use super::interrupt::Interrupt;
use super::options::{Format, LimitOptions, OutputOptions};
use super::output_stream::TOGETHER;
use super::watchdog::Watchdog;
use super::{exit, lock_wait, report};
use crate::diagnostic::json as as_json;
use crate::diagnostic::{Diagnostic, codes};
use crate::disk::{self, Output, Target, Wait};
use crate::export::outputs::{self, Archive};
use crate::publish::joined::{self, Joined, Part, join};
use crate::{Artifact, Sources};

/// What is put together, and where it goes.
#[derive(Args)]
pub struct Merge {
    /// The manifests of the parts, or the folders that they are in.
    #[arg(required = true, value_name = "SHARDS")]
    pub shards: Vec<PathBuf>,
    /// Write all files to this folder; without it and without `--archive`, it is only told whether everything is there.
    #[arg(long, value_name = "DIR", conflicts_with = "archive")]
    pub out: Option<PathBuf>,
    /// Write all files into this archive, .zip or .tar.zst, and an index beside it.
    #[arg(long, value_name = "FILE", value_parser = archive_path)]
    pub archive: Option<PathBuf>,
    /// Overwrite files that Diptych did not write.
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// Reads, proves, writes and reports.
pub fn run(options: &Merge) -> u8 {
    let interrupt = Interrupt::listen(exit::INTERRUPTED);
    let watchdog = Watchdog::start(Path::new("."), &options.limits, &options.output);
    let parts = match disk::read_parts(&options.shards, &options.limits.limits()) {
        Ok(parts) => parts,
        Err(findings) => return tell(options, &[], Joined { findings, ..Joined::default() }),
    };
    let mut joined = join(&parts);
    let outputs = std::mem::take(&mut joined.outputs);
    for (at, output) in &outputs {
        if let Err(why) = disk::read_output(&parts[*at], output) {
            joined.broken(&parts[*at], output, &why);
        }
    }
    joined.outputs = outputs;
    drop(watchdog);
    let place = options.out.as_deref().or(options.archive.as_deref());
    if let Some(path) = place.filter(|_| is_whole(&joined) && joined.of > 0)
        && let Err(finding) = write(options, path, &parts, &joined, &interrupt)
    {
        joined.findings.push(finding);
    }
    tell(options, &parts, joined)
}

/// A document that could not be made would be missing in a build that was not divided, too.
fn is_whole(joined: &Joined) -> bool {
    joined.findings.iter().all(|it| it.code == codes::SHARD_FAILED)
}

/// Writes all files, each proved once more as it is read.
fn write(
    options: &Merge,
    path: &Path,
    parts: &[Part],
    joined: &Joined,
    interrupt: &Interrupt,
) -> Result<(), Diagnostic> {
    let sources = Sources::default();
    let folder = if options.out.is_some() { path } else { disk::folder_of(path) };
    // What is read is never written.
    let called: Vec<PathBuf> = parts.iter().flat_map(Part::paths).collect();
    let target = Target {
        folder,
        root: folder,
        sources: &sources,
        called: &called,
        force: options.force,
        keeps_ledger: options.out.is_some(),
        drafts: false,
    };
    let wait = &mut lock_wait::patiently(options.output.quiet);
    match options.out.is_some() {
        true => loose(&target, parts, joined, interrupt, wait),
        false => pack(path, &target, parts, joined, interrupt, wait),
    }
}

fn loose(
    target: &Target,
    parts: &[Part],
    joined: &Joined,
    interrupt: &Interrupt,
    wait: Wait,
) -> Result<(), Diagnostic> {
    let output = Output::open(target, &[], wait)?;
    let (mut together, mut bytes) = (Vec::new(), 0);
    for (at, recorded) in &joined.outputs {
        let artifact = artifact(&parts[*at], recorded)?;
        bytes += artifact.bytes.len();
        together.push(artifact);
        if bytes > TOGETHER {
            let _held = interrupt.hold();
            output.write(&std::mem::take(&mut together), &[])?;
            bytes = 0;
        }
    }
    let _held = interrupt.hold();
    output.write(&together, &[])
}

fn pack(
    path: &Path,
    target: &Target,
    parts: &[Part],
    joined: &Joined,
    interrupt: &Interrupt,
    wait: Wait,
) -> Result<(), Diagnostic> {
    let mut packing = Packing::begin(target, path, wait)?;
    let mut packed = Vec::new();
    for (at, recorded) in &joined.outputs {
        let range = packing.add(&artifact(&parts[*at], recorded)?)?;
        packed.push(outputs::Output { number: None, range: Some(range), ..recorded.clone() });
    }
    let (partial, archive): (_, Archive) = packing.finish()?;
    let index = index(path);
    let failed = |error: io::Error| disk::unwritable(&index, &error);
    let record = joined::record(parts, packed, archive);
    let record =
        record.ok_or_else(|| failed(io::Error::other("the parts have nothing in common")))?;
    let record = record.write().map_err(|error| failed(error.into()))?;
    let output = Output::open(target, &[&index], wait)?;
    let _held = interrupt.hold();
    partial.adopt(&output, &[(&index, record.as_bytes())])
}

fn artifact(part: &Part, output: &outputs::Output) -> Result<Artifact, Diagnostic> {
    let bytes = disk::read_output(part, output);
    // It was whole a moment ago.
    let bytes = bytes.map_err(|why| joined::broken(part, output, &why))?;
    Ok(Artifact { name: output.name.clone(), bytes, pages: output.pages, inputs: None })
}

/// Tells what was found and what must be made again: for programs, in the form of job arrays or as JSON.
fn tell(options: &Merge, parts: &[Part], joined: Joined) -> u8 {
    let sources = Sources { name: ".".to_string(), ..Sources::default() };
    let again: Vec<usize> = joined.again.iter().copied().collect();
    let printed = match options.output.format {
        Format::Json => {
            let findings = as_json::render(&joined.findings);
            let failed = parts.iter().flat_map(|it| &it.record.failed).map(|it| &it.document);
            let failed: BTreeSet<_> = failed.collect();
            let told =
                findings.and_then(|it| serde_json::from_str(&it)).and_then(|findings: Value| {
                    serde_json::to_string_pretty(&json!({
                        "parts": joined.of,
                        "files": joined.outputs.len(),
                        "again": again,
                        "failed": failed,
                        "findings": findings,
                    }))
                });
            report::print_json(told)
        }
        _ => report::findings(&joined.findings, &sources, &options.output),
    };
    if !options.output.quiet {
        report::say(&last_line(options, &joined, &again));
    }
    report::exit_code(&joined.findings, options.output.strict).max(printed)
}

fn last_line(options: &Merge, joined: &Joined, again: &[usize]) -> String {
    let what = report::number(joined.outputs.len(), "file");
    let parts = report::number(joined.of, "part");
    let to = options.out.as_ref().or(options.archive.as_ref());
    let found = match joined.findings.len() {
        0 => String::new(),
        _ => format!("{}; ", report::count(&joined.findings)),
    };
    match (again, is_whole(joined), to) {
        ([], true, Some(to)) => format!("{found}wrote {what} of {parts} to {}", to.display()),
        ([], true, None) => format!("{found}{what} of {parts}: each is there once"),
        // A file that broke between its proof and its copy stops the rest.
        ([], false, _) => format!("{found}not all was written"),
        _ => format!("{found}make again, of {parts}: {}", joined::listed(again)),
    }
}
