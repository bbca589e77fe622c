//! `diptych check`: everything that is wrong, without typesetting.

use super::arguments::Check;
use super::report;
use super::watchdog::Watchdog;
use crate::{Engine, Progress, Request, diagnostic, disk};

/// Checks and reports.
pub fn run(options: &Check) -> u8 {
    let watchdog = Watchdog::start(&options.project, &options.limits, &options.output);
    let limits = options.limits.limits();
    let (sources, mut findings) = disk::read_project(&options.project, &options.out, &limits);
    if !diagnostic::any_error(&findings) {
        let project = Engine::new().project(sources.clone());
        let note = |step: Progress| watchdog.note(&step);
        let request = Request::new().limits(limits).strict(options.output.strict);
        findings.extend(project.check(&request.progress(&note)));
    }
    drop(watchdog);
    let printed = report::findings(&findings, &sources, &options.output);
    if !options.output.quiet {
        report::say(&match findings.is_empty() {
            true => "nothing found".to_string(),
            false => report::count(&findings),
        });
    }
    report::exit_code(&findings, options.output.strict).max(printed)
}
