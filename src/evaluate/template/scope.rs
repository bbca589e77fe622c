//! What texts and strings of the manifest know of their document: its name, profile and parameters.

use minijinja::Value;

use crate::model::parameter::Given;
use crate::model::series::Scope;

/// The values by name, without the record.
pub fn values(document: &str, scope: &Scope) -> impl Iterator<Item = (String, Value)> {
    let profile = scope.profile.clone().unwrap_or_default();
    let own = [("document", Value::from(document)), ("profile", Value::from(profile))];
    let own = own.into_iter().map(|(name, value)| (name.to_string(), value));
    own.chain(scope.parameters.iter().map(|(name, given)| (name.clone(), value(given))))
}

/// A whole number is printed without a point.
fn value(given: &Given) -> Value {
    match given {
        Given::Text(text) => Value::from(text.as_str()),
        Given::Flag(flag) => Value::from(*flag),
        Given::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            Value::from(*number as i64)
        }
        Given::Number(number) => Value::from(*number),
    }
}
