//! `diptych.lock` to the pairs that a person has reviewed.

use std::sync::Arc;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::lock::Lock;

/// Reads the file; a line that is not a text and two fingerprints is a finding. `None` when all lines
/// are of an earlier version: nothing is known to be reviewed or not.
pub fn parse(path: &Arc<str>, text: &str, findings: &mut Findings) -> Option<Lock> {
    let mut lock = Lock::default();
    let mut former = None;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut words = line.rsplitn(3, ' ');
        match (words.next(), words.next(), words.next()) {
            (Some(other), Some(one), Some(text))
                if is_print(one, Lock::DIGITS) && is_print(other, Lock::DIGITS) =>
            {
                let pairs = lock.texts.entry(text.to_string()).or_default();
                pairs.push((one.to_string(), other.to_string()));
            }
            (Some(other), Some(one), Some(_))
                if is_print(one, Lock::FORMER_DIGITS) && is_print(other, Lock::FORMER_DIGITS) =>
            {
                former.get_or_insert(Place::at(path, number + 1, 1).spanning(line.chars().count()));
            }
            _ => {
                let place = Place::at(path, number + 1, 1).spanning(line.chars().count());
                let message = "cannot parse this line of the lock file";
                findings.push(Diagnostic::new(codes::LOCK_UNREADABLE, place, message).help(
                    "a line is a path and two fingerprints; after a merge keep the lines of both sides, or run `diptych accept` again",
                ));
            }
        }
    }
    let is_former = former.is_some() && lock.texts.is_empty();
    findings.extend(former.map(outdated));
    (!is_former).then_some(lock)
}

/// The finding for the first line of an earlier version; one for the whole file.
fn outdated(place: Place) -> Diagnostic {
    let message = "this lock file has the shorter fingerprints of an earlier version, which ignored white space";
    Diagnostic::new(codes::LOCK_UNREADABLE, place, message).help(
        "if the texts are as they were when they were reviewed, run `diptych accept`; otherwise read what has changed first",
    )
}

fn is_print(word: &str, digits: usize) -> bool {
    word.len() == digits && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}
