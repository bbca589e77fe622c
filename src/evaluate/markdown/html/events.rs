//! The children of a node as one run of tags, characters and other nodes, each at the author's place.

use comrak::nodes::{AstNode, LineColumn, NodeValue, Sourcepos};

use super::elements::{self, Role, role};
use super::tokens::{Tag, Token, tokens};
use crate::evaluate::markdown::lines::Lines;

/// One thing of such a run.
pub enum Event<'r> {
    /// An opening tag.
    Open(Tag, Sourcepos),
    /// A closing tag.
    Close(String, Sourcepos),
    /// Lines of characters, each with the place of its first.
    Text(Vec<(String, LineColumn)>),
    /// A comment as it is written.
    Comment(String, Sourcepos),
    /// Words in angle brackets that are no tag.
    Word(String, Sourcepos),
    /// An instruction or a declaration.
    Instruction(Sourcepos),
    /// A node of Markdown.
    Node(&'r AstNode<'r>),
    /// The name that what follows is called by.
    Name(String),
    /// The end of a block of HTML.
    End,
}

/// The pieces of a block of HTML.
pub fn of_block<'r>(
    node: &'r AstNode<'r>,
    literal: &str,
    lines: &Lines,
    is_closed: &impl Fn(&str) -> bool,
) -> Vec<Event<'r>> {
    let written = Written::new(node, literal, lines);
    let tokens = tokens(literal);
    let mut events: Vec<Event> = Vec::with_capacity(tokens.len() + 1);
    for (i, token) in tokens.iter().enumerate() {
        let is_tag = |it: Option<&Token>| matches!(it, Some(Token::Open(..) | Token::Close(..)));
        let beside = i > 0 && is_tag(tokens.get(i - 1)) || is_tag(tokens.get(i + 1));
        events.push(match token {
            Token::Text(text, range) => Event::Text(written.lines(text, range.start)),
            other => {
                let range = range(other);
                // The end of a place is its last character.
                let place = (written.at(range.start), written.at(range.end - 1)).into();
                event(other.clone(), &literal[range], place, &|name| beside || is_closed(name))
            }
        });
    }
    events.push(Event::End);
    events
}

/// The piece that a tag in a line is.
pub fn of_inline<'r>(
    node: &'r AstNode<'r>,
    literal: &str,
    is_closed: &impl Fn(&str) -> bool,
) -> Option<Event<'r>> {
    let place = node.data.borrow().sourcepos;
    let is_tag = |it: Option<&AstNode>| {
        it.is_some_and(|it| matches!(it.data.borrow().value, NodeValue::HtmlInline(_)))
    };
    // What stands beside a tag is meant as one.
    let beside = is_tag(node.previous_sibling()) || is_tag(node.next_sibling());
    // The address of a link's definition that is none.
    let defines = node.previous_sibling().is_some_and(|before| {
        matches!(&before.data.borrow().value, NodeValue::Text(text) if text.ends_with("]: "))
    });
    let token = tokens(literal).into_iter().next()?;
    match token {
        Token::Text(..) => None,
        token => Some(event(token, literal, place, &|name| beside || defines || is_closed(name))),
    }
}

fn range(token: &Token) -> std::ops::Range<usize> {
    match token {
        Token::Open(_, range)
        | Token::Close(_, range)
        | Token::Text(_, range)
        | Token::Comment(range)
        | Token::Instruction(range) => range.clone(),
    }
}

fn event<'r>(
    token: Token,
    literal: &str,
    place: Sourcepos,
    is_closed: &impl Fn(&str) -> bool,
) -> Event<'r> {
    match token {
        Token::Open(tag, _) if is_word(&tag) && !is_closed(&tag.name) => {
            Event::Word(literal.to_string(), place)
        }
        Token::Open(tag, _) => Event::Open(tag, place),
        Token::Close(name, _) => Event::Close(name, place),
        Token::Comment(_) => Event::Comment(literal.to_string(), place),
        Token::Instruction(_) | Token::Text(..) => Event::Instruction(place),
    }
}

/// Whether a tag can be a word that someone put into angle brackets, such as `<name>`.
fn is_word(tag: &Tag) -> bool {
    role(&tag.name) == Role::Unknown
        && tag.attributes.is_empty()
        && !tag.closed
        && !tag.name.contains(['-', ':'])
}

/// For each opening tag the closing one that belongs to it.
pub fn pairs(events: &[Event]) -> Vec<Option<usize>> {
    /// So many open tags are looked through for the one that is closed.
    const MOST_OPEN: usize = 64;
    let mut pairs = vec![None; events.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (i, event) in events.iter().enumerate() {
        match event {
            Event::Open(tag, _) if !tag.closed && !elements::is_void(&tag.name) => {
                open.push((i, &tag.name));
            }
            Event::Close(name, _) => {
                let from = open.len().saturating_sub(MOST_OPEN);
                if let Some(found) = open[from..].iter().rposition(|(_, open)| open == name) {
                    pairs[open[from + found].0] = Some(i);
                    open.truncate(from + found);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Where the lines of a block of HTML are written.
struct Written {
    /// For each line its first byte, and where that is written.
    starts: Vec<(usize, LineColumn)>,
}

impl Written {
    fn new(node: &AstNode, literal: &str, lines: &Lines) -> Written {
        let first = node.data.borrow().sourcepos.start;
        let mut starts = Vec::new();
        let mut at = 0;
        for (i, line) in literal.split('\n').enumerate() {
            let line_of = lines.offset(first.line + i, 1);
            let source = lines.rendered.text.get(line_of..).and_then(|it| it.lines().next());
            // What stands before it belongs to the quotation or list around it.
            let before = source.and_then(|it| it.find(line)).unwrap_or_default();
            starts.push((at, LineColumn { line: first.line + i, column: before + 1 }));
            at += line.len() + 1;
        }
        Written { starts }
    }

    fn at(&self, byte: usize) -> LineColumn {
        let line = self.starts.partition_point(|(start, _)| *start <= byte).saturating_sub(1);
        match self.starts.get(line) {
            Some((start, place)) => {
                LineColumn { line: place.line, column: place.column + byte - start }
            }
            None => LineColumn { line: 1, column: 1 },
        }
    }

    fn lines(&self, text: &str, from: usize) -> Vec<(String, LineColumn)> {
        let first = self.starts.partition_point(|(start, _)| *start <= from).saturating_sub(1);
        let place = |i: usize| match i {
            0 => self.at(from),
            _ => self.starts.get(first + i).map_or_else(|| self.at(from), |(_, place)| *place),
        };
        text.split('\n').enumerate().map(|(i, line)| (line.to_string(), place(i))).collect()
    }
}
