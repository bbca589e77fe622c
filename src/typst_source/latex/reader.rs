//! The reader of a formula: tokens with macros expanded, lists of atoms, scripts.

use super::atoms::{Atom, Class, joined};
use super::equations::{Equations, RowLabels};
use super::macros::Macros;
use super::shared::Shared;
use super::signs;
use super::tokens::{Kind, Token, tokens};
use super::wrong::{Note, Result, Wrong};
use crate::language::characters::is_wide;
use crate::typst_source::escape;

/// The deepest nesting of a formula; the stack is made for no more.
const MAX_DEPTH: usize = 40;

/// Reads one formula.
pub struct Reader<'m> {
    /// What is still to be read, the next token last.
    pub(super) input: Vec<Token>,
    /// The macros of the text.
    pub(super) macros: &'m mut Macros,
    /// The equations of the text so far.
    pub(super) equations: &'m Equations,
    /// The byte of the token that was read last.
    pub(super) at: usize,
    /// Whether letters are upright, and so read as words.
    pub(super) upright: bool,
    /// The number and labels of the row that is being read.
    pub(super) row: RowLabels,
    /// What was passed over.
    pub(super) notes: Vec<Note>,
    depth: usize,
}

/// What ends a list of atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The end of the formula.
    Formula,
    /// A closing brace.
    Brace,
    /// A closing bracket, after an optional argument.
    Bracket,
    /// `\right`.
    Right,
    /// `&`.
    Cell,
    /// `\\`.
    Row,
    /// `\end`.
    Environment,
}

impl<'m> Reader<'m> {
    /// A reader at the start of a formula.
    pub fn new(latex: &str, shared: &'m mut Shared) -> Reader<'m> {
        let Shared { macros, equations } = shared;
        macros.begin();
        let mut input = tokens(latex);
        input.reverse();
        let (row, notes) = (RowLabels::default(), Vec::new());
        Reader { input, macros, equations, at: 0, upright: false, row, notes, depth: 0 }
    }

    /// What is wrong where the reader is.
    pub(super) fn wrong(&self, cause: impl Into<String>) -> Wrong {
        Wrong { at: self.at, cause: cause.into() }
    }

    /// Goes one level deeper.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.wrong(format!("it is nested more than {MAX_DEPTH} levels deep")));
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// Atoms up to what ends them, which is taken.
    pub(super) fn list(&mut self, ends: &[End]) -> Result<(Vec<Atom>, End)> {
        self.deeper(|reader| reader.list_here(ends))
    }

    fn list_here(&mut self, ends: &[End]) -> Result<(Vec<Atom>, End)> {
        let mut atoms: Vec<Atom> = Vec::new();
        loop {
            let Some(token) = self.next()? else {
                return self.ended(atoms, End::Formula, ends);
            };
            if let Some(end) = self.ending(&token, ends) {
                return self.ended(atoms, end, ends);
            }
            if token.command().is_some_and(is_infix) {
                let (under, end) = self.list(ends)?;
                let name = token.command().unwrap_or_default();
                return Ok((vec![self.infix(name, &atoms, &under)?], end));
            }
            if let Some((open, close)) = self.switch(&token)? {
                let (rest, end) = self.list(ends)?;
                atoms.push(Atom::ordinary(format!("{open}{}{close}", joined(&rest))));
                return Ok((atoms, end));
            }
            if let Some(atom) = self.atom(token)? {
                let atom = self.scripts(atom)?;
                atoms.push(atom);
            }
        }
    }

    fn ended(&self, atoms: Vec<Atom>, end: End, ends: &[End]) -> Result<(Vec<Atom>, End)> {
        match (ends.contains(&end), end) {
            (true, _) => Ok((atoms, end)),
            (false, End::Formula) => Err(self.wrong(match ends.first() {
                Some(End::Brace) => "a `}` is missing",
                Some(End::Bracket) => "a `]` is missing",
                Some(End::Right) => "`\\left` has no `\\right`",
                Some(End::Environment | End::Cell | End::Row) => "`\\begin` has no `\\end`",
                _ => "something is missing at its end",
            })),
            (false, End::Brace) => Err(self.wrong("a `{` is missing, or a `}` is one too many")),
            (false, End::Right) => Err(self.wrong("`\\right` has no `\\left`")),
            (false, End::Environment) => Err(self.wrong("`\\end` has no `\\begin`")),
            (false, End::Cell | End::Row | End::Bracket) => {
                Err(self.wrong("this sign has no meaning here"))
            }
        }
    }

    /// What the token ends, if it ends a list.
    fn ending(&self, token: &Token, ends: &[End]) -> Option<End> {
        match &token.kind {
            Kind::Character('}') => Some(End::Brace),
            Kind::Character('&') => Some(End::Cell),
            Kind::Character(']') if ends.contains(&End::Bracket) => Some(End::Bracket),
            Kind::Command(name) => match &**name {
                "right" => Some(End::Right),
                "\\" | "cr" | "newline" | "tabularnewline" => Some(End::Row),
                "end" => Some(End::Environment),
                _ => None,
            },
            _ => None,
        }
    }

    /// The atom that begins with this token; nothing for what prints nothing.
    pub(super) fn atom(&mut self, token: Token) -> Result<Option<Atom>> {
        match token.kind {
            Kind::Space => Ok(None),
            Kind::Parameter(_) => Err(self.wrong("`#` has a meaning in definitions only")),
            Kind::Command(name) => self.command(&name),
            Kind::Character('{') => Ok(Some(self.group()?)),
            Kind::Character('^' | '_' | '\'' | '’') => {
                self.input.push(token);
                Ok(Some(Atom::ordinary(" \"\"")))
            }
            Kind::Character('~') => Ok(Some(Atom::new(" #h(0.27em)", Class::Space))),
            Kind::Character('$') => Err(self.wrong("a `$` stands within the formula")),
            Kind::Character(character) => Ok(Some(self.run(character))),
        }
    }

    /// A group in braces; one sign alone loses what it does to the space around it.
    fn group(&mut self) -> Result<Atom> {
        let upright = self.upright;
        let (atoms, _) = self.list(&[End::Brace])?;
        self.upright = upright;
        Ok(match atoms.as_slice() {
            [only] if only.class == Class::Ordinary || only.class == Class::Operator => {
                only.clone()
            }
            [only] if only.class != Class::Space => {
                Atom::ordinary(format!(" class(\"normal\",{})", only.source))
            }
            several => Atom::ordinary(joined(several)),
        })
    }

    /// A number, a word of Han, a word where letters are upright, or a single sign.
    fn run(&mut self, first: char) -> Atom {
        let own = |character: char| match first {
            '0'..='9' => character.is_ascii_digit() || character == '.',
            _ if is_word(first) => is_word(character),
            _ => character.is_ascii_alphabetic(),
        };
        let runs = first.is_ascii_digit()
            || is_word(first)
            || (self.upright && first.is_ascii_alphabetic());
        if !runs {
            return signs::character(first);
        }
        let mut run = first.to_string();
        while let Some(Token { kind: Kind::Character(next), .. }) = self.input.last()
            && own(*next)
        {
            // A point at the end of a number ends a sentence.
            if *next == '.' && !self.digit_follows() {
                break;
            }
            run.push(*next);
            self.input.pop();
        }
        Atom::ordinary(match first {
            '0'..='9' => format!(" {run}"),
            _ if run.chars().nth(1).is_none() && first.is_ascii() => format!(" {run}"),
            _ => format!(" {}", escape::string(&run)),
        })
    }

    fn digit_follows(&self) -> bool {
        let after = self.input.len().checked_sub(2).and_then(|at| self.input.get(at));
        after.is_some_and(|token| matches!(token.kind, Kind::Character(it) if it.is_ascii_digit()))
    }

    /// The atom with its primes and scripts.
    pub(super) fn scripts(&mut self, atom: Atom) -> Result<Atom> {
        let mut found = Scripts { stacks: atom.stacks.then_some(true), ..Scripts::default() };
        while let Some(token) = self.next_but_space()? {
            match &token.kind {
                Kind::Character('\'' | '’') => found.primes += 1,
                Kind::Character('^') if found.above.is_none() => self.above(&mut found)?,
                Kind::Character('_') if found.below.is_none() => {
                    found.below = Some(self.argument()?);
                }
                Kind::Character(sign @ ('^' | '_')) => {
                    return Err(self.wrong(format!(
                        "a second `{sign}` follows the first; group them with braces"
                    )));
                }
                Kind::Command(name) if matches!(&**name, "limits" | "displaylimits") => {
                    found.stacks = Some(true);
                }
                Kind::Command(name) if &**name == "nolimits" => found.stacks = Some(false),
                _ => {
                    self.input.push(token);
                    break;
                }
            }
        }
        Ok(found.attached(atom))
    }

    /// A superscript; `x^\prime` and `x^{\prime\prime}` are primes.
    fn above(&mut self, found: &mut Scripts) -> Result<()> {
        let script = self.argument()?;
        let primes = script.chars().filter(|it| *it == '′').count();
        if primes > 0 && script.chars().all(|it| it == '′' || it == ' ') {
            found.primes += primes;
        } else {
            found.above = Some(script);
        }
        Ok(())
    }
}

/// What hangs on an atom.
#[derive(Default)]
struct Scripts {
    primes: usize,
    above: Option<String>,
    below: Option<String>,
    stacks: Option<bool>,
}

impl Scripts {
    fn attached(self, atom: Atom) -> Atom {
        if self.primes == 0 && self.above.is_none() && self.below.is_none() {
            return match self.stacks {
                Some(_) => Atom { stacks: self.stacks == Some(true), ..atom },
                None => atom,
            };
        }
        let base = match self.stacks {
            Some(true) => format!(" limits({})", atom.source),
            Some(false) => format!(" scripts({})", atom.source),
            None => atom.source,
        };
        let mut source = format!(" attach({base}");
        if let Some(below) = &self.below {
            source.push_str(&format!(",b:{below}"));
        }
        let primes = " ′".repeat(self.primes.min(8));
        match &self.above {
            Some(above) if self.primes > 0 => source.push_str(&format!(",t:{primes}{above}")),
            Some(above) => source.push_str(&format!(",t:{above}")),
            None if self.primes > 0 => {
                source.push_str(&format!(",tr: primes(#{})", self.primes.min(8)));
            }
            None => {}
        }
        source.push(')');
        // Scripts do not change what an atom is: a relation stays one.
        Atom { source, class: atom.class, stacks: false }
    }
}

fn is_infix(name: &str) -> bool {
    matches!(name, "over" | "choose" | "atop" | "brace" | "brack" | "above")
}

/// Letters that make words: Han, kana, and those with which other scripts write running text.
fn is_word(character: char) -> bool {
    (is_wide(character) && character.is_alphanumeric())
        || matches!(character, '\u{400}'..='\u{52f}' | '\u{590}'..='\u{6ff}' | '\u{900}'..='\u{e7f}')
}
