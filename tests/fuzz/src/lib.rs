//! The stages of Diptych before typesetting, compiled from its own sources for the fuzz targets.
#![allow(dead_code)]

#[path = "../../../src/check/mod.rs"]
mod check;
#[path = "../../../src/compose/mod.rs"]
mod compose;
#[path = "../../../src/data/mod.rs"]
mod data;
#[path = "../../../src/diagnostic/mod.rs"]
mod diagnostic;
#[path = "../../../src/evaluate/mod.rs"]
mod evaluate;
#[path = "../../../src/language/mod.rs"]
mod language;
#[path = "../../../src/load/mod.rs"]
mod load;
#[path = "../../../src/model/mod.rs"]
mod model;
#[path = "../../../src/picture/mod.rs"]
mod picture;
#[path = "../../../src/quantity/mod.rs"]
mod quantity;
#[path = "../../../src/typst_source/mod.rs"]
mod typst_source;

use std::sync::Arc;

use diagnostic::Findings;
use model::inputs::Sources;
use model::limits::Limits;

/// The fixture of the tests; the Chinese text last.
const FIXTURE: [(&str, &str); 8] = [
    ("diptych.toml", include_str!("../../fixture/diptych.toml")),
    ("tables.toml", include_str!("../../fixture/tables.toml")),
    ("glossary.csv", include_str!("../../fixture/glossary.csv")),
    ("references.bib", include_str!("../../fixture/references.bib")),
    ("evidence/results.csv", include_str!("../../fixture/evidence/results.csv")),
    ("evidence/studies.csv", include_str!("../../fixture/evidence/studies.csv")),
    ("content/note.en.md", include_str!("../../fixture/content/note.en.md")),
    ("content/note.zh.md", include_str!("../../fixture/content/note.zh.md")),
];

/// The fixture in English with some of its files replaced; gives the codes of its findings.
pub fn run(files: &[(&str, &[u8])]) -> Vec<&'static str> {
    let mut sources = Sources::default();
    for (path, text) in &FIXTURE[..7] {
        let text = text.replace("[\"zh\", \"en\"]", "[\"en\"]");
        sources.insert(path, text.into_bytes());
    }
    examine(with(sources, files))
}

/// The fixture in both languages, likewise.
pub fn run_bilingual(files: &[(&str, &[u8])]) -> Vec<&'static str> {
    let mut sources = Sources::default();
    for (path, text) in FIXTURE {
        sources.insert(path, text.as_bytes());
    }
    examine(with(sources, files))
}

/// A single text with files beside it, as `diptych render` builds it.
pub fn render(text: &[u8], files: &[(&str, &[u8])]) -> Vec<&'static str> {
    examine(with(Sources::single("note.md", text), files))
}

fn with(mut sources: Sources, files: &[(&str, &[u8])]) -> Sources {
    for (path, bytes) in files {
        sources.insert(path, *bytes);
    }
    sources
}

/// Loads, merges, checks and composes.
///
/// Whatever the files hold: nothing panics, every finding is at a place that exists, what would be
/// typeset is Typst without a syntax error, and what `accept` writes can be read again.
fn examine(sources: Sources) -> Vec<&'static str> {
    // Small limits find the way to their findings sooner; a step takes its time.
    let limits = Limits { steps: 50_000, rows: 1_000, file_size: 1 << 20, ..Limits::default() };
    let mut found = Findings::default();
    if let Some(mut inputs) = load::load(&sources, &limits, &mut found) {
        inputs.texts = load::texts(&sources, &inputs.manifest, &mut found);
        check::evidence::check(&inputs, &mut found);
        let shared = evaluate::Shared::new(evaluate::Shared::origins(&inputs), &sources);
        let shared = (&shared, &evaluate::Kept::default());
        let documents = inputs.manifest.documents.values();
        let evaluated =
            evaluate::evaluate(&inputs, &sources, shared, documents, &|_| {}, &mut found);
        let rules = check::Rules::new(&inputs, Arc::default());
        rules.documents(&inputs, &sources, &evaluated, &|_| true, &mut found);
        rules.project(&inputs, &sources, &evaluated, &mut found);
        let (references, _) = compose::references(&inputs, &evaluated, &Default::default());
        let composer = compose::Composer::new(&inputs, &sources, &references);
        for job in composer.compose(&inputs, &sources, &evaluated, &|_, _| true, false) {
            for file in job.files.iter().filter(|file| file.path == "/content.typ") {
                let (slips, _) = typst_syntax::parse(&file.text).errors_and_warnings();
                assert!(slips.is_empty(), "{slips:?}\n{}", file.text);
            }
        }
        let lock = check::accept(&inputs, &evaluated, &[]);
        let path = model::lock::Lock::FILE.into();
        let mut faults = Findings::default();
        load::project::lock::parse(&path, &lock.write(), &mut faults);
        assert!(faults.as_slice().is_empty(), "the lock cannot be read again:\n{}", lock.write());
    }
    let findings = found.as_slice();
    for finding in findings {
        let related = finding.related.iter().map(|(place, _)| place);
        for place in std::iter::once(&finding.place).chain(related) {
            if let (Some(text), 1..) = (sources.text(&place.file), place.line) {
                let lines = text.replace("\r\n", "\n").split(['\n', '\r']).count();
                assert!(place.line <= lines, "{place} is behind line {lines}: {}", finding.message);
            }
        }
    }
    diagnostic::human::render(findings, &sources, false);
    findings.iter().map(|finding| finding.code.id).collect()
}
