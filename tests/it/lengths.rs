//! How long functions and files may be, and that no code reads what a finding says to people.

use std::collections::{BTreeMap, BTreeSet};

use super::projects::{root, texts_below};

/// The most lines of a function in Rust, and of one that is named. One that has become shorter than the first number
/// need not be named any more.
const RUST: [usize; 3] = [45, 50, 80];

/// The same in Typst.
const TYPST: [usize; 3] = [55, 60, 125];

/// Functions that are longer, each with the reason: most are one table of cases, which parts would not make easier to read.
const LONG_FUNCTIONS: &str = include_str!("lengths/functions.txt");

/// The most lines of a file, without its tests.
const LONGEST_FILE: usize = 400;

/// Files that are longer, each with its most lines and the reason.
const LONG_FILES: [(&str, usize, &str); 3] = [
    ("src/diagnostic/codes.rs", 650, "one table: a row for each code"),
    ("src/model/keys/manifest.rs", 550, "one table: a row for each key of the manifest"),
    ("templates/diptych/figure/plot.typ", 450, "what is drawn in a plot shares its scale"),
];

#[test]
fn no_function_is_too_long_but_those_that_are_named() {
    let mut named: BTreeSet<&str> = LONG_FUNCTIONS
        .lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
        .map(|it| it.split(" – ").next().unwrap_or_default())
        .collect();
    let mut long = Vec::new();
    for (path, text) in sources() {
        let [short, most, most_named] = if path.ends_with(".rs") { RUST } else { TYPST };
        for (name, lines) in functions(&path, &text) {
            let name = format!("{path} {name}");
            let is_named = lines > short && named.remove(&*name);
            if lines > if is_named { most_named } else { most } {
                long.push(format!("{name}: {lines} lines"));
            }
        }
    }
    assert_eq!(long, [""; 0], "tell these in parts, each with a name of its own");
    assert_eq!(Vec::from_iter(named), [""; 0], "short now: take these out of functions.txt");
}

#[test]
fn no_file_is_too_long_but_those_that_are_named() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        let named = LONG_FILES.iter().find(|(it, ..)| *it == path);
        let most = named.map_or(LONGEST_FILE, |(_, most, _)| *most);
        assert!(lines <= most, "{path} has {lines} lines, which are more than {most}");
        assert!(named.is_none() || lines > LONGEST_FILE, "{path} is short now");
    }
}

/// What is said in a finding is for people and may be reworded: code asks for its code, place and fields. Where only another
/// program's words tell what it means, the file is named.
#[test]
fn no_code_reads_the_words_of_a_finding() {
    const READERS: [&str; 7] =
        ["contains(", "starts_with(", "ends_with(", "strip_", "trim_", "split", "rsplit"];
    const OTHERS: [(&str, &str); 4] = [
        ("src/typeset/spans.rs", "warnings of Typst have no codes"),
        ("src/typeset/unsettled.rs", "warnings of Typst have no codes"),
        ("src/typeset/preflight/marks.rs", "the page of a slide is read out of its finding"),
        ("src/check/policy.rs", "the author of a waiver quotes the words that it is for"),
    ];
    for (path, text) in sources() {
        let reads = text.lines().any(|line| {
            let said = line.split(".message.").skip(1);
            said.into_iter().any(|rest| READERS.iter().any(|it| rest.starts_with(it)))
        });
        let named = OTHERS.iter().any(|(it, _)| *it == path);
        assert_eq!(reads, named, "{path}: nothing may depend on the words of a message");
    }
}

/// The functions of a file, with their lines.
fn functions(path: &str, text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut functions = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let name = if path.ends_with(".rs") { of_rust(line) } else { of_typst(line) };
        let Some(name) = name else { continue };
        // The end is the first line that closes at the same depth, and opens nothing more.
        let end = lines[at + 1..].iter().position(|it| {
            let depth = it.len() - it.trim_start().len();
            let closes = it.trim_start().trim_end_matches(';');
            depth == indent && !closes.is_empty() && closes.chars().all(|c| "}])".contains(c))
        });
        functions.push((name.to_string(), end.map_or(1, |end| end + 2)));
    }
    functions
}

fn of_rust(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once("fn ")?;
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe"];
    let is_head = before.split_whitespace().all(|it| words.contains(&it));
    let ends_here = line.ends_with('}') || line.ends_with(';');
    (is_head && !ends_here).then(|| rest.split(['(', '<']).next()).flatten()
}

fn of_typst(line: &str) -> Option<&str> {
    let rest = line.trim_start().trim_start_matches('#').strip_prefix("let ")?;
    let opens = line.ends_with(['{', '(', '[']);
    let (name, _) = rest.split_once('(')?;
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (opens && is_name).then_some(name)
}

/// Every file of `src` and `templates`, by its path, without its tests.
fn sources() -> BTreeMap<String, String> {
    let below =
        |folder: &str| texts_below(&root().join(folder), &format!("{folder}/"), &[".rs", ".typ"]);
    let mut files = below("src");
    files.extend(below("templates"));
    for text in files.values_mut() {
        let own = text.find("\n#[cfg(test)]\n").unwrap_or(text.len());
        text.truncate(own);
    }
    files
}
