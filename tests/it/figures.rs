//! Declared figures and computed values: what is merged, what stands on the page, what is traced.

use std::fs;
use std::sync::OnceLock;

use diptych::{Outcome, Request, build};
use lopdf::{Document, Object};
use serde_json::Value;

use super::pdf::{pages, squeezed};
use super::projects::{fixture, root, sources};

/// The fixture with figures, built once: as pages, or as Typst source.
pub fn figures(emit_typst: bool) -> &'static Outcome {
    static MADE: [OnceLock<Outcome>; 2] = [OnceLock::new(), OnceLock::new()];
    MADE[usize::from(emit_typst)].get_or_init(|| {
        let folder = fixture(Some(&root().join("tests/figures")));
        let outcome =
            build(&sources(folder.path()), &Request::new().emit_typst(emit_typst).trace(true));
        assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
        outcome
    })
}

#[test]
fn the_merged_figures_are_as_they_were() {
    for artifact in figures(true).artifacts.iter().filter(|it| it.name.ends_with("content.typ")) {
        let text = String::from_utf8_lossy(&artifact.bytes).into_owned();
        insta::assert_snapshot!(format!("figures.{}", artifact.name), text);
    }
}

/// On facing pages each figure is there twice, once in each language, and links lead to the first.
#[test]
fn figures_stand_in_every_layout_theme_and_paper() {
    let looks = [
        ("facing", "journal", "a4"),
        ("stacked", "clinic", "letter"),
        ("columns", "mono", "letter"),
    ];
    for (layout, theme, paper) in looks {
        let folder = fixture(Some(&root().join("tests/figures")));
        let manifest = folder.path().join("diptych.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        let text = text
            .replace("[project]", &format!("[project]\ntheme = \"{theme}\"\npaper = \"{paper}\""))
            .replace("[documents.note]", &format!("[documents.note]\nlayout = \"{layout}\""));
        fs::write(&manifest, text).unwrap();
        let only = vec!["note.zh-en".to_string()];
        let outcome = build(&sources(folder.path()), &Request { only, ..Request::default() });
        assert!(outcome.findings.is_empty(), "{layout} {theme}: {:?}", outcome.findings);
        let both = outcome.artifacts.iter().find(|it| it.name == "note.zh-en.pdf").unwrap();
        // Each in each language.
        assert_eq!(alternatives(&both.bytes).len(), 10, "{layout}");
    }
}

#[test]
fn the_text_of_the_figures_is_as_it_was() {
    for artifact in &figures(false).artifacts {
        let text = pages(&artifact.bytes).join("\n");
        insta::assert_snapshot!(format!("figures.{}", artifact.name), text);
    }
}

/// The words that the PDF gives for its pictures.
fn alternatives(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let elements = document.objects.values().filter_map(|object| object.as_dict().ok());
    let mut found: Vec<String> = elements
        .filter(|element| matches!(element.get(b"S"), Ok(Object::Name(name)) if name == b"Figure"))
        .filter_map(|element| lopdf::decode_text_string(element.get(b"Alt").ok()?).ok())
        .collect();
    found.sort();
    found
}

#[test]
fn every_figure_says_what_it_shows_in_the_language_of_its_document() {
    for artifact in &figures(false).artifacts {
        let text = alternatives(&artifact.bytes).join("\n");
        insta::assert_snapshot!(format!("alternatives.{}", artifact.name), text);
    }
}

#[test]
fn what_is_computed_is_traced_to_its_cells_and_marked() {
    let outcome = figures(false);
    let trace: Value = serde_json::to_value(&outcome.trace).unwrap();
    let printed = trace[0]["printed"].as_array().unwrap();
    let of = |text: &str| printed.iter().find(|value| value["text"] == text).unwrap();
    let interval = of("31.2%～49.3%");
    assert_eq!(interval["computed"], "Clopper–Pearson 95% interval of 48/120");
    let addresses: Vec<&str> = interval["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| cell["address"].as_str().unwrap())
        .collect();
    assert_eq!(addresses, ["row 3, column events", "row 3, column n"]);
    assert_eq!(of("10/19")["computed"], "the only count of 19 that is 52.6%: 10");
    // What the source prints is never called computed.
    for text in ["48/120", "0.42～0.79", "40.0%"] {
        assert_eq!(of(text)["computed"], Value::Null, "{text}");
    }
    let page = pages(&outcome.artifacts[0].bytes).concat();
    assert!(page.contains("编者计算，非原文所载"), "{page}");
}

/// What the ends of an interval are is said in the column that prints them and in the legend.
#[test]
fn other_intervals_are_called_by_their_names() {
    let folder = fixture(Some(&root().join("tests/honest/D0512-figure-mismatch-intervals")));
    let outcome = build(&sources(folder.path()), &Request::new().only(["note.en", "note.zh"]));
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    let text = |name: &str| {
        let made = outcome.artifacts.iter().find(|it| it.name == name).unwrap();
        squeezed(&made.bytes)
    };
    let (english, chinese) = (text("note.en.pdf"), text("note.zh.pdf"));
    for words in ["47–70years(IQR)", "40–72years(90%CI)", "lines:IQRor90%CI"] {
        assert!(english.contains(words), "{words}:\n{english}");
    }
    assert!(chinese.contains("横线为四分位数间距或"), "{chinese}");
}

#[test]
fn pairs_go_on_beneath_a_figure_on_its_page() {
    let mut sources = sources(&root().join("data/hcc-immunotherapy"));
    for (path, opening) in [
        ("content/summary.zh.md", "**溶瘤病毒"),
        ("content/summary.en.md", "**The oncolytic virus"),
    ] {
        let text = sources.text(path).unwrap().to_string();
        let paragraph = text.lines().find(|line| line.starts_with(opening)).unwrap();
        // Of more than ten lines, which may stand on two pages.
        let longer = format!("{paragraph} {paragraph} {paragraph}");
        let longer = text.replacen(paragraph, &longer, 1);
        sources.insert(path, longer.into_bytes());
    }
    let outcome = build(&sources, &Request::new().only(["summary.zh-en"]));
    let summary = super::pdf::pages(&outcome.artifacts[0].bytes);
    let page = super::pdf::squeeze(&summary[3]);
    assert!(page.contains("Figure2"), "{page}");
    assert!(page.contains("TheoncolyticvirusVG161"), "{page}");
}
