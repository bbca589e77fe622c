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
    let words = one_line(written.get(2..middle).unwrap_or_default());
    if middle < close && !words.is_empty() {
        let title = words.replace('"', "\\\"");
        found.put(start + close..start + close, format!(" \"{title}\""));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words without the marks of Markdown.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !"*`[]$\\".contains(*c)).collect()
}
