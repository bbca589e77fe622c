//! Findings as Markdown, for comments on pull requests and the summaries of jobs.

use std::fmt::Write;

use super::{Code, Diagnostic, Severity, from_repository};
use crate::language::invisible::visible;

/// Characters that have a meaning in Markdown, in formulas or in HTML, wherever they stand in a line.
const SIGNS: &[char] = &['\\', '*', '_', '[', ']', '<', '>', '&', '|', '~', '$', '!'];

/// Renders all findings as a list, errors first, with what was left out counted. `project` is the
/// project's folder as seen from the repository.
pub fn render(findings: &[&Diagnostic], left: &[(Code, usize)], project: &str) -> String {
    let of = |severity| findings.iter().filter(move |finding| finding.severity() == severity);
    let (errors, warnings) = (of(Severity::Error).count(), of(Severity::Warning).count());
    let mut text = match (errors, warnings) {
        (0, 0) => "### Diptych: nothing found\n".to_string(),
        _ => format!(
            "### Diptych: {}, {}\n\n",
            of_kind(errors, "error"),
            of_kind(warnings, "warning")
        ),
    };
    for finding in of(Severity::Error).chain(of(Severity::Warning)) {
        item(&mut text, finding, project);
    }
    for (code, count) in left {
        // Writing to a text never fails.
        let _ = writeln!(text, "- {count} more of `{}` ({})", code.id, code.name);
    }
    text
}

fn of_kind(count: usize, kind: &str) -> String {
    format!("{count} {kind}{}", if count == 1 { "" } else { "s" })
}

fn item(text: &mut String, finding: &Diagnostic, project: &str) {
    let mark = match finding.severity() {
        Severity::Error => "❌ error",
        Severity::Warning => "⚠️ warning",
    };
    let place = &finding.place;
    let position = match place.line {
        0 => String::new(),
        line => format!(":{line}:{}", place.column),
    };
    let file = from_repository(project, &place.file);
    let place = code(&visible(&format!("{file}{position}")));
    let (id, message) = (finding.code.id, prose(&finding.message));
    let _ = writeln!(text, "- {mark} `{id}` in {place}  \n  {message}");
    for (place, label) in &finding.related {
        let place = code(&visible(&place.to_string()));
        let _ = writeln!(text, "  - {place} {}", prose(label));
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(text, "  - *Fix:* {}", prose(help));
    }
}

/// A text of which nobody can make a heading, a link, a picture, HTML, or a mention of a person, whatever
/// its author wrote: what stands in backticks is code, and all else is escaped.
pub fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let last = parts.len() - 1;
    let part = |(at, part): (usize, &&str)| match at % 2 {
        1 if at < last && !part.is_empty() => code(part),
        1 if at < last => "\\`\\`".to_string(),
        // The last backtick has no partner.
        1 => format!("\\`{}", words(part)),
        _ => words(part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Each word escaped; one that a code host makes a link of becomes code.
fn words(text: &str) -> String {
    let is_linked = |word: &str| {
        let lower = word.to_lowercase();
        word.contains(['@', '#'])
            || lower.contains("://")
            || lower.contains("www.")
            || lower.contains("mailto:")
    };
    let word = |word: &str| match is_linked(word) {
        true => code(word),
        false => word
            .chars()
            .flat_map(|c| SIGNS.contains(&c).then_some('\\').into_iter().chain([c]))
            .collect(),
    };
    text.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

/// A code span; one that holds backticks has more of them around it.
pub fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_text_and_nothing_else() {
        for (text, expected) in [
            ("`a.b` is not defined", "`a.b` is not defined"),
            ("<img src=x> *a* ![x](y)", "\\<img src=x\\> \\*a\\* \\!\\[x\\](y)"),
            ("ask @octocat about #12", "ask `@octocat` about `#12`"),
            ("see HTTPS://x.org or www.x.org", "see `HTTPS://x.org` or `www.x.org`"),
            ("one ` alone", "one \\` alone"),
            ("`` twice", "\\`\\` twice"),
            ("a | b", "a \\| b"),
        ] {
            assert_eq!(prose(text), expected, "{text}");
        }
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }
}
