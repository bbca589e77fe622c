//! `diptych check`: everything that is wrong, without typesetting.

use std::path::Path;

use super::arguments::Check;
use super::report;
use crate::{Request, check, diagnostic, disk};

/// Checks and reports.
pub fn run(options: &Check) -> u8 {
    let limits = options.limits.limits();
    let (sources, mut findings) = disk::read_project(&options.project, Path::new("out"), &limits);
    if !diagnostic::any_error(&findings) {
        findings.extend(check(&sources, &Request { limits, ..Request::default() }));
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
