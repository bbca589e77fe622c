//! Directives of MyST and Sphinx between fences: ```` ```{note} ````, `:::{figure} x.png`.

use super::fenced::{Block, titled};
use super::fences::{capital, division};
use super::gates;
use super::options::{self, Options};
use super::pass::Pass;
use super::pictures::Picture;
use super::told::Kind;
use crate::evaluate::markdown::dialects::is_tone;

/// Directives that hold text as any other; what stands behind the name is their title.
const BOXES: [&str; 35] = [
    "admonition",
    "dropdown",
    "card",
    "tab-item",
    "tab-set",
    "grid",
    "grid-item",
    "grid-item-card",
    "margin",
    "sidebar",
    "topic",
    "epigraph",
    "pull-quote",
    "highlights",
    "div",
    "aside",
    "exercise",
    "solution",
    "versionadded",
    "versionchanged",
    "deprecated",
    "theorem",
    "lemma",
    "proof",
    "definition",
    "container",
    "rubric",
    "example",
    "remark",
    "corollary",
    "proposition",
    "property",
    "observation",
    "algorithm",
    "conjecture",
];

/// Those of them that keep their names before their titles.
const NAMED: [&str; 6] = ["exercise", "solution", "theorem", "lemma", "proof", "definition"];

/// Directives without words for a reader.
const EMPTY: [&str; 15] = [
    "toctree",
    "index",
    "contents",
    "tableofcontents",
    "bibliography",
    "only",
    "currentmodule",
    "default-role",
    "highlight",
    "autosummary",
    "automodule",
    "autoclass",
    "autofunction",
    "label",
    "meta",
];

/// Writes a directive as Markdown; `false` if it is none that is known.
pub fn unfold(pass: &mut Pass, block: &Block, name: &str, behind: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let bare = name.rsplit(':').next().unwrap_or_default();
    let mut options = Options::default();
    let head = head(block, &mut options);
    let content = block.code(pass.text, head);
    let get = |keys: &[&str]| options.get(keys).unwrap_or_default().to_string();
    let new = match bare {
        _ if gates::is_gate(bare) => match gates::gate(pass.text, block, bare, behind) {
            Some(new) => new,
            None => return false,
        },
        "raw" => match behind.trim() {
            "html" => format!("\n{content}\n\n"),
            format => {
                pass.tell(Kind::Format, block.start, format!("{{raw}} {format}"));
                String::new()
            }
        },
        "figure" if name.starts_with("glue:") => {
            pass.tell(Kind::Chunk, block.start, behind);
            if content.trim().is_empty() { String::new() } else { format!("\n{content}\n\n") }
        }
        "code-cell" => cell(pass, block, behind, &options, &content),
        "figure" | "image" => picture(behind, &options, &content),
        "math" => {
            let label = get(&["label", "name"]);
            let label = if label.is_empty() { label } else { format!("\\label{{{label}}}") };
            format!(
                "\n$$\n{}{content}{label}\n$$\n\n",
                if behind.is_empty() { String::new() } else { format!("{behind}\n") }
            )
        }
        "code" | "code-block" | "sourcecode" | "parsed-literal" | "prompt" => {
            let above = titled(block.blanks, &get(&["caption", "filename"]));
            let language = behind.split(' ').next().unwrap_or_default();
            format!("{above}{0}{1}{language}\n{content}\n{0}{1}\n", block.blanks, block.mark)
        }
        "contents" | "tableofcontents" => "\n[TOC]\n\n".to_string(),
        "table" | "list-table" | "csv-table" if bare == "table" => {
            format!("\n**{behind}**\n\n{content}\n\n")
        }
        "glossary" => format!("\n{content}\n\n"),
        _ if is_tone(bare) || BOXES.contains(&bare) => {
            boxed(block, bare, behind, &options, &content)
        }
        _ if EMPTY.contains(&bare) => {
            pass.tell(Kind::Directive, block.start, name.as_str());
            String::new()
        }
        _ => return false,
    };
    pass.put(new, block.range());
    true
}

/// Reads the options `:key: value` at the head, or those between `---`; how many lines they take.
pub fn head(block: &Block, options: &mut Options) -> usize {
    if block.lines.first().is_some_and(|line| line.text.trim() == "---") {
        let end = block.lines[1..].iter().position(|line| line.text.trim() == "---");
        for line in block.lines[1..].iter().take(end.unwrap_or_default()) {
            let (key, value) = line.text.split_once(':').unwrap_or_default();
            options.add(key, value);
        }
        return end.map_or(0, |end| end + 2);
    }
    let lines = block.lines.iter().map_while(|line| options::line(line.text, ":"));
    lines.clone().for_each(|(key, value)| options.add(key, value));
    lines.count()
}

/// Code that Jupyter runs: its results are missing, but for the words beneath a figure.
fn cell(pass: &mut Pass, block: &Block, behind: &str, options: &Options, content: &str) -> String {
    let tags = options.get(&["tags"]).unwrap_or_default();
    let is_hidden = ["remove-input", "remove-cell", "hide-input", "hide-cell"]
        .iter()
        .any(|it| tags.contains(it));
    if !tags.contains("remove-cell") {
        pass.tell(Kind::Chunk, block.start, options.get(&["name"]).unwrap_or("code-cell"));
    }
    let language = behind.split(' ').next().unwrap_or_default().trim_start_matches('i');
    let (blanks, mark) = (block.blanks, block.mark);
    let code = format!("{blanks}{mark}{language}\n{content}\n{blanks}{mark}\n");
    let caption = options.get(&["caption"]).map(|it| it.replace('*', ""));
    let caption = caption.map(|it| format!("\n{blanks}*{it}*\n\n")).unwrap_or_default();
    if is_hidden { caption } else { code + &caption }
}

fn picture(path: &str, options: &Options, content: &str) -> String {
    let get = |keys: &[&str]| options.get(keys).unwrap_or_default();
    // The first paragraph is the caption, all behind it are its notes.
    let (caption, notes) = content.trim().split_once("\n\n").unwrap_or((content.trim(), ""));
    let made = Picture {
        path,
        alt: get(&["alt"]),
        caption,
        id: get(&["name", "label"]),
        width: get(&["width", "figwidth"]),
        height: get(&["height"]),
    };
    format!("\n{}\n\n{notes}\n\n", made.markdown())
}

fn boxed(block: &Block, name: &str, behind: &str, options: &Options, content: &str) -> String {
    let class = options.get(&["class"]).unwrap_or_default();
    let tone = class.split([' ', ',']).find(|it| is_tone(it));
    let version = match name {
        "versionadded" => "New in version",
        "versionchanged" => "Changed in version",
        "deprecated" => "Deprecated since version",
        _ => "",
    };
    let silent =
        ["tab-set", "grid", "grid-item", "div", "container", "margin", "epigraph", "highlights"];
    if silent.contains(&name) {
        return format!("\n{content}\n\n");
    }
    if matches!(name, "rubric" | "tab-item") {
        return format!("\n**{behind}**\n\n{content}\n\n");
    }
    let title = match (version.is_empty(), behind.trim()) {
        (false, behind) => format!("{version} {behind}"),
        (true, "") if !is_tone(name) && name != "admonition" => capital(name),
        (true, behind) if NAMED.contains(&name) => format!("{} ({behind})", capital(name)),
        (true, behind) => behind.to_string(),
    };
    let word = if is_tone(name) { name } else { tone.unwrap_or("note") };
    let colons = longer_than_inner(block.mark.len(), content);
    let (title, body) = match is_tone(name) && block.lines.is_empty() {
        // `{note} Words` with nothing between the fences are its words.
        true => ("", behind),
        false => (title.as_str(), content),
    };
    let blanks = block.blanks;
    let fence = division(word, title, colons);
    let fence = match options.get(&["label", "name"]) {
        None => fence,
        // The title first: braces that open with a sign are a comment of MiniJinja's.
        Some(id) if fence.ends_with("\"}") => format!("{} #{id}}}", &fence[..fence.len() - 1]),
        Some(id) => format!("{fence} {{#{id}}}"),
    };
    format!("\n{blanks}{fence}\n\n{body}\n\n{blanks}{}\n\n", ":".repeat(colons))
}

/// How many colons a division needs that holds this: an outer fence is longer than those within.
fn longer_than_inner(mark: usize, content: &str) -> usize {
    let signs = |line: &str, sign: char| {
        let line = line.trim();
        line.len() - line.trim_start_matches(sign).len()
    };
    let inner = content.lines().map(|line| signs(line, ':').max(signs(line, '`'))).max();
    mark.max(3).max(inner.unwrap_or_default() + 1)
}
