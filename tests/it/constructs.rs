//! Every construct of Markdown that is documented, in both languages, on pages and on slides.

use std::sync::OnceLock;

use diptych::{Outcome, Request, build};

use super::pdf::{catalog, pages, squeezed};
use super::projects::{root, sources};

/// The project with every construct, built once.
fn constructs() -> &'static Outcome {
    static MADE: OnceLock<Outcome> = OnceLock::new();
    MADE.get_or_init(|| build(&sources(&root().join("tests/constructs")), &Request::default()))
}

#[test]
fn every_construct_is_typeset() {
    let outcome = constructs();
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    for artifact in &outcome.artifacts {
        let text = pages(&artifact.bytes).join("\n");
        insta::assert_snapshot!(format!("constructs-{}", artifact.name), text);
        assert!(catalog(&artifact.bytes, "StructTreeRoot").is_some());
    }
}

#[test]
fn cross_references_are_numbered_and_lead_somewhere() {
    let outcome = constructs();
    for (name, words) in [("note.en.pdf", "Table2,Figure1and"), ("note.zh.pdf", "表2、图1和")] {
        let artifact = outcome.artifacts.iter().find(|it| it.name == name).unwrap();
        assert!(squeezed(&artifact.bytes).contains(words), "{name}");
        let document = lopdf::Document::load_mem(&artifact.bytes).unwrap();
        let links = document.objects.values().filter_map(|object| object.as_dict().ok());
        let inner = links.filter(|it| {
            it.get(b"Subtype").and_then(|it| it.as_name()).is_ok_and(|it| it == b"Link")
                && !it.get(b"A").and_then(|it| it.as_dict()).is_ok_and(|it| it.has(b"URI"))
        });
        assert_eq!(inner.count(), 18, "{name}: links within the document");
    }
}

#[test]
fn formulas_carry_the_words_to_be_read_aloud() {
    let outcome = constructs();
    let artifact = outcome.artifacts.iter().find(|it| it.name == "note.en.pdf").unwrap();
    let document = lopdf::Document::load_mem(&artifact.bytes).unwrap();
    let formulas = document.objects.values().filter_map(|object| object.as_dict().ok());
    let formulas = formulas
        .filter(|it| it.get(b"S").and_then(|it| it.as_name()).is_ok_and(|it| it == b"Formula"));
    let words: Vec<String> = formulas
        .map(|it| String::from_utf8_lossy(it.get(b"Alt").unwrap().as_str().unwrap()).into_owned())
        .collect();
    assert!(words.iter().any(|it| it.contains("frac")), "{words:?}");
    assert_eq!(words.len(), 6, "{words:?}");
}
