//! Names of emoji whose `_` has a backslash, as formatters of Markdown write it: `:film\_projector:`.

use super::found::{Found, Run};
use crate::language::shortcodes;

/// Takes the backslashes out of names of emoji.
pub fn find(found: &mut Found, runs: &[Run]) {
    for run in runs {
        let written = &found.text[run.range.clone()];
        let mut at = 0;
        while let Some(start) = written[at..].find(':').map(|it| at + it) {
            at = start + 1;
            let inside = |c: char| c.is_ascii_alphanumeric() || "_+-\\".contains(c);
            let length = written[at..].find(|c| !inside(c)).unwrap_or_default();
            let escaped = &written[at..at + length];
            if !escaped.contains("\\_") || !written[at + length..].starts_with(':') {
                continue;
            }
            let plain = format!(":{}:", escaped.replace("\\_", "_"));
            if shortcodes::found(&plain).len() == 1 {
                let begin = run.range.start + start;
                found.edits.push((begin..begin + length + 2, plain));
            }
        }
    }
}
