//! Findings as data: message, place, help; one renderer per file.

use std::cmp::Ordering;
use std::collections::BTreeMap;

pub mod code;
pub mod codes;
mod consequences;
mod deduplication;
pub mod failure;
pub mod finding;
pub mod findings;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod rdjson;
pub mod sarif;
pub mod severity;
pub mod short;
pub mod suggestions;
mod typo_index;
mod window;

pub use self::code::{Code, Nature, Stage};
pub use self::deduplication::times;
pub use self::finding::Diagnostic;
pub use self::findings::Findings;
pub use self::severity::Severity;
pub use self::suggestions::{Suggestions, before, is_letters_apart, is_slip, nearest, suggestion};
pub use self::typo_index::TypoIndex;

/// Sorts findings by file, line and column, and tells each once.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(order);
    deduplication::merge(findings);
}

/// The order in which findings are told: by file, line and column.
pub fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message))
}

/// At most so many findings of each code, in their order; and of which codes there are how many more.
pub fn few(findings: &[Diagnostic], most: usize) -> (Vec<&Diagnostic>, Vec<(Code, usize)>) {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut first = |finding: &&Diagnostic| {
        let count = counts.entry(finding.code).or_default();
        *count += 1;
        *count <= most
    };
    let few = findings.iter().filter(|finding| first(finding)).collect();
    let more = counts.into_iter().map(|(code, count)| (code, count.saturating_sub(most)));
    (few, more.filter(|(_, more)| *more > 0).collect())
}

/// So many names are said in a finding.
const MOST_NAMED: usize = 8;

/// The first of many names, and whether there are more.
pub fn listed(names: impl IntoIterator<Item = String>) -> String {
    let mut names = names.into_iter();
    let mut listed: Vec<String> = names.by_ref().take(MOST_NAMED).collect();
    listed.extend(names.next().map(|_| "…".to_string()));
    listed.join(", ")
}

/// Whether findings fail a check or a build: any error does, and with `strict` any finding.
pub fn fails(findings: &[Diagnostic], strict: bool) -> bool {
    any_error(findings) || strict && !findings.is_empty()
}

/// Whether any finding states a fact.
pub fn any_fact(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.code.is_fact())
}

/// Whether any finding is an error.
pub fn any_error(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity() == Severity::Error)
}

/// The path of a project file relative to the repository; `project` is the project folder as given on
/// the command line in the repository's root.
fn from_repository(project: &str, file: &str) -> String {
    match project.trim_start_matches("./").trim_end_matches('/') {
        "" | "." => file.to_string(),
        folder => format!("{folder}/{file}"),
    }
}
