//! Names, keys and texts of a stranger in messages: they steer no terminal, begin no line, and hide
//! nothing, whatever the format.

use std::fs;
use std::path::Path;

use super::cli::{Call, diptych};

/// Escapes of terminals, a line of its own for a workflow, controls of direction, C1 controls.
const NASTY: &str =
    "a\u{1b}[31m\u{9b}2Jb\n::stop-commands::x\r::error::y\u{202e}\u{200f}\u{2028}\u{7f}";

/// Every format of findings.
const FORMATS: [&str; 9] =
    ["human", "short", "json", "github", "sarif", "gitlab", "junit", "rdjson", "markdown"];

/// A project whose every finding quotes something nasty.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let key = serde_json::to_string(NASTY).unwrap();
    let key = key.replace("\u{7f}", "\\u007f");
    write(
        "diptych.toml",
        &format!(
            "[project]\ntitle = {key}\nlanguages = [\"en\"]\ndate = 2026-02-08\n{key} = 1\n\
             [data]\nd = \"d.json\"\n[documents.n]\ntemplate = {key}\ncontent = \"n\"\n\
             [documents.m]\ntemplate = \"summary\"\ncontent = {key}\n"
        ),
    );
    write("d.json", &format!("{{\"v\": {key}, {key}: {key}, \"v\": 1}}"));
    let line = NASTY.replace(['\n', '\r'], "");
    write(
        "n.en.md",
        &format!(
            "# {line}\n\n[x](javascript:{line}) ![y]({line}.png){{width={line}}} <{line}> [@{line}]\n\n\
             {{{{ d[{key}].{line} }}}} {{{{ table({key}) }}}} [z](#{line})\n"
        ),
    );
    folder
}

fn printed(folder: &Path, format: &str) -> String {
    let Call { stdout, stderr, .. } =
        diptych(folder, &["check", ".", "--format", format, "--color", "never"]);
    format!("{stdout}{stderr}")
}

#[test]
fn nothing_that_is_quoted_steers_a_terminal_or_begins_a_line() {
    let folder = project();
    for format in FORMATS {
        let text = printed(folder.path(), format);
        assert!(text.contains("stop-commands"), "{format} quotes nothing nasty:\n{text}");
        let hidden = |c: char| c.is_control() && c != '\n' || diptych_hidden(c);
        let found: Vec<char> = text.chars().filter(|c| hidden(*c)).collect();
        assert!(found.is_empty(), "{format}: {found:?}\n{text:?}");
        let begins =
            |line: &&str| line.trim_start().starts_with("::stop") || line.starts_with("::error::");
        assert_eq!(text.lines().find(begins), None, "{format}");
    }
}

fn diptych_hidden(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A name of a file with a line break in it is a line of nobody's.
#[cfg(unix)]
#[test]
fn names_of_files_are_written_out() {
    let folder = tempfile::tempdir().unwrap();
    let name = "n\n::stop-commands::x\u{1b}[2J.md";
    fs::write(folder.path().join(name), "{{ nope }}\n").unwrap();
    for format in FORMATS {
        let Call { stdout, stderr, code } =
            diptych(folder.path(), &["render", name, "--format", format]);
        let text = format!("{stdout}{stderr}");
        assert_ne!(code, 0);
        assert!(!text.contains('\u{1b}'), "{format}: {text:?}");
        assert!(!text.lines().any(|line| line.starts_with("::stop")), "{format}: {text:?}");
    }
}
