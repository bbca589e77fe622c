//! The example of localized summaries: twelve invented hospitals, each with one page in its language; and
//! documents that are made to fit their pages.

use diptych::diagnostic::Diagnostic;
use diptych::{Outcome, Request, Sources, build};

use super::pdf::squeezed;
use super::projects::{root, sources};

fn example() -> Sources {
    sources(&root().join("data/localized"))
}

fn text(outcome: &Outcome, name: &str) -> String {
    squeezed(&outcome.artifacts.iter().find(|it| it.name == name).unwrap().bytes)
}

#[test]
fn every_hospital_has_its_page() {
    let outcome = build(&example(), &Request::new());
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    assert!(outcome.records.failed.is_empty(), "{:?}", outcome.records.failed);
    // What was done to fit the page, and that no built-in font has the shapes of Taiwan.
    let is_other = |it: &&Diagnostic| !["D1013", "D0701"].contains(&it.code.id);
    let others: Vec<_> = outcome.records.findings.iter().filter(is_other).collect();
    assert!(others.is_empty(), "{others:?}");
    assert_eq!(outcome.artifacts.len(), 12);
    assert!(outcome.artifacts.iter().all(|it| it.pages == 1));
    for (name, words) in [
        ("qingsong/summary.zh.pdf", ["虚构青松医院", "37例可评估", "周二下午"]),
        ("rongshu/summary.zh-Hant-TW.pdf", ["虛構榕樹醫院", "無惡化存活期", "週二下午"]),
        ("harbour/summary.en.pdf", ["FictionalElmHospital", "37patients", "25November2026"]),
        ("elm/summary.en.pdf", ["Telephone02079460301", "Donotcompare", "25November2026"]),
        ("llano/summary.es.pdf", ["HospitalFicticiodelaEncina", "18,92%", "27denoviembrede2026"]),
    ] {
        let page = text(&outcome, name);
        words.iter().for_each(|words| assert!(page.contains(words), "{words} in {name}:\n{page}"));
    }
    // No page speaks a language that its readers do not ask for.
    assert!(!text(&outcome, "elm/summary.en.pdf").contains("肝癌免疫治疗失败之后"));
}

#[test]
fn a_profile_leaves_out_whom_to_call() {
    let request = Request::new().profile("archive".to_string()).only(["summary/elm"]);
    let page = text(&build(&example(), &request), "elm/summary.en.pdf");
    assert!(!page.contains("02079460301") && page.contains("References"), "{page}");
}

/// A page of so many paragraphs, of which the last two may go.
fn long(paragraphs: usize, keys: &str) -> Outcome {
    let manifest = format!(
        "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\n\
         [documents.a]\ntemplate = \"summary\"\ncontent = \"a\"\n{keys}\n"
    );
    let line = "The ward keeps a book in which every visit is written down on the day itself, by the \
        nurse who was there, and signed by another who has read it.\n\n";
    let optional = |rank, word: &str| format!("::: {{optional={rank}}}\n{word} {line}:::\n\n");
    let text = line.repeat(paragraphs) + &optional(2, "Second") + &optional(1, "First");
    let mut sources = Sources::default();
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert("a.en.md", text.into_bytes());
    build(&sources, &Request::new())
}

/// The codes of what was found, and the pages.
fn told(outcome: &Outcome) -> (Vec<&str>, Vec<usize>) {
    let codes = outcome.findings.iter().map(|it| it.code.id).collect();
    (codes, outcome.artifacts.iter().map(|it| it.pages).collect())
}

#[test]
fn spacing_and_size_give_and_then_optional_divisions_go() {
    let (mut spaced, mut shortened) = (None, None);
    for paragraphs in 12..26 {
        let free = long(paragraphs, "");
        let fitted = long(paragraphs, "max_pages = 1");
        let page = fitted.artifacts.first().map(|it| squeezed(&it.bytes));
        match (free.artifacts[0].pages, page) {
            (1, _) => assert_eq!(told(&fitted), (vec![], vec![1])),
            (2, Some(page)) => {
                assert_eq!(told(&fitted), (vec!["D1013"], vec![1]));
                let message = fitted.findings[0].message.clone();
                let left_out = message.contains("optional");
                assert_eq!(left_out, !page.contains("FirstTheward"), "{message}");
                assert!(left_out || message.contains("type at "), "{message}");
                if left_out { shortened = Some(message) } else { spaced = Some(message) }
            }
            (_, page) => {
                assert!(page.is_none());
                assert_eq!(told(&fitted), (vec!["D1012"], vec![]));
            }
        }
    }
    assert!(spaced.is_some() && shortened.is_some(), "{spaced:?} {shortened:?}");
}

#[test]
fn a_document_may_have_too_few_pages() {
    assert_eq!(told(&long(2, "pages = 1")), (vec![], vec![1]));
    assert_eq!(told(&long(2, "pages = 2")), (vec!["D1012"], vec![]));
    let rules = "pages = 2\nrules = { D1012 = \"warning\" }";
    assert_eq!(told(&long(2, rules)), (vec!["D1012"], vec![1]));
}
