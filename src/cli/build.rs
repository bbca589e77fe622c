//! `diptych build`: a project's PDFs, with a progress bar on a terminal.

use std::io;
use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::{Build, Emit};
use super::interrupt::Interrupt;
use super::packing::Packing;
use super::streamed::Streamed;
use super::timings::Timings;
use super::watchdog::Watchdog;
use super::written::{Written, last_line};
use super::{exit, gates, open, record, report, wait};
use crate::diagnostic::{self, Diagnostic};
use crate::disk::{self, Before, Output, Target};
use crate::{Artifact, Engine, Outcome, Progress, Request, Shard, Sources};

/// Builds, writes and reports.
pub fn run(options: &Build) -> u8 {
    let interrupt = Interrupt::listen(exit::INTERRUPTED);
    let watchdog = watchdog(options);
    let (sources, unreadable) = read(options);
    // The process ends here: freeing what it holds, layouts above all, would take a while.
    let engine = ManuallyDrop::new(options.fonts.engine());
    report(options, &engine, (&sources, unreadable), watchdog, &interrupt)
}

/// Bounds what follows by the time and memory of the call.
pub fn watchdog(options: &Build) -> Watchdog {
    Watchdog::start(&options.project, &options.limits, &options.output)
}

/// Reads the project.
pub fn read(options: &Build) -> (Sources, Vec<Diagnostic>) {
    let limits = options.limits.limits();
    let (mut sources, mut findings) = disk::read_project(&options.project, &options.out, &limits);
    findings.extend(options.policy.read(&mut sources, &limits));
    findings.extend(shard(options).err());
    findings.extend(one_place(options).err());
    (sources, findings)
}

/// Two options that name one file are told before anything is made.
fn one_place(options: &Build) -> Result<(), Diagnostic> {
    let record = record::path(options, shard(options).unwrap_or_default());
    let named = [&options.trace, &options.timings, &record, &options.archive].into_iter().flatten();
    disk::are_apart([], named.map(PathBuf::as_path), &options.project)
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
    (sources, unreadable): (&Sources, Vec<Diagnostic>),
    watchdog: Watchdog,
    interrupt: &Interrupt,
) -> u8 {
    let started = Instant::now();
    let target = target(options, sources);
    let stopped = diagnostic::fails(&unreadable, options.output.strict);
    let streamed = Streamed::new(&target, interrupt, options, !stopped);
    let sink = |artifact| {
        if !stopped {
            streamed.take(artifact)
        }
    };
    let timings = Timings::default();
    let mut outcome = match diagnostic::any_error(&unreadable) {
        true => Outcome { findings: unreadable, ..Outcome::default() },
        false => {
            let before = if options.changed { Before::of(&target) } else { None };
            let is_there = |name: &str, inputs: &str| {
                before.as_ref().is_some_and(|before| before.has(name, inputs))
            };
            let (watchdog, timings) = (&watchdog, &timings);
            let hands = Hands { watchdog, sink: &sink, is_there: &is_there, timings };
            let outcome = build_with_progress(engine, sources, options, &hands);
            let findings = unreadable.into_iter().chain(outcome.findings).collect();
            Outcome { findings, ..outcome }
        }
    };
    // What is made is written to its end.
    drop(watchdog);
    let mut made = Written::of(&mut outcome, streamed.finish());
    let all = options.only.is_empty() && options.shard.is_none() && options.archive.is_none();
    if !options.clean && all && outcome.records.failed.is_empty() {
        outcome.findings.extend(disk::stale(&target, &made.names()));
    }
    if !outcome.artifacts.is_empty() {
        outcome.findings.extend(gates::findings(options, engine, &target, &outcome.artifacts));
    }
    let fine = report::exit_code(&outcome.findings, options.output.strict) == exit::FINE;
    let has_any = !made.names.is_empty()
        || options.clean
        || options.trace.is_some()
        || options.timings.is_some()
        || options.shard.is_some();
    if has_any && fine || outcome.is_draft() {
        match write(options, &target, (&outcome, &timings), &mut made, interrupt) {
            Ok(folder) => made.folder = folder,
            Err(finding) => outcome.findings.push(finding),
        }
    }
    let all = [&outcome.findings[..], &outcome.records.findings].concat();
    let printed = report::findings(&all, sources, &options.output);
    let code = report::exit_code(&outcome.findings, options.output.strict);
    if options.open && !made.folder.as_os_str().is_empty() {
        open::written(&options.out, &outcome.artifacts);
    }
    if !options.output.quiet {
        report::relaxations(&outcome.relaxed);
        report::failed(&outcome.records);
        report::say(&last_line(&outcome, options, code, &made, started));
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

/// Writes what was made; gives the folder that it was really written to.
fn write(
    options: &Build,
    target: &Target,
    (outcome, timings): (&Outcome, &Timings),
    made: &mut Written,
    interrupt: &Interrupt,
) -> Result<PathBuf, Diagnostic> {
    let json = serde_json::to_string_pretty(outcome.trace.as_deref().unwrap_or_default());
    let json = json.unwrap_or_default();
    let trace = options.trace.as_deref().map(|path| (path, json.as_bytes()));
    let archive = made.archive.take().map(Packing::finish).transpose()?;
    let packed = archive.as_ref().map(|(_, archive)| archive.clone());
    let shard = shard(options)?;
    let outputs = (std::mem::take(&mut made.outputs), packed);
    let path = record::path(options, shard);
    let record =
        path.as_ref().map(|_| record::of(options, target.sources, shard, outcome, outputs).write());
    let record = path.as_deref().zip(record.as_deref().map(str::as_bytes));
    let costs = options.timings.as_ref().map(|_| timings.json());
    let timings = options.timings.as_deref().zip(costs.as_deref().map(str::as_bytes));
    let further: Vec<(&Path, &[u8])> = trace.into_iter().chain(timings).chain(record).collect();
    let paths: Vec<&Path> = further.iter().map(|(path, _)| *path).collect();
    let wait = &mut wait::patiently(options.output.quiet);
    let output = Output::open(target, &paths, wait)?;
    if archive.is_none() {
        output.are_apart(made.names().into_iter(), paths.iter().copied())?;
    }
    let _held = interrupt.hold();
    match archive {
        Some((partial, _)) => partial.adopt(&output, &further)?,
        None => output.write(&outcome.artifacts, &further)?,
    }
    let clean = options.clean && outcome.records.failed.is_empty();
    let removed = if clean { output.clean(&made.names())? } else { Vec::new() };
    if !options.output.quiet {
        removed.iter().for_each(|name| report::say(&format!("removed {name}")));
    }
    Ok(output.real().to_path_buf())
}

/// What a build calls while it goes on.
struct Hands<'a> {
    watchdog: &'a Watchdog,
    sink: &'a (dyn Fn(Artifact) + Sync),
    is_there: &'a (dyn Fn(&str, &str) -> bool + Sync),
    timings: &'a Timings,
}

fn build_with_progress(
    engine: &Engine,
    sources: &Sources,
    options: &Build,
    hands: &Hands,
) -> Outcome {
    // Services that build for others may give a terminal that nobody looks at.
    let is_watched = io::stderr().is_terminal() && std::env::var_os("CI").is_none();
    let bar = match is_watched && !options.output.quiet {
        true => ProgressBar::new_spinner(),
        false => ProgressBar::hidden(),
    };
    set_style(&bar, "{spinner} {msg}");
    bar.set_message("reading and checking");
    let progress = |step: Progress| {
        hands.watchdog.note(&step);
        match step {
            Progress::Composed { documents } => {
                // Documents for each record come in runs.
                bar.set_length(bar.length().unwrap_or_default() + documents as u64);
                bar.set_message("");
                set_style(&bar, "{spinner} {pos} of {len} typeset  {msg}");
            }
            Progress::Made { artifact, .. } => {
                bar.set_message(artifact.name.clone());
                // The time that is left is known from those that are made.
                if bar.position() == 0 {
                    set_style(&bar, "{spinner} {pos} of {len} typeset, {eta} left  {msg}");
                }
                bar.inc(1);
            }
            Progress::Cost { document, costs } => hands.timings.note(document, costs),
            _ => {}
        }
    };
    let request = Request::new()
        .only(options.only.clone())
        .emit_typst(options.emit == Emit::Typst)
        .audit(options.audit)
        .draft(options.draft)
        .print(options.print.clone())
        .strict(options.output.strict)
        .trace(options.trace.is_some())
        .timings(options.timings.is_some())
        .jobs(options.jobs)
        .builtin_templates(options.templates.builtin_templates)
        .limits(options.limits.limits())
        .progress(&progress)
        .sink(hands.sink)
        .is_there(hands.is_there)
        .shard(shard(options).unwrap_or_default())
        .profile(options.profile.clone());
    let request = options.parameters.iter().fold(request, |it, (name, value)| it.set(name, value));
    let outcome = engine.project(sources.clone()).build(&request);
    bar.finish_and_clear();
    outcome
}

fn set_style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
