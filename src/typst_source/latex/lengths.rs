//! Spaces with a length, and signs by their number: what is written with or without braces.

use super::atoms::{Atom, Class};
use super::reader::Reader;
use super::signs;
use super::tokens::Kind;
use super::wrong::Result;

impl Reader<'_> {
    pub(super) fn space(&mut self, name: &str) -> Result<Atom> {
        self.takes('*');
        let written = match name {
            "hspace" | "mspace" => self.argument_text()?,
            _ => self.length(),
        };
        match length_in_em(written.trim()) {
            Some(width) => Ok(Atom::new(format!(" #h({width})"), Class::Space)),
            None => Err(self.wrong(format!("`{}` is no length", written.trim()))),
        }
    }

    /// A length without braces: `\kern 3mu`.
    fn length(&mut self) -> String {
        let mut written = String::new();
        while self.input.last().is_some_and(|token| token.kind == Kind::Space) {
            self.input.pop();
        }
        while let Some(Kind::Character(next)) = self.input.last().map(|token| token.kind.clone()) {
            let letters = written.chars().filter(char::is_ascii_alphabetic).count();
            let goes_on = match next {
                '0'..='9' | '.' | '-' => letters == 0,
                'a'..='z' => letters < 2,
                _ => false,
            };
            if !goes_on {
                break;
            }
            written.push(next);
            self.input.pop();
        }
        written
    }

    pub(super) fn numbered_sign(&mut self) -> Result<Atom> {
        let braced = self.input.last().is_some_and(|token| token.is('{'));
        let written = if braced { self.argument_text()? } else { self.number() };
        let number = written.trim();
        let code = match number.strip_prefix(['x', '"', 'U']) {
            Some(hex) => u32::from_str_radix(hex.trim_start_matches('+'), 16).ok(),
            None => number.parse().ok(),
        };
        match code.and_then(char::from_u32).filter(|it| !it.is_control()) {
            Some(sign) => Ok(signs::character(sign)),
            None => Err(self.wrong(format!("`{number}` is the number of no character"))),
        }
    }

    /// The number of a character without braces: `\char"41`.
    fn number(&mut self) -> String {
        let mut written = String::new();
        while let Some(Kind::Character(next)) = self.input.last().map(|token| token.kind.clone())
            && (next.is_ascii_hexdigit() || (written.is_empty() && matches!(next, '"' | 'x')))
        {
            written.push(next);
            self.input.pop();
        }
        written
    }
}

/// A length as Typst writes it.
pub fn length_in_em(written: &str) -> Option<String> {
    let written = written.split_whitespace().next()?;
    let number = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let value: f64 = number.parse().ok().filter(|it: &f64| it.is_finite() && it.abs() < 1000.0)?;
    Some(match &written[number.len()..] {
        "em" | "pt" | "mm" | "cm" | "in" => written.to_string(),
        "ex" => format!("{}em", value * 0.45),
        "mu" => format!("{}em", (value / 18.0 * 1000.0).round() / 1000.0),
        "bp" | "px" => format!("{value}pt"),
        _ => return None,
    })
}
