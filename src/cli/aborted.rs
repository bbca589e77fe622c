//! The finding about a run that is over before its time.

use super::options::OutputOptions;
use super::report;
use crate::Sources;
use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic};

/// Prints the one finding about a run that ended, in the chosen format, and gives the exit code.
pub fn tell(
    code: Code,
    message: String,
    help: &str,
    project: &str,
    output: &OutputOptions,
    writes: bool,
) -> u8 {
    let findings = [Diagnostic::new(code, Place::file(project), message).help(help)];
    // The place is seen from where the call was made, as the project's own name is.
    let sources = Sources { name: ".".to_string(), ..Sources::default() };
    let printed = report::findings(&findings, &sources, output);
    if !output.quiet {
        let written = match writes {
            true => "files may have been written, each of them whole",
            false => "nothing was written",
        };
        report::say(&format!("{}; {written}", report::count(&findings)));
    }
    report::exit_code(&findings, false).max(printed)
}
