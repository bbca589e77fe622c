//! Dashes of pandoc: `8--19` and `so---or so` in texts that say that they are written for it.

use super::found::{Found, Run, is_escaped};

/// Finds hyphens that stand for dashes in the runs of a block.
pub fn find(found: &mut Found, runs: &[Run]) {
    if !found.asked.scripts {
        return;
    }
    for run in runs {
        let mut at = run.range.start;
        while let Some(next) = found.text[at..run.range.end].find("--") {
            let start = at + next;
            let rest = &found.text[start..run.range.end];
            let length = rest.len() - rest.trim_start_matches('-').len();
            at = start + length;
            let dash = if length == 2 { "–" } else { "—" };
            if length <= 3 && joins(found.text, start, at) {
                found.put(start..at, dash);
            }
        }
    }
}

/// Whether hyphens join what stands beside them. Those before a word alone are an option: `--strict`.
fn joins(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let opens = |c: char| c.is_whitespace() || "([{“‘\"'".contains(c);
    let is_option = after.is_some_and(char::is_alphabetic) && before.is_none_or(opens);
    !is_option && !is_escaped(text, start) && before.is_some_and(|c| c != '\n')
}
