//! Attributes with blanks within their braces, as pandoc allows them: `![a](b.png){ #fig:b width=70% }`.

use super::lines::Line;
use super::pass::Pass;

/// The longest attributes, in bytes.
const LONGEST: usize = 500;

/// Whether a text may have such attributes.
pub fn is_likely(text: &str) -> bool {
    text.contains("{ ") || text.contains(" }")
}

/// Takes the blanks away.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut from = 0;
    for line in lines.iter().filter(|line| line.is_text()) {
        let is_heading = line.text.starts_with('#');
        for (at, _) in line.text.match_indices('{') {
            let rest = &line.text[at..];
            let follows = line.text[..at].ends_with([')', ']', '`']);
            if !(follows || is_heading) {
                continue;
            }
            let Some(length) = braces(rest) else { continue };
            let start = line.range.start + at;
            pass.keep(from..start);
            let inside = rest[1..length - 1].trim();
            pass.put(format!("{{{inside}}}"), start..start + length);
            from = start + length;
        }
    }
    pass.keep(from..pass.text.len());
}

/// The bytes of braces that hold attributes and have blanks at their edges.
fn braces(text: &str) -> Option<usize> {
    let end = text.bytes().take(LONGEST).position(|it| it == b'}')?;
    let inside = &text[1..end];
    let own = inside.trim();
    let is_key = |key: &str| !key.is_empty() && key.bytes().all(|it| it.is_ascii_alphabetic());
    let named = own.starts_with(['#', '.']) && own[1..].starts_with(char::is_alphabetic);
    let keyed = own.split_once('=').is_some_and(|(key, value)| {
        is_key(key) && !value.is_empty() && !value.starts_with([' ', '='])
    });
    (own.len() < inside.len() && (named || keyed) && !own.contains('{')).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::super::unfolded::unfolded;
    use super::unfold;

    #[test]
    fn blanks_at_the_edges_of_attributes_are_left_out() {
        for (text, read) in [
            ("![a](b.png){ #fig:b width=70% }", "![a](b.png){#fig:b width=70%}"),
            ("# A { #a }", "# A {#a}"),
            ("[a]{ .mark } `b`{.r }", "[a]{.mark} `b`{.r}"),
            ("![a](b.png){width=70% }.", "![a](b.png){width=70%}."),
            ("if (a) { b = 1 }", "if (a) { b = 1 }"),
            ("f(x){ x == 1 } and { #a }", "f(x){ x == 1 } and { #a }"),
            ("[a]{ words } {{ a }}", "[a]{ words } {{ a }}"),
        ] {
            assert_eq!(unfolded(text, unfold).join("|"), read, "{text}");
        }
    }
}
