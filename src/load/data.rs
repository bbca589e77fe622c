//! The data files of a project, and the field of work that says what their words mean.

use std::sync::Arc;

use indexmap::IndexMap;

use super::formats::mends::Mends;
use super::formats::{csv, decimal_signs, json, workbook, yaml};
use super::project::{domain, mistyped_tags};
use super::row_findings::RowFindings;
use super::{Loader, datasets};
use crate::data::place::Place;
use crate::data::spoken::Spoken;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::model::domain::Domain;
use crate::model::inputs::Dataset;
use crate::model::manifest::{DataFile, Manifest};
use crate::model::reference::Term;

/// Endings of files that hold a tree of values.
const TREES: [&str; 6] = ["json", "jsonl", "ndjson", "yaml", "yml", "toml"];

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
        let units = &manifest.units;
        let wrong = RowFindings::default();
        let mut typist = datasets::Typist { units, domain, findings, mends: None, wrong };
        let mut data = IndexMap::new();
        for (name, root) in trees {
            let file = manifest.data.get(&name);
            let keys = file.and_then(|file| file.keys.clone());
            typist.mends = file.filter(|file| file.mends).map(|_| Mends::default());
            let dataset = typist.dataset(&name, root, keys);
            data.insert(name, Arc::new(dataset));
        }
        data
    }

    /// A data file as a tree in which values in several languages are known.
    pub(super) fn tree(&mut self, data: &DataFile) -> Option<Node> {
        let mut tree = self.parsed(data)?;
        self.mark(&mut tree);
        Some(tree)
    }

    /// A file's tree in which values in several languages are known.
    pub(super) fn marked(&mut self, root: Arc<Map>) -> Arc<Map> {
        let mut root = Node::Map(root);
        self.mark(&mut root);
        match root {
            Node::Map(map) => map,
            node => Arc::new(Map::new(node.place().clone())),
        }
    }

    /// Finds the values of a tree that are in several languages; a slip in a tag is told.
    fn mark(&mut self, node: &mut Node) {
        let spoken = Spoken { declared: &self.spoken, known: &self.languages };
        mistyped_tags::mend(node, &spoken, self.findings);
        spoken.mark(node);
    }

    /// A data file as it is written; the ending of its name tells the format.
    fn parsed(&mut self, data: &DataFile) -> Option<Node> {
        let file = &data.file;
        let ending = file.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let is_text = ["csv", "tsv", "tab", "txt"].contains(&&*ending);
        let is_workbook = workbook::ENDINGS.contains(&&*ending);
        let is_tree = TREES.contains(&&*ending);
        if !is_text && !is_workbook && !is_tree && !self.is_outside(file) {
            let message = format!("“{}” has an unsupported format", file.path);
            let finding = Diagnostic::new(codes::UNKNOWN_FORMAT, file.place.clone(), message);
            self.findings.push(finding.help(
                "supported extensions: .csv, .tsv, .json, .jsonl, .yaml, .toml, .xlsx, .xlsm, .xlsb, .xls and .ods",
            ));
            return None;
        }
        let path = self.existing(file)?;
        let comma = |it: &Language| self.languages.writing(*it).numbers.decimal == ",";
        let by_comma = !self.spoken.is_empty() && self.spoken.iter().all(comma);
        let data = &DataFile { by_comma, ..data.clone() };
        if is_text || is_workbook {
            let bytes = self.sources.files.get(&*path)?;
            let in_workbook = by_content(bytes, is_workbook, ending == "xls");
            if in_workbook != is_workbook {
                self.findings.push(misnamed(&path, in_workbook));
            }
            if in_workbook {
                let mut root = workbook::parse(&path, bytes, data, self.limits, self.findings);
                decimal_signs::settle(&mut root, data, None, self.findings);
                return Some(root);
            }
            let text = self.text(&path)?;
            return Some(csv::parse(&path, &text, data, self.limits, self.findings));
        }
        let mut root = self.tree_of(&path, &ending)?;
        decimal_signs::settle(&mut root, data, None, self.findings);
        Some(root)
    }

    /// A file in a format of trees, which its ending names.
    fn tree_of(&mut self, path: &Arc<str>, ending: &str) -> Option<Node> {
        if ending == "toml" {
            return self.toml(path, codes::TOML_SYNTAX).map(Node::Map);
        }
        let text = self.utf8(path)?;
        let read = match ending {
            "yaml" | "yml" => yaml::parse_all(path, text, self.limits),
            "jsonl" | "ndjson" => json::parse_lines(path, text, self.limits, self.findings),
            _ => json::parse(path, text, self.limits, self.findings),
        };
        read.map_err(|finding| self.findings.push(finding)).ok()
    }
}

/// Whether a table is a workbook by what is in its file: laboratories and programs call text `.xls`, an old name.
fn by_content(bytes: &[u8], is_named: bool, is_old: bool) -> bool {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLD: &[u8] = b"\xd0\xcf\x11\xe0";
    // A workbook that is damaged is told as such.
    let is_text = |bytes: &[u8]| {
        let start = &bytes[..bytes.len().min(4_000)];
        let is_wide = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
        (is_wide || !start.contains(&0))
            && !start.is_empty()
            && !start.trim_ascii_start().starts_with(b"<")
    };
    match bytes.starts_with(ZIP) || bytes.starts_with(OLD) {
        true => true,
        false => is_named && !(is_old && is_text(bytes)),
    }
}

fn misnamed(path: &Arc<str>, in_workbook: bool) -> Diagnostic {
    let (is, ending) = match in_workbook {
        true => ("a workbook", ".xlsx"),
        false => ("text", ".csv"),
    };
    let message = format!("“{path}” is {is} by its content, and is read as that");
    let finding = Diagnostic::new(codes::DATA_MENDED, Place::file(path), message);
    finding.help(format!("give it a name that ends in {ending}"))
}

#[cfg(test)]
mod tests {
    use super::by_content;

    #[test]
    fn what_is_in_a_file_tells_whether_it_is_a_workbook() {
        assert!(by_content(b"id,n", true, false), "a damaged .xlsx");
        for (bytes, is_named, expected) in [
            (&b"PK\x03\x04..."[..], false, true),
            (b"id\tn\na\t1\n", true, false),
            (b"id,n", false, false),
            (b"\xff\xfei\0d\0", true, false),
            (b"<html><table>", true, true),
            (b"\0\0broken", true, true),
            (b"", true, true),
        ] {
            assert_eq!(by_content(bytes, is_named, is_named), expected, "{bytes:?}");
        }
    }
}
