//! Commands of LaTeX in the text, outside formulas: what means emphasis, citations, notes and links is
//! written as Markdown; what says how a page looks is left out; all else is printed as written, and told.

use std::ops::Range;

use super::found::{Found, Run};
use super::told::Kind;

/// Commands that stand for words: what stands before and behind these.
const WORDS: [(&str, &str, &str); 13] = [
    ("textbf", "**", "**"),
    ("emph", "*", "*"),
    ("textit", "*", "*"),
    ("textsl", "*", "*"),
    ("underline", "<u>", "</u>"),
    ("texttt", "`", "`"),
    ("textsuperscript", "<sup>", "</sup>"),
    ("textsubscript", "<sub>", "</sub>"),
    ("textsc", "", ""),
    ("textrm", "", ""),
    ("textsf", "", ""),
    ("footnote", "^[", "]"),
    ("url", "<", ">"),
];

/// Commands that cite.
const CITES: [&str; 9] = [
    "cite",
    "citep",
    "parencite",
    "autocite",
    "supercite",
    "footcite",
    "citet",
    "textcite",
    "citealp",
];

/// Commands that say how a page looks.
const LOOKS: [&str; 13] = [
    "noindent",
    "centering",
    "smallskip",
    "medskip",
    "bigskip",
    "vspace",
    "hspace",
    "vfill",
    "hfill",
    "maketitle",
    "newline",
    "linebreak",
    "raggedright",
];

/// Commands whose meaning no page has here.
const OTHERS: [&str; 22] = [
    "begin",
    "end",
    "section",
    "subsection",
    "subsubsection",
    "chapter",
    "paragraph",
    "label",
    "ref",
    "autoref",
    "cref",
    "Cref",
    "pageref",
    "includegraphics",
    "caption",
    "input",
    "include",
    "usepackage",
    "textcolor",
    "href",
    "tableofcontents",
    "printbibliography",
];

/// Whether a text may have such commands.
pub fn is_likely(text: &str) -> bool {
    let words = WORDS.iter().map(|it| it.0);
    text.contains('\\')
        && words.chain(CITES).chain(LOOKS).chain(OTHERS).any(|name| {
            text.match_indices(name).take(MOST).any(|(at, _)| text[..at].ends_with('\\'))
        })
}

/// How many places of a word are looked at to tell whether a command has its name.
const MOST: usize = 2_000;

/// Finds the commands in the runs of a block.
pub fn find(found: &mut Found, runs: &[Run]) {
    for run in runs {
        let mut at = run.range.start;
        while let Some(offset) = found.text.get(at..run.range.end).and_then(|it| it.find('\\')) {
            let start = at + offset;
            at = command(found, start, run.range.end).unwrap_or(start + 1).max(start + 1);
        }
    }
}

/// Writes a command as it is meant; where it ends.
fn command(found: &mut Found, start: usize, end: usize) -> Option<usize> {
    let text = &found.text[..end];
    let rest = &text[start + 1..];
    let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let name = &rest[..length];
    if matches!(name, "LaTeX" | "TeX") {
        let braces = if rest[length..].starts_with("{}") { 2 } else { 0 };
        let behind = start + 1 + length + braces;
        found.put(start..behind, name);
        return Some(behind);
    }
    // Markdown has made a link of the address, where the run ends: the rest of the line belongs to it.
    let line = found.text[end..].find('\n').map_or(found.text.len(), |it| end + it);
    let text = if name == "href" { &found.text[..line] } else { text };
    let star = usize::from(rest[length..].starts_with('*'));
    let mut at = start + 1 + length + star;
    let option = group(text, at, '[', ']');
    at = option.as_ref().map_or(at, |it| it.1);
    let argument = group(text, at, '{', '}');
    if LOOKS.contains(&name) {
        let behind = argument.map_or(at, |(_, behind)| behind);
        found.tell(Kind::LatexLooks, start, format!("\\{name}"));
        found.put(start..behind, "");
        return Some(behind);
    }
    let (inside, behind) = argument?;
    if CITES.contains(&name) {
        found.put(start..behind, citation(name, &text[inside], option.map(|it| &text[it.0])));
        return Some(behind);
    }
    if let Some((_, open, close)) = WORDS.iter().find(|it| it.0 == name) {
        found.put(start..inside.start, *open);
        found.put(inside.end..behind, *close);
        return Some(inside.start);
    }
    let words = group(text, behind, '{', '}').filter(|_| name == "href");
    if let Some((words, end)) = words {
        let (address, words) = (&text[inside], &text[words]);
        found.put(start..end, format!("[{words}](<{address}>)"));
        return Some(end);
    }
    let is_equation = name.ends_with("ref") && found.equations.contains(&text[inside]);
    if OTHERS.contains(&name) && !is_equation {
        found.tell(Kind::Latex, start, format!("\\{name}"));
    }
    Some(behind)
}

/// The inside of brackets that begin here, and where they end.
fn group(text: &str, at: usize, open: char, close: char) -> Option<(Range<usize>, usize)> {
    let inside = text.get(at..)?.strip_prefix(open)?;
    let mut depth = 0;
    for (offset, c) in inside.char_indices().take(LONGEST) {
        if c == open {
            depth += 1;
        } else if c == close && depth == 0 {
            let start = at + open.len_utf8();
            return Some((start..start + offset, start + offset + close.len_utf8()));
        } else if c == close {
            depth -= 1;
        }
    }
    None
}

/// The longest argument, in characters.
const LONGEST: usize = 2_000;

/// `\citep[p. 3]{a,b}` as Markdown cites.
fn citation(name: &str, keys: &str, option: Option<&str>) -> String {
    let mut keys = keys.split(',').map(str::trim).filter(|key| !key.is_empty());
    let locator = option.map(str::trim).filter(|it| !it.is_empty());
    if matches!(name, "citet" | "textcite") {
        let keys: Vec<String> = keys.map(|key| format!("@{key}")).collect();
        let locator = locator.map_or(String::new(), |it| format!(" [{it}]"));
        return keys.join(", ") + &locator;
    }
    let first = keys.next().map(|key| format!("@{key}"));
    let mut all: Vec<String> = first.into_iter().chain(keys.map(|key| format!("@{key}"))).collect();
    if let (Some(last), Some(locator)) = (all.last_mut(), locator) {
        last.push_str(&format!(", {locator}"));
    }
    format!("[{}]", all.join("; "))
}

#[cfg(test)]
mod tests {
    use super::super::asked::Asked;
    use super::super::inline;

    #[test]
    fn commands_in_the_text_are_read_or_told() {
        for (text, read, told) in [
            ("\\textbf{a \\emph{b}} c", "**a *b*** c", 0),
            ("so \\citep[p.~3]{a, b} and \\citet{c}", "so [@a; @b, p.~3] and @c", 0),
            ("CO\\textsubscript{2}\\footnote{as \\texttt{x}}", "CO<sub>2</sub>^[as `x`]", 0),
            ("\\href{https://a.b}{here} in \\LaTeX{}", "[here](<https://a.b>) in LaTeX", 0),
            ("\\section{One}\\label{a}", "\\section{One}\\label{a}", 2),
            ("\\vspace{1cm}\\noindent Text", " Text", 2),
            ("C:\\begin\\x `\\textbf{a}` \\{a\\}", "C:\\begin\\x `\\textbf{a}` \\{a\\}", 0),
        ] {
            let found = inline::find(text, Asked::default());
            let mut out = text.to_string();
            for (range, new) in found.edits.into_iter().rev() {
                out.replace_range(range, &new);
            }
            assert_eq!((out.as_str(), found.told.len()), (read, told), "{text}");
        }
    }
}
