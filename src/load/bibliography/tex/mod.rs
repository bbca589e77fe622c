//! TeX as it stands in fields of bibliographies, read as what it means: text with marks.

mod accents;
mod braces;
mod commands;
mod escaped;
mod math;
mod symbols;
mod verbatim;

use std::collections::BTreeSet;

pub use self::braces::closing;
use self::commands::{Command, command};
use self::symbols::SYMBOLS;
pub use self::verbatim::verbatim;
use crate::model::marked_text::{Mark, is_reserved};

/// Groups deeper than this are read as if they had no braces.
const DEEPEST: usize = 32;

/// The text of a field; names of commands that are not known are added to `unknown`.
pub fn read(source: &str, unknown: &mut BTreeSet<String>) -> String {
    let source: String = source.chars().filter(|c| !is_reserved(*c)).collect();
    let source = escaped::formulas(&source);
    let mut reader = Reader { rest: &source, out: String::new(), depth: 0, quotes: 0, unknown };
    reader.group();
    while !reader.rest.is_empty() {
        // A brace too many.
        reader.rest = reader.rest.strip_prefix('}').unwrap_or_default();
        reader.group();
    }
    reader.out.trim_matches(|c: char| c == ' ').to_string()
}

struct Reader<'s, 'u> {
    rest: &'s str,
    out: String,
    depth: usize,
    /// Single quotes that are open.
    quotes: usize,
    unknown: &'u mut BTreeSet<String>,
}

impl<'s> Reader<'s, '_> {
    fn eat(&mut self) -> Option<char> {
        let character = self.rest.chars().next()?;
        self.rest = &self.rest[character.len_utf8()..];
        Some(character)
    }

    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Everything up to the brace that closes the group, which is left.
    fn group(&mut self) {
        let mut switched = Vec::new();
        while let Some(character) = self.rest.chars().next() {
            if character == '}' {
                break;
            }
            self.rest = &self.rest[character.len_utf8()..];
            match character {
                '{' => self.braces(),
                '\\' => switched.extend(self.command()),
                '$' => self.dollars(),
                '~' => self.out.push('\u{a0}'),
                '-' => self.dashes(),
                '`' | '\'' => self.quote(character),
                _ if character.is_whitespace() => self.space(),
                _ if character.is_control() => {}
                _ => self.out.push(character),
            }
        }
        self.close(&switched);
    }

    fn close(&mut self, switched: &[Mark]) {
        switched.iter().rev().for_each(|mark| self.out.push(mark.close()));
    }

    fn space(&mut self) {
        if !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    /// A group after its brace. One that begins with a command is no protection of capitals.
    fn braces(&mut self) {
        let protects = !self.rest.trim_start().starts_with(['\\', '$']);
        let start = self.out.len();
        self.inside();
        if protects && self.out.len() > start {
            self.wrap(start, Mark::Verbatim);
        }
    }

    /// What is inside a group whose brace has been read, and the closing brace.
    fn inside(&mut self) {
        if self.depth == DEEPEST {
            return;
        }
        self.depth += 1;
        self.group();
        self.depth -= 1;
        self.rest = self.rest.strip_prefix('}').unwrap_or(self.rest);
    }

    fn wrap(&mut self, start: usize, mark: Mark) {
        self.out.insert(start, mark.open());
        self.out.push(mark.close());
    }

    /// An argument: a group, or else the next character or command.
    fn argument(&mut self) {
        self.skip_spaces();
        if self.rest.starts_with('}') {
            return;
        }
        match self.eat() {
            Some('{') => self.inside(),
            Some('\\') => drop(self.command()),
            Some(character) => self.out.push(character),
            None => {}
        }
    }

    /// An argument as it is written.
    fn raw_argument(&mut self) -> &'s str {
        self.skip_spaces();
        let Some(inside) = self.rest.strip_prefix('{') else { return "" };
        let end = closing(inside).unwrap_or(inside.len());
        self.rest = inside.get(end + 1..).unwrap_or_default();
        &inside[..end]
    }

    /// A command after its backslash; a mark that holds to the end of the group.
    fn command(&mut self) -> Option<Mark> {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            self.sign();
            return None;
        }
        let (name, rest) = self.rest.split_at(letters);
        self.rest = rest;
        // `\textalpha` is `\alpha` outside formulas.
        let upright = || SYMBOLS.get(name.strip_prefix("text")?);
        match SYMBOLS.get(name).or_else(upright) {
            Some(symbol) => {
                // `TeX` keeps its capitals.
                let is_name = symbol.is_ascii()
                    && symbol.bytes().any(|it| it.is_ascii_uppercase())
                    && symbol.len() > 1;
                let shown = Some(*symbol).filter(|_| !is_name).map(ToString::to_string);
                self.out.push_str(&shown.unwrap_or_else(|| Mark::Verbatim.around(symbol)));
                self.behind_symbol(symbol);
                None
            }
            None => {
                self.skip_spaces();
                self.named(name)
            }
        }
    }

    /// TeX drops a space behind a command: that of `S\o ren`. People who write `\beta cells` mean it.
    fn behind_symbol(&mut self, symbol: &str) {
        let next = self.rest.trim_start().chars().next();
        let latin = symbol.chars().all(|c| c.is_alphabetic() && c < '\u{370}');
        if latin || !next.is_some_and(char::is_alphanumeric) {
            self.skip_spaces();
        }
    }

    fn named(&mut self, name: &str) -> Option<Mark> {
        if let Some(mark) = accents::mark(name) {
            self.accent(mark);
            return None;
        }
        match command(name) {
            Some(Command::Marked(mark)) => {
                let start = self.out.len();
                self.argument();
                self.wrap(start, mark);
            }
            Some(Command::Switch(mark)) => {
                self.out.push(mark.open());
                return Some(mark);
            }
            Some(Command::Text) => self.argument(),
            Some(Command::Quoted) => {
                self.out.push('“');
                self.argument();
                self.out.push('”');
            }
            Some(Command::Second) => {
                self.raw_argument();
                self.argument();
            }
            Some(Command::Dropped) => drop(self.raw_argument()),
            Some(Command::Address) => {
                let address = verbatim(self.raw_argument());
                self.out.push_str(&address);
            }
            Some(Command::Formula) => {
                let formula = self.raw_argument();
                self.out.push_str(&math::read(formula, &SYMBOLS));
            }
            Some(Command::Chemistry) => {
                let formula = format!("\\ce{{{}}}", self.raw_argument());
                self.out.push_str(&Mark::Math.around(&formula));
            }
            Some(Command::Space) => self.space(),
            Some(Command::Nothing) => {}
            None => drop(self.unknown.insert(name.into())),
        }
        None
    }

    /// A command of one sign: an accent, a sign that would mean something, or a space.
    fn sign(&mut self) {
        let Some(sign) = self.eat() else { return };
        let mut buffer = [0; 4];
        if let Some(mark) = accents::mark(sign.encode_utf8(&mut buffer)) {
            return self.accent(mark);
        }
        match sign {
            '(' => self.formula("\\)"),
            '[' => self.formula("\\]"),
            ',' | ';' | ':' | '>' => self.out.push('\u{2009}'),
            '!' | '/' | '-' | '@' | '*' => {}
            '\\' => self.space(),
            _ if sign.is_whitespace() => self.space(),
            _ => self.out.push(sign),
        }
    }

    fn accent(&mut self, mark: char) {
        let start = self.out.len();
        self.skip_spaces();
        match self.rest.strip_prefix('{') {
            Some(rest) => {
                self.rest = rest;
                self.inside();
            }
            None if self.rest.starts_with('}') => {}
            None => self.argument(),
        }
        let base = self.out.split_off(start);
        self.out.push_str(&accents::accented(&base, mark));
    }

    fn dashes(&mut self) {
        let more = self.rest.bytes().take_while(|byte| *byte == b'-').count();
        let taken = more.min(2);
        self.rest = &self.rest[taken..];
        self.out.push(['-', '–', '—'][taken]);
    }

    fn quote(&mut self, sign: char) {
        if self.rest.starts_with(sign) {
            self.rest = &self.rest[1..];
            return self.out.push(if sign == '`' { '“' } else { '”' });
        }
        match sign {
            '`' => {
                self.quotes += 1;
                self.out.push('‘');
            }
            // An apostrophe within a word closes nothing.
            _ if self.quotes > 0 && !self.rest.starts_with(char::is_alphanumeric) => {
                self.quotes -= 1;
                self.out.push('’');
            }
            _ => self.out.push('\''),
        }
    }

    fn dollars(&mut self) {
        let sign = if self.rest.starts_with('$') { "$$" } else { "$" };
        self.rest = &self.rest[sign.len() - 1..];
        self.formula(sign);
    }

    /// A formula up to the sign that ends it; a dollar that nothing ends is a dollar.
    fn formula(&mut self, end: &str) {
        let mut from = 0;
        while let Some(at) = self.rest[from..].find(end).map(|at| at + from) {
            if end == "$" && self.rest[..at].ends_with('\\') {
                from = at + 1;
                continue;
            }
            let formula = &self.rest[..at];
            self.rest = &self.rest[at + end.len()..];
            return self.out.push_str(&math::read(formula, &SYMBOLS));
        }
        self.out.push_str(end.trim_start_matches('\\'));
    }
}
