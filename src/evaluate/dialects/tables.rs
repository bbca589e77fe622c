//! Tables of pandoc and the captions of tables, written as HTML, in whose cells Markdown stands.

use std::ops::Range;

use super::cells::{Cell, Table};
use super::drawn;
use super::lines::{Kind, Line};
use super::pass::Pass;
use crate::data::work;
use crate::language::reading;

/// Whether a text may have such tables or captions.
pub fn is_likely(text: &str) -> bool {
    text.contains("+--")
        || text.contains("+==")
        || text.contains("-- -")
        || text.contains("--  ")
        || reading::words().captions.tables.iter().any(|mark| text.contains(mark.as_str()))
        || text.contains("\n: ")
}

/// Rewrites the tables of a text.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut at = 0;
    while at < lines.len() {
        let is_start = at == 0 || lines[at - 1].is_blank();
        let done = match is_start && !lines[at].is_blank() && is_open(&lines[at]) {
            true => block(pass, lines, at),
            false => None,
        };
        match done {
            Some(done) => at += done,
            None => {
                pass.keep(lines[at].range.start..lines[at].next);
                at += 1;
            }
        }
    }
}

fn is_open(line: &Line) -> bool {
    line.kind == Kind::Text
        || line.kind == Kind::Indented && !line.text.trim_start().starts_with(':')
}

/// A table with its caption, which stands before or behind it; how many lines are done with.
fn block(pass: &mut Pass, lines: &[Line], at: usize) -> Option<usize> {
    let before = caption(lines, at).and_then(|it| {
        let next = at + it.lines + blank(lines, at + it.lines);
        (next > at + it.lines).then_some((it, next))
    });
    let start = before.as_ref().map_or(at, |it| it.1);
    let rest = lines.get(start..)?;
    let drawn = drawn::table(rest);
    let length = match &drawn {
        Some(table) => table.lines,
        None => pipes(rest)?,
    };
    let end = start + length;
    let after = match before {
        Some(_) => None,
        None => {
            let next = end + blank(lines, end);
            caption(lines, next).map(|it| (next + it.lines, it))
        }
    };
    let words = before.map(|it| it.0).or(after.as_ref().map(|it| it.1.clone()));
    let own = || lines[start..end].iter().filter(|line| !line.is_blank());
    // Within a block of code a table is code.
    let is_code = own().all(|line| line.kind == Kind::Indented);
    if drawn.is_none() && words.is_none() || is_code {
        return None;
    }
    let first = lines[start].range.start;
    match drawn {
        Some(table) => {
            // A head may be set in further than the table is.
            let blanks = own().map(Line::blanks).min_by_key(|it| it.len()).unwrap_or_default();
            html(pass, &table, words, (first, blanks));
        }
        None => {
            if let Some(words) = words {
                put_caption(pass, words, first, lines[start].blanks());
            }
            pass.keep(first..lines[end - 1].next);
        }
    }
    pass.put("\n", lines[end - 1].next..lines[end - 1].next);
    Some(after.map_or(end, |it| it.0) - at)
}

/// How many blank lines stand here, of two at most.
fn blank(lines: &[Line], at: usize) -> usize {
    lines.get(at..).unwrap_or_default().iter().take(2).take_while(|line| line.is_blank()).count()
}

/// The words of a caption, and how many lines it takes.
#[derive(Clone)]
struct Caption {
    text: Range<usize>,
    lines: usize,
    /// The name that links lead to.
    name: Option<String>,
}

fn caption(lines: &[Line], at: usize) -> Option<Caption> {
    let first = lines.get(at).filter(|line| line.is_text())?;
    let own = reading::words().captions.tables.iter().map(String::as_str);
    // Within an item of a list it is indented.
    let start = first.text.trim_start();
    let mark = own.chain([": "]).find(|it| start.starts_with(it))?;
    let length = lines[at..].iter().take_while(|line| !line.is_blank()).count();
    work::count(length);
    let last = &lines[at + length - 1];
    let mut end = last.range.end;
    let mut name = None;
    // The name behind it is for links, with what Quarto says of widths.
    if last.text.trim_end().ends_with('}')
        && let Some(brace) = last.text.rfind("{#")
    {
        end = last.range.start + last.text[..brace].trim_end().len();
        name = named(&last.text[brace + 2..]);
    }
    let words = start[mark.len()..].trim_start();
    // The name before it, as in bookdown.
    let words = match words.strip_prefix("(\\#tab:").and_then(|it| it.split_once(')')) {
        Some((before, behind)) => {
            name = named(&format!("{before}}}"));
            behind.trim_start()
        }
        None => words,
    };
    let start = first.range.start + first.text.len() - words.len();
    (length < 8 && start < end).then_some(Caption { text: start..end, lines: length, name })
}

/// A name that can stand in a tag.
fn named(text: &str) -> Option<String> {
    let end = text.find(|c: char| c.is_whitespace() || "}.".contains(c))?;
    let sound = |c: char| c.is_alphanumeric() || "-_:".contains(c);
    let name = &text[..end];
    (!name.is_empty() && name.chars().all(sound)).then(|| name.to_string())
}

/// The caption as HTML has it; in front of a table of pipes it belongs to that.
fn put_caption(pass: &mut Pass, caption: Caption, at: usize, blanks: &str) {
    let name = caption.name.map(|it| format!(" id=\"{it}\"")).unwrap_or_default();
    pass.put(format!("{blanks}<caption{name}>\n\n{blanks}"), at..at);
    pass.keep(caption.text);
    pass.put(format!("\n\n{blanks}</caption>\n\n"), at..at);
}

/// How many lines a table of pipes takes that begins here.
fn pipes(lines: &[Line]) -> Option<usize> {
    let second = lines.get(1)?.text.trim();
    let is_rule =
        second.contains('-') && second.contains('|') && second.chars().all(|c| "|-: ".contains(c));
    let has_pipe = |line: &&Line| line.text.contains('|') && !line.is_blank();
    is_rule.then(|| lines.iter().take_while(has_pipe).count())
}

/// The table at a byte, set in by these blanks.
fn html(pass: &mut Pass, table: &Table, caption: Option<Caption>, (at, blanks): (usize, &str)) {
    let put = |pass: &mut Pass, text: &str| {
        let line =
            |line: &str| if line.is_empty() { "\n".into() } else { format!("{blanks}{line}\n") };
        pass.put(text.lines().map(line).collect::<String>(), at..at);
    };
    put(pass, "<table>");
    if let Some(caption) = caption {
        put_caption(pass, caption, at, blanks);
    }
    for (i, row) in table.rows.iter().enumerate() {
        put(pass, if i < table.heads { "<thead>\n<tr>" } else { "<tr>" });
        let tag = if i < table.heads { "th" } else { "td" };
        let mut column = 0;
        for cell in row {
            let align = table.align.get(column).copied().unwrap_or_default();
            put(pass, &format!("<{tag}{}>\n\n", attributes(cell, align)));
            for piece in &cell.pieces {
                pass.put(blanks, at..at);
                pass.keep(piece.clone());
                pass.put("\n", at..at);
            }
            put(pass, &format!("\n</{tag}>"));
            column += cell.columns;
        }
        put(pass, if i < table.heads { "</tr>\n</thead>" } else { "</tr>" });
    }
    put(pass, "</table>\n\n");
}

/// What the tag of a cell says of it.
fn attributes(cell: &Cell, align: &str) -> String {
    let mut said = String::new();
    if !align.is_empty() {
        said.push_str(&format!(" align=\"{align}\""));
    }
    for (name, many) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if many > 1 {
            said.push_str(&format!(" {name}=\"{many}\""));
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfolded(text: &str) -> String {
        super::super::unfolded::unfolded(text, unfold).concat()
    }

    #[test]
    fn drawn_tables_are_html() {
        for (text, read) in [
            (
                "+---+----+\n| A | B  |\n+===+===:+\n| a | b  |\n|   |    |\n| -c|    |\n+---+----+\n",
                "<table><thead><tr><th>A</th><th align=\"right\">B</th></tr></thead><tr><td>a-c</td><td align=\"right\">b</td></tr></table>",
            ),
            (
                "+---+---+\n| a     |\n+---+---+\n| b | c |\n+---+---+",
                "<table><tr><td colspan=\"2\">a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            ),
            (
                "  A     B\n---    ---\n  1    2\n\nTable: C *d*\n\nx",
                "<table><caption>C *d*</caption><thead><tr><th align=\"right\">A</th><th align=\"center\">B</th></tr></thead><tr><td align=\"right\">1</td><td align=\"center\">2</td></tr></table>x",
            ),
            (
                "        N  Name\n---------  -----\n        1  x\n",
                "<table><thead><tr><th align=\"right\">N</th><th align=\"left\">Name</th></tr></thead><tr><td align=\"right\">1</td><td align=\"left\">x</td></tr></table>",
            ),
            ("a\n\n    +---+\n    | b |\n    +---+", "a    +---+    | b |    +---+"),
            (
                "-----------\n A    B\n      b\n---- ------\n 1    2\n      3\n\n 4    5\n-----------\n",
                "<table><thead><tr><th align=\"center\">A</th><th align=\"center\">Bb</th></tr></thead><tr><td align=\"center\">1</td><td align=\"center\">23</td></tr><tr><td align=\"center\">4</td><td align=\"center\">5</td></tr></table>",
            ),
            ("| a |\n|---|\n| b |\n\n: C {#t}\n", "<caption id=\"t\">C</caption>| a ||---|| b |"),
            ("| a |\n|---|\n\nTable: (\\#tab:t) C", "<caption id=\"t\">C</caption>| a ||---|"),
            (
                "+---+---+\n| A | B |\n+===+===+\n| a | b |\n|   +---+\n|   | c |\n+---+---+",
                "<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td rowspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            ),
            (
                "+---------+---+\n| 温度    | x |\n+=====+===+===+\n| 城  | a | 1 |\n| 市  +---+---+\n|     | b | 2 |\n+-----+---+---+",
                "<table><thead><tr><th colspan=\"2\">温度</th><th>x</th></tr></thead><tr><td rowspan=\"2\">城市</td><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>",
            ),
            (
                "- x\n\n  | a |\n  |---|\n\n  : C *d*\n\n- y",
                "- x  <caption>  C *d*  </caption>  | a |  |---|- y",
            ),
            ("a\n\n--- ---\n\nb\n\nHead\n----\n\nc", "a--- ---bHead----c"),
            ("term\n\n: meaning", "term: meaning"),
        ] {
            assert_eq!(unfolded(text), read, "{text}");
        }
    }
}
