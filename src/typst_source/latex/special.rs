//! Commands with a grammar of their own: roots, operators, boxes, colours, environments, chemistry.

use super::atoms::{Atom, Class, joined};
use super::reader::{End, Reader};
use super::structures::called;
use super::tokens::Kind;
use super::wrong::Result;
use super::{chemistry, colours, signs, text, units};
use crate::typst_source::escape;

impl Reader<'_> {
    /// What one of these commands writes.
    pub(super) fn special(&mut self, name: &str) -> Result<Option<Atom>> {
        Ok(Some(match name {
            "LaTeX" | "TeX" => Atom::ordinary(format!(" upright(\"{name}\")")),
            "sqrt" => self.root()?,
            "left" => self.left_right()?,
            "middle" => self.middle()?,
            "begin" => self.environment()?,
            "operatorname" | "operatornamewithlimits" => self.operator(name)?,
            "mathop" => {
                let source = format!(" class(\"large\",limits({}))", self.upright_argument()?);
                Atom::new(source, Class::Operator)
            }
            "not" => self.negation()?,
            "substack" => self.substack()?,
            "boxed" | "fbox" | "framebox" => self.boxed(name)?,
            "phantom" | "hphantom" => {
                Atom::ordinary(format!(" #hide(${}$)", self.argument()?.trim()))
            }
            "vphantom" => {
                Atom::ordinary(format!(" #box(width: 0pt,hide(${}$))", self.argument()?.trim()))
            }
            "cancelto" => {
                let to = self.argument()?;
                Atom::ordinary(format!(" attach(cancel({}),tr:{to})", self.argument()?))
            }
            "textcolor" => {
                let (open, close) = self.colour_switch()?;
                Atom::ordinary(format!("{open}{}{close}", self.argument()?))
            }
            "colorbox" | "fcolorbox" => self.colourless_box(name)?,
            "href" | "url" => self.link(name)?,
            "hspace" | "kern" | "mkern" | "hskip" | "mskip" | "mspace" => self.space(name)?,
            "genfrac" => self.general_fraction()?,
            "pmod" | "pod" | "mod" | "bmod" => self.modulo(name)?,
            "sideset" => self.sideset()?,
            "underrightarrow" => self.arrow_below('→')?,
            "underleftarrow" => self.arrow_below('←')?,
            "underleftrightarrow" => self.arrow_below('↔')?,
            "utilde" => self.arrow_below('~')?,
            "prescript" => self.prescript()?,
            "ce" | "cee" | "pu" => self.chemistry(name)?,
            "SI" | "si" | "qty" | "unit" | "num" | "ang" | "SIrange" | "numrange" | "qtyrange"
            | "numlist" | "SIlist" => self.quantity(name)?,
            "textcircled" | "circled" => self.circled()?,
            "unicode" | "char" | "symbol" => self.numbered_sign()?,
            "ref" | "eqref" | "autoref" | "cref" | "Cref" => {
                let label = self.argument_text()?;
                self.reference(&label, name == "eqref")?
            }
            _ => return Ok(None),
        }))
    }

    fn middle(&mut self) -> Result<Atom> {
        Ok(match self.bracket()? {
            Some(sign) => Atom::new(format!(" mid({})", signs::escaped(sign)), Class::Relation),
            None => Atom::new(" \"\"", Class::Space),
        })
    }

    fn boxed(&mut self, name: &str) -> Result<Atom> {
        let body = if name == "boxed" { self.argument()? } else { self.words()? };
        Ok(Atom::ordinary(format!(
            " #box(stroke: 0.5pt,inset: (x: 0.3em,y: 0.35em),[#set par(leading: 0pt);${}$])",
            called(&["display"], &body).trim()
        )))
    }

    /// The words of a box, without its colours.
    fn colourless_box(&mut self, name: &str) -> Result<Atom> {
        self.lost(name);
        for _ in 0..if name == "colorbox" { 1 } else { 2 } {
            self.argument_tokens()?;
        }
        Ok(Atom::ordinary(self.words()?))
    }

    fn chemistry(&mut self, name: &str) -> Result<Atom> {
        let source = self.argument_text()?;
        let read = match name {
            "pu" => chemistry::unit(&source),
            _ => chemistry::formula(&source),
        };
        Ok(Atom::ordinary(read.map_err(|cause| self.wrong(cause))?))
    }

    fn circled(&mut self) -> Result<Atom> {
        let words = self.argument_text()?;
        let number = words.trim().parse::<u32>().ok().filter(|it| (1..=20).contains(it));
        match number.and_then(|it| char::from_u32('①' as u32 - 1 + it)) {
            Some(sign) => Ok(Atom::ordinary(format!(" \"{sign}\""))),
            None => Err(self.wrong(format!("`{}` has no sign with a circle", words.trim()))),
        }
    }

    fn root(&mut self) -> Result<Atom> {
        let index = self.bracketed()?;
        let radicand = self.argument()?;
        Ok(Atom::ordinary(match index {
            Some(index) => format!(" root({index},{radicand})"),
            None => format!(" sqrt({radicand})"),
        }))
    }

    fn upright_argument(&mut self) -> Result<String> {
        let upright = std::mem::replace(&mut self.upright, true);
        let argument = self.argument();
        self.upright = upright;
        argument
    }

    /// Words in a box: text.
    fn words(&mut self) -> Result<String> {
        self.bracketed_tokens()?;
        let tokens = self.argument_tokens()?;
        text::styled(self, tokens, "")
    }

    fn operator(&mut self, name: &str) -> Result<Atom> {
        let starred = self.takes('*') || name == "operatornamewithlimits";
        let limits = if starred { ",limits: #true" } else { "" };
        let upright = std::mem::replace(&mut self.upright, true);
        let body = self.argument();
        self.upright = upright;
        Ok(Atom::new(format!(" op(upright({}){limits})", body?), Class::Operator))
    }

    fn negation(&mut self) -> Result<Atom> {
        let next = self.single()?;
        let class = next.class;
        Ok(match signs::negated(&next.source) {
            Some(sign) => Atom::new(format!(" {sign}"), class),
            None if class == Class::Relation => {
                Atom::new(format!(" class(\"relation\",cancel({}))", next.source), class)
            }
            None => Atom::new(format!(" cancel({})", next.source), class),
        })
    }

    fn substack(&mut self) -> Result<Atom> {
        let token = self.next_but_space()?;
        if !token.is_some_and(|token| token.is('{')) {
            return Err(self.wrong("an argument is missing"));
        }
        let mut rows = Vec::new();
        loop {
            let (row, end) = self.list(&[End::Brace, End::Row])?;
            rows.push(joined(&row));
            if end == End::Brace {
                break;
            }
        }
        Ok(Atom::ordinary(format!(" mat(delim: #none,row-gap: #0.25em,{})", rows.join(";"))))
    }

    /// What opens and closes a colour.
    pub(super) fn colour_switch(&mut self) -> Result<(String, String)> {
        let model = self.bracketed_tokens()?;
        let model = model.map(|tokens| super::arguments::written(&tokens));
        let name = self.argument_text()?;
        match colours::ink(model.as_deref(), &name) {
            Some(ink) => Ok((format!(" #text(fill: rgb(\"{ink}\"),$"), "$)".to_string())),
            None => {
                self.lost(&format!("color{{{name}}}"));
                Ok((String::new(), String::new()))
            }
        }
    }

    fn link(&mut self, name: &str) -> Result<Atom> {
        let address = self.argument_text()?;
        if name == "url" {
            return Ok(Atom::ordinary(format!(" {}", escape::string(&address))));
        }
        self.lost(name);
        Ok(Atom::ordinary(self.argument()?))
    }

    fn space(&mut self, name: &str) -> Result<Atom> {
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

    fn general_fraction(&mut self) -> Result<Atom> {
        let (left, right) = (self.argument_text()?, self.argument_text()?);
        let (line, style) = (self.argument_text()?, self.argument_text()?);
        let (over, under) = (self.argument()?, self.argument()?);
        let bare = line.trim().starts_with('0');
        let body = match bare {
            true => format!(" mat(delim: #none,{over};{under})"),
            false => format!(" frac({over},{under})"),
        };
        let side = |sign: &str| sign.trim().chars().last().map(signs::escaped).unwrap_or_default();
        let body = match (left.trim(), right.trim()) {
            ("", "") => body,
            (left, right) => format!(" lr({}{body}{})", side(left), side(right)),
        };
        Ok(Atom::ordinary(match style.trim() {
            "0" => called(&["display"], &body),
            "1" => called(&["inline"], &body),
            "2" | "3" => called(&["script"], &body),
            _ => body,
        }))
    }

    fn modulo(&mut self, name: &str) -> Result<Atom> {
        Ok(match name {
            "bmod" => Atom::new(" class(\"binary\",op(\"mod\"))", Class::Binary),
            "mod" => Atom::ordinary(format!(" #h(1em) op(\"mod\") #h(0.33em){}", self.argument()?)),
            "pod" => Atom::ordinary(format!(" #h(1em) \\({}\\)", self.argument()?)),
            _ => Atom::ordinary(format!(
                " #h(1em) \\( op(\"mod\") #h(0.33em){}\\)",
                self.argument()?
            )),
        })
    }

    /// `\sideset{_a^b}{_c^d}\sum`
    fn sideset(&mut self) -> Result<Atom> {
        let (left, right) = (self.argument_tokens()?, self.argument_tokens()?);
        let mut corners = String::new();
        for (tokens, below, above) in [(left, "bl", "tl"), (right, "br", "tr")] {
            let rest = std::mem::replace(&mut self.input, tokens.into_iter().rev().collect());
            while let Some(token) = self.next_but_space()? {
                match token.kind {
                    Kind::Character('_') => {
                        corners.push_str(&format!(",{below}:{}", self.argument()?));
                    }
                    Kind::Character('^') => {
                        corners.push_str(&format!(",{above}:{}", self.argument()?));
                    }
                    Kind::Character('\'') => corners.push_str(&format!(",{above}: ′")),
                    _ => return Err(self.wrong("`\\sideset` takes scripts only")),
                }
            }
            self.input = rest;
        }
        let operator = self.single()?;
        Ok(Atom::new(format!(" attach({}{corners})", operator.source), Class::Operator).stacking())
    }

    fn prescript(&mut self) -> Result<Atom> {
        let (above, below) = (self.argument()?, self.argument()?);
        Ok(Atom::ordinary(format!(" attach({},tl:{above},bl:{below})", self.argument()?)))
    }

    fn arrow_below(&mut self, sign: char) -> Result<Atom> {
        let body = self.argument()?;
        Ok(Atom::ordinary(format!(
            " attach(limits({body}),b: stretch({},size: #150%))",
            signs::escaped(sign)
        )))
    }

    fn quantity(&mut self, name: &str) -> Result<Atom> {
        self.bracketed_tokens()?;
        let arguments = match name {
            "SI" | "qty" | "numrange" => 2,
            "SIlist" => 2,
            "SIrange" | "qtyrange" => 3,
            _ => 1,
        };
        let mut parts = Vec::new();
        for _ in 0..arguments {
            parts.push(self.argument_text()?);
        }
        let source = units::quantity(name, &parts).map_err(|cause| self.wrong(cause))?;
        Ok(Atom::ordinary(source))
    }

    fn numbered_sign(&mut self) -> Result<Atom> {
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
