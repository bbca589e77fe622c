//! Names behind displayed formulas: `$$ {#eq-a}` of Quarto and `$$ (a)` of MyST are labels of LaTeX.

use super::lines::Line;
use super::pass::Pass;

/// Whether a text may have such names.
pub fn is_likely(text: &str) -> bool {
    text.contains("$$ {#") || text.contains("$${#") || text.contains("$$ (")
}

/// Writes the names into the formulas. What has a number stands on lines of its own, also where a paragraph goes on.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut from = 0;
    // Where the formula begins that is open, and whether words stand before it on its line.
    let mut open: Option<(usize, bool)> = None;
    for line in lines.iter().filter(|line| line.is_text()) {
        let marks: Vec<usize> = line.text.match_indices("$$").map(|(at, _)| at).collect();
        let Some(last) = marks.last() else { continue };
        let begins = |at: usize| {
            let is_inside = !line.text[..at].trim_matches([' ', '\t', '>']).is_empty();
            Some((line.range.start + at, is_inside))
        };
        let opened = match (marks.as_slice(), open) {
            ([first, _], None) => begins(*first),
            ([_], Some(opened)) => Some(opened),
            _ => None,
        };
        open = match (marks.len() % 2, open) {
            (1, None) => begins(*last),
            (1, Some(_)) => None,
            (_, open) => open,
        };
        let Some((start, is_inside)) = opened else { continue };
        let behind = &line.text[last + 2..];
        // In a paragraph its words may go on behind the name.
        let is_braced = behind.trim_start().starts_with("{#");
        let length = behind.find('}').filter(|_| is_braced).map_or(behind.len(), |it| it + 1);
        let Some(name) = name(&behind[..length]) else { continue };
        let rest = behind[length..].trim_end();
        let (at, mut end) = (line.range.start + last, line.range.start + last + 2 + length);
        let sign = if matches!(rest, "." | "," | ";" | ":") { rest } else { "" };
        end += sign.len();
        if is_inside && start >= from {
            pass.keep(from..start);
            pass.put("\n", start..start);
            from = start;
        }
        pass.keep(from..at);
        let goes_on = if rest.is_empty() || !sign.is_empty() { "" } else { "\n" };
        pass.put(format!("{sign}\\label{{{name}}}$${goes_on}"), at..end);
        from = end;
    }
    pass.keep(from..pass.text.len());
}

/// The name that stands behind a formula.
fn name(behind: &str) -> Option<&str> {
    let behind = behind.trim();
    let inside = behind.strip_prefix("{#").and_then(|it| it.strip_suffix('}'));
    let name = inside.or_else(|| behind.strip_prefix('(')?.strip_suffix(')'))?;
    let name = name.split_whitespace().next()?;
    let sound = |c: char| c.is_alphanumeric() || "-_:.".contains(c);
    (name.chars().all(sound) && name.contains(char::is_alphabetic)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_labels() {
        for (text, read) in [
            ("$$\na = b\n$$ {#eq-a}\nc", "$$|a = b|\\label{eq-a}$$|c"),
            ("$$ a $$ (law)", "$$ a \\label{law}$$"),
            ("$$ a $$ (2)\n$$\nb\n$$", "$$ a $$ (2)|$$|b|$$"),
            ("as $$ {#x} is", "as $$ {#x} is"),
            ("it is $$\na\n$$ {#eq-a} where", "it is |$$|a|\\label{eq-a}$$| where"),
            ("$$ a $$ {#eq-a}.", "$$ a .\\label{eq-a}$$"),
        ] {
            assert_eq!(super::super::unfolded::unfolded(text, unfold).join("|"), read, "{text}");
        }
    }
}
