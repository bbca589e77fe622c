//! What a build has written, and its last line.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use super::archive::Packing;
use super::build_options::{Build, Emit};
use super::output_stream::State;
use super::{exit, report};
use crate::export::outputs::Output;
use crate::{Outcome, disk};

/// What a build has made: the last of it is not written yet.
pub struct BuildResult {
    /// The names of all files, also of those that were there.
    pub names: BTreeSet<String>,
    /// What is recorded of those that were made.
    pub outputs: Vec<Output>,
    /// How many were made.
    pub made: usize,
    /// How many were there.
    there: usize,
    pages: usize,
    /// The archive that they are in.
    pub archive: Option<Packing>,
    /// The folder that it is really written to.
    pub folder: PathBuf,
}

impl BuildResult {
    /// What was streamed, of which the rest joins the artifacts, and the artifacts.
    pub fn of(outcome: &mut Outcome, mut streamed: State) -> BuildResult {
        for artifact in &outcome.artifacts {
            if streamed.error.is_none() {
                streamed.error = streamed.pack(artifact).err();
            }
        }
        outcome.findings.extend(streamed.error);
        outcome.artifacts.extend(streamed.waiting);
        let outputs = streamed.outputs;
        let mut names: BTreeSet<String> = outputs.iter().map(|it| it.name.clone()).collect();
        names.extend(outcome.there.iter().cloned());
        BuildResult {
            names,
            // The page beside a print file is no document.
            made: outputs.iter().filter(|it| !it.name.ends_with(".html")).count(),
            there: outcome.there.len(),
            pages: outputs.iter().map(|it| it.pages).sum(),
            outputs,
            archive: streamed.archive,
            folder: PathBuf::new(),
        }
    }

    /// The names of all files.
    pub fn names(&self) -> BTreeSet<&str> {
        self.names.iter().map(String::as_str).collect()
    }
}

/// The last line of a build.
pub fn last_line(
    outcome: &Outcome,
    options: &Build,
    code: u8,
    made: &BuildResult,
    started: Instant,
) -> String {
    let none = made.names.is_empty() && !outcome.records.failed.is_empty();
    if none || code != exit::FINE && !outcome.is_draft() {
        let all = [&outcome.findings[..], &outcome.records.findings].concat();
        return format!("{}; nothing was written", report::count(&all));
    }
    let what = match options.emit {
        Emit::Pdf if outcome.draft => report::number(made.made, "draft"),
        Emit::Pdf => report::number(made.made, "PDF"),
        Emit::Typst => report::number(made.made, "file"),
    };
    let pages = match options.emit {
        Emit::Pdf => format!(" ({})", report::number(made.pages, "page")),
        Emit::Typst => String::new(),
    };
    let seconds = started.elapsed().as_secs_f64();
    // Where a link leads elsewhere, the real folder is told too.
    let out = match (&options.archive, disk::is_linked(&options.out)) {
        (Some(archive), _) => archive.display().to_string(),
        (None, true) => format!("{} ({})", options.out.display(), made.folder.display()),
        (None, false) => options.out.display().to_string(),
    };
    let found = match code {
        exit::FINE => String::new(),
        _ => format!("{}; ", report::count(&outcome.findings)),
    };
    let there = match made.there {
        0 => String::new(),
        count => format!("; {count} unchanged"),
    };
    format!("{found}wrote {what}{pages} to {out} in {seconds:.2} s{there}")
}
