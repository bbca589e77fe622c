//! The options of a build.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::workers;
use crate::model::artifact::Artifact;
use crate::model::limits::Limits;
use crate::model::shard::Shard;
use crate::typeset::Cost;

/// Tells of the name of a file, and of the hash of its inputs, whether it is there.
pub type IsThere<'a> = dyn Fn(&str, &str) -> bool + Sync + 'a;

/// What to build, and how. Begin with [`Request::new`] and add what differs from the default.
///
/// ```
/// let request = diptych::Request::new().only(["summary.zh"]).strict(true).jobs(2);
/// assert_eq!(request.only, ["summary.zh"]);
/// ```
#[derive(Clone, Default)]
pub struct Request<'a> {
    /// Only these documents (`summary`) or documents and editions (`summary.zh`); all when empty.
    pub only: Vec<String>,
    /// Values of parameters, over those that documents give.
    pub set: Vec<(String, String)>,
    /// The profile of documents that have it.
    pub profile: Option<String>,
    /// Give the composed Typst source instead of PDFs.
    pub emit_typst: bool,
    /// Print a key beside every value, and an appendix with its cells, their references, and their places
    /// in the source. The files are named `summary.zh.audit.pdf`.
    pub audit: bool,
    /// Make drafts: PDFs whatever rules and the page check suspect, with a mark over every page, a number at
    /// each finding, and the findings at the end.
    pub draft: bool,
    /// Fail on warnings too.
    pub strict: bool,
    /// Tell of every printed value which cells are behind it: [`Outcome::trace`](crate::Outcome::trace).
    pub trace: bool,
    /// Tell what each document has cost: [`Progress::Cost`]. Documents are typeset one after another then.
    pub timings: bool,
    /// Give print files of this profile instead: one of `[print]`, or a built-in one such as `print` or `booklet`. The files are
    /// named `summary.zh.booklet.print.pdf`.
    pub print: Option<String>,
    /// How many documents are typeset at once; by default as many as the machine runs threads.
    pub jobs: Option<usize>,
    /// Refuse every template of the project: only the built-in ones are run.
    pub builtin_templates: bool,
    /// The resource limits.
    pub limits: Limits,
    /// Ends the build early when another thread says so.
    pub cancel: Option<Cancel>,
    /// Called at each step, from any thread.
    pub progress: Option<&'a (dyn Fn(Progress) + Sync)>,
    /// Whether the file of this name, made from inputs of this hash, is there already.
    pub is_there: Option<&'a IsThere<'a>>,
    /// Make only this part of what is asked for; others make the others.
    pub shard: Option<Shard>,
    /// Takes the files of records, each document as soon as it is made and all before it are.
    pub sink: Option<&'a (dyn Fn(Artifact) + Sync)>,
}

impl<'a> Request<'a> {
    /// All documents in all editions, as PDF.
    pub fn new() -> Request<'a> {
        Request::default()
    }

    /// Builds only these documents (`summary`) or editions (`summary.zh`).
    pub fn only<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.only = names.into_iter().map(Into::into).collect();
        self
    }

    /// Gives a declared parameter of the texts a value, whatever documents say.
    pub fn set(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set.push((name.into(), value.into()));
        self
    }

    /// Lays the profile of this name over the parameters of each document that has it.
    pub fn profile(mut self, name: impl Into<Option<String>>) -> Self {
        self.profile = name.into();
        self
    }

    /// Gives the composed Typst source instead of PDFs.
    pub fn emit_typst(mut self, emit: bool) -> Self {
        self.emit_typst = emit;
        self
    }

    /// Builds audit editions.
    pub fn audit(mut self, audit: bool) -> Self {
        self.audit = audit;
        self
    }

    /// Makes drafts.
    pub fn draft(mut self, draft: bool) -> Self {
        self.draft = draft;
        self
    }

    /// Lets warnings fail the build too.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Makes the trace of every printed value.
    pub fn trace(mut self, trace: bool) -> Self {
        self.trace = trace;
        self
    }

    /// Tells what each document has cost, as [`Progress::Cost`].
    pub fn timings(mut self, timings: bool) -> Self {
        self.timings = timings;
        self
    }

    /// Makes print files of this profile.
    pub fn print(mut self, profile: impl Into<Option<String>>) -> Self {
        self.print = profile.into();
        self
    }

    /// Typesets at most so many documents at once.
    pub fn jobs(mut self, jobs: impl Into<Option<usize>>) -> Self {
        self.jobs = jobs.into();
        self
    }

    /// Refuses every template of the project.
    pub fn builtin_templates(mut self, only: bool) -> Self {
        self.builtin_templates = only;
        self
    }

    /// Takes in as much as this.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Ends early when this is cancelled.
    pub fn cancel(mut self, cancel: &Cancel) -> Self {
        self.cancel = Some(cancel.clone());
        self
    }

    /// Calls this at each step, from any thread.
    pub fn progress(mut self, progress: &'a (dyn Fn(Progress) + Sync)) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Makes only one part of what is asked for, such as the third of sixteen: each record, whole, belongs to
    /// one part, and as the parts follow from the project alone, machines that make the others need not know
    /// of each other.
    pub fn shard(mut self, shard: impl Into<Option<Shard>>) -> Self {
        self.shard = shard.into();
        self
    }

    /// Takes the files of documents that are made for records, in the order of the records and from any
    /// thread, in place of [`Outcome::artifacts`](crate::Outcome::artifacts): so that a build of very many
    /// takes no more memory than one of a few. No document is begun that is far ahead of what was taken.
    pub fn sink(mut self, sink: &'a (dyn Fn(Artifact) + Sync)) -> Self {
        self.sink = Some(sink);
        self
    }

    /// Leaves out the PDFs of which this says that they are there: it is given the name of a file and the
    /// hash of all that it is made from ([`Artifact::inputs`]).
    pub fn is_there(mut self, is_there: &'a IsThere<'a>) -> Self {
        self.is_there = Some(is_there);
        self
    }

    /// What of it decides what is found.
    pub(super) fn options(&self) -> Options {
        Options {
            limits: self.limits,
            set: self.set.clone(),
            profile: self.profile.clone(),
            builtin_templates: self.builtin_templates,
        }
    }

    /// How many documents are typeset at once.
    pub(super) fn threads(&self) -> usize {
        match self.timings {
            true => 1,
            false => workers::threads(self.jobs),
        }
    }

    /// Whether the build should end.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancel.as_ref().is_some_and(Cancel::is_cancelled)
    }

    /// Tells the caller that a stage begins, for a document or for all.
    pub(crate) fn begin(&self, stage: Stage, document: &str) {
        self.tell(Progress::Began { stage, document });
    }

    /// Tells the caller of a step.
    pub(crate) fn tell(&self, progress: Progress) {
        if let Some(listener) = self.progress {
            listener(progress);
        }
    }
}

/// What of a request decides what is found, besides what is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Options {
    limits: Limits,
    set: Vec<(String, String)>,
    profile: Option<String>,
    builtin_templates: bool,
}

/// The stages of a build, as their listeners tell them apart; a PDF is exported while it is typeset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Files to data.
    Load,
    /// Values into texts.
    Evaluate,
    /// What is wrong with them.
    Check,
    /// Texts to Typst.
    Compose,
    /// Typst to pages and PDF.
    Typeset,
}

/// A step that a build has made.
#[derive(Debug)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// A stage begins, for one document or, with an empty name, for all.
    Began {
        /// Which.
        stage: Stage,
        /// The name of the document (`summary`), or of the edition that is typeset (`summary.zh`).
        document: &'a str,
    },
    /// An edition has been typeset, with whatever result.
    Ended {
        /// Its name, as it began.
        document: &'a str,
    },
    /// Everything was read and checked, and so many documents and editions are to be made.
    Composed {
        /// How many.
        documents: usize,
    },
    /// What the layout of an edition has cost, with the dearest first; only if it was asked for. A document that was laid out
    /// more than once, to fit its pages, is told more than once.
    Cost {
        /// Its name.
        document: &'a str,
        /// What was done, where, how often and how long.
        costs: &'a [Cost],
    },
    /// A document is made.
    Made {
        /// The PDF.
        artifact: &'a Artifact,
        /// Whether it was known from an earlier build with the same engine.
        reused: bool,
    },
}

/// Ends a build from another thread. Cloning shares it.
///
/// It is looked at between the stages and before each document; a document that is being typeset is
/// finished first.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// A token that has not been cancelled.
    pub fn new() -> Cancel {
        Cancel::default()
    }

    /// Ends all builds that were given this token.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it has been cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
