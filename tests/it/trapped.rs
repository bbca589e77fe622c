//! A project full of traps, built as CI would: under strace, every file that is opened is looked at.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cli::call;
use super::projects::fixture;

/// What a program that was started opens by itself: libraries, its own figures, cores and memory.
const OF_THE_SYSTEM: [&str; 10] = [
    "/etc/ld.so",
    "/lib",
    "/usr/lib",
    "/proc/self/",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/fs/cgroup/",
    "/sys/devices/system/",
    "/dev/null",
    "/proc/sys/vm/",
];

/// The fixture with links to secrets wherever a file or folder might be looked for.
fn traps() -> (tempfile::TempDir, tempfile::TempDir) {
    let (folder, outside) = (fixture(None), tempfile::tempdir().unwrap());
    let secret = outside.path().join("secret");
    fs::create_dir_all(&secret).unwrap();
    for name in ["a.json", "a.md", "a.csv", "main.typ", "logo.svg", "gitignore"] {
        fs::write(secret.join(name), "hunter2").unwrap();
    }
    let at = |name: &str| folder.path().join(name);
    for folder in ["templates/summary", ".hidden"] {
        fs::create_dir_all(at(folder)).unwrap();
    }
    for (target, name) in [
        ("", "fig"),
        ("", "templates/diptych"),
        ("main.typ", "templates/summary/main.typ"),
        ("a.csv", "evidence/more.csv"),
        ("a.json", "diptych.lock"),
        ("gitignore", ".gitignore"),
        ("a.json", "out.json"),
    ] {
        symlink(secret.join(target), at(name)).unwrap();
    }
    fs::write(at(".hidden/a.json"), "hunter2").unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe.csv")).status().unwrap().success());
    let manifest = fs::read_to_string(at("diptych.toml")).unwrap();
    let data = "[data]\nfig = \"fig/a.json\"\nhidden = \".hidden/a.json\"\npipe = \"pipe.csv\"\nup = \"../secret/a.json\"";
    fs::write(at("diptych.toml"), manifest.replace("[data]", data)).unwrap();
    let mut text = fs::read_to_string(at("content/note.en.md")).unwrap();
    text.push_str(
        "\n{% include \"fig/a.md\" %}\n\n![Words](fig/logo.svg)\n\n![Words](/etc/passwd)\n",
    );
    fs::write(at("content/note.en.md"), text).unwrap();
    (folder, outside)
}

/// Runs the command under strace; gives its calls that open or change files, or nothing without strace.
fn traced(folder: &Path, log: &Path, arguments: &[&str]) -> Option<(i32, Vec<String>)> {
    let mut command = Command::new("timeout");
    command.args(["120", "strace", "-f", "-qq", "-y", "-e", "trace=%file,ftruncate", "-o"]);
    command.arg(log).arg(env!("CARGO_BIN_EXE_diptych")).args(arguments).current_dir(folder);
    // Cargo names its own folders, in which the loader would look for libraries.
    command.env_remove("LD_LIBRARY_PATH");
    let call = call(&mut command);
    let lines = fs::read_to_string(log).unwrap_or_default();
    if !lines.contains("execve(") {
        #[allow(clippy::print_stderr)]
        {
            eprintln!("not run, for strace cannot be used here: {}", call.stderr);
        }
        return None;
    }
    Some((call.code, lines.lines().map(String::from).collect()))
}

/// The path that a line of strace speaks of: `openat(3</a/b>, "c", …)` of `/a/b/c`.
fn path(line: &str) -> Option<PathBuf> {
    let name = line.split('"').nth(1)?;
    let before = line.split('"').next()?;
    let folder = before.rsplit_once('<').and_then(|(_, rest)| Some(rest.split_once('>')?.0));
    Some(Path::new(folder.unwrap_or("/")).join(name))
}

#[test]
fn nothing_but_the_project_is_opened_and_nothing_but_the_output_written() {
    let (folder, outside) = traps();
    let (project, out) = (folder.path().canonicalize().unwrap(), outside.path().join("out"));
    let log = outside.path().join("log");
    let to = out.to_str().unwrap();
    // The traps are findings; without them the project is built.
    let Some((code, trapped)) = traced(&project, &log, &["build", ".", "--out", to]) else {
        return;
    };
    assert_eq!(code, 2);
    let sound = fixture(None);
    let sound_at = sound.path().canonicalize().unwrap();
    let Some((code, built)) = traced(&sound_at, &log, &["build", ".", "--out", to]) else { return };
    assert_eq!(code, 0);
    for (inside, lines) in [(&project, trapped), (&sound_at, built)] {
        let (read, written) = looked_at(&lines, inside, &out);
        assert!(read > 5, "the scan saw too little to prove anything");
        assert!(*inside == project || written > 5, "the scan saw nothing written");
    }
}

/// How many files of the project are read and how many of the output written; asserts that there are no others.
fn looked_at(lines: &[String], inside: &Path, out: &Path) -> (usize, usize) {
    let (mut read, mut written) = (0, 0);
    for line in lines.iter().filter(|line| !line.contains(" = -1 ")) {
        let Some(path) = path(line) else { continue };
        let changes =
            ["O_WRONLY", "O_RDWR", "O_CREAT", "rename", "unlink", "mkdir", "chmod", "link("];
        let changes = changes.iter().any(|it| line.contains(it)) && !line.contains("readlink");
        // Where the words of a process go that nobody reads.
        let is_nowhere = path == Path::new("/dev/null");
        if changes && !is_nowhere {
            written += 1;
            assert!(path.starts_with(out), "written outside of the output: {line}");
        } else if line.contains("open") {
            let known = OF_THE_SYSTEM.iter().any(|it| {
                path.starts_with(it.trim_end_matches('/')) || path.to_string_lossy().starts_with(it)
            });
            let is_folder_above = inside.starts_with(&path) || out.starts_with(&path);
            let inner = path.starts_with(inside) || path.starts_with(out);
            assert!(known || inner || is_folder_above, "opened outside: {line}");
            assert!(!line.contains("secret") && !line.contains(".hidden"), "{line}");
            read += usize::from(path.starts_with(inside));
        }
    }
    (read, written)
}

/// Every other command that works on what a stranger has written, in a project full of traps.
#[test]
fn other_commands_open_and_write_nothing_else() {
    let (folder, outside) = traps();
    let project = folder.path().canonicalize().unwrap();
    let out = outside.path().canonicalize().unwrap().join("out");
    let log = outside.path().join("log");
    let at = |name: &str| out.join(name).display().to_string();
    fs::create_dir_all(out.join("listed")).unwrap();
    // What is listed and merged, with links among it.
    let secret = outside.path().join("secret/a.json");
    for name in ["listed/link.pdf", "listed/index.html", "shard-1-of-1.json"] {
        symlink(&secret, out.join(name)).unwrap();
    }
    fs::write(out.join("listed/a.pdf"), "%PDF-1.7\n1 0 obj\n<</F (../secret/a.json)>>\nendobj\n")
        .unwrap();
    let review =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"secret/a.json\">]><COCHRANE_REVIEW>&x;</COCHRANE_REVIEW>";
    fs::write(project.join("review.rm5"), review).unwrap();
    fs::write(project.join("refs.ris"), "TY  - JOUR\nTI  - a\nL1  - fig/a.json\nER  - \n").unwrap();
    symlink(&secret, project.join("link.ris")).unwrap();
    let (pdf, into, listed, merged) = (at("x.pdf"), at("in"), at("listed"), at("all"));
    let calls: [&[&str]; 8] = [
        &["render", "content/note.en.md", "-o", &pdf],
        &["check", ".", "--out", &at("none")],
        &["diff", ".", "."],
        &["index", &listed],
        &["import", "review.rm5", "--into", &into],
        &["import", "refs.ris", "--into", &into],
        &["analyse", "."],
        &["merge", &at(""), "--out", &merged],
    ];
    for arguments in calls {
        let Some((_, lines)) = traced(&project, &log, arguments) else { return };
        let (read, written) = looked_at(&lines, &project, &out);
        assert!(read > 0 || ["index", "merge"].contains(&arguments[0]), "{arguments:?}");
        let writes = arguments.contains(&"refs.ris");
        assert!(!writes || written > 0, "{arguments:?}");
    }
}
