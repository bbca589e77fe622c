//! What may be printed without a cell: a literal with its reason, and the counter of a loop.

use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind, State};

/// What `literal(…)` gives. An expression that changes it makes another text, which has no excuse.
#[derive(Debug)]
pub struct Literal(String);

impl Object for Literal {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A number or other text that comes from no data, allowed in place with a reason.
pub fn literal(text: String, reason: &str) -> Result<Value, Error> {
    match reason.trim().is_empty() {
        true => Err(Error::new(ErrorKind::InvalidOperation, "`literal` needs a reason")),
        false => Ok(Value::from_object(Literal(text))),
    }
}

/// Words that the program puts together from those of the project.
pub fn words(text: String) -> Value {
    Value::from_object(Literal(text))
}

/// Whether a value is what `loop.index` of the innermost loop is at this moment. A variable that the
/// author calls `loop` is none.
pub fn is_counter(value: &Value, state: &State) -> bool {
    let is_loop = |it: &Value| {
        it.as_object().is_some_and(|it| it.type_name().starts_with("minijinja::vm::loop_object"))
    };
    let index = state.lookup("loop").filter(is_loop).and_then(|it| it.get_attr("index").ok());
    value.is_integer() && index.is_some_and(|index| index == *value)
}
