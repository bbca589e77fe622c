//! RevMan 5: a review as XML. Read are the studies of its outcomes, risk of bias, and the references of included studies.

use std::collections::HashMap;

use roxmltree::{Document, Node, ParsingOptions};

use super::imported::{Imported, file, written};
use super::outcomes::{Outcome, Row};
use super::slug::slug;
use super::studies::{self, Reference};
use super::{bias, methods};
use crate::data::place::{Place, line_starts};

/// No review has more parts than this.
const NODES: u32 = 4_000_000;

/// Reads a review. Entities of a document type are not read, so that none can grow.
pub fn import(name: &str, text: &str) -> Imported {
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => return Imported::failed(name, format!("this is no XML: {error}")),
    };
    let lines = line_starts(text);
    let review = Review { name, document: &document, lines, studies: names(&document) };
    let mut imported = Imported::default();
    let outcomes: Vec<Outcome> =
        review.of_kind(&KINDS.map(|it| it.0)).map(|node| review.outcome(node)).collect();
    let (mut files, mut part) = written(name, &outcomes);
    if let Some((file, own)) = review.bias(&mut imported) {
        files.push(file);
        part += &own;
    }
    let references: Vec<Reference> = review.references();
    if !references.is_empty() {
        files.push(("references/studies.ris".to_string(), studies::ris(&references)));
        part += "\n# In [project]:\n# references = \"references/studies.ris\"\n";
    }
    if files.is_empty() {
        return Imported::failed(name, "this review has no studies".to_string());
    }
    review.left_out(&mut imported);
    files.push(("import.toml".to_string(), part));
    imported.files = files;
    imported
}

/// Each kind of outcome: its element, that of its studies, their attributes, and the columns that these become.
type Kind = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);
const KINDS: [Kind; 4] = [
    (
        "DICH_OUTCOME",
        "DICH_DATA",
        &["EVENTS_1", "TOTAL_1", "EVENTS_2", "TOTAL_2"],
        &["events_1", "n_1", "events_2", "n_2"],
    ),
    (
        "CONT_OUTCOME",
        "CONT_DATA",
        &["MEAN_1", "SD_1", "TOTAL_1", "MEAN_2", "SD_2", "TOTAL_2"],
        &["mean_1", "sd_1", "n_1", "mean_2", "sd_2", "n_2"],
    ),
    ("IV_OUTCOME", "IV_DATA", &["ESTIMATE", "SE"], &["estimate", "se"]),
    ("IPD_OUTCOME", "IPD_DATA", &["O_E", "VAR"], &["o_minus_e", "v"]),
];

struct Review<'a> {
    name: &'a str,
    document: &'a Document<'a>,
    /// Where each line begins.
    lines: Vec<usize>,
    /// The studies by their ids: name and year.
    studies: HashMap<&'a str, (&'a str, &'a str)>,
}

fn names<'a>(document: &'a Document<'a>) -> HashMap<&'a str, (&'a str, &'a str)> {
    let studies = document.descendants().filter(|it| it.has_tag_name("STUDY"));
    let named = |it: Node<'a, 'a>| {
        let name = it.attribute("NAME").unwrap_or_default();
        Some((it.attribute("ID")?, (name, it.attribute("YEAR").unwrap_or_default())))
    };
    studies.filter_map(named).collect()
}

/// The text of a child.
fn said<'a>(node: Node<'a, 'a>, child: &str) -> &'a str {
    let found = node.children().find(|it| it.has_tag_name(child));
    found.and_then(|it| it.text()).unwrap_or_default().trim()
}

impl<'a> Review<'a> {
    fn of_kind<'b>(&'b self, names: &'b [&'static str]) -> impl Iterator<Item = Node<'a, 'a>> + 'b {
        self.document.descendants().filter(|it| names.contains(&it.tag_name().name()))
    }

    fn line(&self, node: Node) -> usize {
        let start = node.range().start;
        self.lines.partition_point(|line| *line <= start)
    }

    fn outcome(&self, node: Node<'a, 'a>) -> Outcome {
        let kind = KINDS.iter().find(|it| node.has_tag_name(it.0)).unwrap_or(&KINDS[0]);
        let number = node.attribute("ID").unwrap_or_default().trim_start_matches("CMP-");
        let studies = node.descendants().filter(|it| it.has_tag_name(kind.1));
        let rows = studies.map(|it| self.row(it, kind.2)).collect();
        let (measure, mut methods) = methods(node, kind);
        if kind.1 == "IV_DATA" && is_ratio(node) {
            methods.push(("log", "true"));
        }
        Outcome {
            id: slug(&format!("a_{number}")),
            name: said(node, "NAME").to_string(),
            arms: ["GROUP_LABEL_1", "GROUP_LABEL_2"].map(|it| said(node, it).to_string()),
            measure,
            methods,
            columns: kind.3.to_vec(),
            rows,
        }
    }

    fn row(&self, data: Node<'a, 'a>, figures: &[&str]) -> Row {
        let id = data.attribute("STUDY_ID").unwrap_or_default();
        let (study, year) = self.studies.get(id).copied().unwrap_or((id, ""));
        let subgroup =
            data.parent_element().filter(|it| it.tag_name().name().ends_with("_SUBGROUP"));
        let figure = |name: &&str| data.attribute(*name).unwrap_or_default().to_string();
        Row {
            study: study.to_string(),
            year: year.to_string(),
            subgroup: subgroup.map(|it| said(it, "NAME").to_string()).unwrap_or_default(),
            figures: figures.iter().map(figure).collect(),
            place: format!("{}, line {}", file(self.name), self.line(data)),
        }
    }

    /// Risk of bias, in the domains of Cochrane's first tool.
    fn bias(&self, imported: &mut Imported) -> Option<((String, String), String)> {
        let mut found = bias::Judgements::default();
        for item in self.of_kind(&["QUALITY_ITEM"]) {
            let name = said(item, "NAME");
            let Some(domain) = bias::domain(name) else {
                let place = Place { line: self.line(item), column: 1, ..Place::file(self.name) };
                imported
                    .left_out(place, format!("the item “{name}” is none of Cochrane's first tool"));
                continue;
            };
            for entry in item.descendants().filter(|it| it.has_tag_name("QUALITY_ITEM_DATA_ENTRY"))
            {
                let id = entry.attribute("STUDY_ID").unwrap_or_default();
                let (study, _) = self.studies.get(id).copied().unwrap_or((id, ""));
                let judgement = match entry.attribute("RESULT") {
                    Some("YES") => "low",
                    Some("NO") => "high",
                    _ => "unclear",
                };
                found.add(study, domain, judgement);
            }
        }
        found.written()
    }

    fn references(&self) -> Vec<Reference> {
        let included = self.document.descendants().filter(|it| it.has_tag_name("INCLUDED_STUDIES"));
        let studies =
            included.flat_map(|it| it.descendants()).filter(|it| it.has_tag_name("REFERENCE"));
        let reference = |it: Node<'a, 'a>| Reference {
            authors: said(it, "AU").to_string(),
            title: said(it, "TI").to_string(),
            journal: said(it, "SO").to_string(),
            year: said(it, "YR").to_string(),
            volume: said(it, "VL").to_string(),
            issue: said(it, "NO").to_string(),
            pages: said(it, "PG").to_string(),
            doi: String::new(),
        };
        studies.map(reference).filter(|it| !it.title.is_empty()).collect()
    }

    /// The review's own text is not taken, and what RevMan computed is computed anew.
    fn left_out(&self, imported: &mut Imported) {
        let place = Place::file(self.name);
        if self.of_kind(&["MAIN_TEXT"]).next().is_some() {
            imported.left_out(place.clone(), "the text of the review is not taken".to_string());
        }
        let other = self.of_kind(&["OTHER_OUTCOME"]).count();
        if other > 0 {
            imported.left_out(
                place,
                format!("{other} outcomes that are tables of words are not taken"),
            );
        }
    }
}

/// Whether effects are ratios, so that estimates are logarithms: RevMan keeps both.
fn is_ratio(node: Node) -> bool {
    let data = node.descendants().find(|it| it.has_tag_name("IV_DATA"));
    let number = |it: Node, name: &str| it.attribute(name)?.parse::<f64>().ok();
    let both = data.and_then(|it| Some((number(it, "ESTIMATE")?, number(it, "EFFECT_SIZE")?)));
    both.is_some_and(|(log, printed)| {
        log != printed && (log.exp() - printed).abs() < 0.02 * printed.abs()
    })
}

/// The measure and how RevMan 5 pools, in keys of an analysis.
fn methods(node: Node, kind: &Kind) -> (String, Vec<(&'static str, &'static str)>) {
    let random = node.attribute("RANDOM") == Some("YES");
    let measure = match node.attribute("EFFECT_MEASURE").unwrap_or_default() {
        "PETO_OR" => "PETO",
        known @ ("RR" | "OR" | "RD" | "MD" | "SMD" | "HR") => known,
        _ if kind.1 == "IV_DATA" && is_ratio(node) => "ratio",
        _ if kind.1 == "IV_DATA" => "difference",
        _ if kind.1 == "CONT_DATA" => "MD",
        _ if kind.1 == "IPD_DATA" => "HR",
        _ => "RR",
    };
    (measure.to_string(), methods::of_revman(measure, node.attribute("METHOD"), random))
}
