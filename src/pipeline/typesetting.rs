//! Composed documents to PDFs: those that are known are reused, the others typeset side by side.

use super::caches::{Caches, Key, Pdf};
use super::fitting;
use super::request::{Progress, Request, Stage};
use super::workers;
use crate::check::policy::Found;
use crate::compose::Job;
use crate::data::digest;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::artifact::Artifact;
use crate::model::inputs::{Inputs, Sources};
use crate::model::print;
use crate::model::style::Limits;
use crate::typeset::standing::Stand;
use crate::{export, typeset};

/// What came of all documents.
#[derive(Default)]
pub struct Made<'a> {
    /// The PDFs, in the order of the jobs.
    pub artifacts: Vec<Artifact>,
    /// What was found on their pages.
    pub findings: Vec<Found<'a>>,
    /// How many were known.
    pub reused: usize,
    /// The names of the files that are there already.
    pub there: Vec<String>,
    /// What stands on the pages of each PDF, if they are to be print files.
    pub stands: Vec<Vec<Vec<Stand>>>,
}

/// As many documents as are edited together; what Typst remembers of them is worth its memory.
pub const FEW: usize = 4;

/// Typesets all jobs that the caches do not know, as many at once as there are threads.
pub fn all<'a>(caches: &Caches, inputs: &Inputs, jobs: &'a [Job], request: &Request) -> Made<'a> {
    let again = caches.count_build();
    let mut made = Made::default();
    let work = jobs.iter().map(|job| Work::new(caches, inputs, job, request));
    let mut work: Vec<Work> =
        work.filter(|work| !work.is_there(request, &mut made.there)).collect();
    let new = work.iter().filter(|work| work.known.is_none()).count();
    let keep_layouts = again && new <= FEW;
    // A few may be edited.
    let is_few = |work: &Work| (new <= FEW).then(|| work.identity.name.clone());
    work.iter_mut().for_each(|work| work.known_as = is_few(work));
    let results = workers::run(&work, request.threads(), Work::size, |work| {
        request.begin(Stage::Typeset, &work.identity.name);
        let made = work.make(caches, inputs, request);
        request.tell(Progress::Ended { document: &work.identity.name });
        if work.known.is_none() && !keep_layouts {
            typeset::forget(1);
        }
        made
    });
    if keep_layouts && new > 0 {
        typeset::forget(1);
    }
    made.reused = work.len() - new;
    for (job, result) in work.iter().map(|it| it.job).zip(results) {
        made.add(job, result);
    }
    made
}

/// What is kept of documents that are made in turn.
#[derive(Clone, Copy, Default)]
pub struct Keeps {
    /// Their PDFs, for the next build.
    pub pdfs: bool,
    /// Their sources, which may be edited.
    pub sources: bool,
    /// What Typst remembers of them.
    pub layouts: bool,
}

/// Typesets jobs one after another in the thread of the caller.
pub fn in_turn<'a>(
    caches: &Caches,
    inputs: &Inputs,
    jobs: &'a [Job],
    request: &Request,
    keeps: Keeps,
) -> Made<'a> {
    let mut made = Made::default();
    let threads = request.threads();
    for job in jobs {
        let mut work = Work { keep: keeps.pdfs, ..Work::new(caches, inputs, job, request) };
        work.known_as = keeps.sources.then(|| work.identity.name.clone());
        if work.is_there(request, &mut made.there) {
            continue;
        }
        request.begin(Stage::Typeset, &work.identity.name);
        let result = work.make(caches, inputs, request);
        request.tell(Progress::Ended { document: &work.identity.name });
        made.reused += usize::from(work.known.is_some());
        if work.known.is_none() && !keeps.layouts {
            typeset::forget(threads);
        }
        made.add(job, result);
    }
    made
}

/// A PDF with what stands on its pages, and what was found on them.
type Result = (Option<(Artifact, Vec<Vec<Stand>>)>, Vec<Diagnostic>);

impl<'a> Made<'a> {
    fn add(&mut self, job: &'a Job, (made, findings): Result) {
        if let Some((artifact, stands)) = made {
            self.artifacts.push(artifact);
            self.stands.push(stands);
        }
        self.findings.extend(findings.into_iter().map(|finding| found(job, finding)));
    }
}

/// One document to be made.
struct Work<'a> {
    job: &'a Job,
    identity: export::PdfIdentity,
    key: Key,
    known: Option<Pdf>,
    /// Whether its PDF is kept for the next build.
    keep: bool,
    /// As what its sources are known when it is made again after an edit.
    known_as: Option<String>,
}

impl Work<'_> {
    fn new<'a>(caches: &Caches, inputs: &Inputs, job: &'a Job, request: &Request) -> Work<'a> {
        let identity = identity(job, request);
        let key = caches.key(inputs, job, &identity, request.audit);
        // What a print file is found to lack is told at places of the text, which may have moved.
        let known = caches.pdf(&key).filter(|_| request.print.is_none());
        Work { job, identity, key, known, keep: true, known_as: None }
    }

    fn file(&self) -> String {
        format!("{}.pdf", self.identity.name)
    }

    /// Whether the file is there already, made from the same.
    fn is_there(&self, request: &Request, names: &mut Vec<String>) -> bool {
        let name = self.file();
        let found = request.is_there.is_some_and(|is_there| is_there(&name, &self.inputs()));
        if found {
            names.push(name);
        }
        found
    }

    /// The hash of all that the file is made from, this program among it: all states of a version that is being worked on
    /// have its number.
    fn inputs(&self) -> String {
        let program = concat!(env!("CARGO_PKG_VERSION"), "-", env!("DIPTYCH_PROGRAM"));
        format!("{program}-{}", digest::hexadecimal(&self.key))
    }

    fn size(&self) -> usize {
        match self.known {
            Some(_) => 0,
            None => self.job.files.iter().map(|file| file.text.len()).sum(),
        }
    }

    fn make(&self, caches: &Caches, inputs: &Inputs, request: &Request) -> Result {
        if request.is_cancelled() {
            return (None, Vec::new());
        }
        let (made, findings) = match &self.known {
            Some(pdf) => (Some(pdf.clone()), Vec::new()),
            None => self.typeset(caches, inputs, request),
        };
        // What is found is told at places of the text, and they may move while the pages stay the same.
        let keep = self.keep && findings.is_empty();
        if let (Some(pdf), None, true) = (&made, &self.known, keep) {
            let pdf = Pdf { stands: Vec::new(), ..pdf.clone() };
            caches.keep(self.key, &self.identity.name, pdf);
        }
        let only_fitted = findings.iter().all(|it| it.code == codes::PAGES_FITTED);
        let made = made.map(|Pdf { bytes, pages, stands }| {
            let (name, inputs) = (self.file(), only_fitted.then(|| self.inputs()));
            (Artifact { name, bytes: bytes.to_vec(), pages, inputs }, stands)
        });
        if let Some((artifact, _)) = &made {
            request.tell(Progress::Made { artifact, reused: self.known.is_some() });
        }
        (made, findings)
    }

    fn typeset(
        &self,
        caches: &Caches,
        inputs: &Inputs,
        request: &Request,
    ) -> (Option<Pdf>, Vec<Diagnostic>) {
        let fonts = caches.fonts_of(inputs).fonts;
        let once = |job: &Job, too_many: usize| {
            self.read(job, inputs, request, |input| {
                typeset::typeset(input, &caches.files, &fonts, |pages, locate| {
                    let count = pages.count();
                    let bytes = match count >= too_many {
                        true => Vec::new(),
                        false => export::pdf(pages, &self.identity)?,
                    };
                    let stands = match request.print {
                        Some(_) => pages.stands(locate),
                        None => Vec::new(),
                    };
                    Ok(Pdf { bytes: bytes.into(), pages: count, stands })
                })
            })
        };
        let lines = |job: &Job, behind: usize| {
            self.read(job, inputs, request, |input| {
                let count =
                    |pages: &typeset::Pages, _: typeset::Locate| Ok(pages.lines_after(behind));
                typeset::typeset(input, &caches.files, &fonts, count).0.unwrap_or_default()
            })
        };
        match request.audit {
            true => once(self.job, usize::MAX),
            false => fitting::fitted(self.job, &self.identity.name, &once, &lines),
        }
    }

    /// What Typst reads for this document, or for a shorter or tighter form of it.
    fn read<T>(
        &self,
        job: &Job,
        inputs: &Inputs,
        request: &Request,
        typeset: impl FnOnce(&typeset::Input) -> T,
    ) -> T {
        let limits = (!request.audit).then_some(self.job.limits);
        with_input(job, inputs, &self.identity.name, limits, |input| {
            let document = self.identity.name.as_str();
            let costs = |costs: Vec<_>| request.tell(Progress::Cost { document, costs: &costs });
            let input = typeset::Input {
                known_as: self.known_as.as_deref(),
                costs: request.timings.then_some(&costs),
                ..input.clone()
            };
            typeset(&input)
        })
    }
}

/// What Typst reads for a job; its pages are held to these limits, if any.
pub fn with_input<T>(
    job: &Job,
    inputs: &Inputs,
    name: &str,
    limits: Option<Limits>,
    typeset: impl FnOnce(&typeset::Input) -> T,
) -> T {
    let places: Vec<_> = job.files.iter().map(|file| move |at| file.place(at)).collect();
    let files = job.files.iter().zip(&places).map(|(file, place)| typeset::File {
        path: &file.path,
        text: &file.text,
        place,
        values: &file.values,
    });
    typeset(&typeset::Input {
        main: &job.main,
        files: files.collect(),
        manifest: &inputs.manifest.file,
        assets: &job.assets,
        name,
        traces: &job.traces,
        families: &job.families,
        faces: &job.faces,
        limits,
        known_as: None,
        costs: None,
    })
}

/// What stands in the way of the pages of these jobs and can be told without laying them out.
pub fn before_layout(
    caches: &Caches,
    sources: &Sources,
    inputs: &Inputs,
    jobs: &[Job],
    request: &Request,
) -> Vec<Diagnostic> {
    let is_own = |path: &&String| path.starts_with("templates/") && path.ends_with(".typ");
    let templates: Vec<String> =
        sources.files.keys().filter(is_own).map(|path| format!("/{path}")).collect();
    let own = caches.fonts_of(inputs);
    let check = |job: &Job| {
        let name = identity(job, request).name;
        with_input(job, inputs, &name, None, |input| {
            typeset::before_layout::check(input, &templates, &caches.files, &own.fonts)
        })
    };
    jobs.iter().flat_map(check).collect()
}

/// What tells the PDF of a job from the others.
pub fn identity(job: &Job, request: &Request) -> export::PdfIdentity {
    export::PdfIdentity { name: stem(&job.file, request), date: job.date }
}

fn stem(file: &str, request: &Request) -> String {
    let ending = if request.audit { ".audit" } else { "" };
    format!("{file}{ending}")
}

/// How the file of an edition is called that is asked for.
pub fn output_name(file: &str, request: &Request) -> String {
    let stem = stem(file, request);
    match request.print.as_deref() {
        None => format!("{stem}.pdf"),
        Some(profile) => print::file_name(&stem, profile),
    }
}

/// A finding on the pages of a job.
pub fn found(job: &Job, finding: Diagnostic) -> Found<'_> {
    let language = match job.edition.languages() {
        [language] => Some(*language),
        _ => None,
    };
    Found { finding, document: Some(job.document.as_str()), language }
}

/// The composed source of every job, for `--emit typst`.
pub fn sources(jobs: &[Job]) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    for job in jobs {
        for file in &job.files {
            artifacts.push(Artifact {
                name: format!("{}.{}", job.file, file.path.trim_start_matches('/')),
                bytes: file.text.clone().into_bytes(),
                pages: 0,
                inputs: None,
            });
        }
    }
    artifacts
}
