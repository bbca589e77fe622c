//! The stages in their order: load, evaluate, check, compose, typeset, export.

pub mod caches;
mod checked;
mod drafts;
mod editions;
mod expanded;
mod fitting;
mod ground;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod line_composition_tests;
mod ordered_output;
pub mod outcome;
mod parameters;
mod press_findings;
mod press_places;
mod press_spots;
mod pressing;
pub mod record_results;
pub mod records;
pub mod request;
mod same_outputs;
mod samples;
mod series;
pub mod shares;
mod traces;
mod typesetting;
mod wanted;
mod workers;

use std::sync::Arc;

use self::caches::Caches;
use self::checked::{Checked, prepare};
use self::drafts::Drafts;
use self::outcome::Outcome;
use self::pressing::Order;
use self::records::Goal;
use self::request::{Progress, Request};
use self::shares::Share;
use crate::check::Skipped;
use crate::check::policy::Judge;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{self, Diagnostic, Findings, Severity, Stage, codes};
use crate::export::analysis::Record;
use crate::model::artifact::Artifact;
use crate::model::inputs::Sources;
use crate::model::lock::Lock;
use crate::model::relaxations::Relaxations;
use crate::{check as rules, export, load};

/// Builds a project: load, evaluate, check, compose, typeset, export.
pub fn build(caches: &Caches, sources: &Sources, request: &Request) -> Outcome {
    let outcome = workers::on_large_stack(|| build_here(caches, sources, request));
    outcome.finish(request.strict)
}

fn build_here(caches: &Caches, sources: &Sources, request: &Request) -> Outcome {
    let checked = checked(caches, sources, request);
    let mut outcome = Outcome {
        findings: checked.findings.clone(),
        relaxed: checked.relaxed.clone(),
        ..Outcome::default()
    };
    outcome.draft = request.draft;
    let sound = match request.draft {
        true => !diagnostic::any_fact(&checked.findings),
        false => !diagnostic::fails(&checked.findings, request.strict),
    };
    let Some(prepared) = checked.prepared.as_ref().filter(|_| sound && !request.is_cancelled())
    else {
        outcome.cancelled = request.is_cancelled();
        return outcome;
    };
    let order = request.print.as_deref();
    let order = order.map(|name| Order::new(&prepared.inputs, sources, name)).transpose();
    let order = match order {
        Ok(order) => order,
        Err(finding) => {
            outcome.findings.push(finding);
            return outcome;
        }
    };
    request.begin(request::Stage::Compose, "");
    let share = Share::of(prepared, request);
    outcome.asked = share.asked.clone();
    let jobs = share.compose(prepared, sources, request);
    request.tell(Progress::Composed { documents: jobs.len() });
    if request.emit_typst {
        outcome.artifacts = typesetting::sources(&jobs);
    } else if request.draft {
        let judge = Judge::new(&prepared.inputs, &prepared.evaluated);
        let known = &checked.findings;
        let drafts = Drafts { caches, inputs: &prepared.inputs, judge: &judge, known, request };
        let (artifacts, findings) = drafts.all(&jobs);
        outcome.artifacts = artifacts;
        outcome.findings.extend(findings);
    } else {
        let mut made = typesetting::all(caches, &prepared.inputs, &jobs, request);
        if let Some(order) = &order {
            let fonts = caches.fonts_of(&prepared.inputs).fonts;
            let given = (&prepared.inputs, sources, &prepared.evaluated, &fonts);
            pressing::all(given, &jobs, order, &mut made);
        }
        let all = request.only.is_empty() && !request.audit;
        let judge = Judge::new(&prepared.inputs, &prepared.evaluated);
        let judged = judge.judge(made.findings, Stage::Pages, all);
        outcome.findings.extend(judged.findings);
        outcome.relaxed.add_waived(&judged.waived);
        (outcome.artifacts, outcome.reused) = (made.artifacts, made.reused);
        outcome.there = made.there;
    }
    outcome.trace = request.trace.then(|| traces::of(&prepared.inputs, &prepared.evaluated, &jobs));
    let fails = match request.draft {
        true => diagnostic::any_fact(&outcome.findings),
        false => diagnostic::fails(&outcome.findings, request.strict),
    };
    if !fails && !prepared.series.is_empty() {
        let all =
            records::all(caches, prepared, sources, request, (Goal::Files(order.as_ref()), &share));
        outcome.records = all.records;
        outcome.artifacts.extend(all.artifacts);
        outcome.trace.iter_mut().for_each(|trace| trace.extend(all.traces.iter().cloned()));
        outcome.relaxed.add_waived(&all.waived);
        outcome.reused += all.reused;
        outcome.there.extend(all.there);
    }
    outcome.cancelled = request.is_cancelled();
    outcome
}

/// What the documents would print, without a page; nothing if a fact stands in the way. And what was found.
pub fn trace(
    caches: &Caches,
    sources: &Sources,
    request: &Request,
) -> (Option<Vec<export::trace::Document>>, Vec<Diagnostic>) {
    workers::on_large_stack(|| {
        let checked = checked(caches, sources, request);
        let sound = !diagnostic::any_fact(&checked.findings);
        let prepared = checked.prepared.as_ref().filter(|_| sound);
        let made = prepared.map(|it| {
            let share = Share::of(it, request);
            let jobs = share.compose(it, sources, request);
            let mut made = traces::of(&it.inputs, &it.evaluated, &jobs);
            let request = Request { trace: true, ..request.clone() };
            let goal = (Goal::Check, &share);
            made.extend(records::all(caches, it, sources, &request, goal).traces);
            made
        });
        (made, checked.findings.clone())
    })
}

/// Records that a person has reviewed the translations: gives the lock file, or the errors that
/// stand in the way. Only the texts of the documents that the request names are recorded anew.
pub fn accept(caches: &Caches, sources: &Sources, request: &Request) -> Result<Artifact, Failure> {
    let checked = workers::on_large_stack(|| checked(caches, sources, request));
    let is_error = |it: &&Diagnostic| it.severity() == Severity::Error;
    let errors = checked.findings.iter().filter(is_error);
    let mut findings: Vec<_> =
        errors.filter(|it| it.code != codes::LOCK_UNREADABLE).cloned().collect();
    diagnostic::sort(&mut findings);
    let Some(prepared) = checked.prepared.as_ref().filter(|_| findings.is_empty()) else {
        return Err(Failure { findings });
    };
    let lock = rules::accept(&prepared.inputs, &prepared.evaluated, &request.only);
    let bytes = lock.write().into_bytes();
    Ok(Artifact { name: Lock::FILE.to_string(), bytes, pages: 0, inputs: None })
}

/// Looks for everything that is wrong without typesetting.
pub fn check(caches: &Caches, sources: &Sources, request: &Request) -> Vec<Diagnostic> {
    let mut findings = workers::on_large_stack(|| {
        let checked = checked(caches, sources, request);
        let mut findings = checked.findings.clone();
        if let Some(prepared) = &checked.prepared
            && !diagnostic::any_error(&findings)
        {
            let share = Share::of(prepared, request);
            let jobs = share.compose(prepared, sources, request);
            let inputs = &prepared.inputs;
            findings.extend(typesetting::before_layout(caches, sources, inputs, &jobs, request));
            let goal = (Goal::Check, &share);
            let all = records::all(caches, prepared, sources, request, goal);
            findings.extend(all.records.findings);
        }
        findings
    });
    diagnostic::sort(&mut findings);
    findings
}

/// The declared analyses with their figures, and what is wrong with the files of the project.
pub fn analyses(
    sources: &Sources,
    request: &Request,
    every: bool,
) -> (Vec<Record>, Vec<Diagnostic>) {
    let mut findings = Findings::default();
    let inputs = load::load(sources, &request.limits, &mut findings);
    let analyses = inputs.iter().flat_map(|inputs| inputs.analyses.values());
    let records = analyses.map(|analysis| export::analysis::record(analysis, every)).collect();
    let mut findings: Vec<Diagnostic> = findings.into_iter().collect();
    diagnostic::sort(&mut findings);
    (records, findings)
}

/// What the project has relaxed: rules, limits, and what is waived without a page.
pub fn relaxations(caches: &Caches, sources: &Sources, request: &Request) -> Relaxations {
    workers::on_large_stack(|| checked(caches, sources, request)).relaxed.clone()
}

/// What the comparison of two languages leaves undecided; nothing when the project cannot be read.
pub fn skipped(caches: &Caches, sources: &Sources, request: &Request) -> Vec<Skipped> {
    workers::on_large_stack(|| {
        let checked = checked(caches, sources, request);
        let prepared = checked.prepared.as_ref();
        prepared.map(|it| rules::skipped(&it.inputs, &it.evaluated)).unwrap_or_default()
    })
}

fn checked(caches: &Caches, sources: &Sources, request: &Request) -> Arc<Checked> {
    caches.checked(sources, request, || {
        let ground = caches.ground(sources, request);
        prepare(&ground, sources, request, &|inputs| caches.fonts_of(inputs).unreadable)
    })
}
