//! The audit edition: every printed figure leads to the cell, the reference and the place behind it.

use std::collections::HashSet;

use diptych::{Outcome, Request, build};
use serde_json::Value;

use super::pdf::{pages, squeeze, squeezed};
use super::projects::{fixture, sources};

/// The fixture with one more paragraph, which begins with a value in bold.
fn built(audit: bool) -> Outcome {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    for (language, rest) in [("zh", "为缓解率。"), ("en", "responded.")] {
        let path = format!("content/note.{language}.md");
        let bold = format!("\n**{{{{ results.alpha.orr }}}}** {rest}\n\n# ");
        let text = sources.text(&path).unwrap().replacen("\n# ", &bold, 1);
        sources.insert(&path, text.into_bytes());
    }
    let outcome = build(&sources, &Request::new().audit(audit).trace(true));
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    outcome
}

/// The record of one edition.
fn printed(outcome: &Outcome, edition: &str) -> Vec<Value> {
    let trace = serde_json::to_value(&outcome.trace).unwrap();
    let one = trace.as_array().unwrap().iter().find(|it| it["edition"] == edition).unwrap();
    one["printed"].as_array().unwrap().clone()
}

#[test]
fn an_audit_edition_reads_so() {
    let outcome = built(true);
    let names: Vec<_> = outcome.artifacts.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["note.zh.audit.pdf", "note.en.audit.pdf", "note.zh-en.audit.pdf"]);
    for artifact in &outcome.artifacts {
        insta::assert_snapshot!(artifact.name.clone(), pages(&artifact.bytes).join("\n\n"));
    }
}

#[test]
fn every_figure_leads_to_its_cells() {
    let outcome = built(true);
    for (artifact, edition) in outcome.artifacts.iter().zip(["zh", "en", "zh-en"]) {
        let text = squeezed(&artifact.bytes);
        for value in printed(&outcome, edition) {
            let figure = squeeze(value["text"].as_str().unwrap());
            if !figure.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            for cell in value["cells"].as_array().unwrap() {
                let place = format!("{}:{}", cell["file"].as_str().unwrap(), cell["line"]);
                assert!(text.contains(&place), "{edition}: {figure} does not lead to {place}");
            }
        }
    }
}

#[test]
fn without_audit_no_key_is_printed_and_the_record_is_the_same() {
    let (plain, audit) = (built(false), built(true));
    assert_eq!(plain.trace, audit.trace);
    for artifact in &plain.artifacts {
        assert!(!squeezed(&artifact.bytes).contains('‹'), "{}", artifact.name);
    }
}

#[test]
fn the_record_has_each_value_once() {
    let outcome = built(false);
    let values = printed(&outcome, "zh-en");
    let places: HashSet<String> = values
        .iter()
        .filter(|it| it["file"].as_str().unwrap().ends_with(".md"))
        .map(|it| format!("{}:{}:{}", it["file"], it["line"], it["column"]))
        .collect();
    let written = values.iter().filter(|it| it["file"].as_str().unwrap().ends_with(".md"));
    assert_eq!(places.len(), written.count());
}
