//! A new project builds at once; shells and `man` know the command; a watched project follows its files.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::cli::diptych;
use super::pdf::squeezed;
use super::projects::{fixture, root, sources};

#[test]
fn a_new_project_builds_without_findings() {
    let folder = tempfile::tempdir().unwrap();
    let call = diptych(folder.path(), &["init", "a/note"]);
    assert_eq!(call.stderr, "wrote 14 files to a/note; now: cd a/note && diptych build\n");
    let note = folder.path().join("a/note");
    let call = diptych(&note, &["build", "--strict"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    for edition in ["zh", "en", "zh-en"] {
        assert!(note.join(format!("out/note.{edition}.pdf")).is_file());
    }
}

#[test]
fn a_new_project_is_in_the_languages_that_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (tags, edition) in [("de,en", "de-en"), ("fr", "fr"), ("zh-Hant-TW,ja", "zh-Hant-TW-ja")] {
        let call = diptych(folder.path(), &["init", tags, "--languages", tags]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        let call = diptych(&folder.path().join(tags), &["build"]);
        assert_eq!(call.code, 0, "{tags}: {}", call.stderr);
        assert!(folder.path().join(tags).join(format!("out/note.{edition}.pdf")).is_file());
    }
    let call = diptych(folder.path(), &["init", "x", "--languages", "de,d e"]);
    assert!(call.code == 2 && call.stderr.contains("`d e` is no tag"), "{}", call.stderr);
    assert!(!folder.path().join("x").exists());
}

#[test]
fn the_example_is_the_review() {
    let folder = tempfile::tempdir().unwrap();
    let call = diptych(folder.path(), &["init", "review", "--example", "--quiet"]);
    assert_eq!((call.code, call.stderr.as_str()), (0, ""));
    let made = sources(&folder.path().join("review")).files;
    assert_eq!(made, sources(&root().join("data/hcc-immunotherapy")).files);
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let call = diptych(folder.path(), &["init", "."]);
    assert_eq!(call.code, 2);
    insta::assert_snapshot!(call.stderr);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // An empty one is taken.
    fs::create_dir(folder.path().join("empty")).unwrap();
    assert_eq!(diptych(folder.path(), &["init", "empty"]).code, 0);
    fs::create_dir(folder.path().join("here")).unwrap();
    let call = diptych(&folder.path().join("here"), &["init", "."]);
    assert_eq!(call.stderr, "wrote 14 files to .; now: diptych build\n");
}

#[test]
fn an_empty_repository_is_taken_and_keeps_what_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let in_folder = |name: &str| folder.path().join(name);
    fs::create_dir(in_folder(".git")).unwrap();
    for name in [".git/HEAD", "README.md", "LICENSE", ".gitignore"] {
        fs::write(in_folder(name), "mine").unwrap();
    }
    let call = diptych(folder.path(), &["init", "."]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert_eq!(call.stderr, "wrote 13 files to ., kept .gitignore as it was; now: diptych build\n");
    for name in [".git/HEAD", "README.md", "LICENSE", ".gitignore"] {
        assert_eq!(fs::read_to_string(in_folder(name)).unwrap(), "mine", "{name}");
    }
    assert!(in_folder("diptych.toml").is_file() && in_folder("content").is_dir());
    let names = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name());
    assert_eq!(names.filter(|it| it.to_string_lossy().starts_with(".diptych")).count(), 0);
    // A second call finds a project, and writes nothing.
    assert_eq!(diptych(folder.path(), &["init", "."]).code, 2);
}

#[test]
fn a_path_as_windows_writes_it_is_told_with_the_right_one() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(diptych(folder.path(), &["init", "."]).code, 0);
    let manifest = folder.path().join("diptych.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    let text = text.replace("\"evidence/studies.csv\"", "'evidence\\studies.csv'");
    fs::write(&manifest, text).unwrap();
    let call = diptych(folder.path(), &["check"]);
    assert_eq!(call.code, 2, "{}", call.stderr);
    assert!(call.stderr.contains("did you mean `evidence/studies.csv`?"), "{}", call.stderr);
}

#[test]
fn this_repository_uses_the_action_that_it_gives_to_copy() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    assert_eq!(read(".github/actions/diptych/action.yml"), read("docs/ci/github/action.yml"));
}

#[test]
fn every_subcommand_is_completed_and_has_a_page() {
    let folder = Path::new(".");
    let help = diptych(folder, &["--help"]).stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands = commands.take_while(|line| !line.is_empty());
    // Descriptions may go on in the next line, further in.
    let named =
        commands.filter_map(|line| line.strip_prefix("  ").filter(|it| !it.starts_with(' ')));
    let names: Vec<&str> = named.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"render") && names.len() > 8, "{names:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = diptych(folder, &["completions", shell]).stdout;
        for name in &names {
            assert!(script.contains(name), "{shell} does not complete {name}");
        }
    }
    assert!(diptych(folder, &["man"]).stdout.contains(".TH diptych"));
    for name in names {
        let page = diptych(folder, &["man", name]).stdout;
        assert!(page.contains(&format!(".TH diptych-{name}")), "{name}: {page}");
    }
    assert_eq!(diptych(folder, &["man", "nothing"]).code, 2);
}

/// Waits for something to become true; a minute is for ever.
fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..1200 {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(50));
    }
    panic!("{what} did not come about");
}

fn watch(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    let command = command.args(["build", "--watch", "--only", "note.en"]).current_dir(folder);
    command.stderr(Stdio::null()).spawn().unwrap()
}

#[cfg(unix)]
#[test]
fn a_watched_project_is_built_anew_until_ctrl_c() {
    let folder = fixture(None);
    let pdf = folder.path().join("out/note.en.pdf");
    let mut child = watch(folder.path());
    wait_for("the first build", || pdf.is_file());
    let first = fs::read(&pdf).unwrap();
    let text = folder.path().join("content/note.en.md");
    let changed = fs::read_to_string(&text).unwrap().replace("Median", "The median");
    // An error in between is reported and leaves the old PDF; the next change mends it.
    fs::write(&text, "{{ nothing }}").unwrap();
    sleep(Duration::from_millis(500));
    assert!(fs::read(&pdf).unwrap() == first);
    fs::write(&text, changed).unwrap();
    wait_for("the second build", || fs::read(&pdf).unwrap() != first);
    assert!(
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success()
    );
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn editors_save_in_many_ways_and_only_texts_count() {
    let (folder, outside) = (fixture(None), tempfile::tempdir().unwrap());
    let (path, log) = (|name: &str| folder.path().join(name), outside.path().join("log"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    let command = command.args(["watch", ".", "--only", "note.en"]).current_dir(folder.path());
    let mut child = command.stderr(fs::File::create(&log).unwrap()).spawn().unwrap();
    let builds = || fs::read_to_string(&log).unwrap().matches("waiting for changes").count();
    let printed = || squeezed(&fs::read(path("out/note.en.pdf")).unwrap());
    wait_for("the first build", || builds() == 1);
    let text = fs::read_to_string(path("content/note.en.md")).unwrap();
    // What editors leave beside a text is none.
    let beside = [".note.en.md.swp", "note.en.md~", "4913", "#note.en.md#", "note.en.md.tmp"];
    for name in beside.map(|name| path("content").join(name)) {
        fs::write(&name, &text).unwrap();
        fs::remove_file(&name).unwrap();
    }
    sleep(Duration::from_millis(700));
    assert_eq!(builds(), 1);
    // A new file takes the place of the old one.
    fs::write(path("content/new"), text.replace("Median", "The first median")).unwrap();
    fs::rename(path("content/new"), path("content/note.en.md")).unwrap();
    wait_for("the renamed text", || printed().contains("Thefirstmedian"));
    // Twenty saves in a row are a few builds, and the last one is what is printed.
    for letter in 'a'..='t' {
        let saved = text.replace("Median", &format!("Save {letter} of the median"));
        fs::write(path("content/note.en.md"), saved).unwrap();
        sleep(Duration::from_millis(10));
    }
    wait_for("the last save", || printed().contains("Savetofthemedian"));
    assert!(builds() <= 8, "{} builds", builds());
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn who_calls_it_wrongly_is_told_what_works() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("letter.md"), "# T\n\nWords.\n").unwrap();
    let call = diptych(root, &["build", "letter.md"]);
    assert!(call.stderr.contains("`diptych render letter.md`"), "{}", call.stderr);
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-01-02\n[data]\nr = \"r.csv\"\n\
                    [documents.note]\ntemplate = \"summary\"\ncontent = \"note.en.md\"\n";
    fs::write(root.join("diptych.toml"), manifest).unwrap();
    fs::write(root.join("r.csv"), "ID,value\na,1\n").unwrap();
    fs::write(root.join("note.en.md"), "# T\n\n{{ r.a.value }}\n").unwrap();
    let call = diptych(root, &["check", "."]);
    assert!(call.stderr.contains("write `content = \"note\"`"), "{}", call.stderr);
    fs::write(root.join("diptych.toml"), manifest.replace("note.en.md", "note")).unwrap();
    let call = diptych(root, &["check", "."]);
    assert!(call.stderr.contains("is called `ID`: call it `id`"), "{}", call.stderr);
    fs::create_dir_all(root.join("parts/one")).unwrap();
    let call = diptych(&root.join("parts/one"), &["build"]);
    assert!(call.stderr.contains("name its folder, `../..`"), "{}", call.stderr);
    let call = diptych(&root.join("parts"), &["build", "one"]);
    assert!(call.stderr.contains("name its folder, `one/../..`"), "{}", call.stderr);
}
