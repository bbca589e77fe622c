//! `diptych build`: a project's PDFs, made, judged, written and told.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::archive::Packing;
use super::build_options::Build;
use super::build_result::{BuildResult, last_line};
use super::interrupt::Interrupt;
use super::output_stream::{OutputStream, State};
use super::progress::{self, Hands};
use super::timings::Timings;
use super::watchdog::Watchdog;
use super::{exit, lock_wait, open, record, report, verification};
use crate::diagnostic::{self, Diagnostic};
use crate::disk::{self, EarlierOutputs, Output, Partial, Target};
use crate::{Engine, Outcome, Shard, Sources};

/// Builds, writes and reports.
pub fn run(options: &Build) -> u8 {
    let interrupt = Interrupt::listen(exit::INTERRUPTED);
    let watchdog = watchdog(options);
    let project = read(options);
    // The process ends here: freeing what it holds, layouts above all, would take a while.
    let engine = ManuallyDrop::new(options.fonts.engine());
    report(options, &engine, &project, watchdog, &interrupt)
}

/// Bounds what follows by the time and memory of the call.
pub fn watchdog(options: &Build) -> Watchdog {
    Watchdog::start(&options.project, &options.shared.limits, &options.shared.output)
}

/// A project that has been read, and which part of it is to be made.
pub struct Project {
    pub sources: Sources,
    /// What was found while it was read.
    pub findings: Vec<Diagnostic>,
    shard: Option<Shard>,
    /// Where the build is recorded.
    record: Option<PathBuf>,
}

/// Reads the project.
pub fn read(options: &Build) -> Project {
    let limits = options.shared.limits.limits();
    let (mut sources, mut findings) = disk::read_project(&options.project, &options.out, &limits);
    findings.extend(options.shared.policy.read(&mut sources, &limits));
    let shard = shard(options).unwrap_or_else(|finding| {
        findings.push(finding);
        None
    });
    let record = record::path(options, shard);
    findings.extend(one_place(options, record.as_ref()).err());
    Project { sources, findings, shard, record }
}

/// Two options that name one file are told before anything is made.
fn one_place(options: &Build, record: Option<&PathBuf>) -> Result<(), Diagnostic> {
    let [trace, timings, archive] =
        [&options.trace, &options.timings, &options.archive].map(Option::as_ref);
    let named = [trace, timings, record, archive].into_iter().flatten();
    disk::are_distinct([], named.map(PathBuf::as_path), &options.project)
}

/// The part that is to be made.
fn shard(options: &Build) -> Result<Option<Shard>, Diagnostic> {
    let project = options.project.display().to_string();
    options.shard.map(|wanted| wanted.shard(&project)).transpose()
}

/// Builds what has been read, writes and reports.
pub fn report(
    options: &Build,
    engine: &Engine,
    project: &Project,
    watchdog: Watchdog,
    interrupt: &Interrupt,
) -> u8 {
    let started = Instant::now();
    let target = target(options, &project.sources);
    let timings = Timings::default();
    let (mut outcome, streamed) =
        make(options, engine, project, &target, (&watchdog, &timings, interrupt));
    // From here on nothing is stopped: what was made is written completely.
    drop(watchdog);
    let mut made = BuildResult::of(&mut outcome, streamed);
    judge(options, engine, &target, &mut outcome, &made);
    let fine = report::exit_code(&outcome.findings, options.shared.output.strict) == exit::FINE;
    if is_asked_for(options, &made) && fine || outcome.is_draft() {
        let further = further(options, project, (&outcome, &timings), &mut made);
        let written = further
            .and_then(|further| write(options, &target, (&outcome, further), &made, interrupt));
        match written {
            Ok(folder) => made.folder = folder,
            Err(finding) => outcome.findings.push(finding),
        }
    }
    tell(options, &project.sources, &outcome, &made, started)
}

/// Makes the documents; what cannot wait is written meanwhile.
fn make(
    options: &Build,
    engine: &Engine,
    project: &Project,
    target: &Target,
    (watchdog, timings, interrupt): (&Watchdog, &Timings, &Interrupt),
) -> (Outcome, State) {
    let read = project.findings.clone();
    let stopped = diagnostic::fails(&read, options.shared.output.strict);
    let streamed = OutputStream::new(target, interrupt, options, !stopped);
    if diagnostic::any_error(&read) {
        return (Outcome { findings: read, ..Outcome::default() }, streamed.finish());
    }
    let sink = |artifact| {
        if !stopped {
            streamed.take(artifact)
        }
    };
    let before = if options.changed { EarlierOutputs::of(target) } else { None };
    let is_there =
        |name: &str, inputs: &str| before.as_ref().is_some_and(|before| before.has(name, inputs));
    let hands = Hands { watchdog, sink: &sink, is_there: &is_there, timings };
    let outcome = progress::build(engine, &project.sources, (options, project.shard), &hands);
    let findings = read.into_iter().chain(outcome.findings).collect();
    (Outcome { findings, ..outcome }, streamed.finish())
}

/// Whether the call asks for anything to be written.
fn is_asked_for(options: &Build, made: &BuildResult) -> bool {
    !made.names.is_empty()
        || options.clean
        || options.trace.is_some()
        || options.timings.is_some()
        || options.shard.is_some()
}

/// What is to be found of the outputs as a whole.
fn judge(
    options: &Build,
    engine: &Engine,
    target: &Target,
    outcome: &mut Outcome,
    made: &BuildResult,
) {
    let all = options.only.is_empty() && options.shard.is_none() && options.archive.is_none();
    if !options.clean && all && outcome.records.failed.is_empty() {
        outcome.findings.extend(disk::stale(target, &made.names()));
    }
    if !outcome.artifacts.is_empty() {
        outcome.findings.extend(verification::findings(
            options,
            engine,
            target,
            &outcome.artifacts,
        ));
    }
}

/// Prints what was found, and the last line.
fn tell(
    options: &Build,
    sources: &Sources,
    outcome: &Outcome,
    made: &BuildResult,
    started: Instant,
) -> u8 {
    let all = [&outcome.findings[..], &outcome.records.findings].concat();
    let printed = report::findings(&all, sources, &options.shared.output);
    let code = report::exit_code(&outcome.findings, options.shared.output.strict);
    if options.open && !made.folder.as_os_str().is_empty() {
        open::written(&options.out, &outcome.artifacts);
    }
    if !options.shared.output.quiet {
        report::relaxations(&outcome.relaxed);
        report::failed(&outcome.records);
        report::say(&last_line(outcome, options, code, made, started));
    }
    let failed = if outcome.records.failed.is_empty() { exit::FINE } else { exit::FOUND };
    code.max(failed).max(printed)
}

fn target<'a>(options: &'a Build, sources: &'a Sources) -> Target<'a> {
    Target {
        folder: options.archive.as_deref().map_or(&options.out, disk::folder_of),
        root: &options.project,
        sources,
        called: &[],
        force: options.force,
        keeps_ledger: options.archive.is_none(),
        drafts: options.draft,
    }
}

/// Files beside the documents, each with its text, and the archive that is complete.
struct Further {
    files: Vec<(PathBuf, String)>,
    archive: Option<Partial>,
}

/// What the call asks for beside the documents.
fn further(
    options: &Build,
    project: &Project,
    (outcome, timings): (&Outcome, &Timings),
    made: &mut BuildResult,
) -> Result<Further, Diagnostic> {
    let text = |path: &Path, text: serde_json::Result<String>| match text {
        Ok(text) => Ok((path.to_path_buf(), text)),
        Err(error) => Err(disk::unwritable(path, &error.into())),
    };
    let mut files = Vec::new();
    if let Some(path) = &options.trace {
        let trace = outcome.trace.as_deref().unwrap_or_default();
        files.push(text(path, serde_json::to_string_pretty(trace))?);
    }
    if let Some(path) = &options.timings {
        files.push(text(path, timings.json())?);
    }
    let (archive, packed) = made.archive.take().map(Packing::finish).transpose()?.unzip();
    if let Some(path) = &project.record {
        let outputs = (std::mem::take(&mut made.outputs), packed);
        let own = record::own_files(options, &project.sources, Some(path));
        let record = record::of(options, (&project.sources, &own), project.shard, outcome, outputs);
        files.push(text(path, record.write())?);
    }
    Ok(Further { files, archive })
}

/// Writes what was made; gives the folder that it was really written to.
fn write(
    options: &Build,
    target: &Target,
    (outcome, further): (&Outcome, Further),
    made: &BuildResult,
    interrupt: &Interrupt,
) -> Result<PathBuf, Diagnostic> {
    let files = further.files.iter().map(|(path, text)| (path.as_path(), text.as_bytes()));
    let files: Vec<(&Path, &[u8])> = files.collect();
    let paths: Vec<&Path> = files.iter().map(|(path, _)| *path).collect();
    let wait = &mut lock_wait::patiently(options.shared.output.quiet);
    let output = Output::open(target, &paths, wait)?;
    if further.archive.is_none() {
        output.are_distinct(made.names().into_iter(), paths.iter().copied())?;
    }
    let _held = interrupt.hold();
    match further.archive {
        Some(partial) => partial.adopt(&output, &files)?,
        None => output.write(&outcome.artifacts, &files)?,
    }
    let clean = options.clean && outcome.records.failed.is_empty();
    let removed = if clean { output.clean(&made.names())? } else { Vec::new() };
    if !options.shared.output.quiet {
        removed.iter().for_each(|name| report::say(&format!("removed {name}")));
    }
    Ok(output.real().to_path_buf())
}
