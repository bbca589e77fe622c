//! What a pass makes of a text, for tests.

use super::lines::{Line, lines};
use super::pass::Pass;

/// The lines that a pass makes of a text, without blank ones.
pub fn unfolded(text: &str, unfold: fn(&mut Pass, &[Line])) -> Vec<String> {
    let mut pass = Pass::new(text);
    unfold(&mut pass, &lines(text));
    let made = pass.made();
    made.lines().filter(|it| !it.trim().is_empty()).map(str::to_string).collect()
}
