//! Printing: findings on stderr, or on stdout for machines; talk on stderr.

use std::io;
use std::io::{IsTerminal, Write};

use super::exit::{BROKEN_PIPE, FINE, FOUND, SETUP};
use super::options::{Color, Format, OutputOptions};
use super::subprocess::{self, Note};
use crate::diagnostic::{
    self, Code, Diagnostic, Severity, github, gitlab, human, json, junit, markdown, rdjson, sarif,
    short,
};
use crate::language::invisible::visible;
use crate::{Records, Relaxations, Sources};

/// Prints a line of talk, in which names cannot steer the terminal; a closed stderr is nobody's error.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(line));
}

/// Prints output that ends with one line break, whether it comes with one or not; gives the exit code.
#[must_use]
pub fn print(text: &str) -> u8 {
    print_bytes(format!("{}\n", text.trim_end_matches('\n')).as_bytes())
}

/// Prints JSON; what cannot be made is told, and is no empty output.
#[must_use]
pub fn print_json(json: serde_json::Result<String>) -> u8 {
    json.map_or_else(
        |error| {
            say(&format!("the output cannot be made: {error}"));
            SETUP
        },
        |json| print(&json),
    )
}

/// Prints bytes as they are. Output that is lost is an error; when nobody reads it any more (`| head`),
/// the process ends quietly, as other tools do.
#[must_use]
pub fn print_bytes(bytes: &[u8]) -> u8 {
    subprocess::tell(&Note::Prints);
    let mut stdout = io::stdout();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => FINE,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => BROKEN_PIPE,
        Err(error) => {
            say(&format!("standard output cannot be written: {error}"));
            SETUP
        }
    }
}

/// Of one code, so many findings are shown to people, unless another number is asked for.
const FOR_PEOPLE: usize = 50;

/// Of one code, so many findings are printed for programs, unless another number is asked for.
const FOR_PROGRAMS: usize = 10_000;

/// Prints findings as asked for; gives the exit code of the printing.
#[must_use]
pub fn findings(findings: &[Diagnostic], sources: &Sources, options: &OutputOptions) -> u8 {
    let usual = match options.format {
        Format::Human | Format::Markdown => FOR_PEOPLE,
        _ => FOR_PROGRAMS,
    };
    let (findings, left) = diagnostic::few(findings, options.max_findings.unwrap_or(usual));
    let code = print_findings(&findings, &left, sources, options);
    for (code, count) in left {
        let (id, name) = (code.id, code.name);
        say(&format!("{count} more of {id} ({name}); `--max-findings N` prints more"));
    }
    code
}

fn print_findings(
    findings: &[&Diagnostic],
    left: &[(Code, usize)],
    sources: &Sources,
    options: &OutputOptions,
) -> u8 {
    let (all, project) = (findings.iter().copied(), sources.name.as_str());
    match options.format {
        Format::Json => return print_json(json::render(all)),
        Format::Sarif => return print_json(sarif::render(all, project)),
        Format::Gitlab => return print_json(gitlab::render(all, project)),
        Format::Junit => return print(&junit::render(all, project, options.strict)),
        Format::Rdjson => return print_json(rdjson::render(all, sources)),
        Format::Markdown => return print(&markdown::render(findings, left, project)),
        Format::Github if findings.is_empty() => {}
        Format::Github => {
            let lines = findings.iter().map(|finding| github::render(finding, project));
            return print(&lines.collect::<Vec<_>>().join("\n"));
        }
        Format::Short => findings.iter().for_each(|finding| say(&short::render(finding))),
        Format::Human => {
            let text = human::render(all, sources, use_color(options.color));
            let _ = io::stderr().write_all(text.as_bytes());
        }
    }
    FINE
}

fn use_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// Tells what the project has relaxed, if anything.
pub fn relaxations(relaxed: &Relaxations) {
    if !relaxed.is_empty() {
        say(&format!("relaxed: {relaxed}"));
    }
}

/// So many documents that were not made are named.
const NAMED: usize = 50;

/// Tells which documents of records were not made, and why.
pub fn failed(records: &Records) {
    for it in records.failed.iter().take(NAMED) {
        // What the finding says stands above.
        say(&format!("not made: {} ({}): {}", it.document, it.place, it.code.id));
    }
    match records.failed.len() {
        0 => {}
        count if count > NAMED => {
            say(&format!("{count} documents of a series were not made, of which {NAMED} are named"))
        }
        1 => say("1 document of a series was not made"),
        count => say(&format!("{count} documents of a series were not made")),
    }
}

/// “3 errors, 1 warning”.
pub fn count(findings: &[Diagnostic]) -> String {
    let of = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let errors = number(errors, "error");
    match warnings {
        0 => errors,
        _ => format!("{errors}, {}", number(warnings, "warning")),
    }
}

/// “1 page”, “2 pages”.
pub fn number(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// The exit code that findings lead to; with `strict`, warnings count as errors, but the call has not failed for them.
pub fn exit_code(findings: &[Diagnostic], strict: bool) -> u8 {
    let of_setup = |it: &Diagnostic| it.code.is_setup() && it.severity() == Severity::Error;
    match diagnostic::fails(findings, strict) {
        false => FINE,
        true if findings.iter().any(of_setup) => SETUP,
        true => FOUND,
    }
}
