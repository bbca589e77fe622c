//! Markdown within `<div>` and `<center>` without blank lines around it, and behind `<br>`, as pandoc reads it.

use super::lines::Line;
use super::pass::Pass;

/// The elements whose content is Markdown.
const HOLDERS: [&str; 4] = ["div", "center", "section", "article"];

/// Whether a text may have such.
pub fn is_likely(text: &str) -> bool {
    text.contains("<br") || HOLDERS.iter().any(|name| text.contains(&format!("<{name}")))
}

/// Puts blank lines behind the tags that open and before those that close.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut open: Vec<&str> = Vec::new();
    let mut from = 0;
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| line.is_text()) {
        let next = lines.get(i + 1);
        if let Some(name) = opened(line.text) {
            // What is indented, or a tag itself, is HTML.
            let is_held = next.is_some_and(|next| {
                next.is_text()
                    && !next.is_blank()
                    && next.indent() < 4
                    && !next.text.trim_start().starts_with('<')
            });
            open.push(if is_held { name } else { "" });
            if is_held {
                pass.keep(from..line.next);
                pass.put("\n", line.next..line.next);
                from = line.next;
            }
        } else if is_break(line.text) && begins(lines, i) {
            pass.keep(from..line.next);
            pass.put("\n", line.next..line.next);
            from = line.next;
        } else if let Some(name) = closed(line.text) {
            let follows = i.checked_sub(1).is_some_and(|before| !lines[before].is_blank());
            if open.pop() == Some(name) && follows {
                pass.keep(from..line.range.start);
                pass.put("\n", line.range.start..line.range.start);
                from = line.range.start;
            }
        }
    }
    pass.keep(from..pass.text.len());
}

/// Whether a line has breaks and nothing else.
fn is_break(line: &str) -> bool {
    let rest =
        ["<br>", "<br/>", "<br />"].iter().fold(line.to_string(), |it, tag| it.replace(tag, ""));
    rest.trim().is_empty() && line.contains("<br")
}

/// Whether a line begins a block that the next one would be part of.
fn begins(lines: &[Line], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &lines[before]);
    let next = lines.get(at + 1).filter(|next| !next.is_blank());
    before.is_none_or(|line| line.is_blank() || !line.is_text() || is_break(line.text))
        && next.is_some_and(|next| next.indent() < 4 && !next.text.trim_start().starts_with('<'))
}

/// The element that a line opens, of which it is the only tag.
fn opened(line: &str) -> Option<&str> {
    let inside = line.trim().strip_prefix('<')?.strip_suffix('>')?;
    let name = inside.split(char::is_whitespace).next()?;
    let alone = !inside.contains(['<', '>']) && !inside.ends_with('/');
    (alone && HOLDERS.contains(&name)).then_some(name)
}

/// The element that a line closes.
fn closed(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix("</")?.strip_suffix('>')?;
    HOLDERS.contains(&name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::unfolded::unfolded;
    use super::unfold;

    #[test]
    fn what_stands_in_tags_is_markdown() {
        for (text, read) in [
            ("<div class=\"a\">\n![](b.png)\n</div>", "<div class=\"a\">|![](b.png)|</div>"),
            ("<center>\n*a*\n\n</center>", "<center>|*a*|</center>"),
            ("<div>\n<p>a</p>\n</div>\nb", "<div>|<p>a</p>|</div>|b"),
            ("<div>\n    code\n</div>", "<div>|    code|</div>"),
            ("<div>\n<div>\na\n</div>\n</div>", "<div>|<div>|a|</div>|</div>"),
        ] {
            assert_eq!(unfolded(text, unfold).join("|"), read, "{text}");
        }
    }
}
