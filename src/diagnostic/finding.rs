//! One finding: what is wrong, where, and what to do.

use super::code::Code;
use super::severity::Severity;
use crate::data::place::Place;
use crate::language::invisible::visible;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// Severity override from `[rules]`; `None` means the code's default.
    pub rule: Option<Severity>,
    /// What is wrong: lower case, no full stop, in terms of the user's file.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// A short label for the place; may be empty.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
    /// Related places, each with a label.
    pub related: Vec<(Place, String)>,
    /// What is at fault elsewhere: findings of one code and cause are told as one.
    pub cause: Option<String>,
}

impl Diagnostic {
    /// A finding at a place. What is quoted may be anybody's: here and below, controls and hidden
    /// characters are written out, so that no message steers a terminal or begins a line of its own.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            rule: None,
            message: visible(&message.into()).into_owned(),
            place,
            label: String::new(),
            help: None,
            related: Vec::new(),
            cause: None,
        }
    }

    /// Sets the help line.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(visible(&help.into()).into_owned());
        self
    }

    /// Sets the label of the place.
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = visible(&label.into()).into_owned();
        self
    }

    /// Lowers an error to a warning where what its kind is about can do no harm.
    pub fn lowered(mut self) -> Diagnostic {
        self.rule = Some(Severity::Warning);
        self
    }

    /// Says what is at fault elsewhere, such as an empty data set.
    pub fn because(mut self, cause: impl Into<String>) -> Diagnostic {
        self.cause = Some(cause.into());
        self
    }

    /// Adds a related place.
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Diagnostic {
        self.related.push((place, visible(&label.into()).into_owned()));
        self
    }

    /// The severity after `[rules]`.
    pub fn severity(&self) -> Severity {
        self.rule.unwrap_or(self.code.severity())
    }
}
