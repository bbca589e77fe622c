//! How often the rules about words are right: sentence pairs that say the same, and pairs with one
//! mistake, from many kinds of text (`tests/pairs/words-*.jsonl`).

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;

use diptych::{Request, Sources, check};
use serde_json::Value;

use super::projects::root;

/// The codes of the rules about words.
const CODES: [&str; 5] = ["D0608", "D0611", "D0612", "D0613", "D0622"];

fn pairs(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(root().join("tests/pairs").join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The codes found for each pair, by its number: pair `i` stands in line `2 i + 1`.
fn found(pairs: &[(String, String)]) -> HashMap<usize, HashSet<&'static str>> {
    let manifest = "[project]\ntitle = { zh = \"句对\", en = \"Pairs\" }\nlanguages = [\"zh\", \"en\"]\n\
                    date = 2026-01-01\n[documents.d]\ntemplate = \"summary\"\ncontent = \"content/d\"\n";
    let mut sources = Sources::default();
    sources.insert("diptych.toml", manifest.as_bytes().to_vec());
    let text = |pick: fn(&(String, String)) -> &String| {
        pairs.iter().map(pick).map(String::as_str).collect::<Vec<_>>().join("\n\n") + "\n"
    };
    sources.insert("content/d.zh.md", text(|pair| &pair.0).into_bytes());
    sources.insert("content/d.en.md", text(|pair| &pair.1).into_bytes());
    let mut found: HashMap<usize, HashSet<&str>> = HashMap::new();
    for finding in check(&sources, &Request::default()) {
        if CODES.contains(&finding.code.id) {
            found.entry((finding.place.line - 1) / 2).or_default().insert(finding.code.id);
        }
    }
    found
}

fn text(pair: &Value, key: &str) -> String {
    pair[key].as_str().unwrap().to_string()
}

#[test]
fn honest_pairs_pass() {
    let pairs = pairs("words-honest.jsonl");
    let texts: Vec<_> = pairs.iter().map(|pair| (text(pair, "zh"), text(pair, "en"))).collect();
    let found = found(&texts);
    let errors = found.values().filter(|codes| codes.contains("D0608")).count();
    let alarms: Vec<_> = found.iter().map(|(at, codes)| (&pairs[*at], codes)).collect();
    assert!(pairs.len() >= 150);
    assert!(errors * 200 <= pairs.len(), "more than 0.5% with an error: {alarms:#?}");
    assert!(found.len() * 100 <= pairs.len(), "more than 1% with a finding: {alarms:#?}");
}

#[test]
fn mistakes_are_found() {
    let pairs = pairs("words-dishonest.jsonl");
    let texts: Vec<_> = pairs.iter().map(|pair| (text(pair, "zh"), text(pair, "en"))).collect();
    let mended: Vec<_> = pairs
        .iter()
        .map(|pair| match pair["side"].as_str().unwrap() {
            "zh" => (text(pair, "right"), text(pair, "en")),
            _ => (text(pair, "zh"), text(pair, "right")),
        })
        .collect();
    let (spoilt, mended) = (found(&texts), found(&mended));
    let caught = |at: &usize| match (spoilt.get(at), mended.get(at)) {
        (Some(spoilt), Some(mended)) => spoilt.difference(mended).next().is_some(),
        (spoilt, _) => spoilt.is_some(),
    };
    let mut classes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, pair) in pairs.iter().enumerate() {
        let class = classes.entry(text(pair, "class")).or_default();
        class.0 += usize::from(caught(&at));
        class.1 += 1;
    }
    let missed: Vec<_> = (0..pairs.len()).filter(|at| !caught(at)).map(|at| &pairs[at]).collect();
    assert!(pairs.len() >= 100);
    assert!(missed.len() * 20 <= pairs.len(), "more than 5% are missed: {missed:#?}");
    for (class, (caught, all)) in classes {
        assert!(caught * 10 >= all * 8, "{class}: {caught} of {all}");
    }
}
