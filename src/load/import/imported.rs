//! What a file of another program becomes.

use std::collections::{HashMap, HashSet};

use super::outcomes::Outcome;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// What can be imported.
const KNOWN: &str = "known are RevMan 5 (.rm5), the data rows of RevMan Web's data package (.csv), Covidence's exports (.csv), and bibliographies (RIS, nbib, BibTeX, EndNote)";

/// What a file becomes.
#[derive(Debug, Default)]
pub struct Imported {
    /// The files by path, in order; `import.toml` has the parts for the manifest.
    pub files: Vec<(String, String)>,
    /// What was left out, or why nothing could be read.
    pub findings: Vec<Diagnostic>,
}

impl Imported {
    /// Nothing, and why.
    pub fn failed(name: &str, message: String) -> Imported {
        let finding = Diagnostic::new(codes::IMPORT_UNKNOWN, Place::file(name), message);
        Imported { files: Vec::new(), findings: vec![finding.help(KNOWN)] }
    }

    /// A thing of the source that is in none of the files.
    pub fn left_out(&mut self, place: Place, message: String) {
        self.findings.push(Diagnostic::new(codes::IMPORT_LEFT_OUT, place, message));
    }
}

/// The name of a file without its folders.
pub fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The same as it stands in a comment.
pub fn shown(path: &str) -> String {
    file(path).replace(char::is_control, " ")
}

/// Gives outcomes whose name another one has a number: `a_1`, `a_1_2`.
fn told_apart(all: &mut [Outcome]) {
    let mut taken: HashSet<String> = HashSet::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for outcome in all {
        let first = outcome.id.clone();
        while !taken.insert(outcome.id.clone()) {
            let number = numbers.entry(first.clone()).or_insert(1);
            *number += 1;
            outcome.id = format!("{first}_{number}");
        }
    }
}

/// The files of outcomes, with the part of the manifest that declares them.
pub fn written(source: &str, mut all: Vec<Outcome>) -> (Vec<(String, String)>, String) {
    told_apart(&mut all);
    let data: String = all.iter().map(|it| format!("{} = \"{}\"\n", it.id, it.path())).collect();
    let analyses: String = all.iter().map(Outcome::declared).collect();
    let file = shown(source);
    let part =
        format!("# From {file}: put these parts into diptych.toml.\n[data]\n{data}{analyses}");
    (all.iter().map(|it| (it.path(), it.csv())).collect(), part)
}
