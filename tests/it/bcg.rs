//! The second example, `data/bcg`: a synthesis from counts. It checks clean, and prints what the literature has.

use diptych::diagnostic::codes;
use diptych::{Request, Sources, build, check};

use super::projects::{root, sources};

#[test]
fn the_trials_of_bcg_check_clean_and_print_what_was_published() {
    let sources = sources(&root().join("data/bcg"));
    let findings = check(&sources, &Request::default());
    assert!(findings.is_empty(), "{findings:#?}");
    let request = Request { only: vec!["summary".to_string()], trace: true, ..Request::default() };
    let outcome = build(&sources, &request);
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    assert_eq!(outcome.artifacts.len(), 3);
    let traces = outcome.trace.unwrap();
    let english = traces.iter().find(|it| it.edition == "en").unwrap();
    let texts: Vec<&str> = english.printed.iter().map(|it| it.text.as_str()).collect();
    // Colditz et al. 1994: 0.49 (0.34 to 0.70); the counts give the same.
    for expected in ["0.49", "0.34–0.70", "357,347", "92%", "1264", "0.29", "0.16", "0.53"] {
        assert!(texts.contains(&expected), "{expected} is not among {texts:?}");
    }
    assert!(texts.contains(&"BCG may reduce tuberculosis."), "{texts:?}");
    // Rated down for how people were allocated, and not for counts that are not at hand.
    assert!(texts.contains(&"BCG likely reduces deaths from tuberculosis."), "{texts:?}");
    assert!(texts.iter().any(|it| it.starts_with("The evidence is very uncertain")));
}

/// The plain-language summary shows who falls ill without the vaccine and with it, in two places, from the counts of the trials.
#[test]
fn the_plain_summary_counts_people() {
    let sources = sources(&root().join("data/bcg"));
    let request = Request { only: vec!["plain".to_string()], trace: true, ..Request::default() };
    let outcome = build(&sources, &request);
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let traces = outcome.trace.unwrap();
    let english = traces.iter().find(|it| it.edition == "en").unwrap();
    // The median risk of the six control groups lies between 11/220 and 11/139; 0.30 (0.21 to 0.42) of it is 20 (14 to 27).
    // Near the equator it is 6 and 4.
    for expected in ["65", "20", "14", "27", "6", "4"] {
        let own = english.printed.iter().filter(|it| it.text == expected);
        assert!(own.into_iter().any(|it| !it.cells.is_empty()), "{expected}");
    }
}

/// The walk-through of `docs/synthesis.md` is followed: its blocks are the files, and they build.
#[test]
fn the_walk_through_builds_as_it_is_written() {
    let page = std::fs::read_to_string(root().join("docs/synthesis.md")).unwrap();
    let blocks = page.split("\n```").skip(1).step_by(2);
    let blocks: Vec<&str> = blocks.filter_map(|it| Some(it.split_once('\n')?.1)).collect();
    let files = ["trials.csv", "diptych.toml", "figures.toml", "summary.en.md", "summary.zh.md"];
    let mut sources = Sources::default();
    for (path, text) in files.into_iter().zip(blocks) {
        sources.insert(path, format!("{text}\n").as_bytes());
    }
    let outcome = build(&sources, &Request::default());
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    assert_eq!(outcome.artifacts.len(), 3);
    // What it says is refused, is.
    let text = sources
        .text("summary.en.md")
        .unwrap()
        .replace("{{ finding", "BCG prevents it: {{ analyses.tb.p }}. {{ finding");
    sources.insert("summary.en.md", text.as_bytes());
    let told = check(&sources, &Request::default());
    assert!(told.iter().any(|it| it.code == codes::STRONG_WORDS), "{told:#?}");
}
