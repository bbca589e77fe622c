//! Cells by which a file says “false”, or zero where numbers have a type: printed as they are written, and
//! not true.

use std::borrow::Cow;
use std::sync::Arc;

use minijinja::value::{Kwargs, Object, ObjectRepr, Value};
use minijinja::{Environment, Error, State, filters};

/// The text of such a cell, which can be traced by its address.
#[derive(Debug)]
pub struct Untrue(pub Arc<str>);

impl Object for Untrue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The value as the string that is written, if it is such a cell.
pub fn written(value: &Value) -> Cow<'_, Value> {
    match value.downcast_object_ref::<Untrue>() {
        Some(Untrue(text)) => Cow::Owned(Value::from(text.clone())),
        None => Cow::Borrowed(value),
    }
}

/// Replaces the filters that read a number in a string.
pub fn add(environment: &mut Environment) {
    type Given = Option<Value>;
    environment.add_filter(
        "int",
        |state: &State, value: &Value, default: Given, base: Option<u32>, named: Kwargs| {
            filters::int(state, &written(value), default, base, named)
        },
    );
    environment.add_filter(
        "float",
        |state: &State, value: &Value, default: Given, named: Kwargs| -> Result<Value, Error> {
            filters::float(state, &written(value), default, named)
        },
    );
}
