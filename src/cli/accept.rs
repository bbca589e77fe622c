//! `diptych accept`: records that a person has reviewed the translations.

use std::path::Path;

use super::arguments::Accept;
use super::{exit, report};
use crate::{Request, accept, diagnostic, disk};

/// Writes the project's lock file, or nothing when something is wrong.
pub fn run(options: &Accept) -> u8 {
    let limits = options.limits.limits();
    let (sources, mut findings) = disk::read_project(&options.project, Path::new("out"), &limits);
    if !diagnostic::any_error(&findings) {
        let request = Request { only: options.only.clone(), limits, ..Request::default() };
        let (lock, found) = accept(&sources, &request);
        findings = found;
        if let Some(lock) = lock
            && let Err(finding) = disk::write_artifacts(&options.project, &[lock], None)
        {
            findings.push(finding);
        }
    }
    report::findings(&findings, &sources, &options.output);
    let code = report::exit_code(&findings, options.output.strict);
    if !options.output.quiet {
        report::say(&match code {
            exit::FINE => "recorded as reviewed in diptych.lock".to_string(),
            _ => format!("{}; nothing was written", report::count(&findings)),
        });
    }
    code
}
