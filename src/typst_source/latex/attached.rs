//! What stands above, below and beside: fractions, stacks, corners of an operator, arrows, moduli.

use super::atoms::{Atom, Class, joined};
use super::reader::{End, Reader};
use super::signs;
use super::structures::called;
use super::tokens::Kind;
use super::wrong::Result;

impl Reader<'_> {
    pub(super) fn general_fraction(&mut self) -> Result<Atom> {
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

    /// `\sideset{_a^b}{_c^d}\sum`
    pub(super) fn sideset(&mut self) -> Result<Atom> {
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

    pub(super) fn prescript(&mut self) -> Result<Atom> {
        let (above, below) = (self.argument()?, self.argument()?);
        Ok(Atom::ordinary(format!(" attach({},tl:{above},bl:{below})", self.argument()?)))
    }

    pub(super) fn arrow_below(&mut self, sign: char) -> Result<Atom> {
        let body = self.argument()?;
        Ok(Atom::ordinary(format!(
            " attach(limits({body}),b: stretch({},size: #150%))",
            signs::escaped(sign)
        )))
    }

    pub(super) fn substack(&mut self) -> Result<Atom> {
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

    pub(super) fn modulo(&mut self, name: &str) -> Result<Atom> {
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
}
