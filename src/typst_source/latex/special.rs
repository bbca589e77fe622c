//! Commands with a grammar of their own: roots, operators, boxes, colours, links, chemistry.

use super::atoms::{Atom, Class};
use super::reader::Reader;
use super::structures::called;
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
}
