//! `diptych diff`: which values, words and references have changed, and what is no change.

use std::fs;
use std::path::Path;
use std::process::Command;

use diptych::schema;
use serde_json::Value;

use super::cli::{Call, diptych};
use super::schemas::validate;

const MANIFEST: &str = "[project]\ntitle = \"Doses\"\nlanguages = [\"en\", \"zh\"]\ndate = 2026-02-08\n\
     references = \"refs.bib\"\n[rules]\nD0605 = \"off\"\nD0606 = \"off\"\n[data]\ndoses = \"doses.csv\"\n\
     [documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\neditions = [\"en\", \"zh\", \"zh-en\"]\n";

const DATA: &str = "id,mg,days,certainty\na,15,7,low\nb,20,14,high\n";

const ENGLISH: &str = "# Doses\n\nThe first dose was {{ doses.a.mg }} mg over {{ doses.a.days }} days [@one].\n\n\
     The second dose was {{ doses.b.mg }} mg. Nobody took it twice.\n\n## Certainty\n\nIt is {{ doses.a.certainty }}.\n\n\
     A last paragraph that stays where it is.\n";

const CHINESE: &str = "# 剂量\n\n首剂为 {{ doses.a.mg }} mg，用 {{ doses.a.days }} 天[@one]。\n\n\
     第二剂为 {{ doses.b.mg }} mg。无人重复服用。\n\n## 确定性\n\n为 {{ doses.a.certainty }}。\n\n最后一段不变。\n";

const REFERENCES: &str = "@article{one, author = {Li, Wei}, title = {One}, journal = {J}, year = {2020}}\n\
     @article{two, author = {Fang, Wang}, title = {Two}, journal = {J}, year = {2021}}\n";

/// A project in a repository of its own, committed once.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("diptych.toml", MANIFEST),
        ("doses.csv", DATA),
        ("note.en.md", ENGLISH),
        ("note.zh.md", CHINESE),
        ("refs.bib", REFERENCES),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit(folder.path());
    folder
}

fn git(folder: &Path, arguments: &[&str]) {
    let own = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
    let run = Command::new("git").current_dir(folder).args(own).args(arguments).output().unwrap();
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "x"]);
}

fn replace(folder: &Path, name: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    assert!(text.contains(from), "{name} has no {from}");
    fs::write(folder.join(name), text.replacen(from, to, 1)).unwrap();
}

fn diff(folder: &Path, more: &[&str]) -> Call {
    let call = diptych(folder, &[&["diff", "--git", "HEAD"], more].concat());
    assert_ne!(call.code, 2, "{}", call.stderr);
    call
}

fn json(folder: &Path) -> Value {
    serde_json::from_str(&diff(folder, &["--as", "json"]).stdout).unwrap()
}

fn count(changes: &Value) -> [usize; 4] {
    ["editions", "cells", "passages", "references"]
        .map(|name| changes[name].as_array().unwrap().len())
}

#[test]
fn nothing_has_changed_in_what_is_the_same() {
    let folder = project();
    let call = diff(folder.path(), &["--exit-code"]);
    assert_eq!((call.code, call.stdout.as_str()), (0, "nothing has changed\n"));
}

#[test]
fn a_value_a_sentence_and_a_moved_paragraph_are_named_and_nothing_else() {
    let folder = project();
    replace(folder.path(), "doses.csv", "a,15", "a,16");
    replace(folder.path(), "note.en.md", "Nobody took it twice.", "Nobody took it again.");
    for (name, heading, last) in [
        ("note.en.md", "# Doses\n", "\nA last paragraph that stays where it is.\n"),
        ("note.zh.md", "# 剂量\n", "\n最后一段不变。\n"),
    ] {
        replace(folder.path(), name, last, "");
        replace(folder.path(), name, heading, &format!("{heading}{last}"));
    }
    let changes = json(folder.path());
    assert_eq!(count(&changes), [0, 1, 3, 0], "{changes:#}");
    let cell = &changes["cells"][0];
    assert_eq!(
        [&cell["row"], &cell["field"], &cell["before"], &cell["after"]],
        ["a", "mg", "15", "16"]
    );
    let printed = cell["printed"].as_array().unwrap();
    let places: Vec<String> =
        printed.iter().map(|it| format!("{} {} {}", it["file"], it["line"], it["text"])).collect();
    assert_eq!(places, ["\"note.en.md\" 5 \"16\"", "\"note.zh.md\" 5 \"16\""]);
    let of = |change: &str| {
        let all = changes["passages"].as_array().unwrap();
        all.iter()
            .find(|it| it["change"] == change)
            .unwrap_or_else(|| panic!("{changes:#}"))
            .clone()
    };
    assert_eq!(of("moved")["after"], "A last paragraph that stays where it is.");
    assert_eq!((&of("changed")["language"], &of("changed")["line"]), (&"en".into(), &7.into()));
    validate(&schema::find("changes").unwrap().schema(), &changes).unwrap();
    insta::assert_snapshot!("changes_text", diff(folder.path(), &[]).stdout);
    insta::assert_snapshot!("changes_markdown", diff(folder.path(), &["--as", "markdown"]).stdout);
    assert_eq!(diff(folder.path(), &["--exit-code"]).code, 1);
}

#[test]
fn a_row_put_before_others_changes_none_of_them() {
    let folder = project();
    replace(folder.path(), "doses.csv", "a,15", "z,1,1,low\na,15");
    assert_eq!(count(&json(folder.path())), [0, 0, 0, 0]);
}

#[test]
fn another_cell_in_the_same_words_is_a_change_of_the_words() {
    let folder = project();
    replace(folder.path(), "note.en.md", "{{ doses.b.mg }}", "{{ doses.b.days }}");
    let changes = json(folder.path());
    assert_eq!(count(&changes), [0, 0, 1, 0], "{changes:#}");
    assert_eq!(changes["passages"][0]["after"], "The second dose was 14 mg. Nobody took it twice.");
}

#[test]
fn certainty_editions_and_references_are_told() {
    let folder = project();
    replace(folder.path(), "doses.csv", "7,low", "7,moderate");
    replace(folder.path(), "refs.bib", "title = {One}", "title = {One, again}");
    replace(folder.path(), "note.en.md", "took it twice.", "took it twice [@two].");
    replace(folder.path(), "diptych.toml", ", \"zh-en\"]", "]");
    let changes = json(folder.path());
    assert_eq!(count(&changes), [1, 1, 1, 2], "{changes:#}");
    assert_eq!(changes["cells"][0]["subject"], "certainty");
    assert_eq!(changes["editions"][0]["edition"], "note.zh-en");
    let references = changes["references"].as_array().unwrap();
    let told: Vec<String> =
        references.iter().map(|it| format!("{} {}", it["change"], it["key"])).collect();
    assert_eq!(told, ["\"changed\" \"one\"", "\"added\" \"two\""]);
}

#[test]
fn traces_folders_and_revisions_are_compared_alike() {
    let folder = project();
    let build = |trace: &str| {
        let call = diptych(folder.path(), &["build", "--emit", "typst", "--trace", trace]);
        assert_eq!(call.code, 0, "{}", call.stderr);
    };
    build("before.json");
    let copy = tempfile::tempdir().unwrap();
    for name in ["diptych.toml", "doses.csv", "note.en.md", "note.zh.md", "refs.bib"] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    replace(folder.path(), "doses.csv", "b,20", "b,25");
    build("after.json");
    let copied = copy.path().display().to_string();
    let run = |arguments: &[&str]| {
        diptych(folder.path(), &[&["diff", "--as", "json"], arguments].concat()).stdout
    };
    let of_traces = run(&["before.json", "after.json"]);
    assert_eq!(count(&serde_json::from_str(&of_traces).unwrap()), [0, 1, 0, 0], "{of_traces}");
    assert_eq!(run(&[&copied, "."]), of_traces);
    commit(folder.path());
    assert_eq!(run(&["--git", "HEAD~1..HEAD"]), of_traces);
    assert_eq!(run(&["--git", "HEAD~1...", "."]), of_traces);
}

#[test]
fn what_cannot_be_compared_is_said_so() {
    let folder = project();
    fs::write(folder.path().join("no.json"), "{}").unwrap();
    for (arguments, words) in [
        (&["diff", "no.json", "."][..], "[D1405]"),
        (&["diff", "none", "."], "cannot be read"),
        (&["diff", "--git", "nowhere..HEAD"], "git knows no revision “nowhere”"),
        (&["diff", "--git=--output=x"], "git knows no revision"),
        (&["diff", "."], "required"),
    ] {
        let call = diptych(folder.path(), arguments);
        assert_eq!(call.code, 2, "{arguments:?}: {}{}", call.stdout, call.stderr);
        assert!(call.stderr.contains(words), "{arguments:?}: {}", call.stderr);
    }
    // A project with a fact against it has no trace.
    replace(folder.path(), "note.en.md", "doses.a.mg", "doses.c.mg");
    let call = diptych(folder.path(), &["diff", "--git", "HEAD"]);
    assert!(call.code != 0 && call.stderr.contains("[D0502]"), "{}", call.stderr);
    assert!(call.stderr.contains("the newer one cannot be read"), "{}", call.stderr);
}

#[test]
fn words_of_a_stranger_mean_nothing_in_markdown() {
    let folder = project();
    replace(
        folder.path(),
        "note.en.md",
        "Nobody took it twice.",
        "@octocat ~~x~~ ![p](q.png){alt} <img> #1",
    );
    fs::write(folder.path().join("q.png"), b"").unwrap();
    let call = diptych(folder.path(), &["diff", "--git", "HEAD", "--as", "markdown"]);
    for bad in [" @octocat", "![", "<img>", " #1"] {
        assert!(!call.stdout.contains(bad), "{bad}: {}", call.stdout);
    }
}
