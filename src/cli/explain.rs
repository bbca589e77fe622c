//! `diptych explain`: what the code of a finding means.

use super::{FINE, SETUP, report};
use crate::diagnostic::{Code, Severity, codes, suggestion};

/// Prints one code, or all of them.
pub fn run(code: Option<&str>) -> u8 {
    let Some(wanted) = code else {
        codes::ALL.iter().for_each(print);
        return FINE;
    };
    let is_it = |code: &&Code| code.id.eq_ignore_ascii_case(wanted) || code.name == wanted;
    match codes::ALL.iter().find(is_it) {
        Some(code) => {
            print(code);
            FINE
        }
        None => {
            let known = codes::ALL.iter().flat_map(|code| [code.id, code.name]);
            let help = suggestion(wanted, known).unwrap_or_default();
            report::say(&format!("“{wanted}” is not the code of a finding; {help}"));
            SETUP
        }
    }
}

fn print(code: &Code) {
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    report::print(&format!("{} {:<26} {severity:<8}{}", code.id, code.name, code.summary.trim()));
}
