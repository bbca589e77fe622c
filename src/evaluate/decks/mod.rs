//! Decks that were written for Marp, Slidev, reveal.js, remark.js, GitPitch or pandoc: what these programs mean is written as
//! Markdown that is read here, before it is parsed.

mod behind;
mod changes;
mod columns;
mod comments;
mod included;
mod kicker;
mod levels;
mod lines;
mod options;
mod pictures;
mod pitch;
mod remark;
mod remark_classes;
mod slide;
mod subtitles;

use self::changes::{Changes, Left};
use self::lines::lines;
use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::evaluate::template::render::Rendered;
use crate::model::inputs::Sources;
use crate::model::picture_path::candidates;

pub use self::levels::divider;

const LEFT: [(Left, &str, &str); 6] = [
    (
        Left::Directive,
        "looks of another program are left out",
        "the looks of a deck are those of its theme here: theme = \"clinic\" in the front matter",
    ),
    (
        Left::Pause,
        "pauses are left out: a page shows all of its slide",
        "make a slide of each step to part them",
    ),
    (
        Left::Background,
        "pictures behind the text are shown beside or beneath it",
        "write ![words](picture.png) without `bg`",
    ),
    (
        Left::Elsewhere,
        "slides that stand in other files are left out",
        "copy these slides to this place, or render the other file too",
    ),
    (
        Left::Hidden,
        "slides that their options hide are left out",
        "delete what hides a slide that is to be shown: `hide: true` or `exclude: true`",
    ),
    (
        Left::Layout,
        "slides that only lay out those behind them are left out, with what they repeat",
        "what stands on every slide is the theme's here; write the rest on the slides themselves",
    ),
];

/// Puts slides that stand in other files, `src: ./pages/one.md` of Slidev, in their places.
/// The front matter is the options of the first.
pub fn include(
    rendered: &mut Rendered,
    front_matter: Option<&Map>,
    sources: &Sources,
    findings: &mut Findings,
) {
    let lines = lines(&rendered.text);
    let cell = front_matter.and_then(|map| map.get("src")).and_then(Node::as_cell);
    let own = cell.map(|cell| cell.text.trim().to_string()).unwrap_or_default();
    let mut edits = Vec::new();
    for (at, slide) in slide::slides(&lines).into_iter().enumerate() {
        let (Some(first), Some(last)) = (slide.first(), slide.last()) else { continue };
        let said = options::options(slide).map(|it| it.source).unwrap_or_default();
        let source = if at == 0 && said.is_empty() { own.clone() } else { said };
        let (path, which) = source.split_once('#').unwrap_or((&source, ""));
        let file = candidates(path, rendered.folder()).into_iter().find_map(|it| sources.text(&it));
        if let Some(text) = file.filter(|_| !path.is_empty()) {
            edits.push((first.range.start..last.range.end, included::chosen(text, which)));
        } else if let Some(cell) = cell.filter(|_| at == 0 && !path.is_empty() && source == own) {
            let message = format!("a slide that stands in another file is left out: `{source}`");
            let finding = Diagnostic::new(codes::DECK_SYNTAX, cell.place().clone(), message);
            findings
                .push(finding.help("copy this slide to this place, or render the other file too"));
        }
    }
    rendered.edit(edits);
}

/// Rewrites a deck of remark.js or xaringan as the others are written; `is_said` tells that its front
/// matter asks for one.
pub fn unfold_remark(rendered: &mut Rendered, is_said: bool, findings: &mut Findings) {
    let lines = lines(&rendered.text);
    if !is_said && !remark::is_likely(&lines) {
        return;
    }
    let mut changes = Changes::default();
    remark::unfold(&rendered.text, &lines, &mut changes);
    apply(changes, rendered, findings);
}

/// Rewrites a deck of GitPitch as the others are written.
pub fn unfold_pitch(rendered: &mut Rendered, findings: &mut Findings) {
    let mut changes = Changes::default();
    pitch::unfold(&rendered.text, &lines(&rendered.text), &mut changes);
    apply(changes, rendered, findings);
}

/// Puts what ioslides sets smaller behind a title, `## Title | Subtitle`, beneath it.
pub fn part_titles(rendered: &mut Rendered) {
    let edits = subtitles::edits(&lines(&rendered.text));
    rendered.edit(edits);
}

/// Rewrites a deck; `divider` is the deepest heading that opens a slide by itself, and `is_ruled` tells that only rules do.
pub fn unfold(rendered: &mut Rendered, divider: usize, is_ruled: bool, findings: &mut Findings) {
    let mut changes = Changes::default();
    let lines = lines(&rendered.text);
    for slide in slide::slides(&lines) {
        if is_ruled && divider == 0 {
            let own = options::options(slide).map_or(0, |it| it.length);
            kicker::lower(&rendered.text, &slide[own..], &mut changes);
        }
        slide::unfold(&rendered.text, slide, divider, &mut changes);
    }
    apply(changes, rendered, findings);
}

fn apply(mut changes: Changes, rendered: &mut Rendered, findings: &mut Findings) {
    report(&changes, rendered, findings);
    // What stands within something that goes as a whole goes with it.
    changes.edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut end = 0;
    changes.edits.retain(|(range, _)| {
        let free = range.start >= end;
        end = end.max(range.end);
        free
    });
    rendered.edit(changes.edits);
}

fn report(changes: &Changes, rendered: &Rendered, findings: &mut Findings) {
    for (what, message, help) in LEFT {
        let mut of_kind = changes.left.iter().filter(|(it, ..)| *it == what);
        let Some((_, first, _)) = of_kind.next() else { continue };
        let count = 1 + of_kind.count();
        let mut names: Vec<&str> = Vec::new();
        for (it, _, name) in &changes.left {
            if *it == what && !name.is_empty() && !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let names = names.into_iter().take(12).map(|it| format!("`{it}`")).collect::<Vec<_>>();
        let named =
            if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
        let place: Place = rendered.place(*first..*first + 1);
        let message = format!("{message}{named} ({count} in this text)");
        findings.push(Diagnostic::new(codes::DECK_SYNTAX, place, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfolded(text: &str, divider: usize) -> String {
        let mut changes = Changes::default();
        let lines = lines(text);
        for slide in slide::slides(&lines) {
            slide::unfold(text, slide, divider, &mut changes);
        }
        changes.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = text.to_string();
        for (range, new) in changes.edits.into_iter().rev() {
            out.replace_range(range, &new);
        }
        out.lines().map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn decks_of_other_programs_are_rewritten() {
        for (text, read) in [
            ("# A\n\n<!-- say this -->\n", "# A|::: notes|say this|:::"),
            ("<!-- _class: lead -->\n# A <!-- fit -->\n", "# A"),
            ("# A\n\n---\nlayout: center\nclass: x\n---\n\n# B", "# A|---|# B"),
            ("# A\n\na\n\n. . .\n\nb\n\n--\n\n## B", "# A|a|b|---|## B"),
            ("# A\n\na\n\nNote:\nsay\n\n---\n\n# B", "# A|a|::: notes|say|:::|---|# B"),
            (
                "# A\n\nl\n\n::right::\n\nr\n",
                "# A|::::: columns|:::: column|l|::::|:::: column|r|::::|:::::",
            ),
            (
                "![bg right:40%](x.png)\n\n# A\n\nl\n",
                "# A|::::: columns|:::: column|l|::::|:::: column|![](x.png)|::::|:::::",
            ),
            ("![w:300px h:2cm a b](x.png)", "![a b](x.png){width=300px height=2cm}"),
            ("% A title\n% Name\n\n# B", "# A title|Name|# B"),
            ("# A\n\n::info::\n\nb", "# A|b"),
            (
                "# A\n\n---\nsrc: ./b.md\n---\n\n---\nhide: true\n---\n\n# C\n\n---\n\n# D",
                "# A|---|---|---|# D",
            ),
            ("<aside class=\"notes\">\nsay\n</aside>\n\n# A", "::: notes|say|:::|# A"),
            ("# A\n\n<aside class=\"notes\">say</aside>\nb", "# A|::: notes|say|:::|b"),
            // A rule behind a comment parts slides; behind words it makes a heading.
            ("# A\n\n<!-- x -->\n---\nlayout: a\n---\n\n# C", "# A|::: notes|x|:::|---|# C"),
            ("$$ {1|3-4|all}\na\n$$ {b}\nc", "$$|a|$$ {b}|c"),
            ("```\n<!-- a -->\n---\n. . .\n```", "```|<!-- a -->|---|. . .|```"),
            (
                "<div class=\"columns\">\n<div>\n\na\n\n</div>\n<div>\n\nb\n\n</div>\n</div>",
                "::::: columns|:::: column|a|::::|:::: column|b|::::|:::::",
            ),
            (
                "<div class=\"grid grid-cols-1\">\n<div>\na\n</div>\n<div>\nb\n</div>\n</div>",
                "::::: columns|:::: column|a|::::|:::::|::::: columns|:::: column|b|::::|:::::",
            ),
            (
                "<div class=\"grid\">\n  <div>\n    <b>a</b>\n\n  </div><div>\n\nb\n\n</div></div>\nc",
                "::::: columns|:::: column|<b>a</b>|::::|:::: column|b|::::|:::::|c",
            ),
            ("<div class=\"grid\">\n<div />\n\na\n\n</div>", "<div class=\"grid\">|a|</div>"),
            // What takes several columns, and what stands beside divisions, is set one below the other.
            (
                "<div class=\"grid\">\n<div class=\"col-span-2\">\na\n</div>\n<div>b</div>\n</div>",
                "<div class=\"grid\">|<div class=\"col-span-2\">|a|</div>|<div>b</div>|</div>",
            ),
        ] {
            assert_eq!(unfolded(text, 0), read);
        }
        let mut changes = Changes::default();
        let text = "Spring 2031\n\n# A\n\na\n\n---\n\n![](b.png)\n\n# B";
        slide::slides(&lines(text))
            .into_iter()
            .for_each(|it| kicker::lower(text, it, &mut changes));
        let edits = [(17, "\n\nSpring 2031\n"), (0, "")];
        let made: Vec<(usize, &str)> =
            changes.edits.iter().map(|(range, new)| (range.start, new.as_str())).collect();
        assert_eq!(made, [(16, edits[0].1), edits[1]]);
        assert_eq!(unfolded("# A\n\n## B\n\nb\n\n## C", 2), "# A|---|## B|b|---|## C");
    }
}
