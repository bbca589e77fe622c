//! The example of README.md: its files build, and its failing build prints what README shows.

use std::fs;

use super::cli::diptych;
use super::projects::root;

#[test]
fn the_example_builds() {
    let folder = example();
    let call = diptych(folder.path(), &["build"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.starts_with("wrote 3 PDFs"), "{}", call.stderr);
}

#[test]
fn the_failing_build_prints_the_message_shown() {
    let folder = example();
    let text = folder.path().join("note.en.md");
    let written = fs::read_to_string(&text).unwrap();
    fs::write(&text, written.replacen("alpha.mos", "alpha.mpfs", 1)).unwrap();
    let call = diptych(folder.path(), &["build"]);
    // Numbers and units are joined by no-break spaces, which README writes as spaces.
    let printed = call.stderr.replace('\u{a0}', " ");
    assert_eq!((call.code, printed), (1, block("```text\n")));
}

#[test]
fn every_command_named_exists() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let named = readme.split("`diptych ").skip(1);
    let named: Vec<&str> = named.filter_map(|it| it.split([' ', '`']).next()).collect();
    assert!(named.len() > 10);
    for name in named {
        assert_eq!(diptych(&root(), &["help", name]).code, 0, "{name}");
    }
}

/// The files of the example in a folder of their own.
fn example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, kind) in [
        ("results.csv", "csv"),
        ("note.zh.md", "markdown"),
        ("note.en.md", "markdown"),
        ("diptych.toml", "toml"),
    ] {
        let opening = format!("```{kind} title=\"{name}\"\n");
        fs::write(folder.path().join(name), block(&opening)).unwrap();
    }
    folder
}

/// The block of README.md that begins with these characters.
fn block(opening: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, rest) = readme.split_once(opening).unwrap_or_else(|| panic!("README has no {opening}"));
    rest.split("```").next().unwrap().to_string()
}
