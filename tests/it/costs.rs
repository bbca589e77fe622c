//! What the pages of the review cost: what Typst did for each document, counted and held to what it was.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::cli::diptych;
use super::projects::fixture;
use super::schemas::validate;

/// What each document did when it was last looked at: its name, and how many steps Typst made for it.
const KNOWN: &str = "tests/it/costs.txt";

/// A document may make so many times the steps that it made then. Texts change, and pages with them; a template that measures
/// what it did not measure before makes half as many again.
const MOST: f64 = 1.1;

#[test]
fn no_document_of_the_review_costs_more_than_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/hcc-immunotherapy");
    let call = ["build", project.to_str().unwrap(), "--out", "out", "--timings", "timings.json"];
    let call = diptych(folder.path(), &call);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let steps = steps(&folder.path().join("timings.json"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(KNOWN);
    if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
        let lines: Vec<String> =
            steps.iter().map(|(name, steps)| format!("{name} {steps}\n")).collect();
        std::fs::write(&path, lines.concat()).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap();
    let known: BTreeMap<&str, f64> = known
        .lines()
        .map(|line| line.split_once(' ').unwrap())
        .map(|(name, steps)| (name, steps.parse().unwrap()))
        .collect();
    assert_eq!(
        steps.keys().map(String::as_str).collect::<Vec<_>>(),
        known.keys().copied().collect::<Vec<_>>()
    );
    let dearer: Vec<String> = steps
        .iter()
        .map(|(name, steps)| (name, *steps as f64 / known[name.as_str()]))
        .filter(|(_, ratio)| *ratio > MOST)
        .map(|(name, ratio)| format!("{name}: {ratio:.2} times the steps"))
        .collect();
    assert!(dearer.is_empty(), "{dearer:?}; `diptych build --timings FILE.json` tells where");
}

/// How many steps Typst made for each document.
fn steps(timings: &Path) -> BTreeMap<String, u64> {
    let timings: Value = serde_json::from_slice(&std::fs::read(timings).unwrap()).unwrap();
    let of = |document: &Value| {
        let costs = document["costs"].as_array().unwrap();
        assert!(
            costs.iter().any(|it| it["what"] == "read back"),
            "the steps of Diptych are told too"
        );
        let own = |it: &&Value| it["file"].as_str().is_some_and(|it| it.starts_with("content/"));
        assert!(costs.iter().any(|it| own(&it)), "no line of a text is told");
        costs.iter().map(|it| it["times"].as_u64().unwrap()).sum()
    };
    let named = |it: &Value| (it["document"].as_str().unwrap().to_string(), of(it));
    timings.as_array().unwrap().iter().map(named).collect()
}

/// Steps are counted, so they are the same on every run; times are not.
#[test]
fn steps_are_the_same_on_every_run_and_documents_come_once() {
    let folder = fixture(None);
    let counted = |file: &str| {
        let call = diptych(folder.path(), &["build", "--timings", file, "--force"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        let timings = std::fs::read(folder.path().join(file)).unwrap();
        let timings: Value = serde_json::from_slice(&timings).unwrap();
        let schema = diptych::schema::find("timings").unwrap().schema();
        validate(&schema, &timings).unwrap();
        let all = timings.as_array().unwrap().clone();
        all.iter().map(|it| (it["document"].clone(), it["layouts"].clone())).collect::<Vec<_>>()
    };
    let first = counted("a.json");
    assert!(!first.is_empty() && first.iter().all(|(_, layouts)| *layouts == 1), "{first:?}");
    assert_eq!(first, counted("b.json"));
}
