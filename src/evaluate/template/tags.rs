//! What the tokens of a tag begin: brackets of each kind, arguments, the expressions of a statement.

use std::ops::Range;

use minijinja::machinery::Token;

use super::bounded::{COUNTED, HELD};

/// Filters that neither walk values nor hold them in new ones.
pub const LIGHT_FILTERS: [&str; 9] =
    ["default", "d", "length", "count", "first", "last", "bool", "round", "abs"];

/// The tokens of a tag, each with its bytes.
pub type Tokens<'a> = [(&'a Token<'a>, Range<usize>)];

/// What opened a pair of brackets.
#[derive(PartialEq, Clone, Copy)]
pub enum Open {
    /// The tag itself.
    Tag,
    /// Parentheses around an expression, or of a tuple.
    Group,
    /// Arguments, and the filter that each goes through.
    Call(Option<&'static str>),
    /// Of `a[b]`.
    Subscript,
    /// Of a list.
    List,
    /// Of a map.
    Map,
}

/// What the token before was.
#[derive(PartialEq, Clone, Copy)]
pub enum Before {
    /// An operator, or nothing.
    Operator,
    /// The end of an operand.
    Operand,
    /// `is` or `is not`: the name of a test follows.
    Is,
    /// The name of a test; its arguments may follow.
    TestName,
    /// The dot before an attribute.
    Dot,
}

/// What a bracket opens.
pub fn opens(tokens: &Tokens, at: usize, before: Before) -> Option<Open> {
    match (tokens[at].0, before) {
        (Token::ParenOpen, Before::TestName) => Some(Open::Call(Some(COUNTED))),
        (Token::ParenOpen, Before::Operand) => Some(Open::Call(arguments(tokens, at))),
        (Token::ParenOpen, _) => Some(Open::Group),
        (Token::BracketOpen, Before::Operand) => Some(Open::Subscript),
        (Token::BracketOpen, _) => Some(Open::List),
        (Token::BraceOpen, _) => Some(Open::Map),
        _ => None,
    }
}

/// The name or keyword that is this token.
pub fn word<'a>(tokens: &Tokens<'a>, at: usize) -> Option<&'a str> {
    match tokens.get(at)?.0 {
        Token::Ident(word) => Some(word),
        _ => None,
    }
}

/// The filter for each argument of a call whose parenthesis is here.
pub fn arguments(tokens: &Tokens, at: usize) -> Option<&'static str> {
    let name = word(tokens, at.checked_sub(1)?)?;
    match (at.checked_sub(2).and_then(|at| tokens.get(at)).map(|it| it.0), name) {
        (Some(Token::Pipe), name) => (!LIGHT_FILTERS.contains(&name)).then_some(HELD),
        (Some(Token::Dot), "changed") => Some(COUNTED),
        (_, "dict" | "namespace" | "literal") => Some(HELD),
        _ => None,
    }
}

/// Where the expressions of a statement begin, past its keyword and the names it gives values to, and
/// whether such names hold what follows.
pub fn statement(tokens: &Tokens) -> (usize, bool) {
    match word(tokens, 0) {
        Some("for") => {
            let names = tokens.iter().position(|it| matches!(it.0, Token::Ident("in")));
            (names.map_or(1, |at| at + 1), false)
        }
        Some("set") => {
            let names = tokens.iter().position(|it| matches!(it.0, Token::Assign));
            names.map_or((1, false), |at| (at + 1, true))
        }
        _ => (1.min(tokens.len()), false),
    }
}

/// Whether a value is given to a part of another one.
pub fn target_has_dot(target: &Tokens) -> bool {
    target.iter().any(|it| matches!(it.0, Token::Dot))
}
