//! Macros that front matter defines for all formulas of a text: `header-includes` of pandoc and R Markdown,
//! `include-in-header` of Quarto, `math` of MyST, `macros` of MathJax.

use crate::data::tree::{Map, Node};

/// The commands that define others.
const DEFINE: [&str; 6] = [
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
    "\\DeclareMathOperator",
    "\\def",
    "\\let",
];

/// At most so many bytes of front matter are looked at.
const LONGEST: usize = 100_000;

/// How deep values of front matter are looked into.
const DEEPEST: usize = 8;

/// The definitions in front matter, each as LaTeX writes it.
pub fn definitions(map: &Map) -> Vec<String> {
    let mut found = Vec::new();
    for key in ["header-includes", "include-in-header", "format", "output"] {
        if let Some(node) = map.get(key) {
            of(node, 0, &mut found);
        }
    }
    for key in ["math", "macros", "mathjax", "katex"] {
        let macros = match map.get(key) {
            Some(Node::Map(inner)) => inner.get("macros").and_then(Node::as_map).unwrap_or(inner),
            _ => continue,
        };
        for (name, entry) in &macros.entries {
            let name = name.trim_start_matches('\\');
            let sound = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic());
            if let Some((meaning, count)) = meaning(&entry.node).filter(|_| sound) {
                found.push(format!("\\def\\{name}{}{{{meaning}}}", parameters(meaning, count)));
            }
        }
    }
    found
}

/// What a macro means, and how many parameters it says it has: `["\\mathbf{#1}", 1]` of MathJax.
fn meaning(node: &Node) -> Option<(&str, usize)> {
    let Node::List(list) = node else { return Some((&node.as_cell()?.text, 0)) };
    let count =
        list.items.get(1).and_then(Node::as_cell).and_then(|it| it.text.trim().parse().ok());
    Some((&list.items.first()?.as_cell()?.text, count.unwrap_or_default()))
}

/// `#1#2` for a meaning that has two parameters, or says so.
fn parameters(meaning: &str, count: usize) -> String {
    let has = |n: &usize| meaning.contains(&format!("#{n}"));
    let most = (1..=9).filter(has).max().unwrap_or_default().max(count.min(9));
    (1..=most).map(|n| format!("#{n}")).collect()
}

fn of(node: &Node, depth: usize, found: &mut Vec<String>) {
    if depth > DEEPEST {
        return;
    }
    match node {
        Node::Cell(cell) if cell.text.len() <= LONGEST => in_text(&cell.text, found),
        Node::List(list) => list.items.iter().for_each(|node| of(node, depth + 1, found)),
        Node::Map(map) => {
            map.entries.values().for_each(|entry| of(&entry.node, depth + 1, found));
        }
        _ => {}
    }
}

/// The definitions at the starts of lines; one goes on until its braces are closed.
fn in_text(text: &str, found: &mut Vec<String>) {
    let mut open: Option<Definition> = None;
    for line in text.lines() {
        let begins = DEFINE.iter().any(|it| line.trim_start().starts_with(it));
        // One that lacks its meaning ends where the next begins.
        let unfinished = open.take_if(|it| begins && it.depth == 0);
        found.extend(unfinished.map(|it| it.text));
        let mut own = match open.take() {
            Some(open) => open,
            None if begins => Definition::default(),
            None => continue,
        };
        own.add(line);
        match own.is_whole() {
            true => found.push(own.text),
            false => open = Some(own),
        }
    }
    found.extend(open.filter(|it| it.depth == 0).map(|it| it.text));
}

/// A definition as far as it has been read.
#[derive(Default)]
struct Definition {
    text: String,
    /// How many braces are open.
    depth: usize,
    /// Whether brackets are open, which hold the default of a parameter.
    bracket: bool,
    /// How many pairs of braces are closed.
    groups: usize,
}

impl Definition {
    fn add(&mut self, line: &str) {
        let (mut end, mut escaped) = (line.len(), false);
        for (at, c) in line.char_indices() {
            match c {
                _ if escaped => {}
                // What stands behind it is a comment.
                '%' => {
                    end = at;
                    break;
                }
                '{' => self.depth += 1,
                '}' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.groups += usize::from(self.depth == 0 && !self.bracket);
                }
                '[' | ']' if self.depth == 0 => self.bracket = c == '[',
                _ => {}
            }
            escaped = c == '\\' && !escaped;
        }
        self.text.push_str(line[..end].trim());
    }

    /// Whether nothing is open, and its meaning is there: `\newcommand{\name}` has it in braces of its own.
    fn is_whole(&self) -> bool {
        let name = self
            .text
            .trim_start_matches('\\')
            .trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let named_in_braces = name.trim_start_matches(['*', ' ']).starts_with('{');
        let lacks_meaning = named_in_braces && self.groups == 1 && self.text.ends_with(['}', ']']);
        self.depth == 0 && !lacks_meaning
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_found_wherever_they_stand() {
        let text = "\\usepackage{a}\n\\newcommand{\\R}{\\mathbb{R}} % reals\n  \\def\\f#1{\n    #1^{2}\n  }\nwords";
        let mut found = Vec::new();
        in_text(text, &mut found);
        assert_eq!(found, ["\\newcommand{\\R}{\\mathbb{R}}", "\\def\\f#1{#1^{2}}"]);
        assert_eq!(parameters("#1 + #2", 0), "#1#2");
        assert_eq!(parameters("#1", 2), "#1#2");
    }

    #[test]
    fn definitions_end_where_their_meanings_do() {
        for (text, read) in [
            ("\\newcommand{\\lb}{\\{}\n\\def\\b{c}", "\\newcommand{\\lb}{\\{}|\\def\\b{c}"),
            ("\\newcommand{\\aa}\n  {\\alpha}\n{x}", "\\newcommand{\\aa}{\\alpha}"),
            ("\\newcommand{\\f}[2][{d}]\n{#1}", "\\newcommand{\\f}[2][{d}]{#1}"),
            ("\\newcommand{\\a}\n\\let\\b\\c\nx", "\\newcommand{\\a}|\\let\\b\\c"),
            ("\\newcommand{\\a}b\n{x}", "\\newcommand{\\a}b"),
            ("\\newcommand\\R{\\mathbb{R}}\n{x}", "\\newcommand\\R{\\mathbb{R}}"),
            ("\\def\\p{50\\%} % half", "\\def\\p{50\\%}"),
            ("\\def\\p{a\\\\% b\n}", "\\def\\p{a\\\\}"),
        ] {
            let mut found = Vec::new();
            in_text(text, &mut found);
            assert_eq!(found.join("|"), read, "{text}");
        }
    }
}
