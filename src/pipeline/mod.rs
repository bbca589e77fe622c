//! The stages in their order: load, evaluate, check, compose, typeset, export.

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod line_composition_tests;
pub mod outcome;
pub mod request;
mod workers;

use std::sync::Arc;

use self::outcome::Outcome;
use self::request::Request;
use crate::check::policy::{self, Stage};
use crate::compose::{self, Job};
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, Severity, codes};
use crate::language::Edition;
use crate::model::artifact::Artifact;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::{Inputs, Sources};
use crate::model::lock::Lock;
use crate::model::manifest::Document;
use crate::typeset::{self, Fonts, SharedFiles};
use crate::{check as rules, evaluate, export, load};

/// Builds a project: load, evaluate, check, compose, typeset, export.
pub fn build(sources: &Sources, request: &Request) -> Outcome {
    workers::on_large_stack(|| build_here(sources, request))
}

fn build_here(sources: &Sources, request: &Request) -> Outcome {
    let (prepared, mut findings) = prepare(sources, request);
    let fails = |findings: &[Diagnostic]| {
        diagnostic::any_error(findings) || request.strict && !findings.is_empty()
    };
    let mut artifacts = Vec::new();
    let mut trace = String::new();
    if let Some(prepared) = prepared.filter(|_| !fails(&findings)) {
        let jobs = prepared.compose(sources, request);
        let (made, found) = match request.emit_typst {
            true => (typst_sources(&jobs), Vec::new()),
            false => typeset_all(&prepared.inputs, &jobs, request),
        };
        artifacts = made;
        let all = request.only.is_empty() && !request.audit;
        findings.extend(match request.emit_typst {
            true => found,
            false => policy::apply(&prepared.inputs.manifest, found, Stage::Pages, all),
        });
        let printed = jobs.iter();
        let printed = printed
            .map(|job| (job.document.as_str(), job.edition.to_string(), job.traces.as_slice()));
        trace = export::trace::json(printed);
    }
    Outcome { trace, ..finish(artifacts, findings, request.strict) }
}

/// Records that a person has reviewed the translations: gives the lock file, or the errors that
/// stand in the way. Only the texts of the documents that the request names are recorded anew.
pub fn accept(sources: &Sources, request: &Request) -> (Option<Artifact>, Vec<Diagnostic>) {
    let (prepared, mut findings) = workers::on_large_stack(|| prepare(sources, request));
    findings.retain(|it| it.severity() == Severity::Error && it.code != codes::LOCK_UNREADABLE);
    diagnostic::sort(&mut findings);
    let lock = prepared.filter(|_| findings.is_empty()).map(|prepared| {
        let lock = rules::accept(&prepared.inputs, &prepared.evaluated, &request.only);
        let bytes = lock.write().into_bytes();
        Artifact { name: Lock::FILE.to_string(), bytes, pages: 0 }
    });
    (lock, findings)
}

/// Looks for everything that is wrong without typesetting.
pub fn check(sources: &Sources, request: &Request) -> Vec<Diagnostic> {
    let (_, findings) = workers::on_large_stack(|| prepare(sources, request));
    finish(Vec::new(), findings, request.strict).findings
}

fn finish(mut artifacts: Vec<Artifact>, mut findings: Vec<Diagnostic>, strict: bool) -> Outcome {
    diagnostic::sort(&mut findings);
    if diagnostic::any_error(&findings) || strict && !findings.is_empty() {
        artifacts.clear();
    }
    Outcome { artifacts, findings, trace: String::new() }
}

/// What is known of a project before anything is composed.
struct Prepared {
    inputs: Inputs,
    evaluated: Evaluated,
}

impl Prepared {
    fn compose(&self, sources: &Sources, request: &Request) -> Vec<Job> {
        let wanted = |document: &Document, edition: &Edition| wants(request, document, edition);
        compose::compose(&self.inputs, sources, &self.evaluated, &wanted, request.audit)
    }
}

/// Load, evaluate and check: everything that can be known before a page is laid out.
fn prepare(sources: &Sources, request: &Request) -> (Option<Prepared>, Vec<Diagnostic>) {
    let (inputs, mut findings) = load::load(sources, &request.limits);
    let Some(mut inputs) = inputs else {
        return (None, findings);
    };
    let (recorded, contradictions) = rules::evidence::check(&inputs);
    if inputs.manifest.project.conflicts.is_some() {
        inputs.data.insert(rules::evidence::NAME.to_string(), Arc::new(recorded));
    }
    let (evaluated, found) = evaluate::evaluate(&inputs, sources);
    let sound = !diagnostic::any_error(&findings);
    let filled_in = sound && !found.iter().any(|finding| finding.code.is_about_values());
    findings.extend(found.into_iter().filter(|finding| sound || !finding.code.follows_from_data()));
    let checked = rules::documents(&inputs, sources, &evaluated);
    let checked = contradictions.into_iter().chain(checked);
    findings.extend(checked.filter(|finding| filled_in || !finding.code.follows_from_data()));
    if sound {
        findings.extend(compose::reference_findings(&inputs, &evaluated));
        findings.extend(unmatched(&inputs, request));
    }
    let findings = policy::apply(&inputs.manifest, findings, Stage::Texts, true);
    (Some(Prepared { inputs, evaluated }), findings)
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
    let shared = SharedFiles::default();
    let size = |job: &Job| job.files.iter().map(|file| file.text.len()).sum();
    let made = workers::run(jobs, workers::threads(request.jobs), size, |job| {
        typeset_one(inputs, job, &shared, &fonts, request)
    });
    let (artifacts, findings): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    (artifacts.into_iter().flatten().collect(), findings.into_iter().flatten().collect())
}

fn typeset_one(
    inputs: &Inputs,
    job: &Job,
    shared: &SharedFiles,
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
        main: &job.main,
        files: files.collect(),
        manifest: &inputs.manifest.file,
        assets: &job.assets,
        name: &name,
        limits: (!request.audit).then_some(job.limits),
    };
    let (made, findings) = typeset::typeset(&input, shared, fonts, |pages| {
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
