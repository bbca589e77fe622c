//! One finding: what is wrong, where, and what to do.

use super::codes::Code;
use super::severity::Severity;
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
