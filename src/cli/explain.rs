//! `diptych explain`: what the code of a finding means.

use super::exit::SETUP;
use super::report;
use crate::diagnostic::{Code, Severity, codes, suggestion};

/// What each code means, why it matters and what to do, under a heading of its own.
const PAGES: &str = include_str!("../../docs/findings.md");

/// Prints the page of one code, or a line for each of them.
pub fn run(code: Option<&str>) -> u8 {
    let Some(wanted) = code else {
        return report::print(&codes::ALL.iter().map(line).collect::<Vec<_>>().join("\n"));
    };
    // `602` and `d602` are D0602 too.
    let number = format!("D{:0>4}", wanted.trim_start_matches(['D', 'd']));
    let is_it = |code: &&Code| {
        code.id.eq_ignore_ascii_case(wanted) || code.id == number || code.name == wanted
    };
    match codes::ALL.iter().find(is_it) {
        Some(code) => report::print(&format!("{}\n{}", line(code), page(code))),
        None => {
            let known = codes::ALL.iter().flat_map(|code| [code.id, code.name]);
            let help = suggestion(wanted, known)
                .unwrap_or_else(|| "`diptych explain` lists all codes".to_string());
            report::say(&format!("unknown code “{wanted}”; {help}"));
            SETUP
        }
    }
}

/// Code, name, nature, default severity and summary.
fn line(code: &Code) -> String {
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let nature = code.nature.name();
    format!("{} {:<26} {nature:<10}{severity:<8}{}", code.id, code.name, code.summary.trim())
}

/// The section of `docs/findings.md` as it reads in a terminal: code indented, nothing in stars.
fn page(code: &Code) -> String {
    let heading = format!("## {} {}\n", code.id, code.name);
    let section = PAGES.split_once(&heading).map_or("", |(_, rest)| rest);
    let section = section.split("\n## D").next().unwrap_or_default().trim_end();
    let mut in_code = false;
    let mut lines = Vec::new();
    for line in section.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            lines.push(format!("    {line}").trim_end().to_string());
        } else {
            lines.push(line.replace("**", ""));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Nature;

    #[test]
    fn every_code_has_a_page_that_says_what_why_and_how_to_mend() {
        let headings: Vec<_> = PAGES.lines().filter(|line| line.starts_with("## D")).collect();
        let codes: Vec<_> =
            codes::ALL.iter().map(|code| format!("## {} {}", code.id, code.name)).collect();
        assert_eq!(headings, codes);
        for code in codes::ALL {
            let page = page(code);
            let kind = match code.nature {
                Nature::Fact => "Kind. Fact: an error that no rule lowers and no waiver excuses.",
                Nature::Suspicion(Severity::Error) => "Kind. Suspicion, by default an error.",
                Nature::Suspicion(Severity::Warning) => "Kind. Suspicion, by default a warning.",
            };
            assert!(page.trim_start().starts_with(kind), "{} must say: {kind}", code.id);
            for part in ["What. ", "Why. ", "Fix. "] {
                let count = page.lines().filter(|line| line.starts_with(part)).count();
                assert_eq!(count, 1, "{} {part}", code.id);
            }
        }
    }
}
