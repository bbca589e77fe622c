//! Formulas in titles. What is text in the dress of a formula, `CO$_2$` or `$\beta$`, becomes text.

use std::collections::HashMap;

use super::braces::closing;
use crate::model::marked_text::Mark;

/// Commands of TeX and what they print.
type Symbols = HashMap<&'static str, &'static str>;

/// Groups deeper than this are no text.
const DEEPEST: usize = 8;

/// A formula without its dollars: marked text where it is that, or else a formula between marks.
pub fn read(formula: &str, symbols: &Symbols) -> String {
    let formula = formula.trim();
    if formula.is_empty() {
        return String::new();
    }
    let simple = Simple { rest: formula, out: String::new(), symbols, upright: false, depth: 0 };
    simple.read().unwrap_or_else(|| Mark::Math.around(formula))
}

struct Simple<'s> {
    rest: &'s str,
    out: String,
    symbols: &'s Symbols,
    /// Letters are text here and not the names of quantities.
    upright: bool,
    depth: usize,
}

impl<'s> Simple<'s> {
    fn read(mut self) -> Option<String> {
        while let Some(character) = self.rest.chars().next() {
            self.rest = &self.rest[character.len_utf8()..];
            match character {
                '^' => self.script(Mark::Super)?,
                '_' => self.script(Mark::Sub)?,
                '\\' => self.command()?,
                '{' => {
                    let inside = self.inside()?;
                    let text = self.within(inside, self.upright)?;
                    self.out.push_str(&text);
                }
                '~' => self.out.push('\u{a0}'),
                '\'' => self.out.push('′'),
                '-' => self.out.push('−'),
                _ if character.is_ascii_alphabetic() && !self.upright => return None,
                _ if character.is_whitespace() => self.out.extend(self.upright.then_some(' ')),
                '&' | '#' | '}' | '$' => return None,
                // A relation or an operation is set with spaces of its own.
                '=' | '<' | '>' | '+' if self.is_binary() => return None,
                _ => self.out.push(character),
            }
        }
        Some(self.out)
    }

    /// Whether something stands on both sides of a sign.
    fn is_binary(&self) -> bool {
        !self.out.is_empty() && !self.rest.trim().is_empty() && !self.upright
    }

    /// What stands in the group whose brace was read.
    fn inside(&mut self) -> Option<&'s str> {
        let end = closing(self.rest)?;
        let inside = &self.rest[..end];
        self.rest = &self.rest[end + 1..];
        Some(inside)
    }

    fn within(&self, rest: &'s str, upright: bool) -> Option<String> {
        let depth = self.depth + 1;
        let inner = Simple { rest, out: String::new(), symbols: self.symbols, upright, depth };
        if depth > DEEPEST { None } else { inner.read() }
    }

    fn argument(&mut self) -> Option<&'s str> {
        self.rest = self.rest.trim_start();
        if let Some(rest) = self.rest.strip_prefix('{') {
            self.rest = rest;
            return self.inside();
        }
        let command = self
            .rest
            .strip_prefix('\\')
            .map(|rest| 1 + rest.bytes().take_while(u8::is_ascii_alphabetic).count());
        let length = command.or_else(|| self.rest.chars().next().map(char::len_utf8))?;
        let (argument, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(argument)
    }

    fn script(&mut self, mark: Mark) -> Option<()> {
        let argument = self.argument()?;
        if mark == Mark::Super && ["\\circ", "\\degree", "o", "\\prime"].contains(&argument.trim())
        {
            self.out.push(if argument.contains("prime") { '′' } else { '°' });
            return Some(());
        }
        let text = self.within(argument, true)?;
        if !text.is_empty() {
            self.out.push_str(&mark.around(&text));
        }
        Some(())
    }

    fn command(&mut self) -> Option<()> {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, rest) = self.rest.split_at(letters);
        self.rest = rest;
        let mark = match name {
            "" => return self.sign(),
            "mathrm" | "text" | "textrm" | "rm" | "mathsf" | "mbox" | "operatorname" | "hbox"
            | "textnormal" | "mathtt" | "texttt" | "mathrel" | "mathord" => None,
            "mathit" | "textit" | "it" | "emph" | "em" => Some(Mark::Italic),
            "mathbf" | "textbf" | "bf" | "bm" | "boldsymbol" => Some(Mark::Bold),
            "textsuperscript" => Some(Mark::Super),
            "textsubscript" => Some(Mark::Sub),
            _ => {
                self.rest = self.rest.trim_start();
                self.out.push_str(self.symbols.get(name)?);
                return Some(());
            }
        };
        // `{\rm eff}` holds to the end of its group.
        let switch =
            matches!(name, "rm" | "it" | "em" | "bf") && !self.rest.trim_start().starts_with('{');
        let argument = if switch { std::mem::take(&mut self.rest) } else { self.argument()? };
        let text = self.within(argument.trim_start(), true)?;
        match mark {
            Some(mark) => self.out.push_str(&mark.around(&text)),
            None => self.out.push_str(&text),
        }
        Some(())
    }

    fn sign(&mut self) -> Option<()> {
        let sign = self.rest.chars().next()?;
        self.rest = &self.rest[sign.len_utf8()..];
        match sign {
            ',' | ';' | ':' | '>' => self.out.push('\u{2009}'),
            '!' | '/' => {}
            '%' | '&' | '$' | '#' | '_' | '{' | '}' => self.out.push(sign),
            _ if sign.is_whitespace() => self.out.push(' '),
            _ => return None,
        }
        Some(())
    }
}
