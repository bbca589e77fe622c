//! What a build promises of its outputs: `--out-manifest`, `--verify-against`, `--locked`.

use std::fs;
use std::path::Path;

use diptych::schema;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::cli::diptych;
use super::projects::fixture;
use super::schemas::validate;

/// A project of two languages, built once with a manifest of outputs beside its texts.
fn built() -> tempfile::TempDir {
    let folder = fixture(None);
    write(folder.path(), "diptych.toml", MANIFEST);
    write(folder.path(), "note.en.md", "# Dose\n\nThe dose was 15 mg.\n");
    write(folder.path(), "note.zh.md", "# 剂量\n\n剂量为15 mg。\n");
    let call = diptych(folder.path(), &["build", "--out-manifest", "outputs.json"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    folder
}

const MANIFEST: &str = "[project]\ntitle = { en = \"Dose\", zh = \"剂量\" }\nlanguages = [\"en\", \"zh\"]\n\
     date = 2026-02-08\n[rules]\nD0605 = \"off\"\n\
     [documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\neditions = [\"en\", \"zh\"]\n";

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("outputs.json")).unwrap()).unwrap()
}

#[test]
fn the_manifest_tells_what_was_made_and_keeps_to_its_schema() {
    let folder = built();
    let value = manifest(folder.path());
    validate(&schema::find("outputs").unwrap().schema(), &value).unwrap();
    let outputs = value["outputs"].as_array().unwrap();
    assert_eq!(outputs.len(), 2);
    for output in outputs {
        let bytes =
            fs::read(folder.path().join("out").join(output["name"].as_str().unwrap())).unwrap();
        let digest: String = Sha256::digest(&bytes).iter().map(|it| format!("{it:02x}")).collect();
        assert_eq!((&output["size"], &output["sha256"]), (&bytes.len().into(), &digest.into()));
        assert_eq!(output["pages"], 1);
    }
    // Written into the project, it is no input of the next build.
    assert_eq!(diptych(folder.path(), &["build", "--out-manifest", "outputs.json"]).code, 0);
    assert_eq!(manifest(folder.path()), value);
}

#[test]
fn a_build_is_held_to_its_manifest() {
    let folder = built();
    let verify = || {
        diptych(folder.path(), &["build", "--verify-against", "outputs.json", "--format", "short"])
    };
    assert_eq!(verify().code, 0, "{}", verify().stderr);
    // A file that no document reads changes the inputs and no output.
    write(folder.path(), "other.md", "Nobody reads this.\n");
    assert_eq!(verify().code, 0);
    let before = fs::read(folder.path().join("out/note.en.pdf")).unwrap();
    write(folder.path(), "note.en.md", "# Dose\n\nThe dose was 15 mg!\n");
    let call = verify();
    assert_eq!(call.code, 1);
    assert!(
        call.stderr.contains("outputs.json: error[D1401]: `note.en.pdf` has "),
        "{}",
        call.stderr
    );
    assert!(!call.stderr.contains("note.zh.pdf"), "{}", call.stderr);
    assert_eq!(fs::read(folder.path().join("out/note.en.pdf")).unwrap(), before, "it was written");
    // A document more, and one less.
    write(
        folder.path(),
        "diptych.toml",
        &MANIFEST.replace("\"en\", \"zh\"]\n", "\"zh-en\"]\n").replacen(
            "\"zh-en\"]\ndate",
            "\"en\", \"zh\"]\ndate",
            1,
        ),
    );
    let call = verify();
    for words in [
        "`note.zh-en.pdf` is made and is not in",
        "`note.en.pdf` is in this manifest of outputs and is not made",
    ] {
        assert!(call.stderr.contains(words), "{}", call.stderr);
    }
    assert!(
        diptych(folder.path(), &["build", "--verify-against", "outputs.json"])
            .stderr
            .contains("the inputs are not those")
    );
}

#[test]
fn what_is_no_manifest_of_outputs_lets_nothing_pass() {
    let folder = built();
    for (text, words) in [
        ("{}", "missing field"),
        ("", "EOF"),
        (
            "{\"diptych\": \"0\", \"inputs\": {\"files\": 1, \"sha256\": \"\"}, \"outputs\": [], \"x\": 1}",
            "unknown field `x`",
        ),
    ] {
        write(folder.path(), "own.json", text);
        let call = diptych(folder.path(), &["build", "--verify-against", "own.json"]);
        assert_eq!(call.code, 2);
        assert!(call.stderr.contains("[D1402]") && call.stderr.contains(words), "{}", call.stderr);
        // And a file of somebody else's is not replaced by one.
        let call = diptych(folder.path(), &["build", "--out-manifest", "own.json"]);
        assert!(call.stderr.contains("[D0212]"), "{}", call.stderr);
    }
    assert_eq!(diptych(folder.path(), &["build", "--verify-against", "none.json"]).code, 2);
}

#[test]
fn a_locked_build_changes_neither_lock_nor_outputs() {
    let folder = built();
    let locked = || diptych(folder.path(), &["build", "--locked"]);
    assert_eq!(locked().code, 0, "{}", locked().stderr);
    assert_eq!(diptych(folder.path(), &["accept"]).code, 0);
    assert_eq!(locked().code, 0, "{}", locked().stderr);
    write(folder.path(), "note.zh.md", "# 剂量\n\n剂量是15 mg。\n");
    let call = locked();
    assert_eq!(call.code, 1);
    assert!(call.stderr.contains("[D1403]"), "{}", call.stderr);
    assert!(call.stderr.contains("pairs missing: 1; needed no more: 1"), "{}", call.stderr);
    assert!(call.stderr.contains("`note.zh.pdf` is not what was built last"), "{}", call.stderr);
    // Where nothing was built before, nothing is recorded.
    fs::remove_dir_all(folder.path().join("out")).unwrap();
    fs::remove_file(folder.path().join("diptych.lock")).unwrap();
    assert_eq!(locked().code, 0, "{}", locked().stderr);
}
