//! Blocks of code that other programs run or read: chunks of R Markdown, Quarto and Jupyter, and code
//! with attributes of pandoc. Directives of MyST stand in `directives`.

use super::fenced::{Block, titled};
use super::options::{self, Options, parts, unquoted};
use super::pass::Pass;
use super::pictures::Picture;
use super::told::Kind;
use super::{boxes, directives};

/// The languages that such programs run.
const ENGINES: [&str; 27] = [
    "r",
    "python",
    "python3",
    "py",
    "julia",
    "ojs",
    "observable",
    "bash",
    "sh",
    "zsh",
    "sql",
    "rcpp",
    "stan",
    "js",
    "javascript",
    "node",
    "css",
    "octave",
    "perl",
    "ruby",
    "stata",
    "sas",
    "powershell",
    "haskell",
    "scala",
    "go",
    "rust",
];

/// Languages in which drawings are written.
const DIAGRAMS: [&str; 11] = [
    "mermaid",
    "plantuml",
    "puml",
    "dot",
    "graphviz",
    "flow",
    "flowchart",
    "sequence",
    "gantt",
    "d2",
    "nomnoml",
];

/// What holds for all chunks of a text.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Defaults {
    /// Whether code is shown that says nothing of it.
    pub hidden: bool,
}

impl Defaults {
    /// What the first chunk sets for those that follow: `opts_chunk$set(echo = FALSE)`.
    pub fn of(text: &str) -> Defaults {
        let set = text.split("opts_chunk$set(").nth(1).and_then(|rest| rest.split(')').next());
        let is_off = |part: &&str| {
            let bare: String = part.split_whitespace().collect();
            bare == "echo=FALSE" || bare == "echo=F"
        };
        let hidden = set.is_some_and(|set| set.split(',').any(|part| is_off(&part)));
        Defaults { hidden }
    }
}

/// Where the name of a directive ends: its title may have braces too.
fn name_end(inside: &str) -> Option<usize> {
    let end = inside.find('}')?;
    let sound = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
    (end > 0 && inside[..end].chars().all(sound)).then_some(end)
}

/// Writes a block of code as it is meant; `false` if it stays as it is.
pub fn unfold(pass: &mut Pass, block: &Block, defaults: Defaults) -> bool {
    let info = block.info.trim();
    let Some(inside) = info.strip_prefix('{') else { return plain(pass, block) };
    let Some(end) = name_end(inside).or_else(|| inside.rfind('}')) else { return false };
    let (inside, behind) = (inside[..end].trim(), inside[end + 1..].trim());
    // Braces around braces show a chunk that is not meant.
    if let Some(shown) = inside.strip_prefix('{') {
        let language = shown.trim_end_matches('}').split([' ', ',']).next().unwrap_or_default();
        block.replace_opening(pass, format!("{}{}{language}\n", block.blanks, block.mark));
        return true;
    }
    if inside.starts_with(['.', '#']) {
        return attributed(pass, block, inside);
    }
    if let Some(format) = inside.strip_prefix('=') {
        return raw(pass, block, format.trim());
    }
    let length = inside.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(inside.len());
    let (name, rest) = inside.split_at(length);
    if rest.is_empty() && directives::unfold(pass, block, name, behind) {
        return true;
    }
    let lower = name.to_ascii_lowercase();
    if DIAGRAMS.contains(&&*lower) {
        return diagram(pass, block, &lower);
    }
    if boxes::unfold(pass, block, &lower, rest) {
        return true;
    }
    if !ENGINES.contains(&&*lower) {
        pass.tell(Kind::Unknown, block.start, name);
        return false;
    }
    chunk(pass, block, &lower, rest, defaults);
    true
}

fn chunk(pass: &mut Pass, block: &Block, engine: &str, rest: &str, defaults: Defaults) {
    let mut options = Options::default();
    for part in parts(rest, |c| c == ',') {
        match part.split_once('=') {
            Some((key, value)) => options.add(key, value),
            None => options.add("label", part),
        }
    }
    let head = head(block, &mut options);
    let code = block.code(pass.text, head);
    if options.is_off("include") {
        return pass.put("", block.range());
    }
    let is_shown = match options.get(&["echo"]) {
        Some(_) => !options.is_off("echo"),
        None => !defaults.hidden,
    };
    let mut new = String::new();
    let blanks = block.blanks;
    if is_shown && !code.trim().is_empty() {
        new.push_str(&format!("{blanks}{0}{engine}\n{code}\n{blanks}{0}\n", block.mark));
    }
    let pictures = pictures(&code);
    for (i, path) in pictures.iter().enumerate() {
        let shown = picture(path, &options, i == 0);
        new.push_str(&format!("\n{blanks}{}\n", shown.markdown()));
    }
    let runs = !options.is_off("eval") && !is_silent(&code);
    if pictures.is_empty() && runs {
        pass.tell(Kind::Chunk, block.start, options.get(&["label"]).unwrap_or(engine));
        let caption =
            options.get(&["fig-cap", "tbl-cap"]).filter(|it| !it.contains('(') || it.contains(' '));
        new.extend(caption.map(|caption| format!("\n{blanks}*{}*\n", caption.replace('*', ""))));
    }
    pass.put(new, block.range());
}

/// Reads the lines `#| key: value` at the head of a chunk; how many they are.
fn head(block: &Block, options: &mut Options) -> usize {
    let mark = |line: &str| {
        let line = line.trim_start();
        ["#|", "//|", "--|", "%%|"].into_iter().find(|mark| line.starts_with(mark))
    };
    let lines: Vec<&str> =
        block.lines.iter().map_while(|line| mark(line.text).map(|_| line.text.trim())).collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some((key, value)) = mark(line).and_then(|mark| options::line(line, mark)) else {
            continue;
        };
        // A value of several lines, as YAML has them: indented behind `|` or `>`, or behind nothing.
        let further = lines[at..].iter().map_while(|line| options::further(line));
        let further: Vec<&str> = further.collect();
        let is_open = value.is_empty() || value.starts_with(['|', '>']);
        if is_open && !further.is_empty() {
            at += further.len();
            options.add(key, &further.join(" "));
        } else {
            options.add(key, value);
        }
    }
    lines.len()
}

/// The files that `include_graphics` shows.
fn pictures(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for call in code.split("include_graphics(").skip(1) {
        // A path that is put together by code is known to nobody but R.
        let inside = parts(call, |c| c == ')').into_iter().next().unwrap_or_default();
        let first = parts(inside, |c| c == ',').into_iter().next().unwrap_or_default();
        let list = first.strip_prefix("c(").and_then(|it| it.strip_suffix(')')).unwrap_or(first);
        let quoted = |it: &&str| unquoted(it).len() < it.len();
        found.extend(parts(list, |c| c == ',').into_iter().filter(quoted).map(unquoted));
    }
    found
}

fn picture<'t>(path: &'t str, options: &'t Options, is_first: bool) -> Picture<'t> {
    let get = |keys: &[&str]| options.get(keys).unwrap_or_default();
    let label = get(&["label"]);
    let caption = get(&["fig-cap"]);
    Picture {
        path,
        alt: get(&["fig-alt"]),
        caption: if is_first && !caption.starts_with("paste") { caption } else { "" },
        id: if is_first && !label.contains(' ') { label } else { "" },
        width: get(&["out-width"]),
        height: get(&["out-height"]),
    }
}

/// Whether code that runs shows nothing: it loads packages and sets options.
fn is_silent(code: &str) -> bool {
    let silent = [
        "library(",
        "require(",
        "knitr::opts",
        "options(",
        "set.seed(",
        "source(",
        "import ",
        "from ",
        "#",
    ];
    code.lines().all(|line| {
        let line = line.trim();
        line.is_empty() || silent.iter().any(|it| line.starts_with(it))
    })
}

/// Code with attributes of pandoc: the first class is the language.
fn attributed(pass: &mut Pass, block: &Block, inside: &str) -> bool {
    let mut options = Options::default();
    let mut language = "";
    for part in parts(inside, char::is_whitespace) {
        match (part.strip_prefix('.'), part.split_once('=')) {
            (Some(class), _) if language.is_empty() => language = class,
            (None, Some((key, value))) => options.add(key, value),
            _ => {}
        }
    }
    if DIAGRAMS.contains(&language) {
        pass.tell(Kind::Diagram, block.start, language);
    }
    let title = options.get(&["filename", "title", "caption", "lst-cap"]).unwrap_or_default();
    let opening = format!("{}{}{language}\n", block.blanks, block.mark);
    block.replace_opening(pass, format!("{}{opening}", titled(block.blanks, title)));
    true
}

/// Code in the form of another format: HTML is read, all else is left out.
fn raw(pass: &mut Pass, block: &Block, format: &str) -> bool {
    let code = block.code(pass.text, 0);
    match format {
        "typst" => return false,
        "html" | "html5" => pass.put(format!("\n{code}\n\n"), block.range()),
        "latex" | "tex" if code.contains("\\newpage") || code.contains("\\clearpage") => {
            pass.put("\n\\newpage\n\n", block.range());
        }
        _ => {
            pass.tell(Kind::Statement, block.start, format!("{{={format}}}"));
            pass.put("", block.range());
        }
    }
    true
}

/// Code with its title behind the language, as Docusaurus, mkdocs and VitePress write it.
fn plain(pass: &mut Pass, block: &Block) -> bool {
    let (language, rest) = block.info.trim().split_once(' ').unwrap_or((block.info.trim(), ""));
    if DIAGRAMS.contains(&&*language.to_ascii_lowercase()) {
        pass.tell(Kind::Diagram, block.start, language);
        return false;
    }
    let keyed = parts(rest, char::is_whitespace).into_iter().find_map(|part| {
        part.split_once('=').filter(|(key, _)| *key == "title").map(|it| unquoted(it.1))
    });
    // `[1-2|3]` and `[2]` of reveal.js mark lines; a number without such a line is a title.
    let is_step = |title: &&str| {
        let number: usize = title.trim().parse().unwrap_or_default();
        number <= block.lines.len()
            && title.chars().all(|c| c.is_ascii_digit() || "-,|: ".contains(c))
    };
    let bracketed = rest.trim().strip_prefix('[').and_then(|it| it.split(']').next());
    let bracketed = bracketed.filter(|title| !is_step(title));
    let Some(title) = keyed.or(bracketed).filter(|title| !title.is_empty()) else { return false };
    let opening = format!("{}{}{language}\n", block.blanks, block.mark);
    block.replace_opening(pass, format!("{}{opening}", titled(block.blanks, title)));
    true
}

fn diagram(pass: &mut Pass, block: &Block, language: &str) -> bool {
    pass.tell(Kind::Diagram, block.start, language);
    block.replace_opening(pass, format!("{}{}{language}\n", block.blanks, block.mark));
    true
}
