//! Names behind displayed formulas: `$$ {#eq-a}` of Quarto and `$$ (a)` of MyST are labels of LaTeX.

use super::lines::Line;
use super::pass::Pass;

/// Whether a text may have such names.
pub fn is_likely(text: &str) -> bool {
    text.contains("$$ {#") || text.contains("$${#") || text.contains("$$ (")
}

/// Writes the names into the formulas.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut from = 0;
    let mut is_open = false;
    for line in lines.iter().filter(|line| line.is_text()) {
        let marks = line.text.matches("$$").count();
        let closes = marks == 2 || marks == 1 && is_open;
        is_open ^= marks % 2 == 1;
        let Some(at) = line.text.rfind("$$").filter(|_| closes) else { continue };
        let behind = &line.text[at + 2..];
        // In a paragraph its words may go on behind the name.
        let is_braced = behind.trim_start().starts_with("{#");
        let length = behind.find('}').filter(|_| is_braced).map_or(behind.len(), |it| it + 1);
        let Some(name) = name(&behind[..length]) else { continue };
        let (start, end) = (line.range.start + at, line.range.start + at + 2 + length);
        pass.keep(from..start);
        pass.put(format!("\\label{{{name}}}$$"), start..end);
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
            ("it is $$\na\n$$ {#eq-a} where", "it is $$|a|\\label{eq-a}$$ where"),
            ("$$ a $$ {#eq-a}.", "$$ a \\label{eq-a}$$."),
        ] {
            assert_eq!(super::super::unfolded::unfolded(text, unfold).join("|"), read, "{text}");
        }
    }
}
