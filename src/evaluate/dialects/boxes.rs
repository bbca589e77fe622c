//! Blocks of bookdown that hold text: ```` ```{block2, type='rmdnote'} ````, theorems and exercises.

use super::fenced::Block;
use super::fences::{capital, division};
use super::options::{Options, parts};
use super::pass::Pass;
use crate::evaluate::markdown::dialects::is_tone;

/// Names of such blocks, besides `block`.
const NAMES: [&str; 13] = [
    "theorem",
    "lemma",
    "corollary",
    "proposition",
    "conjecture",
    "definition",
    "example",
    "exercise",
    "hypothesis",
    "proof",
    "remark",
    "solution",
    "answer",
];

/// Writes such a block as a callout; `false` if it is none.
pub fn unfold(pass: &mut Pass, block: &Block, name: &str, rest: &str) -> bool {
    let is_plain = matches!(name, "block" | "block2");
    if !is_plain && !NAMES.contains(&name) {
        return false;
    }
    let mut options = Options::default();
    for part in parts(rest, |c| c == ',') {
        if let Some((key, value)) = part.split_once('=') {
            options.add(key, value);
        }
    }
    let said = options.get(&["type"]).unwrap_or_default().trim_start_matches("rmd");
    let own = options.get(&["name", "title"]).unwrap_or_default();
    let (word, title) = match (is_plain, own.is_empty()) {
        (true, _) => (if is_tone(said) { said } else { "note" }, own.to_string()),
        (false, true) => ("note", capital(name)),
        (false, false) => ("note", format!("{} ({own})", capital(name))),
    };
    let content = block.code(pass.text, 0);
    let signs = |line: &str| line.trim().len() - line.trim().trim_start_matches(':').len();
    let colons = 1 + content.lines().map(signs).max().unwrap_or_default().max(2);
    let (blanks, fence) = (block.blanks, division(word, &title, colons));
    let end = ":".repeat(colons);
    pass.put(format!("\n{blanks}{fence}\n\n{content}\n\n{blanks}{end}\n\n"), block.range());
    true
}
