//! `diptych.lock` to the pairs that a person has reviewed.

use std::sync::Arc;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::lock::Lock;

/// Reads the file; a line that is not a text and two fingerprints is a finding.
pub fn parse(path: &Arc<str>, text: &str, findings: &mut Findings) -> Lock {
    let mut lock = Lock::default();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut words = line.rsplitn(3, ' ');
        match (words.next(), words.next(), words.next()) {
            (Some(other), Some(one), Some(text)) if is_print(one) && is_print(other) => {
                let pairs = lock.texts.entry(text.to_string()).or_default();
                pairs.push((one.to_string(), other.to_string()));
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
    lock
}

fn is_print(word: &str) -> bool {
    word.len() == 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}
