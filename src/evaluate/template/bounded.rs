//! Values that are small to write and endless to walk are refused before MiniJinja walks them.
//!
//! Lists may share: `{% set b = [a, a] %}` forty times over is a value of forty lists with 2^40 leaves.
//! MiniJinja charges steps for loops, not for walking values. `operators` puts the filters of this file
//! wherever a value is walked (`counted`), or kept in another one (`held`).

use minijinja::value::{Rest, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State};

/// The filter before an operator that walks its operand.
pub const COUNTED: &str = "__counted";

/// The filter around a value that holds others.
pub const HELD: &str = "__held";

/// The most values inside a value, counted as often as they are reached.
const MOST_VALUES: u64 = 1_000_000;

/// The deepest nesting, in levels.
const DEEPEST: usize = 64;

/// So many values are walked in the time of one step.
const VALUES_PER_STEP: u64 = 4;

/// Adds the filters that count, and removes what only prints values.
pub fn guard(environment: &mut Environment) {
    environment.remove_global("debug");
    environment.remove_filter("pprint");
    environment
        .add_filter(COUNTED, |state: &mut State, value: Rest<Value>| checked(state, value, false));
    environment
        .add_filter(HELD, |state: &mut State, value: Rest<Value>| checked(state, value, true));
}

/// The value itself, if it is small enough; what is walked costs steps.
fn checked(state: &State, values: Rest<Value>, held: bool) -> Result<Value, Error> {
    let value = values.0.into_iter().next().unwrap_or_default();
    if !is_walked(&value) {
        return Ok(value);
    }
    let mut walk = Walk { left: MOST_VALUES, held };
    let walked = walk.is_within(&value, DEEPEST);
    state.consume_fuel((MOST_VALUES - walk.left) / VALUES_PER_STEP)?;
    match walked {
        Ok(true) => Ok(value),
        Ok(false) => Err(refused("this value holds too many values in lists inside one another")),
        Err(message) => Err(refused(message)),
    }
}

fn refused(message: &'static str) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

/// Whether a value is made of others; data are walked as one, for they share nothing and are counted
/// when they are read.
fn is_walked(value: &Value) -> bool {
    let is_data = |name: &str| name.starts_with(env!("CARGO_CRATE_NAME"));
    matches!(value.kind(), ValueKind::Seq | ValueKind::Map | ValueKind::Iterable)
        && !value.as_object().is_some_and(|object| is_data(object.type_name()))
}

/// A walk through a value.
struct Walk {
    left: u64,
    held: bool,
}

impl Walk {
    /// Whether a value holds no more than is left, at most so many levels deep.
    fn is_within(&mut self, value: &Value, levels: usize) -> Result<bool, &'static str> {
        let Some(fewer) = self.left.checked_sub(1) else { return Ok(false) };
        self.left = fewer;
        if !is_walked(value) {
            return Ok(true);
        }
        if self.held && is_namespace(value) {
            return Err("a namespace cannot be part of another value");
        }
        let Ok(inner) = value.try_iter() else { return Ok(true) };
        let is_map = value.kind() == ValueKind::Map;
        for item in inner {
            let within = levels > 0
                && self.is_within(&item, levels - 1)?
                && match is_map.then(|| value.get_item(&item)) {
                    Some(Ok(held)) => self.is_within(&held, levels - 1)?,
                    _ => true,
                };
            if !within {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Only namespaces can be changed, so only they could come to hold themselves.
fn is_namespace(value: &Value) -> bool {
    value.as_object().is_some_and(|object| object.type_name().ends_with("::Namespace"))
}
