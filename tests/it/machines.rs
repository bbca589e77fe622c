//! One build over many machines: parts, archives, and what they come to when they are put together.

use std::fs;
use std::path::Path;

use diptych::{Asked, Request, Shard, build};
use serde_json::Value;

use super::cli::{Call, call, diptych};
use super::series::own;

/// The project of three records and four PDFs.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &own().files {
        fs::write(folder.path().join(path), bytes).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Call {
    let call = diptych(folder, arguments);
    assert_eq!(call.code, 0, "{arguments:?}: {}", call.stderr);
    call
}

fn merged(folder: &Path, arguments: &[&str]) -> (i32, Value) {
    let call = diptych(folder, &[&["merge", "--format", "json"], arguments].concat());
    let told = serde_json::from_str(&call.stdout);
    (call.code, told.unwrap_or_else(|_| panic!("{arguments:?}: {}", call.stderr)))
}

fn codes(told: &Value) -> Vec<&str> {
    told["findings"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect()
}

#[test]
fn parts_make_everything_once() {
    let whole = build(&own(), &Request::new());
    let names = |shard: Option<Shard>| {
        let outcome = build(&own(), &Request::new().shard(shard).emit_typst(true));
        assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
        let Asked { files, sha256, own } = outcome.asked;
        assert_eq!((files, &sha256), (4, &whole.asked.sha256));
        own
    };
    for of in [1, 2, 3, 5] {
        let mut all: Vec<_> = (1..=of).flat_map(|number| names(Shard::new(number, of))).collect();
        all.sort();
        assert_eq!(all, whole.asked.own, "{of}");
    }
    let made: Vec<_> = whole.artifacts.iter().map(|it| it.name.clone()).collect();
    let asked: Vec<_> = whole.asked.own.into_iter().map(|it| it.1).collect();
    assert_eq!(made, asked);
}

#[test]
fn merged_archives_are_those_of_one_build() {
    let folder = folder();
    for ending in ["zip", "tar.zst"] {
        let whole = format!("whole.{ending}");
        run(folder.path(), &["build", "--archive", &whole, "--jobs", "1"]);
        for part in ["1/2", "2/2"] {
            let archive = format!("{ending}/{}.{ending}", part.replace('/', "-"));
            let call = run(folder.path(), &["build", "--shard", part, "--archive", &archive]);
            assert!(call.stderr.contains(&format!("wrote 2 PDFs (2 pages) to {archive}")));
        }
        let merged = format!("merged.{ending}");
        run(folder.path(), &["merge", ending, "--archive", &merged]);
        let read = |name: String| fs::read(folder.path().join(name)).unwrap();
        assert!(read(whole.clone()) == read(merged.clone()), "{ending}");
        let index = |name: &str| {
            let text = String::from_utf8(read(format!("{name}.json"))).unwrap();
            text.replace(name, "NAME")
        };
        assert_eq!(index(&whole), index(&merged));
        // Archives of Diptych are replaced, others are not.
        run(folder.path(), &["build", "--archive", &whole]);
        fs::write(folder.path().join(&whole), "mine").unwrap();
        let call = diptych(folder.path(), &["build", "--archive", &whole]);
        assert!(call.code == 2 && call.stderr.contains("[D0212]"), "{}", call.stderr);
        assert_eq!(fs::read_to_string(folder.path().join(&whole)).unwrap(), "mine");
        // Nothing was made for it, and what a killed build has left goes with the next one.
        let left = folder.path().join(format!(".diptych-other.{ending}.partial"));
        fs::write(&left, "half").unwrap();
        run(folder.path(), &["build", "--archive", &merged]);
        assert!(!left.exists());
    }
}

#[test]
fn what_is_merged_is_never_overwritten() {
    let folder = folder();
    run(folder.path(), &["build", "--shard", "1/1", "--archive", "parts/all.zip"]);
    let before = fs::read(folder.path().join("parts/all.zip")).unwrap();
    for more in [&[][..], &["--force"]] {
        let to = ["merge", "parts", "--archive", "parts/all.zip"];
        let call = diptych(folder.path(), &[&to[..], more].concat());
        assert!(call.code != 0 && call.stderr.contains("[D0212]"), "{}", call.stderr);
        assert!(fs::read(folder.path().join("parts/all.zip")).unwrap() == before);
    }
    let (code, told) = merged(folder.path(), &["."]);
    assert!(code != 0 && codes(&told) == ["D0221"], "a folder without parts: {told}");
}

#[test]
fn loose_parts_are_merged_into_the_folder_of_one_build() {
    let folder = folder();
    run(folder.path(), &["build", "--out", "whole"]);
    for part in ["1/3", "2/3", "3/3"] {
        run(folder.path(), &["build", "--out", "parts", "--shard", part]);
    }
    run(folder.path(), &["merge", "parts", "--out", "merged"]);
    for name in ["north/note.zh.pdf", "north/note.en.pdf", "south/note.zh-en.pdf"] {
        let read = |out: &str| fs::read(folder.path().join(out).join(name)).unwrap();
        assert!(read("whole") == read("merged"), "{name}");
    }
    assert!(merged(folder.path(), &["parts"]).1["files"] == 4);
}

#[test]
fn what_must_be_made_again_is_told() {
    let folder = folder();
    let archive = |part: usize| format!("parts/{part}.zip");
    for (number, part) in ["1/3", "2/3", "3/3"].iter().enumerate() {
        let path = archive(number + 1);
        run(folder.path(), &["build", "--shard", part, "--archive", &path]);
    }
    let path = |name: &str| folder.path().join("parts").join(name);
    // A file is damaged, and a part is gone.
    let mut bytes = fs::read(path("1.zip")).unwrap();
    bytes[200] ^= 1;
    fs::write(path("1.zip"), bytes).unwrap();
    fs::remove_file(path("3.zip.json")).unwrap();
    let (code, told) = merged(folder.path(), &["parts", "--archive", "all.zip"]);
    assert_eq!((code, &told["again"]), (1, &serde_json::json!([1, 3])));
    assert_eq!(codes(&told), ["D0221", "D0224"]);
    assert!(!folder.path().join("all.zip").exists());
    let call = diptych(folder.path(), &["merge", "parts"]);
    assert!(call.stderr.ends_with("make again, of 3 parts: 1,3\n"), "{}", call.stderr);
    // They are made again, but the project is another one now.
    run(folder.path(), &["build", "--shard", "3/3", "--archive", "parts/3.zip"]);
    fs::write(folder.path().join("note.en.md"), "# Beds\n\nNone.\n").unwrap();
    let lenient = ["build", "--shard", "1/3", "--archive", "parts/1.zip"];
    diptych(folder.path(), &lenient);
    let (code, told) = merged(folder.path(), &["parts"]);
    assert_eq!((code, &told["again"]), (1, &serde_json::json!([1])));
    // The same part twice.
    fs::copy(path("2.zip.json"), path("4.zip.json")).unwrap();
    assert!(codes(&merged(folder.path(), &["parts"]).1).contains(&"D0223"));
}

#[test]
fn a_record_that_fails_is_told_by_its_part_and_by_the_whole() {
    let folder = folder();
    let sites = fs::read_to_string(folder.path().join("sites.csv")).unwrap();
    fs::write(folder.path().join("sites.csv"), sites.replace("zh-en,mono", "zh-en,moon")).unwrap();
    for part in ["1/2", "2/2"] {
        let archive = format!("parts/{}.zip", part.replace('/', "-"));
        diptych(folder.path(), &["build", "--shard", part, "--archive", &archive]);
    }
    let (code, told) = merged(folder.path(), &["parts", "--archive", "all.zip"]);
    assert_eq!((code, &told["failed"]), (1, &serde_json::json!(["note/south"])));
    assert_eq!((codes(&told), &told["files"]), (vec!["D0226"], &3.into()));
    assert!(folder.path().join("all.zip").exists());
}

#[test]
fn the_scheduler_is_asked_only_when_it_is_said_so() {
    let folder = folder();
    let shard = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_diptych"));
        command.current_dir(folder.path()).arg("build").args(arguments);
        call(command.envs(variables.iter().copied()))
    };
    let kubernetes = [("JOB_COMPLETION_INDEX", "1")];
    assert!(shard(&[], &kubernetes).stderr.contains("wrote 4 PDFs"));
    assert_eq!(shard(&["--shard", "auto/2"], &kubernetes).code, 0);
    assert!(folder.path().join("out/shard-2-of-2.json").exists());
    for (arguments, told) in [("auto", "`--shard auto/16`"), ("auto/1", "none of 1 tasks from 0")] {
        let call = shard(&["--shard", arguments], &kubernetes);
        assert!(call.code == 2 && call.stderr.contains("[D0225]"), "{}", call.stderr);
        assert!(call.stderr.contains(told), "{}", call.stderr);
    }
}
