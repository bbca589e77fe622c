//! Markdown within elements that say so, `<figure markdown="span">` of mkdocs: their lines are parted from the tags.

use super::lines::Line;
use super::pass::Pass;

/// Whether a text may have such.
pub fn is_likely(text: &str) -> bool {
    text.match_indices(" markdown").any(|(at, _)| text[at + 9..].starts_with(['>', '=', ' ']))
}

/// Parts what such elements hold from their tags by blank lines, and takes its indent away.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut open: Option<Open> = None;
    let mut from = 0;
    for line in lines {
        let text = line.text.trim();
        match &mut open {
            None => {
                let Some((name, tag)) = opened(text).filter(|_| line.is_text()) else { continue };
                open = closes(lines, line, name).then_some(Open { name, indent: None });
                if open.is_none() {
                    continue;
                }
                pass.keep(from..line.range.start);
                pass.put(format!("{tag}\n\n"), line.range.start..line.next);
            }
            Some(own) => {
                let is_end = text.strip_prefix("</").is_some_and(|it| it.starts_with(own.name));
                if is_end || is_tag(text) {
                    pass.put("\n", line.range.start..line.range.start);
                    pass.keep(line.range.start + line.blanks().len()..line.next);
                    pass.put("\n", line.next..line.next);
                } else {
                    let indent = *own.indent.get_or_insert(line.indent());
                    let blanks = line.bytes_of(indent).min(line.blanks().len());
                    pass.keep(line.range.start + blanks..line.next);
                }
                if is_end {
                    open = None;
                }
            }
        }
        from = line.next;
    }
    pass.keep(from..pass.text.len());
}

/// An element that holds Markdown, and by how much its first line is indented.
struct Open<'t> {
    name: &'t str,
    indent: Option<usize>,
}

/// So many lines may such an element have.
const LONGEST: usize = 400;

/// Whether the element ends on a line of its own, and none of its name begins before.
fn closes(lines: &[Line], first: &Line, name: &str) -> bool {
    let behind = lines.iter().skip_while(|line| line.range.start <= first.range.start);
    for line in behind.take(LONGEST) {
        let text = line.text.trim();
        if text.strip_prefix("</").is_some_and(|it| it.strip_prefix(name) == Some(">")) {
            return true;
        }
        if text.strip_prefix('<').is_some_and(|it| it.starts_with(name)) {
            return false;
        }
    }
    false
}

/// The name of an element that a line opens and that says that it holds Markdown, and its tag without that.
fn opened(text: &str) -> Option<(&str, String)> {
    let inside = text.strip_prefix('<')?.strip_suffix('>')?;
    let (name, attributes) = inside.split_once(' ')?;
    if !name.bytes().all(|it| it.is_ascii_lowercase()) || attributes.contains(['<', '>']) {
        return None;
    }
    let at = attributes.find("markdown")?;
    let (before, behind) = (&attributes[..at], &attributes[at + "markdown".len()..]);
    let length = match behind.strip_prefix("=\"") {
        Some(value) => value.find('"')? + 3,
        None if behind.is_empty() || behind.starts_with(' ') => 0,
        None => return None,
    };
    if !before.is_empty() && !before.ends_with(' ') {
        return None;
    }
    Some((name, format!("<{}>", format!("{name} {before}{}", behind[length..].trim()).trim_end())))
}

/// Whether a line is tags of HTML, from its first sign to its last.
fn is_tag(text: &str) -> bool {
    let begins = text
        .strip_prefix('<')
        .is_some_and(|it| it.trim_start_matches('/').starts_with(|c: char| c.is_ascii_lowercase()));
    begins && text.ends_with('>') && !text.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_within_elements_stands_on_lines_of_its_own() {
        for (text, read) in [
            (
                "<figure markdown=\"span\">\n  ![A](a.png){ width=\"300\" }\n  <figcaption>C</figcaption>\n</figure>\nb",
                "<figure>|![A](a.png){ width=\"300\" }|<figcaption>C</figcaption>|</figure>|b",
            ),
            (
                "<div class=\"grid\" markdown>\n- a\n- b\n</div>",
                "<div class=\"grid\">|- a|- b|</div>",
            ),
            ("<div markdown=\"1\">\nopen", "<div markdown=\"1\">|open"),
            ("<p class=\"markdown-body\">\nx\n</p>", "<p class=\"markdown-body\">|x|</p>"),
        ] {
            assert_eq!(super::super::unfolded::unfolded(text, unfold).join("|"), read, "{text}");
        }
    }
}
