//! Builds that are killed, ended, run twice at once, or run while the project changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::cli::diptych;
use super::faults::{built, files};
use super::projects::fixture;

type Pdfs = BTreeMap<String, Vec<u8>>;

/// The PDFs in a folder by name.
fn pdfs(folder: &Path) -> Pdfs {
    let Ok(entries) = fs::read_dir(folder) else { return Pdfs::new() };
    let entries = entries.map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let pdfs = entries.filter(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    pdfs.map(|path| (name(&path), fs::read(&path).unwrap())).collect()
}

/// A project of one line in each language: quickly built, so that many moments can be tried.
const SMALL: &str = "[project]\ntitle = \"T\"\nlanguages = [\"zh\", \"en\"]\ndate = 2026-02-08\n\
    [documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\n";

fn small(date: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put("diptych.toml", &SMALL.replace("2026-02-08", date));
    put("note.zh.md", "一行。\n");
    put("note.en.md", "One line.\n");
    folder
}

/// The project in two versions that differ in every PDF, and what each builds.
fn two_versions() -> [(tempfile::TempDir, Pdfs); 2] {
    ["2026-02-08", "2027-03-09"].map(|date| {
        let folder = small(date);
        let out = tempfile::tempdir().unwrap();
        let to = out.path().to_str().unwrap();
        assert_eq!(diptych(folder.path(), &["build", ".", "--out", to]).code, 0);
        (folder, pdfs(out.path()))
    })
}

fn start(project: &Path, out: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    command.args(["build", ".", "--out"]).arg(out).current_dir(project);
    command.stderr(Stdio::null()).spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    // One that has ended already needs none.
    let _ = Command::new("kill").args([&format!("-{name}"), &id]).stderr(Stdio::null()).status();
}

/// Numbers that look random and are the same on every run (xorshift).
fn scattered(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

/// Ends builds of one version over another at scattered moments; then every file must be one or the
/// other, wholly. Gives how many ends left placeholders.
#[cfg(unix)]
fn ended_at_any_moment(name: &str, rounds: usize) -> usize {
    let versions = two_versions();
    let out = tempfile::tempdir().unwrap();
    let (mut seed, mut littered) = (0x2545_f491_4f6c_dd1d, 0);
    let whole = Instant::now();
    assert!(start(versions[0].0.path(), out.path()).wait().unwrap().success());
    let whole = whole.elapsed().as_micros() as u64;
    for round in 0..rounds {
        let mut child = start(versions[(round + 1) % 2].0.path(), out.path());
        // Most of the writing is done in the last part of a build.
        let moment = whole / 2 + scattered(&mut seed) % (whole * 3 / 4);
        sleep(Duration::from_micros(moment));
        signal(&child, name);
        child.wait().unwrap();
        for (file, bytes) in pdfs(out.path()) {
            assert!(versions.iter().any(|(_, pdfs)| pdfs[&file] == bytes), "{file} is torn");
        }
        littered += usize::from(files(out.path()).iter().any(|file| file.starts_with(".diptych-")));
    }
    assert!(start(versions[0].0.path(), out.path()).wait().unwrap().success());
    assert_eq!(files(out.path()), ["note.en.pdf", "note.zh-en.pdf", "note.zh.pdf"], "all cleared");
    assert!(pdfs(out.path()) == versions[0].1);
    littered
}

#[cfg(unix)]
#[test]
fn a_build_killed_at_any_moment_leaves_whole_files() {
    ended_at_any_moment("KILL", 24);
}

#[cfg(unix)]
#[test]
fn a_build_ended_by_ctrl_c_leaves_no_placeholders() {
    assert_eq!(ended_at_any_moment("INT", 24), 0);
}

#[test]
fn placeholders_of_killed_builds_are_cleared() {
    let (folder, _) = built();
    let out = folder.path().join("out");
    fs::write(out.join(".diptych-4242-17"), "half a PDF").unwrap();
    // These are no names of placeholders, or no files.
    let kept = [".diptych-1-2-3", ".diptych-12", ".diptych-mine"];
    kept.iter().for_each(|name| fs::write(out.join(name), "mine").unwrap());
    fs::create_dir_all(out.join(".diptych-12-0/mine")).unwrap();
    assert_eq!(diptych(folder.path(), &["build", "."]).code, 0);
    let made = ["note.en.pdf", "note.zh-en.pdf", "note.zh.pdf"];
    let left = [&kept[..1], &[".diptych-12", ".diptych-12-0", ".diptych-mine"], &made[..]].concat();
    assert_eq!(files(&out), left);
}

#[cfg(unix)]
#[test]
fn two_builds_into_one_folder_do_not_mix() {
    let versions = two_versions();
    let out = tempfile::tempdir().unwrap();
    for _ in 0..8 {
        let mut children = versions.each_ref().map(|(folder, _)| start(folder.path(), out.path()));
        children.iter_mut().for_each(|child| assert!(child.wait().unwrap().success()));
        let made = pdfs(out.path());
        assert!(versions.iter().any(|(_, pdfs)| *pdfs == made), "files of two builds are mixed");
        assert_eq!(files(out.path()).len(), 3);
    }
}

/// While files are rewritten, a build sees the project at one moment, or says that it could not.
#[test]
fn a_project_that_changes_is_seen_at_one_moment() {
    let versions = two_versions();
    let folder = small("2026-02-08");
    let out = tempfile::tempdir().unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let manifest = folder.path().join("diptych.toml");
            let texts = versions
                .each_ref()
                .map(|(folder, _)| fs::read(folder.path().join("diptych.toml")).unwrap());
            for text in texts.iter().cycle() {
                if done.load(Relaxed) {
                    return;
                }
                // As an editor does that does not take care: the file is empty for a moment.
                fs::write(&manifest, text).unwrap();
                sleep(Duration::from_millis(3));
            }
        });
        for _ in 0..20 {
            start(folder.path(), out.path()).wait().unwrap();
            let made = pdfs(out.path());
            let is_whole = versions.iter().any(|(_, pdfs)| *pdfs == made);
            assert!(is_whole || made.is_empty(), "a build saw two moments");
        }
        done.store(true, Relaxed);
    });
}

#[test]
fn a_project_that_never_rests_is_said_so() {
    let folder = fixture(None);
    // Reading so many takes longer than a file system's clock ticks.
    (0..3_000).for_each(|i| fs::write(folder.path().join(format!("z{i}.txt")), "z").unwrap());
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Relaxed) {
                fs::write(folder.path().join("a.txt"), "a").unwrap();
            }
        });
        let said = (0..20).find_map(|_| {
            let call = diptych(folder.path(), &["check", "."]);
            call.stderr.contains("[D0210]").then_some(call)
        });
        done.store(true, Relaxed);
        let said = said.unwrap();
        assert_eq!(said.code, 2);
        insta::assert_snapshot!(said.stderr);
    });
}
