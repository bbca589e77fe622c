//! Braces that are no expressions are hidden from MiniJinja: those of ids, of code and of formulas.
//!
//! The second character of `{{`, `{%` and `{#` becomes a control character of the same length, so that
//! every byte keeps its place; after values are filled in, it becomes what it was.

use std::ops::Range;

use comrak::nodes::NodeValue;
use comrak::{Arena, parse_document};

use super::heading_ids;
use crate::data::place::line_starts;
use crate::evaluate::markdown::delimiters;
use crate::evaluate::markdown::nodes::{TYPST, options};
use crate::evaluate::markdown::shallow::{Closing, shallow};

/// What stands for the second brace, the percent sign and the number sign. No text has these
/// characters: controls are refused.
const MARKS: [(u8, u8); 3] = [(b'{', 3), (b'%', 4), (b'#', 5)];

/// The text as MiniJinja may read it.
pub fn guarded(text: &str) -> String {
    let may_hide = may_have_code(text) && openings(text).next().is_some();
    let ranges = if may_hide { shown_as_written(text) } else { Vec::new() };
    heading_ids::guarded(&without(text, ranges.into_iter().flat_map(|range| within(text, range))))
}

/// The text as it was written.
pub fn revealed(text: &str) -> String {
    let mut text = heading_ids::revealed(text);
    for (sign, mark) in MARKS {
        if text.as_bytes().contains(&mark) {
            text = text.replace(char::from(mark), &char::from(sign).to_string());
        }
    }
    text
}

/// The text with the openings at these bytes hidden.
pub fn without(text: &str, openings: impl Iterator<Item = usize>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for at in openings {
        if let Some(byte) = bytes.get_mut(at + 1)
            && let Some((_, mark)) = MARKS.iter().find(|(sign, _)| sign == byte)
        {
            *byte = *mark;
        }
    }
    // One character of ASCII takes the place of another.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

/// Where `{{`, `{%` and `{#` stand, in bytes.
pub fn openings(text: &str) -> impl Iterator<Item = usize> {
    let mut free = 0;
    text.match_indices('{').map(|(at, _)| at).filter(move |&at| {
        let next = text.as_bytes().get(at + 1);
        let opens =
            at >= free && next.is_some_and(|next| MARKS.iter().any(|(sign, _)| sign == next));
        if opens {
            free = at + 2;
        }
        opens
    })
}

/// Whether there can be code or formulas: a fence, a mark of a formula, or lines that are set in.
fn may_have_code(text: &str) -> bool {
    text.contains(['`', '~', '$', '\\', '\t']) || text.contains("    ")
}

fn within(text: &str, range: Range<usize>) -> Vec<usize> {
    let inside = text.get(range.clone()).unwrap_or_default();
    openings(inside).map(|at| range.start + at).collect()
}

/// The bytes of code and formulas, as the reader of Markdown will find them. A block of Typst is a
/// part of the page, in which values stand as variables.
fn shown_as_written(text: &str) -> Vec<Range<usize>> {
    let arena = Arena::new();
    let in_dollars = delimiters::in_dollars(shallow(text, Closing::AtMostAsLong).into_owned());
    let root = parse_document(&arena, &in_dollars, &options());
    let starts = line_starts(&in_dollars);
    let line = |number: usize| starts.get(number).copied().unwrap_or(text.len());
    let mut ranges = Vec::new();
    for node in root.descendants() {
        let data = node.data.borrow();
        let (start, end) = (data.sourcepos.start, data.sourcepos.end);
        let (first, last) = (line(start.line.saturating_sub(1)), line(end.line.saturating_sub(1)));
        let (literal, fence) = match &data.value {
            NodeValue::CodeBlock(code) => {
                let is_typst = code.info.split_whitespace().next() == Some(TYPST);
                ranges.extend((!is_typst).then(|| first..line(end.line)));
                continue;
            }
            NodeValue::Code(code) => (&code.literal, '`'),
            NodeValue::Math(math) => (&math.literal, '$'),
            _ => continue,
        };
        if openings(literal).next().is_none() {
            continue;
        }
        let told = first + start.column.saturating_sub(1)..last + end.column;
        let found = is_fenced(text.get(told.clone()), fence).then_some(told);
        match found {
            Some(range) => ranges.push(range),
            None => ranges.extend(written_so(text, literal, first..line(end.line))),
        }
    }
    ranges
}

fn is_fenced(text: Option<&str>, fence: char) -> bool {
    text.is_some_and(|text| text.len() > 2 && text.starts_with(fence) && text.ends_with(fence))
}

/// Where code stands whose place is not told rightly, as in inline footnotes and behind an escaped
/// pipe: wherever it is written so, or else somewhere in its lines.
fn written_so(text: &str, literal: &str, lines: Range<usize>) -> Vec<Range<usize>> {
    let found: Vec<_> =
        text.match_indices(literal).map(|(at, found)| at..at + found.len()).collect();
    if found.is_empty() { vec![lines] } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_code_and_formulas_are_hidden() {
        for text in [
            "`{{ x }}`",
            "`` {{ ` {% x `` more",
            "$\\mathbf{{x}}$ and $$\n{{x}}\n$$",
            "```js {{ x }}\n{% if %}\n{# … #}\n```\n",
            "- a\n\n      {{ x }}\n\n> 1. `a\n>    {{ x }}`\n",
            "    {{ x }}\n",
            "| a \\| `{{ x }}` |\n|---|\n| b \\| `{{ x }}` |\n",
            "a^[see `{{ x }}` there] b",
            "a[^1]\n\n[^1]: `{{ x }}`\n\n    ~~~\n    ${#a[@]}\n    ~~~\n",
            "`{{{{%{#`",
        ] {
            let guarded = guarded(text);
            assert!(openings(&guarded).next().is_none(), "{text}: {guarded:?}");
            assert_eq!(guarded.len(), text.len());
            assert_eq!(revealed(&guarded), text);
        }
    }

    #[test]
    fn expressions_elsewhere_stay() {
        for text in [
            "{{ x }} `a` $5 and {{ y }}",
            "[a](https://b.c/{{ x }}) `",
            "```{=typst}\n#{{ x }}\n```",
            "{% for a in b %}\n| {{ a }} |\n{% endfor %}",
        ] {
            assert_eq!(guarded(text), text);
        }
    }
}
