//! The library as a program uses it: from memory, several builds at once, on the stacks of its threads.

use std::thread;

use diptych::{Fonts, Language, Place, Request, Sources, build, check};

use super::projects::{root, sources};

#[test]
fn builds_at_once_make_the_same_bytes_as_one_after_the_other() {
    let fixture = sources(&root().join("tests/fixture"));
    let note = Sources::single("note.md", *b"# A note\n\nOne line.\n");
    let wrong = Sources::single("note.md", *b"{{ nothing }}\n");
    let projects = [&fixture, &note, &wrong, &fixture, &note, &wrong];
    let alone = projects.map(|project| build(project, &Request::default()));
    let fonts = Fonts::built_in();
    let request = || Request { fonts: Some(fonts.clone()), ..Request::default() };
    let together = thread::scope(|scope| {
        let started = projects.map(|project| scope.spawn(|| build(project, &request())));
        started.map(|build| build.join().unwrap())
    });
    for (one, other) in alone.iter().zip(&together) {
        assert!(one.artifacts == other.artifacts);
        assert_eq!(one.findings, other.findings);
        assert_eq!(one.trace, other.trace);
    }
    assert_eq!(alone.each_ref().map(|it| it.artifacts.len()), [3, 1, 0, 3, 1, 0]);
}

/// Threads have two megabytes of stack unless told otherwise; no input may need more.
#[test]
fn nesting_needs_no_large_stack() {
    let deep = |levels: usize| {
        let text = format!("# T\n\n{}Deep.\n", "> ".repeat(levels));
        Sources::single("note.md", text.into_bytes())
    };
    let built = thread::Builder::new().stack_size(2 << 20);
    let built = built
        .spawn(move || [10, 100, 50_000].map(|levels| build(&deep(levels), &Request::default())));
    let [shallow, deep, deeper] = built.unwrap().join().unwrap();
    assert_eq!(shallow.artifacts.len(), 1, "{:?}", shallow.findings);
    for outcome in [deep, deeper] {
        assert!(
            outcome.artifacts.is_empty() && outcome.findings[0].message.contains("levels deep")
        );
    }
}

#[test]
fn what_the_caller_says_goes_before_what_the_text_says() {
    let text = "---\nlang: zh\ntemplate: slides\n---\n# One\n\n# Two\n";
    let mut sources = Sources::single("note.md", text.as_bytes());
    let single = sources.single.as_mut().unwrap();
    (single.language, single.template) = (Some(Language::En), Some("summary".to_string()));
    let outcome = build(&sources, &Request::default());
    assert_eq!(
        (outcome.artifacts[0].name.as_str(), outcome.artifacts[0].pages),
        ("note.en.pdf", 1)
    );
}

#[test]
fn an_empty_project_is_a_finding_not_a_panic() {
    let findings = check(&Sources::default(), &Request::default());
    assert_eq!(findings[0].place, Place::file("diptych.toml"));
    for nothing in ["", "\u{feff}", "---", "---\n---", "+++\n+++\n", "\0"] {
        let outcome = build(&Sources::single("n.md", nothing.as_bytes()), &Request::default());
        assert!(outcome.artifacts.len() + outcome.findings.len() > 0, "{nothing:?}");
    }
}
