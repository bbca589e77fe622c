//! What a project makes of suspicions: rules for a code, waivers of single findings.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use indexmap::IndexMap;

use crate::data::place::Place;
use crate::language::Language;

/// The rules of a project or of one document.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// By code.
    pub all: IndexMap<String, Rule>,
    /// By code, for texts in one language; they precede the others.
    pub by_language: BTreeMap<Language, IndexMap<String, Rule>>,
}

impl Rules {
    /// The rule for a code in a text of this language.
    pub fn rule(&self, code: &str, language: Option<Language>) -> Option<Rule> {
        let own = language.and_then(|language| self.by_language.get(&language)?.get(code));
        own.or_else(|| self.all.get(code)).copied()
    }
}

/// What becomes of a suspicion; the order is that of severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// It is not reported.
    Off,
    /// It is a warning.
    Warning,
    /// It fails the build.
    Error,
}

impl Rule {
    /// Every rule with its name.
    pub const ALL: [(&'static str, Rule); 3] =
        [("off", Rule::Off), ("warning", Rule::Warning), ("error", Rule::Error)];
}

/// A suspicion that a person has looked at and excused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The finding's code.
    pub code: String,
    /// The file that it is about.
    pub file: String,
    /// What tells the finding from others of the file.
    pub scope: Scope,
    /// Why it is excused.
    pub reason: String,
    /// Where the waiver stands.
    pub place: Place,
}

/// Sentences that a comment ties to an outcome: those of these lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The outcome of a summary of findings.
    pub finding: String,
    /// The file.
    pub file: String,
    /// The lines.
    pub lines: RangeInclusive<usize>,
    /// Where the comment stands.
    pub place: Place,
}

impl Tie {
    /// Whether a block that begins at a place is tied.
    pub fn covers(&self, place: &Place) -> bool {
        *place.file == *self.file && self.lines.contains(&place.line)
    }
}

/// Which findings of a file a waiver excuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Those whose message has these words.
    Words(String),
    /// Those in these lines: a waiver that stands beside its sentence.
    Lines(RangeInclusive<usize>),
}
