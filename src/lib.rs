//! Diptych: structured data and Markdown to PDF in Chinese, English, and both side by side.
//!
//! [`build`] is the whole way of the data: load, merge, check, typeset, export. It reads nothing
//! but [`Sources`] and [`Request`]; the same input gives the same bytes on any machine and with
//! any number of threads.
//!
//! Nothing is kept between builds and nothing is shared, so any number may run at once.
//!
//! A project is its files:
//!
//! ```
//! use diptych::{Request, Sources, build};
//!
//! let mut sources = Sources::default();
//! sources.insert("diptych.toml", *br#"
//!     [project]
//!     title = "A note"
//!     languages = ["en"]
//!     date = 2026-02-08
//!     [documents.note]
//!     template = "summary"
//!     content = "note"
//! "#);
//! sources.insert("note.en.md", *b"# Result\n\nMedian survival was 19.2 months.\n");
//! let outcome = build(&sources, &Request::default());
//! assert_eq!(outcome.artifacts[0].name, "note.en.pdf");
//! assert!(outcome.artifacts[0].bytes.starts_with(b"%PDF-1.7"));
//! ```
//!
//! One text needs no manifest, and findings say what is wrong and where:
//!
//! ```
//! use diptych::{Request, Sources, build};
//!
//! let mut sources = Sources::single("note.md", *b"# A note\n\nThe dose was {{ doses.a.mg }} mg.\n");
//! let outcome = build(&sources, &Request::default());
//! assert!(outcome.artifacts.is_empty());
//! let finding = &outcome.findings[0];
//! assert_eq!((finding.code.id, finding.place.to_string()), ("D0502", "note.md:3:17".to_string()));
//! assert_eq!(finding.message, "`doses.a` is not defined");
//!
//! // With the data there it is built.
//! sources.insert("doses.csv", *b"id,mg\na,1.50\n");
//! sources.single.as_mut().unwrap().data.push("doses.csv".to_string());
//! assert_eq!(build(&sources, &Request::default()).artifacts[0].pages, 1);
//! ```
//!
//! Fonts are indexed once and shared by cloning; limits and progress are the caller's:
//!
//! ```
//! use diptych::{Artifact, Fonts, Limits, Request, Sources, build};
//!
//! let fonts = Fonts::built_in();
//! let progress = |made: &Artifact| eprintln!("{}: {} pages", made.name, made.pages);
//! let request = Request {
//!     fonts: Some(fonts.clone()),
//!     limits: Limits { rows: 10_000, ..Limits::default() },
//!     progress: Some(&progress),
//!     ..Request::default()
//! };
//! assert!(build(&Sources::single("note.md", *b"Text.\n"), &request).findings.is_empty());
//! ```

mod check;
#[doc(hidden)]
pub mod cli;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod composition;
pub mod diagnostic;
mod disk;
mod export;
mod load;
mod merge;
#[doc(hidden)]
pub mod model;
pub mod schema;
mod typeset;

use std::sync::Arc;

use rayon::prelude::*;

use check::policy::{self, Stage};
use diagnostic::{Diagnostic, Severity, codes};
use merge::{Job, Merged};
use model::inputs::Inputs;
pub use model::inputs::{Single, Sources};
pub use model::language::{Edition, Language};
pub use model::limits::Limits;
use model::lock::Lock;
use model::manifest::Document;
pub use model::place::Place;
pub use typeset::Fonts;
pub use typeset::fonts::Listed;

/// What to build, and how.
#[derive(Default)]
pub struct Request<'a> {
    /// Only these documents (`summary`) or documents and editions (`summary.zh`); all when empty.
    pub only: Vec<String>,
    /// Give the merged Typst source instead of PDFs.
    pub emit_typst: bool,
    /// Put a key beside every printed value and list in an appendix what each stands for: the cells,
    /// their references, and their places in the source. The files are called `summary.zh.audit.pdf`.
    pub audit: bool,
    /// Let warnings fail the build too.
    pub strict: bool,
    /// How much is taken in.
    pub limits: Limits,
    /// The fonts; the built-in ones when not given.
    pub fonts: Option<Fonts>,
    /// Called when a document has been typeset, from any thread.
    pub progress: Option<&'a (dyn Fn(&Artifact) + Sync)>,
}

/// A file that a build has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Its name, such as `summary.zh-en.pdf`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has; 0 when it is not a PDF.
    pub pages: usize,
}

/// What a build has come to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files made, in the order of the manifest; none when any finding is an error.
    pub artifacts: Vec<Artifact>,
    /// Everything found, in the order of files and lines.
    pub findings: Vec<Diagnostic>,
    /// Every value printed, with the cells behind it, as JSON; empty when nothing was built.
    pub trace: String,
}

/// Builds a project: load, merge, check, typeset, export.
pub fn build(sources: &Sources, request: &Request) -> Outcome {
    let (prepared, mut findings) = prepare(sources, request, true);
    let mut artifacts = Vec::new();
    let mut trace = String::new();
    if let Some((inputs, merged)) = prepared.filter(|_| !diagnostic::any_error(&findings)) {
        let (made, found) = match request.emit_typst {
            true => (typst_sources(&merged.jobs), Vec::new()),
            false => typeset_all(&inputs, &merged.jobs, request),
        };
        artifacts = made;
        let all = request.only.is_empty() && !request.audit;
        findings.extend(match request.emit_typst {
            true => found,
            false => policy::apply(&inputs.manifest, found, Stage::Pages, all),
        });
        let printed = merged.jobs.iter();
        let printed = printed
            .map(|job| (job.document.as_str(), job.edition.to_string(), job.traces.as_slice()));
        trace = export::trace::json(printed);
    }
    Outcome { trace, ..finish(artifacts, findings, request.strict) }
}

/// Records that a person has reviewed the translations: gives the lock file, or the errors that
/// stand in the way. Only the texts of the documents that the request names are recorded anew.
pub fn accept(sources: &Sources, request: &Request) -> (Option<Artifact>, Vec<Diagnostic>) {
    let (prepared, mut findings) = prepare(sources, request, false);
    findings.retain(|it| it.severity() == Severity::Error && it.code != codes::LOCK_UNREADABLE);
    diagnostic::sort(&mut findings);
    let lock = prepared.filter(|_| findings.is_empty()).map(|(inputs, merged)| {
        let text = check::accept(&inputs, &merged.manuscripts, &request.only).write();
        Artifact { name: Lock::FILE.to_string(), bytes: text.into_bytes(), pages: 0 }
    });
    (lock, findings)
}

/// Looks for everything that is wrong without typesetting.
pub fn check(sources: &Sources, request: &Request) -> Vec<Diagnostic> {
    let (_, findings) = prepare(sources, request, false);
    finish(Vec::new(), findings, request.strict).findings
}

fn finish(mut artifacts: Vec<Artifact>, mut findings: Vec<Diagnostic>, strict: bool) -> Outcome {
    diagnostic::sort(&mut findings);
    if diagnostic::any_error(&findings) || strict && !findings.is_empty() {
        artifacts.clear();
    }
    Outcome { artifacts, findings, trace: String::new() }
}

/// Load, merge and check: what is known before a page is laid out. Typst source is written only
/// when it is going to be typeset.
fn prepare(
    sources: &Sources,
    request: &Request,
    compose: bool,
) -> (Option<(Inputs, Merged)>, Vec<Diagnostic>) {
    let (inputs, mut findings) = load::load(sources, &request.limits);
    let Some(mut inputs) = inputs else {
        return (None, findings);
    };
    let (recorded, contradictions) = check::evidence::check(&inputs);
    if inputs.manifest.project.conflicts.is_some() {
        inputs.data.insert(check::evidence::NAME.to_string(), Arc::new(recorded));
    }
    let (merged, found) = merge::merge(
        &inputs,
        sources,
        &|document, edition| compose && wants(request, document, edition),
        request.audit,
    );
    let sound = !diagnostic::any_error(&findings);
    let filled_in = sound && !found.iter().any(|finding| finding.code.is_about_values());
    findings.extend(found.into_iter().filter(|finding| sound || !finding.code.follows_from_data()));
    let checked = check::texts(&inputs, &merged.manuscripts);
    let checked = contradictions.into_iter().chain(checked);
    findings.extend(checked.filter(|finding| filled_in || !finding.code.follows_from_data()));
    if sound {
        findings.extend(unmatched(&inputs, request));
    }
    let findings = policy::apply(&inputs.manifest, findings, Stage::Texts, true);
    (Some((inputs, merged)), findings)
}

fn wants(request: &Request, document: &Document, edition: &Edition) -> bool {
    let full = format!("{}.{edition}", document.name);
    request.only.is_empty()
        || request.only.iter().any(|only| *only == document.name || *only == full)
}

/// A finding for every `--only` that names nothing.
fn unmatched(inputs: &Inputs, request: &Request) -> Vec<Diagnostic> {
    let documents = inputs.manifest.documents.values();
    let of = |document: &Document| {
        let editions =
            document.editions.iter().map(|edition| format!("{}.{edition}", document.name));
        editions.chain([document.name.clone()]).collect::<Vec<_>>()
    };
    let known: Vec<String> = documents.flat_map(of).collect();
    let unknown = request.only.iter().filter(|only| !known.contains(only));
    if known.is_empty() {
        let message = "the project has no document: write [documents.name]";
        return vec![Diagnostic::new(
            codes::NOTHING_TO_BUILD,
            Place::file(&inputs.manifest.file),
            message,
        )];
    }
    let finding = |only: &String| {
        let message = format!("the project has no document or edition “{only}”");
        Diagnostic::new(codes::NOTHING_TO_BUILD, Place::file(&inputs.manifest.file), message)
            .help(format!("it has {}", known.join(", ")))
    };
    unknown.map(finding).collect()
}

/// Typesets all jobs, as many at once as there are threads.
fn typeset_all(
    inputs: &Inputs,
    jobs: &[Job],
    request: &Request,
) -> (Vec<Artifact>, Vec<Diagnostic>) {
    let fonts = request.fonts.clone().unwrap_or_else(Fonts::built_in);
    let made: Vec<_> =
        jobs.par_iter().map(|job| typeset_one(inputs, job, &fonts, request)).collect();
    let (artifacts, findings): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    (artifacts.into_iter().flatten().collect(), findings.into_iter().flatten().collect())
}

fn typeset_one(
    inputs: &Inputs,
    job: &Job,
    fonts: &Fonts,
    request: &Request,
) -> (Option<Artifact>, Vec<Diagnostic>) {
    let ending = if request.audit { ".audit" } else { "" };
    let name = format!("{}.{}{ending}", job.document, job.edition);
    let identity = export::Identity { name: name.clone(), date: inputs.manifest.project.date };
    let places: Vec<_> = job.files.iter().map(|file| move |at| file.place(at)).collect();
    let files = job.files.iter().zip(&places).map(|(file, place)| typeset::File {
        path: &file.path,
        text: &file.text,
        place,
    });
    let input = typeset::Input {
        files: files.collect(),
        manifest: &inputs.manifest.file,
        assets: &job.assets,
        name: &name,
        limits: (!request.audit).then_some(job.limits),
    };
    let (made, findings) = typeset::typeset(&input, fonts, |pages| {
        Ok((export::pdf(pages, &identity)?, pages.count()))
    });
    typeset::forget();
    let artifact =
        made.map(|(bytes, pages)| Artifact { name: format!("{name}.pdf"), bytes, pages });
    if let (Some(artifact), Some(progress)) = (&artifact, request.progress) {
        progress(artifact);
    }
    (artifact, findings)
}

/// The merged source of every job, for `--emit typst`.
fn typst_sources(jobs: &[Job]) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    for job in jobs {
        for file in &job.files {
            artifacts.push(Artifact {
                name: format!(
                    "{}.{}.{}",
                    job.document,
                    job.edition,
                    file.path.trim_start_matches('/')
                ),
                bytes: file.text.clone().into_bytes(),
                pages: 0,
            });
        }
    }
    artifacts
}
