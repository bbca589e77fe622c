//! Formulas that a program has escaped as if they were words: `\$\textbackslash{}ell\_1\$`, `{\$}L{\_}{\{}p{\}}{\$}`.

use std::borrow::Cow;

/// What stands for one sign, the longest first.
const SIGNS: [(&str, &str); 18] = [
    ("{\\textbackslash}", "\\"),
    ("\\textbackslash{}", "\\"),
    ("\\textbackslash ", "\\"),
    ("\\textbackslash", "\\"),
    ("{\\textasciicircum}", "^"),
    ("\\textasciicircum{}", "^"),
    ("\\textasciicircum ", "^"),
    ("{\\^{}}", "^"),
    ("\\^{}", "^"),
    ("{\\_}", "_"),
    ("\\_", "_"),
    ("{\\{}", "{"),
    ("{\\}}", "}"),
    ("\\{", "{"),
    ("\\}", "}"),
    ("{\\&}", "&"),
    ("\\&", "&"),
    ("{\\%}", "\\%"),
];

/// The source with such formulas as they were.
pub fn formulas(source: &str) -> Cow<'_, str> {
    let (mut out, mut rest) = (String::new(), source);
    while let Some((before, inside, behind)) = next(rest) {
        let formula = unescaped(inside);
        out.push_str(before);
        out.push_str(&format!("${formula}$"));
        rest = behind;
    }
    if out.is_empty() && rest.len() == source.len() {
        return Cow::Borrowed(source);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What stands before the next one, in it, and behind it.
fn next(source: &str) -> Option<(&str, &str, &str)> {
    let at = source.find("\\$")?;
    let mark = if source[..at].ends_with('{') && source[at + 2..].starts_with('}') {
        "{\\$}"
    } else {
        "\\$"
    };
    let start = if mark.len() > 2 { at - 1 } else { at };
    let inside = &source[start + mark.len()..];
    let end = inside.find(mark)?;
    let formula = &inside[..end];
    // Two amounts of money have nothing of a formula between them.
    let signs = ["\\textbackslash", "\\_", "\\^", "\\textasciicircum"];
    signs.iter().any(|it| formula.contains(it)).then_some((
        &source[..start],
        formula,
        &inside[end + mark.len()..],
    ))
}

fn unescaped(formula: &str) -> String {
    let (mut out, mut rest) = (String::new(), formula);
    while let Some(character) = rest.chars().next() {
        let (shown, length) = match SIGNS.iter().find(|(written, _)| rest.starts_with(written)) {
            Some((written, sign)) => (sign.to_string(), written.len()),
            None => (character.to_string(), character.len_utf8()),
        };
        out.push_str(&shown);
        rest = &rest[length..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_formulas_are_formulas_again() {
        for (written, read) in [
            ("Using \\$\\textbackslash ell\\_1\\$ Norms", "Using $\\ell_1$ Norms"),
            ("{\\$}L{\\_}{\\{}p{\\}}{\\$} Regularization", "$L_{p}$ Regularization"),
            ("From \\$5 to \\$10", "From \\$5 to \\$10"),
            ("A {\\$} sign", "A {\\$} sign"),
            ("$x_1$ and a\\_b", "$x_1$ and a\\_b"),
        ] {
            assert_eq!(formulas(written), read, "{written}");
        }
    }
}
