//! Findings: what is wrong, where in the user's own file, and what to do; one renderer per file.

pub mod codes;
pub mod failure;
pub mod github;
pub mod human;
pub mod json;
pub mod sarif;
pub mod severity;
pub mod short;

pub use self::codes::Code;
pub use self::severity::Severity;

use crate::data::place::Place;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How grave the project's own rules make it, where they differ from the code's.
    pub rule: Option<Severity>,
    /// What is wrong, in the user's words.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// What stands at the place, said in a few words.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
    /// Other places that belong to the finding, and what each is.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            rule: None,
            message: message.into(),
            place,
            label: String::new(),
            help: None,
            related: Vec::new(),
        }
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Says what stands at the place.
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// Adds a place that belongs to the finding.
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Diagnostic {
        self.related.push((place, label.into()));
        self
    }

    /// How grave the finding is.
    pub fn severity(&self) -> Severity {
        self.rule.unwrap_or(self.code.severity())
    }
}

/// Puts findings into reading order and drops repetitions.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    findings.dedup();
}

/// Whether any finding fails the build.
pub fn any_error(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity() == Severity::Error)
}

/// A file of the project as seen from the repository: `project` is the folder of the project as it
/// was named when calling from the repository's root.
fn from_repository(project: &str, file: &str) -> String {
    match project.trim_start_matches("./").trim_end_matches('/') {
        "" | "." => file.to_string(),
        folder => format!("{folder}/{file}"),
    }
}

/// “, did you mean `x`?” when a known name is close to the unknown one (Jaro–Winkler over 0.8).
pub fn suggestion<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let score = |name: &&str| strsim::jaro_winkler(unknown, name);
    let best = known.into_iter().max_by(|a, b| score(a).total_cmp(&score(b)))?;
    (score(&best) > 0.8).then(|| format!("did you mean `{best}`?"))
}
