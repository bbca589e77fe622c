//! Pairs that were written before anything was mended for them (`tests/pairs/mixed-*`, `second-*`), with all rules of
//! pairs: of honest ones next to none has a finding, and of those with a mistake most have one that is owed to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use diptych::{Request, Sources, check};
use serde_json::Value;

use super::projects::root;

fn pairs(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(root().join("tests/pairs").join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The text of a pair in a language; of a `mended` one with its mistake put right.
fn text<'p>(pair: &'p Value, language: &str, mended: bool) -> &'p str {
    let key = if mended && pair["side"] == language { "right" } else { language };
    pair[key].as_str().unwrap()
}

/// The messages of each pair, by its number: pair `i` stands in line `2 i + 1`.
fn found(pairs: &[Value], mended: bool) -> BTreeMap<usize, BTreeSet<String>> {
    let manifest = "[project]\ntitle = { zh = \"句对\", en = \"Pairs\" }\nlanguages = [\"zh\", \"en\"]\n\
                    date = 2026-01-01\n[documents.d]\ntemplate = \"summary\"\ncontent = \"content/d\"\n";
    let mut sources = Sources::default();
    sources.insert("diptych.toml", manifest.as_bytes().to_vec());
    for language in ["zh", "en"] {
        let texts: Vec<&str> = pairs.iter().map(|it| text(it, language, mended)).collect();
        let path = format!("content/d.{language}.md");
        sources.insert(&path, format!("{}\n", texts.join("\n\n")).into_bytes());
    }
    let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for finding in check(&sources, &Request::default()) {
        if finding.code.id.starts_with("D06") && finding.place.file.starts_with("content/d.") {
            let told = found.entry((finding.place.line - 1) / 2).or_default();
            told.insert(format!("{} {}", finding.code.id, finding.message));
        }
    }
    found
}

#[test]
fn honest_pairs_that_nobody_has_seen_pass() {
    let pairs = [pairs("mixed-honest.jsonl"), pairs("second-honest.jsonl")].concat();
    let found = found(&pairs, false);
    let alarms: Vec<_> = found.iter().map(|(at, told)| (&pairs[*at]["id"], told)).collect();
    assert!(alarms.len() * 100 <= pairs.len(), "more than 1%: {alarms:#?}");
}

#[test]
fn most_mistakes_that_nobody_has_seen_are_found() {
    let pairs = [pairs("mixed-dishonest.jsonl"), pairs("second-dishonest.jsonl")].concat();
    let (spoilt, mended) = (found(&pairs, false), found(&pairs, true));
    let none = BTreeSet::new();
    let caught = |at: &usize| {
        let told = spoilt.get(at).unwrap_or(&none);
        told.difference(mended.get(at).unwrap_or(&none)).next().is_some()
    };
    let missed: Vec<_> =
        (0..pairs.len()).filter(|at| !caught(at)).map(|at| &pairs[at]["id"]).collect();
    assert!(missed.len() * 10 <= pairs.len(), "more than 10% are missed: {missed:?}");
    assert!(mended.len() * 100 <= pairs.len(), "also found when mended: {mended:#?}");
}
