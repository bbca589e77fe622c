//! Every example of the CommonMark and GFM specifications has the blocks and inlines that the
//! specification's HTML has, compared as trees before a page is made.

use std::collections::BTreeMap;
use std::fs;

use diptych::{Request, build};

use super::projects::root;
use super::specifications::{Example, examples, project};
use super::trees::{Tree, composed, html};

/// Examples whose trees differ on purpose, and why.
const DIFFERENT: [(&str, &str); 23] = [
    ("c79", "PDF/UA has no empty headings"),
    ("c148", "a cell holds no blocks of code: their lines are set as code"),
    ("c161", APART),
    ("c167", "a tag around whole paragraphs marks none of them"),
    ("c169", "the text of <pre> is a block of code"),
    ("c186", APART),
    ("c191", "<td> and </td> stand in a block of code, which is in no cell"),
    ("c200", EMPTY_ADDRESS),
    ("c484", NO_WORDS),
    ("c485", EMPTY_ADDRESS),
    ("c486", EMPTY_ADDRESS),
    ("c487", NO_WORDS),
    ("c501", "the text defines no name “fragment”: the words are printed, with a warning"),
    ("c567", EMPTY_ADDRESS),
    ("c596", SCHEME),
    ("c598", SCHEME),
    ("c599", SCHEME),
    ("c601", SCHEME),
    ("c602", AUTOLINK),
    ("c608", AUTOLINK),
    ("c611", AUTOLINK),
    ("c612", AUTOLINK),
    ("g26", "tags are left out with a warning, where GitHub shows some of them as text"),
];
const APART: &str =
    "a block of HTML ends with its last tag: what follows is a paragraph of its own";
const EMPTY_ADDRESS: &str = "a link without an address prints its words only";
const NO_WORDS: &str = "a link without words cannot be clicked and prints nothing";
const SCHEME: &str = "no link is made to a scheme that documents have no use for, with a warning";
const AUTOLINK: &str = "GFM's extension makes bare addresses links, which CommonMark does not";

/// Examples with tight lists of which no item has a paragraph: HTML writes them like loose ones.
const UNTOLD: [&str; 5] = ["c7", "c280", "c284", "c292", "c293"];

/// The composed source of every example that is composed: all but those without words for a picture.
fn sources(examples: &[Example]) -> BTreeMap<String, String> {
    // As the command does: nested lists take more stack than a thread has by default.
    let threads = rayon::ThreadPoolBuilder::new().stack_size(64 << 20).build().unwrap();
    let request = Request::new().emit_typst(true);
    let outcome = threads.install(|| build(&project(examples), &request));
    let errors =
        outcome.findings.iter().filter(|it| it.severity() == diptych::diagnostic::Severity::Error);
    let errors: Vec<String> = errors.map(|it| format!("{} {}", it.place, it.message)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let named = outcome.artifacts.into_iter().filter_map(|it| {
        let name = it.name.strip_suffix(".en.content.typ")?.to_string();
        Some((name, String::from_utf8(it.bytes).unwrap()))
    });
    named.collect()
}

/// The examples without the one that is refused before it is composed.
fn composable() -> Vec<Example> {
    let mut examples = examples();
    examples.retain(|example| example.name != "c581");
    examples
}

fn shown(trees: &[Tree]) -> String {
    trees.iter().map(Tree::to_string).collect()
}

/// The names of the examples whose trees differ, each with both.
fn differing(examples: &[Example], sources: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for Example { name, markdown, html } in examples {
        let (ours, specified) = (composed::tree(&sources[name]), html::tree(html, markdown));
        if ours != specified {
            let (ours, specified) = (shown(&ours), shown(&specified));
            out.insert(
                name.clone(),
                format!("{name}: {markdown:?}\n composed\n{ours} specified\n{specified}"),
            );
        }
    }
    out
}

#[test]
fn every_example_has_the_tree_of_the_specification() {
    let examples = composable();
    let differing = differing(&examples, &sources(&examples));
    let known = |name: &str| DIFFERENT.iter().any(|(known, _)| *known == name);
    let new: Vec<&str> =
        differing.iter().filter(|(name, _)| !known(name)).map(|(_, it)| it.as_str()).collect();
    assert!(new.is_empty(), "{} differ:\n{}", new.len(), new.join("\n"));
    let gone: Vec<&str> =
        DIFFERENT.iter().map(|(name, _)| *name).filter(|it| !differing.contains_key(*it)).collect();
    assert!(gone.is_empty(), "these do not differ any more: {gone:?}");
    let report = format!(
        "{} of 678 examples are compared as trees: {} are the specification's, {} differ on purpose.",
        examples.len(),
        examples.len() - DIFFERENT.len(),
        DIFFERENT.len()
    );
    let page = fs::read_to_string(root().join("docs/testing.md")).unwrap();
    assert!(page.contains(&report), "docs/testing.md should say: {report}");
}

/// Each fault is planted in all sources at once, and must be seen in each that has what it alters.
#[test]
fn a_wrong_structure_is_seen() {
    let examples = composable();
    let sources = sources(&examples);
    for (from, to) in [
        ("tight: true", "tight: false"),
        ("tight: false", "tight: true"),
        ("ordered: true", "ordered: false"),
        ("ordered: true, start: 1,", "ordered: true, start: 2,"),
        ("#em[", "#strong["),
        ("#strong[", "#em["),
        ("#linebreak();", " "),
        ("level: 1", "level: 2"),
        ("kind: \"quote\"", "kind: \"callout\""),
        ("lang: \"", "lang: \"x"),
        ("align: (\"", "align: (\"x"),
        ("done: (true", "done: (false"),
        ("#link(\"", "#link(\"x"),
        ("/project/", "/project/x"),
    ] {
        let spoilt = |(name, source): (&String, &String)| (name.clone(), source.replace(from, to));
        let wrong = differing(&examples, &sources.iter().map(spoilt).collect());
        let mut has = sources.iter().filter(|(_, source)| source.contains(from)).peekable();
        assert!(has.peek().is_some(), "no example has {from}");
        let untold = |name: &&String| from == "tight: true" && UNTOLD.contains(&name.as_str());
        let missed: Vec<&String> = has
            .map(|(name, _)| name)
            .filter(|name| !wrong.contains_key(*name) && !untold(name))
            .collect();
        assert!(missed.is_empty(), "{from} as {to} is not seen in {missed:?}");
    }
}
