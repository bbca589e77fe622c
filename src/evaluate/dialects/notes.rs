//! Footnotes that no page would have: those that nothing refers to, and those whose name is taken or has
//! blanks.

use std::collections::HashSet;

use super::lines::Line;
use super::pass::Pass;
use super::told::Kind;

/// Whether a text defines footnotes.
pub fn is_likely(text: &str) -> bool {
    text.contains("]:") && text.contains("[^")
}

/// Has them told.
pub fn tell(pass: &mut Pass, lines: &[Line]) {
    let mut defined: Vec<(String, usize)> = Vec::new();
    let mut marks: HashSet<String> = HashSet::new();
    for line in lines.iter().filter(|line| line.is_text()) {
        let own = line.text.trim_start_matches([' ', '>']);
        let mut rest = own;
        if let Some(name) = definition(own) {
            let at = line.range.end - own.len();
            match name.contains(char::is_whitespace) {
                true => pass.tell(Kind::NoteName, at, format!("[^{name}]")),
                false => defined.push((name.to_lowercase(), at)),
            }
            rest = &own["[^".len() + name.len() + "]:".len()..];
        }
        for part in rest.split("[^").skip(1) {
            marks.extend(part.split_once(']').map(|(name, _)| name.to_lowercase()));
        }
    }
    let mut first: HashSet<&str> = HashSet::new();
    for (name, at) in &defined {
        if !first.insert(name) {
            pass.tell(Kind::RepeatedNote, *at, format!("[^{name}]"));
        } else if !marks.contains(name) {
            pass.tell(Kind::UnusedNote, *at, format!("[^{name}]"));
        }
    }
    pass.keep(0..pass.text.len());
}

/// The name that a line defines a footnote by.
fn definition(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("[^")?.split_once("]:")?;
    (!name.is_empty() && !name.contains(['[', ']', '`'])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn footnotes_that_are_not_printed_are_found() {
        let told = |text: &str| {
            let mut pass = Pass::new(text);
            tell(&mut pass, &lines(text));
            pass.told
        };
        let text = "a[^1] b[^Two]\n\n[^1]: x, see [^3]\n[^two]: y\n[^3]: z\n\n> [^q]: w\n\n    [^c]: code\n";
        let found = told(text);
        assert_eq!(found, [(Kind::UnusedNote, text.find("[^q]").unwrap(), "[^q]".to_string())]);
        let kinds = |text: &str| told(text).into_iter().map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(kinds("a[^1]\n\n[^1]: x\n\n[^1]: y\n"), [Kind::RepeatedNote]);
        assert_eq!(kinds("a[^a b]\n\n[^a b]: x\n"), [Kind::NoteName]);
        assert_eq!(kinds("`a[^1]`\n\n```\n[^2]: x\n```\n\n`[^3]: x`"), []);
    }
}
