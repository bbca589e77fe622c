//! What only bookdown writes: parts and appendices among the headings, words that stand elsewhere
//! (`(ref:name)`), and names of equations (`(\#eq:name)`).

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::lines::{Kind, Line};
use super::pass::Pass;

/// What stands before the words of a heading that opens a part.
const PARTS: [&str; 3] = ["(PART) ", "(PART\\*) ", "(APPENDIX) "];

/// Before words that stand elsewhere.
const WORDS: &str = "(ref:";

/// Before the name of an equation.
const EQUATION: &str = "(\\#eq:";

/// The longest name, in bytes.
const LONGEST: usize = 200;

/// Whether a text may have such marks.
pub fn is_likely(text: &str) -> bool {
    text.contains(WORDS) || text.contains(EQUATION) || PARTS.iter().any(|it| text.contains(it))
}

/// Writes them as Markdown.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let defined = defined(lines);
    let ends: HashSet<usize> = defined.values().map(|it| it.end).collect();
    for line in lines {
        let own = line.range.start..line.next;
        if ends.contains(&line.range.end) {
            pass.put("\n", own);
            continue;
        }
        let mut at = own.start;
        if line.is_text()
            && let Some(mark) = part(line.text)
        {
            pass.keep(at..at + mark.start);
            pass.put("", at + mark.start..at + mark.end);
            at += mark.end;
        }
        let is_option = line.text.trim_start().starts_with("#|");
        if line.kind != Kind::Fenced || is_option {
            at = marks(pass, &(at..line.range.end), &defined);
        }
        pass.keep(at..own.end);
    }
}

/// Where a mark of a part stands in a heading.
fn part(line: &str) -> Option<Range<usize>> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let words = words.strip_prefix(' ').filter(|_| (1..=6).contains(&level))?;
    let mark = PARTS.iter().find(|mark| words.starts_with(**mark))?;
    Some(level + 1..level + 1 + mark.len())
}

/// The words that stand elsewhere, by their names: `(ref:name) words`, a paragraph of one line.
fn defined<'t>(lines: &[Line<'t>]) -> HashMap<&'t str, Range<usize>> {
    let mut defined = HashMap::new();
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| line.is_text()) {
        let alone = i.checked_sub(1).is_none_or(|before| lines[before].is_blank())
            && lines.get(i + 1).is_none_or(Line::is_blank);
        let named = line.text.strip_prefix(WORDS).and_then(|it| it.split_once(") "));
        if let Some((name, words)) = named.filter(|_| alone) {
            let end = line.range.end;
            defined.entry(name).or_insert(end - words.len()..end);
        }
    }
    defined
}

/// Writes the marks of a line; where what is left of it begins.
fn marks(pass: &mut Pass, range: &Range<usize>, defined: &HashMap<&str, Range<usize>>) -> usize {
    let text = pass.text;
    let (mut at, mut from) = (range.start, range.start);
    while let Some(offset) = text[from..range.end].find('(') {
        let start = from + offset;
        from = start + 1;
        let rest = &text[start..range.end.min(text.floor_char_boundary(start + LONGEST))];
        let name = |mark: &str| rest.strip_prefix(mark).and_then(|it| it.split_once(')'));
        if let Some((name, _)) = name(WORDS)
            && let Some(words) = defined.get(name)
        {
            pass.keep(at..start);
            pass.keep(words.clone());
            at = start + WORDS.len() + name.len() + 1;
            pass.put("", at..at);
        } else if let Some((name, _)) = name(EQUATION) {
            pass.keep(at..start);
            let end = start + EQUATION.len() + name.len() + 1;
            pass.put(format!("\\label{{{name}}}"), start..end);
            at = end;
        }
        from = from.max(at);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::unfolded::unfolded;
    use super::unfold;

    #[test]
    fn parts_words_and_equations_are_read() {
        for (text, read) in [
            ("# (PART) One {-}\n\n# (APPENDIX) More {-}", "# One {-}|# More {-}"),
            ("(ref:c) A *b*.\n\n![x](y \"(ref:c)\")", "![x](y \"A *b*.\")"),
            (
                "```{r, fig.cap='(ref:c)'}\n(ref:c)\n```\n\n(ref:c) W",
                "```{r, fig.cap='W'}|(ref:c)|```",
            ),
            ("a = b (\\#eq:law)\n(see) (ref:d)", "a = b \\label{law}|(see) (ref:d)"),
        ] {
            assert_eq!(unfolded(text, unfold).join("|"), read, "{text}");
        }
    }
}
