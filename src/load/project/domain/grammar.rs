//! The grammar of relations: `part <= whole`, `growth = level / level[year - 1] - 1`,
//! `sum(share over source) = 100%`, `rate falls over timepoint`, `median m of rate over timepoint`.

use super::tokens::{Token, tokens};
use crate::model::domain::relation::{Expression, Holds, Operand, Pattern, Shift, Sign};

/// How deep brackets may be nested.
const DEEPEST: usize = 20;

/// Reads a relation; what is wrong with it is the error.
pub fn relation(text: &str) -> Result<Holds, String> {
    let tokens =
        tokens(text).map_err(|rest| format!("nothing in a relation begins with “{rest}”"))?;
    let mut reader = Reader { tokens, at: 0, depth: 0 };
    let holds = reader.holds()?;
    if reader.peek().is_some() {
        return Err(reader.wrong("the end"));
    }
    opened_on_the_left(&holds)?;
    Ok(holds)
}

/// What `{any}` stands for is told by the left side.
fn opened_on_the_left(holds: &Holds) -> Result<(), String> {
    let (Holds::Equal { left, right } | Holds::AtMost { left, right, .. }) = holds else {
        return Ok(());
    };
    let is_open = |side: &Expression| {
        let mut open = false;
        side.for_each(&mut |operand| open |= operand.name.is_open());
        open
    };
    match is_open(right) && !is_open(left) {
        true => Err(format!("`{}` must stand on the left side too", Pattern::ANY)),
        false => Ok(()),
    }
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Reader {
    fn holds(&mut self) -> Result<Holds, String> {
        if self.is_word("median") && matches!(self.tokens.get(1), Some(Token::Word(_))) {
            self.at += 1;
            let median = self.operand()?;
            self.keyword("of")?;
            let of = self.word("a measure")?;
            self.keyword("over")?;
            return Ok(Holds::Median { median, of, over: self.word("a column")? });
        }
        if let [Token::Word(measure), Token::Word(verb), ..] = &self.tokens[..]
            && (verb == "falls" || verb == "rises")
        {
            let (measure, rises) = (measure.clone(), verb == "rises");
            self.at += 2;
            self.keyword("over")?;
            return Ok(Holds::Monotone { measure, over: self.word("a column")?, rises });
        }
        let left = self.expression()?;
        if self.sign("=") {
            return Ok(Holds::Equal { left, right: self.expression()? });
        }
        if !self.sign("<=") {
            return Err(self.wrong("`=`, `<=`, `falls over` or `rises over`"));
        }
        let right = self.expression()?;
        let at = match self.is_word("at") {
            true => {
                self.at += 1;
                Some(self.word("a column")?)
            }
            false => None,
        };
        Ok(Holds::AtMost { left, right, at })
    }

    fn expression(&mut self) -> Result<Expression, String> {
        self.joined(&[("+", Sign::Plus), ("-", Sign::Minus)], Self::product)
    }

    fn product(&mut self) -> Result<Expression, String> {
        self.joined(&[("*", Sign::Times), ("/", Sign::By)], Self::factor)
    }

    fn joined(
        &mut self,
        signs: &[(&'static str, Sign)],
        part: fn(&mut Self) -> Result<Expression, String>,
    ) -> Result<Expression, String> {
        let mut left = part(self)?;
        while let Some((_, sign)) = signs.iter().find(|(written, _)| self.sign(written)) {
            left = Expression::Joined(Box::new(left), *sign, Box::new(part(self)?));
        }
        Ok(left)
    }

    fn factor(&mut self) -> Result<Expression, String> {
        if let Some(Token::Number(text)) = self.peek().cloned() {
            self.at += 1;
            let digits = text.strip_suffix('%');
            let value: f64 = digits.unwrap_or(&text).parse().map_err(|_| self.wrong("a number"))?;
            let value = if digits.is_some() { value / 100.0 } else { value };
            return Ok(Expression::Number { text, value });
        }
        if self.sign("(") {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(format!("brackets are nested deeper than {DEEPEST}"));
            }
            let inner = self.expression()?;
            self.depth -= 1;
            self.closed(")")?;
            return Ok(inner);
        }
        if self.is_word("sum") && self.tokens.get(self.at + 1) == Some(&Token::Sign("(")) {
            self.at += 2;
            let of = self.operand()?;
            self.keyword("over")?;
            let over = self.word("a key")?;
            let except = match self.is_word("except") {
                true => {
                    self.at += 1;
                    Some(self.word("a word")?)
                }
                false => None,
            };
            self.closed(")")?;
            return Ok(Expression::Sum { of, over, except });
        }
        self.operand().map(Expression::Operand)
    }

    /// `level`, `orr.n`, `level[year - 1]`, `index[year = index.base].n`.
    fn operand(&mut self) -> Result<Operand, String> {
        let name = self.word("a quantity")?;
        let pattern = pattern(&name)?;
        let mut text = name;
        let mut shifts = Vec::new();
        if self.sign("[") {
            loop {
                shifts.push(self.shift()?);
                if !self.sign(",") {
                    break;
                }
            }
            self.closed("]")?;
            let written: Vec<String> = shifts.iter().map(written).collect();
            text.push_str(&format!("[{}]", written.join(", ")));
        }
        let column = match self.sign(".") {
            true => Some(self.word("a column")?),
            false => None,
        };
        if let Some(column) = &column {
            text.push_str(&format!(".{column}"));
        }
        Ok(Operand { name: pattern, column, shifts, text })
    }

    fn shift(&mut self) -> Result<(String, Shift), String> {
        let key = self.word("a key")?;
        for (sign, factor) in [("+", 1), ("-", -1)] {
            if self.sign(sign) {
                let Some(Token::Number(number)) = self.peek().cloned() else {
                    return Err(self.wrong("a whole number"));
                };
                let by: i64 = number.parse().map_err(|_| self.wrong("a whole number"))?;
                self.at += 1;
                return Ok((key, Shift::By(factor * by)));
            }
        }
        self.closed("=")?;
        if let Some(Token::Number(number)) = self.peek().cloned() {
            self.at += 1;
            return Ok((key, Shift::Is(number)));
        }
        let word = self.word("a word")?;
        match self.sign(".") {
            true => Ok((key, Shift::As(pattern(&word)?, self.word("a column")?))),
            false => Ok((key, Shift::Is(word))),
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(own)) if own == word)
    }

    /// Whether the sign comes next; then it is passed.
    fn sign(&mut self, sign: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Sign(own)) if *own == sign);
        self.at += usize::from(is);
        is
    }

    fn closed(&mut self, sign: &str) -> Result<(), String> {
        if self.sign(sign) { Ok(()) } else { Err(self.wrong(&format!("`{sign}`"))) }
    }

    fn keyword(&mut self, word: &str) -> Result<(), String> {
        if !self.is_word(word) {
            return Err(self.wrong(&format!("`{word}`")));
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, what: &str) -> Result<String, String> {
        match self.peek().cloned() {
            Some(Token::Word(word)) => {
                self.at += 1;
                Ok(word)
            }
            _ => Err(self.wrong(what)),
        }
    }

    fn wrong(&self, expected: &str) -> String {
        match self.peek() {
            None => format!("{expected} must follow, but it ends"),
            Some(Token::Word(text) | Token::Number(text)) => {
                format!("{expected} must stand where “{text}” is")
            }
            Some(Token::Sign(sign)) => format!("{expected} must stand where “{sign}” is"),
        }
    }
}

fn pattern(name: &str) -> Result<Pattern, String> {
    Pattern::parse(name).ok_or_else(|| format!("“{name}” has more than one open part"))
}

fn written((key, shift): &(String, Shift)) -> String {
    match shift {
        Shift::By(by) if *by < 0 => format!("{key} - {}", by.unsigned_abs()),
        Shift::By(by) => format!("{key} + {by}"),
        Shift::Is(word) => format!("{key} = {word}"),
        Shift::As(name, column) => format!("{key} = {}.{column}", name.with(Pattern::ANY)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_read() {
        for text in [
            "a <= b",
            "n_{any} <= n",
            "orr = (cr + pr) / orr.n",
            "growth = level / level[year - 1] - 1",
            "index = 100 * level / level[year = index.base]",
            "gap = share - share[country = total, year = 2020]",
            "sum(share over source) = 100%",
            "sum(share over source) <= 100.5%",
            "sum({any}_share over source except total) <= 100%",
            "{any}_index = 100 * {any} / {any}[year = {any}_index.base]",
            "OS_RATE falls over timepoint",
            "median mos of OS_RATE over timepoint",
            "median <= mean",
            "PFS_RATE <= OS_RATE at timepoint",
            "水位 rises over 年",
        ] {
            assert!(relation(text).is_ok(), "{text}: {:?}", relation(text));
        }
    }

    #[test]
    fn what_is_no_relation_says_why() {
        for (text, why) in [
            ("", "a quantity must follow, but it ends"),
            ("a", "`=`, `<=`, `falls over` or `rises over` must follow, but it ends"),
            ("a < b", "nothing in a relation begins with “< b”"),
            ("a = (b + c", "`)` must follow, but it ends"),
            ("a = b c", "the end must stand where “c” is"),
            ("a = b[year - x]", "a whole number must stand where “x” is"),
            ("sum(a) = 1", "`over` must stand where “)” is"),
            ("{any}_{any} <= n", "“{any}_{any}” has more than one open part"),
            ("n <= n_{any}", "`{any}` must stand on the left side too"),
            ("a falls", "`over` must follow, but it ends"),
        ] {
            assert_eq!(relation(text).unwrap_err(), why, "{text}");
        }
        assert!(relation(&format!("a = {}b", "(".repeat(50))).unwrap_err().contains("nested"));
    }
}
