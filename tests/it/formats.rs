//! The same data as CSV, JSON and XLSX print the same, digit for digit, and loops keep their places.

use std::fs;

use diptych::{Request, Sources, build};

use super::pdf::{pages, squeeze, squeezed};
use super::projects::{fixture, root, sources};

const TEXT: &str = "# 药 D\n\n{% for d in doses %}- {{ d.id }} {{ d.drug }} {{ d.code }} {{ d.dose }}\n{% endfor %}\n\
    Dose of A {{ doses.a.dose }}.{% if doses.a.code == \"007\" %} Agent.{% endif %}\n";

fn project(file: &str) -> Sources {
    let mut sources = Sources::default();
    let manifest = format!(
        "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\n[data]\ndoses = \"{file}\"\n\
         [documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n"
    );
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert(file, fs::read(root().join("tests/formats").join(file)).unwrap());
    sources.insert("n.en.md", TEXT.as_bytes());
    sources
}

#[test]
fn csv_json_and_xlsx_print_the_same() {
    let text = |file: &str| {
        let outcome = build(&project(file), &Request::default());
        assert!(outcome.findings.is_empty(), "{file}: {:?}", outcome.findings);
        squeezed(&outcome.artifacts[0].bytes)
    };
    let csv = text("doses.csv");
    for expected in ["a drug A 007 1.5", "b drug B none 20", "Dose of A 1.5. Agent."] {
        assert!(csv.contains(&squeeze(expected)), "{expected} in {csv}");
    }
    assert_eq!(csv, text("doses.json"));
    assert_eq!(csv, text("doses.xlsx"));
}

#[test]
fn a_cell_is_traced_through_a_loop() {
    let outcome = build(&project("doses.csv"), &Request::new().trace(true));
    let trace: serde_json::Value = serde_json::to_value(&outcome.trace).unwrap();
    let printed = trace[0]["printed"].as_array().unwrap();
    let dose = printed.iter().find(|it| it["text"] == "20").unwrap();
    assert_eq!((dose["file"].as_str(), dose["line"].as_u64()), (Some("n.en.md"), Some(3)));
    assert_eq!(dose["cells"][0]["file"], "doses.csv");
    assert_eq!(dose["cells"][0]["line"], 3);
    assert_eq!(dose["cells"][0]["address"], "row 2, column dose");
}

#[test]
fn a_citation_keeps_its_locator() {
    let folder = fixture(None);
    for language in ["zh", "en"] {
        let path = folder.path().join(format!("content/note.{language}.md"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("[@li2020]", "[@li2020, p. 3; @wang2021]")).unwrap();
    }
    let outcome = build(&sources(folder.path()), &Request::default());
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    for artifact in &outcome.artifacts {
        let text = squeezed(&artifact.bytes);
        assert!(text.contains("[1,p.3;2]"), "{}: {text}", artifact.name);
    }
}

#[test]
fn a_name_with_a_hyphen_is_found_by_who_searches_the_pdf() {
    let folder = fixture(None);
    let outcome = build(&sources(folder.path()), &Request::default());
    for artifact in &outcome.artifacts {
        assert!(pages(&artifact.bytes).concat().contains("ALPHA-1"), "{}", artifact.name);
    }
}

#[test]
fn values_in_links_are_plain_text_and_code_is_never_run() {
    let mut sources = project("doses.csv");
    let text = "{{ doses.a.dose }} mg, `{{ 1 + 1 }}` and [more](https://example.org/{{ doses.a.code }})\n\n\
                ```\nx = {{ more.b }} {# b #}{% if c %}\n```\n\n    {{ indented }}\n\n\
                $\\mathbf{{z}}$ {% include \"part.md\" %}";
    sources.insert("part.md", *b"`{{ d }}` {{ doses.b.dose }}");
    sources.insert("n.en.md", text.as_bytes());
    let outcome = build(&sources, &Request::default());
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    let printed = squeezed(&outcome.artifacts[0].bytes);
    for expected in ["1.5mg,{{1+1}}andmore", "x={{more.b}}{#b#}{%ifc%}", "{{indented}}", "{{d}}20"]
    {
        assert!(printed.contains(expected), "{expected}: {printed}");
    }
    assert!(printed.contains('𝐳'), "{printed}");
}

/// The studies of the fixture, one of them under a name with a number, and a text that says it.
fn studies(file: &str, text: &[u8]) -> Sources {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    sources.files.remove("evidence/studies.csv");
    sources.insert(file, text.to_vec());
    let manifest = sources.text("diptych.toml").unwrap().replace("evidence/studies.csv", file);
    sources.insert("diptych.toml", manifest.into_bytes());
    for (language, more) in
        [("zh", "\n见 Trial 040，共 7 例。\n"), ("en", "\nSee Trial 040, 7 patients.\n")]
    {
        let path = format!("content/note.{language}.md");
        let longer = format!("{}{more}", sources.text(&path).unwrap());
        sources.insert(&path, longer.into_bytes());
    }
    sources
}

#[test]
fn csv_and_json_know_the_same_names() {
    let table = "id,name.zh,name.en,drug.zh,drug.en,enrolled,reference\n\
                 alpha,Trial 040,Trial 040,甲药,drug A,120,li2020\n\
                 beta,BETA-2,BETA-2,乙药,drug B,37,wang2021\n";
    let tree = r#"[
        {"id": "alpha", "name": {"zh": "Trial 040", "en": "Trial 040"},
         "drug": {"zh": "甲药", "en": "drug A"}, "enrolled": 120, "reference": "li2020"},
        {"id": "beta", "name": {"zh": "BETA-2", "en": "BETA-2"},
         "drug": {"zh": "乙药", "en": "drug B"}, "enrolled": 37, "reference": "wang2021"}
    ]"#;
    let told = |sources: Sources| -> Vec<String> {
        let findings = diptych::check(&sources, &Request::default());
        let told = findings.iter().map(|it| format!("{} {} {}", it.place, it.code.id, it.message));
        told.collect()
    };
    let csv = told(studies("evidence/studies.csv", table.as_bytes()));
    let bare =
        |finding: &String| finding.contains("D0605 the number 7 is not printed from the data");
    assert!(csv.len() == 2 && csv.iter().all(bare), "{csv:#?}");
    assert_eq!(csv, told(studies("evidence/studies.json", tree.as_bytes())));
}
