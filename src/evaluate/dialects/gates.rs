//! Directives of MyST that open something which another one closes: `{exercise-start}` … `{exercise-end}`.

use super::fenced::Block;
use super::fences::{MOST_COLONS, capital, division};

/// What is opened and closed so.
const NAMES: [&str; 3] = ["exercise", "solution", "proof"];

/// Whether a directive opens or closes such a thing.
pub fn is_gate(name: &str) -> bool {
    stem(name).is_some()
}

fn stem(name: &str) -> Option<(&str, bool)> {
    let (stem, opens) = match name.strip_suffix("-start") {
        Some(stem) => (stem, true),
        None => (name.strip_suffix("-end")?, false),
    };
    NAMES.contains(&stem).then_some((stem, opens))
}

/// The line that stands for such a directive: that of a callout, if the other one is there too.
pub fn gate(text: &str, block: &Block, name: &str, behind: &str) -> Option<String> {
    let (stem, opens) = stem(name)?;
    let colons = ":".repeat(MOST_COLONS);
    let own = |end: &str| format!("{{{stem}-{end}}}");
    if !opens {
        // All that were opened before and not closed have become callouts.
        let before = &text[..block.start];
        let open = before.matches(&own("start")).count() > before.matches(&own("end")).count();
        return open.then(|| format!("\n{colons}\n\n"));
    }
    let is_closed = text[block.end..].contains(&own("end"));
    // What stands behind the name of a solution is the name of its exercise.
    let title = behind.trim().trim_matches(['(', ')']);
    let title = match (stem, title) {
        ("solution", _) | (_, "") => capital(stem),
        (stem, title) => format!("{} ({title})", capital(stem)),
    };
    is_closed.then(|| format!("\n{}\n\n", division("note", &title, MOST_COLONS)))
}
