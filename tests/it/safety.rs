//! Nothing outside of a project is read, nothing makes a build wait, and no name stands for another.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::cli::{Call, call};
use super::projects::fixture;

/// Runs `diptych` with at most 8 GiB of addresses and for at most 60 seconds; what does not end in time
/// has the exit code 124.
pub fn bounded(folder: &Path, arguments: &[&str]) -> Call {
    let script = "ulimit -v 8388608; exec timeout 60 \"$0\" \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_diptych")]).args(arguments);
    call(command.current_dir(folder))
}

/// A folder with these files, beside one with secrets.
fn beside_secrets(files: &[(&str, &str)]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    fs::create_dir_all(folder.path().join("secrets")).unwrap();
    fs::create_dir_all(&texts).unwrap();
    fs::write(folder.path().join("secrets/config.json"), "{\"token\": \"hunter2\"}").unwrap();
    fs::write(folder.path().join("secrets/secret.txt"), "hunter2").unwrap();
    for (name, text) in files {
        let path = texts.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    (folder, texts)
}

const DATA: &str = "---\ndata: {s: fig/config.json}\n---\n\n# A\n\n{{ s.token }}\n";
const INCLUDE: &str = "# A\n\n{% include \"fig/secret.txt\" %}\n";

#[test]
fn a_text_reads_nothing_through_a_folder_that_is_a_link() {
    for (text, code) in [(DATA, "[D0201]"), (INCLUDE, "[D0503]")] {
        let (_folder, texts) = beside_secrets(&[("a.md", text)]);
        symlink("../secrets", texts.join("fig")).unwrap();
        let call = bounded(&texts, &["render", "a.md"]);
        assert_eq!((call.code > 0, texts.join("a.pdf").exists()), (true, false));
        assert!(call.stderr.contains(code), "{}", call.stderr);
        assert!(call.stderr.contains("`fig` is a symbolic link"), "{}", call.stderr);
    }
}

#[test]
fn a_project_reads_nothing_through_links_and_says_where_they_are_named() {
    let folder = fixture(None);
    let outside = tempfile::tempdir().unwrap();
    let evidence = folder.path().join("evidence");
    fs::rename(&evidence, outside.path().join("evidence")).unwrap();
    symlink(outside.path().join("evidence"), &evidence).unwrap();
    let call = bounded(folder.path(), &["build"]);
    assert_eq!(call.code, 2);
    assert!(call.stderr.contains("`evidence` is a symbolic link"), "{}", call.stderr);
    assert!(call.stderr.contains("diptych.toml:12:11"), "{}", call.stderr);
}

#[test]
fn hidden_files_are_never_data() {
    let text = DATA.replace("fig/", ".docker/");
    let (_folder, texts) = beside_secrets(&[("a.md", &text), (".docker/config.json", "{}")]);
    let call = bounded(&texts, &["render", "a.md"]);
    assert_eq!(call.code, 2);
    assert!(call.stderr.contains("`.docker` begins with a dot"), "{}", call.stderr);
}

#[test]
fn what_the_call_names_is_an_ordinary_file() {
    let (_folder, texts) = beside_secrets(&[]);
    symlink("../secrets/secret.txt", texts.join("a.md")).unwrap();
    let call = bounded(&texts, &["render", "a.md"]);
    assert_eq!((call.code, texts.join("a.pdf").exists()), (2, false));
    assert!(call.stderr.contains("[D0202]") && call.stderr.contains("link"), "{}", call.stderr);
    let call = bounded(&texts, &["render", "/dev/zero", "-o", "zero.pdf"]);
    assert_eq!(call.code, 2, "{}", call.stderr);
}

#[test]
fn pipes_never_make_a_build_wait() {
    let (_folder, texts) = beside_secrets(&[("b.md", &DATA.replace("fig/", ""))]);
    for pipe in ["a.md", "config.json"] {
        assert!(Command::new("mkfifo").arg(texts.join(pipe)).status().unwrap().success());
    }
    for text in ["a.md", "b.md"] {
        let call = bounded(&texts, &["render", text]);
        assert_eq!(call.code, 2, "{}", call.stderr);
        assert!(call.stderr.contains("no ordinary file"), "{}", call.stderr);
    }
    let folder = fixture(None);
    let data = folder.path().join("evidence/studies.csv");
    fs::remove_file(&data).unwrap();
    assert!(Command::new("mkfifo").arg(&data).status().unwrap().success());
    let call = bounded(folder.path(), &["build"]);
    assert_eq!(call.code, 2);
    assert!(call.stderr.contains("no ordinary file"), "{}", call.stderr);
}

#[test]
fn a_name_with_a_backslash_stands_for_no_other() {
    let folder = fixture(None);
    fs::write(folder.path().join("content\\note.en.md"), "Another text.\n").unwrap();
    let call = bounded(folder.path(), &["build"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.contains("[D0215]"), "{}", call.stderr);
    assert_eq!(bounded(folder.path(), &["build", "--strict"]).code, 1);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_told_one_by_one() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = fixture(None);
    for name in [b"a\xfe.csv", b"a\xff.csv"] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), "id\n").unwrap();
    }
    let call = bounded(folder.path(), &["check", "--format", "short"]);
    assert_eq!(call.stderr.matches("[D0215]").count(), 2, "{}", call.stderr);
}

#[test]
fn folders_that_other_programs_fill_are_left_out_unless_something_in_them_is_named() {
    let folder = fixture(None);
    for name in ["target", "node_modules", "cache", "made"] {
        fs::create_dir_all(folder.path().join(name)).unwrap();
        for i in 0..40 {
            fs::write(folder.path().join(name).join(format!("{i}.json")), "{}").unwrap();
        }
    }
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n";
    fs::write(folder.path().join("cache/CACHEDIR.TAG"), tag).unwrap();
    fs::write(folder.path().join(".gitignore"), "/target/\nmade\n").unwrap();
    let call = bounded(folder.path(), &["check", "--limit", "files=30"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    // Data that another program makes are data all the same.
    fs::rename(folder.path().join("evidence/studies.csv"), folder.path().join("made/studies.csv"))
        .unwrap();
    let manifest = folder.path().join("diptych.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("evidence/studies", "made/studies")).unwrap();
    let call = bounded(folder.path(), &["check"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
}

#[test]
fn only_the_caller_lets_a_single_text_run_code() {
    let text = "---\nraw: true\n---\n\n# A\n\nSome text.\n\n```{=typst}\n#rect()\n```\n";
    let (_folder, texts) = beside_secrets(&[("a.md", text)]);
    let refused = bounded(&texts, &["render", "a.md", "--format", "short"]);
    assert!(refused.stderr.contains("a.md:9:1: error[D0523]"), "{}", refused.stderr);
    assert!(refused.stderr.contains("a.md:2:1: warning[D0110]"), "{}", refused.stderr);
    let allowed = bounded(&texts, &["render", "a.md", "--allow-raw"]);
    assert_eq!(allowed.code, 0, "{}", allowed.stderr);
}

#[test]
fn the_largest_limit_is_no_limit() {
    let (_folder, texts) = beside_secrets(&[("a.md", "# A\n\nSome text.\n")]);
    let limit = "file-size=18446744073709551615";
    let script = "\"$0\" render - --limit $1 < a.md > piped.pdf";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_diptych"), limit]).current_dir(&texts);
    assert_eq!(call(&mut command).code, 0);
    let usual = bounded(&texts, &["render", "a.md"]);
    assert_eq!(usual.code, 0, "{}", usual.stderr);
    let pages = |name: &str| fs::read(texts.join(name)).unwrap().len();
    assert_eq!(pages("piped.pdf"), pages("a.pdf"));
}
