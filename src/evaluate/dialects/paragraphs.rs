//! Lines of text that other programs read otherwise: quotations between `>>>`, line blocks, lists of
//! letters and examples, statements, attributes on lines of their own.

use std::collections::HashMap;

use super::fenced::{Part, split};
use super::headless;
use super::lines::{Line, is_item};
use super::ordinals::lettered;
use super::pass::Pass;
use super::told::Kind;
use crate::data::work;

/// Rewrites the lines of a text.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut examples = Examples::default();
    let parts = split(lines);
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        match part {
            Part::Block(block) => pass.keep(block.range()),
            Part::Line(line) if !line.is_text() || line.is_blank() => {
                pass.keep(line.range.start..line.next);
            }
            Part::Line(_) => {
                if let Some(done) = named_heading(pass, &parts[at..]) {
                    at += done;
                    continue;
                }
                let run: Vec<&Line> = parts[at..].iter().map_while(text).collect();
                let done = run_of(pass, &run, &parts[at..], &mut examples);
                at += done;
                continue;
            }
        }
        at += 1;
    }
}

fn text<'l, 't>(part: &Part<'l, 't>) -> Option<&'l Line<'t>> {
    match part {
        Part::Line(line) if line.is_text() && !line.is_blank() => Some(line),
        _ => None,
    }
}

/// Writes lines up to the next blank one; how many parts are done with.
fn run_of(pass: &mut Pass, run: &[&Line], parts: &[Part], examples: &mut Examples) -> usize {
    if let Some(done) = quotation(pass, parts) {
        return done;
    }
    if headless::unfold(pass, run) {
        return run.len();
    }
    if is_line_block(run) {
        line_block(pass, run);
        return run.len();
    }
    // A comment may say something to the programs that format the statement.
    let comments = run.iter().take_while(|line| is_comment(line.text)).count();
    if let Some(first) = run.get(comments).filter(|line| is_statement(line.text)) {
        run[..comments].iter().for_each(|line| pass.keep(line.range.start..line.next));
        for line in &run[comments..] {
            pass.put("", line.range.start..line.next);
        }
        pass.tell(
            Kind::Statement,
            first.range.start,
            first.text.split(' ').next().unwrap_or_default(),
        );
        return run.len();
    }
    for line in run.iter().filter(|line| line.text.trim_start().starts_with("--8<-- \"")) {
        pass.tell(Kind::Included, line.range.start, line.text.trim());
    }
    let letters = lettered(run);
    for (i, line) in run.iter().enumerate() {
        let next = run.get(i + 1);
        let is_toc = next.is_some_and(|it| it.text.trim().eq_ignore_ascii_case("{:toc}"));
        if is_toc && is_item(line.text) {
            pass.put("", line.range.start..line.next);
        } else if !attributes(pass, line, next.is_none()) {
            let breaks = letters.get(i + 1).copied().unwrap_or_default();
            marked(pass, line, breaks, examples);
        }
    }
    run.len()
}

/// Lines between two `>>>` are a quotation at GitLab.
fn quotation(pass: &mut Pass, parts: &[Part]) -> Option<usize> {
    let is_mark = |part: &Part| matches!(part, Part::Line(line) if line.text.trim_end() == ">>>");
    is_mark(parts.first()?).then_some(())?;
    let end = parts[1..].iter().position(is_mark);
    work::count(end.unwrap_or(parts.len()));
    let end = 1 + end?;
    for (i, part) in parts[..=end].iter().enumerate() {
        match part {
            Part::Line(line) if i == 0 || i == end => pass.put("\n", line.range.start..line.next),
            Part::Line(line) => {
                pass.put("> ", line.range.start..line.range.start);
                pass.keep(line.range.start..line.next);
            }
            Part::Block(block) => {
                for line in std::iter::once(block.first).chain(block.lines) {
                    pass.put("> ", line.range.start..line.range.start);
                    pass.keep(line.range.start..line.next);
                }
                let last = block.lines.last().unwrap_or(block.first).next;
                if last < block.end {
                    pass.put("> ", last..last);
                    pass.keep(last..block.end);
                }
            }
        }
    }
    Some(end + 1)
}

/// Lines behind `| ` that are no table.
fn is_line_block(run: &[&Line]) -> bool {
    let is_line = |line: &&Line| {
        let inside = line.text.strip_prefix("| ").or((line.text == "|").then_some(""));
        inside.is_some_and(|inside| !inside.contains('|'))
    };
    run.iter().all(is_line) && run.iter().any(|line| line.text.len() > 2)
}

fn line_block(pass: &mut Pass, run: &[&Line]) {
    for (i, line) in run.iter().enumerate() {
        let inside = line.text.get(2..).unwrap_or_default();
        let blanks = inside.len() - inside.trim_start().len();
        pass.put(
            "\u{a0}".repeat(blanks.max(usize::from(inside.is_empty()))),
            line.range.start..line.range.start,
        );
        pass.keep((line.range.start + 2 + blanks).min(line.range.end)..line.range.end);
        let end = if i + 1 < run.len() { "\\\n" } else { "\n" };
        pass.put(end, line.range.end..line.next);
    }
}

/// A comment that is all of its line.
fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("<!--") && line.trim_end().ends_with("-->")
}

/// Imports and exports of MDX.
fn is_statement(line: &str) -> bool {
    let ends = |line: &str| {
        let line = line.trim_end().trim_end_matches(';');
        line.ends_with(['"', '\''])
    };
    let import = line.starts_with("import ")
        && (line.contains(" from '") || line.contains(" from \"") || line.starts_with("import '"))
        && ends(line);
    let export = ["export const ", "export default ", "export function "];
    import || export.iter().any(|it| line.starts_with(it)) && line.contains(['=', '(', '{'])
}

/// A target of MyST and the heading behind it, which gets its name; how many parts are done with.
fn named_heading(pass: &mut Pass, parts: &[Part]) -> Option<usize> {
    let Part::Line(target) = parts.first()? else { return None };
    let name = target.text.trim_end().strip_prefix('(')?.strip_suffix(")=")?;
    let sound = |c: char| c.is_alphanumeric() || "-_:.".contains(c);
    let is_blank = |part: &&Part| matches!(part, Part::Line(line) if line.is_blank());
    let blanks = parts[1..].iter().take_while(is_blank).count();
    let Some(Part::Line(heading)) = parts.get(1 + blanks) else { return None };
    let text = heading.text.trim_end();
    let is_heading = text.starts_with('#') && text.trim_start_matches('#').starts_with(' ');
    if !is_heading || text.ends_with('}') || name.is_empty() || !name.chars().all(sound) {
        return None;
    }
    pass.put("", target.range.start..heading.range.start);
    let end = heading.range.start + text.len();
    pass.keep(heading.range.start..end);
    pass.put(format!(" {{#{name}}}\n"), end..heading.next);
    Some(blanks + 2)
}

/// Attributes of kramdown and targets of MyST on a line of their own, or behind one; whether the line
/// is done with.
fn attributes(pass: &mut Pass, line: &Line, is_last: bool) -> bool {
    let text = line.text.trim();
    let range = line.range.start..line.next;
    let is_target = text.starts_with('(') && text.ends_with(")=") && !text.contains(' ');
    let is_own =
        text.starts_with("{:") && text.ends_with('}') && !text.eq_ignore_ascii_case("{:toc}");
    // `{ .annotate }` beneath a paragraph.
    let is_beneath = is_last
        && text.strip_prefix('{').is_some_and(|it| it.trim_start().starts_with('.'))
        && text.find('}') == Some(text.len() - 1);
    if is_target || is_own || is_beneath {
        pass.tell(Kind::Attributes, line.range.start, text);
        pass.put("", range);
        return true;
    }
    let Some(at) = text.rfind('{').filter(|at| *at > 0 && text.ends_with('}')) else {
        return false;
    };
    let inside = &text[at + 1..text.len() - 1];
    let is_heading = text.starts_with('#');
    let inside = if is_heading && inside == "-" { " .unnumbered" } else { inside };
    let kramdown = inside.strip_prefix(':').filter(|it| it.trim_start().starts_with(['.', '#']));
    let spaced = inside.strip_prefix(' ').filter(|it| it.starts_with(['.', '#']));
    let free = text[..at].ends_with(' ');
    let plain = Some(inside).filter(|it| {
        it.starts_with('.') && is_last && free && !is_heading && !text.starts_with(':')
    });
    let Some(own) = kramdown.or(spaced).or(plain) else { return false };
    let start = line.range.start + line.blanks().len() + text[..at].trim_end().len();
    pass.keep(line.range.start..start);
    match is_heading {
        // Headings have attributes of their own here.
        true => pass.put(format!(" {{{}}}\n", own.trim()), start..line.next),
        false => {
            pass.tell(Kind::Attributes, start, format!("{{{inside}}}"));
            pass.put("\n", start..line.next);
        }
    }
    true
}

/// The numbers of examples by their names.
#[derive(Default)]
struct Examples {
    count: usize,
    named: HashMap<String, usize>,
}

/// Whether a star begins what is said of one, two and three stars, and no item of a list: `* p < .05, ** p < .01`.
fn explains_stars(text: &str, behind: &str) -> bool {
    let two = |text: &str| text.starts_with("** ") && text[3..].starts_with(char::is_alphanumeric);
    let mut signs = text.match_indices([',', ';']);
    text.starts_with("* ")
        && (two(behind.trim_start_matches(' '))
            || signs.any(|(at, _)| two(text[at + 1..].trim_start())))
}

/// A line with the marks of pandoc's lists as they are read here.
fn marked(pass: &mut Pass, line: &Line, breaks: bool, examples: &mut Examples) {
    let text = line.text.trim_start();
    let start = line.range.start + line.blanks().len();
    let mut from = line.range.start;
    if text.starts_with("#. ") {
        pass.keep(from..start);
        pass.put("1.", start..start + 2);
        from = start + 2;
    } else if explains_stars(text, &pass.text[line.next.min(pass.text.len())..]) {
        pass.keep(from..start);
        pass.put("\\*", start..start + 1);
        from = start + 1;
    } else if let Some(rest) = text.strip_prefix("(@")
        && let Some((name, _)) = rest.split_once(") ")
        && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
    {
        examples.count += 1;
        if !name.is_empty() {
            examples.named.insert(name.to_string(), examples.count);
        }
        pass.keep(from..start);
        from = start + 3 + name.len();
        pass.put(format!("({})", examples.count), start..from);
    }
    while let Some(at) = pass.text[from..line.range.end].find("(@") {
        let at = from + at;
        let name = pass.text[at + 2..line.range.end].split(')').next().unwrap_or_default();
        let Some(number) = examples.named.get(name) else {
            pass.keep(from..at + 2);
            from = at + 2;
            continue;
        };
        pass.keep(from..at);
        from = at + 3 + name.len();
        pass.put(format!("({number})"), at..from);
    }
    pass.keep(from..line.range.end);
    match breaks && !line.text.ends_with(['\\', ' ']) {
        true => pass.put("\\\n", line.range.end..line.next),
        false => pass.keep(line.range.end..line.next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfolded(text: &str) -> String {
        super::super::unfolded::unfolded(text, unfold).join("|")
    }

    #[test]
    fn lines_of_other_programs_are_markdown() {
        for (text, read) in [
            (">>>\na\n\n```\nb\n```\n>>>\nc", "> a|> |> ```|> b|> ```|c"),
            ("| a\n|   b\n|\n| c", "a\\|\u{a0}\u{a0}b\\|\u{a0}\\|c"),
            ("<!-- x -->\nimport A from \"@x/y\";\n\nb", "<!-- x -->|b"),
            (
                "import A from '@x/y';\nimport B from \"z\"\n\nimport this from there",
                "import this from there",
            ),
            ("* TOC\n{:toc}\n\na\n{: .b}", "{:toc}|a"),
            ("# H {: #x .y}\n\na {.b}\n\nc { .d }", "# H {#x .y}|a|c"),
            ("(a:b)=\n\n## H\n(c)=\nd", "## H {#a:b}|d"),
            ("a (1)\n{ .annotate }\n\n{.b} c", "a (1)|{.b} c"),
            ("# H {-}\n\na {-}", "# H {.unnumbered}|a {-}"),
            ("#. a\n#. b", "1. a|1. b"),
            ("(@) a\n(@x) b\n\nsee (@x) and (@y).", "(1) a|(2) b|see (2) and (@y)."),
            ("* p < .05, ** p < .01", "\\* p < .05, ** p < .01"),
            ("* p < .05\n** p < .01", "\\* p < .05|** p < .01"),
            ("* a, **b** c\n* d", "* a, **b** c|* d"),
            ("Choose:\na. one\nb. two\n\nc. alone", "Choose:\\|a. one\\|b. two|c. alone"),
            ("i) one\nii) two\niii) three", "i) one\\|ii) two\\|iii) three"),
            ("We met\nA. Smith and\nC. Jones", "We met|A. Smith and|C. Jones"),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |||---|---||| 1 | 2 |"),
        ] {
            assert_eq!(unfolded(text), read, "{text}");
        }
    }
}
