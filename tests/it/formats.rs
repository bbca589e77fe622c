//! The same data as CSV, JSON and XLSX print the same, digit for digit, and loops keep their places.

use std::fs;

use diptych::{Request, Sources, build};

use super::pdf::{squeeze, squeezed};
use super::projects::root;

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
    let outcome = build(&project("doses.csv"), &Request::default());
    let trace: serde_json::Value = serde_json::from_str(&outcome.trace).unwrap();
    let printed = trace[0]["printed"].as_array().unwrap();
    let dose = printed.iter().find(|it| it["text"] == "20").unwrap();
    assert_eq!((dose["file"].as_str(), dose["line"].as_u64()), (Some("n.en.md"), Some(3)));
    assert_eq!(dose["cells"][0]["file"], "doses.csv");
    assert_eq!(dose["cells"][0]["line"], 3);
    assert_eq!(dose["cells"][0]["address"], "row 2, column dose");
}
