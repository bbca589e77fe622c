//! Puts a count before each operand that an operator walks, and around each list that holds others.
//!
//! Filters and functions of MiniJinja can be replaced, operators cannot: `a ~ b` is handed to MiniJinja
//! as `((a)|counted) ~ ((b)|counted)`, `[a, a]` as `(([a, a])|held)`, `a == b` as
//! `(a)|compared("==", (b))`, and `a + b` as `((a)|term) + ((b)|term)`. See `bounded`, `compared` and `terms`
//! for what these do.

use std::ops::Range;

use minijinja::machinery::{Token, tokenize};

use super::excess::{Excess, excess};
use super::operands::{Insertion, Scan};
use crate::evaluate::conditions::{self, Mark};

/// A template with counts, and the way back to the places of its author.
#[derive(Default)]
pub struct Guarded {
    /// The template for MiniJinja.
    pub text: String,
    /// What is too much for MiniJinja to parse; then there is no text.
    pub excess: Option<Excess>,
    insertions: Vec<Insertion>,
    /// Where each of them begins in the guarded text.
    begins: Vec<usize>,
}

/// The template with a count before whatever walks values; one that does not parse is left as it is.
pub fn guarded(source: &str) -> Guarded {
    let mut scan = Scan::default();
    if source.contains("{{") || source.contains("{%") {
        let mut all = tokenize(source, false, Default::default()).peekable();
        let tokens: Vec<_> = std::iter::from_fn(|| all.next_if(Result::is_ok)?.ok()).collect();
        if let Some(excess) = excess(&tokens) {
            return Guarded { excess: Some(excess), ..Guarded::default() };
        }
        // A text with something that is no token is not parsed to its end.
        let tokens = if all.next().is_none() { tokens } else { Vec::new() };
        for tag in tokens.split(|(token, _)| {
            matches!(token, Token::VariableStart | Token::BlockStart | Token::TemplateData(_))
        }) {
            let ranges = tag
                .iter()
                .map(|(token, span)| (token, span.start_offset as usize..span.end_offset as usize));
            scan.tag(&ranges.collect::<Vec<_>>());
        }
    }
    for mark in conditions::marks(source) {
        match conditional(source, &mark) {
            Ok(insertion) => scan.insertions.push(insertion),
            Err(excess) => return Guarded { excess: Some(excess), ..Guarded::default() },
        }
    }
    scan.insertions.sort_by_key(|insertion| (insertion.at, insertion.ends.is_none()));
    let mut text = String::with_capacity(source.len());
    let mut begins = Vec::with_capacity(scan.insertions.len());
    let mut done = 0;
    for insertion in &scan.insertions {
        text.push_str(source.get(done..insertion.at).unwrap_or_default());
        begins.push(text.len());
        text.push_str(&insertion.text);
        done = insertion.at + insertion.skips;
    }
    text.push_str(source.get(done..).unwrap_or_default());
    Guarded { text, excess: None, insertions: scan.insertions, begins }
}

/// What stands before a division under a condition, or behind it.
fn conditional(source: &str, mark: &Mark) -> Result<Insertion, Excess> {
    let Some(range) = &mark.expression else {
        let text = "{% endif %}".to_string();
        return Ok(Insertion::new(mark.at, text, Some(mark.fence.clone())));
    };
    let expression = source.get(range.clone()).unwrap_or_default();
    let condition = guarded(&format!("{{% if {expression} %}}"));
    match condition.excess {
        Some(excess) => Err(Excess { range: range.clone(), ..excess }),
        None => Ok(Insertion::new(mark.at, condition.text, Some(range.clone()))),
    }
}

impl Guarded {
    /// The author's range for a range of the guarded text; the operand where a count failed.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        let end = self.place(range.end);
        match start {
            (_, Some(operand)) => operand.clone(),
            (start, None) => start..end.0.max(start),
        }
    }

    /// The author's offset, and the operand whose count is there.
    fn place(&self, offset: usize) -> (usize, Option<&Range<usize>>) {
        let before = self.begins.partition_point(|begins| *begins <= offset).checked_sub(1);
        let Some((begins, insertion)) =
            before.and_then(|at| Some((self.begins.get(at)?, self.insertions.get(at)?)))
        else {
            return (offset, None);
        };
        match (offset - begins).checked_sub(insertion.text.len()) {
            None => (insertion.at, insertion.ends.as_ref()),
            Some(after) => (insertion.at + insertion.skips + after, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_walks_values_is_counted() {
        for (source, expected) in [
            ("a.b", "a.b"),
            ("a.b == 'x' and c", "(((a.b)|__counted) )|__compared(\"==\", ( 'x')) and c"),
            (
                "0<n<=a.m ~ 1",
                "(0)|__compared(\"<\", (((n)|__counted)), \"<=\", (((((a.m)|__counted) ~ 1)|__counted)))",
            ),
            ("a > ", "((a)|__counted) > "),
            ("a + b * -c", "((a)|__term) + ((((b)|__term) * ((-c)|__term))|__term)"),
            ("'x' ~ a + b ~ c", "'x' ~ ((a)|__counted) + ((b)|__counted) ~ ((c)|__counted)"),
            (
                "a|f(b) not in [c]",
                "(((a|__held|f(((b)|__held)))|__counted) )|__compared(\"not in\", ( ((([c]|__held))|__counted)))",
            ),
            ("d[k] if x is eq y else z", "d[((k)|__counted)] if x|__counted is eq y else z"),
            ("['a', 1]", "['a', 1]"),
        ] {
            let expected = expected.replace("[c]|", "([c])|");
            let text = guarded(&format!("{{{{ {source} }}}} a == b")).text;
            assert_eq!(text, format!("{{{{ {expected} }}}} a == b"));
        }
    }

    #[test]
    fn every_place_leads_back_to_the_authors() {
        let source = "x {{ a == [b, c] }} y";
        let guarded = guarded(source);
        for word in ["x ", "b,", " y"] {
            let [from, to] = [&guarded.text, source].map(|text| text.find(word).unwrap());
            assert_eq!(guarded.original(from..from + 1), to..to + 1, "{word}");
        }
        let failed = guarded.text.find("__held").unwrap();
        assert_eq!(&source[guarded.original(failed..failed + 6)], "[b, c]");
    }
}
