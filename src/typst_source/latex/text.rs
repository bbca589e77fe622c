//! Words within a formula: `\text{…}`, with formulas and commands inside.

use super::atoms::{Atom, joined};
use super::commands::{Shape, shape};
use super::reader::{End, Reader};
use super::tokens::{Kind, Token};
use super::wrong::Result;
use crate::typst_source::escape;

/// The source of words in a style: `bold`, `italic`, `mono`, `sans`, or nothing.
pub fn styled(reader: &mut Reader, tokens: Vec<Token>, style: &str) -> Result<String> {
    reader.deeper(|reader| {
        // Read by itself, so that nothing behind the words is taken for an argument in them.
        let mut input = tokens;
        input.reverse();
        let rest = std::mem::replace(&mut reader.input, input);
        let mut words = Words { out: String::new(), run: String::new(), style };
        let read = words.read(reader);
        reader.input = rest;
        read?;
        words.flush();
        Ok(if words.out.is_empty() { " \"\"".to_string() } else { words.out })
    })
}

/// Words that are being written.
struct Words<'s> {
    out: String,
    run: String,
    style: &'s str,
}

impl Words<'_> {
    fn read(&mut self, reader: &mut Reader) -> Result<()> {
        while let Some(token) = reader.next()? {
            match &token.kind {
                Kind::Space if self.run.ends_with(' ') => {}
                Kind::Space | Kind::Character('~') => self.run.push(' '),
                Kind::Character('{' | '}') => {}
                Kind::Character('$') => self.formula(reader)?,
                Kind::Character(character) => self.character(*character),
                Kind::Parameter(number) => self.run.push_str(&format!("#{number}")),
                Kind::Command(name) => self.command(&name.clone(), reader)?,
            }
        }
        Ok(())
    }

    /// A character; two hyphens and two quotes are one sign.
    fn character(&mut self, character: char) {
        let pair = match (self.run.chars().last(), character) {
            (Some('-'), '-') => Some('–'),
            (Some('–'), '-') => Some('—'),
            (Some('‘'), '`') => Some('“'),
            (Some('’'), '\'') => Some('”'),
            _ => None,
        };
        if let Some(sign) = pair {
            self.run.pop();
            return self.run.push(sign);
        }
        self.run.push(match character {
            '`' => '‘',
            '\'' => '’',
            other => other,
        });
    }

    fn command(&mut self, name: &str, reader: &mut Reader) -> Result<()> {
        // The space behind a name ends it.
        if name.chars().all(|it| it.is_ascii_alphabetic()) {
            while reader.input.last().is_some_and(|token| token.kind == Kind::Space) {
                reader.input.pop();
            }
        }
        match (name, shape(name)) {
            (" " | "space" | "quad" | "qquad" | "," | ";" | ":" | "!" | "\\" | "enspace", _) => {
                if name != "!" && !self.run.ends_with(' ') {
                    self.run.push(' ');
                }
            }
            ("%" | "&" | "#" | "$" | "_" | "{" | "}", _) => self.run.push_str(name),
            ("(", _) => self.formula(reader)?,
            ("'" | "`" | "^" | "\"" | "~" | "=" | "c" | "v" | "u", _) => {
                let letter = reader.argument_text()?;
                self.run.push_str(letter.trim());
                self.run.extend(combining(name));
            }
            (_, Some(Shape::Text(style))) => {
                let tokens = reader.argument_tokens()?;
                self.flush();
                let style = if style.is_empty() { self.style } else { style };
                self.out.push_str(&styled(reader, tokens, style)?);
            }
            (
                _,
                Some(
                    Shape::FontSwitch(_) | Shape::UprightSwitch | Shape::Lost(0) | Shape::Silent(0),
                ),
            ) => {}
            _ => {
                self.flush();
                let at = reader.at;
                reader.input.push(Token { kind: Kind::Command(name.into()), at });
                let atom = reader.single()?;
                self.out.push_str(&atom.source);
            }
        }
        Ok(())
    }

    /// `$…$` within words.
    fn formula(&mut self, reader: &mut Reader) -> Result<()> {
        self.flush();
        let mut inside = Vec::new();
        while let Some(token) = reader.input.pop() {
            if token.is('$') || token.command() == Some(")") {
                break;
            }
            inside.push(token);
        }
        inside.reverse();
        let rest = std::mem::replace(&mut reader.input, inside);
        let upright = std::mem::replace(&mut reader.upright, false);
        let read = reader.list(&[End::Formula]);
        reader.upright = upright;
        reader.input = rest;
        let (atoms, _): (Vec<Atom>, End) = read?;
        self.out.push_str(&joined(&atoms));
        Ok(())
    }

    fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let words = escape::string(&std::mem::take(&mut self.run));
        match self.style {
            "" => self.out.push_str(&format!(" {words}")),
            style => self.out.push_str(&format!(" {style}({words})")),
        }
    }
}

fn combining(accent: &str) -> Option<char> {
    Some(match accent {
        "'" => '\u{301}',
        "`" => '\u{300}',
        "^" => '\u{302}',
        "\"" => '\u{308}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "c" => '\u{327}',
        "v" => '\u{30c}',
        "u" => '\u{306}',
        _ => return None,
    })
}
