//! What must hold between quantities, as a small expression: `orr <= dcr`, `growth = level / level[year - 1] - 1`.

use indexmap::IndexMap;

/// One relation of a field of work.
#[derive(Debug, Clone)]
pub struct Relation {
    /// The code of the finding when it does not hold.
    pub code: String,
    /// What must hold.
    pub holds: Holds,
    /// The message, with the places where values go; the usual one of its kind when none is given.
    pub message: Option<String>,
    /// What the parts that add up are, in words, where a count is worked out from them.
    pub words: Option<String>,
    /// How far a stated number may be from the calculated one, as a part of it, whatever the rounding.
    pub tolerance: Option<f64>,
    /// Whether only quantities of a part of the group are compared on the left.
    pub of_a_part: bool,
    /// What is said beside the places of operands, by how the relation writes them; their names where nothing
    /// is said of any.
    pub beside: Option<IndexMap<String, String>>,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Holds {
    /// Both sides are the same, as far as rounding can tell.
    Equal {
        /// What is stated.
        left: Expression,
        /// What it is calculated from.
        right: Expression,
    },
    /// The left side is not more than the right one.
    AtMost {
        /// The smaller one.
        left: Expression,
        /// The larger one.
        right: Expression,
        /// The column in which both must say the same: a measure at one time against another then.
        at: Option<String>,
    },
    /// A measure does not rise, or does not fall, along a column.
    Monotone {
        /// The measure.
        measure: String,
        /// The column: a time, a year.
        over: String,
        /// Whether it may rise, and not fall.
        rises: bool,
    },
    /// Half is left at the median: more before it and less after it.
    Median {
        /// The median.
        median: Operand,
        /// What is left.
        of: String,
        /// The column with the times.
        over: String,
    },
}

/// A calculation.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A number; a percentage is a part of one.
    Number {
        /// As written.
        text: String,
        /// Its value.
        value: f64,
    },
    /// A quantity.
    Operand(Operand),
    /// Two, joined by a sign.
    Joined(Box<Expression>, Sign, Box<Expression>),
    /// The sum of a measure over all values of a key.
    Sum {
        /// What is added.
        of: Operand,
        /// The key.
        over: String,
        /// A value of the key that is no part, such as a total.
        except: Option<String>,
    },
}

/// A sign between two calculations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    By,
}

/// A quantity of a group, or of another group.
#[derive(Debug, Clone, PartialEq)]
pub struct Operand {
    /// Its id; one part of it may be anything.
    pub name: Pattern,
    /// Another column of its row than `value`.
    pub column: Option<String>,
    /// How the keys of its group differ from those of the group that the relation is about.
    pub shifts: Vec<(String, Shift)>,
    /// As it is written.
    pub text: String,
}

/// How a key differs.
#[derive(Debug, Clone, PartialEq)]
pub enum Shift {
    /// A whole number is added: `year - 1`.
    By(i64),
    /// It is this word: `country = total`.
    Is(String),
    /// It is what a column of a quantity says: `year = index.base`.
    As(Pattern, String),
}

/// A name of which one part may be anything: `n_{any}`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern {
    before: String,
    /// What stands behind the open part, when there is one.
    after: Option<String>,
}

impl Pattern {
    /// The open part as it is written.
    pub const ANY: &str = "{any}";

    /// Reads a name; nothing when more than one part is open.
    pub fn parse(text: &str) -> Option<Pattern> {
        match text.split_once(Pattern::ANY) {
            None => Some(Pattern { before: text.to_string(), after: None }),
            Some((_, after)) if after.contains(Pattern::ANY) => None,
            Some((before, after)) => {
                Some(Pattern { before: before.to_string(), after: Some(after.to_string()) })
            }
        }
    }

    /// Whether a part may be anything.
    pub fn is_open(&self) -> bool {
        self.after.is_some()
    }

    /// What stands in the open part of a name; nothing in a name without one that is the same, and
    /// `None` when the name is another.
    pub fn any<'a>(&self, name: &'a str) -> Option<&'a str> {
        match &self.after {
            None => (name == self.before).then_some(""),
            Some(after) => {
                let any = name.strip_prefix(&self.before)?.strip_suffix(after.as_str())?;
                (!any.is_empty()).then_some(any)
            }
        }
    }

    /// The name with the open part filled in.
    pub fn with(&self, any: &str) -> String {
        let after = self.after.as_deref();
        after.map_or_else(|| self.before.clone(), |after| format!("{}{any}{after}", self.before))
    }
}

impl Expression {
    /// The quantity, when the whole is one.
    pub fn operand(&self) -> Option<&Operand> {
        match self {
            Expression::Operand(operand) => Some(operand),
            _ => None,
        }
    }

    /// Calls `visit` for every quantity in it.
    pub fn for_each(&self, visit: &mut impl FnMut(&Operand)) {
        match self {
            Expression::Number { .. } => {}
            Expression::Operand(operand) | Expression::Sum { of: operand, .. } => visit(operand),
            Expression::Joined(left, _, right) => {
                left.for_each(visit);
                right.for_each(visit);
            }
        }
    }

    /// The ids that are added, when this is a sum by the `n` of a share with this id.
    pub fn addends_of_share(&self, share: &Operand, id: &str) -> Option<Vec<String>> {
        let Expression::Joined(sum, Sign::By, n) = self else { return None };
        let n = n.operand()?;
        let own = |operand: &Operand| operand.shifts.is_empty() && operand.name.any(id).is_some();
        let of_itself = own(n) && own(share) && n.column.as_deref() == Some("n");
        let mut ids = Vec::new();
        (of_itself && sum.addends(&mut ids)).then_some(ids)
    }

    fn addends(&self, ids: &mut Vec<String>) -> bool {
        match self {
            Expression::Operand(operand) => {
                ids.push(operand.text.clone());
                operand.shifts.is_empty() && operand.column.is_none() && !operand.name.is_open()
            }
            Expression::Joined(left, Sign::Plus, right) => left.addends(ids) && right.addends(ids),
            _ => false,
        }
    }
}

impl Holds {
    /// Calls `visit` for every quantity in it.
    pub fn for_each(&self, visit: &mut impl FnMut(&Operand)) {
        match self {
            Holds::Equal { left, right } | Holds::AtMost { left, right, .. } => {
                left.for_each(visit);
                right.for_each(visit);
            }
            Holds::Monotone { .. } => {}
            Holds::Median { median, .. } => visit(median),
        }
    }

    /// The measures that it names beside its quantities.
    pub fn measure(&self) -> Option<&str> {
        match self {
            Holds::Monotone { measure, .. } | Holds::Median { of: measure, .. } => Some(measure),
            _ => None,
        }
    }
}
