//! `diptych check`: everything that is wrong, without typesetting.

use std::path::PathBuf;

use clap::Args;

use super::options::{SharedOptions, ValueOptions};
use super::report;
use super::watchdog::Watchdog;
use crate::{Engine, Progress, Relaxations, diagnostic, disk};

/// Which project is checked, and how.
#[derive(Args)]
pub struct Check {
    /// The project folder, which contains `diptych.toml`.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    #[command(flatten)]
    pub values: ValueOptions,
    /// Also print the numerals that are not compared, because they need not be numbers, and why.
    #[arg(long)]
    pub explain_skipped: bool,
    /// The folder that `build` writes to; the PDFs in it are not read.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub shared: SharedOptions,
}

/// Checks and reports.
pub fn run(options: &Check) -> u8 {
    let watchdog =
        Watchdog::start(&options.project, &options.shared.limits, &options.shared.output);
    let limits = options.shared.limits.limits();
    let (mut sources, mut findings) = disk::read_project(&options.project, &options.out, &limits);
    findings.extend(options.shared.policy.read(&mut sources, &limits));
    let mut skipped = Vec::new();
    let mut relaxed = Relaxations::default();
    if !diagnostic::any_error(&findings) {
        let project = Engine::new().project(sources.clone());
        let note = |step: Progress| watchdog.note(&step);
        let request = options.values.applied(options.shared.request()).progress(&note);
        findings.extend(project.check(&request));
        relaxed = project.relaxations(&request);
        if options.explain_skipped {
            skipped = project.skipped(&request);
        }
    }
    drop(watchdog);
    let printed = report::findings(&findings, &sources, &options.shared.output);
    for it in &skipped {
        report::say(&format!("{}: “{}” is not compared: {}", it.place, it.words, it.reason));
    }
    if !options.shared.output.quiet {
        report::relaxations(&relaxed);
        report::say(&match findings.is_empty() {
            true => "nothing found".to_string(),
            false => report::count(&findings),
        });
    }
    report::exit_code(&findings, options.shared.output.strict).max(printed)
}
