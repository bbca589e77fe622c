//! Pictures as Markdown, from what the directives of other programs say of them.

use super::found::Found;

/// What is said of a picture.
#[derive(Debug, Default, Clone)]
pub struct Picture<'t> {
    /// Its address.
    pub path: &'t str,
    /// What it shows; the plain words of its caption when nothing is said.
    pub alt: &'t str,
    /// The words beneath it, in Markdown.
    pub caption: &'t str,
    /// Its name for links.
    pub id: &'t str,
    /// Its width.
    pub width: &'t str,
    /// Its height.
    pub height: &'t str,
}

impl Picture<'_> {
    /// The picture as Markdown.
    pub fn markdown(&self) -> String {
        let caption = one_line(self.caption);
        let alt = if self.alt.is_empty() { plain(&caption) } else { plain(&one_line(self.alt)) };
        let path = self.path.trim();
        let path = match path.contains(char::is_whitespace) {
            true => format!("<{path}>"),
            false => path.to_string(),
        };
        let title = match caption.is_empty() {
            true => String::new(),
            false => format!(" \"{}\"", caption.replace('"', "\\\"")),
        };
        let mut braces = Vec::new();
        if !self.id.is_empty() {
            braces.push(format!("#{}", self.id.trim()));
        }
        for (key, value) in [("width", self.width), ("height", self.height)] {
            if value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains(' ') {
                braces.push(format!("{key}={value}"));
            }
        }
        let braces =
            if braces.is_empty() { String::new() } else { format!("{{{}}}", braces.join(" ")) };
        format!("![{alt}]({path}{title}){braces}")
    }
}

/// A name as LaTeX has it.
const LABEL: &str = "\\label{";

/// The names that stand at the end of the words of pictures: `![Words.\label{fig:a}](a.png)`.
pub fn labels(text: &str) -> impl Iterator<Item = &str> {
    text.split(LABEL).skip(1).filter_map(|rest| {
        let (name, behind) = rest.split_once('}')?;
        (behind.starts_with("](") && !name.contains(char::is_whitespace)).then_some(name)
    })
}

/// Whether the words of a picture end with such a name.
pub fn has_label(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|written| labels(written).next().is_some())
}

/// Makes the words of a picture its caption as well: `![words](path){#fig-name}`.
pub fn captioned(found: &mut Found, start: usize, end: usize) {
    let text = found.text;
    let Some(written) = text.get(start..end).filter(|it| it.starts_with("![")) else { return };
    // Words between the braces may have brackets too.
    let closing = written.rfind("){").or(written.rfind("]{")).map_or(written.len(), |at| at + 1);
    let (Some(middle), Some(close)) =
        (written[..closing].rfind("]("), written[..closing].rfind(')'))
    else {
        return;
    };
    let mut words = written.get(2..middle).unwrap_or_default();
    if let Some(name) = labels(written).next() {
        let own = words.rfind(LABEL).unwrap_or(words.len());
        words = &words[..own];
        found.put(start + 2 + own..start + middle, "");
        let behind = start + close + 1;
        match text[behind..].starts_with('{') {
            true => found.put(behind + 1..behind + 1, format!("#{name} ")),
            false => found.put(behind..behind, format!("{{#{name}}}")),
        }
    }
    let words = one_line(words);
    if middle < close && !words.is_empty() {
        found.put(start + close..start + close, format!(" \"{}\"", as_title(&words)));
    }
}

/// Words as the title of a picture, which is Markdown itself: a backslash is no escape of the title.
fn as_title(words: &str) -> String {
    let mut title = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let escapes = letters.peek().is_some_and(char::is_ascii_punctuation);
        match letter {
            '\\' if escapes => title.push_str("\\\\"),
            '"' => title.push_str("\\\""),
            letter => title.push(letter),
        }
    }
    title
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words without the marks of Markdown.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !"*`[]$\\".contains(*c)).collect()
}
