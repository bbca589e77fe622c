//! Drafts: pages with a mark over each, and every finding at its place and at the end.

use std::sync::Arc;

use super::caches::Caches;
use super::request::{Progress, Request, Stage};
use super::{typesetting, workers};
use crate::check::policy::Judge;
use crate::compose::Job;
use crate::compose::draft::{self, Spot};
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::artifact::Artifact;
use crate::model::inputs::Inputs;
use crate::{export, typeset};

/// What the drafts of a build are made from.
pub struct Drafts<'a> {
    /// What Typst reads.
    pub caches: &'a Caches,
    /// The project.
    pub inputs: &'a Inputs,
    /// What becomes of findings on pages.
    pub judge: &'a Judge<'a>,
    /// What was found before anything was laid out.
    pub known: &'a [Diagnostic],
    /// What was asked for.
    pub request: &'a Request<'a>,
}

/// Where the author's text stands on the pages: place, page, upper edge, right half.
type Standing = Vec<(Place, usize, f64, bool)>;

impl Drafts<'_> {
    /// The drafts, and what was found on their pages.
    pub fn all(&self, jobs: &[Job]) -> (Vec<Artifact>, Vec<Diagnostic>) {
        let threads = self.request.threads();
        let made = workers::run(jobs, threads, |_| 1, |job| self.one_of_many(job));
        let (mut artifacts, mut findings) = (Vec::new(), Vec::new());
        for (artifact, found) in made {
            artifacts.extend(artifact);
            findings.extend(found);
        }
        (artifacts, findings)
    }

    /// One draft, as the caller's thread makes it.
    pub fn one_of_many(&self, job: &Job) -> (Option<Artifact>, Vec<Diagnostic>) {
        let name = typesetting::identity(job, self.request).name;
        self.request.begin(Stage::Typeset, &name);
        let made = if self.request.is_cancelled() { (None, Vec::new()) } else { self.one(job) };
        self.request.tell(Progress::Ended { document: &name });
        typeset::forget(1);
        made
    }

    /// Lays out the document as it is, and again with the mark and what was found.
    fn one(&self, job: &Job) -> (Option<Artifact>, Vec<Diagnostic>) {
        let identity = typesetting::identity(job, self.request);
        let (caches, fonts) = (self.caches, self.caches.fonts_of(self.inputs).fonts);
        let limits = Some(job.limits);
        let (standing, found) =
            typesetting::with_input(job, self.inputs, &identity.name, limits, |input| {
                let keep =
                    |pages: &typeset::Pages, locate: typeset::Locate| Ok(pages.standing(locate));
                typeset::typeset(input, &caches.files, &fonts, keep)
            });
        let found = found.into_iter().map(|finding| typesetting::found(job, finding));
        let mut found = self.judge.judge(found, diagnostic::Stage::Pages, false).findings;
        let Some(standing) = standing.filter(|_| !found.iter().any(|it| it.code.is_fact())) else {
            return (None, found);
        };
        let own =
            self.known.iter().filter(|it| self.judge.concerns(&job.document, &job.edition, it));
        let mut all: Vec<Diagnostic> = own.cloned().chain(found.iter().cloned()).collect();
        diagnostic::sort(&mut all);
        let told: Vec<_> = all.iter().map(|it| (it, spots(it, &standing))).collect();
        let job = marked(job, self.inputs, &told, &|character| fonts.covers(character));
        let (made, faults) =
            typesetting::with_input(&job, self.inputs, &identity.name, None, |input| {
                typeset::typeset(input, &caches.files, &fonts, |pages, _| {
                    let unmarked =
                        pages.pages_with(&draft::mark(self.inputs)).len() < pages.count();
                    Ok((export::pdf(pages, &identity)?, pages.count(), unmarked))
                })
            });
        let name = format!("{}.pdf", identity.name);
        match made {
            Some((_, _, true)) => {
                found.push(unmarked(&identity.name, &job.main));
                (None, found)
            }
            Some((bytes, pages, false)) => {
                (Some(Artifact { name, bytes, pages, inputs: None }), found)
            }
            None => {
                found.extend(faults);
                (None, found)
            }
        }
    }
}

/// A finding for a template that hides the mark.
fn unmarked(name: &str, template: &str) -> Diagnostic {
    let message = format!("a template hides the mark of the draft of {name}");
    Diagnostic::new(codes::DRAFT_UNMARKED, Place::file(template), message)
        .help("do not set `foreground` of pages in the template")
}

/// The job with the mark and the findings.
fn marked(
    job: &Job,
    inputs: &Inputs,
    told: &[(&Diagnostic, Vec<Spot>)],
    prints: &dyn Fn(char) -> bool,
) -> Job {
    let files = draft::files(&job.main, &job.edition, inputs, told, prints);
    let mut job = job.clone();
    job.main = draft::MAIN.to_string();
    job.assets.extend(files.into_iter().map(|(path, bytes)| (path, Arc::clone(&bytes))));
    job
}

/// Where the places of a finding stand on the pages: for each, the last run that begins before it in its
/// line, or else the first of its line.
fn spots(finding: &Diagnostic, standing: &Standing) -> Vec<Spot> {
    let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|it| &it.0));
    let mut spots: Vec<Spot> = Vec::new();
    for place in places.filter(|place| place.line > 0) {
        let of_line =
            || standing.iter().filter(|(at, ..)| at.file == place.file && at.line == place.line);
        let before = of_line().filter(|(at, ..)| at.column <= place.column);
        let nearest = before.max_by_key(|(at, ..)| at.column).or_else(|| of_line().next());
        let spot =
            nearest.map(|(_, page, top, right)| Spot { page: *page, top: *top, right: *right });
        spots.extend(spot.filter(|spot| !spots.contains(spot)));
    }
    spots
}
