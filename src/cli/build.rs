//! `diptych build`: a project's PDFs, with a progress bar on a terminal.

use std::io;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::{Build, Emit};
use super::interrupt::Interrupt;
use super::watchdog::Watchdog;
use super::{exit, gates, open, report, wait};
use crate::diagnostic::{self, Diagnostic};
use crate::disk::{self, Output, Target};
use crate::{Engine, Outcome, Progress, Request, Sources};

/// Builds, writes and reports.
pub fn run(options: &Build) -> u8 {
    let interrupt = Interrupt::listen(exit::INTERRUPTED);
    let watchdog = watchdog(options);
    let (sources, unreadable) = read(options);
    report(options, &options.fonts.engine(), (&sources, unreadable), watchdog, &interrupt)
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
    (sources, findings)
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
    let mut outcome = match diagnostic::any_error(&unreadable) {
        true => Outcome { findings: unreadable, ..Outcome::default() },
        false => {
            let outcome = build_with_progress(engine, sources, options, &watchdog);
            let findings = unreadable.into_iter().chain(outcome.findings).collect();
            Outcome { findings, ..outcome }
        }
    };
    // What is made is written to its end.
    drop(watchdog);
    let target = target(options, sources);
    if !options.clean && options.only.is_empty() {
        outcome.findings.extend(disk::stale(&target, &outcome.artifacts));
    }
    if !outcome.artifacts.is_empty() {
        outcome.findings.extend(gates::findings(options, engine, &target, &outcome.artifacts));
    }
    let mut real = PathBuf::new();
    let fine = report::exit_code(&outcome.findings, options.output.strict) == exit::FINE;
    if fine || outcome.is_draft() {
        match write(options, &target, &outcome, interrupt) {
            Ok(folder) => real = folder,
            Err(finding) => outcome.findings.push(finding),
        }
    }
    let printed = report::findings(&outcome.findings, sources, &options.output);
    let code = report::exit_code(&outcome.findings, options.output.strict);
    if options.open && !real.as_os_str().is_empty() {
        open::written(&options.out, &outcome.artifacts);
    }
    if !options.output.quiet {
        report::relaxations(&outcome.relaxed);
        report::say(&last_line(&outcome, options, code, &real, started));
    }
    code.max(printed)
}

fn target<'a>(options: &'a Build, sources: &'a Sources) -> Target<'a> {
    Target {
        folder: &options.out,
        root: &options.project,
        sources,
        called: &[],
        force: options.force,
        keeps_ledger: true,
        drafts: options.draft,
    }
}

/// Writes what was made; gives the folder that it was really written to.
fn write(
    options: &Build,
    target: &Target,
    outcome: &Outcome,
    interrupt: &Interrupt,
) -> Result<PathBuf, Diagnostic> {
    let json = serde_json::to_string_pretty(outcome.trace.as_deref().unwrap_or_default());
    let json = json.unwrap_or_default();
    let trace = options.trace.as_deref().map(|path| (path, json.as_bytes()));
    let manifest = gates::outputs(options, target.sources, &outcome.artifacts).write();
    let manifest = options.out_manifest.as_deref().map(|path| (path, manifest.as_bytes()));
    let further: Vec<(&Path, &[u8])> = trace.into_iter().chain(manifest).collect();
    let paths: Vec<&Path> = further.iter().map(|(path, _)| *path).collect();
    let wait = &mut wait::patiently(options.output.quiet);
    let output = Output::open(target, &paths, wait)?;
    let _held = interrupt.hold();
    output.write(&outcome.artifacts, &further)?;
    let removed = if options.clean { output.clean(&outcome.artifacts)? } else { Vec::new() };
    if !options.output.quiet {
        removed.iter().for_each(|name| report::say(&format!("removed {name}")));
    }
    Ok(output.real().to_path_buf())
}

fn build_with_progress(
    engine: &Engine,
    sources: &Sources,
    options: &Build,
    watchdog: &Watchdog,
) -> Outcome {
    let bar = match io::stderr().is_terminal() && !options.output.quiet {
        true => ProgressBar::new_spinner(),
        false => ProgressBar::hidden(),
    };
    set_style(&bar, "{spinner} {msg}");
    bar.set_message("reading and checking");
    let progress = |step: Progress| {
        watchdog.note(&step);
        match step {
            Progress::Composed { documents } => {
                bar.set_length(documents as u64);
                bar.set_message("");
                // The time that is left is known from those that are made.
                set_style(&bar, "{spinner} {pos} of {len} typeset, {eta} left  {msg}");
            }
            Progress::Made { artifact, .. } => {
                bar.set_message(artifact.name.clone());
                bar.inc(1);
            }
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
        .jobs(options.jobs)
        .builtin_templates(options.templates.builtin_templates)
        .limits(options.limits.limits())
        .progress(&progress);
    let outcome = engine.project(sources.clone()).build(&request);
    bar.finish_and_clear();
    outcome
}

fn set_style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}

fn last_line(
    outcome: &Outcome,
    options: &Build,
    code: u8,
    real: &Path,
    started: Instant,
) -> String {
    if code != exit::FINE && !outcome.is_draft() {
        return format!("{}; nothing was written", report::count(&outcome.findings));
    }
    let pages = outcome.artifacts.iter().map(|artifact| artifact.pages).sum();
    let what = match options.emit {
        Emit::Pdf if outcome.draft => report::number(outcome.artifacts.len(), "draft"),
        Emit::Pdf => report::number(outcome.artifacts.len(), "PDF"),
        Emit::Typst => report::number(outcome.artifacts.len(), "file"),
    };
    let pages = match options.emit {
        Emit::Pdf => format!(" ({})", report::number(pages, "page")),
        Emit::Typst => String::new(),
    };
    let seconds = started.elapsed().as_secs_f64();
    // Where a link leads elsewhere, the real folder is told too.
    let out = match disk::is_linked(&options.out) {
        true => format!("{} ({})", options.out.display(), real.display()),
        false => options.out.display().to_string(),
    };
    let found = match code {
        exit::FINE => String::new(),
        _ => format!("{}; ", report::count(&outcome.findings)),
    };
    format!("{found}wrote {what}{pages} to {out} in {seconds:.2} s")
}
