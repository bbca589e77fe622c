//! RevMan 5: a review as XML. Read are the studies of its outcomes, risk of bias, and the references of included studies.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId, ParsingOptions};

use super::imported::{Imported, file, written};
use super::outcomes::{Outcome, Row};
use super::slug::slug;
use super::studies::{self, Authors, Reference};
use super::{bias, methods};
use crate::data::place::{Place, line_starts};
use crate::data::{work, xml};

/// No review has more parts than this.
const NODES: u32 = 4_000_000;

/// Reads a review. Entities of a document type are not read, so that none can grow.
pub fn import(name: &str, text: &str) -> Imported {
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = match xml::parse(text, options) {
        Ok(document) => document,
        Err(error) => return Imported::failed(name, format!("this is no XML: {error}")),
    };
    let lines = line_starts(text);
    let review = Review { name, document: &document, lines, studies: names(&document) };
    let mut imported = Imported::default();
    let found = review.nearest(&KINDS.map(|it| it.0), &KINDS.map(|it| it.1));
    if found.len() > MOST_OUTCOMES {
        let message =
            format!("this review has {} outcomes; the limit is {MOST_OUTCOMES}", found.len());
        return Imported::failed(name, message);
    }
    let outcomes = found.iter().map(|(node, data)| review.outcome(*node, data)).collect();
    let (mut files, mut part) = written(name, outcomes);
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

/// The most outcomes, each of which becomes a file.
const MOST_OUTCOMES: usize = 1000;

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

/// What the result of an item says of the risk.
fn judgement(result: &str) -> Option<&'static str> {
    match result {
        "YES" => Some("low"),
        "NO" => Some("high"),
        "UNKNOWN" => Some("unclear"),
        _ => None,
    }
}

/// The text of a child.
fn said<'a>(node: Node<'a, 'a>, child: &str) -> &'a str {
    let found = node.children().inspect(|_| work::count(1)).find(|it| it.has_tag_name(child));
    found.and_then(|it| it.text()).unwrap_or_default().trim()
}

impl<'a> Review<'a> {
    fn of_kind<'b>(&'b self, names: &'b [&'static str]) -> impl Iterator<Item = Node<'a, 'a>> + 'b {
        self.document.descendants().filter(|it| names.contains(&it.tag_name().name()))
    }

    /// The elements with one of these names, each with the `inner` ones that are in it and in none of the others within.
    fn nearest(&self, outer: &[&str], inner: &[&str]) -> Vec<(Node<'a, 'a>, Vec<Node<'a, 'a>>)> {
        let mut found: Vec<(Node, Vec<Node>)> = Vec::new();
        // Those that are open at this place: their numbers, and where they end.
        let mut open: Vec<(usize, usize)> = Vec::new();
        for node in self.document.descendants().filter(Node::is_element) {
            work::count(1);
            let (name, range) = (node.tag_name().name(), node.range());
            while open.pop_if(|(_, end)| *end <= range.start).is_some() {}
            if outer.contains(&name) {
                open.push((found.len(), range.end));
                found.push((node, Vec::new()));
            } else if inner.contains(&name)
                && let Some((_, own)) = open.last().and_then(|(at, _)| found.get_mut(*at))
            {
                own.push(node);
            }
        }
        found
    }

    fn line(&self, node: Node) -> usize {
        let start = node.range().start;
        self.lines.partition_point(|line| *line <= start)
    }

    fn outcome(&self, node: Node<'a, 'a>, data: &[Node<'a, 'a>]) -> Outcome {
        let kind = KINDS.iter().find(|it| node.has_tag_name(it.0)).unwrap_or(&KINDS[0]);
        let number = node.attribute("ID").unwrap_or_default().trim_start_matches("CMP-");
        let studies: Vec<Node> =
            data.iter().copied().filter(|it| it.has_tag_name(kind.1)).collect();
        let mut subgroups = HashMap::new();
        let rows = studies.iter().map(|it| self.row(*it, kind.2, &mut subgroups)).collect();
        let is_ratio = kind.1 == "IV_DATA" && is_ratio(&studies);
        let (measure, mut methods) = methods(node, kind, is_ratio);
        if is_ratio {
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

    /// A study; the names of subgroups are looked for once.
    fn row(
        &self,
        data: Node<'a, 'a>,
        figures: &[&str],
        subgroups: &mut HashMap<NodeId, &'a str>,
    ) -> Row {
        let id = data.attribute("STUDY_ID").unwrap_or_default();
        let (study, year) = self.studies.get(id).copied().unwrap_or((id, ""));
        let subgroup =
            data.parent_element().filter(|it| it.tag_name().name().ends_with("_SUBGROUP"));
        let subgroup =
            subgroup.map(|it| *subgroups.entry(it.id()).or_insert_with(|| said(it, "NAME")));
        let figure = |name: &&str| data.attribute(*name).unwrap_or_default().to_string();
        Row {
            study: study.to_string(),
            year: year.to_string(),
            subgroup: subgroup.unwrap_or_default().to_string(),
            figures: figures.iter().map(figure).collect(),
            footnotes: said(data, "FOOTNOTE").to_string(),
            place: format!("{}, line {}", file(self.name), self.line(data)),
        }
    }

    /// Risk of bias, in the domains of Cochrane's first tool.
    fn bias(&self, imported: &mut Imported) -> Option<((String, String), String)> {
        let mut found = bias::Judgements::default();
        let mut silent = Vec::new();
        for (item, entries) in self.nearest(&["QUALITY_ITEM"], &["QUALITY_ITEM_DATA_ENTRY"]) {
            let name = said(item, "NAME");
            let Some(domain) = bias::domain(name) else {
                let place = self.place(self.line(item));
                imported
                    .left_out(place, format!("the item “{name}” is none of Cochrane's first tool"));
                continue;
            };
            for entry in entries {
                let id = entry.attribute("STUDY_ID").unwrap_or_default();
                let (study, _) = self.studies.get(id).copied().unwrap_or((id, ""));
                found.study(study);
                match entry.attribute("RESULT").and_then(judgement) {
                    Some(judgement) => found.add(study, domain, judgement, self.line(entry)),
                    None => silent.push(self.line(entry)),
                }
            }
        }
        if let Some(line) = silent.first() {
            let count = silent.len();
            let message = format!("judgements without a result stay empty ({count} in this file)");
            imported.left_out(self.place(*line), message);
        }
        if let Some((line, message)) = found.left_out() {
            imported.left_out(self.place(line), message);
        }
        found.written()
    }

    fn place(&self, line: usize) -> Place {
        Place { line, column: 1, ..Place::file(self.name) }
    }

    fn references(&self) -> Vec<Reference> {
        let included = self.nearest(&["INCLUDED_STUDIES"], &["REFERENCE"]);
        let studies = included.into_iter().flat_map(|(_, references)| references);
        let reference = |it: Node<'a, 'a>| Reference {
            authors: Authors::Short(said(it, "AU").to_string()),
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

/// Whether effects are ratios, so that estimates are logarithms: RevMan keeps both. A study without an estimate has 0.
fn is_ratio(studies: &[Node]) -> bool {
    let number = |it: &Node, name: &str| it.attribute(name)?.parse::<f64>().ok();
    let both = |it: &Node| Some((number(it, "ESTIMATE")?, number(it, "EFFECT_SIZE")?));
    let estimable = studies.iter().filter(|it| it.attribute("ESTIMABLE") != Some("NO"));
    let mut both = estimable.filter_map(both).filter(|(estimate, _)| *estimate != 0.0);
    both.next().is_some_and(|(log, printed)| {
        log != printed && (log.exp() - printed).abs() < 0.02 * printed.abs()
    })
}

/// The measure and how RevMan 5 pools, in keys of an analysis.
fn methods(node: Node, kind: &Kind, is_ratio: bool) -> (String, Vec<(&'static str, &'static str)>) {
    let random = node.attribute("RANDOM") == Some("YES");
    let measure = match node.attribute("EFFECT_MEASURE").unwrap_or_default() {
        "PETO_OR" => "PETO",
        known @ ("RR" | "OR" | "RD" | "MD" | "SMD" | "HR") => known,
        _ if is_ratio => "ratio",
        _ if kind.1 == "IV_DATA" => "difference",
        _ if kind.1 == "CONT_DATA" => "MD",
        _ if kind.1 == "IPD_DATA" => "HR",
        _ => "RR",
    };
    (measure.to_string(), methods::of_revman(measure, node.attribute("METHOD"), random))
}
