//! Reads a project folder into memory; what lies outside of it is never followed.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::folder::{Folder, Kind, LINK, SPECIAL};
use super::ignored_folders::Ignored;
use super::ledger::Ledger;
use super::recognise;
use super::source_file::{is_wanted, take_in, unreadable};
use super::text_files;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Edition;
use crate::model::inputs::{Sources, is_font};
use crate::model::limits::Limits;

/// Reads every file of the project that a build may need. What builds have written to a folder, as its manifest of
/// outputs tells, is not read back; anything else in that folder is. In `out`, names of editions tell too, and where that
/// is the project itself without such a manifest, the mark in the files.
///
/// What is read is the project at one moment: if a file has changed meanwhile, all is read again.
pub fn read_project(root: &Path, out: &Path, limits: &Limits) -> (Sources, Vec<Diagnostic>) {
    let name = root.display().to_string();
    let folder = match Folder::open(root) {
        Ok(folder) => folder,
        Err(error) => {
            let finding = no_folder(root, unreadable(&name, &error));
            return (Sources { name, ..Sources::default() }, vec![finding]);
        }
    };
    let reader = || ProjectReader::new(root, &folder, out, limits).read(&folder);
    let (mut read, mut changed) = reader();
    for _ in 0..ATTEMPTS {
        if changed.is_none() {
            break;
        }
        (read, changed) = reader();
    }
    if let Some(name) = changed {
        let message = "this file keeps changing while the project is read";
        let finding = Diagnostic::new(codes::CHANGING, Place::file(&name), message);
        read.findings
            .push(finding.help("build again when the program that writes it has finished"));
    }
    if !read.sources.files.contains_key(MANIFEST) {
        read.sources.project_above = project_above(root);
    }
    (read.sources, read.findings)
}

/// What to do where a file was named in place of a folder.
fn no_folder(root: &Path, finding: Diagnostic) -> Diagnostic {
    let name = root.display().to_string();
    let ending = root.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        _ if !root.is_file() => finding,
        Some("md" | "markdown" | "qmd" | "rmd") => {
            finding.help(format!("a text without a project is made by `diptych render {name}`"))
        }
        _ => finding.help("name the folder of a project, in which `diptych.toml` stands"),
    }
}

/// The nearest folder above that has a manifest.
fn project_above(named: &Path) -> Option<String> {
    let root = fs::canonicalize(named).ok()?;
    let above = root.ancestors().skip(1);
    let depth = above.take_while(|it| !it.join(MANIFEST).is_file()).count() + 1;
    root.ancestors().nth(depth)?;
    let up = vec![".."; depth].join("/");
    Some(if named == Path::new(".") { up } else { format!("{}/{up}", named.display()) })
}

/// Files of more bytes than this are read only if a text, the manifest or the like names them.
const LARGE: u64 = 8 << 20;

/// What makes a folder a project.
const MANIFEST: &str = "diptych.toml";

/// Why such a file was not read.
const UNNAMED: &str =
    "is larger than 8 MiB, and such files are read only where their whole path is written";

/// How often a project that changes is read again.
const ATTEMPTS: usize = 5;

struct ProjectReader<'a> {
    root: &'a Path,
    limits: &'a Limits,
    out: Option<PathBuf>,
    /// Its path in the project with a slash behind it, once it is found there.
    within: Option<String>,
    /// The paths of what earlier builds have written.
    outputs: BTreeSet<String>,
    ignored: Ignored,
    sources: Sources,
    /// Large files, which are read only if a text names them.
    large: BTreeSet<String>,
    /// Every file as it was when it was opened.
    stamps: Vec<(String, Metadata)>,
    findings: Vec<Diagnostic>,
}

impl<'a> ProjectReader<'a> {
    fn new(root: &'a Path, folder: &Folder, out: &Path, limits: &'a Limits) -> Self {
        ProjectReader {
            root,
            limits,
            out: fs::canonicalize(out).ok(),
            within: None,
            outputs: BTreeSet::new(),
            ignored: Ignored::read(folder),
            sources: Sources { name: root.display().to_string(), ..Sources::default() },
            large: BTreeSet::new(),
            stamps: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Reads the project, and gives the name of a file that has changed since it was read.
    fn read(mut self, root: &Folder) -> (Self, Option<String>) {
        let mut generated = Vec::new();
        self.folder(root, "", &mut Some(&mut generated));
        for (path, folder) in &generated {
            let manifest = self.sources.text(MANIFEST).unwrap_or_default();
            if manifest.contains(&format!("{path}/")) {
                self.sources.left_out.remove(path);
                self.folder(folder, &format!("{path}/"), &mut None);
            }
        }
        let generated: Vec<String> = generated.into_iter().map(|(path, _)| path + "/").collect();
        let aside = |name: &str| {
            self.large.contains(name) || generated.iter().any(|folder| name.starts_with(folder))
        };
        if !self.large.is_empty() || !generated.is_empty() {
            let read = text_files::read_in(aside, root, &mut self.sources, self.limits);
            self.findings.extend(read);
        }
        let changed = |(path, before): &&(String, Metadata)| !root.is_still(path, before);
        let changed = self.stamps.iter().find(changed).map(|(path, _)| path.clone());
        (self, changed)
    }

    /// Reads a folder; `below` is its path with a slash behind it. Folders that other programs fill
    /// are put aside in `generated`.
    fn folder(&mut self, folder: &Folder, below: &str, generated: &mut Option<&mut PutAside>) {
        let names = match folder.names() {
            Ok(names) => names,
            Err(error) => return self.unreadable(below.trim_end_matches('/'), &error),
        };
        let ledger = Ledger::read(folder);
        // They may lie in folders below this one.
        self.outputs.extend(ledger.names().iter().map(|name| format!("{below}{name}")));
        // Where the whole project is the folder for output, its own PDFs may have such names too.
        if self.within.is_none() && self.is_out(below) {
            self.within = Some(below.to_string());
        }
        let is_in_out = self.within.as_ref().is_some_and(|out| below.starts_with(out.as_str()));
        let is_project = self.within.as_ref().is_some_and(String::is_empty);
        let may_be = |name: &str| match is_project {
            true => below.is_empty() && ledger.is_empty() && recognise::was_ours(folder, name),
            false => is_in_out,
        };
        for name in names {
            let is_output = self.is_output(below, &name, may_be);
            if !name.as_encoded_bytes().starts_with(b".") && !is_output && !self.is_full() {
                self.entry(folder, below, &name, generated);
            }
        }
    }

    fn entry(
        &mut self,
        folder: &Folder,
        below: &str,
        name: &OsStr,
        generated: &mut Option<&mut PutAside>,
    ) {
        let kind = folder.kind(name);
        let is_font = name.to_str().is_some_and(|name| is_font(&format!("{below}{name}")));
        if kind != Kind::Folder && !is_wanted(Path::new(name)) && !is_font && kind != Kind::Link {
            return;
        }
        let Some(name) = name.to_str().filter(|name| !name.contains('\\')) else {
            return self.odd_name(below, name);
        };
        let path = format!("{below}{name}");
        match kind {
            Kind::Folder => self.subfolder(folder, name, path, generated),
            Kind::File => self.file(folder, name, path),
            Kind::Link => drop(self.sources.left_out.insert(path, LINK.to_string())),
            Kind::Special => drop(self.sources.left_out.insert(path, SPECIAL.to_string())),
            Kind::Nothing => self.unreadable(&path, &io::ErrorKind::NotFound.into()),
        }
    }

    fn subfolder(
        &mut self,
        folder: &Folder,
        name: &str,
        path: String,
        generated: &mut Option<&mut PutAside>,
    ) {
        let inner = match folder.folder(name) {
            Ok(inner) => inner,
            Err(error) => return self.unreadable(&path, &error),
        };
        match (self.ignored.reason(&path, &inner), generated.as_mut()) {
            (Some(reason), Some(generated)) => {
                self.sources.left_out.insert(path.clone(), reason.to_string());
                generated.push((path, inner));
            }
            _ => self.folder(&inner, &format!("{path}/"), generated),
        }
    }

    fn file(&mut self, folder: &Folder, name: &str, path: String) {
        match folder.file(name).and_then(|file| Ok((file.metadata()?, file))) {
            Ok((before, _)) if before.len() > LARGE && !is_font(&path) => {
                self.sources.left_out.insert(path.clone(), UNNAMED.to_string());
                self.large.insert(path);
            }
            Ok((before, file)) => {
                let read = take_in(file, &path, &mut self.sources, self.limits);
                self.findings.extend(read.err());
                self.stamps.push((path, before));
            }
            Err(error) => self.unreadable(&path, &error),
        }
    }

    /// A name that no text can name must not stand for another: `a\b.md` is not `a/b.md`.
    fn odd_name(&mut self, below: &str, name: &OsStr) {
        let shown = format!("{below}{}", name.to_string_lossy());
        let message = match name.to_str() {
            Some(_) => "this name has a backslash in it, and what is here is left out",
            None => "this name is not UTF-8, and what is here is left out",
        };
        let finding = Diagnostic::new(codes::FILE_NAME, Place::file(&shown), message);
        self.findings.push(finding.help("rename it, or move it out of the project"));
    }

    /// Whether the finding that there are too many files has been made.
    fn is_full(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == codes::TOO_MANY_FILES)
    }

    /// Whether this folder of the project is the one for output.
    fn is_out(&self, below: &str) -> bool {
        self.out.is_some() && fs::canonicalize(self.root.join(below)).ok() == self.out
    }

    /// Whether an earlier build wrote this: it is known to have, or the name is like `summary.zh-en.pdf` and it may be one.
    fn is_output(&mut self, below: &str, name: &OsStr, may_be: impl Fn(&str) -> bool) -> bool {
        let name = name.to_string_lossy();
        let path = format!("{below}{name}");
        let edition = name.strip_suffix(".pdf").and_then(|name| name.rsplit_once('.'));
        let is_edition = edition.is_some_and(|(_, edition)| Edition::is_name(edition));
        let is_output = self.outputs.contains(&path) || is_edition && may_be(&name);
        if is_output {
            self.sources.left_out.insert(path, OUTPUT.to_string());
        }
        is_output
    }

    fn unreadable(&mut self, name: &str, error: &io::Error) {
        let name = if name.is_empty() { &self.sources.name } else { name };
        self.findings.push(unreadable(name, error));
    }
}

/// Why an output was not read.
const OUTPUT: &str =
    "was written by a build, and outputs are not read back; copy it to a folder without outputs";

/// Folders that other programs fill, each with its path in the project.
type PutAside = Vec<(String, Folder)>;
