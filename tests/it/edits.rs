//! Somebody writes: after each edit only what it changes is made again, with the bytes that a new engine gives, and
//! nothing grows.

use std::time::Instant;

use diptych::{Engine, Outcome, Request, Sources};

use super::projects::{root, sources};
use super::series::own;

/// A project of one text, in two languages, and of a page for each row of a table.
fn project() -> Sources {
    let mut sources = own();
    let manifest = String::from_utf8(sources.files["diptych.toml"].to_vec()).unwrap();
    let plain = "\n[documents.plain]\ntemplate = \"summary\"\ncontent = \"plain\"\n\
        [documents.other]\ntemplate = \"summary\"\ncontent = \"other\"\n";
    sources.insert("diptych.toml", (manifest + plain).into_bytes());
    for name in ["plain", "other"] {
        sources.insert(&format!("{name}.zh.md"), text("三张床位", 12).into_bytes());
        sources.insert(&format!("{name}.en.md"), text("three beds", 12).into_bytes());
    }
    sources
}

fn text(words: &str, paragraphs: usize) -> String {
    let paragraph = |at| format!("Part {at}: {words}, and the same again.\n");
    "# 床位 Beds\n\n".to_string() + &(0..paragraphs).map(paragraph).collect::<Vec<_>>().join("\n")
}

fn sound(outcome: Outcome) -> Outcome {
    assert!(!outcome.artifacts.is_empty(), "{:?}", outcome.findings);
    outcome
}

#[test]
fn only_the_documents_that_an_edit_changes_are_made_again() {
    let engine = Engine::new();
    let mut project = engine.project(project());
    let all = sound(project.build(&Request::new())).artifacts.len();
    let mut edit = |path: &str, from: &str, to: &str| {
        let text = String::from_utf8(project.sources().files[path].to_vec()).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        project.sources_mut().insert(path, text.replacen(from, to, 1).into_bytes());
        let outcome = sound(project.build(&Request::new()));
        let made = outcome.artifacts.len() - outcome.reused;
        // The bytes are those of an engine that has never seen the project.
        let fresh = Engine::new().project(project.sources().clone()).build(&Request::new());
        assert!(outcome.artifacts == fresh.artifacts, "{path}: other bytes than a new build");
        (outcome.artifacts.len(), made)
    };
    // The English edition, and that of both languages.
    for (from, to) in [("Part 7", "Section 7"), ("Section 7", "Part 7"), ("Part 3", "Part three")] {
        let (count, made) = edit("plain.en.md", from, to);
        assert!(count == all && made <= 2, "{from}: {made} of {count}");
    }
    // One cell, which one record prints.
    assert_eq!(edit("sites.csv", ",120", ",121"), (all, 2));
    assert_eq!(edit("sites.csv", ",40", ",41"), (all, 1));
}

#[test]
fn errors_come_and_go() {
    let mut project = Engine::new().project(project());
    let before = sound(project.build(&Request::new()));
    let whole = project.sources().files["plain.en.md"].to_vec();
    project.sources_mut().insert("plain.en.md", b"# Beds\n\n{{ nothing.at.all }}\n".to_vec());
    let broken = project.build(&Request::new());
    assert!(broken.artifacts.is_empty() && !broken.findings.is_empty());
    project.sources_mut().insert("plain.en.md", whole);
    let after = sound(project.build(&Request::new()));
    assert_eq!((after.reused, &after.artifacts), (after.artifacts.len(), &before.artifacts));
}

/// Each edit of a file, and what of it is told: the text is put in place of another, which is there once.
const EDITS: [(&str, &str, &str); 18] = [
    ("content/brief.en.md", "What to give first", "What to give at first"),
    ("content/brief.en.md", "What to give at first", "What 17 to give first"),
    ("content/note.zh.md", "{{ results.imbrave150.mos }}", "{{ results.imbrave150.mo }}"),
    ("content/brief.en.md", "What 17 to give first", "What to give first"),
    ("content/note.zh.md", "{{ results.imbrave150.mo }}", "{{ results.imbrave150.mos }}"),
    ("content/brief.en.md", "[@finn2020]", "[@finn2021]"),
    ("evidence/results.csv", "30,percent,finn2020", "31,percent,finn2020"),
    ("content/brief.en.md", "[@finn2021]", "[@finn2020]"),
    ("glossary.csv", "ORR,measure", "ORR,concept"),
    ("content/brief.en.md", "# The question", "{% include \"part.md\" %}\n\n# The question"),
    ("part.md", "A part.", "A part of 19 pages."),
    ("part.md", "19 pages", "pages, as of {{ edition }}"),
    ("content/brief.en.md", "{% include \"part.md\" %}\n\n", ""),
    ("references.bib", "2020", "twenty"),
    ("content/leaflet.zh.md", "肝癌。", "肝癌。“"),
    ("tables.toml", "{{ row.", "{{ row.no."),
    ("diptych.toml", "[documents.brief]", "[rules]\nD0614 = \"error\"\n\n[documents.brief]"),
    ("content/leaflet.zh.md", "肝癌。“", "肝癌。"),
];

/// Nothing that is kept from one build to the next changes what is found.
#[test]
fn what_is_known_changes_nothing_that_is_found() {
    let mut start = sources(&root().join("data/start"));
    start.insert("part.md", *b"A part.\n");
    let mut project = Engine::new().project(start);
    let mut told = 0;
    let mut check = |project: &diptych::Project, edit: &str| {
        let fresh = Engine::new().project(project.sources().clone());
        for request in [Request::new(), Request::new().only(["note.en"])] {
            let found = project.check(&request);
            assert_eq!(found, fresh.check(&request), "after {edit}");
            told += found.len();
        }
    };
    for (path, from, to) in EDITS {
        let text = String::from_utf8(project.sources().files[path].to_vec()).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        project.sources_mut().insert(path, text.replacen(from, to, 1).into_bytes());
        check(&project, &format!("“{to}” in {path}"));
    }
    let text = project.sources_mut().files.remove("content/note.zh.md").unwrap();
    check(&project, "a text was removed");
    project.sources_mut().insert("content/note.zh.md", text);
    check(&project, "a text was put back");
    assert!(told > 20, "{told}");
}

/// In KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// Of a project of many documents one is watched: `cargo test … edits::measured -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes, and the clock decides nothing here"]
#[allow(clippy::print_stdout)]
fn measured() {
    let only = std::env::var("ONLY").unwrap_or("summary.zh".to_string());
    let edits = std::env::var("EDITS").ok().and_then(|it| it.parse().ok()).unwrap_or(20);
    let path = std::env::var("TEXT").unwrap_or("content/summary.zh.md".to_string());
    let mut project = Engine::new().project(sources(&root().join("data/hcc-immunotherapy")));
    let request = Request::new().only([only.clone()]);
    let began = Instant::now();
    sound(project.build(&request));
    let cold = began.elapsed();
    println!("{only}: cold {:.0} ms, {} MiB", cold.as_secs_f64() * 1e3, resident() >> 10);
    let text = String::from_utf8(project.sources().files[&path].to_vec()).unwrap();
    let at = text.rfind('。').or(text.rfind('.')).unwrap();
    let mut times = Vec::new();
    for number in 0..edits {
        let mut edited = text.clone();
        // No edit brings back the text of another: its digits as letters.
        let letters = number.to_string().into_bytes().into_iter().map(|it| char::from(it + 49));
        edited.insert_str(at, &letters.collect::<String>());
        let began = Instant::now();
        project.sources_mut().insert(&path, edited.into_bytes());
        let outcome = project.build(&request);
        times.push(began.elapsed().as_secs_f64() * 1e3);
        if outcome.artifacts.is_empty() {
            panic!("{:?}", outcome.findings);
        }
        if number < 4 || (number + 1) % 100 == 0 {
            println!("edit {}: {:.0} ms, {} MiB", number + 1, times[number], resident() >> 10);
        }
    }
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    println!("median {median:.0} ms, {:.2} of cold", median / 1e3 / cold.as_secs_f64());
}
