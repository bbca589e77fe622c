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
            if let Some(cell) = entry.node.as_cell().filter(|_| sound) {
                found.push(format!("\\def\\{name}{}{{{}}}", parameters(&cell.text), cell.text));
            }
        }
    }
    found
}

/// `#1#2` for a meaning that has two parameters.
fn parameters(meaning: &str) -> String {
    let has = |n: &usize| meaning.contains(&format!("#{n}"));
    let most = (1..=9).filter(has).max().unwrap_or_default();
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
    let mut open: Option<(String, usize)> = None;
    for line in text.lines() {
        let begins = DEFINE.iter().any(|it| line.trim_start().starts_with(it));
        let (mut own, mut depth) = match open.take() {
            Some(open) => open,
            None if begins => (String::new(), 0),
            None => continue,
        };
        // What stands behind `%` is a comment.
        let kept = line.find('%').filter(|at| !line[..*at].ends_with('\\')).unwrap_or(line.len());
        own.push_str(line[..kept].trim());
        for c in line[..kept].chars() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        match depth {
            0 => found.push(own),
            _ => open = Some((own, depth)),
        }
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
        assert_eq!(parameters("#1 + #2"), "#1#2");
    }
}
