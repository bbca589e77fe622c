//! Tags that are too long or too deep to parse: MiniJinja would overflow the stack, and end the process.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use minijinja::machinery::{Span, Token};
use minijinja::{Error, ErrorKind};

/// The most signs before one operand.
const MOST_SIGNS: usize = 100;

/// The deepest brackets; MiniJinja's own limit is 150 levels of expressions.
const DEEPEST: usize = 100;

/// The most words and signs in a tag: a chain such as `a + a + a` is parsed to a tree as deep.
const LONGEST: usize = 10_000;

/// The most `elif` in a text: each is parsed to a condition inside the one before.
const MOST_ELIF: usize = 1_000;

/// What is too much, and its bytes in the text.
#[derive(Debug, Clone)]
pub struct Excess {
    pub range: Range<usize>,
    pub why: &'static str,
}

/// Walks the tokens of a text one by one.
#[derive(Default)]
struct Walk {
    length: usize,
    depth: usize,
    signs: usize,
    elifs: usize,
}

/// The first tag that is too much to parse. Tokens behind one that is no token are never parsed.
pub fn excess(tokens: &[(Token, Span)]) -> Option<Excess> {
    let mut walk = Walk::default();
    tokens.iter().find_map(|(token, span)| {
        let why = walk.step(token)?;
        Some(Excess { range: span.start_offset as usize..span.end_offset as usize, why })
    })
}

impl Walk {
    /// Takes a token, and says what is too much with it.
    fn step(&mut self, token: &Token) -> Option<&'static str> {
        if matches!(token, Token::VariableStart | Token::BlockStart | Token::TemplateData(_)) {
            (self.length, self.depth, self.signs) = (0, 0, 0);
            return None;
        }
        self.length += 1;
        match token {
            Token::ParenOpen | Token::BracketOpen | Token::BraceOpen => self.depth += 1,
            Token::ParenClose | Token::BracketClose | Token::BraceClose => {
                self.depth = self.depth.saturating_sub(1);
            }
            Token::Ident("elif") if self.length == 1 => self.elifs += 1,
            _ => {}
        }
        self.signs = match token {
            Token::Minus | Token::Ident("not") => self.signs + 1,
            _ => 0,
        };
        self.excess()
    }

    fn excess(&self) -> Option<&'static str> {
        [
            (self.signs, MOST_SIGNS, "more than 100 signs before one operand"),
            (self.depth, DEEPEST, "more than 100 brackets inside one another"),
            (self.length, LONGEST, "more than 10,000 words and signs in one tag"),
            (self.elifs, MOST_ELIF, "more than 1,000 `elif` in one text"),
        ]
        .into_iter()
        .find_map(|(count, most, why)| (count > most).then_some(why))
    }
}

/// An excess in a file, as the cause of an error of MiniJinja.
#[derive(Debug)]
pub struct ExcessIn {
    pub file: Arc<str>,
    pub excess: Excess,
}

impl fmt::Display for ExcessIn {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.excess.why)
    }
}

impl std::error::Error for ExcessIn {}

impl ExcessIn {
    /// The error that stops the text.
    pub fn error(file: &str, excess: Excess) -> Error {
        let error = Error::new(ErrorKind::SyntaxError, excess.why);
        error.with_source(ExcessIn { file: file.into(), excess })
    }
}
