//! A project that an engine builds: from a folder, from one text, or from memory.

use std::path::{Path, PathBuf};

use super::handle::Engine;
use crate::check::Skipped;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{self, Diagnostic};
use crate::export::analysis::Record;
use crate::export::trace::Document;
use crate::model::artifact::Artifact;
use crate::model::inputs::{Single, Sources};
use crate::model::limits::Limits;
use crate::model::relaxations::Relaxations;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::request::Request;
use crate::{disk, pipeline};

/// A folder with a project in it, and how it is read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Folder {
    /// Where `diptych.toml` is.
    pub path: PathBuf,
    /// Where its PDFs are written, which are not read as part of the project; `out` when not given.
    pub out: PathBuf,
    /// How much is read.
    pub limits: Limits,
}

impl Folder {
    /// The project of this folder.
    pub fn new(path: impl Into<PathBuf>) -> Folder {
        Folder { path: path.into(), out: PathBuf::from("out"), limits: Limits::default() }
    }

    /// Its PDFs are written here.
    pub fn out(mut self, out: impl Into<PathBuf>) -> Folder {
        self.out = out.into();
        self
    }

    /// At most so much is read.
    pub fn limits(mut self, limits: Limits) -> Folder {
        self.limits = limits;
        self
    }

    /// Its files as they are now.
    fn read(&self) -> Result<(Sources, Vec<Diagnostic>), Failure> {
        sound(disk::read_project(&self.path, &self.out, &self.limits))
    }
}

impl<P: Into<PathBuf>> From<P> for Folder {
    fn from(path: P) -> Folder {
        Folder::new(path)
    }
}

/// A project, and the engine that builds it.
#[derive(Clone)]
pub struct Project {
    engine: Engine,
    sources: Sources,
    /// Warnings about the files as such.
    found: Vec<Diagnostic>,
    folder: Option<Folder>,
}

impl Engine {
    /// A project from files in memory.
    pub fn project(&self, sources: Sources) -> Project {
        Project { engine: self.clone(), sources, found: Vec::new(), folder: None }
    }

    /// A project from a folder.
    ///
    /// # Errors
    ///
    /// What cannot be read, such as a folder that is not there.
    pub fn open(&self, folder: impl Into<Folder>) -> Result<Project, Failure> {
        let folder = folder.into();
        let (sources, found) = folder.read()?;
        Ok(Project { engine: self.clone(), sources, found, folder: Some(folder) })
    }

    /// A project from one Markdown file and the files beside it that it names.
    ///
    /// # Errors
    ///
    /// What cannot be read.
    pub fn open_text(&self, file: &Path, limits: &Limits) -> Result<Project, Failure> {
        let (sources, found) = text(file, limits)?;
        Ok(Project { found, ..self.project(sources) })
    }
}

impl Project {
    /// Reads the folder again, and tells whether any file has changed. A project that does not come
    /// from a folder never changes by itself.
    ///
    /// # Errors
    ///
    /// What cannot be read; the project stays as it was.
    pub fn reload(&mut self) -> Result<bool, Failure> {
        let Some(folder) = &self.folder else { return Ok(false) };
        let (sources, found) = folder.read()?;
        let changed = sources != self.sources;
        (self.sources, self.found) = (sources, found);
        Ok(changed)
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The files, to be changed in memory.
    pub fn sources_mut(&mut self) -> &mut Sources {
        &mut self.sources
    }

    /// Builds the documents that are asked for.
    pub fn build(&self, request: &Request) -> Outcome {
        let mut outcome = pipeline::build(self.engine.caches(), &self.sources, request);
        outcome.findings.splice(0..0, self.found.iter().cloned());
        outcome.finish(request.strict)
    }

    /// Looks for everything that is wrong without typesetting.
    pub fn check(&self, request: &Request) -> Vec<Diagnostic> {
        let findings = pipeline::check(self.engine.caches(), &self.sources, request);
        self.found.iter().cloned().chain(findings).collect()
    }

    /// The declared analyses with their figures, and what is wrong with the files behind them; `every` adds what
    /// all other methods give.
    pub fn analyses(&self, request: &Request, every: bool) -> (Vec<Record>, Vec<Diagnostic>) {
        let (records, findings) = pipeline::analyses(&self.sources, request, every);
        (records, self.found.iter().cloned().chain(findings).collect())
    }

    /// What the documents would print, with the cells behind it, without making pages; nothing if a fact stands in the
    /// way. And what was found.
    pub fn trace(&self, request: &Request) -> (Option<Vec<Document>>, Vec<Diagnostic>) {
        let (made, findings) = pipeline::trace(self.engine.caches(), &self.sources, request);
        let mut findings = self.found.iter().cloned().chain(findings).collect();
        diagnostic::sort(&mut findings);
        (made, findings)
    }

    /// What the project has relaxed, as far as a check can tell: rules, limits, and what is waived.
    pub fn relaxations(&self, request: &Request) -> Relaxations {
        pipeline::relaxations(self.engine.caches(), &self.sources, request)
    }

    /// Lists the numerals of which the comparison of two languages leaves undecided whether they are
    /// numbers: a 一 or a “first” that the other language has not.
    pub fn skipped(&self, request: &Request) -> Vec<Skipped> {
        pipeline::skipped(self.engine.caches(), &self.sources, request)
    }

    /// Records that a person has reviewed the translations: gives the lock file `diptych.lock`.
    ///
    /// # Errors
    ///
    /// The errors of the project, which stand in the way.
    pub fn accept(&self, request: &Request) -> Result<Artifact, Failure> {
        pipeline::accept(self.engine.caches(), &self.sources, request)
    }
}

/// One Markdown file and what it names.
fn text(file: &Path, limits: &Limits) -> Result<(Sources, Vec<Diagnostic>), Failure> {
    let mut sources = Sources { name: ".".to_string(), ..Sources::default() };
    let path = disk::read_called(file, &mut sources, limits);
    let path = path.map_err(|finding| Failure { findings: vec![finding] })?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let findings = disk::read_named(folder, &mut sources, limits);
    sources.single = Some(Single { path, ..Single::default() });
    sound((sources, findings))
}

/// What was read and the warnings about it, unless something could not be read.
fn sound(
    (sources, findings): (Sources, Vec<Diagnostic>),
) -> Result<(Sources, Vec<Diagnostic>), Failure> {
    match diagnostic::any_error(&findings) {
        true => Err(Failure { findings }),
        false => Ok((sources, findings)),
    }
}
