//! Formulas between other marks than dollars, and of several lines, as Markdown's reader finds them:
//! `\(…\)`, `\[…\]`, `\begin{align}…\end{align}`, and `$$…$$` with empty lines or lines that look like lists.
//!
//! Each change keeps the length of the text, so that every byte keeps its place.

use std::borrow::Cow;

use super::math_scan::Span;
use super::math_spans::spans;
use crate::typst_source::latex::{DOLLAR, LINE};

/// What stands for the rest of `\begin` behind two dollars; no text has these characters.
pub const BEGIN: &str = "\u{e}\u{e}\u{e}\u{e}";

/// What stands for the first half of `\end`, of which the second half are two dollars at its end.
pub const END: &str = "\u{10}\u{10}";

/// The text with all formulas in dollars, each on one line.
pub fn in_dollars(text: String) -> String {
    if !text.contains('$')
        && !text.contains("\\(")
        && !text.contains("\\[")
        && !text.contains("\\begin{")
    {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for span in spans(&text) {
        out.push_str(&text[done..span.range.start]);
        out.push_str(&rewritten(&text[span.range.clone()], &span));
        done = span.range.end;
    }
    out.push_str(&text[done..]);
    out
}

fn rewritten(written: &str, span: &Span) -> String {
    let inside = &written[span.open..written.len() - span.close];
    let inside: String = match span.joins {
        true => inside.chars().map(|c| if c == '\n' { LINE } else { c }).collect(),
        false => inside.to_string(),
    };
    let inside = if span.open == 1 { with_dollars_apart(&inside) } else { inside };
    let (open, close) = (&written[..span.open], &written[written.len() - span.close..]);
    match open {
        "\\(" => format!("$`{inside}`$"),
        "\\\\(" => format!("$` {inside} `$"),
        "\\[" => format!("$${inside}$$"),
        "\\\\[" => format!("$$ {inside} $$"),
        _ if open.starts_with("\\begin") => {
            let (begin, end) = (&open["\\begin".len()..], &close["\\end".len()..]);
            format!("$${BEGIN}{begin}{inside}{END}{end}$$")
        }
        _ => format!("{open}{inside}{close}"),
    }
}

/// Dollars within words would end the formula: `$\text{if $x$}$`.
fn with_dollars_apart(inside: &str) -> String {
    let mut out = String::with_capacity(inside.len());
    let mut before = None;
    for character in inside.chars() {
        let apart = character == '$' && before != Some('\\');
        out.push(if apart { DOLLAR } else { character });
        before = Some(character);
    }
    out
}

/// The inside of a formula as it was written: its LaTeX, and how many bytes stand before it in the text.
pub fn latex(literal: &str, fence: usize) -> (String, usize) {
    let written = literal.replace(LINE, "\n").replace(DOLLAR, "$");
    match written.strip_prefix(BEGIN) {
        Some(rest) => (format!("\\begin{}", rest.replacen(END, "\\end", 1)), 0),
        None => (written, fence),
    }
}

/// A text as it was written, where such a formula turned out to be none.
pub fn revealed(text: &str) -> Cow<'_, str> {
    if !text.contains([LINE, DOLLAR, '\u{e}', '\u{10}']) {
        return Cow::Borrowed(text);
    }
    let mut out =
        text.replace(LINE, "\n").replace(DOLLAR, "$").replace(&format!("$${BEGIN}"), "\\begin");
    while let Some(at) = out.find(END) {
        let close = out[at..].find("}$$").map(|it| at + it + 1);
        if let Some(close) = close {
            out.replace_range(close..close + 2, "");
        }
        out.replace_range(at..at + END.len(), "\\end");
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_put_in_dollars_without_moving_a_byte() {
        for (text, expected) in [
            ("a \\(x+y\\) b", "a $`x+y`$ b"),
            ("\\[\nx = 1\n\\]", "$$\u{f}x = 1\u{f}$$"),
            ("$$\na_1\n\n- b\n$$\n", "$$\u{f}a_1\u{f}\u{f}- b\u{f}$$\n"),
            ("\\\\(x^2\\\\)", "$` x^2 `$"),
            (
                "\\begin{align*}\na &= b\n\\end{align*}",
                "$$\u{e}\u{e}\u{e}\u{e}{align*}\u{f}a &= b\u{f}\u{10}\u{10}{align*}$$",
            ),
            ("$a\n+ b$", "$a\u{f}+ b$"),
        ] {
            let read = in_dollars(text.to_string());
            assert_eq!(read, expected);
            assert_eq!(read.len(), text.len(), "{text}");
        }
    }

    #[test]
    fn what_is_no_formula_stays() {
        for text in [
            "\\[1\\] and \\[link text\\](x) and \\(optional\\) \\(1999\\)",
            "`\\(x^2\\)` and ``$$``",
            "```\n$$\nx\n\n- y\n$$\n```\n",
            "It costs $$ here.\n\n# Head\n\nAnd $$ there.\n",
            "US\\$5 and \\\\ and $5 and $6",
            "    $$\n    x\n    $$\n",
            "> $$\n> x = 1\n> $$\n",
            "\\begin{figure}\n\\end{figure}",
            "\\(x^2",
            "\\[see $x^2$ and $y$\\]",
            "\\(a\\) one \\@ two",
        ] {
            assert_eq!(in_dollars(text.to_string()), text);
        }
    }

    #[test]
    fn what_is_rewritten_can_be_revealed() {
        for text in ["\\begin{align*}\na &= b\n\\end{align*} x", "$$\na\n$$"] {
            assert_eq!(revealed(&in_dollars(text.to_string())), text);
        }
        assert_eq!(
            latex("\u{e}\u{e}\u{e}\u{e}{a}x\u{10}\u{10}{a}", 2),
            ("\\begin{a}x\\end{a}".to_string(), 0)
        );
    }
}
