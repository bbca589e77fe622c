//! The same data as CSV, JSON, YAML and XLSX print the same, digit for digit, and loops keep their places.

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
fn csv_json_yaml_and_xlsx_print_the_same() {
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
    assert_eq!(csv, text("doses.jsonl"));
    assert_eq!(csv, text("doses.yaml"));
    assert_eq!(csv, text("doses.xlsx"));
}

/// What one text prints of data, in German if these are `messwerte`; what was found otherwise.
fn printed(file: &str, data: &str, text: &str) -> Result<String, String> {
    let language = if file.starts_with("messwerte") { "de" } else { "en" };
    let mut sources = Sources::default();
    let manifest = format!(
        "[project]\ntitle = \"T\"\nlanguages = [\"{language}\"]\ndate = 2026-02-08\ndomain = \"none\"\n\
         [data]\nd = \"{file}\"\n[documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n"
    );
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert(file, data.as_bytes().to_vec());
    sources.insert(&format!("n.{language}.md"), text.as_bytes().to_vec());
    let outcome = build(&sources, &Request::default());
    match outcome.findings.first() {
        Some(it) => {
            Err(format!("{}:{} {} {}", it.place.file, it.place.line, it.code.id, it.message))
        }
        None => Ok(squeezed(&outcome.artifacts[0].bytes)),
    }
}

#[test]
fn yaml_is_read_as_it_is_meant() {
    let yaml =
        "a: ~\nb: no\nc: 0.50\nd: 2024-05-31\ne: |\n  Two\n  lines\nf: 'yes: quoted'\ng: [1, 2]\n";
    let text = "{% if not d.a %}empty{% endif %} {{ d.b }} {{ d.c }} {{ d.d }} {{ d.e }} {{ d.f }} {{ d.g[1] }}\n";
    let page = printed("d.yml", yaml, text).unwrap();
    assert!(page.contains(&squeeze("empty no 0.50 2024-05-31 Two lines yes: quoted 2")), "{page}");
    let two = printed(
        "d.yaml",
        "---\nname: A\n---\nname: B\n",
        "{% for r in d %}{{ r.name }};{% endfor %}\n",
    );
    assert!(two.as_ref().is_ok_and(|page| page.contains("A;B;")), "{two:?}");
    // A number with a point is one in a language of decimal commas too.
    for (file, data) in [("messwerte.yaml", "x: 1.234\n"), ("messwerte.toml", "x = 1.234\n")] {
        let page = printed(file, data, "Wert {{ d.x }}.\n");
        assert!(page.as_ref().is_ok_and(|page| page.contains("Wert1,234.")), "{page:?}");
    }
}

#[test]
fn what_yaml_and_json_lines_cannot_say_is_told_at_its_line() {
    let found = |file: &str, data: &str| printed(file, data, "{{ d }}\n").unwrap_err();
    assert_eq!(found("d.yaml", "a: 1\na: 2\n"), "d.yaml:2 D0314 duplicate key `a`");
    assert_eq!(
        found("d.yaml", "a: &x [*x]\n"),
        "d.yaml:1 D0314 invalid YAML: this alias stands within what it names"
    );
    assert_eq!(
        found("d.yaml", "# nothing\n"),
        "d.yaml:0 D0314 this file is empty; YAML was expected"
    );
    assert!(found("d.yaml", "a: [1, 2\nb: 3\n").starts_with("d.yaml:2 D0314 invalid YAML"));
    // A few names that stand for ever more values.
    let mut bomb = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_string();
    for n in 1..12 {
        bomb += &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "));
    }
    assert!(found("d.yaml", &bomb).contains("D0218"), "{}", found("d.yaml", &bomb));
    assert!(found("d.yaml", &"[".repeat(100)).contains("D0208"));
    assert!(found("d.yaml", &"[".repeat(10_000)).contains("D0314"));
    assert_eq!(found("d.jsonl", "{\"a\": 1}\n{\"a\": }\n")[..15], *"d.jsonl:2 D0301");
    assert_eq!(found("d.ndjson", "[1] [2]\n")[..16], *"d.ndjson:1 D0301");
}

#[test]
fn the_sign_between_columns_is_the_one_that_rows_agree_on() {
    let text = "{% for r in d %}{{ r.id }}-{{ r.value }};{% endfor %}\n";
    for data in [
        "Table 1. Response, by arm\nid;study;value\na;x;40.0\nb;y;41.5\n",
        "id,value,dose (low; mid; high; very; x)\na,40.0,2\nb,41.5,3\n",
        "id,pipe,value\na,6\" steel,40.0\nb,\"8\"\" steel\",41.5\n",
        "id,pipe,value\na,6\" x,40.0\nb,8\" x,41.5\n",
    ] {
        let page = printed("d.csv", data, text);
        let title = matches!(&page, Err(it) if it.contains("D0317"));
        assert!(
            title || page.as_ref().is_ok_and(|it| it.contains("a-40.0;b-41.5;")),
            "{data}{page:?}"
        );
    }
    // The row and the field that a finding names are those of the file.
    let found =
        printed("d.csv", "id,pipe,value\na,6\" x,40.0\nb,\"x,1\nc,\"\"d\n", text).unwrap_err();
    assert_eq!(found, "d.csv:3 D0302 this quote is never closed");
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
