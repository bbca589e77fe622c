//! Finds, tag by tag, the operands that an operator walks and the values that hold others.

use std::ops::Range;

use minijinja::machinery::Token;

use super::bounded::{COUNTED, HELD};
use super::compared::COMPARED;
use super::tags::{Before, LIGHT_FILTERS, Open, Tokens, opens, statement, target_has_dot, word};
use super::terms::TERM;

/// Tests that walk values.
const HEAVY_TESTS: [&str; 14] = [
    "eq",
    "equalto",
    "ne",
    "lt",
    "lessthan",
    "le",
    "gt",
    "greaterthan",
    "ge",
    "in",
    "startingwith",
    "endingwith",
    "lower",
    "upper",
];

/// What is put into a template.
pub struct Insertion {
    /// Where in the author's text.
    pub at: usize,
    pub text: String,
    /// The author's expression that this ends; of an opening parenthesis, nothing.
    pub ends: Option<Range<usize>>,
    /// How many bytes of the author's text it stands for.
    pub skips: usize,
}

impl Insertion {
    /// Puts a text between two bytes of the author's.
    pub fn new(at: usize, text: String, ends: Option<Range<usize>>) -> Insertion {
        Insertion { at, text, ends, skips: 0 }
    }
}

/// The inside of a pair of brackets; the numbers are indices of tokens.
struct Frame {
    open: Open,
    begin: usize,
    /// Where the expression between two commas begins.
    item: usize,
    /// Where the operand of a comparison begins, and whether an operator is before it.
    wide: (usize, bool),
    /// The same of `~`, which binds closer.
    narrow: (usize, bool),
    /// The same of what is added, in which `~` binds closer, and of what is multiplied, which binds closest.
    addend: (usize, bool),
    factor: (usize, bool),
    /// The operators of a comparison so far, and the token at which it begins.
    compared: (usize, Vec<Operator>),
    has_comma: bool,
    has_colon: bool,
}

/// The tokens of an operator of a comparison, and what it is called there.
struct Operator {
    tokens: Range<usize>,
    sign: &'static str,
}

impl Frame {
    fn new(open: Open, begin: usize) -> Frame {
        let first = begin + 1;
        Frame {
            open,
            begin,
            item: first,
            wide: (first, false),
            narrow: (first, false),
            addend: (first, false),
            factor: (first, false),
            compared: (first, Vec::new()),
            has_comma: false,
            has_colon: false,
        }
    }
}

/// Collects what is put into a template.
#[derive(Default)]
pub struct Scan {
    /// In no order; what ends at one place, the inner before the outer.
    pub insertions: Vec<Insertion>,
}

impl Scan {
    fn wrap(&mut self, tokens: &Tokens, range: Range<usize>, filter: &str) {
        let inside = tokens.get(range.clone()).unwrap_or_default();
        let grows = |(token, _): &(&Token, _)| matches!(token, Token::Ident(_) | Token::Mul);
        // What neither names nor repeats anything is no larger than it is written.
        if !inside.iter().any(grows) {
            return;
        }
        let [start, end] = [inside[0].1.start, inside[inside.len() - 1].1.end];
        self.insertions.push(Insertion::new(start, "((".to_string(), None));
        let text = format!(")|{filter})");
        self.insertions.push(Insertion::new(end, text, Some(start..end)));
    }

    /// Puts a filter after the token before this one.
    fn filter(&mut self, tokens: &Tokens, at: usize, filter: &str) {
        if let Some((_, before)) = at.checked_sub(1).and_then(|at| tokens.get(at)) {
            let text = format!("|{filter}");
            self.insertions.push(Insertion::new(before.end, text, Some(before.clone())));
        }
    }

    /// Ends what is multiplied before the token `at`; `marked` if a sign of a calculation ends it.
    fn end_factor(&mut self, tokens: &Tokens, frame: &mut Frame, at: usize, marked: bool) {
        if frame.factor.1 || marked {
            self.wrap(tokens, frame.factor.0..at, TERM);
        }
        frame.factor = (at + 1, marked);
    }

    /// Ends the operand of `~` before the token `at`; `marked` if `~` ends it.
    fn end_narrow(&mut self, tokens: &Tokens, frame: &mut Frame, at: usize, marked: bool) {
        self.end_factor(tokens, frame, at, false);
        if frame.narrow.1 || marked {
            self.wrap(tokens, frame.narrow.0..at, COUNTED);
        }
        frame.narrow = (at + 1, marked);
    }

    /// Ends what is added. What is joined by `~` is text, and so is what is added to a text that is written out.
    fn end_addend(&mut self, tokens: &Tokens, frame: &mut Frame, at: usize, marked: bool) {
        let is_text = |at: Option<usize>| {
            let token = at.and_then(|at| tokens.get(at));
            matches!(token, Some((Token::Str(_) | Token::String(_), _)))
        };
        let marked = marked && !is_text(at.checked_sub(1)) && !is_text(Some(at + 1));
        let is_joined = frame.narrow.1;
        self.end_narrow(tokens, frame, at, false);
        if (frame.addend.1 || marked) && !is_joined {
            self.wrap(tokens, frame.addend.0..at, TERM);
        }
        frame.addend = (at + 1, marked);
    }

    /// The same of an operand of a comparison.
    fn end_wide(&mut self, tokens: &Tokens, frame: &mut Frame, at: usize, marked: bool) {
        self.end_addend(tokens, frame, at, false);
        if frame.wide.1 || marked {
            self.wrap(tokens, frame.wide.0..at, COUNTED);
        }
        frame.wide = (at + 1, marked);
        if !marked {
            let (begin, operators) = std::mem::replace(&mut frame.compared, (at + 1, Vec::new()));
            self.compare(tokens, begin..at, &operators);
        }
    }

    /// Ends the operand before the operator of a comparison.
    fn operator(
        &mut self,
        tokens: &Tokens,
        frame: &mut Frame,
        at: Range<usize>,
        sign: &'static str,
    ) {
        self.end_wide(tokens, frame, at.start, true);
        (frame.wide.0, frame.addend.0) = (at.end, at.end);
        (frame.narrow.0, frame.factor.0) = (at.end, at.end);
        frame.compared.1.push(Operator { tokens: at, sign });
    }

    /// `a < b` becomes `(a)|__compared("<", (b))`: operators cannot be replaced, filters can.
    fn compare(&mut self, tokens: &Tokens, range: Range<usize>, operators: &[Operator]) {
        let ends = operators.iter().map(|it| it.tokens.start).chain([range.end]);
        let begins = [range.start].into_iter().chain(operators.iter().map(|it| it.tokens.end));
        if operators.is_empty() || begins.zip(ends).any(|(begin, end)| begin >= end) {
            return;
        }
        let Some(operands) = tokens.get(range) else { return };
        let [start, end] = [operands[0].1.start, operands[operands.len() - 1].1.end];
        self.insertions.push(Insertion::new(start, "(".to_string(), None));
        for (at, Operator { tokens: own, sign }) in operators.iter().enumerate() {
            let before = if at == 0 { format!(")|{COMPARED}(") } else { "), ".to_string() };
            let text = format!("{before}\"{sign}\", (");
            let bytes = tokens[own.start].1.start..tokens[own.end - 1].1.end;
            let (at, skips) = (bytes.start, bytes.len());
            self.insertions.push(Insertion { at, text, ends: Some(start..end), skips });
        }
        self.insertions.push(Insertion::new(end, "))".to_string(), Some(start..end)));
    }

    /// Ends what stands between two commas, or before the colon of a map.
    fn end_item(&mut self, tokens: &Tokens, frame: &mut Frame, at: usize) {
        self.end_wide(tokens, frame, at, false);
        if let Open::Call(Some(filter)) = frame.open {
            let unpacked = matches!(tokens.get(frame.item), Some((Token::Mul | Token::Pow, _)));
            self.wrap(tokens, frame.item + usize::from(unpacked)..at, filter);
        }
        frame.item = at + 1;
    }

    /// Ends brackets at their closing token.
    fn close(&mut self, tokens: &Tokens, mut frame: Frame, at: usize) {
        let item = frame.item;
        if matches!(frame.open, Open::Call(_)) {
            self.cycle_of_nothing(tokens, frame.begin, at);
        }
        self.end_item(tokens, &mut frame, at);
        let whole = frame.begin..at + 1;
        let assigned = matches!(tokens.get(at + 1), Some((Token::Assign, _)));
        match frame.open {
            Open::Subscript if !frame.has_colon => self.wrap(tokens, item..at, COUNTED),
            Open::List | Open::Map => self.wrap(tokens, whole, HELD),
            Open::Group if frame.has_comma && !assigned => self.wrap(tokens, whole, HELD),
            _ => {}
        }
    }

    /// `loop.cycle()` would divide by the number of its values: it is given one that is not defined.
    /// So is `loop.cycle(*list)`, for the list may be empty.
    fn cycle_of_nothing(&mut self, tokens: &Tokens, begin: usize, at: usize) {
        let name = begin.checked_sub(1).filter(|name| word(tokens, *name) == Some("cycle"));
        let first = tokens.get(begin + 1).map(|(token, _)| token);
        let text = match first {
            _ if at == begin + 1 => "__nothing",
            Some(Token::Mul) => "__nothing, ",
            _ => return,
        };
        if let Some(name) = name {
            let call = tokens[name].1.start..tokens[at].1.end;
            let at = tokens[begin].1.end;
            self.insertions.push(Insertion::new(at, text.to_string(), Some(call)));
        }
    }

    /// One tag, without its delimiter at the start.
    pub fn tag(&mut self, tokens: &Tokens) {
        let end = tokens
            .iter()
            .position(|(token, _)| matches!(token, Token::VariableEnd | Token::BlockEnd));
        let Some(end) = end else { return };
        let is_statement = matches!(tokens[end].0, Token::BlockEnd);
        let (begin, held) = if is_statement { statement(&tokens[..end]) } else { (0, false) };
        let mut frames = vec![Frame::new(Open::Tag, 0)];
        frames[0].item = begin;
        (frames[0].wide.0, frames[0].narrow.0) = (begin, begin);
        (frames[0].addend.0, frames[0].factor.0, frames[0].compared.0) = (begin, begin, begin);
        let is_call = is_statement && matches!(tokens[0].0, Token::Ident("call"));
        let mut before = if is_call { Before::Operand } else { Before::Operator };
        let mut at = begin;
        while at < end {
            let Some(mut frame) = frames.pop() else { return };
            let opened = opens(tokens, at, before);
            if let Some(open) = opened {
                frames.push(frame);
                frames.push(Frame::new(open, at));
                before = Before::Operator;
            } else if matches!(
                tokens[at].0,
                Token::ParenClose | Token::BracketClose | Token::BraceClose
            ) {
                self.close(tokens, frame, at);
                before = Before::Operand;
            } else {
                before = self.token(tokens, &mut frame, &mut at, before);
                frames.push(frame);
            }
            at += 1;
        }
        if let Some(mut frame) = frames.pop() {
            self.end_item(tokens, &mut frame, end);
            if held && (frame.has_comma || target_has_dot(&tokens[..begin])) {
                self.wrap(tokens, begin..end, HELD);
            }
        }
    }

    /// A token that is no bracket.
    fn token(
        &mut self,
        tokens: &Tokens,
        frame: &mut Frame,
        at: &mut usize,
        before: Before,
    ) -> Before {
        match tokens[*at].0 {
            Token::Ident(name) => return self.word(tokens, frame, at, (name, before)),
            Token::Str(_)
            | Token::String(_)
            | Token::Int(_)
            | Token::Int128(_)
            | Token::Float(_) => return Before::Operand,
            Token::Dot => return Before::Dot,
            Token::Eq => self.operator(tokens, frame, *at..*at + 1, "=="),
            Token::Ne => self.operator(tokens, frame, *at..*at + 1, "!="),
            Token::Lt => self.operator(tokens, frame, *at..*at + 1, "<"),
            Token::Lte => self.operator(tokens, frame, *at..*at + 1, "<="),
            Token::Gt => self.operator(tokens, frame, *at..*at + 1, ">"),
            Token::Gte => self.operator(tokens, frame, *at..*at + 1, ">="),
            Token::Tilde => self.end_narrow(tokens, frame, *at, true),
            Token::Plus | Token::Minus if before == Before::Operand => {
                self.end_addend(tokens, frame, *at, true);
            }
            Token::Mul | Token::Div | Token::FloorDiv | Token::Mod | Token::Pow
                if before == Before::Operand =>
            {
                self.end_factor(tokens, frame, *at, true);
            }
            Token::Pipe
                if word(tokens, *at + 1).is_some_and(|name| !LIGHT_FILTERS.contains(&name)) =>
            {
                self.filter(tokens, *at, HELD);
            }
            Token::Comma => {
                frame.has_comma = true;
                self.end_item(tokens, frame, *at);
            }
            Token::Colon => {
                frame.has_colon = true;
                if frame.open == Open::Map {
                    self.wrap(tokens, frame.item..*at, COUNTED);
                }
                self.end_item(tokens, frame, *at);
            }
            Token::Assign => {
                self.end_wide(tokens, frame, *at, false);
                frame.item = *at + 1;
            }
            _ => {}
        }
        Before::Operator
    }

    /// A name, a keyword or an operator in letters.
    fn word(
        &mut self,
        tokens: &Tokens,
        frame: &mut Frame,
        at: &mut usize,
        (name, before): (&str, Before),
    ) -> Before {
        match (name, before) {
            (_, Before::Dot) => return Before::Operand,
            ("not", Before::Is) => return Before::Is,
            (_, Before::Is) => return Before::TestName,
            ("is", _) => {
                let negated = word(tokens, *at + 1) == Some("not");
                let test = word(tokens, *at + 1 + usize::from(negated));
                if test.is_some_and(|test| HEAVY_TESTS.contains(&test)) {
                    self.filter(tokens, *at, COUNTED);
                }
                return Before::Is;
            }
            ("not", Before::Operand) => {
                // `not in` is one operator.
                self.operator(tokens, frame, *at..*at + 2, "not in");
                *at += 1;
            }
            ("in", _) => self.operator(tokens, frame, *at..*at + 1, "in"),
            // A word after an operand that is no operator belongs to the statement: `recursive`, `as`.
            ("and" | "or" | "not" | "if" | "else", _) | (_, Before::Operand) => {
                self.end_wide(tokens, frame, *at, false);
            }
            _ => return Before::Operand,
        }
        Before::Operator
    }
}
