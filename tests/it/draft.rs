//! Drafts: pages in spite of suspicions, never without their mark.

use std::fs;
use std::path::Path;

use diptych::diagnostic::codes;
use diptych::{Engine, Outcome, Request, Sources};

use super::cli::diptych;
use super::pdf;
use super::projects::{fixture, root, sources};

/// The fixture with a case of `tests/broken` laid over it.
fn broken(case: &str) -> Sources {
    sources(fixture(Some(&root().join("tests/broken").join(case))).path())
}

fn draft(sources: &Sources, only: &str) -> Outcome {
    Engine::new().project(sources.clone()).build(&Request::new().draft(true).only([only]))
}

/// The text of the only artifact, page by page, without white space.
fn pages(outcome: &Outcome) -> Vec<String> {
    assert_eq!(outcome.artifacts.len(), 1, "{:?}", outcome.findings);
    let pages = pdf::pages(&outcome.artifacts[0].bytes);
    pages.iter().map(|page| page.split_whitespace().collect()).collect()
}

fn is_marked(page: &str) -> bool {
    page.contains("DRAFT") && page.contains("草稿")
}

#[test]
fn a_draft_is_made_in_spite_of_suspicions_and_tells_them() {
    for edition in ["note.zh", "note.en", "note.zh-en"] {
        let outcome = draft(&broken("D0606-numbers-differ"), edition);
        assert!(outcome.findings.iter().any(|it| it.code == codes::NUMBERS_DIFFER));
        let pages = pages(&outcome);
        assert!(pages.len() > 1 && pages.iter().all(|page| is_marked(page)), "{pages:#?}");
        let last = pages.last().unwrap();
        assert!(last.contains("D0606") && last.contains("content/note.zh.md:3:"), "{last}");
    }
    // What the page check finds on the pages too.
    let outcome = draft(&broken("D1001-text-cut"), "note.en");
    assert!(outcome.findings.iter().any(|it| it.code == codes::TEXT_CUT));
    assert!(pages(&outcome).last().unwrap().contains("D1001"));
}

#[test]
fn a_fact_stops_a_draft() {
    let outcome = draft(&broken("D0502-undefined-value"), "note.zh");
    assert!(outcome.artifacts.is_empty());
    assert!(outcome.findings.iter().any(|it| it.code == codes::UNDEFINED_VALUE));
    let outcome = draft(&broken("D0801-typst"), "note.zh");
    assert!(outcome.artifacts.is_empty() && outcome.findings.iter().any(|it| it.code.is_fact()));
}

#[test]
fn a_draft_without_findings_is_marked_and_a_normal_build_is_not() {
    let honest = sources(fixture(None).path());
    let outcome = draft(&honest, "note.en");
    assert!(outcome.findings.is_empty());
    assert!(pages(&outcome).iter().all(|page| is_marked(page)));
    let outcome = Engine::new().project(honest).build(&Request::new().only(["note.en"]));
    assert!(!pages(&outcome).iter().any(|page| page.contains("DRAFT")));
}

/// The mark over the pages has no place in a list that goes on from one page to the next.
#[test]
fn a_list_over_two_pages_is_no_obstacle_to_a_draft() {
    let mut sources = sources(fixture(None).path());
    let list = "# A list\n\n".to_string() + &"- One of many lines.\n".repeat(60);
    for language in ["zh", "en"] {
        sources.insert(&format!("content/note.{language}.md"), list.clone().into_bytes());
    }
    let outcome = draft(&sources, "note.en");
    assert!(pages(&outcome).len() > 2, "{:?}", outcome.findings);
}

#[test]
fn a_template_that_hides_the_mark_makes_no_draft() {
    let mut sources = sources(fixture(None).path());
    let path = "templates/summary/main.typ";
    let own = fs::read_to_string(root().join(path)).unwrap();
    let hiding = own.replace("#summary(", "#set page(foreground: none)\n#summary(");
    assert!(hiding != own);
    sources.insert(path, hiding.into_bytes());
    let outcome = draft(&sources, "note.en");
    assert!(outcome.artifacts.is_empty());
    assert!(outcome.findings.iter().any(|it| it.code == codes::DRAFT_UNMARKED));
}

#[test]
fn the_exit_code_tells_the_errors_and_a_normal_build_replaces_the_draft() {
    let folder = fixture(Some(&root().join("tests/broken/D0606-numbers-differ")));
    let drafted = |path: &Path| {
        let ledger = fs::read_to_string(path.join("out/.diptych-outputs.json")).unwrap();
        ledger.contains("\"drafts\"")
    };
    let call = diptych(folder.path(), &["build", "--draft", "--only", "note.en"]);
    assert_eq!(call.code, 1);
    assert!(call.stderr.contains("1 error; wrote 1 draft (2 pages) to out"), "{}", call.stderr);
    assert!(drafted(folder.path()));
    assert_eq!(diptych(folder.path(), &["build", "--only", "note.en"]).code, 1);
    assert!(drafted(folder.path()));
    for text in ["note.zh.md", "note.en.md"] {
        let honest = root().join("tests/fixture/content").join(text);
        fs::copy(honest, folder.path().join("content").join(text)).unwrap();
    }
    let call = diptych(folder.path(), &["build", "--only", "note.en"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(!drafted(folder.path()));
}

/// In every language that is shipped, in one line, in letters that are there.
#[test]
fn a_draft_is_marked_in_every_language() {
    for language in ["de", "es", "fr", "it", "ja", "ko", "pt-BR", "ru", "vi", "zh-Hant-HK"] {
        let text = format!("---\nlang: {language}\n---\n# A\n\nB.\n");
        let text = Sources::single("note.md", text.into_bytes());
        let outcome = Engine::new().project(text).build(&Request::new().draft(true));
        let pages = pages(&outcome);
        assert!(pages.iter().all(|page| page.contains("DRAFT·")), "{language}: {pages:#?}");
    }
}
