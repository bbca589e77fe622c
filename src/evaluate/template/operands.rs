//! Finds, tag by tag, the operands that an operator walks and the values that hold others.

use std::ops::Range;

use minijinja::machinery::Token;

use super::bounded::{COUNTED, HELD};
use super::tags::{Before, LIGHT_FILTERS, Open, Tokens, opens, statement, target_has_dot, word};

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
    has_comma: bool,
    has_colon: bool,
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
        self.insertions.push(Insertion { at: start, text: "((".to_string(), ends: None });
        let text = format!(")|{filter})");
        self.insertions.push(Insertion { at: end, text, ends: Some(start..end) });
    }

    /// Puts a filter after the token before this one.
    fn filter(&mut self, tokens: &Tokens, at: usize, filter: &str) {
        if let Some((_, before)) = at.checked_sub(1).and_then(|at| tokens.get(at)) {
            let text = format!("|{filter}");
            let insertion = Insertion { at: before.end, text, ends: Some(before.clone()) };
            self.insertions.push(insertion);
        }
    }

    /// Ends the operand of `~` before the token `at`; `marked` if `~` ends it.
    fn end_narrow(&mut self, tokens: &Tokens, frame: &mut Frame, at: usize, marked: bool) {
        if frame.narrow.1 || marked {
            self.wrap(tokens, frame.narrow.0..at, COUNTED);
        }
        frame.narrow = (at + 1, marked);
    }

    /// The same of an operand of a comparison.
    fn end_wide(&mut self, tokens: &Tokens, frame: &mut Frame, at: usize, marked: bool) {
        self.end_narrow(tokens, frame, at, false);
        if frame.wide.1 || marked {
            self.wrap(tokens, frame.wide.0..at, COUNTED);
        }
        frame.wide = (at + 1, marked);
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
            self.insertions.push(Insertion { at, text: text.to_string(), ends: Some(call) });
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
            Token::Eq | Token::Ne | Token::Lt | Token::Lte | Token::Gt | Token::Gte => {
                self.end_wide(tokens, frame, *at, true);
            }
            Token::Tilde => self.end_narrow(tokens, frame, *at, true),
            Token::Plus | Token::Minus if before == Before::Operand => {
                self.end_narrow(tokens, frame, *at, false);
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
                self.end_wide(tokens, frame, *at, true);
                *at += 1;
                (frame.wide.0, frame.narrow.0) = (*at + 1, *at + 1);
            }
            ("in", _) => self.end_wide(tokens, frame, *at, true),
            // A word after an operand that is no operator belongs to the statement: `recursive`, `as`.
            ("and" | "or" | "not" | "if" | "else", _) | (_, Before::Operand) => {
                self.end_wide(tokens, frame, *at, false);
            }
            _ => return Before::Operand,
        }
        Before::Operator
    }
}
