//! The data files of a project, and the field of work that says what their words mean.

use std::sync::Arc;

use indexmap::IndexMap;

use super::formats::{csv, json, workbook};
use super::project::domain;
use super::{Loader, datasets};
use crate::data::place::Place;
use crate::data::tree::Node;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::domain::Domain;
use crate::model::inputs::Dataset;
use crate::model::manifest::{DataFile, Manifest};
use crate::model::reference::Term;

impl Loader<'_> {
    /// The data files as trees.
    pub(super) fn trees(&mut self, manifest: &Manifest) -> IndexMap<String, Node> {
        let files = manifest.data.iter();
        files.filter_map(|(name, file)| Some((name.clone(), self.tree(file)?))).collect()
    }

    /// The field of work that the project names, or that its data speak of.
    pub(super) fn domain(
        &mut self,
        manifest: &Manifest,
        trees: &IndexMap<String, Node>,
        terms: &[Term],
    ) -> Arc<Domain> {
        let Some(named) = &manifest.project.domain else {
            let place = self.declared.first().and_then(|root| root.get("project"));
            let place = place.map_or_else(|| Place::file(&manifest.file), |it| it.place().clone());
            return domain::assumed::assume(trees.values(), terms, &place, self.findings);
        };
        match domain::named(named, self.sources, &manifest.units, self.findings) {
            Some(found) => {
                domain::assumed::check_kinds(&found, terms, self.findings);
                found
            }
            // The unknown name has been reported; what follows from it need not be.
            None => {
                let mut silent = Findings::default();
                domain::assumed::assume(trees.values(), terms, &named.place, &mut silent)
            }
        }
    }

    /// The data files with their quantities typed.
    pub(super) fn data(
        &mut self,
        trees: IndexMap<String, Node>,
        manifest: &Manifest,
        domain: &Domain,
    ) -> IndexMap<String, Arc<Dataset>> {
        let findings = &mut *self.findings;
        let mut typist = datasets::Typist { units: &manifest.units, domain, findings };
        let mut data = IndexMap::new();
        for (name, root) in trees {
            let keys = manifest.data.get(&name).and_then(|file| file.keys.clone());
            data.insert(name, Arc::new(typist.dataset(root, keys)));
        }
        data
    }

    /// A data file as a tree in which values in several languages are known.
    pub(super) fn tree(&mut self, data: &DataFile) -> Option<Node> {
        let mut tree = self.parsed(data)?;
        self.spoken().mark(&mut tree);
        Some(tree)
    }

    /// A data file as it is written; the ending of its name tells the format.
    fn parsed(&mut self, data: &DataFile) -> Option<Node> {
        let file = &data.file;
        let ending = file.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let is_text = ["csv", "tsv", "tab", "txt"].contains(&&*ending);
        let is_workbook = workbook::ENDINGS.contains(&&*ending);
        if !is_text && !is_workbook && ending != "json" && ending != "toml" {
            let message = format!("“{}” has an unsupported format", file.path);
            let finding = Diagnostic::new(codes::UNKNOWN_FORMAT, file.place.clone(), message);
            self.findings.push(finding.help(
                "supported extensions: .csv, .tsv, .json, .toml, .xlsx, .xlsm, .xlsb, .xls and .ods",
            ));
            return None;
        }
        let path = self.existing(file)?;
        if is_text {
            let text = self.text(&path)?;
            return Some(csv::parse(&path, &text, data.header, self.limits, self.findings));
        }
        if is_workbook {
            let bytes = self.sources.files.get(&*path)?;
            return Some(workbook::parse(&path, bytes, data, self.limits, self.findings));
        }
        if ending == "toml" {
            return self.toml(&path, codes::TOML_SYNTAX).map(Node::Map);
        }
        let text = self.utf8(&path)?;
        let read = json::parse(&path, text, self.limits, self.findings);
        read.map_err(|finding| self.findings.push(finding)).ok()
    }
}
