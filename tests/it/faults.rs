//! What happens when reading or writing fails: a clear message, and yesterday's PDFs untouched.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::cli::{call, diptych};
use super::projects::{fixture, root};

/// The fixture after a build, with the bytes of one of its PDFs.
pub fn built() -> (tempfile::TempDir, Vec<u8>) {
    let folder = fixture(None);
    assert_eq!(diptych(folder.path(), &["build", "."]).code, 0);
    let pdf = fs::read(folder.path().join("out/note.zh.pdf")).unwrap();
    (folder, pdf)
}

/// The names of what is in a folder, in order, but for the manifest of outputs.
pub fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name != ".diptych-outputs.json");
    names.sort();
    names
}

#[test]
fn a_failed_build_leaves_the_old_pdfs() {
    let (folder, before) = built();
    fs::write(folder.path().join("content/note.zh.md"), "{{ nothing }}\n").unwrap();
    assert_eq!(diptych(folder.path(), &["build", "."]).code, 1);
    assert_eq!(fs::read(folder.path().join("out/note.zh.pdf")).unwrap(), before);
}

#[test]
fn an_output_folder_that_is_a_file_is_said_so() {
    let folder = fixture(None);
    fs::write(folder.path().join("out"), "in the way").unwrap();
    let call = diptych(folder.path(), &["build", "."]);
    assert_eq!(call.code, 2);
    assert!(call.stderr.contains("[D0203]"), "{}", call.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("out")).unwrap(), "in the way");
}

/// A limit on the size of files stands for a disk that fills up: writing fails half-way.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_the_old_pdfs_and_no_rubbish() {
    let (folder, before) = built();
    fs::write(
        folder.path().join("content/note.en.md"),
        fs::read_to_string(folder.path().join("content/note.en.md"))
            .unwrap()
            .replace("Median", "The median"),
    )
    .unwrap();
    let script =
        format!("trap '' XFSZ; ulimit -f 8; exec {} build .", env!("CARGO_BIN_EXE_diptych"));
    let call = call(Command::new("bash").args(["-c", &script]).current_dir(folder.path()));
    assert_eq!(call.code, 2, "{}", call.stderr);
    assert!(call.stderr.contains("[D0203]"), "{}", call.stderr);
    assert_eq!(fs::read(folder.path().join("out/note.zh.pdf")).unwrap(), before);
    assert_eq!(files(&folder.path().join("out")), ["note.en.pdf", "note.zh-en.pdf", "note.zh.pdf"]);
}

#[test]
fn a_file_that_is_too_large_is_said_so() {
    let folder = fixture(None);
    let file = fs::File::create(folder.path().join("huge.csv")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    // What nothing names is not read.
    assert_eq!(diptych(folder.path(), &["build", "."]).code, 0);
    let manifest = folder.path().join("diptych.toml");
    let named =
        fs::read_to_string(&manifest).unwrap().replace("[data]", "[data]\nhuge = \"huge.csv\"");
    fs::write(&manifest, named).unwrap();
    let call = diptych(folder.path(), &["build", "."]);
    assert_eq!(call.code, 2);
    assert!(call.stderr.contains("[D0204]"), "{}", call.stderr);
}

#[cfg(unix)]
#[test]
fn a_project_that_is_not_there_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let call = diptych(folder.path(), &["build", "nowhere"]);
    assert_eq!(call.code, 2);
    assert!(call.stderr.contains("[D0202]"), "{}", call.stderr);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project_are_not_followed() {
    let folder = fixture(None);
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("secret.csv"), "id\nx\n").unwrap();
    let target = folder.path().join("evidence/studies.csv");
    fs::remove_file(&target).unwrap();
    std::os::unix::fs::symlink(secret.path().join("secret.csv"), &target).unwrap();
    let call = diptych(folder.path(), &["build", "."]);
    assert!(call.stderr.contains("[D0201]"), "{}", call.stderr);
}

#[test]
fn a_build_never_writes_into_its_inputs() {
    let folder = fixture(None);
    let before = snapshot(folder.path());
    let out = tempfile::tempdir().unwrap();
    let to = out.path().to_str().unwrap();
    assert_eq!(diptych(&root(), &["build", folder.path().to_str().unwrap(), "--out", to]).code, 0);
    assert_eq!(snapshot(folder.path()), before);
}

fn snapshot(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for name in files(folder) {
        let path = folder.join(&name);
        match path.is_dir() {
            true => all.extend(snapshot(&path)),
            false => all.push((path.display().to_string(), fs::read(&path).unwrap())),
        }
    }
    all
}

/// What an earlier build wrote is left out by its name, not by hiding the folder it is in.
#[test]
fn output_among_the_data_does_not_hide_the_data() {
    let folder = fixture(None);
    for _ in 0..2 {
        let call = diptych(folder.path(), &["build", ".", "--out", "evidence"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
    }
    let names = files(&folder.path().join("evidence"));
    assert_eq!(
        names,
        ["note.en.pdf", "note.zh-en.pdf", "note.zh.pdf", "results.csv", "studies.csv"]
    );
}

#[test]
fn accept_records_and_check_stays_silent_until_a_wording_changes() {
    let folder = fixture(None);
    let lock = folder.path().join("diptych.lock");
    let en = folder.path().join("content/note.en.md");
    let call = diptych(folder.path(), &["accept", "."]);
    assert_eq!((call.code, call.stderr.trim()), (0, "recorded as reviewed in diptych.lock"));
    insta::assert_snapshot!(fs::read_to_string(&lock).unwrap());
    assert_eq!(diptych(folder.path(), &["check", ".", "--strict"]).code, 0);
    // New data make no translation stale.
    let results = folder.path().join("evidence/results.csv");
    let data = fs::read_to_string(&results).unwrap();
    fs::write(&results, data.replace("19.2", "19.3")).unwrap();
    assert_eq!(diptych(folder.path(), &["check", ".", "--strict"]).code, 0);
    let text = fs::read_to_string(&en).unwrap();
    fs::write(&en, text.replace("response rate", "rate of response")).unwrap();
    let call = diptych(folder.path(), &["check", ".", "--strict", "--format", "short"]);
    assert!(call.stderr.contains("[D0614]"), "{}", call.stderr);
    // Lines may be wrapped anew; a space in a word, or none between two, makes another text.
    fs::write(&en, text.replace("response rate", "response\nrate")).unwrap();
    assert_eq!(diptych(folder.path(), &["check", ".", "--strict"]).code, 0);
    for other in ["responserate", "res ponse rate"] {
        fs::write(&en, text.replace("response rate", other)).unwrap();
        let call = diptych(folder.path(), &["check", ".", "--strict", "--format", "short"]);
        assert!(call.stderr.contains("[D0614]"), "{other}: {}", call.stderr);
    }
    // What has errors is not recorded.
    let before = fs::read(&lock).unwrap();
    fs::write(&en, "{{ nothing }}\n").unwrap();
    assert_eq!(diptych(folder.path(), &["accept", "."]).code, 1);
    assert_eq!(fs::read(&lock).unwrap(), before);
}

#[test]
fn what_is_not_asked_for_is_not_looked_at_and_stays_reviewed() {
    let folder = fixture(None);
    let path = |name: &str| folder.path().join(name);
    for language in ["zh", "en"] {
        let text = fs::read(path(&format!("content/note.{language}.md"))).unwrap();
        fs::write(path(&format!("content/memo.{language}.md")), text).unwrap();
    }
    let manifest = fs::read_to_string(path("diptych.toml")).unwrap();
    let memo = "\n[documents.memo]\ntemplate = \"summary\"\ncontent = \"content/memo\"\n";
    fs::write(path("diptych.toml"), manifest + memo).unwrap();
    assert_eq!(diptych(folder.path(), &["accept", "."]).code, 0);
    let reviewed = fs::read(path("diptych.lock")).unwrap();
    fs::write(path("content/memo.en.md"), "{{ nothing }}\n").unwrap();
    assert_eq!(diptych(folder.path(), &["build"]).code, 1);
    let call = diptych(folder.path(), &["build", "--only", "note", "--strict"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert_eq!(diptych(folder.path(), &["accept", ".", "--only", "note"]).code, 0);
    assert_eq!(fs::read(path("diptych.lock")).unwrap(), reviewed);
}
