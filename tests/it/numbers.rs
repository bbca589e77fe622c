//! How often numbers are compared rightly, on pairs of sentences from many kinds of text: what both
//! languages say is no finding, and what they say differently is one. docs/mutation.md has the rates.

use std::collections::{BTreeSet, HashSet};
use std::fs;

use diptych::{Request, Sources, check};
use serde_json::Value;

use super::projects::root;

/// What the comparison of numbers finds.
const CODES: [&str; 3] = ["D0606", "D0607", "D0612"];

struct Pair {
    id: String,
    zh: String,
    en: String,
}

/// The pairs of a file; with `mended`, each with its right sentence.
fn pairs(name: &str, mended: bool) -> Vec<Pair> {
    let text = fs::read_to_string(root().join("tests/pairs").join(name)).unwrap();
    let pair = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| match mended && value["side"] == name {
            true => value["right"].as_str().unwrap().to_string(),
            false => value[name].as_str().unwrap().to_string(),
        };
        Pair { id: field("id"), zh: field("zh"), en: field("en") }
    };
    text.lines().map(pair).collect()
}

/// The pairs that have a finding about numbers: each pair is a paragraph of its own.
fn told(pairs: &[Pair]) -> BTreeSet<usize> {
    let manifest = "[project]\ntitle = { zh = \"句对\", en = \"Pairs\" }\nlanguages = [\"zh\", \"en\"]\n\
        date = 2026-01-01\nraw = false\n\n[documents.d]\ntemplate = \"summary\"\ncontent = \"content/d\"\n";
    let mut sources = Sources::default();
    sources.insert("diptych.toml", manifest.as_bytes().to_vec());
    let join = |text: fn(&Pair) -> &str| -> Vec<u8> {
        pairs.iter().map(|pair| format!("{}\n\n", text(pair))).collect::<String>().into_bytes()
    };
    sources.insert("content/d.zh.md", join(|pair| &pair.zh));
    sources.insert("content/d.en.md", join(|pair| &pair.en));
    let findings = check(&sources, &Request::default());
    let ours = findings.iter().filter(|it| CODES.contains(&it.code.id));
    ours.map(|it| (it.place.line - 1) / 2).collect()
}

fn names(pairs: &[Pair], told: impl IntoIterator<Item = usize>) -> Vec<&str> {
    told.into_iter().map(|at| pairs[at].id.as_str()).collect()
}

#[test]
fn honest_pairs_have_no_finding_about_numbers() {
    let pairs = pairs("numbers-honest.jsonl", false);
    assert!(pairs.len() >= 300);
    let told = told(&pairs);
    assert!(told.len() * 200 <= pairs.len(), "{:?}", names(&pairs, told));
}

#[test]
fn wrong_numbers_are_found() {
    let (spoilt, mended) =
        (pairs("numbers-dishonest.jsonl", false), pairs("numbers-dishonest.jsonl", true));
    assert!(spoilt.len() >= 100);
    let (found, standing) = (told(&spoilt), told(&mended));
    let missed = (0..spoilt.len()).filter(|at| !found.contains(at));
    let missed: Vec<&str> = names(&spoilt, missed);
    assert!(missed.len() * 50 <= spoilt.len(), "{missed:?}");
    assert!(standing.is_empty(), "also found when mended: {:?}", names(&mended, standing));
}

#[test]
fn every_cause_has_its_outcome() {
    let text = fs::read_to_string(root().join("tests/pairs/causes.txt")).unwrap();
    let lines: Vec<&str> = text.lines().filter(|it| it.starts_with(['=', '!'])).collect();
    let pair = |line: &&str| {
        let (zh, en) = line[1..].split_once('|').unwrap();
        Pair { id: line.to_string(), zh: zh.trim().into(), en: en.trim().into() }
    };
    let pairs: Vec<Pair> = lines.iter().map(pair).collect();
    let told = told(&pairs);
    let wrong: HashSet<&str> = (0..pairs.len())
        .filter(|at| told.contains(at) != lines[*at].starts_with('!'))
        .map(|at| lines[at])
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
