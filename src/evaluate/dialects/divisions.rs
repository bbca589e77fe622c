//! Divisions between colons as pandoc, Quarto, Docusaurus, VitePress, HackMD and MyST write them.

use std::ops::Range;

use super::carpentry;
use super::directives;
use super::fenced::Block;
use super::fences::{self, division};
use super::figures;
use super::formats::is_shown;
use super::lines::Line;
use super::pass::Pass;
use super::told;
use crate::evaluate::markdown::attributes::{self, Info};
use crate::evaluate::markdown::dialects::container;

/// A fence closes no division that is so many levels out.
const DEEPEST: usize = 64;

/// A division: the lines that open and close it, and how deep it stands.
struct Division<'t> {
    first: usize,
    last: Option<usize>,
    /// Whether the line that closes it has fewer colons.
    is_cut: bool,
    depth: usize,
    colons: usize,
    info: &'t str,
}

/// Writes divisions in the form that is read here.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let divisions = divisions(lines);
    // Pandoc lets an inner fence be as long as the outer one, and a shorter one close it.
    let nested = divisions.iter().any(|it| it.depth > 0);
    let same = divisions.iter().any(|it| it.is_cut) || nested && !nests(&divisions);
    let mut marks: Vec<Option<usize>> = vec![None; lines.len()];
    for (i, it) in divisions.iter().enumerate() {
        marks[it.first] = Some(i);
        if let Some(last) = it.last {
            marks[last] = Some(i);
        }
    }
    let lessons = carpentry::is_lesson(divisions.iter().map(|it| it.info));
    let mut silent: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Some(own) = marks[at].and_then(|i| divisions.get(i)) else {
            at += heading(pass, lines, at, &silent);
            continue;
        };
        if Some(at) == own.last {
            silent.retain(|first| *first != own.first);
            close(pass, line, own, same);
            at += 1;
        } else {
            at += open(pass, lines, own, (same, lessons), &mut silent);
        }
    }
}

/// Where divisions begin that nothing closes, each with its line.
pub fn open_ones<'t>(lines: &[Line<'t>]) -> Vec<(Range<usize>, &'t str)> {
    let divisions = divisions(lines).into_iter().filter(|it| it.last.is_none());
    let line =
        |it: Division| lines.get(it.first).map(|line| (line.range.clone(), line.text.trim()));
    divisions.filter_map(line).collect()
}

/// The divisions of a text. A fence closes the innermost that is not longer.
fn divisions<'t>(lines: &[Line<'t>]) -> Vec<Division<'t>> {
    let mut found: Vec<Division> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.is_text()) {
        let text = line.text.trim();
        let colons = text.len() - text.trim_start_matches(':').len();
        if colons < 3 {
            continue;
        }
        let info = text[colons..].trim().trim_end_matches(':').trim();
        if !info.is_empty() {
            open.push(found.len());
            let depth = open.len() - 1;
            found.push(Division { first: at, last: None, is_cut: false, depth, colons, info });
        } else if let Some(up) =
            open.iter().rev().take(DEEPEST).position(|i| found[*i].colons <= colons)
        {
            let i = open.len() - 1 - up;
            found[open[i]].last = Some(at);
            open.truncate(i);
        } else if let Some(i) = open.pop() {
            (found[i].last, found[i].is_cut) = (Some(at), true);
        }
    }
    found
}

/// Whether all inner fences are shorter than those around them.
fn nests(divisions: &[Division]) -> bool {
    let mut around: Vec<usize> = Vec::new();
    divisions.iter().all(|it| {
        around.truncate(it.depth);
        let fits = around.last().is_none_or(|outer| it.colons < *outer);
        around.push(it.colons);
        fits
    })
}

fn colons(own: &Division, same: bool) -> usize {
    if same { fences::colons(own.depth) } else { own.colons }
}

fn close(pass: &mut Pass, line: &Line, own: &Division, same: bool) {
    let range = line.range.start..line.next;
    if is_silent(own.info) || is_shown(own.info).is_some() {
        pass.put("\n", range);
    } else if same {
        pass.put(format!("{}{}\n", line.blanks(), ":".repeat(colons(own, true))), range);
    } else {
        pass.keep(range);
    }
}

/// Writes the line that opens a division; how many lines are done with.
fn open(
    pass: &mut Pass,
    lines: &[Line],
    own: &Division,
    (same, lessons): (bool, bool),
    silent: &mut Vec<usize>,
) -> usize {
    let line = &lines[own.first];
    let range = line.range.start..line.next;
    if let Some(done) = directive(pass, lines, own).or_else(|| figure(pass, lines, own)) {
        return done;
    }
    match (is_shown(own.info), own.last) {
        (Some(false), Some(last)) => {
            pass.tell(told::Kind::Format, range.start, own.info);
            pass.put("\n", range.start..lines[last].next);
            return last + 1 - own.first;
        }
        (Some(_), _) => {
            pass.put("\n", range);
            return 1;
        }
        (None, _) => {}
    }
    if let Some(name) = theorem(own.info) {
        pass.tell(told::Kind::Theorem, range.start, name);
    }
    if is_silent(own.info) {
        pass.tell(told::Kind::Tabs, line.range.start, "");
        pass.put("\n", range);
        silent.push(own.first);
        return 1;
    }
    let (info, done) = named(lines, own, lessons);
    let end = lines[own.first + done - 1].next;
    match info {
        Some(info) => {
            let fence = ":".repeat(colons(own, same));
            pass.put(format!("{}{fence} {info}\n", line.blanks()), range.start..end);
        }
        None if same => {
            let fence = ":".repeat(colons(own, true));
            pass.put(format!("{}{fence} {}\n", line.blanks(), own.info), range);
        }
        None => pass.keep(range),
    }
    done
}

/// What a division is called here, if otherwise than there; how many lines that takes.
fn named(lines: &[Line], own: &Division, lessons: bool) -> (Option<String>, usize) {
    if let Some(words) = lessons.then(|| carpentry::words(own.info)).flatten() {
        let (title, length) = heading_inside(lines, own).unwrap_or((words, 1));
        return (Some(division("note", title, 0).trim().to_string()), length);
    }
    let info = rewritten(own.info);
    if info.is_none()
        && let Some((title, length)) = title(lines, own)
    {
        let (info, title) = (own.info.trim_end_matches('}'), title.replace('"', "'"));
        return (Some(format!("{info} title=\"{title}\"}}")), length);
    }
    (info, 1)
}

/// A directive of MyST, with all it holds.
fn directive(pass: &mut Pass, lines: &[Line], own: &Division) -> Option<usize> {
    let inside = own.info.strip_prefix('{')?;
    let (name, behind) = inside.split_once('}')?;
    let sound = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(sound) {
        return None;
    }
    let last = own.last?;
    let first = &lines[own.first];
    let mark = first.text.trim();
    let block = Block {
        info: own.info,
        mark: &mark[..own.colons],
        blanks: first.blanks(),
        start: first.range.start,
        lines: &lines[own.first + 1..last],
        first,
        end: lines[last].next,
    };
    directives::unfold(pass, &block, name, behind.trim()).then(|| last + 1 - own.first)
}

/// A figure of Quarto: a picture with the words beneath it, in a division that has its name; a table so.
fn figure(pass: &mut Pass, lines: &[Line], own: &Division) -> Option<usize> {
    let last = own.last?;
    if let Some((rows, words)) = figures::table(own.info, lines.get(own.first + 1..last)?) {
        let first = own.first + 1;
        pass.put("\n", lines[own.first].range.start..lines[own.first].next);
        pass.keep(lines[first].range.start..lines[first + rows].next);
        pass.put(format!("\n{words}\n\n"), lines[first + rows].next..lines[last].next);
        return Some(last + 1 - own.first);
    }
    let shown = figures::of(own.info, lines.get(own.first + 1..last)?)?;
    pass.put(format!("\n{shown}\n\n"), lines[own.first].range.start..lines[last].next);
    Some(last + 1 - own.first)
}

/// The name of a division that Quarto prints as a theorem, a proof or the like.
fn theorem(info: &str) -> Option<&str> {
    let inside = info.strip_prefix('{')?.split([' ', '}']).next()?;
    let named = THEOREMS.iter().any(|kind| {
        inside
            .strip_prefix('#')
            .and_then(|it| it.strip_prefix(kind))
            .is_some_and(|it| it.starts_with('-'))
    });
    (named || [".proof", ".remark", ".solution"].contains(&inside)).then_some(inside)
}

/// What names of theorems and the like begin with in Quarto.
const THEOREMS: [&str; 9] = ["thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "rem"];

/// Groups of tabs: what they hold stands one below another.
fn is_silent(info: &str) -> bool {
    let first =
        info.trim_matches(['{', '}', '.', ' ']).split([' ', '}']).next().unwrap_or_default();
    ["code-group", "panel-tabset", "tabset", "tabs", "code-tabs"].contains(&first)
}

/// What stands behind the fence in the form that is read here, if it is another.
fn rewritten(info: &str) -> Option<String> {
    // `tip[Title]` of Docusaurus.
    if let Some((word, rest)) = info.split_once('[')
        && word.trim().chars().all(|c| c.is_alphanumeric() || c == '-')
        && let Some((title, _)) = rest.rsplit_once(']')
        && !word.trim().is_empty()
    {
        return Some(division(word.trim(), title, 0).trim().to_string());
    }
    // Words behind a name that is no callout are a title too.
    let read = attributes::info(info);
    let (word, title) = read.name.split_once(char::is_whitespace)?;
    let own = ["keys", "big", "notes", "handout", "columns", "column"].contains(&word);
    if own || container(&read).is_some() || info.contains('{') || word == "tab" {
        return (word == "tab").then(|| format!("details {{title=\"{title}\"}}"));
    }
    Some(division(word, title, 0).trim().to_string())
}

/// The title of a callout of Quarto: a heading at its head; and how many lines that takes.
fn title<'t>(lines: &[Line<'t>], own: &Division) -> Option<(&'t str, usize)> {
    let info: Info = attributes::info(own.info);
    if !info.name.starts_with("callout-") || info.pairs.iter().any(|(key, _)| key == "title") {
        return None;
    }
    heading_inside(lines, own)
}

/// A heading at the head of a division, and how many lines that takes.
fn heading_inside<'t>(lines: &[Line<'t>], own: &Division) -> Option<(&'t str, usize)> {
    let inside = &lines[own.first + 1..own.last.unwrap_or(lines.len())];
    let at = inside.iter().position(|line| !line.is_blank())?;
    let text = inside[at].text.trim();
    let title = text.trim_start_matches('#').trim();
    (text.starts_with('#') && inside[at].is_text() && !title.is_empty()).then_some((title, at + 2))
}

/// Headings within tabs are their names.
fn heading(pass: &mut Pass, lines: &[Line], at: usize, silent: &[usize]) -> usize {
    let line = &lines[at];
    let text = line.text.trim();
    let name = text.trim_start_matches('#');
    let level = text.len() - name.len();
    let range = line.range.start..line.next;
    if !silent.is_empty() && line.is_text() && (1..=6).contains(&level) && name.starts_with(' ') {
        let name = name.split(" {").next().unwrap_or_default();
        pass.put(format!("{}**{}**\n", line.blanks(), name.trim()), range);
    } else {
        pass.keep(range);
    }
    1
}

#[cfg(test)]
mod tests {
    use super::super::fences::MOST_COLONS;
    use super::*;

    fn unfolded(text: &str) -> String {
        super::super::unfolded::unfolded(text, unfold).join("|")
    }

    #[test]
    fn divisions_are_read_as_others_write_them() {
        let (outer, inner) = (":".repeat(MOST_COLONS), ":".repeat(MOST_COLONS - 1));
        for (text, read) in [
            (
                "::: {.a}\n::: {.b}\nx\n:::\ny\n:::",
                format!("{outer} {{.a}}|{inner} {{.b}}|x|{inner}|y|{outer}"),
            ),
            (":::: a\n::: b\nx\n:::\n::::", ":::: a|::: b|x|:::|::::".to_string()),
            (":::: a\nx\n:::\ny", format!("{outer} a|x|{outer}|y")),
            (
                "::: {.callout-note}\n## T\n\nx\n:::",
                "::: {.callout-note title=\"T\"}|x|:::".to_string(),
            ),
            (":::tip[A b]\nx\n:::", "::: tip {title=\"A b\"}|x|:::".to_string()),
            (":::tip A b\nx\n:::", ":::tip A b|x|:::".to_string()),
            ("::: spoiler See here\nx\n:::", "::: note {title=\"See here\"}|x|:::".to_string()),
            (
                "::: {#fig-a}\n\n![x](a.png){width=50%}\n\nThe *words*\nhere.\n:::",
                "![x](a.png \"The *words* here.\"){#fig-a width=50%}".to_string(),
            ),
            (
                "::: {#fig-a}\n![x](a.png)\n\n![y](b.png)\n\nBoth\n:::",
                "::: {#fig-a}|![x](a.png)|![y](b.png)|Both|:::".to_string(),
            ),
            (
                "::: {#tbl-a}\n\n| a |\n|---|\n| b |\n\nThe words\n\n:::",
                "| a |||---||| b ||: The words {#tbl-a}".to_string(),
            ),
            ("::: {#tbl-a}\nWords\n:::", "::: {#tbl-a}|Words|:::".to_string()),
            ("::: objectives\n- a\n:::", "::: note {title=\"Objectives\"}|- a|:::".to_string()),
            (
                "::: keypoints\n- a\n:::\n\n::: challenge\n\n## Try it\n\nb\n:::\n\n::: x\nc\n:::",
                "::: note {title=\"Key points\"}|- a|:::|::: note {title=\"Try it\"}|b|:::|::: x|c|:::"
                    .to_string(),
            ),
            ("::: challenge\nb\n:::", "::: challenge|b|:::".to_string()),
            ("::: {.panel-tabset}\n## R\na\n:::\n## B", "**R**|a|## B".to_string()),
            (":::{figure} a.png\n:name: n\nC\n:::", "![C](a.png \"C\"){#n}".to_string()),
            (
                "::: {.content-visible when-format=\"html\"}\nx\n:::\n\n::: {.content-hidden when-format=\"html\"}\ny\n:::",
                "y".to_string(),
            ),
            ("```\n::: a\n```\n::: columns\nx\n:::", "```|::: a|```|::: columns|x|:::".to_string()),
        ] {
            assert_eq!(unfolded(text), read, "{text}");
        }
    }
}
