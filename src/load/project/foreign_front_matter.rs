//! Values of front matter as other programs have them: authors with affiliations, keywords in a line, dates.

use super::dates;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Bilingual;
use crate::load::fields::Fields;
use crate::model::manifest::{Date, FileRef};

/// The keys that other programs read, one a line.
const OTHERS: &str = include_str!("other_programs.txt");

/// The keys that are read without being asked for by their names.
const READ: [&str; 7] =
    ["affiliation", "affiliations", "institute", "institution", "institutes", "macros", "src"];

/// Words in place of a day, which only a clock could tell.
const CLOCKS: [&str; 5] = ["today", "now", "last-modified", "\\today", "`r"];

/// `author` or `authors`: one, or a list; each a name, or a map that has one, with this map.
pub fn authors<'a>(fields: &mut Fields<'a>) -> Vec<(Bilingual, Option<&'a Map>)> {
    let mut authors = Vec::new();
    // The first name that is a link, or that a note is behind.
    let mut linked = None;
    for key in ["author", "authors"] {
        for node in fields.one_or_more(key) {
            match node {
                Node::Map(map) if !map.is_translated() => match name(map) {
                    Some(name) => authors.push((Bilingual::same(&name), Some(&**map))),
                    None => fields.wrong(node, format!("`{key}` has no name")),
                },
                node => {
                    let written = node.as_cell().map(|cell| cell.text.trim());
                    let plain = written.map(without_links).filter(|it| Some(&**it) != written);
                    let name = fields.read_bilingual(key, node);
                    linked = linked.or(plain.as_ref().map(|_| node));
                    authors.push((plain.map_or(name, |it| Bilingual::same(&it)), None));
                }
            }
        }
    }
    authors.retain(|(author, _)| !author.is_empty());
    if let Some(node) = linked {
        let message = "names of authors are printed without their links and notes";
        fields.wrong(node, message.to_string());
    }
    authors
}

/// Marks of LaTeX that tell what an author belongs to.
const MARKS: [&str; 3] = ["\\inst{", "\\thanks{", "\\textsuperscript{"];

/// The text without these marks and what they hold.
pub fn without_marks(text: &str) -> String {
    MARKS.iter().fold(text.to_string(), |text, mark| {
        let (mut kept, mut rest) = (String::new(), &*text);
        while let Some((before, behind)) = rest.split_once(mark)
            && let Some((_, behind)) = behind.split_once('}')
        {
            kept.push_str(before);
            rest = behind;
        }
        kept + rest
    })
}

/// A name without the tags of HTML in it, such as those of icons.
fn without_tags(text: &str) -> String {
    let (mut kept, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once('<')
        && behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
        && let Some((_, behind)) = behind.split_once('>')
    {
        kept.push_str(before);
        rest = behind;
    }
    (kept + rest).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name without the code behind it that another program runs, and without the blanks that hold it apart.
fn without_code(text: &str) -> String {
    if text.matches('`').count() % 2 == 1 || !text.contains(['`', '&']) {
        return text.to_string();
    }
    let kept: String = text.split('`').step_by(2).collect();
    kept.replace("&nbsp;", " ").trim().to_string()
}

/// `[words](address)` as its words, without `^[notes]`, tags and marks of LaTeX.
fn without_links(text: &str) -> String {
    let text = without_code(&without_marks(text));
    let text = &*if text.contains('<') { without_tags(&text) } else { text };
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let Some(end) = rest[at..].find(']').map(|end| at + end) else { break };
        let (before, words, behind) = (&rest[..at], &rest[at + 1..end], &rest[end + 1..]);
        if let Some(before) = before.strip_suffix('^') {
            out.push_str(before);
            rest = behind;
        } else if let Some(address) = behind.strip_prefix('(').and_then(|it| it.find(')')) {
            out.push_str(before);
            out.push_str(words);
            rest = &behind[address + 2..];
        } else {
            out.push_str(&rest[..=end]);
            rest = behind;
        }
    }
    (out + rest).trim().to_string()
}

/// Has it told what the maps of authors say that is not printed.
pub fn unprinted(fields: &mut Fields, keys: &[&str]) {
    let Some(node) = fields.get("author").or_else(|| fields.get("authors")) else { return };
    if !keys.is_empty() {
        let names = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let node = node.clone();
        fields.wrong(&node, format!("of authors, names and affiliations are printed, {names} not"));
    }
}

/// The name that a map of an author gives.
fn name(map: &Map) -> Option<String> {
    let cell = |key: &str| {
        let text = map.get(key)?.as_cell()?.text.trim().to_string();
        (!text.is_empty()).then_some(text)
    };
    if let Some(Node::Map(name_of)) = map.get("name") {
        return name(name_of);
    }
    let parts = |given: &str, family: &str| match (cell(given), cell(family)) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (given, family) => given.or(family),
    };
    cell("name")
        .or_else(|| cell("literal"))
        .or_else(|| parts("given", "family"))
        .or_else(|| parts("first", "last"))
        .or_else(|| parts("firstname", "lastname"))
}

/// `keywords`: a list, or words between commas and semicolons.
pub fn keywords(fields: &mut Fields) -> Vec<Bilingual> {
    let cell = match fields.get("keywords") {
        Some(Node::Cell(cell)) => cell,
        _ => return fields.bilinguals("keywords"),
    };
    let words = cell.text.split([',', ';', '，', '；', '、']).map(str::trim);
    words.filter(|word| !word.is_empty()).map(Bilingual::same).collect()
}

/// `date` in any usual form; what only a clock could tell is left out.
pub fn date(fields: &mut Fields) -> Option<Date> {
    let node = fields.get("date")?;
    let Some(cell) = node.as_cell() else {
        fields.wrong(node, format!("`date` must be a day, but this is {}", node.describe()));
        return None;
    };
    let text = cell.text.trim();
    let date = dates::read(text);
    if date.is_none() && !text.is_empty() {
        let is_clock = CLOCKS.iter().any(|word| text.to_ascii_lowercase().starts_with(word));
        let why =
            if is_clock { "Diptych reads no clock" } else { "it could be several days, or none" };
        fields.wrong(node, format!("`date` is not read as a day: {why}; no date is printed"));
    }
    date
}

/// The works that front matter lists itself, as pandoc reads them, instead of a file that has them.
pub fn own_references(map: &Map) -> Option<&Node> {
    let is_work = |node: &Node| node.as_map().is_some_and(|it| it.get("id").is_some());
    map.get("references").filter(|node| match node {
        Node::List(list) => list.items.iter().any(is_work),
        node => is_work(node),
    })
}

/// The files with references.
pub fn references(fields: &mut Fields, map: &Map) -> Vec<FileRef> {
    let own = match own_references(map) {
        Some(_) => fields.get("references").map(|_| Vec::new()),
        None => None,
    };
    let files = own.unwrap_or_else(|| fields.files("references"));
    [files, fields.files("bibliography")].concat()
}

/// What a page looks like in Jekyll, Hexo and Slidev; `layout` says here how languages stand.
const LAYOUTS: &str = "page post posts default home single splash archive draft base notes lecture course cover center end \
    fact full image image-left image-right iframe iframe-left iframe-right intro none quote section statement two-cols \
    two-cols-header";

/// Front matter is written for other programs too: what they read is passed over, all other keys that are
/// not known are told in one line, and no value stops the text.
pub fn told(found: Findings, map: &Map) -> Vec<Diagnostic> {
    let (unknown, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|finding| finding.code == codes::UNKNOWN_KEY);
    let key = |finding: &Diagnostic| map.key_at(&finding.place).unwrap_or_default().to_string();
    let is_other = |finding: &Diagnostic| {
        let key = key(finding).to_lowercase();
        OTHERS.lines().any(|known| known == key)
    };
    let is_off = |finding: &Diagnostic| {
        map.get(&key(finding)).and_then(Node::as_cell).is_some_and(|cell| &*cell.text == "false")
    };
    let says = |key: &str, words: &str| {
        map.get(key).and_then(Node::as_cell).is_some_and(|cell| cell.text.contains(words))
    };
    let is_read = |finding: &Diagnostic| {
        let key = key(finding).to_lowercase();
        READ.contains(&&*key) || key == "nocite" && says("nocite", "@*")
    };
    let unknown: Vec<Diagnostic> =
        unknown.into_iter().filter(|it| !is_other(it) && !is_read(it) && !is_off(it)).collect();
    let names: Vec<String> = unknown.iter().map(|it| format!("`{}`", key(it))).collect();
    let is_layout = |finding: &Diagnostic| {
        let written = map.get("layout").filter(|it| it.place() == &finding.place);
        let name = written.and_then(Node::as_cell).map(|cell| cell.text.trim());
        name.is_some_and(|name| LAYOUTS.split(' ').any(|it| it == name))
    };
    let others = others.into_iter().filter(|it| !is_layout(it));
    let mut told: Vec<Diagnostic> = others.map(value).collect();
    told.extend(unknown.into_iter().next().map(|first| {
        let message = match names.len() {
            1 => format!("unknown key {}; it is ignored", names[0]),
            _ => format!("unknown keys {}; they are ignored", names.join(", ")),
        };
        Diagnostic { code: codes::UNREAD_KEY, message, ..first }
    }));
    told
}

fn value(finding: Diagnostic) -> Diagnostic {
    if finding.code != codes::WRONG_TYPE {
        return finding;
    }
    let help = "the text is set without it; write it as the reference says, or delete it";
    Diagnostic { code: codes::FRONT_MATTER_VALUE, ..finding }.help(help)
}
