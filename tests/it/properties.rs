//! What holds for any input: a text agrees with itself, pairing has no preferred side, a format of
//! data changes nothing, every place lies in its file, and what is written is read back.

use std::collections::BTreeSet;

use diptych::diagnostic::Diagnostic;
use diptych::{Edition, Language, Place, Request, Sources, accept, build, check};
use proptest::prelude::*;

use super::projects::{fixture, root, sources};

fn small() -> Sources {
    sources(&root().join("tests/fixture"))
}

/// Every project of `tests/broken`, by its name.
fn broken() -> Vec<(String, Sources)> {
    let cases = std::fs::read_dir(root().join("tests/broken")).unwrap().map(|it| it.unwrap());
    let project = |case: std::fs::DirEntry| {
        let folder = fixture(Some(&case.path()));
        (case.file_name().into_string().unwrap(), sources(folder.path()))
    };
    let all: Vec<_> = cases.map(project).collect();
    assert!(all.len() > 130, "only {} broken inputs were found", all.len());
    all
}

fn edited(mut sources: Sources, file: &str, find: &str, new: &str) -> Sources {
    let text = sources.text(file).unwrap();
    assert!(text.contains(find), "{file} has no {find}");
    let text = text.replacen(find, new, 1);
    sources.insert(file, text.into_bytes());
    sources
}

/// Parts of a text that read the same in every language.
fn part() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "{{ results.alpha.mos.number }}",
        "{{ results.beta.orr }}",
        "[@li2020]",
        "[@wang2021, p. 3; @li2020]",
        "*Alpha*",
        "**ORR**",
        "`n = 3`",
        "$\\frac{1}{2}$",
        "[mOS](https://example.org/a)",
        "CD8⁺",
        "PD-L1",
        "95% CI",
        "P < 0.001",
        "^2^",
        "12 mg",
        "x[^1]",
        "x<br>y",
        "ALPHA-1",
    ])
    .prop_map(str::to_string);
    let number = (0u32..100_000, 0u32..100).prop_map(|(whole, part)| format!("{whole}.{part}"));
    let percent = (0u32..100).prop_map(|it| format!("{it}%"));
    prop_oneof![3 => fixed, 1 => number, 1 => percent, 1 => (0u32..5000).prop_map(|it| it.to_string())]
}

/// Paragraphs and lists of such parts.
fn text() -> impl Strategy<Value = String> {
    let line = prop::collection::vec(part(), 1..6).prop_map(|parts| parts.join(", "));
    let block = (prop::sample::select(vec!["", "- ", "> ", "1. ", "## "]), line);
    let block = block.prop_map(|(mark, line)| format!("{mark}{line}\n\n"));
    prop::collection::vec(block, 1..6).prop_map(|it| format!("{}[^1]: ORR\n", it.concat()))
}

/// The findings that compare two languages, all but those of what only people can judge.
fn differences(sources: &Sources) -> Vec<Diagnostic> {
    let compared = |it: &Diagnostic| {
        ("D0601".."D0604").contains(&it.code.id) || ("D0606".."D0614").contains(&it.code.id)
    };
    check(sources, &Request::default()).into_iter().filter(compared).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_agrees_with_itself(text in text()) {
        let mut sources = small();
        for language in ["zh", "en"] {
            sources.insert(&format!("content/note.{language}.md"), text.as_bytes());
        }
        let found = differences(&sources);
        prop_assert!(found.is_empty(), "{text}\n{found:#?}");
    }

    #[test]
    fn another_value_in_one_language_is_always_found(text in text(), at in any::<prop::sample::Index>()) {
        let blocks: Vec<&str> = text.split_inclusive("\n\n").filter(|it| !it.starts_with("[^")).collect();
        let block = at.get(&blocks);
        let spoilt = text.replacen(*block, &block.replacen("\n\n", " {{ results.alpha.orr }}\n\n", 1), 1);
        let mut sources = small();
        sources.insert("content/note.zh.md", text.as_bytes());
        sources.insert("content/note.en.md", spoilt.as_bytes());
        prop_assert!(differences(&sources).iter().any(|it| it.code.id == "D0602"), "{text}\n{spoilt}");
    }

    #[test]
    fn every_place_lies_in_its_file_whatever_is_spoilt(
        file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(),
        cut in 0usize..12, new in prop::sample::select(vec![
            "", "{{", "}}", "中", "\u{3}", "\n", "\r\n", "\"", "[", "]", ",", "`", "$", "{%", "#", "<", "\u{202e}", "é", "🧬", "\u{feff}", "\t",
        ]),
    ) {
        let mut sources = small();
        let names: Vec<String> = sources.files.keys().cloned().collect();
        let name = file.get(&names);
        let text: Vec<char> = sources.text(name).unwrap().chars().collect();
        let at = at.index(text.len() + 1);
        let rest = &text[(at + cut).min(text.len())..];
        let spoilt: String = text[..at].iter().copied().chain(new.chars()).chain(rest.iter().copied()).collect();
        sources.insert(name, spoilt.into_bytes());
        let found = check(&sources, &Request::default());
        if let Err(outside) = places_are_there(&sources, &found) {
            prop_assert!(false, "{outside}");
        }
    }
}

/// Every place of every finding is a character of its file, or the end of one of its lines.
fn places_are_there(sources: &Sources, findings: &[Diagnostic]) -> Result<usize, String> {
    let mut looked_at = 0;
    for finding in findings {
        let related = finding.related.iter().map(|(place, _)| place);
        for place in std::iter::once(&finding.place).chain(related) {
            // A file that is missing, and a workbook, have no lines.
            let Some(bytes) = sources.files.get(&*place.file).filter(|_| place.line > 0) else {
                continue;
            };
            if place.file.ends_with(".xlsx") {
                continue;
            }
            looked_at += 1;
            if !is_in(place, &String::from_utf8_lossy(bytes)) {
                return Err(format!(
                    "{place} lies outside of its file: {} {}",
                    finding.code.id, finding.message
                ));
            }
        }
    }
    Ok(looked_at)
}

fn is_in(place: &Place, text: &str) -> bool {
    let line = text.split('\n').nth(place.line - 1);
    line.is_some_and(|it| (1..=it.chars().count() + 1).contains(&place.column))
}

#[test]
fn every_place_of_the_broken_inputs_lies_in_its_file() {
    let mut looked_at = 0;
    for (case, sources) in broken() {
        let found = check(&sources, &Request::default());
        looked_at += places_are_there(&sources, &found).unwrap_or_else(|it| panic!("{case}: {it}"));
    }
    assert!(looked_at > 150, "only {looked_at} places were looked at");
}

/// A finding without its sides: the code, and all places without order.
fn without_sides(finding: &Diagnostic) -> (&'static str, BTreeSet<String>) {
    let related = finding.related.iter().map(|(place, _)| place);
    let places = std::iter::once(&finding.place).chain(related);
    (finding.code.id, places.map(|place| place.to_string()).collect())
}

#[test]
fn pairing_has_no_preferred_side() {
    let mut compared = 0;
    let cases = broken().into_iter().filter(|(case, _)| case.starts_with("D06"));
    // A lock names the first language first: it is of one order.
    let cases = cases.filter(|(_, sources)| !sources.files.contains_key("diptych.lock"));
    for (case, sources) in cases {
        let turned =
            edited(sources.clone(), "diptych.toml", "[\"zh\", \"en\"]", "[\"en\", \"zh\"]");
        let found = |sources| {
            let found = check(sources, &Request::default());
            found.iter().map(without_sides).collect::<BTreeSet<_>>()
        };
        let (here, there) = (found(&sources), found(&turned));
        compared += here.len();
        assert_eq!(here, there, "{case}");
    }
    assert!(compared > 20, "only {compared} findings were compared");
}

/// Rows of data as each format writes them: the name of the file, and its bytes.
fn formats(rows: &[[&str; 4]]) -> [(&'static str, Vec<u8>); 3] {
    const HEAD: [&str; 4] = ["id", "unit", "value", "name"];
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(HEAD).unwrap();
    rows.iter().for_each(|row| csv.write_record(row).unwrap());
    let object = |row: &[&str; 4]| {
        HEAD.iter()
            .zip(row)
            .map(|(key, text)| (key.to_string(), serde_json::json!(text)))
            .collect::<serde_json::Map<_, _>>()
    };
    let json: Vec<_> = rows.iter().map(object).collect();
    let all: Vec<&[&str; 4]> = std::iter::once(&HEAD).chain(rows).collect();
    [
        ("d.csv", csv.into_inner().unwrap()),
        ("d.json", serde_json::to_vec(&json).unwrap()),
        ("d.xlsx", workbook(&all)),
    ]
}

/// A workbook with these rows, as text.
fn workbook(rows: &[&[&str; 4]]) -> Vec<u8> {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let cell = |(column, text): (char, &&str), row: usize| {
        format!(
            "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escape(text)
        )
    };
    let row = |(i, row): (usize, &&[&str; 4])| {
        let cells = ('A'..).zip(row.iter()).filter(|(_, text)| !text.is_empty());
        let cells: String = cells.map(|it| cell(it, i + 1)).collect();
        format!("<row r=\"{}\">{cells}</row>", i + 1)
    };
    let sheet: String = rows.iter().enumerate().map(row).collect();
    super::places::packed(&sheet)
}

#[test]
fn a_format_of_data_changes_nothing() {
    let good = [
        ["a", "months", "19.20", "甲 & <b>"],
        ["b", "percent", "007", "“q”, r"],
        ["c", "patients", "12", "1e5"],
    ];
    let wrong = [
        ["a", "moons", "1x9", ""],
        ["a", "months", "9", ""],
        ["b", "percent", "", "x"],
        ["b", "percent", "5", "x"],
    ];
    let text = "# D\n\n{% for d in d %}- {{ d.id }} {{ d.name }} {{ d.value }} {{ d.unit }}\n{% endfor %}\n\n{{ d.a.name }}\n";
    let seen = |rows: &[[&str; 4]]| {
        formats(rows).map(|(file, bytes)| {
            let manifest = format!(
                "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\n[data]\nd = \"{file}\"\n\
                 [documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n"
            );
            let mut sources = Sources::default();
            sources.insert("diptych.toml", manifest.into_bytes());
            sources.insert("n.en.md", text.as_bytes());
            sources.insert(file, bytes);
            let outcome = build(&sources, &Request { emit_typst: true, ..Request::default() });
            let found: Vec<String> = outcome.findings.iter().map(|it| format!("{} {}", it.code.id, it.message)).collect();
            let made = outcome.artifacts.iter().find(|it| it.name.ends_with("content.typ"));
            (found, made.map(|it| String::from_utf8(it.bytes.clone()).unwrap()))
        })
    };
    let [csv, json, xlsx] = seen(&good);
    assert!(csv.0.is_empty() && csv.1.as_ref().is_some_and(|it| it.contains("19\\.20")), "{csv:?}");
    assert_eq!(csv, json);
    assert_eq!(csv, xlsx);
    let [csv, json, xlsx] = seen(&wrong);
    assert!(csv.0.len() >= 3, "{csv:?}");
    assert_eq!(csv, json);
    assert_eq!(csv, xlsx);
}

#[test]
fn editions_are_read_back_as_written() {
    let known = ["zh", "en"].map(|it| Language::parse(it).unwrap());
    for text in ["zh", "en", "zh-en", "en-zh"] {
        let edition = Edition::parse(text, &known).unwrap();
        assert_eq!(edition.to_string(), text);
        assert_eq!(Edition::of(edition.languages()), edition);
    }
    for wrong in ["", "zh-", "-en", "zh-zh", "ZH", "zh_en", "zh-en-zh", "fr"] {
        assert_eq!(Edition::parse(wrong, &known), None, "{wrong}");
    }
}

/// What `accept` writes is read back: nothing is stale or new, and writing it again changes nothing.
#[test]
fn a_lock_is_read_back_as_written() {
    let laid = |over| sources(fixture(Some(&root().join(over))).path());
    let here = |project| sources(&root().join(project));
    let projects =
        [small(), laid("tests/figures"), here("tests/constructs"), here("data/hcc-immunotherapy")];
    for mut sources in projects {
        let project = format!("{:?}", sources.files.keys());
        let locked = |sources: &Sources| {
            let lock = accept(sources, &Request::default());
            lock.unwrap_or_else(|failure| panic!("{project}: {failure}")).bytes
        };
        let lock = locked(&sources);
        assert!(lock.iter().filter(|byte| **byte == b'\n').count() > 1, "{project}");
        sources.insert("diptych.lock", lock.clone());
        let mut found = check(&sources, &Request::default());
        // (The project of figures lists no references.)
        found.retain(|it| it.code.id != "D0576");
        assert_eq!(found, [], "{project}");
        assert!(locked(&sources) == lock, "{project}: written twice, it differs");
    }
}
