//! Every code has a broken input (`tests/fixtures` runs them); messages that no folder brings about.

use std::fs;

use diptych::diagnostic::codes;

use super::cli::diptych;
use super::projects::{fixture, root};

/// Codes that no project folder can bring about; `apart.rs`, `budget.rs`, `changes.rs`, `draft.rs`, `gates.rs`, `index.rs`, `faults.rs`, `formulas.rs`, `importing.rs`, `limits.rs`, `machines.rs`, `outputs.rs`, `policy.rs`,
/// `safety.rs`, `series.rs`, `print.rs`, `render.rs`, `starting.rs` and below bring them about otherwise.
const ELSEWHERE: [&str; 62] = [
    "D0101", "D0107", "D0109", "D0110", "D0111", "D0113", "D0114", "D0143", "D0202", "D0203",
    "D0204", "D0206", "D0207", "D0208", "D0209", "D0210", "D0211", "D0212", "D0213", "D0214",
    "D0215", "D0216", "D0217", "D0218", "D0219", "D0220", "D0221", "D0222", "D0223", "D0224",
    "D0225", "D0226", "D0227", "D0228", "D0534", "D0535", "D0540", "D0550", "D0551", "D0570",
    "D0574", "D0575", "D0807", "D0925", "D1347", "D1348", "D1401", "D1402", "D1403", "D1404",
    "D1405", "D1407", "D1410", "D1411", "D1412", "D1413", "D1415", "D1416", "D1417", "D1418",
    "D1419", "D1420",
];

#[test]
fn every_code_has_a_broken_input() {
    let cases = cases();
    for code in codes::ALL.iter().filter(|code| !ELSEWHERE.contains(&code.id)) {
        let has = cases.iter().any(|case| *case == format!("{}-{}", code.id, code.name));
        assert!(has, "{} {} has no broken input", code.id, code.name);
    }
}

fn cases() -> Vec<String> {
    let entries = fs::read_dir(root().join("tests/broken")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_without_manifest_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let call = diptych(folder.path(), &["build", "."]);
    insta::assert_snapshot!(call.stderr);
    assert_eq!(call.code, 2);
}

#[test]
fn a_name_that_only_names_nothing_is_said_so() {
    let folder = fixture(None);
    let call = diptych(folder.path(), &["build", "--only", "note.fr", "--only", "notes"]);
    insta::assert_snapshot!(call.stderr);
    assert_eq!(call.code, 2);
}

#[test]
fn findings_are_given_as_json() {
    let folder = fixture(Some(&root().join("tests/broken/D0602-values-differ")));
    let call = diptych(folder.path(), &["check", ".", "--format", "json"]);
    insta::assert_snapshot!(call.stdout);
    assert_eq!(call.code, 1);
}

#[test]
fn findings_are_given_in_one_line_and_for_github() {
    let folder = fixture(Some(&root().join("tests/broken/D0502-undefined-value")));
    let call = diptych(folder.path(), &["check", ".", "--format", "short"]);
    insta::assert_snapshot!("short", call.stderr);
    let call = diptych(folder.path(), &["check", ".", "--format", "github"]);
    insta::assert_snapshot!("github", call.stdout);
}
