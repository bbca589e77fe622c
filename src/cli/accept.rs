//! `diptych accept`: records that a person has reviewed the translations.

use std::path::PathBuf;

use clap::Args;

use super::options::{LimitOptions, OutputOptions};
use super::subprocess::{self, Note};
use super::watchdog::Watchdog;
use super::{exit, lock_wait, report};
use crate::diagnostic::{self, Diagnostic};
use crate::disk::{self, Output, Target};
use crate::{Artifact, Engine, Progress, Request, Sources};

/// Of which project the translations are accepted.
#[derive(Args)]
pub struct Accept {
    /// The project folder, which contains `diptych.toml`.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    /// The folder that `build` writes to; the PDFs in it are not read.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// Record only the pairs of this document; may be repeated.
    #[arg(long, value_name = "DOC")]
    pub only: Vec<String>,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// Writes the project's lock file, or nothing when something is wrong.
pub fn run(options: &Accept) -> u8 {
    let watchdog = Watchdog::start(&options.project, &options.limits, &options.output);
    let limits = options.limits.limits();
    let (sources, mut findings) = disk::read_project(&options.project, &options.out, &limits);
    if !diagnostic::any_error(&findings) {
        let note = |step: Progress| watchdog.note(&step);
        let request = Request::new().only(options.only.clone()).limits(limits).progress(&note);
        let accepted = Engine::new().project(sources.clone()).accept(&request);
        drop(watchdog);
        match accepted {
            Ok(lock) => findings.extend(write(options, lock).err()),
            Err(failure) => findings.extend(failure.findings),
        }
    }
    let printed = report::findings(&findings, &sources, &options.output);
    let code = report::exit_code(&findings, options.output.strict);
    if !options.output.quiet {
        report::say(&match code {
            exit::FINE => "recorded as reviewed in diptych.lock".to_string(),
            _ => format!("{}; nothing was written", report::count(&findings)),
        });
    }
    code.max(printed)
}

/// The lock file is Diptych's own, so it may always be replaced.
fn write(options: &Accept, lock: Artifact) -> Result<(), Diagnostic> {
    let none = Sources::default();
    let project = options.project.as_path();
    let target = Target {
        folder: project,
        root: project,
        sources: &none,
        called: &[],
        force: true,
        keeps_ledger: false,
        drafts: false,
    };
    let wait = &mut lock_wait::patiently(options.output.quiet);
    subprocess::tell(&Note::Writes);
    Output::open(&target, &[], wait)?.write(&[lock], &[])
}
