//! Subtitles of slides in ioslides, `## Title | Subtitle`: words of their own beneath the title.

use super::changes::Edit;
use super::lines::{Kind, Line, heading_level};

/// Parts titles from their subtitles; attributes stay with the title.
pub fn edits(lines: &[Line]) -> Vec<Edit> {
    let titles = lines.iter().filter(|it| it.kind == Kind::Text && heading_level(it.text) > 0);
    titles.filter_map(parted).collect()
}

fn parted(line: &Line) -> Option<Edit> {
    let at = line.text.find(" | ").filter(|at| !line.text[..*at].contains('`'))?;
    let behind = &line.text[at + " | ".len()..];
    let braces = behind.rfind('{').filter(|_| behind.trim_end().ends_with('}'));
    let (words, attributes) = behind.split_at(braces.unwrap_or(behind.len()));
    let new = format!(
        "{}{}\n\n{}\n",
        if attributes.is_empty() { "" } else { " " },
        attributes,
        words.trim()
    );
    (!words.trim().is_empty()).then(|| (line.range.start + at..line.range.end, new))
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn a_subtitle_stands_beneath_its_title() {
        for (text, made) in [
            ("## A | b c", "\n\nb c\n"),
            ("## A | b {.x #y}", " {.x #y}\n\nb\n"),
            ("## A `x | y`", ""),
            ("a | b", ""),
        ] {
            let edits = edits(&lines(text));
            assert_eq!(edits.first().map_or("", |(_, new)| new), made, "{text}");
        }
    }
}
