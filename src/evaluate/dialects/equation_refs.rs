//! References to equations between dollars, `$\\eqref{eq:a}$`: as text they lead back and forth.

use super::lines::Line;
use super::pass::Pass;

/// Whether a text may have such references.
pub fn is_likely(text: &str) -> bool {
    ["$\\eqref{", "$\\ref{", "$ \\eqref{", "$ \\ref{"].iter().any(|it| text.contains(it))
}

/// Takes the dollars away.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut from = 0;
    for line in lines.iter().filter(|line| line.is_text()) {
        let mut at = line.range.start;
        let mut in_code = false;
        while let Some(next) = pass.text[at..line.range.end].find(['$', '`']) {
            let start = at + next;
            let rest = &pass.text[start + 1..line.range.end];
            in_code ^= pass.text[start..].starts_with('`');
            let alone = !pass.text[..start].ends_with(['$', '\\']) && !in_code;
            match reference(rest).filter(|_| alone && pass.text[start..].starts_with('$')) {
                Some((own, length)) => {
                    pass.keep(from..start);
                    from = start + 1 + length;
                    pass.put(own, start..from);
                    at = from;
                }
                None => at = start + 1,
            }
        }
    }
    pass.keep(from..pass.text.len());
}

/// The reference that alone stands before the next dollar, and the bytes up to behind that.
fn reference(text: &str) -> Option<(&str, usize)> {
    let end = text.find('$')?;
    let own = text[..end].trim();
    let inside = own.strip_prefix("\\eqref{").or_else(|| own.strip_prefix("\\ref{"))?;
    let is_whole = inside.find('}') == Some(inside.len() - 1) && inside.len() > 1;
    (is_whole && !text[end + 1..].starts_with('$')).then_some((own, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_alone_between_dollars_are_text() {
        for (text, read) in [
            ("as $\\eqref{eq:a}$ and $ \\ref{b} $.", "as \\eqref{eq:a} and \\ref{b}."),
            ("$x = \\eqref{a}$ `$\\ref{b}$`", "$x = \\eqref{a}$ `$\\ref{b}$`"),
            ("$$\\eqref{a}$$", "$$\\eqref{a}$$"),
            ("$\\ref{a} + \\ref{b}$", "$\\ref{a} + \\ref{b}$"),
        ] {
            assert_eq!(super::super::unfolded::unfolded(text, unfold).join("|"), read, "{text}");
        }
    }
}
