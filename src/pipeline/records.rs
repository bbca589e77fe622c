//! Makes the documents of series, each by itself: evaluated, checked, composed and typeset, and then
//! forgotten, so that ten thousand take the memory of a few. One that fails stops no other.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use super::caches::Caches;
use super::checked::Prepared;
use super::drafts::Drafts;
use super::expanded::Member;
use super::ordered_output::Turns;
use super::pressing::Order;
use super::record_results::{All, One, together};
use super::request::{Request, Stage};
use super::shares::Share;
use super::typesetting::{FEW, Keeps};
use super::wanted::{wanted, wants};
use super::{pressing, traces, typesetting, workers};
use crate::check::Rules;
use crate::check::policy::Judge;
use crate::compose::{self, Composer, Job};
use crate::diagnostic::{self, Code, Diagnostic, Findings, Severity};
use crate::evaluate;
use crate::load;
use crate::model::artifact::Artifact;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::{Inputs, Sources};
use crate::model::manifest::Document;
use crate::typeset;

/// How far documents are made.
#[derive(Clone, Copy)]
pub enum Goal<'a> {
    /// As far as can be told without laying them out.
    Check,
    /// To files, of a print shop's kind if they are ordered.
    Files(Option<&'a Order<'a>>),
}

/// Makes documents of records.
struct Maker<'a> {
    caches: &'a Caches,
    sources: &'a Sources,
    prepared: &'a Prepared,
    request: &'a Request<'a>,
    rules: Rules<'a>,
    goal: Goal<'a>,
    keeps: Keeps,
    /// What each thread works with, when it is not at work.
    benches: Mutex<Vec<Bench>>,
}

/// What one thread works with: the inputs, in which the document of a record is the only one.
struct Bench {
    inputs: Inputs,
    composer: Composer,
}

/// The PDFs of more documents are not kept, so that memory does not grow with their number.
const KEPT: usize = 200;

/// Makes all documents that are asked for, as many at once as there are threads.
pub fn all(
    caches: &Caches,
    prepared: &Prepared,
    sources: &Sources,
    request: &Request,
    (goal, share): (Goal, &Share),
) -> All {
    let members = wanted(&prepared.series, request);
    let own = members.iter().zip(&share.records).filter(|(_, own)| **own);
    let members: Vec<(&str, &Member)> = own.map(|(member, _)| *member).collect();
    if members.is_empty() {
        return together(&members, Vec::new(), request);
    }
    // A few may be edited.
    let few = members.len() <= FEW && matches!(goal, Goal::Files(_));
    let layouts = few && caches.built_before();
    let maker = Maker {
        keeps: Keeps { pdfs: members.len() <= KEPT, sources: few, layouts },
        caches,
        sources,
        prepared,
        request,
        goal,
        rules: Rules::new(&prepared.inputs, Arc::default()),
        benches: Mutex::default(),
    };
    let results = maker.all(&members);
    if layouts {
        typeset::forget(1);
    }
    together(&members, results, request)
}

impl Maker<'_> {
    /// Makes the documents of all records; what they come to goes to the caller in the order of the records.
    fn all(&self, members: &[(&str, &Member)]) -> Vec<One> {
        let threads = self.request.threads();
        let turns = Turns::new(|artifacts: Vec<Artifact>| {
            if let Some(sink) = self.request.sink {
                artifacts.into_iter().for_each(sink);
            }
        });
        let bring = |at, one: &mut One| {
            if self.request.sink.is_some() {
                turns.bring(at, std::mem::take(&mut one.artifacts));
            }
        };
        workers::in_order(members, threads, |at, (_, member)| {
            match catch_unwind(AssertUnwindSafe(|| self.one(member))) {
                Ok(mut one) => {
                    bring(at, &mut one);
                    one
                }
                // Who fails without a result brings nothing, so that no other one waits for ever.
                Err(failed) => {
                    bring(at, &mut One::default());
                    resume_unwind(failed)
                }
            }
        })
    }

    /// Makes the documents of one record.
    fn one(&self, member: &Member) -> One {
        let mut one = One { findings: member.findings.clone(), ..One::default() };
        if let Some(document) = &member.document
            && !diagnostic::any_error(&one.findings)
            && !self.request.is_cancelled()
        {
            let idle = self.benches.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut bench = idle.unwrap_or_else(|| self.bench());
            self.document(&mut bench, document, member, &mut one);
            self.benches.lock().unwrap_or_else(PoisonError::into_inner).push(bench);
        }
        one.why = one.findings.iter().find(|it| self.stops(it)).map(told);
        if one.why.is_some() {
            one.artifacts.clear();
        }
        one
    }

    fn stops(&self, finding: &Diagnostic) -> bool {
        match self.request.draft {
            true => finding.code.is_fact(),
            false => self.request.strict || finding.severity() == Severity::Error,
        }
    }

    fn bench(&self) -> Bench {
        let inputs = self.prepared.inputs.clone();
        let composer = Composer::new(&inputs, self.sources, &self.prepared.references);
        Bench { inputs, composer }
    }

    fn document(&self, bench: &mut Bench, document: &Document, member: &Member, one: &mut One) {
        let request = self.request;
        request.begin(Stage::Evaluate, &document.called());
        let (inputs, mut found) = (&mut bench.inputs, Findings::default());
        let evaluated = found.within([member.record.context()], |found| {
            let languages = &inputs.manifest.project.languages;
            inputs.texts = load::documents::texts(self.sources, document, languages, found);
            inputs.manifest.documents.clear();
            inputs.manifest.documents.insert(document.name.clone(), document.clone());
            self.evaluated(inputs, document, found)
        });
        self.judged(inputs, &evaluated, (found, diagnostic::Stage::Texts), one);
        if one.findings.iter().any(|it| self.stops(it)) {
            return;
        }
        let wanted = |document: &Document, edition: &_| wants(request, document, edition);
        let jobs = bench.composer.compose(inputs, self.sources, &evaluated, &wanted, request.audit);
        if request.trace {
            one.traces = traces::of(inputs, &evaluated, &jobs);
        }
        if matches!(self.goal, Goal::Check) {
            let found =
                typesetting::before_layout(self.caches, self.sources, inputs, &jobs, request);
            let mut own = Findings::default();
            own.within([member.record.context()], |own| own.extend(found));
            one.findings.extend(own);
            return;
        }
        self.files(inputs, &evaluated, member, &jobs, one);
    }

    /// The texts with their values, and what is wrong with them and with the references that they cite.
    fn evaluated(
        &self,
        inputs: &Inputs,
        document: &Document,
        findings: &mut Findings,
    ) -> Evaluated {
        let (prepared, mut read) = (self.prepared, Findings::default());
        let kept = evaluate::Kept::default();
        let (shared, begins) = ((&prepared.shared, &kept), |_: &str| ());
        let evaluated =
            evaluate::evaluate(inputs, self.sources, shared, [document], &begins, &mut read);
        let mut checked = Findings::default();
        let rules = &self.rules;
        rules.documents(inputs, self.sources, &evaluated, &|_| true, &mut checked);
        let (_, listed) = compose::references(inputs, &evaluated, &prepared.references);
        let filled_in = !read.as_slice().iter().any(|it| it.code.is_about_values());
        findings.extend(read);
        findings.extend(checked.into_iter().filter(|it| filled_in || !it.code.follows_from_data()));
        findings.extend(listed);
        evaluated
    }

    fn judged(
        &self,
        inputs: &Inputs,
        evaluated: &Evaluated,
        (found, stage): (Findings, diagnostic::Stage),
        one: &mut One,
    ) {
        let judged = Judge::new(inputs, evaluated).judge(found, stage, false);
        one.findings.extend(judged.findings);
        for (code, count) in judged.waived {
            *one.waived.entry(code).or_default() += count;
        }
    }

    /// Typesets the editions, and hands over what comes of them when nothing stops it.
    fn files(
        &self,
        inputs: &Inputs,
        evaluated: &Evaluated,
        member: &Member,
        jobs: &[Job],
        one: &mut One,
    ) {
        let request = self.request;
        let judge = Judge::new(inputs, evaluated);
        let (mut artifacts, mut found) = (Vec::new(), Findings::default());
        let context = [member.record.context()];
        if request.emit_typst {
            artifacts = typesetting::sources(jobs);
        } else if request.draft {
            let (caches, known) = (self.caches, &one.findings[..]);
            let drafts = Drafts { caches, inputs, judge: &judge, known, request };
            let made = jobs.iter().map(|job| drafts.one_of_many(job));
            let (made, pages): (Vec<_>, Vec<_>) = made.unzip();
            artifacts.extend(made.into_iter().flatten());
            found.within(context, |found| found.extend(pages.into_iter().flatten()));
            one.findings.extend(found);
        } else {
            let mut made = typesetting::in_turn(self.caches, inputs, jobs, request, self.keeps);
            if let Goal::Files(Some(order)) = self.goal {
                let fonts = self.caches.fonts_of(inputs).fonts;
                pressing::all((inputs, self.sources, evaluated, &fonts), jobs, order, &mut made);
            }
            (one.reused, one.there) = (made.reused, made.there);
            artifacts = made.artifacts;
            let judged = judge.judge(made.findings, diagnostic::Stage::Pages, false);
            found.within(context, |found| found.extend(judged.findings));
            one.findings.extend(found);
        }
        if one.findings.iter().any(|it| self.stops(it)) {
            return;
        }
        (one.made, one.artifacts) = (artifacts.len(), artifacts);
    }
}

/// What stopped a document: the code, and all in a line.
fn told(finding: &Diagnostic) -> (Code, String) {
    (finding.code, format!("{} {}", finding.code.id, finding.message))
}
