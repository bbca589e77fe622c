//! Nothing is overwritten or removed that Diptych did not write, and output that is lost is an error.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::cli::call;
use super::faults::{built, files};
use super::projects::fixture;
use super::safety::bounded;

#[test]
fn a_link_in_the_project_is_not_written_through() {
    let outside = tempfile::tempdir().unwrap();
    let victim = outside.path().join("victim");
    fs::create_dir_all(victim.join("deep")).unwrap();
    fs::write(victim.join("note.en.pdf"), "mine").unwrap();
    fs::write(victim.join(".diptych-abc"), "mine").unwrap();
    let folder = fixture(None);
    symlink(&victim, folder.path().join("out")).unwrap();
    for arguments in [
        &["build"][..],
        &["build", "--force", "--clean"],
        &["build", "--out", "out/deep"],
        &["build", "--out", "fresh", "--trace", "out/trace.json"],
        &["build", "--out", "fresh/../out"],
    ] {
        let call = bounded(folder.path(), arguments);
        assert_eq!(call.code, 2, "{arguments:?}: {}", call.stderr);
        assert!(call.stderr.contains("[D0211]"), "{}", call.stderr);
    }
    assert_eq!(files(&victim), [".diptych-abc", "deep", "note.en.pdf"]);
    assert_eq!(fs::read_to_string(victim.join("note.en.pdf")).unwrap(), "mine");
    // A link of the caller's own is followed, and the real folder is told.
    let own = outside.path().join("own");
    fs::create_dir(outside.path().join("real")).unwrap();
    symlink("real", &own).unwrap();
    let call = bounded(folder.path(), &["build", "--out", own.to_str().unwrap()]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.contains("/real) in "), "{}", call.stderr);
}

#[test]
fn a_trace_replaces_nothing_but_a_trace() {
    let folder = fixture(None);
    let outside = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("package.json"), "{}").unwrap();
    fs::write(outside.path().join("other.json"), "{}").unwrap();
    let other = outside.path().join("other.json");
    let other = other.to_str().unwrap();
    for arguments in [
        &["--trace", "package.json"][..],
        // What belongs to the project is not overwritten even so.
        &["--trace", "package.json", "--force"],
        &["--trace", other],
    ] {
        let call = bounded(folder.path(), &[&["build"], arguments].concat());
        assert_eq!(call.code, 2, "{arguments:?}: {}", call.stderr);
        assert!(call.stderr.contains("[D0212]"), "{}", call.stderr);
        assert!(!folder.path().join("out/note.en.pdf").exists(), "half was written");
    }
    assert_eq!(fs::read_to_string(folder.path().join("package.json")).unwrap(), "{}");
    for trace in [other, "trace.json", "trace.json"] {
        let call = bounded(folder.path(), &["build", "--force", "--trace", trace]);
        assert_eq!(call.code, 0, "{}", call.stderr);
    }
    // A trace is known as one.
    let call = bounded(folder.path(), &["build", "--trace", "trace.json"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
}

#[test]
fn what_was_changed_since_is_no_longer_ours() {
    let (folder, _) = built();
    let out = folder.path().join("out");
    let pdf = out.join("note.en.pdf");
    let made = fs::read(&pdf).unwrap();
    let noted = [&made[..], b"\n% a note\n"].concat();
    // With a manifest of outputs, and where the mark alone tells.
    for has_ledger in [true, false] {
        fs::write(&pdf, &noted).unwrap();
        if !has_ledger {
            fs::remove_file(out.join(".diptych-outputs.json")).unwrap();
        }
        let call = bounded(folder.path(), &["build"]);
        assert_eq!(call.code, 2, "{}", call.stderr);
        assert!(call.stderr.contains("[D0212]"), "{}", call.stderr);
        assert_eq!(fs::read(&pdf).unwrap(), noted);
        assert_eq!(bounded(folder.path(), &["build", "--force"]).code, 0);
        assert_eq!(bounded(folder.path(), &["build"]).code, 0);
    }
    // What a checkout brings without the manifest is known by its mark.
    fs::remove_file(out.join(".diptych-outputs.json")).unwrap();
    let call = bounded(folder.path(), &["build"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert_eq!(fs::read(&pdf).unwrap(), made);
}

#[test]
fn an_empty_list_is_no_trace() {
    let folder = fixture(None);
    for foreign in
        ["[]", "[{\"document\": \"a\", \"edition\": \"b\", \"printed\": [], \"mine\": 1}]"]
    {
        fs::write(folder.path().join("my.json"), foreign).unwrap();
        let call = bounded(folder.path(), &["build", "--trace", "my.json"]);
        assert_eq!(call.code, 2, "{}", call.stderr);
        assert!(call.stderr.contains("[D0212]"), "{}", call.stderr);
    }
    for _ in 0..2 {
        let files = ["build", "--trace", "t.json", "--timings", "c.json"];
        let call = bounded(folder.path(), &files);
        assert_eq!(call.code, 0, "{}", call.stderr);
    }
}

#[test]
fn a_text_replaces_the_pdf_of_no_other_document() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["a", "b"] {
        fs::write(path(&format!("{name}.md")), "# A\n\nSome text.\n").unwrap();
        assert_eq!(bounded(folder.path(), &["render", &format!("{name}.md")]).code, 0);
    }
    fs::copy(path("b.pdf"), path("a.pdf")).unwrap();
    let call = bounded(folder.path(), &["render", "a.md"]);
    assert_eq!(call.code, 2, "{}", call.stderr);
    assert!(call.stderr.contains("[D0212]"), "{}", call.stderr);
    // Nor what a build keeps account of.
    let (project, _) = built();
    fs::write(project.path().join("note.en.md"), "# A\n\nSome text.\n").unwrap();
    let call = bounded(project.path(), &["render", "note.en.md", "-o", "out/note.en.pdf"]);
    assert_eq!(call.code, 2, "{}", call.stderr);
    assert_eq!(bounded(project.path(), &["build"]).code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_is_no_name_of_an_output() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    for name in [b"x\xff.md", b"x\xfe.md"] {
        let name = OsStr::from_bytes(name);
        fs::write(folder.path().join(name), "# A\n\nSome text.\n").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
        let call = call(command.arg("render").arg(name).current_dir(folder.path()));
        assert_eq!(call.code, 2, "{}", call.stderr);
        assert!(call.stderr.contains("[D0203]"), "{}", call.stderr);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was written");
}

#[test]
fn outputs_in_the_project_are_no_inputs_wherever_they_are() {
    let folder = fixture(None);
    for (part, out) in [("1/2", "p1"), ("2/2", "p2")] {
        let call = bounded(folder.path(), &["build", "--shard", part, "--out", out]);
        assert_eq!(call.code, 0, "{}", call.stderr);
    }
    let call = bounded(folder.path(), &["merge", "p1", "p2", "--out", "whole"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
}

#[test]
fn a_picture_beside_outputs_is_none_of_them() {
    let (folder, _) = built();
    // A PDF that bears no mark of ours, with a name like that of an edition.
    let pdf = fs::read(folder.path().join("out/note.en.pdf")).unwrap();
    let text = String::from_utf8_lossy(&pdf).into_owned();
    assert!(text.contains("CreatorTool>Diptych"));
    let mark = b"CreatorTool>Diptych";
    let at = pdf.windows(mark.len()).position(|it| it == mark).unwrap() + mark.len() - 7;
    let foreign = [&pdf[..at], b"Another", &pdf[at + 7..]].concat();
    fs::write(folder.path().join("flow.en.pdf"), foreign).unwrap();
    for language in ["zh", "en"] {
        let path = folder.path().join(format!("content/note.{language}.md"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text + "\n![](flow.en.pdf)\n").unwrap();
    }
    let call = bounded(folder.path(), &["check", "--out", "."]);
    assert!(!call.stderr.contains("[D0505]"), "{}", call.stderr);
}

#[test]
fn two_files_of_a_call_have_two_places() {
    let folder = fixture(None);
    let at = |name: &str| folder.path().join(name);
    for call in [
        &["--trace", "out/x.json", "--out-manifest", "./out/../out/x.json"][..],
        &["--archive", "a.zip", "--trace", "a.zip.json"],
        &["--timings", "x.json", "--trace", "x.json"],
        &["--trace", "out/.diptych-outputs.json"],
    ] {
        let emit: &[&str] = if call[0] == "--archive" { &[] } else { &["--emit", "typst"] };
        let call = bounded(folder.path(), &[&["build"], call, emit].concat());
        assert_eq!(call.code, 2, "{}", call.stderr);
        assert!(call.stderr.contains("error[D0139]"), "{}", call.stderr);
        assert!(!at("out/note.en.typ").exists() && !at("a.zip").exists(), "something was written");
    }
    let apart = ["build", "--emit", "typst", "--trace", "t.json", "--out-manifest", "m.json"];
    let call = bounded(folder.path(), &apart);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(at("t.json").exists() && at("m.json").exists());
}

#[test]
fn a_rendered_text_replaces_neither_its_source_nor_a_foreign_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("text.pdf"), "# A\n\nSome text.\n").unwrap();
    fs::write(path("a.md"), "# A\n\nSome text.\n").unwrap();
    fs::write(path("a.pdf"), "mine").unwrap();
    for arguments in [&["text.pdf"][..], &["text.pdf", "--force"], &["a.md"]] {
        let call = bounded(folder.path(), &[&["render"], arguments].concat());
        assert_eq!(call.code, 2, "{arguments:?}: {}", call.stderr);
        assert!(call.stderr.contains("[D0212]"), "{}", call.stderr);
    }
    assert!(fs::read(path("text.pdf")).unwrap().starts_with(b"# A"));
    assert_eq!(fs::read_to_string(path("a.pdf")).unwrap(), "mine");
    assert_eq!(bounded(folder.path(), &["render", "a.md", "--force"]).code, 0);
    // Its own PDF is replaced unasked.
    assert_eq!(bounded(folder.path(), &["render", "a.md"]).code, 0);
}

#[test]
fn typst_source_is_replaced_as_long_as_nobody_has_changed_it() {
    let folder = fixture(None);
    let emit = ["build", "--emit", "typst"];
    assert_eq!(bounded(folder.path(), &emit).code, 0);
    assert_eq!(bounded(folder.path(), &emit).code, 0);
    fs::write(folder.path().join("out/note.en.content.typ"), "mine").unwrap();
    assert_eq!(bounded(folder.path(), &emit).code, 2);
}

#[test]
fn outputs_of_documents_that_are_gone_are_told_and_removed() {
    let (folder, _) = built();
    let out = folder.path().join("out");
    fs::write(out.join("mine.pdf"), "mine").unwrap();
    fs::write(out.join("note.zh.pdf"), "changed by hand").unwrap();
    let manifest = folder.path().join("diptych.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("documents.note", "documents.memo")).unwrap();
    assert!(!bounded(folder.path(), &["build", "--only", "memo"]).stderr.contains("[D0214]"));
    let call = bounded(folder.path(), &["build", "--format", "short"]);
    assert_eq!((call.code, call.stderr.matches("[D0214]").count()), (0, 2), "{}", call.stderr);
    let call = bounded(folder.path(), &["build", "--clean"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.contains("removed note.en.pdf"), "{}", call.stderr);
    let left = ["memo.en.pdf", "memo.zh-en.pdf", "memo.zh.pdf", "mine.pdf", "note.zh.pdf"];
    assert_eq!(files(&out), left, "what Diptych did not write stays");
}

#[test]
fn plain_and_audit_editions_do_not_make_each_other_stale() {
    let (folder, _) = built();
    for call in
        [vec!["build", "--audit"], vec!["build", "--audit", "--clean"], vec!["build", "--clean"]]
    {
        let made = bounded(folder.path(), &call);
        assert_eq!(made.code, 0, "{}", made.stderr);
        assert!(!made.stderr.contains("[D0214]"), "{call:?}: {}", made.stderr);
    }
    let left = files(&folder.path().join("out"));
    let editions = ["en", "zh", "zh-en"];
    for name in
        editions.iter().flat_map(|it| [format!("note.{it}.pdf"), format!("note.{it}.audit.pdf")])
    {
        assert!(left.contains(&name), "{name} was removed: {left:?}");
    }
}

#[test]
fn a_manifest_of_outputs_names_nothing_elsewhere() {
    let (folder, _) = built();
    let ledger = folder.path().join("out/.diptych-outputs.json");
    let text = fs::read_to_string(&ledger).unwrap();
    let kept = fs::read(folder.path().join("out/note.en.pdf")).unwrap();
    fs::write(folder.path().join("kept.pdf"), &kept).unwrap();
    fs::write(&ledger, text.replace("note.en.pdf", "../kept.pdf")).unwrap();
    assert_eq!(bounded(folder.path(), &["build", "--clean"]).code, 0);
    assert!(folder.path().join("kept.pdf").exists());
}

#[test]
fn permissions_are_kept_and_new_files_have_those_of_the_process() {
    let folder = fixture(None);
    let pdf = folder.path().join("out/note.en.pdf");
    let mode = || fs::metadata(&pdf).unwrap().permissions().mode() & 0o777;
    let script = "umask 027; exec \"$0\" build";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_diptych")]).current_dir(folder.path());
    assert_eq!((call(&mut command).code, mode()), (0, 0o640));
    fs::set_permissions(&pdf, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!((bounded(folder.path(), &["build"]).code, mode()), (0, 0o600));
}

/// Every subcommand that prints something to standard output.
#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_is_an_error() {
    let folder = fixture(None);
    fs::write(folder.path().join("a.md"), "# A\n\nSome text.\n").unwrap();
    for arguments in [
        "render a.md -o -",
        "check --format json",
        "check --format sarif",
        "check --format junit",
        "check --format gitlab",
        "check --format rdjson",
        "check --format markdown",
        "schema",
        "schema manifest",
        "explain",
        "explain D0602",
        "fonts",
        "man",
        "completions bash",
        "--help",
    ] {
        let script = format!("exec timeout 60 \"$0\" {arguments} > /dev/full");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_diptych")]).current_dir(folder.path());
        let call = call(&mut command);
        assert_eq!(call.code, 2, "{arguments}: {}", call.stderr);
        assert!(call.stderr.contains("standard output cannot be written"), "{}", call.stderr);
    }
}

#[test]
fn a_reader_that_is_gone_ends_the_process_quietly() {
    // The reader has ended before the first byte is written.
    let script = "{ sleep 1; \"$0\" explain; echo $? >&2; } | true";
    let mut command = Command::new("sh");
    let call = call(command.args(["-c", script, env!("CARGO_BIN_EXE_diptych")]));
    assert_eq!(call.stderr, "141\n");
}

/// A process that keeps a folder locked for so many seconds.
fn locked(folder: &Path, seconds: &str) -> std::process::Child {
    fs::create_dir_all(folder).unwrap();
    let ready = folder.join("ready");
    let script = format!("touch ready; exec sleep {seconds}");
    let mut command = Command::new("flock");
    // Without a fork, ending the command ends the sleep too.
    command.args(["--no-fork", ".", "sh", "-c", &script]).current_dir(folder);
    let child = command.spawn().unwrap();
    while !ready.exists() {
        sleep(Duration::from_millis(20));
    }
    fs::remove_file(ready).unwrap();
    child
}

#[test]
fn a_locked_folder_is_waited_for_and_told() {
    let folder = fixture(None);
    let mut other = locked(&folder.path().join("out"), "3");
    let call = bounded(folder.path(), &["build"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.contains("waiting for another build that writes to "), "{}", call.stderr);
    other.wait().unwrap();
}

#[test]
fn a_locked_folder_is_not_waited_for_without_end() {
    let folder = fixture(None);
    let mut other = locked(&folder.path().join("out"), "120");
    let started = Instant::now();
    let call = bounded(folder.path(), &["build"]);
    assert_eq!(call.code, 2, "{}", call.stderr);
    assert!(call.stderr.contains("[D0213]"), "{}", call.stderr);
    assert!(started.elapsed() < Duration::from_secs(50));
    // The first signal ends the wait.
    let mut waiting = Command::new(env!("CARGO_BIN_EXE_diptych"));
    let mut waiting =
        waiting.arg("build").current_dir(folder.path()).stderr(Stdio::null()).spawn().unwrap();
    sleep(Duration::from_secs(5));
    let started = Instant::now();
    let id = waiting.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(waiting.wait().unwrap().code(), Some(130));
    assert!(started.elapsed() < Duration::from_secs(5));
    other.kill().unwrap();
    other.wait().unwrap();
}

#[test]
fn what_a_killed_init_left_is_removed_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join(".diptych-12-0/content")).unwrap();
    fs::create_dir_all(folder.path().join(".diptych-notes/mine")).unwrap();
    assert_eq!(bounded(folder.path(), &["init", "new"]).code, 0);
    assert_eq!(files(folder.path()), [".diptych-notes", "new"]);
}

#[test]
fn a_watched_folder_that_comes_back_is_built_again() {
    let folder = tempfile::tempdir().unwrap();
    let (project, aside) = (folder.path().join("p"), folder.path().join("aside"));
    let out = folder.path().join("o");
    super::projects::copy(fixture(None).path(), &project);
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    command.args(["watch", "p", "--out", "o", "--only", "note.en"]).current_dir(folder.path());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let pdf = out.join("note.en.pdf");
    let wait = |is_so: &dyn Fn() -> bool| {
        (0..600).any(|_| {
            sleep(Duration::from_millis(100));
            is_so()
        })
    };
    assert!(wait(&|| pdf.exists()), "the first build");
    let first = fs::read(&pdf).unwrap();
    super::projects::copy(&project, &aside);
    fs::remove_dir_all(&project).unwrap();
    sleep(Duration::from_secs(3));
    let text = aside.join("content/note.en.md");
    let changed = fs::read_to_string(&text).unwrap().replace("Median", "The median");
    fs::write(&text, changed).unwrap();
    fs::rename(&aside, &project).unwrap();
    let again = wait(&|| fs::read(&pdf).unwrap() != first);
    let second = fs::read(&pdf).unwrap();
    let text = project.join("content/note.en.md");
    let changed = fs::read_to_string(&text).unwrap().replace("The median", "Median");
    fs::write(&text, changed).unwrap();
    let watched = wait(&|| fs::read(&pdf).unwrap() != second);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(again && watched, "again {again}, watched {watched}");
}

/// A sparse file of 3 GiB takes no disk, and would take 3 GiB of memory if it were read whole.
#[test]
fn a_foreign_file_of_any_size_is_told_from_ours_at_once() {
    let (folder, _) = built();
    let pdf = folder.path().join("out/note.en.pdf");
    fs::File::options().write(true).open(&pdf).unwrap().set_len(3 << 30).unwrap();
    let started = Instant::now();
    let call = bounded(folder.path(), &["build", "--memory", "1GiB"]);
    assert_eq!(call.code, 2, "{}", call.stderr);
    assert!(call.stderr.contains("[D0212]"), "{}", call.stderr);
    assert!(started.elapsed() < Duration::from_secs(40));
}

#[test]
fn a_folder_in_the_place_of_a_file_is_told_as_one() {
    for name in [".diptych-outputs.json", "note.en.pdf"] {
        let folder = fixture(None);
        fs::create_dir_all(folder.path().join("out").join(name)).unwrap();
        let call = bounded(folder.path(), &["build", "--only", "note.en"]);
        assert_eq!(call.code, 2, "{}", call.stderr);
        let help = "a folder stands where the file is to be; move it away";
        assert!(call.stderr.contains("[D0203]") && call.stderr.contains(help), "{}", call.stderr);
        let left = fs::read_dir(folder.path().join("out")).unwrap().count();
        assert_eq!(left, 1, "a placeholder is left");
    }
}
