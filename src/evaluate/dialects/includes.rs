//! Lines of a single text that put other texts here: `{{< include a.qmd >}}` of Quarto, `--8<-- "a.md"` of mkdocs,
//! `<!--@include: a.md-->` of VitePress, `{{#include a.md}}` of mdBook.

use super::lines::lines;
use crate::evaluate::template::render::Rendered;
use crate::model::inputs::Sources;
use crate::model::picture_path::candidates;

/// Texts stand in texts at most so deep.
const DEEPEST: usize = 8;
/// So many are put into one text at most.
const MOST: usize = 200;
/// So long is what they put there at most, in bytes.
const LONGEST: usize = 4 << 20;

/// Puts other texts in the place of the lines that name them. What is not there stays as it is written.
pub fn include(rendered: &mut Rendered, sources: &Sources) {
    if !MARKS.iter().any(|(open, _)| rendered.text.contains(open)) {
        return;
    }
    let mut files = Files { sources, count: 0, bytes: 0 };
    let edits = files.edits(&rendered.text, rendered.folder(), 0);
    rendered.edit(edits);
}

/// What stands before and behind the path of a file, which is all of its line.
const MARKS: [(&str, &str); 5] = [
    ("{{< include ", ">}}"),
    ("--8<-- \"", "\""),
    ("<!--@include:", "-->"),
    ("<!-- @include:", "-->"),
    ("{{#include ", "}}"),
];

/// The texts that were put here.
struct Files<'s> {
    sources: &'s Sources,
    count: usize,
    bytes: usize,
}

impl Files<'_> {
    fn edits(
        &mut self,
        text: &str,
        folder: &str,
        depth: usize,
    ) -> Vec<(std::ops::Range<usize>, String)> {
        let mut edits = Vec::new();
        for line in lines(text).iter().filter(|line| line.is_text()) {
            let Some(path) = named(line.text) else { continue };
            if let Some(own) = self.text(path, folder, depth) {
                edits.push((line.range.clone(), own));
            }
        }
        edits
    }

    /// The text of a file with those that it names in turn, without its front matter.
    fn text(&mut self, path: &str, folder: &str, depth: usize) -> Option<String> {
        let mut files = candidates(path, folder).into_iter();
        let (name, text) = files.find_map(|it| Some((it.clone(), self.sources.text(&it)?)))?;
        let text = without_front_matter(text);
        self.count += 1;
        self.bytes += text.len();
        if depth == DEEPEST || self.count > MOST || self.bytes > LONGEST || !is_markdown(&name) {
            return None;
        }
        let inner = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut own = String::with_capacity(text.len());
        let mut from = 0;
        for (range, new) in self.edits(text, inner, depth + 1) {
            own.push_str(&text[from..range.start]);
            own.push_str(&new);
            from = range.end;
        }
        own.push_str(&text[from..]);
        // What stands there begins and ends its own blocks, also without blank lines around it.
        Some(format!("\n{}\n", own.trim_matches('\n')))
    }
}

/// The path that a line names, when it does nothing else.
fn named(line: &str) -> Option<&str> {
    let line = line.trim();
    let (open, end) = MARKS.iter().find(|(open, _)| line.starts_with(open))?;
    let path = line[open.len()..].strip_suffix(end)?.trim().trim_matches(['"', '\'']);
    (!path.is_empty() && !path.contains(['"', '{', '}'])).then_some(path)
}

fn is_markdown(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|it| ["md", "qmd", "rmd", "markdown", "mdx", "txt"].contains(&it.as_str()))
}

/// A text behind its front matter.
fn without_front_matter(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let Some(inside) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return text;
    };
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return &inside[at..];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_names_a_text_is_told() {
        for (line, path) in [
            ("{{< include _a.qmd >}}", Some("_a.qmd")),
            ("{{< include \"b c.md\" >}}", Some("b c.md")),
            ("--8<-- \"docs/a.md\"", Some("docs/a.md")),
            ("<!--@include: ./a.md-->", Some("./a.md")),
            ("<!-- @include: ./a.md -->", Some("./a.md")),
            ("{{#include a.md}}", Some("a.md")),
            ("as {{< include _a.qmd >}} says", None),
            ("{{< include >}}", None),
        ] {
            assert_eq!(named(line), path, "{line}");
        }
    }

    #[test]
    fn texts_are_put_into_texts_within_limits() {
        let mut sources = Sources::default();
        for (name, text) in [
            ("a.md", "---\ntitle: A\n---\n\nFrom a.\n\n{{< include sub/b.md >}}\n"),
            ("sub/b.md", "From b.\n{{< include c.md >}}\n"),
            ("sub/c.md", "From c.\n"),
            ("round.md", "x\n{{< include round.md >}}\n"),
            ("code.py", "x = 1\n"),
        ] {
            sources.insert(name, text.as_bytes().to_vec());
        }
        let made = |text: &str| {
            let mut files = Files { sources: &sources, count: 0, bytes: 0 };
            files.edits(text, "", 0).into_iter().map(|(_, it)| it).collect::<Vec<_>>().join("|")
        };
        assert_eq!(made("{{< include a.md >}}"), "\nFrom a.\n\n\nFrom b.\n\nFrom c.\n");
        assert_eq!(made("```\n{{< include a.md >}}\n```"), "");
        assert_eq!(made("{{< include code.py >}}\n{{< include no.md >}}"), "");
        assert!(made("{{< include round.md >}}").len() < 200);
    }
}
