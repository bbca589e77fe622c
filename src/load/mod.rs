//! Bytes to typed inputs: every file is read, every problem is collected, nothing is rendered.

pub mod analyses;
pub mod appraisals;
#[cfg(test)]
mod asked;
pub mod bibliography;
pub mod csl;
mod data;
pub mod datasets;
pub mod declared;
pub mod documents;
pub mod fields;
pub mod formats;
pub mod glossary;
pub mod import;
#[cfg(test)]
mod keys_tests;
pub mod named_rows;
pub mod project;
mod recorded_contradictions;
mod references;
pub mod row_findings;
pub mod summaries_of_findings;

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::IndexMap;

use self::declared::{baseline, bias_summary, figures, flow_chart, forest, tables, units};
use self::formats::{encoding, toml};
use self::project::{
    citation_style, front_matter, lock, manifest, single_file, single_file_language,
};
use crate::data::place::Place;
use crate::data::spoken::Spoken;
use crate::data::tree::Map;
use crate::diagnostic::{Code, Diagnostic, Findings, codes};
use crate::language::Language;
use crate::language::packs::Languages;
use crate::model::bibliography::Bibliography;
use crate::model::doubt::Doubts;
use crate::model::inputs::{FONTS, Inputs, Single, Sources, Text, is_font};
use crate::model::limits::Limits;
use crate::model::lock::Lock;
use crate::model::manifest::{DataFile, FileRef, Manifest};
use crate::model::policy::Policy;
use crate::model::reference::Term;
use crate::model::style::Theme;
use crate::model::table::Declaration;
use crate::quantity::units::Units;

/// Reads a project. Inputs come back whenever the manifest could be understood, even if other
/// files have findings, so that later stages can find more; [`texts`] adds the texts of the documents.
pub fn load(sources: &Sources, limits: &Limits, findings: &mut Findings) -> Option<Inputs> {
    let languages = project::languages::read(sources, limits, findings);
    let declared = Vec::new();
    Loader {
        sources,
        limits,
        findings,
        languages,
        spoken: Vec::new(),
        declared,
        front_matter: None,
    }
    .inputs()
}

/// The Markdown of every document in every language that one of its editions needs.
pub fn texts(sources: &Sources, manifest: &Manifest, findings: &mut Findings) -> Vec<Text> {
    let languages = &manifest.project.languages;
    let of = |it| documents::texts(sources, it, languages, findings);
    manifest.documents.values().flat_map(of).collect()
}

struct Loader<'a> {
    sources: &'a Sources,
    limits: &'a Limits,
    findings: &'a mut Findings,
    /// The languages that are known.
    languages: Languages,
    /// Those of the project.
    spoken: Vec<Language>,
    declared: Vec<Arc<Map>>,
    front_matter: Option<Arc<Map>>,
}

impl<'a> Loader<'a> {
    fn inputs(&mut self) -> Option<Inputs> {
        let policy = project::policy::read(self.sources, self.findings);
        let mut manifest = self.manifest()?;
        manifest.project.raw &= policy.raw;
        let asked = manifest.documents.values();
        if let Some(finding) = documents::too_many_pdfs(asked, self.limits.pdfs) {
            self.findings.push(finding);
            return None;
        }
        let trees = self.trees(&manifest);
        let mut terms = self.terms(manifest.project.glossary.as_ref());
        let domain = self.domain(&manifest, &trees, &terms);
        for term in &mut terms {
            term.checks = domain.kind(&term.kind);
            term.counted |= term.checks.counted;
        }
        let data = self.data(trees, &manifest, &domain);
        datasets::check_listed(&data, &domain, self.findings);
        let analyses = analyses::read(manifest.analyses.as_ref(), &data, self.findings);
        let mut figures =
            self.declared(&manifest, manifest.project.figures.as_ref(), figures::read);
        let summaries =
            summaries_of_findings::read(manifest.findings.as_ref(), &analyses, self.findings);
        let spoken = &manifest.project.languages;
        summaries_of_findings::worded(&summaries, spoken, &self.languages, self.findings);
        let mut tables = self.declared(&manifest, manifest.project.tables.as_ref(), tables::read);
        let known = forest::Known {
            analyses: &analyses,
            spoken: &manifest.project.languages,
            packs: &self.languages,
        };
        let given = (self.sources, &data);
        baseline::complete(&mut tables, &known);
        flow_chart::complete(&mut figures, &data, &known);
        appraisals::complete(&mut tables, given, &known, self.findings);
        forest::complete(&mut figures, &tables, &known, self.findings);
        let given = (&known, &manifest.units);
        units::complete(&mut tables, &data, &known);
        bias_summary::complete(&mut figures, &tables, given, self.findings);
        tables.extend(summaries_of_findings::tables(&summaries, &known));
        manifest.project.previous.as_ref().map(|file| self.existing(file));
        let documents = manifest.documents.values();
        documents.for_each(|it| documents::logo(self.sources, it, self.findings));
        Some(Inputs {
            analyses,
            summaries,
            data,
            domain,
            references: Bibliography::new(self.references(&manifest.project.references)),
            citation_styles: citation_style::choose(
                self.sources,
                &manifest,
                &self.languages,
                self.findings,
            ),
            terms,
            doubts: Doubts::default(),
            records: self.records(manifest.project.conflicts.as_ref()),
            tables,
            figures,
            texts: Vec::new(),
            themes: self.themes(&manifest, &policy),
            fonts: self.fonts(),
            limits: *self.limits,
            declared: std::mem::take(&mut self.declared),
            front_matter: self.front_matter.take(),
            lock: self.lock(),
            languages: self.languages.clone(),
            manifest,
            policy,
        })
    }

    fn fonts(&self) -> Vec<(String, Arc<[u8]>)> {
        let files = self.sources.files.range(FONTS.to_string()..);
        let own = files.take_while(|(path, _)| path.starts_with(FONTS));
        own.filter(|(path, _)| is_font(path)).map(|(path, it)| (path.clone(), it.clone())).collect()
    }

    fn manifest(&mut self) -> Option<Manifest> {
        if let Some(single) = &self.sources.single {
            return self.single(single);
        }
        let path: Arc<str> = manifest::FILE.into();
        if !self.sources.files.contains_key(&*path) {
            let message = format!("there is no {path} in {}", self.sources.name);
            let finding = Diagnostic::new(codes::MANIFEST_MISSING, Place::file(&path), message)
                .help(match &self.sources.project_above {
                    Some(folder) => {
                        format!("the project is further up: name its folder, `{folder}`")
                    }
                    None => "name the folder of a project, or create one with `diptych init`"
                        .to_string(),
                });
            self.findings.push(finding);
            return None;
        }
        let mut root = self.toml(&path, codes::MANIFEST_SYNTAX)?;
        self.spoken = project::languages::of_manifest(&root, &self.languages);
        root = self.marked(root);
        self.declared.push(root.clone());
        manifest::read(&root, &self.languages, self.findings)
    }

    /// A single text is its own manifest.
    fn single(&mut self, single: &Single) -> Option<Manifest> {
        let path: Arc<str> = single.path.as_str().into();
        let text = self.utf8(&path)?;
        let map = front_matter::read(&path, text, self.limits, self.findings);
        let mut map = map.map_err(|finding| self.findings.push(finding)).ok()?;
        let text = front_matter::without(text);
        if let Some(asked) = single.language.filter(|it| self.languages.find(it.code()).is_none()) {
            let place = Place::file(&path);
            self.findings.push(project::languages::unknown(asked.code(), place, &self.languages));
            return None;
        }
        self.spoken = vec![single_file_language::language(&map, single, &text, &self.languages)];
        self.spoken().mark_map(Arc::make_mut(&mut map));
        self.front_matter = Some(map.clone());
        Some(single_file::read(
            &map,
            single,
            (self.spoken[0], &text),
            &self.languages,
            self.findings,
        ))
    }

    fn spoken(&self) -> Spoken<'_> {
        Spoken { declared: &self.spoken, known: &self.languages }
    }

    fn toml(&mut self, path: &Arc<str>, code: Code) -> Option<Arc<Map>> {
        let text = self.utf8(path)?;
        toml::parse(path, text, code).map_err(|finding| self.findings.push(finding)).ok()
    }

    fn terms(&mut self, file: Option<&FileRef>) -> Vec<Term> {
        let Some(rows) = file.and_then(|file| self.tree(&DataFile::whole(file.clone()))) else {
            return Vec::new();
        };
        glossary::read(&rows, &self.spoken, &self.languages, self.findings)
    }

    /// The rows that record contradictions.
    fn records(&mut self, file: Option<&FileRef>) -> Vec<Arc<Map>> {
        let rows = file.and_then(|file| self.tree(&DataFile::whole(file.clone())));
        rows.map(|rows| recorded_contradictions::read(&rows, self.findings)).unwrap_or_default()
    }

    /// Tables or figures, from the file that the manifest names.
    fn declared(
        &mut self,
        manifest: &Manifest,
        file: Option<&FileRef>,
        read: impl Fn(&Map, &Units, &mut Findings) -> IndexMap<String, Declaration>,
    ) -> IndexMap<String, Declaration> {
        let root = file
            .and_then(|file| self.existing(file))
            .and_then(|path| self.toml(&path, codes::TOML_SYNTAX))
            .map(|root| self.marked(root));
        self.declared.extend(root.clone());
        root.map(|root| read(&root, &manifest.units, self.findings)).unwrap_or_default()
    }

    /// The themes that documents name.
    fn themes(&mut self, manifest: &Manifest, policy: &Policy) -> IndexMap<String, Theme> {
        let mut themes = IndexMap::new();
        let looks = manifest.documents.values().map(|document| &document.style);
        for style in std::iter::once(&manifest.project.style).chain(looks) {
            documents::theme(&mut themes, self.sources, style, policy, self.findings);
        }
        themes
    }

    fn lock(&mut self) -> Option<Lock> {
        let path: Arc<str> = Lock::FILE.into();
        self.sources.files.contains_key(&*path).then_some(())?;
        let text = self.utf8(&path)?;
        lock::parse(&path, text, self.findings)
    }

    /// The path of a file that must be there; a finding at the line that names it when it is not.
    fn existing(&mut self, file: &FileRef) -> Option<Arc<str>> {
        self.path_of(file).map_err(|finding| self.findings.push(finding)).ok()
    }

    /// Whether a path leads out of the project, where nothing is read.
    fn is_outside(&self, file: &FileRef) -> bool {
        let leads_out = file.path.starts_with('/') || file.path.split('/').any(|it| it == "..");
        leads_out && !self.sources.files.contains_key(&file.path)
    }

    fn path_of(&self, file: &FileRef) -> Result<Arc<str>, Diagnostic> {
        if self.sources.files.contains_key(&file.path) {
            return Ok(file.path.as_str().into());
        }
        let message = format!("the file “{}” is not in the project", file.path);
        let known = self.sources.files.keys().map(String::as_str);
        let outside =
            || "files outside the project are not read; add the file to the project".to_string();
        let absent = self.sources.why_absent(&file.path);
        let help = absent
            .or_else(|| self.is_outside(file).then(outside))
            .or_else(|| crate::diagnostic::suggestion(&file.path, known))
            .unwrap_or_else(|| format!("paths are relative to {}", self.sources.base()));
        Err(Diagnostic::new(codes::FILE_MISSING, file.place.clone(), message).help(help))
    }

    /// A file's text in whatever encoding; a finding that tells which, unless it is UTF-8.
    fn text(&mut self, path: &Arc<str>) -> Option<Cow<'a, str>> {
        encoding::any(self.sources, path, self.findings)
    }

    /// A file's text; a finding when it is not UTF-8.
    fn utf8(&mut self, path: &Arc<str>) -> Option<&'a str> {
        encoding::utf8(self.sources, path, self.findings)
    }
}
