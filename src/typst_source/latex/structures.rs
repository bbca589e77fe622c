//! Commands: what each writes of its arguments.

use super::atoms::{Atom, Class, joined};
use super::commands::{Over, Shape, shape};
use super::reader::{End, Reader};
use super::tokens::{Kind, Token};
use super::wrong::Result;
use super::{signs, text};

/// Calls around a source, outermost first.
pub fn called(calls: &[&str], source: &str) -> String {
    let open: String = calls.iter().map(|call| format!("{call}(")).collect();
    format!(" {open}{source}{}", ")".repeat(calls.len()))
}

impl Reader<'_> {
    /// The next atom without its scripts.
    pub(super) fn single(&mut self) -> Result<Atom> {
        loop {
            let Some(token) = self.next()? else {
                return Err(self.wrong("an argument is missing"));
            };
            if let Some((open, close)) = self.switch(&token)? {
                return Ok(Atom::ordinary(format!("{open}\"\"{close}")));
            }
            if let Some(atom) = self.deeper(|reader| reader.atom(token))? {
                return Ok(atom);
            }
        }
    }

    /// What opens and closes the rest of the group, if the token sets its font, style or colour.
    pub(super) fn switch(&mut self, token: &Token) -> Result<Option<(String, String)>> {
        let Some(name) = token.command() else { return Ok(None) };
        let calls = match shape(name) {
            Some(Shape::FontSwitch(calls)) => calls.to_vec(),
            Some(Shape::Style(style)) => vec![style],
            Some(Shape::UprightSwitch) => {
                self.upright = true;
                vec!["upright"]
            }
            _ if name == "color" => return self.colour_switch().map(Some),
            _ => return Ok(None),
        };
        let open: String = calls.iter().map(|call| format!("{call}(")).collect();
        Ok(Some((format!(" {open}"), ")".repeat(calls.len()))))
    }

    /// What a command writes; nothing if it prints nothing.
    pub(super) fn command(&mut self, name: &str) -> Result<Option<Atom>> {
        if self.definition(name)? || self.labels(name)? {
            return Ok(None);
        }
        let known = match shape(name) {
            Some(shape) => self.shaped(name, shape)?,
            None => match self.special(name)? {
                Some(atom) => Some(atom),
                None => signs::command(name),
            },
        };
        if known.is_none() && !matches!(shape(name), Some(Shape::Silent(_) | Shape::Lost(_))) {
            return Err(self.wrong(format!("the command `\\{name}` is not known")));
        }
        Ok(known)
    }

    fn shaped(&mut self, name: &str, shape: Shape) -> Result<Option<Atom>> {
        Ok(Some(match shape {
            Shape::Call(call) => Atom::ordinary(format!(" {call}{})", self.argument()?)),
            Shape::Font(calls) => self.in_font(calls)?,
            Shape::Upright => self.in_upright()?,
            Shape::Accent(mark) => Atom::ordinary(format!(" accent({},{mark})", self.argument()?)),
            Shape::Brace(call) => {
                Atom::new(format!(" {call}{})", self.argument()?), Class::Operator).stacking()
            }
            Shape::Space(width) => Atom::new(format!(" #h({width}em)"), Class::Space),
            Shape::Blank => Atom::new(" #h(0.27em)", Class::Space),
            Shape::Text(style) => {
                let tokens = self.argument_tokens()?;
                Atom::ordinary(text::styled(self, tokens, style)?)
            }
            Shape::Fraction(style) => {
                self.takes('[').then(|| self.list(&[End::Bracket])).transpose()?;
                let (over, under) = (self.argument()?, self.argument()?);
                in_style(format!(" frac({over},{under})"), style)
            }
            Shape::Binomial(style) => {
                let (over, under) = (self.argument()?, self.argument()?);
                in_style(format!(" binom({over},{under})"), style)
            }
            Shape::Big(size, class) => self.big(size, class)?,
            Shape::Arrow(sign) => self.arrow(sign)?,
            Shape::Stack(over) => self.stack(over)?,
            Shape::Class(class) => {
                Atom::new(format!(" class(\"{class}\",{})", self.argument()?), class_of(class))
            }
            Shape::Cancel(how) => Atom::ordinary(format!(" cancel({how}{})", self.argument()?)),
            Shape::Last(_) => Atom::ordinary(self.argument()?),
            Shape::LastOf(_) => {
                self.lost(name);
                self.bracketed_tokens()?;
                if name != "bbox" {
                    self.argument_tokens()?;
                }
                Atom::ordinary(self.argument()?)
            }
            Shape::Lost(arguments) | Shape::Silent(arguments) => {
                if matches!(shape, Shape::Lost(_)) {
                    self.lost(name);
                }
                for _ in 0..arguments {
                    self.takes('*');
                    self.argument_tokens()?;
                }
                return Ok(None);
            }
            Shape::FontSwitch(_) | Shape::UprightSwitch | Shape::Style(_) => return Ok(None),
        }))
    }

    fn in_font(&mut self, calls: &[&str]) -> Result<Atom> {
        let upright = std::mem::replace(
            &mut self.upright,
            calls.iter().any(|call| matches!(*call, "upright" | "mono" | "sans")),
        );
        let argument = self.argument();
        self.upright = upright;
        Ok(Atom::ordinary(called(calls, &argument?)))
    }

    fn in_upright(&mut self) -> Result<Atom> {
        let upright = std::mem::replace(&mut self.upright, true);
        let argument = self.argument();
        self.upright = upright;
        Ok(Atom::ordinary(called(&["upright"], &argument?)))
    }

    /// A bracket: the sign after `\left`, `\right`, `\middle` and `\big`; nothing for a point.
    pub(super) fn bracket(&mut self) -> Result<Option<char>> {
        let token = self.next_but_space()?.ok_or_else(|| self.wrong("a bracket is missing"))?;
        match &token.kind {
            Kind::Character('.') => Ok(None),
            Kind::Character('<') => Ok(Some('⟨')),
            Kind::Character('>') => Ok(Some('⟩')),
            Kind::Character(sign) if !sign.is_alphanumeric() => Ok(Some(*sign)),
            Kind::Command(name) if &**name == "lt" => Ok(Some('⟨')),
            Kind::Command(name) if &**name == "gt" => Ok(Some('⟩')),
            Kind::Command(name) => {
                let sign = signs::command(name).and_then(|atom| bare(&atom.source));
                sign.map(Some).ok_or_else(|| self.wrong(format!("`\\{name}` is no bracket")))
            }
            _ => Err(self.wrong("a bracket is missing")),
        }
    }

    fn big(&mut self, size: f32, class: &str) -> Result<Atom> {
        let Some(sign) = self.bracket()? else { return Ok(Atom::new(" \"\"", Class::Space)) };
        let of_sign = signs::character(sign).class;
        let class = match (class, of_sign) {
            ("normal", Class::Opening) => "opening",
            ("normal", Class::Closing) => "closing",
            (class, _) => class,
        };
        let source = format!(" class(\"{class}\",lr(size: #{size}em,{}))", signs::escaped(sign));
        Ok(Atom::new(source, class_of(class)))
    }

    /// `\left … \right`, with `\middle` inside.
    pub(super) fn left_right(&mut self) -> Result<Atom> {
        let left = self.bracket()?;
        let (atoms, _) = self.list(&[End::Right])?;
        let right = self.bracket()?;
        let side = |sign: Option<char>| sign.map(signs::escaped).unwrap_or_default();
        // Typst wants a bracket to measure by.
        let body = joined(&atoms);
        Ok(Atom::ordinary(match (left, right) {
            (None, None) => body,
            _ => format!(" lr({}{body}{})", side(left), side(right)),
        }))
    }

    fn arrow(&mut self, sign: char) -> Result<Atom> {
        let below = self.bracketed()?;
        let above = self.argument()?;
        let mut source = format!(
            " attach(limits(stretch({},size: #(100% + 0.8em))),t:{above}",
            signs::escaped(sign)
        );
        if let Some(below) = below {
            source.push_str(&format!(",b:{below}"));
        }
        Ok(Atom::new(format!("{source})"), Class::Relation))
    }

    fn stack(&mut self, over: Over) -> Result<Atom> {
        let script = self.argument()?;
        let Some(token) = self.next_but_space()? else {
            return Err(self.wrong("an argument is missing"));
        };
        let base = if token.is('{') {
            let (atoms, _) = self.list(&[End::Brace])?;
            match atoms.as_slice() {
                [only] => only.clone(),
                several => Atom::ordinary(joined(several)),
            }
        } else {
            self.input.push(token);
            self.single()?
        };
        let side = if over == Over::Below { "b" } else { "t" };
        let class = if over == Over::Relation { Class::Relation } else { base.class };
        let source = format!(" attach(limits({}),{side}:{script})", base.source);
        Ok(match class {
            Class::Relation => Atom::new(format!(" class(\"relation\",{source})"), class),
            Class::Binary => Atom::new(format!(" class(\"binary\",{source})"), class),
            _ => Atom::new(source, class),
        })
    }

    /// `{a \over b}` and its like.
    pub(super) fn infix(&mut self, name: &str, over: &[Atom], under: &[Atom]) -> Result<Atom> {
        let (over, under) = (joined(over), joined(under));
        Ok(Atom::ordinary(match name {
            "choose" => format!(" binom({over},{under})"),
            "atop" => format!(" mat(delim: #none,{over};{under})"),
            "brace" => format!(" mat(delim: \"{{\",{over};{under})"),
            "brack" => format!(" mat(delim: \"[\",{over};{under})"),
            _ => format!(" frac({over},{under})"),
        }))
    }
}

fn in_style(source: String, style: Option<&str>) -> Atom {
    Atom::ordinary(match style {
        Some(style) => format!(" {style}({source})"),
        None => source,
    })
}

/// The class of Typst's name for it.
pub fn class_of(name: &str) -> Class {
    match name {
        "relation" => Class::Relation,
        "binary" => Class::Binary,
        "opening" => Class::Opening,
        "closing" => Class::Closing,
        "punctuation" => Class::Punctuation,
        "large" => Class::Operator,
        _ => Class::Ordinary,
    }
}

/// The one sign of a source, such as ` \[` or ` class("opening", \|)`.
pub fn bare(source: &str) -> Option<char> {
    let inside = match source.trim().strip_prefix("class(") {
        Some(call) => call.split_once(',')?.1.strip_suffix(')')?,
        None => source,
    };
    let mut signs = inside.trim().chars();
    let sign = match signs.next()? {
        '\\' => signs.next()?,
        other => other,
    };
    signs.next().is_none().then_some(sign)
}
