//! `diptych check`: everything that is wrong, without typesetting.

use super::arguments::Check;
use super::report;
use super::watchdog::Watchdog;
use crate::{Engine, Progress, Relaxations, Request, diagnostic, disk};

/// Checks and reports.
pub fn run(options: &Check) -> u8 {
    let watchdog = Watchdog::start(&options.project, &options.limits, &options.output);
    let limits = options.limits.limits();
    let (mut sources, mut findings) = disk::read_project(&options.project, &options.out, &limits);
    findings.extend(options.policy.read(&mut sources, &limits));
    let mut skipped = Vec::new();
    let mut relaxed = Relaxations::default();
    if !diagnostic::any_error(&findings) {
        let project = Engine::new().project(sources.clone());
        let note = |step: Progress| watchdog.note(&step);
        let request = Request::new()
            .builtin_templates(options.templates.builtin_templates)
            .limits(limits)
            .strict(options.output.strict)
            .profile(options.profile.clone())
            .progress(&note);
        let request =
            options.parameters.iter().fold(request, |it, (name, value)| it.set(name, value));
        findings.extend(project.check(&request));
        relaxed = project.relaxations(&request);
        if options.explain_skipped {
            skipped = project.skipped(&request);
        }
    }
    drop(watchdog);
    let printed = report::findings(&findings, &sources, &options.output);
    for it in &skipped {
        report::say(&format!("{}: “{}” is not compared: {}", it.place, it.words, it.reason));
    }
    if !options.output.quiet {
        report::relaxations(&relaxed);
        report::say(&match findings.is_empty() {
            true => "nothing found".to_string(),
            false => report::count(&findings),
        });
    }
    report::exit_code(&findings, options.output.strict).max(printed)
}
