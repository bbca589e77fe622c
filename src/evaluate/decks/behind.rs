//! Pictures that reveal.js and Quarto put behind a slide: in the attributes of its heading, or in a comment.

use super::changes::{Changes, Left};
use super::lines::{Kind, Line, heading_level};

/// The attributes that name such a picture; the last may be a colour.
const PICTURES: [&str; 3] = ["background-image", "data-background-image", "data-background"];

/// The endings of pictures.
const ENDINGS: [&str; 8] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".avif"];

/// The attributes of a slide that only say how it looks or moves.
const LOOKS: [&str; 6] =
    ["background", "data-background", "transition", "data-transition", "auto-animate", "data-auto"];

/// Shows what headings have behind their slides beneath them.
pub fn headings(lines: &[Line], changes: &mut Changes) {
    for line in lines.iter().filter(|line| line.kind == Kind::Text && heading_level(line.text) > 0)
    {
        let Some(start) = line.text.rfind('{').filter(|_| line.text.trim_end().ends_with('}'))
        else {
            continue;
        };
        let (mut picture, mut looks) = (None, Vec::new());
        for (name, value) in pairs(&line.text[start + 1..]) {
            match PICTURES.contains(&name) && is_picture(value) {
                true => picture = Some(value),
                false if LOOKS.iter().any(|it| name.starts_with(it)) => looks.push(name),
                false => {}
            }
        }
        let at = line.range.start + start;
        changes.left.extend(looks.iter().map(|it| (Left::Directive, at, (*it).to_string())));
        if let Some(picture) = picture {
            show(picture, at, line.range.end, changes);
        }
    }
}

/// Shows what a comment for a slide, `<!-- .slide: data-background="a.png" -->`, has behind it beneath the title that follows.
pub fn comment(inside: &str, at: usize, lines: &[Line], changes: &mut Changes) {
    if !inside.trim_start().starts_with(".slide") {
        return;
    }
    let found = pairs(inside).find(|(name, value)| PICTURES.contains(name) && is_picture(value));
    let Some((_, picture)) = found else { return };
    let from = lines.partition_point(|line| line.range.start <= at);
    let title = lines[from..].iter().find(|line| !line.is_blank());
    let title = title.filter(|it| it.kind == Kind::Text && heading_level(it.text) > 0);
    show(picture, at, title.map_or(at, |title| title.range.end), changes);
}

fn show(picture: &str, at: usize, to: usize, changes: &mut Changes) {
    changes.left.push((Left::Background, at, String::new()));
    changes.insert(to, format!("\n\n![]({})\n\n", picture.replace(' ', "%20")));
}

fn is_picture(value: &str) -> bool {
    let value = value.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    ENDINGS.iter().any(|it| value.ends_with(it)) && !value.contains(['(', ')'])
}

/// `name="value"` or `name=value`, one behind another.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (before, behind) = rest.split_once('=')?;
        let name = before.rsplit([' ', '\t', '{', ':', '}']).next().unwrap_or_default();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => behind[1..].split_once(quote).unwrap_or((&behind[1..], "")),
            None => {
                let end = behind.find([' ', '\t', '}']).unwrap_or(behind.len());
                behind.split_at(end)
            }
        };
        rest = after;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn pictures_behind_slides_are_found() {
        for (text, shown) in [
            ("## {background-image=\"a b.png\" background-size=\"cover\"}", "![](a%20b.png)"),
            ("## Words {.x data-background=c.JPG}", "![](c.JPG)"),
            ("## Words {background-color=\"#fff\"}", ""),
            ("## Words {#name background=\"red\"}", ""),
            ("Words {background-image=\"a.png\"}", ""),
        ] {
            let mut changes = Changes::default();
            headings(&lines(text), &mut changes);
            let made: String = changes.edits.iter().map(|(_, new)| new.trim()).collect();
            assert_eq!(made, shown, "{text}");
        }
    }
}
