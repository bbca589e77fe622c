//! `diptych check`: everything that is wrong, without typesetting.

use super::arguments::Check;
use super::report;
use crate::{Engine, Request, diagnostic, disk};

/// Checks and reports.
pub fn run(options: &Check) -> u8 {
    let limits = options.limits.limits();
    let (sources, mut findings) = disk::read_project(&options.project, &options.out, &limits);
    if !diagnostic::any_error(&findings) {
        let project = Engine::new().project(sources.clone());
        findings
            .extend(project.check(&Request::new().limits(limits).strict(options.output.strict)));
    }
    let printed = report::findings(&findings, &sources, &options.output);
    if !options.output.quiet {
        report::say(&match findings.is_empty() {
            true => "nothing found".to_string(),
            false => report::count(&findings),
        });
    }
    report::exit_code(&findings, options.output.strict).max(printed)
}
