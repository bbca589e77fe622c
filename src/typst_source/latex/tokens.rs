//! LaTeX as tokens, each with the byte of the formula where it is written.

use std::rc::Rc;

/// A token of LaTeX.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A command by its name, without the backslash.
    Command(Rc<str>),
    /// Any other character.
    Character(char),
    /// White space.
    Space,
    /// The parameter of a macro, from 1.
    Parameter(usize),
}

/// A token, and where it, or the macro that it comes from, is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// The byte of the formula.
    pub at: usize,
}

impl Token {
    /// Whether it is this character.
    pub fn is(&self, character: char) -> bool {
        self.kind == Kind::Character(character)
    }

    /// The name, if it is a command.
    pub fn command(&self) -> Option<&str> {
        match &self.kind {
            Kind::Command(name) => Some(name),
            _ => None,
        }
    }
}

/// The tokens of a formula. A comment ends with its line; a `%` on the last line is a character.
pub fn tokens(latex: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(latex.len());
    let mut characters = latex.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let kind = match character {
            '\\' => {
                let length = command_length(&latex[at + 1..]);
                let name = &latex[at + 1..at + 1 + length];
                while characters.next_if(|(inside, _)| *inside < at + 1 + length).is_some() {}
                Kind::Command(if name.is_empty() { " ".into() } else { name.into() })
            }
            '%' if latex[at..].contains(is_line_end) => {
                while characters.next_if(|(_, next)| !is_line_end(*next)).is_some() {}
                continue;
            }
            '#' => match characters.next_if(|(_, next)| ('1'..='9').contains(next)) {
                Some((_, digit)) => Kind::Parameter(digit as usize - '0' as usize),
                None => Kind::Character('#'),
            },
            DOLLAR => Kind::Character('$'),
            _ if character.is_whitespace() || is_line_end(character) => Kind::Space,
            _ => Kind::Character(character),
        };
        tokens.push(Token { kind, at });
    }
    tokens
}

/// What stands for a line break in a formula of several lines, so that Markdown reads none of them.
pub const LINE: char = '\u{f}';

/// What stands for a dollar within the words of a formula: `$\text{if $x$}$`.
pub const DOLLAR: char = '\u{11}';

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | LINE)
}

/// The length of a name in bytes: letters, or a single other character.
fn command_length(rest: &str) -> usize {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let other = || rest.chars().next().filter(|it| !is_line_end(*it)).map_or(0, char::len_utf8);
    if letters > 0 { letters } else { other() }
}
