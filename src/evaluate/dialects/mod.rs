//! Texts that were written for other programs: mkdocs, Obsidian, R Markdown and Quarto, pandoc, MyST, Hugo,
//! Hexo, Jekyll, Docusaurus, VitePress, GitLab. What these mean is written as Markdown that is read here,
//! before it is parsed; what is left out or shown otherwise is told.

mod asked;
mod bookdown;
mod boxes;
mod carpentry;
mod cells;
mod chunks;
mod colons;
mod comments;
mod components;
mod critic;
mod dashes;
mod directives;
mod divisions;
mod drawn;
mod emoji;
mod equation_refs;
mod fenced;
mod fences;
mod figures;
mod formats;
mod found;
mod gates;
mod grid;
mod grid_spans;
mod headless;
mod held;
mod includes;
mod indented;
mod inline;
mod knitr;
mod labels;
mod latex;
mod lines;
mod liquid;
mod loose;
mod marks;
mod md_in_html;
mod notes;
mod open_divisions;
mod options;
mod ordinals;
mod outside_code;
mod paragraphs;
mod pass;
mod pictures;
mod roles;
mod scripts;
mod shortcode_boxes;
mod shortcodes;
mod spans;
mod tables;
mod tags;
mod told;
#[cfg(test)]
mod unfolded;
mod vectors;
mod wiki;

pub use self::asked::Asked;
use self::chunks::Defaults;
use self::fenced::{Part, split};
pub use self::includes::include;
use self::lines::lines;
use self::pass::Pass;
use self::told::Told;
use crate::diagnostic::Findings;
use crate::evaluate::template::render::Rendered;

/// Directives stand in directives at most so deep.
const DEEPEST: usize = 8;

/// Whether the first chunk of a text hides the code of those that follow.
pub fn hides_code(text: &str) -> bool {
    text.contains("```") && Defaults::of(text).hidden
}

/// Rewrites a text, and marks it for the reader of Markdown.
pub fn unfold(rendered: &mut Rendered, asked: Asked, findings: &mut Findings) {
    let mut told = Told::default();
    open_divisions::tell(rendered, asked.is_single, findings);
    // Directives are gone when comments are looked for.
    let is_myst = comments::is_myst(&rendered.text);
    if vectors::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| vectors::unfold(pass, &lines(pass.text)));
    }
    let text = &rendered.text;
    if indented::is_likely(text) {
        apply(rendered, &mut told, |pass| {
            let lines = lines::within_containers(pass.text);
            indented::unfold(pass, &lines);
        });
    }
    if bookdown::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| bookdown::unfold(pass, &lines(pass.text)));
    }
    if knitr::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| knitr::unfold(pass, &lines(pass.text)));
    }
    if critic::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| critic::unfold(pass, &lines(pass.text)));
    }
    if md_in_html::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| md_in_html::unfold(pass, &lines(pass.text)));
    }
    if asked.scripts && held::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| held::unfold(pass, &lines(pass.text)));
    }
    if roles::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| roles::unfold(pass, &lines(pass.text)));
    }
    if asked.braces_are_text && liquid::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| liquid::unfold(pass, &lines(pass.text)));
    }
    if shortcodes::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| shortcodes::unfold(pass, &lines(pass.text)));
    }
    if components::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| components::unfold(pass, &lines(pass.text)));
    }
    if rendered.text.contains("```")
        || rendered.text.contains("~~~")
        || rendered.text.contains(":::")
    {
        let hidden = asked.hides_code;
        for _ in 0..DEEPEST {
            let again = apply(rendered, &mut told, |pass| fences(pass, Defaults { hidden }));
            let more =
                apply(rendered, &mut told, |pass| divisions::unfold(pass, &lines(pass.text)));
            if !again && !more {
                break;
            }
        }
    }
    if colons::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| colons::unfold(pass, &lines(pass.text)));
    }
    if tables::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| tables::unfold(pass, &lines(pass.text)));
    }
    if loose::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| loose::unfold(pass, &lines(pass.text)));
    }
    if labels::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| labels::unfold(pass, &lines(pass.text)));
    }
    if equation_refs::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| equation_refs::unfold(pass, &lines(pass.text)));
    }
    if comments::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| comments::unfold(pass, &lines(pass.text), is_myst));
    }
    if notes::is_likely(&rendered.text) {
        apply(rendered, &mut told, |pass| notes::tell(pass, &lines(pass.text)));
    }
    apply(rendered, &mut told, |pass| paragraphs::unfold(pass, &lines(pass.text)));
    rendered.mark();
    let found = inline::find(&rendered.text, asked);
    let (edits, more) = (found.edits, found.told);
    for (kind, at, name) in more {
        told.add(kind, rendered.place(at..at + 1), name);
    }
    rendered.edit(edits);
    told.report(findings);
}

/// Runs one pass; whether it changed anything.
fn apply(rendered: &mut Rendered, told: &mut Told, run: impl FnOnce(&mut Pass)) -> bool {
    let mut pass = Pass::new(&rendered.text);
    run(&mut pass);
    for (kind, at, name) in std::mem::take(&mut pass.told) {
        told.add(kind, rendered.place(at..at + 1), name);
    }
    let pieces = pass.pieces();
    let changed = pieces.is_some();
    if let Some(pieces) = pieces {
        rendered.rewrite(pieces);
    }
    changed
}

fn fences(pass: &mut Pass, defaults: Defaults) {
    for part in split(&lines(pass.text)) {
        match part {
            Part::Line(line) => pass.keep(line.range.start..line.next),
            Part::Block(block) => {
                if !chunks::unfold(pass, &block, defaults) {
                    pass.keep(block.range());
                }
            }
        }
    }
}
