//! HTML to tags, text and comments, each with its bytes, as html5gum reads them.

use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token as Raw};
use html5gum::{HtmlString, Tokenizer};

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// An opening tag, or one that opens and closes.
    Open(Tag, Range<usize>),
    /// A closing tag, by its name.
    Close(String, Range<usize>),
    /// Characters, entities decoded.
    Text(String, Range<usize>),
    /// A comment.
    Comment(Range<usize>),
    /// An instruction, a declaration or the like, which no page shows.
    Instruction(Range<usize>),
}

/// An opening tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    /// Its name in small letters.
    pub name: String,
    /// Its attributes, the names in small letters.
    pub attributes: Vec<(String, String)>,
    /// Whether it is written `<x/>`.
    pub closed: bool,
}

impl Tag {
    /// The value of an attribute, unless there is none or it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether an attribute stands there, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(known, _)| known == name)
    }
}

/// The pieces of some HTML, in order.
pub fn tokens(html: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let (start, end) = instruction(html, at);
        read(&html[at..start], at, &mut out);
        if start < end {
            out.push(Token::Instruction(start..end));
        }
        at = end;
    }
    out
}

/// The next instruction or section of CDATA, which end otherwise than HTML has it.
fn instruction(html: &str, from: usize) -> (usize, usize) {
    let found = [("<?", "?>"), ("<![CDATA[", "]]>")].into_iter().filter_map(|(open, close)| {
        let start = from + html[from..].find(open)?;
        let end = html[start..].find(close).map_or(html.len(), |at| start + at + close.len());
        Some((start, end))
    });
    // Within a comment it is part of the comment.
    let first = found.min().filter(|(start, _)| {
        let before = &html[from..*start];
        before.rfind("<!--").is_none_or(|comment| before[comment..].contains("-->"))
    });
    first.unwrap_or((html.len(), html.len()))
}

fn read(html: &str, base: usize, out: &mut Vec<Token>) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        let shifted = |start: usize, end: usize| base + start..base + end;
        out.push(match token {
            Raw::StartTag(tag) => {
                let range = shifted(tag.span.start, tag.span.end);
                Token::Open(opening(tag), range)
            }
            Raw::EndTag(tag) => {
                Token::Close(string(&tag.name), shifted(tag.span.start, tag.span.end))
            }
            Raw::String(text) => {
                Token::Text(string(&text.value), shifted(text.span.start, text.span.end))
            }
            Raw::Comment(text) => Token::Comment(shifted(text.span.start, text.span.end)),
            Raw::Doctype(it) => Token::Instruction(shifted(it.span.start, it.span.end)),
            Raw::Error(_) => continue,
        });
    }
}

fn opening(tag: StartTag<usize>) -> Tag {
    let pair = |(name, value): (HtmlString, html5gum::Spanned<HtmlString, usize>)| {
        (string(&name), string(&value.value))
    };
    Tag {
        name: string(&tag.name),
        closed: tag.self_closing,
        attributes: tag.attributes.into_iter().map(pair).collect(),
    }
}

fn string(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let show = |token: Token| match token {
            Token::Open(tag, range) => {
                let pairs = tag.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
                format!("+{}{}@{}", tag.name, pairs.collect::<String>(), &html[range])
            }
            Token::Close(name, range) => format!("-{name}@{}", &html[range]),
            Token::Text(text, range) => format!("{text}@{}", &html[range]),
            Token::Comment(range) => format!("comment@{}", &html[range]),
            Token::Instruction(range) => format!("none@{}", &html[range]),
        };
        tokens(html).into_iter().map(show).collect()
    }

    #[test]
    fn every_piece_knows_its_bytes() {
        assert_eq!(
            shown("<P Align='a>b'>甲 &lt; 5<br/><!-- <?x --></p>"),
            [
                "+p align=a>b@<P Align='a>b'>",
                "甲 < 5@甲 &lt; 5",
                "+br@<br/>",
                "comment@<!-- <?x -->",
                "-p@</p>"
            ]
        );
        assert_eq!(
            shown("<?php '>' ?>a<![CDATA[<b>]]>"),
            ["none@<?php '>' ?>", "a@a", "none@<![CDATA[<b>]]>"]
        );
        assert_eq!(shown("<script>a<b</script>")[1], "a<b@a<b");
        assert_eq!(shown("a <5 mg"), ["a <5 mg@a <5 mg"]);
    }
}
