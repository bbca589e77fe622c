//! Chemical formulas as mhchem writes them: `\ce{2H2 + O2 -> 2H2O}`.

use crate::typst_source::escape;

/// The deepest brackets of a formula.
const MAX_DEPTH: usize = 12;

/// A chemical formula as Typst source.
pub fn formula(source: &str) -> Result<String, String> {
    let mut reader = Chemistry { rest: source.trim(), out: String::new(), depth: 0 };
    reader.read()?;
    Ok(format!(" upright({})", if reader.out.is_empty() { " \"\"" } else { &reader.out }))
}

/// A quantity as `\pu{123 kJ/mol}` writes it.
pub fn unit(source: &str) -> Result<String, String> {
    let (number, unit) = source.trim().split_once(' ').unwrap_or(("", source.trim()));
    super::units::quantity("SI", &[number.to_string(), unit.to_string()])
}

/// The arrows, longer ones first.
const ARROWS: [(&str, &str); 9] = [
    ("<=>>", "⇌"),
    ("<<=>", "⇌"),
    ("<=>", "⇌"),
    ("<-->", "⇄"),
    ("<->", "↔"),
    ("->", "→"),
    ("<-", "←"),
    ("→", "→"),
    ("⇌", "⇌"),
];

struct Chemistry<'s> {
    rest: &'s str,
    out: String,
    depth: usize,
}

impl<'s> Chemistry<'s> {
    fn read(&mut self) -> Result<(), String> {
        // Where a word begins, a number is how many, and a sign stands by itself.
        let mut at_start = true;
        while let Some(sign) = self.rest.chars().next() {
            if let Some((written, arrow)) = ARROWS.iter().find(|(it, _)| self.rest.starts_with(it))
            {
                self.rest = &self.rest[written.len()..];
                self.arrow(arrow)?;
                at_start = true;
                continue;
            }
            self.rest = &self.rest[sign.len_utf8()..];
            match sign {
                ' ' => {
                    at_start = true;
                    continue;
                }
                '+' | '-' | '−' if at_start => {
                    self.out.push_str(if sign == '+' { " \\+" } else { " −" });
                    continue;
                }
                _ if at_start && self.stands_alone() && matches!(sign, 'v' | '^') => {
                    self.out.push_str(if sign == 'v' { " ↓" } else { " ↑" });
                }
                '0'..='9' if at_start => {
                    self.amount(sign);
                    at_start = false;
                    continue;
                }
                _ => self.part(sign)?,
            }
            // After a point that joins two compounds a number is how many.
            at_start = matches!(sign, '*' | '·' | '.' | '(' | '[' | '{');
        }
        Ok(())
    }

    fn stands_alone(&self) -> bool {
        self.rest.is_empty() || self.rest.starts_with(' ')
    }

    /// How many: `2 H2O`, `1/2 O2`.
    fn amount(&mut self, first: char) {
        let more = self.take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | ','));
        let number = format!("{first}{more}");
        match number.split_once('/') {
            Some((over, under)) if !over.is_empty() && !under.is_empty() => {
                let (over, under) = (escape::string(over), escape::string(under));
                self.out.push_str(&format!(" inline(frac({over},{under}))"));
            }
            _ => self.out.push_str(&format!(" {}", escape::string(&number))),
        }
        if self.rest.starts_with(|c: char| c.is_alphabetic() || c == '(' || c == ' ') {
            self.out.push_str(" #h(0.1em)");
        }
    }

    fn part(&mut self, sign: char) -> Result<(), String> {
        match sign {
            '_' | '^' => {
                self.out.push_str(" attach(\"\"");
                self.script(sign)?;
                let other = if sign == '_' { '^' } else { '_' };
                if let Some(rest) = self.rest.strip_prefix(other) {
                    self.rest = rest;
                    self.script(other)?;
                }
                self.out.push(')');
            }
            '(' | '[' => self.brackets(sign)?,
            '{' => {
                let inside = self.group()?;
                let words = escape::string(&inside.replace(['{', '}'], ""));
                self.with_scripts(format!(" {words}"))?;
            }
            '$' => {
                let (inside, after) = self.rest.split_once('$').ok_or("a `$` is not closed")?;
                self.rest = after;
                self.with_scripts(format!(" italic({})", escape::string(inside)))?;
            }
            '*' | '·' | '.' => self.out.push_str(" #h(0.1em) · #h(0.1em)"),
            '-' | '−' => self.out.push_str(" class(\"normal\",–)"),
            '=' => self.out.push_str(" class(\"normal\",\\=)"),
            '#' => self.out.push_str(" class(\"normal\",≡)"),
            '+' => self.out.push_str(" class(\"normal\",\\+)"),
            ',' | ';' => self.out.push_str(&format!(" \\{sign} #h(0.15em)")),
            '\\' => self.command()?,
            _ if sign.is_alphabetic() => {
                let more = self.take_while(|c| c.is_lowercase() && c.is_ascii());
                self.with_scripts(format!(" {}", escape::string(&format!("{sign}{more}"))))?;
            }
            _ => self.out.push_str(&format!(" {}", escape::string(&sign.to_string()))),
        }
        Ok(())
    }

    fn command(&mut self) -> Result<(), String> {
        let name = self.take_while(|c| c.is_ascii_alphabetic());
        let atom = super::signs::command(name);
        let source = atom.ok_or(format!("the command `\\{name}` is not known in `\\ce`"))?.source;
        self.rest = self.rest.trim_start();
        self.with_scripts(source)
    }

    fn brackets(&mut self, open: char) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("its brackets are nested more than {MAX_DEPTH} levels deep"));
        }
        let close = if open == '(' { ')' } else { ']' };
        let mut depth = 0_usize;
        let end = self.rest.char_indices().find(|(_, sign)| {
            depth = if *sign == open { depth + 1 } else { depth };
            let found = *sign == close && depth == 0;
            depth = if *sign == close { depth.saturating_sub(1) } else { depth };
            found
        });
        let (at, _) = end.ok_or(format!("a `{close}` is missing"))?;
        let mut inside =
            Chemistry { rest: &self.rest[..at], out: String::new(), depth: self.depth };
        inside.read()?;
        self.rest = &self.rest[at + 1..];
        let out = inside.out;
        self.with_scripts(format!(" lr(\\{open}{out}\\{close})"))?;
        self.depth -= 1;
        Ok(())
    }

    /// Writes a part with the number and the charge behind it: `SO4^2-`, `NH4+`, `Fe^{3+}`.
    fn with_scripts(&mut self, base: String) -> Result<(), String> {
        self.out.push_str(&format!(" attach({base}"));
        let mut below = false;
        let mut above = false;
        while let Some(sign) = self.rest.chars().next() {
            match sign {
                '0'..='9' if !below && !above => {
                    let digits = self.take_while(|c| c.is_ascii_digit() || c == '.' || c == ',');
                    self.out.push_str(&format!(",b: {}", escape::string(digits)));
                    below = true;
                }
                '_' if !below => {
                    self.rest = &self.rest[1..];
                    self.script('_')?;
                    below = true;
                }
                // A hat by itself is gas that leaves.
                '^' if !above && !self.rest[1..].starts_with(' ') && self.rest.len() > 1 => {
                    self.rest = &self.rest[1..];
                    self.script('^')?;
                    above = true;
                }
                '+' | '-' if !above && self.is_charge() => {
                    self.rest = &self.rest[1..];
                    let sign = if sign == '-' { "−" } else { "+" };
                    self.out.push_str(&format!(",t: {}", escape::string(sign)));
                    above = true;
                }
                '\'' if !above => {
                    self.rest = &self.rest[1..];
                    self.out.push_str(",t: ′");
                    above = true;
                }
                _ => break,
            }
        }
        self.out.push(')');
        Ok(())
    }

    /// Whether the sign that comes next is a charge: nothing is bound behind it.
    fn is_charge(&self) -> bool {
        let after = self.rest.chars().nth(1);
        !self.rest.starts_with("->")
            && after.is_none_or(|c| matches!(c, ' ' | ')' | ']' | '}' | ','))
    }

    /// A script: a group, or figures with their sign.
    fn script(&mut self, side: char) -> Result<(), String> {
        let written = if self.rest.starts_with('{') {
            self.rest = &self.rest[1..];
            self.group()?
        } else {
            let figures = self.take_while(|c| c.is_ascii_digit()).to_string();
            let sign = match self.rest.chars().next() {
                Some('+' | '-') if side == '^' => self.take_while(|c| matches!(c, '+' | '-')),
                Some(c) if figures.is_empty() => {
                    let (one, rest) = self.rest.split_at(c.len_utf8());
                    self.rest = rest;
                    one
                }
                _ => "",
            };
            figures + sign
        };
        let words = written.replace('-', "−").replace(['$', '{', '}'], "");
        let name = if side == '_' { "b" } else { "t" };
        self.out.push_str(&format!(",{name}: {}", escape::string(&words)));
        Ok(())
    }

    /// What stands up to the closing brace.
    fn group(&mut self) -> Result<String, String> {
        let (inside, after) = self.rest.split_once('}').ok_or("a `}` is missing")?;
        self.rest = after;
        Ok(inside.to_string())
    }

    /// An arrow with what is written over and under it.
    fn arrow(&mut self, arrow: &str) -> Result<(), String> {
        let mut scripts = String::new();
        for side in ["t", "b"] {
            let Some(after) = self.rest.strip_prefix('[') else { break };
            let (inside, after) = after.split_once(']').ok_or("a `]` is missing")?;
            self.rest = after;
            let inside = inside.trim().trim_matches(['{', '}', '$']);
            let mut above = Chemistry { rest: inside, out: String::new(), depth: self.depth + 1 };
            above.read()?;
            let above = if above.out.is_empty() { " \"\"" } else { &above.out };
            scripts.push_str(&format!(",{side}: {above}"));
        }
        self.out.push_str(&match scripts.is_empty() {
            true => format!(" stretch({arrow},size: #1.6em)"),
            false => format!(" attach(limits(stretch({arrow},size: #(100% + 0.8em))){scripts})"),
        });
        Ok(())
    }

    fn take_while(&mut self, taken: impl Fn(char) -> bool) -> &'s str {
        let end = self.rest.find(|c| !taken(c)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at(end);
        self.rest = rest;
        run
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_chemistry_are_read() {
        for (source, parts) in [
            ("H2O", vec!["attach( \"H\",b: \"2\")", "attach( \"O\")"]),
            ("SO4^2-", vec!["b: \"4\",t: \"2−\""]),
            ("NH4+", vec!["b: \"4\",t: \"+\""]),
            ("2H2 + O2 -> 2H2O", vec![" \"2\"", " \\+", "stretch(→"]),
            ("CO2 <=>[k1] H2CO3", vec!["stretch(⇌", "b: \"1\""]),
            ("CuSO4*5H2O", vec!["·", " \"5\""]),
            ("^{14}_6C", vec!["t: \"14\"", "b: \"6\""]),
        ] {
            let read = formula(source).unwrap();
            for part in parts {
                assert!(read.contains(part), "{source}: {read}");
            }
        }
        assert!(formula("(H2O").is_err());
        assert!(formula(&"(".repeat(50)).is_err());
    }
}
