//! The library as a program uses it: from memory, several builds at once, on the stacks of its threads.

use std::thread;

use diptych::{Cancel, Engine, Language, Place, Progress, Request, Sources, build, check};

use super::projects::{root, sources};

fn traced() -> Request<'static> {
    Request::new().trace(true)
}

#[test]
fn builds_at_once_make_the_same_bytes_as_one_after_the_other() {
    let fixture = sources(&root().join("tests/fixture"));
    let note = Sources::single("note.md", *b"# A note\n\nOne line.\n");
    let wrong = Sources::single("note.md", *b"---\ndata: gone.csv\n---\n{{ gone.x }}\n");
    let projects = [&fixture, &note, &wrong, &fixture, &note, &wrong];
    let alone = projects.map(|project| build(project, &traced()));
    let engine = Engine::new();
    let together = thread::scope(|scope| {
        let build = |project: &Sources| engine.project(project.clone()).build(&traced());
        let started = projects.map(|project| scope.spawn(move || build(project)));
        started.map(|build| build.join().unwrap())
    });
    for (one, other) in alone.iter().zip(&together) {
        assert!(one.artifacts == other.artifacts);
        assert_eq!(one.findings, other.findings);
        assert_eq!(one.trace, other.trace);
    }
    assert!(!alone[0].trace.as_ref().unwrap()[0].printed.is_empty());
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
    (single.language, single.template) = (Language::parse("en"), Some("summary".to_string()));
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

#[test]
fn a_second_build_does_only_what_has_changed() {
    let engine = Engine::new();
    let mut project = engine.project(sources(&root().join("tests/fixture")));
    let first = project.build(&Request::new());
    assert_eq!((first.artifacts.len(), first.reused, first.findings.len()), (3, 0, 0));
    let second = project.build(&Request::new());
    assert_eq!((&second.artifacts, second.reused), (&first.artifacts, 3));

    // A line more in one language moves every place in it, and changes its page and the common one.
    let text =
        project.sources().text("content/note.en.md").unwrap().replace("with control", "on control");
    project.sources_mut().insert("content/note.en.md", text.into_bytes());
    let third = project.build(&Request::new());
    assert_eq!((third.artifacts.len(), third.reused), (3, 1), "{:?}", third.findings);
    assert_eq!(third.artifacts, build(project.sources(), &Request::new()).artifacts);

    // A template of the project's own is part of every page.
    project.sources_mut().insert("templates/summary/note.typ", *b"// Not the built-in one.\n");
    assert_eq!(project.build(&Request::new()).reused, 0);
    // What was built before is known still.
    project.sources_mut().files.remove("templates/summary/note.typ");
    assert_eq!(project.build(&Request::new()).reused, 3);
    // Other options make other pages.
    assert_eq!(project.build(&Request::new().audit(true)).reused, 0);
}

#[test]
fn what_is_found_on_pages_is_found_again_where_it_has_moved_to() {
    let engine = Engine::new();
    let wide = format!("Text with $\\mathrm{{{}}}$ in it.", "a".repeat(95));
    let mut project = engine.project(Sources::single("n.md", format!("{wide}\n").into_bytes()));
    let lines = |project: &diptych::Project| {
        let findings = project.build(&Request::new()).findings;
        findings.iter().map(|finding| finding.place.line).collect::<Vec<_>>()
    };
    let before = lines(&project);
    assert!(!before.is_empty());
    project.sources_mut().insert("n.md", format!("\n\n{wide}\n").into_bytes());
    assert_eq!(lines(&project), before.iter().map(|line| line + 2).collect::<Vec<_>>());
}

#[test]
fn a_cancelled_build_ends_without_artifacts() {
    let engine = Engine::new();
    let project = engine.project(sources(&root().join("tests/fixture")));
    let cancel = Cancel::new();
    let stop = |step: Progress| {
        if let Progress::Made { .. } = step {
            cancel.cancel();
        }
    };
    let outcome = project.build(&Request::new().jobs(1).cancel(&cancel).progress(&stop));
    assert!(outcome.cancelled && outcome.artifacts.is_empty());
    // What was made before the end is not made again.
    let outcome = project.build(&Request::new());
    assert_eq!((outcome.artifacts.len(), outcome.reused), (3, 1));
}

#[test]
fn an_outcome_is_json_without_the_bytes() {
    let good = build(&Sources::single("n.md", *b"Text.\n"), &Request::new());
    let json = serde_json::to_value(&good).unwrap();
    let artifact = &json["artifacts"][0];
    assert_eq!((&artifact["name"], &artifact["pages"]), (&"n.en.pdf".into(), &1.into()));
    assert_eq!(artifact["size"], good.artifacts[0].bytes.len());
    let bad = build(
        &Sources::single("n.md", *b"---\ndata: gone.csv\n---\n{{ gone.x }}\n"),
        &Request::new(),
    );
    let json = serde_json::to_value(&bad).unwrap();
    assert_eq!(json["findings"][0]["line"], 2);
    let error: Box<dyn std::error::Error> = Box::new(bad.into_artifacts().unwrap_err());
    assert!(error.to_string().starts_with("n.md:2:"), "{error}");
}

#[test]
fn a_folder_is_read_again_when_asked() {
    let folder = super::projects::fixture(None);
    let engine = Engine::new();
    let mut project = engine.open(folder.path()).unwrap();
    assert!(!project.reload().unwrap());
    std::fs::write(folder.path().join("content/note.en.md"), "# Other\n").unwrap();
    assert!(project.reload().unwrap());
    assert_eq!(project.sources().text("content/note.en.md"), Some("# Other\n"));
    drop(folder);
    assert!(project.reload().is_err());
    assert!(project.accept(&Request::new()).is_err());
    assert!(engine.open("no/such/folder").is_err());
}
