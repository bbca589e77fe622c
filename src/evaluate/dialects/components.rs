//! Components of MDX on lines of their own, as Docusaurus, Starlight, Nextra and Mintlify have them:
//! `<TabItem label="A">`, `<Note>`. Their words are printed; callouts and names of tabs keep their meaning.

use super::lines::Line;
use super::pass::Pass;
use super::shortcode_boxes::callout;
use super::tags::{Tag, pair, rewritten, tag_of};
use super::told::Kind;
use crate::evaluate::markdown::html::elements::{Role, role};

/// A tag takes at most so many lines.
const MOST_LINES: usize = 12;

/// Components with a name above what they hold.
const TITLED: [&str; 8] =
    ["tabitem", "tab", "card", "linkcard", "step", "codegroupitem", "codetab", "panel"];

/// Whether a text may have components.
pub fn is_likely(text: &str) -> bool {
    text.lines().any(|line| starts(line.trim_start()))
}

/// Writes components as Markdown.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let tags = tags(pass.text, lines);
    if tags.iter().any(|tag| is_sure(tag, pass.text)) {
        let known = |tag: &Tag, depth, pass: &mut Pass| Some(meaning(tag, depth, pass));
        rewritten(pass, tags, Some("\n"), known);
    }
}

/// Whether a tag is surely that of a component: what is no element and stands alone in an ordinary text is
/// a block of HTML that ends at the next blank line, so that nothing in it is Markdown.
fn is_sure(tag: &Tag, text: &str) -> bool {
    let is_empty = text[tag.range.clone()].trim_end().ends_with("/>");
    let after = text[tag.range.end..].lines().next().unwrap_or_default();
    !tag.closes && (is_empty || !tag.arguments.is_empty() || after.trim().is_empty())
}

fn starts(line: &str) -> bool {
    let name = line.strip_prefix("</").or(line.strip_prefix('<')).unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The tags that stand on lines of their own, each with its line; a pair on one line gives two.
fn tags<'t>(text: &'t str, lines: &[Line<'t>]) -> Vec<Tag<'t>> {
    let mut tags = Vec::new();
    let mut free = 0;
    for (at, line) in lines.iter().enumerate() {
        if !line.is_text() || line.range.start < free || !starts(line.text.trim_start()) {
            continue;
        }
        let Some(length) = lines[at..]
            .iter()
            .take(MOST_LINES)
            .take_while(|line| !line.is_blank())
            .position(|line| line.text.trim_end().ends_with('>'))
        else {
            continue;
        };
        let last = &lines[at + length];
        if let Some(found) = pair_of(text, line.range.start, last) {
            free = last.next;
            tags.extend(found);
        }
    }
    pair(&mut tags);
    tags
}

/// The tag that the lines are, or the two around the words of a line.
fn pair_of<'t>(text: &'t str, start: usize, last: &Line) -> Option<Vec<Tag<'t>>> {
    let written = &text[start..last.range.end];
    let end = close(written)?;
    let own = written[..end].trim();
    let inside = own.strip_prefix("</").or(own.strip_prefix('<'))?.strip_suffix('>')?;
    let (closes, empty) = (own.starts_with("</"), inside.ends_with('/'));
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next()?;
    let shouted = name.len() > 1 && !name.contains(|c: char| c.is_ascii_lowercase());
    if shouted || role(&name.to_ascii_lowercase()) != Role::Unknown {
        return None;
    }
    let tag = |range, inside, closes| Tag { closes, ..tag_of(range, inside) };
    let inside = inside.trim_end_matches('/');
    let rest = written[end..].trim_end();
    if rest.is_empty() {
        return Some(vec![tag(start..last.next, inside, closes)]);
    }
    let words = rest.strip_suffix(&format!("</{name}>"))?;
    (!closes && !empty).then(|| {
        let behind = start + end + words.len();
        vec![tag(start..start + end, inside, false), tag(behind..last.next, name, true)]
    })
}

/// Where the tag ends that begins a text: at the first `>` outside quotes and braces.
fn close(text: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What a component stands for, and what its end stands for.
fn meaning(tag: &Tag, depth: usize, pass: &mut Pass) -> (String, String) {
    let end = "\n\n".to_string();
    let said =
        |keys: &[&str]| tag.get(keys).map(|it| it.trim_matches(['{', '}', '"', '\'', '`']).trim());
    if let Some((open, close)) = callout(tag, depth) {
        return (open, close);
    }
    if matches!(tag.name.as_str(), "image" | "img" | "picture" | "zoomimage")
        && let Some(source) = said(&["src"]).filter(|it| !it.contains(['{', ' ', '(']))
    {
        let alt = said(&["alt", "caption", "title"]).unwrap_or_default();
        return (format!("\n\n![{}]({source})\n\n", alt.replace(['[', ']'], "")), end);
    }
    let titled = TITLED.contains(&tag.name.as_str());
    let title = said(&["label", "title", "name", "header", "heading", "value"]).filter(|_| titled);
    let kind = if tag.name.contains("tab") { Kind::Tabs } else { Kind::Component };
    let named = match (kind, title) {
        (Kind::Tabs, Some(title)) => title,
        _ => &tag.name,
    };
    if title.is_some() || kind == Kind::Component {
        pass.tell(kind, tag.range.start, named);
    }
    (title.map_or(end.clone(), |title| format!("\n\n**{title}**\n\n")), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_their_words() {
        for (text, read) in [
            (
                "<Tabs>\n<TabItem value=\"a\" label=\"A b\">\n\nx\n\n</TabItem>\n</Tabs>",
                "**A b**|x",
            ),
            ("<Card\n  title={\"C > d\"}\n  href=\"/e\"\n>\nx\n</Card>", "**C > d**|x"),
            ("<Image src=\"./a.png\" alt=\"An a\" />", "![An a](./a.png)"),
            ("<Foo.Bar {...x} />\ny", "y"),
            ("<Warning>\n*a*\n</Warning>", "<Warning>|*a*|</Warning>"),
            (
                "<TABLE>\n<Table>\nin <Words> of it\n`<Note>`",
                "<TABLE>|<Table>|in <Words> of it|`<Note>`",
            ),
        ] {
            let made = super::super::unfolded::unfolded(text, unfold).join("|");
            assert_eq!(made, read, "{text}");
        }
        let note = super::super::unfolded::unfolded("<Tip>One line</Tip>\n\n<Steps>\n\ny", unfold);
        assert!(
            note[0].ends_with(" tip")
                && note[1] == "One line"
                && note.last().is_some_and(|it| it == "y"),
            "{note:?}"
        );
    }
}
