//! `diptych open`: which PDF is meant.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::cli::diptych;

/// A folder with these files in `out`, and a viewer that writes down what it is given.
fn folder(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("out")).unwrap();
    for name in names {
        fs::write(folder.path().join("out").join(name), "%PDF-1.7").unwrap();
    }
    let script = "#!/bin/sh\nprintf %s \"$1\" > shown.part && mv shown.part shown\n";
    fs::write(folder.path().join("viewer"), script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(folder.path().join("viewer"), mode).unwrap();
    }
    folder
}

/// What the viewer was given.
fn shown(folder: &Path, arguments: &[&str]) -> Option<String> {
    let _ = fs::remove_file(folder.join("shown"));
    let call = diptych(folder, &[&["open", "--with", "./viewer"], arguments].concat());
    if call.code != 0 {
        return None;
    }
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(20) {
        if let Ok(text) = fs::read_to_string(folder.join("shown")) {
            return Some(text);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the viewer was not started: {}", call.stderr);
}

#[cfg(unix)]
#[test]
fn the_pdf_that_is_named_is_opened() {
    let one = folder(&["note.en.pdf"]);
    assert_eq!(shown(one.path(), &[]).as_deref(), Some("out/note.en.pdf"));
    let several = folder(&["a.en.pdf", "a.zh.pdf", "ab.en.pdf", "notes.txt"]);
    for (name, expected) in [
        ("a", Some("out/a.en.pdf")),
        ("a.zh", Some("out/a.zh.pdf")),
        ("ab", Some("out/ab.en.pdf")),
        ("ab.en.pdf", Some("out/ab.en.pdf")),
        ("b", None),
    ] {
        assert_eq!(shown(several.path(), &[name]).as_deref(), expected, "{name}");
    }
    assert_eq!(shown(several.path(), &[]), None, "which of them?");
    fs::write(several.path().join("out/index.html"), "").unwrap();
    assert_eq!(shown(several.path(), &[]).as_deref(), Some("out/index.html"));
}

#[test]
fn what_cannot_be_opened_is_said() {
    let empty = tempfile::tempdir().unwrap();
    let call = diptych(empty.path(), &["open"]);
    assert!(call.code == 2 && call.stderr.contains("run `diptych build` first"), "{}", call.stderr);
    let one = folder(&["a.en.pdf"]);
    let call = diptych(one.path(), &["open", "a", "--with", "./no-such-program"]);
    assert!(call.code == 2 && call.stderr.contains("cannot be started"), "{}", call.stderr);
    let call = diptych(one.path(), &["open", "b"]);
    assert!(call.stderr.contains("name one of what is in out: a.en"), "{}", call.stderr);
}
