//! The tree of the specifications' HTML; the author's own tags count as Diptych reads them.

use percent_encoding::percent_decode_str;

use super::elements::{Open, blocks, element, get, meaning};
use super::{Tree, image};

/// Reads one example.
struct Reader<'a> {
    rest: &'a str,
    markdown: &'a str,
    open: Vec<Open>,
}

/// The blocks of an example; a tag that the Markdown has in the same letters is the author's own.
pub fn tree(html: &str, markdown: &str) -> Vec<Tree> {
    let root =
        Open { name: String::new(), attributes: Vec::new(), raw: false, children: Vec::new() };
    let mut reader = Reader { rest: html, markdown, open: vec![root] };
    while !reader.rest.is_empty() {
        reader.step();
    }
    while reader.open.len() > 1 {
        reader.dissolve();
    }
    let root = reader.open.pop().unwrap();
    blocks(root.children)
}

impl<'a> Reader<'a> {
    fn step(&mut self) {
        let Some(tag) = self.rest.strip_prefix('<').and_then(|_| tag_length(self.rest)) else {
            let tag = |(at, c): &(usize, char)| *at > 0 && *c == '<';
            let end = self.rest.char_indices().find(tag).map_or(self.rest.len(), |(at, _)| at);
            let text = characters(self.take(end));
            return self.add(Tree::Text(text));
        };
        let written = self.take(tag);
        let inside = written[1..].trim_end_matches(['>', '/']);
        if let Some(name) = inside.strip_prefix('/') {
            return self.close(&name.trim().to_lowercase());
        }
        let name: String = inside
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .collect::<String>()
            .to_lowercase();
        let raw = self.markdown.contains(written);
        if raw && ["script", "style"].contains(&name.as_str()) {
            let end = format!("</{name}>");
            let end = self.rest.find(&end).map_or(self.rest.len(), |at| at + end.len());
            self.take(end);
        }
        match name.as_str() {
            "" => {}
            "br" => self.add(Tree::node("break", Vec::new())),
            "img" | "hr" | "input" if !raw || name == "img" => self.void(&name, attributes(inside)),
            _ if !raw || is_read(&name) => {
                let attributes = attributes(inside);
                self.open.push(Open { name, attributes, raw, children: Vec::new() });
            }
            _ => {}
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn add(&mut self, tree: Tree) {
        self.open.last_mut().unwrap().children.push(tree);
    }

    fn void(&mut self, name: &str, attributes: Vec<(String, String)>) {
        let get = |key| get(&attributes, key);
        match name {
            "hr" => self.add(Tree::node("rule", Vec::new())),
            "input" => {
                let done = ("done".to_string(), get("checked").is_some().to_string());
                self.open.last_mut().unwrap().attributes.push(done);
            }
            _ => {
                let path =
                    percent_decode_str(get("src").unwrap()).decode_utf8().unwrap().into_owned();
                let path = path.trim_start_matches("./").trim_start_matches('/');
                let words = get("alt").or(get("title")).unwrap();
                self.add(image(path, words, get("title")));
            }
        }
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        if self.open[at + 1..].iter().any(|open| !open.raw) {
            return;
        }
        while self.open.len() > at + 1 {
            self.dissolve();
        }
        let open = self.open.pop().unwrap();
        let tree = element(open);
        self.add(tree);
    }

    /// An element of the author's that is never closed: what it holds stays.
    fn dissolve(&mut self) {
        let open = self.open.pop().unwrap();
        self.open.last_mut().unwrap().children.extend(open.children);
    }
}

/// Whether a tag of the author's is read for what it means.
fn is_read(name: &str) -> bool {
    meaning(name).is_some() || ["a", "table", "thead", "tbody", "tr", "td", "th"].contains(&name)
}

/// The length of the tag, comment, instruction or declaration at the start.
fn tag_length(text: &str) -> Option<usize> {
    let until = |end: &str| text.find(end).map(|at| at + end.len());
    match () {
        () if text.starts_with("<!-->") => Some(5),
        () if text.starts_with("<!--->") => Some(6),
        () if text.starts_with("<!--") => until("-->"),
        () if text.starts_with("<?") => until("?>"),
        () if text.starts_with("<![CDATA[") => until("]]>"),
        () => {
            let mut quote = None;
            for (at, c) in text.char_indices() {
                match (quote, c) {
                    (None, '"' | '\'') => quote = Some(c),
                    (None, '>') => return Some(at + 1),
                    (Some(open), c) if open == c => quote = None,
                    _ => {}
                }
            }
            // A block of HTML may end within a tag.
            until(">").or(Some(text.len()))
        }
    }
}

/// `key="value"` and keys alone, behind the name of a tag.
fn attributes(inside: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = inside.split_once(' ').map_or("", |(_, rest)| rest).trim();
    while !rest.is_empty() {
        rest = rest.trim_start_matches(['=', '\n']);
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (key, behind) = rest.split_at(end);
        let (value, behind) = match behind.strip_prefix("=\"").and_then(|it| it.split_once('"')) {
            Some(pair) => pair,
            None => ("", behind),
        };
        out.push((key.to_string(), characters(value)));
        rest = behind.trim_start();
    }
    out
}

fn characters(text: &str) -> String {
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    entities.iter().fold(text.to_string(), |text, (entity, it)| text.replace(entity, it))
}
