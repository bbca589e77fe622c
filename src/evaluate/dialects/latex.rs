//! Commands of LaTeX in the text, outside formulas: what means emphasis, citations, notes and links is
//! written as Markdown; what says how a page looks is left out; all else is printed as written, and told.

use std::ops::Range;

use super::found::{Found, Run};
use super::spans;
use super::told::Kind;

/// Commands that stand for words: what stands before and behind these.
const WORDS: [(&str, &str, &str); 12] = [
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

/// Commands whose argument is an address.
const LINKS: [&str; 2] = ["href", "url"];

/// Commands that say how a page looks.
const LOOKS: [&str; 14] = [
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
    "index",
];

/// Those of them whose argument is no text: a length, or what stands in an index; behind the others stand words.
const SILENT: [&str; 3] = ["vspace", "hspace", "index"];

/// Commands that need no argument, and whose meaning no page has here.
const BARE: [&str; 2] = ["tableofcontents", "printbibliography"];

/// Commands that print their own names.
const NAMES: [&str; 2] = ["LaTeX", "TeX"];

/// Commands whose meaning no page has here.
const OTHERS: [&str; 19] = [
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
];

/// Those that print the number of a figure.
const FIGURES: [&str; 4] = ["ref", "autoref", "cref", "Cref"];

/// Whether a text may have such commands.
pub fn is_likely(text: &str) -> bool {
    text.split('\\').skip(1).any(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        is_known(&rest[..end])
    })
}

fn is_known(name: &str) -> bool {
    let all = CITES.iter().chain(&LINKS).chain(&LOOKS).chain(&BARE).chain(&OTHERS).chain(&NAMES);
    WORDS.iter().any(|it| it.0 == name) || all.into_iter().any(|it| *it == name)
}

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
    if NAMES.contains(&name) {
        let braces = if rest[length..].starts_with("{}") { 2 } else { 0 };
        let behind = start + 1 + length + braces;
        found.put(start..behind, name);
        return Some(behind);
    }
    // Markdown has made a link of the address, where the run ends: the rest of the line belongs to it.
    let line = found.text[end..].find('\n').map_or(found.text.len(), |it| end + it);
    let text = if LINKS.contains(&name) { &found.text[..line] } else { text };
    let star = usize::from(rest[length..].starts_with('*'));
    let mut at = start + 1 + length + star;
    if LOOKS.contains(&name) {
        return Some(looks(found, name, start..at, text));
    }
    let mut options = Vec::new();
    while let Some((option, behind)) = group(text, at, '[', ']').filter(|_| options.len() < 2) {
        options.push(&text[option]);
        at = behind;
    }
    let Some((inside, behind)) = group(text, at, '{', '}') else {
        let needs_one = CITES.contains(&name) || WORDS.iter().any(|it| it.0 == name);
        if needs_one || LINKS.contains(&name) || BARE.contains(&name) {
            found.tell(Kind::Latex, start, format!("\\{name}"));
        }
        return None;
    };
    if CITES.contains(&name) {
        found.put(start..behind, citation(name, &text[inside], &options));
        return Some(behind);
    }
    with_argument(found, name, (start, text), (inside, behind))
}

/// The same of a command whose argument stands `inside`, and ends before `behind`.
fn with_argument(
    found: &mut Found,
    name: &str,
    (start, text): (usize, &str),
    (inside, behind): (Range<usize>, usize),
) -> Option<usize> {
    if name == "url" {
        // Markdown finds the address without a scheme itself.
        let address = text[inside].replace('\\', "");
        let has_scheme = address.contains(':');
        found.put(start..behind, if has_scheme { format!("<{address}>") } else { address });
        return Some(behind);
    }
    if let Some((_, open, close)) = WORDS.iter().find(|it| it.0 == name) {
        found.put(start..inside.start, *open);
        found.put(inside.end..behind, *close);
        return Some(inside.start);
    }
    let words = group(text, behind, '{', '}').filter(|_| name == "href");
    if let Some((words, end)) = words {
        let (address, words) = (text[inside].replace('\\', ""), &text[words]);
        found.put(start..end, format!("[{words}](<{address}>)"));
        return Some(end);
    }
    let target = &text[inside.clone()];
    if FIGURES.contains(&name) && found.names.contains(target) {
        spans::reference(found, start, behind, target);
        return Some(behind);
    }
    // That of a picture is taken out with its words.
    if name == "label" && found.names.contains(target) {
        return Some(behind);
    }
    let is_equation = name.ends_with("ref") && found.equations.contains(target);
    if (OTHERS.contains(&name) || name == "href") && !is_equation {
        found.tell(Kind::Latex, start, format!("\\{name}"));
    }
    Some(behind)
}

/// Leaves out a command that says how a page looks; where it ends. A length goes with it, words in braces stay.
fn looks(found: &mut Found, name: &str, own: Range<usize>, text: &str) -> usize {
    found.tell(Kind::LatexLooks, own.start, format!("\\{name}"));
    let option = group(text, own.end, '[', ']').filter(|_| name == "linebreak");
    let end = option.map_or(own.end, |(_, behind)| behind);
    match group(text, end, '{', '}') {
        Some((_, behind)) if SILENT.contains(&name) => {
            found.put(own.start..behind, "");
            behind
        }
        Some((inside, behind)) => {
            found.put(own.start..inside.start, "");
            found.put(inside.end..behind, "");
            inside.start
        }
        None => {
            found.put(own.start..end, "");
            end
        }
    }
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

/// `\citep[p. 3]{a,b}` and `\citep[see][p. 3]{a}` as Markdown cites.
fn citation(name: &str, keys: &str, options: &[&str]) -> String {
    let mut keys = keys.split(',').map(str::trim).filter(|key| !key.is_empty());
    let (before, locator) = match options {
        [before, locator, ..] => (before.trim(), Some(locator.trim())),
        _ => ("", options.first().map(|it| it.trim())),
    };
    let locator = locator.filter(|it| !it.is_empty());
    let before = if before.is_empty() { String::new() } else { format!("{before} ") };
    if matches!(name, "citet" | "textcite") {
        let keys: Vec<String> = keys.map(|key| format!("@{key}")).collect();
        let locator = locator.map_or(String::new(), |it| format!(" [{it}]"));
        return before + &keys.join(", ") + &locator;
    }
    let first = keys.next().map(|key| format!("@{key}"));
    let mut all: Vec<String> = first.into_iter().chain(keys.map(|key| format!("@{key}"))).collect();
    if let (Some(last), Some(locator)) = (all.last_mut(), locator) {
        last.push_str(&format!(", {locator}"));
    }
    format!("[{before}{}]", all.join("; "))
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
            ("\\citep[see][p. 3]{a} \\citep[see][]{b,c}", "[see @a, p. 3] [see @b; @c]", 0),
            ("\\citet[see][p. 3]{a} \\citep[][p. 4]{b}", "see @a [p. 3] [@b, p. 4]", 0),
            ("as \\url{https://a.b/c\\_d} \\emph{x}", "as <https://a.b/c_d> *x*", 0),
            ("\\url{a.b/c}, \\url", "a.b/c, \\url", 1),
            ("\\cite and \\emph of \\tableofcontents", "\\cite and \\emph of \\tableofcontents", 3),
            ("\\centering{Kept *so*} \\hspace{1em}b", "{Kept *so*} b", 2),
            ("\\centering{Words kept} \\linebreak[4]c", "Words kept c", 2),
            ("\\noindent[Note] d \\hfill{}e", "[Note] d e", 2),
            ("\\tableofcontents", "\\tableofcontents", 0),
            ("# \\tableofcontents", "# \\tableofcontents", 1),
            ("written in \\LaTeX", "written in LaTeX", 0),
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
