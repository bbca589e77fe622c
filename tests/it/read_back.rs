//! What a page prints of a value is compared with the data, whatever a template of the project does.

use diptych::diagnostic::codes;
use diptych::{Request, Sources, build, check};

use super::projects::{fixture, root, sources};

/// The fixture in a template of its own: the built-in one, with `rule` before it.
fn project(rule: &str) -> Sources {
    let folder = fixture(Some(&root().join("tests/honest/D0805-value-changed")));
    let mut sources = sources(folder.path());
    let path = "templates/own/main.typ";
    let main = sources.text(path).unwrap();
    let honest = main.lines().find(|line| line.starts_with("#show")).unwrap();
    let main = main.replace(honest, rule);
    sources.insert(path, main.into_bytes());
    sources
}

fn findings(sources: &Sources) -> Vec<String> {
    let findings = build(sources, &Request::default()).findings;
    findings.iter().map(|it| format!("{} {}", it.code.id, it.message)).collect()
}

#[test]
fn a_template_that_changes_a_value_is_found() {
    for (rule, said) in [
        ("#show \"19.2\": \"91.2\"", "reads “91.2 months” in place of “19.2\u{a0}months”"),
        ("#show \"19.2\": it => \"1\" + it", "reads “119.2months”"),
        ("#show \"40.0\": it => it + \"1\"", "reads “40.01%”"),
        ("#show regex(\"9\"): \"8\"", "in place of “19.2\u{a0}months”"),
        ("#show \"19.2\": it => hide(it)", "reads “months” in place of “19.2\u{a0}months”"),
        ("#show par: it => if repr(it).contains(\"19\") { } else { it }", "on no page"),
    ] {
        let found = findings(&project(rule));
        assert!(
            found.iter().any(|it| it.starts_with("D0805") && it.contains(said)),
            "{rule}: {found:?}"
        );
    }
}

#[test]
fn values_in_the_place_of_others_are_found() {
    let mut swapped = project("#let _ = none");
    let main = swapped.text("templates/own/main.typ").unwrap().to_string();
    // The words of the first sentence in the reverse order.
    let turned = "#for b in dictionary(content).blocks.filter(b => b.kind == \"paragraph\") {\n\
        par(b.body.en.children.rev().join())\n}\n";
    let (head, _) = main.split_once("#let _ = none").unwrap();
    let main = format!("{head}{turned}");
    swapped.insert("templates/own/main.typ", main.into_bytes());
    let found = findings(&swapped);
    assert!(found.iter().any(|it| it.contains("in the place of another value")), "{found:?}");
}

#[test]
fn a_template_that_styles_values_passes() {
    for rule in [
        "#show \"19.2\": it => strong(it)",
        "#show regex(\"[0-9.]+\"): set text(features: (\"tnum\", \"frac\", \"onum\"))",
        "#show regex(\"[0-9]\"): it => super(it)",
        "#show regex(\"was 19.2\"): it => text(fill: red, it)",
        "#set text(tracking: 2pt)\n#show regex(\"[a-z]+\"): smallcaps",
        "#set page(width: 90pt)\n#set par(justify: true)",
        "#set text(hyphenate: true, discretionary-ligatures: true)",
    ] {
        let sources = project(rule);
        let findings = build(&sources, &Request::default()).findings;
        let changed: Vec<_> =
            findings.iter().filter(|it| it.code == codes::VALUE_CHANGED).collect();
        assert!(changed.is_empty(), "{rule}: {changed:#?}");
    }
}

#[test]
fn the_caller_may_refuse_templates_of_the_project() {
    let refuse = Request::new().builtin_templates(true);
    let found = check(&project("#let _ = none"), &refuse);
    let found: Vec<_> = found.iter().map(|it| (it.code.id, it.place.to_string())).collect();
    assert_eq!(found, [("D0807", "templates/own/main.typ".to_string())]);
    let folder = fixture(None);
    assert!(check(&sources(folder.path()), &refuse).is_empty());
}

#[test]
fn one_document_is_not_failed_by_the_text_of_another() {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let manifest = sources.text("diptych.toml").unwrap().to_string();
    let other = "\n[documents.other]\ntemplate = \"summary\"\ncontent = \"content/other\"\n";
    sources.insert("diptych.toml", (manifest + other).into_bytes());
    for language in ["zh", "en"] {
        sources.insert(&format!("content/other.{language}.md"), *b"# T\n\n{{ nothing }}\n");
    }
    assert!(!findings(&sources).is_empty());
    let outcome = build(&sources, &Request::new().only(["note"]));
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    assert_eq!(outcome.artifacts.len(), 3);
    let outcome = build(&sources, &Request::new().only(["other"]));
    assert!(outcome.artifacts.is_empty() && !outcome.findings.is_empty());
}
