//! One slide of a deck, from one rule to the next.

use super::changes::{Changes, Left};
use super::comments::{Comment, comment};
use super::lines::{Kind, Line, heading_level};
use super::options::options;
use super::{behind, columns, pictures};
use crate::typst_source::latex::LINE;

/// The runs of lines between rules; the options of a slide belong to it.
pub fn slides<'l, 't>(lines: &'l [Line<'t>]) -> Vec<&'l [Line<'t>]> {
    let mut slides = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < lines.len() {
        if lines[at].kind == Kind::Break {
            slides.push(&lines[start..at]);
            start = at + 1;
            at = start + options(&lines[start..]).map_or(0, |it| it.length);
        } else {
            at += 1;
        }
    }
    slides.push(&lines[start..]);
    slides
}

/// What is found on a slide that is put elsewhere.
#[derive(Default)]
struct Found {
    /// Pictures beside the text, and whether they stand before it.
    beside: Vec<String>,
    on_the_left: bool,
    /// Where the second column begins.
    second: Option<usize>,
    /// Where the first notes begin.
    notes: Option<usize>,
}

/// Rewrites a slide.
pub fn unfold(text: &str, lines: &[Line], divider: usize, changes: &mut Changes) {
    let Some(last) = lines.last() else { return };
    let mut found = Found::default();
    let mut from = 0;
    if let Some(own) = options(lines) {
        let whole = lines[0].range.start..last.range.end;
        if !own.source.is_empty() {
            return changes.leave_out(Left::Elsewhere, whole, &own.source);
        }
        if own.is_hidden {
            return changes.leave_out(Left::Hidden, whole, "");
        }
        let range = lines[0].range.start..lines[own.length - 1].range.end;
        changes.leave_out(Left::Directive, range, &own.layout);
        from = own.length;
        if !own.image.is_empty() {
            found.beside.push(format!("![]({})", own.image));
            found.on_the_left = own.layout.ends_with("left");
        }
    }
    let lines = &lines[from..];
    if lines.first().is_some_and(|line| line.range.start == 0) {
        title_block(lines, changes);
    }
    columns::unfold(lines, changes);
    comments(text, lines, &mut found, changes);
    behind::headings(lines, changes);
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.kind == Kind::Text) {
        let after_blank = at == 0 || lines[at - 1].is_blank();
        marks(line, after_blank, &mut found, changes);
        aside(line, &mut found, changes);
        clicks(line, changes);
        shown(line, &mut found, changes);
    }
    headings(lines, divider, changes);
    reveal_notes(lines, &mut found, changes);
    two_columns(lines, &found, last.range.end, changes);
}

/// Notes, directives and remarks. What stands in a comment is no mark of the slide.
fn comments(text: &str, lines: &[Line], found: &mut Found, changes: &mut Changes) {
    let Some(last) = lines.last() else { return };
    let mut done = 0;
    for line in lines.iter().filter(|line| line.kind == Kind::Text) {
        let mut at = line.range.start.max(done);
        let (mut ticks, mut counted) = (0, line.range.start);
        while let Some(start) = text.get(at..line.range.end).and_then(|it| it.find("<!--")) {
            let start = at + start;
            let Some(length) = text[start..last.range.end].find("-->") else { return };
            let end = start + length + "-->".len();
            // In code it is something to read.
            ticks += text[counted..start].matches('`').count();
            counted = start;
            if ticks % 2 == 1 {
                at = start + "<!--".len();
                continue;
            }
            let inside = &text[start + "<!--".len()..end - "-->".len()];
            let alone = text[line.range.start..start].trim().is_empty();
            match comment(inside) {
                Comment::Directives(names) => {
                    behind::comment(inside, start, lines, changes);
                    changes.leave_out(Left::Directive, start..end, &names.join("`, `"));
                }
                Comment::Notes if alone => {
                    found.notes.get_or_insert(start);
                    changes.replace(start..start + "<!--".len(), "\n::: notes\n\n");
                    changes.replace(end - "-->".len()..end, "\n\n:::\n");
                }
                Comment::Remark if !inside.trim().starts_with("diptych") => {
                    changes.replace(start..end, "");
                }
                _ => {}
            }
            (at, done) = (end, end);
        }
    }
}

/// Marks on lines of their own.
fn marks(line: &Line, after_blank: bool, found: &mut Found, changes: &mut Changes) {
    match line.text.trim() {
        ". . ." | "\\pause" => changes.leave_out(Left::Pause, line.range.clone(), ""),
        "--" if after_blank => changes.replace(line.range.clone(), "---"),
        "::right::" => {
            found.second = Some(line.range.start);
            changes.replace(line.range.clone(), "\n::::\n\n:::: column\n");
        }
        slot if is_slot(slot) => changes.leave_out(Left::Directive, line.range.clone(), slot),
        _ => {}
    }
}

/// `<aside class="notes">` of reveal.js, whose words the speaker reads, and steps of Slidev behind `$$`.
fn aside(line: &Line, found: &mut Found, changes: &mut Changes) {
    let start = line.range.start;
    if let Some(at) = line.text.find("<aside class=\"notes\"")
        && let Some(length) = line.text[at..].find('>')
    {
        found.notes.get_or_insert(start + at);
        changes.replace(start + at..start + at + length + 1, "\n::: notes\n\n");
    }
    if let Some(at) = line.text.find("</aside>").filter(|_| found.notes.is_some()) {
        changes.replace(start + at..start + at + "</aside>".len(), "\n\n:::\n\n");
    }
    // The lines of a formula have been joined.
    let is_step = |c: char| c.is_ascii_digit() || "|-,*".contains(c);
    if let Some(at) = line.text.find("$$ {")
        && let Some((steps, behind)) = line.text[at + "$$ {".len()..].split_once('}')
        && (behind.is_empty() || behind.starts_with(LINE))
        && steps.replace("all", "").trim_matches(is_step).is_empty()
        && steps.contains('|')
    {
        let from = start + at + "$$".len();
        changes.leave_out(Left::Pause, from..from + " {}".len() + steps.len(), "");
    }
}

/// `<v-click>` of Slidev: what it holds is shown.
fn clicks(line: &Line, changes: &mut Changes) {
    let tags = ["<v-click", "</v-click", "<VClick", "</VClick"];
    for (at, _) in line.text.match_indices('<') {
        let rest = &line.text[at..];
        let end = rest.find('>').filter(|_| tags.iter().any(|tag| rest.starts_with(tag)));
        if let Some(end) = end {
            let start = line.range.start + at;
            changes.leave_out(Left::Pause, start..start + end + 1, "");
        }
    }
}

/// `::name::`, by which Slidev says where on a slide something stands.
fn is_slot(line: &str) -> bool {
    let name = line.strip_prefix("::").and_then(|it| it.strip_suffix("::"));
    name.is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

/// `% title`, `% author`, `% date` at the start of a text, as pandoc has them.
fn title_block(lines: &[Line], changes: &mut Changes) {
    let mut lines = lines.iter().skip_while(|line| line.is_blank());
    for (mark, line) in ["# ", "\n", "\n"].into_iter().zip(&mut lines) {
        if !line.text.starts_with("% ") {
            return;
        }
        changes.replace(line.range.start..line.range.start + "% ".len(), mark);
    }
}

/// Pictures with words for Marp.
fn shown(line: &Line, found: &mut Found, changes: &mut Changes) {
    for picture in pictures::pictures(line.text) {
        let start = line.range.start;
        let range = start + picture.start..start + picture.end;
        if picture.background {
            changes.left.push((Left::Background, range.start, String::new()));
        }
        match picture.side {
            Some(side) => {
                found.on_the_left = side == "left";
                found.beside.push(picture.markdown());
                changes.replace(range, "");
            }
            None => changes.replace(range, picture.markdown()),
        }
    }
}

/// A rule before each heading that opens a slide by itself, but for the first of the slide.
fn headings(lines: &[Line], divider: usize, changes: &mut Changes) {
    let mut begun = false;
    // A heading within a division is part of its slide.
    let mut within = 0usize;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let is_text = line.kind == Kind::Text;
        let level = if is_text { heading_level(line.text) } else { 0 };
        if (1..=divider).contains(&level) && begun && within == 0 {
            changes.insert(line.range.start, "---\n\n");
        }
        if is_text && line.text.starts_with(":::") {
            let closes = line.text.trim_matches(':').trim().is_empty();
            within = if closes { within.saturating_sub(1) } else { within + 1 };
        }
        begun |= !line.text.trim_start().starts_with("<!--");
    }
}

/// `Note:` at the start of a line: all behind it is for the speaker.
fn reveal_notes(lines: &[Line], found: &mut Found, changes: &mut Changes) {
    let is_note =
        |text: &str| ["Note:", "Notes:", "note:", "notes:"].iter().any(|it| text.starts_with(it));
    let mut after_blank = true;
    for line in lines {
        if after_blank && line.kind == Kind::Text && is_note(line.text) && found.notes.is_none() {
            let colon = line.range.start + line.text.find(':').unwrap_or_default() + 1;
            found.notes = Some(line.range.start);
            changes.replace(line.range.start..colon, "::: notes\n\n");
            let end = lines.last().map_or(colon, |last| last.range.end);
            changes.insert(end, "\n\n:::\n");
            return;
        }
        after_blank = line.is_blank();
    }
}

/// Two columns where the slide has them: beneath its title, before its notes.
fn two_columns(lines: &[Line], found: &Found, end: usize, changes: &mut Changes) {
    if found.second.is_none() && found.beside.is_empty() {
        return;
    }
    let end = found.notes.unwrap_or(end);
    let title = lines.iter().find(|line| line.text.starts_with('#'));
    let body = title.or(lines.iter().find(|line| !line.is_blank()));
    let start = match (title, body) {
        (Some(title), _) => title.range.end,
        (None, Some(line)) => line.range.start,
        _ => end,
    };
    let beside = found.beside.join("\n\n");
    let (before, after) = match found.on_the_left {
        _ if beside.is_empty() => (String::new(), String::new()),
        true => (format!("{beside}\n\n::::\n\n:::: column\n\n"), String::new()),
        false => (String::new(), format!("\n\n::::\n\n:::: column\n\n{beside}\n")),
    };
    changes.insert(start, format!("\n\n::::: columns\n\n:::: column\n\n{before}"));
    changes.insert(end.max(start), format!("{after}\n\n::::\n\n:::::\n\n"));
}
