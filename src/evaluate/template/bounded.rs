//! Filters that walk a whole value, kept from walking one that is small to write and endless to read.
//!
//! Lists may share: `{% set b = [a, a] %}` forty times over is a value of forty lists with 2^40 leaves.
//! MiniJinja charges steps for loops, not for such walks. Operators (`==`, `in`, `~`) cannot be replaced;
//! what they walk is bounded by the time and memory of the whole run.

use minijinja::value::{Kwargs, Rest, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, filters};

/// The most values inside a value that a filter walks, counted as often as they are reached.
const MOST_VALUES: usize = 1_000_000;

/// The deepest nesting that a filter walks, in levels.
const DEEPEST: usize = 64;

/// Puts a count before each filter that walks its argument, and removes what only prints values.
pub fn guard(environment: &mut Environment) {
    environment.remove_global("debug");
    environment.remove_filter("pprint");
    add(environment, "string", Value::from_function(filters::string));
    add(environment, "join", Value::from_function(filters::join));
    add(environment, "unique", Value::from_function(filters::unique));
    add(environment, "sort", Value::from_function(filters::sort));
    add(environment, "min", Value::from_function(filters::min));
    add(environment, "max", Value::from_function(filters::max));
}

fn add(environment: &mut Environment, name: &'static str, filter: Value) {
    let counted = move |state: &mut State, arguments: Rest<Value>, options: Kwargs| {
        let mut left = MOST_VALUES;
        if !arguments.iter().all(|value| is_within(value, &mut left, DEEPEST)) {
            let message = "this value holds too many values in lists inside one another";
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
        let mut arguments = arguments.0;
        if options.args().next().is_some() {
            arguments.push(options.into());
        }
        filter.call(state, &arguments)
    };
    environment.add_filter(name, counted);
}

/// Whether a value holds no more than `left` values, at most so many levels deep.
fn is_within(value: &Value, left: &mut usize, levels: usize) -> bool {
    let Some(fewer) = left.checked_sub(1) else { return false };
    *left = fewer;
    if !matches!(value.kind(), ValueKind::Seq | ValueKind::Map | ValueKind::Iterable) {
        return true;
    }
    let Ok(mut inner) = value.try_iter() else { return true };
    let is_map = value.kind() == ValueKind::Map;
    levels > 0
        && inner.all(|item| match is_map {
            true => value.get_item(&item).is_ok_and(|it| is_within(&it, left, levels - 1)),
            false => is_within(&item, left, levels - 1),
        })
}
