//! Arguments of commands, and definitions: tokens, with macros expanded.

use std::rc::Rc;

use super::atoms::joined;
use super::macros::Macro;
use super::reader::{End, Reader};
use super::tokens::{Kind, Token};
use super::wrong::{Result, Wrong};

impl Reader<'_> {
    /// The next token, with macros expanded.
    pub(super) fn next(&mut self) -> Result<Option<Token>> {
        while let Some(token) = self.input.pop() {
            self.at = token.at;
            let Some(called) = token.command().and_then(|name| self.macros.get(name)).cloned()
            else {
                return Ok(Some(token));
            };
            let mut arguments = Vec::new();
            if called.starred {
                self.takes('*');
            }
            for number in 0..called.parameters {
                let given = match &called.default {
                    Some(default) if number == 0 => {
                        self.bracketed_tokens()?.unwrap_or_else(|| default.to_vec())
                    }
                    _ => self.argument_tokens()?,
                };
                arguments.push(given);
            }
            let expanded = self.macros.expand(&called, &arguments, token.at);
            let expanded = expanded.map_err(|cause| Wrong { at: token.at, cause })?;
            self.input.extend(expanded.into_iter().rev());
        }
        Ok(None)
    }

    /// The next token that is no space.
    pub(super) fn next_but_space(&mut self) -> Result<Option<Token>> {
        loop {
            match self.next()? {
                Some(Token { kind: Kind::Space, .. }) => {}
                other => return Ok(other),
            }
        }
    }

    /// Whether this character comes next, after spaces; it is taken.
    pub(super) fn takes(&mut self, character: char) -> bool {
        let next = self.input.iter().rev().position(|token| token.kind != Kind::Space);
        let Some(next) = next.map(|it| self.input.len() - 1 - it) else { return false };
        let found = self.input[next].is(character);
        if found {
            self.input.truncate(next);
        }
        found
    }

    /// The source of an argument: a group in braces, or the next atom.
    pub(super) fn argument(&mut self) -> Result<String> {
        self.deeper(|reader| reader.argument_here())
    }

    fn argument_here(&mut self) -> Result<String> {
        let missing = "an argument is missing";
        let token = self.next_but_space()?.ok_or_else(|| self.wrong(missing))?;
        if token.is('{') {
            let upright = self.upright;
            let (atoms, _) = self.list(&[End::Brace])?;
            self.upright = upright;
            return Ok(joined(&atoms));
        }
        let ends = matches!(token.command(), Some("right" | "end" | "\\" | "cr"))
            || token.is('}')
            || token.is('&');
        if ends {
            return Err(self.wrong(missing));
        }
        // A digit is an argument by itself: `\frac12`.
        if let Kind::Character(digit @ '0'..='9') = token.kind {
            return Ok(format!(" {digit}"));
        }
        self.input.push(token);
        let atom = self.single()?;
        Ok(joined(&[atom]))
    }

    /// The source of an optional argument in brackets.
    pub(super) fn bracketed(&mut self) -> Result<Option<String>> {
        if !self.takes('[') {
            return Ok(None);
        }
        let (atoms, _) = self.list(&[End::Bracket])?;
        Ok(Some(joined(&atoms)))
    }

    /// The tokens of an argument, without its braces.
    pub(super) fn argument_tokens(&mut self) -> Result<Vec<Token>> {
        loop {
            match self.input.pop() {
                None => return Err(self.wrong("an argument is missing")),
                Some(Token { kind: Kind::Space, .. }) => {}
                Some(token) if token.is('{') => return self.until('}'),
                Some(token) if token.is('}') => {
                    self.at = token.at;
                    return Err(self.wrong("an argument is missing"));
                }
                Some(token) => return Ok(vec![token]),
            }
        }
    }

    /// The tokens of an optional argument.
    pub(super) fn bracketed_tokens(&mut self) -> Result<Option<Vec<Token>>> {
        if self.takes('[') { self.until(']').map(Some) } else { Ok(None) }
    }

    /// The tokens up to a closing sign outside braces, which is taken.
    fn until(&mut self, close: char) -> Result<Vec<Token>> {
        let mut taken = Vec::new();
        let mut depth = 0_usize;
        while let Some(token) = self.input.pop() {
            if depth == 0 && token.is(close) {
                return Ok(taken);
            }
            match token.kind {
                Kind::Character('{') => depth += 1,
                Kind::Character('}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            taken.push(token);
        }
        Err(self.wrong(format!("a `{close}` is missing")))
    }

    /// The characters of an argument, as they are written.
    pub(super) fn argument_text(&mut self) -> Result<String> {
        Ok(written(&self.argument_tokens()?))
    }

    /// The name in an argument that names a command: `{\name}` or `\name`.
    fn defined_name(&mut self) -> Result<Rc<str>> {
        let tokens = self.argument_tokens()?;
        let name = tokens.iter().find_map(|token| match &token.kind {
            Kind::Command(name) => Some(name.clone()),
            _ => None,
        });
        name.ok_or_else(|| self.wrong("the command that is defined is missing"))
    }

    /// A definition, if this command makes one.
    pub(super) fn definition(&mut self, name: &str) -> Result<bool> {
        match name {
            "newcommand" | "renewcommand" | "providecommand" | "DeclareRobustCommand" => {
                self.new_command()?;
            }
            "def" | "gdef" | "edef" | "xdef" => self.def()?,
            "let" => self.let_command()?,
            "DeclareMathOperator" => self.new_operator()?,
            "DeclarePairedDelimiter" => self.new_brackets()?,
            "global" | "long" | "outer" => {}
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn new_command(&mut self) -> Result<()> {
        self.takes('*');
        let name = self.defined_name()?;
        let number = self.bracketed_tokens()?.map(|tokens| written(&tokens));
        let number = number.as_deref().map_or("0", str::trim).parse::<usize>().ok();
        let parameters = number
            .filter(|it| *it <= 9)
            .ok_or_else(|| self.wrong("the number of arguments is none from 0 to 9"))?;
        let default = self.bracketed_tokens()?.map(Rc::from);
        let body = self.argument_tokens()?.into();
        self.define(name, Macro { parameters, starred: false, default, body })
    }

    fn def(&mut self) -> Result<()> {
        let name = self.defined_name()?;
        let mut parameters = 0;
        loop {
            match self.input.pop() {
                Some(token) if token.is('{') => break,
                Some(Token { kind: Kind::Space, .. }) => {}
                Some(Token { kind: Kind::Parameter(number), .. }) if number == parameters + 1 => {
                    parameters = number;
                }
                _ => return Err(self.wrong("only `\\def\\name#1#2{…}` is understood")),
            }
        }
        let body = self.until('}')?.into();
        self.define(name, Macro { parameters, starred: false, default: None, body })
    }

    fn let_command(&mut self) -> Result<()> {
        let name = self.defined_name()?;
        self.takes('=');
        let means = self.argument_tokens()?;
        let known = match means.as_slice() {
            [token] => token.command().and_then(|it| self.macros.get(it)).cloned(),
            _ => None,
        };
        let simple = Macro { parameters: 0, starred: false, default: None, body: means.into() };
        self.define(name, known.unwrap_or(simple))
    }

    fn new_operator(&mut self) -> Result<()> {
        let starred = self.takes('*');
        let name = self.defined_name()?;
        let words = self.argument_tokens()?;
        let at = self.at;
        let token = |kind| Token { kind, at };
        let mut body = vec![token(Kind::Command("operatorname".into()))];
        body.extend(starred.then(|| token(Kind::Character('*'))));
        body.push(token(Kind::Character('{')));
        body.extend(words);
        body.push(token(Kind::Character('}')));
        self.define(name, Macro { parameters: 0, starred: false, default: None, body: body.into() })
    }

    /// `\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}`: the starred form, whose brackets grow.
    fn new_brackets(&mut self) -> Result<()> {
        let name = self.defined_name()?;
        let (open, close) = (self.argument_tokens()?, self.argument_tokens()?);
        let at = self.at;
        let token = |kind| Token { kind, at };
        let mut body = vec![token(Kind::Command("left".into()))];
        body.extend(open);
        body.push(token(Kind::Parameter(1)));
        body.push(token(Kind::Command("right".into())));
        body.extend(close);
        self.define(name, Macro { parameters: 1, starred: true, default: None, body: body.into() })
    }

    fn define(&mut self, name: Rc<str>, defined: Macro) -> Result<()> {
        self.macros.define(name, defined).map_err(|cause| self.wrong(cause))
    }
}

/// Tokens as they are written.
pub fn written(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        match &token.kind {
            Kind::Command(name) => {
                out.push('\\');
                out.push_str(name);
            }
            Kind::Character(character) => out.push(*character),
            Kind::Space => out.push(' '),
            Kind::Parameter(number) => out.push_str(&format!("#{number}")),
        }
    }
    out
}
