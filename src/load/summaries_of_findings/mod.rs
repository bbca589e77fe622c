//! `[findings.NAME]` to summaries of findings, and the tables that show them.

mod judged;
mod table;

use std::collections::HashSet;
use std::sync::Arc;

use indexmap::IndexMap;

pub use self::table::tables;
use super::analyses::baselines;
use super::fields::Fields;
use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::language::packs::Languages;
use crate::language::{Bilingual, Language};
use crate::model::analysis::Analysis;
use crate::model::keys;
use crate::model::manifest::FileRef;
use crate::model::summary_of_findings::{AssumedRisk, Finding, Layout, SummaryOfFindings};

/// The analyses of the project by name.
pub type Analyses = IndexMap<String, Arc<Analysis>>;

/// So many outcomes a reader can weigh (GRADE guidelines 1, Guyatt et al., J Clin Epidemiol 2011;64:383).
const MOST: usize = 7;

/// Reads every summary of findings of the manifest.
pub fn read(
    declared: Option<&Arc<Map>>,
    analyses: &Analyses,
    findings: &mut Findings,
) -> IndexMap<String, Arc<SummaryOfFindings>> {
    let mut summaries = IndexMap::new();
    let mut known = HashSet::new();
    for (name, entry) in declared.iter().flat_map(|map| &map.entries) {
        let Some(map) = entry.node.as_map() else {
            let message = format!("`{name}` must be a table: write [findings.{name}]");
            let place = entry.node.place().clone();
            findings.push(Diagnostic::new(codes::WRONG_TYPE, place, message));
            continue;
        };
        let summary = summary((name, map), analyses, &mut known, findings);
        summaries.insert(name.clone(), Arc::new(summary));
    }
    summaries
}

/// Tells of languages whose files have no words for summaries, which are then worded in the base.
pub fn worded(
    summaries: &IndexMap<String, Arc<SummaryOfFindings>>,
    spoken: &[Language],
    known: &Languages,
    findings: &mut Findings,
) {
    let Some(first) = summaries.values().next() else { return };
    for language in spoken.iter().filter(|it| !known.said(**it).contains_key("evidence")) {
        let (name, base) = (&known.pack(*language).name, &known.base().name);
        let message = format!("{name} has no words for summaries of findings: they are in {base}");
        let finding = Diagnostic::new(codes::EVIDENCE_WORDS, first.place.clone(), message);
        findings.push(finding.help(format!(
            "write [evidence] in languages/{language}.toml; that of another language shows the keys"
        )));
    }
}

fn summary(
    (name, map): (&str, &Map),
    analyses: &Analyses,
    known: &mut HashSet<String>,
    findings: &mut Findings,
) -> SummaryOfFindings {
    let mut fields = Fields::new(map, &keys::FINDINGS);
    let mut arms = [fields.bilingual("intervention"), fields.bilingual("control")];
    let outcomes = fields.list("outcomes");
    let mut summary = SummaryOfFindings {
        name: name.to_string(),
        place: map.place.clone(),
        caption: fields.bilingual("caption"),
        layout: fields.word("layout", &Layout::ALL).unwrap_or(Layout::Grade),
        population: fields.bilingual("population"),
        setting: fields.bilingual("setting"),
        arms: arms.clone(),
        many: fields.flag("many"),
        outcomes: Vec::new(),
    };
    let maps = maps(name, outcomes, &mut fields);
    findings.extend(fields.finish());
    if let Some(over) = maps.get(MOST).filter(|_| !summary.many) {
        findings.push(too_many(name, maps.len(), &over.place));
    }
    for map in maps {
        let found = finding(map, &arms, analyses, findings);
        let Some(found) = found else { continue };
        if !known.insert(found.id.clone()) {
            findings.push(known_already(&found.id, &map.place));
        }
        for (arm, own) in arms.iter_mut().zip(&found.analysis.arms) {
            if arm.is_empty() {
                arm.clone_from(own);
            }
        }
        summary.outcomes.push(Arc::new(found));
    }
    summary.arms = arms;
    summary
}

/// The outcomes that are tables; others are findings.
fn maps<'a>(name: &str, outcomes: &'a [Node], fields: &mut Fields) -> Vec<&'a Arc<Map>> {
    let map = |node: &'a Node| {
        let map = node.as_map();
        if map.is_none() {
            let message = format!("an outcome is a table: [[findings.{name}.outcomes]]");
            fields.wrong(node, message);
        }
        map
    };
    outcomes.iter().filter_map(map).collect()
}

fn too_many(name: &str, count: usize, place: &Place) -> Diagnostic {
    let message = format!("“{name}” has {count} outcomes, which few readers can weigh");
    Diagnostic::new(codes::MANY_OUTCOMES, place.clone(), message)
        .help("keep the seven that matter most to participants, or write `many = true`")
}

fn no_analysis(named: FileRef, analyses: &Analyses) -> Diagnostic {
    let message = format!("there is no analysis “{}”", named.path);
    let help = diagnostic::suggestion(&named.path, analyses.keys().map(String::as_str));
    let help = help.unwrap_or_else(|| "declare it: [analyses.NAME]".to_string());
    Diagnostic::new(codes::TABLE_MISMATCH, named.place, message).help(help)
}

fn known_already(id: &str, place: &Place) -> Diagnostic {
    let message = format!("another outcome has the id “{id}” already");
    Diagnostic::new(codes::DUPLICATE_ID, place.clone(), message)
        .help("give one of them another `id`: texts name outcomes by it")
}

/// The one, or the other where it says nothing.
fn first(one: &Bilingual, other: &Bilingual) -> Bilingual {
    if one.is_empty() { other.clone() } else { one.clone() }
}

/// One outcome; none if there is no such analysis.
fn finding(
    map: &Map,
    arms: &[Bilingual; 2],
    analyses: &Analyses,
    findings: &mut Findings,
) -> Option<Finding> {
    let mut fields = Fields::new(map, &keys::OUTCOME);
    let named = fields.file("analysis");
    let id = fields.text("id");
    let outcome = fields.bilingual("outcome");
    let in_sentence = fields.bilingual("in_sentence");
    let follow_up = fields.bilingual("follow_up");
    let comment = judged::remark(&mut fields, "comment");
    let own = fields.get("baselines").is_some().then(|| baselines(&mut fields));
    let labels = fields.bilinguals("risks");
    let size = judged::size(&mut fields);
    let judged = judged::read(&mut fields, findings);
    findings.extend(fields.finish());
    let named = named?;
    let Some(analysis) = analyses.get(&named.path) else {
        findings.push(no_analysis(named, analyses));
        return None;
    };
    let mut labels = labels.into_iter();
    let risk =
        |(cell, baseline)| AssumedRisk { cell, baseline, label: labels.next().unwrap_or_default() };
    let mut found = Finding {
        id: id.unwrap_or_else(|| analysis.name.clone()),
        place: map.place.clone(),
        analysis: analysis.clone(),
        outcome: first(&outcome, &analysis.outcome),
        in_sentence,
        arms: [first(&arms[0], &analysis.arms[0]), first(&arms[1], &analysis.arms[1])],
        follow_up,
        risks: own.unwrap_or_else(|| analysis.baselines.clone()).into_iter().map(risk).collect(),
        certainty: judged.certainty,
        certainty_place: judged.place,
        reasons: judged.reasons,
        size: None,
        comment,
    };
    found.size = size.of(&found);
    Some(found)
}
