//! What a code of a finding consists of, and how the table of codes is written.

use super::severity::Severity;

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// `D` and four digits; the first two name the subject.
    pub id: &'static str,
    /// Its name in words.
    pub name: &'static str,
    /// Its meaning in one sentence.
    pub summary: &'static str,
    /// The stage whose findings have it.
    pub stage: Stage,
    /// Whether it states a fact or a suspicion.
    pub nature: Nature,
}

/// When findings are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Reading the manifest, reading and writing files.
    Setup,
    /// Data and texts, before anything is laid out.
    Texts,
    /// The pages.
    Pages,
}

/// What a finding claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    /// Something cannot be built. It is an error; no rule lowers it and no waiver excuses it.
    Fact,
    /// A rule's judgement, which may be mistaken, with its default severity. Rules may change the
    /// severity or switch the finding off, and each finding can be waived.
    Suspicion(Severity),
}

impl Nature {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Nature::Fact => "fact",
            Nature::Suspicion(_) => "suspicion",
        }
    }
}

impl Code {
    /// The default severity.
    pub fn severity(self) -> Severity {
        match self.nature {
            Nature::Fact => Severity::Error,
            Nature::Suspicion(severity) => severity,
        }
    }

    /// Whether it states that something cannot be built.
    pub fn is_fact(self) -> bool {
        self.nature == Nature::Fact
    }

    /// Whether the finding is about the manifest or about reading and writing files (exit code 2).
    pub fn is_setup(self) -> bool {
        self.stage == Stage::Setup
    }
}

/// The stage that a row names, or else the texts.
macro_rules! stage {
    () => {
        Stage::Texts
    };
    ($stage:ident) => {
        Stage::$stage
    };
}

/// What a row says the finding is: `Fact`, or a suspicion by its default severity.
macro_rules! nature {
    (Fact) => {
        Nature::Fact
    };
    ($severity:ident) => {
        Nature::Suspicion(Severity::$severity)
    };
}

/// The table: a constant for each row, and all of them in order.
macro_rules! codes {
    ($(
        #[doc = $summary:literal]
        $constant:ident = $id:literal $name:literal $nature:ident $(in $stage:ident)?;
    )*) => {
        $(#[doc = $summary] pub const $constant: Code = Code {
            id: $id,
            name: $name,
            summary: $summary,
            stage: $crate::diagnostic::code::stage!($($stage)?),
            nature: $crate::diagnostic::code::nature!($nature),
        };)*
        /// Every code, in order.
        pub const ALL: &[Code] = &[$($constant),*];
    };
}

pub(super) use {codes, nature, stage};
