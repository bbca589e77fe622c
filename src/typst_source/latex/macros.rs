//! Macros that a text defines in its formulas; what they expand to is bounded.

use std::collections::HashMap;
use std::rc::Rc;

use super::tokens::{Kind, Token};

/// The most tokens that the macros of one formula become: more is no formula that anyone reads.
const MOST_OF_FORMULA: usize = 20_000;

/// The most tokens that the macros of one text become.
const MOST_OF_TEXT: usize = 1_000_000;

/// The most macros of one text.
const MOST_MACROS: usize = 2_000;

/// What a macro stands for.
#[derive(Debug, Clone)]
pub struct Macro {
    /// How many arguments it takes.
    pub parameters: usize,
    /// Whether an asterisk may follow its name.
    pub starred: bool,
    /// What the first argument is when it is not given.
    pub default: Option<Rc<[Token]>>,
    /// What it becomes.
    pub body: Rc<[Token]>,
}

/// The macros of a text so far, and how much of them it may still expand.
#[derive(Debug)]
pub struct Macros {
    known: HashMap<Rc<str>, Macro>,
    left_of_text: usize,
    left: usize,
}

impl Default for Macros {
    fn default() -> Macros {
        Macros { known: HashMap::new(), left_of_text: MOST_OF_TEXT, left: MOST_OF_FORMULA }
    }
}

impl Macros {
    /// Begins a formula.
    pub fn begin(&mut self) {
        self.left = MOST_OF_FORMULA;
    }

    /// Defines a macro, or says that there are too many.
    pub fn define(&mut self, name: Rc<str>, defined: Macro) -> Result<(), String> {
        if self.known.len() >= MOST_MACROS {
            return Err(format!("more than {MOST_MACROS} macros are defined"));
        }
        self.known.insert(name, defined);
        Ok(())
    }

    /// The macro of this name.
    pub fn get(&self, name: &str) -> Option<&Macro> {
        self.known.get(name)
    }

    /// The tokens of a macro with its arguments, in order, all placed where the macro is called.
    pub fn expand(
        &mut self,
        called: &Macro,
        arguments: &[Vec<Token>],
        at: usize,
    ) -> Result<Vec<Token>, String> {
        let mut out = Vec::new();
        for token in called.body.iter() {
            match &token.kind {
                Kind::Parameter(number) => {
                    let argument = number.checked_sub(1).and_then(|it| arguments.get(it));
                    out.extend(argument.into_iter().flatten().cloned());
                }
                kind => out.push(Token { kind: kind.clone(), at }),
            }
            self.charge(out.len())?;
        }
        let spent = out.len() + 1;
        self.left = self.left.saturating_sub(spent);
        self.left_of_text = self.left_of_text.saturating_sub(spent);
        Ok(out)
    }

    fn charge(&self, wanted: usize) -> Result<(), String> {
        if wanted >= self.left {
            return Err(format!("its macros become more than {MOST_OF_FORMULA} signs"));
        }
        if wanted >= self.left_of_text {
            return Err(format!("the macros of this text become more than {MOST_OF_TEXT} signs"));
        }
        Ok(())
    }
}
