//! Terms of a calculation: a cell that reads as a number is one where it is added or multiplied.
//!
//! Cells are text, and MiniJinja joins texts by `+` and repeats them by `*`: 10 + 20 would print 1020. `operators` puts
//! the filter of this file around what these and the other signs of a calculation join.

use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, filters};

use super::compared::number;
use super::ordered::attribute_of;
use super::untrue::written;

/// The filter around a term: `((a)|__term) + ((b)|__term)`.
pub const TERM: &str = "__term";

/// So many digits of a result are told; what follows is what binary numbers add to decimal ones.
const DIGITS: usize = 12;

/// Adds the filter, and replaces `sum`.
pub fn add(environment: &mut Environment) {
    environment.add_filter(TERM, |value: &Value| term(value));
    type Given = Option<Value>;
    environment.add_filter(
        "sum",
        |state: &State, values: Value, attribute: Option<String>, start: Given, named: Kwargs| {
            let attribute = attribute.map_or_else(|| named.get("attribute"), |it| Ok(Some(it)))?;
            let start = start.map_or_else(|| named.get("start"), |it| Ok(Some(it)))?;
            let start = start.unwrap_or(Value::from(0));
            // What is no sum of numbers is MiniJinja's: lists are joined, and a name that is not defined is an error.
            if values.is_undefined() || !start.is_number() {
                return filters::sum(state, values, attribute.as_deref(), Some(start), named);
            }
            named.assert_all_used()?;
            let mut sum = start;
            for item in values.try_iter()? {
                state.consume_fuel(1)?;
                let value = attribute_of(&item, attribute.as_deref()).unwrap_or_default();
                if !value.is_undefined() {
                    sum = added(&sum, &term(&value))?;
                }
            }
            Ok::<Value, Error>(sum)
        },
    );
}

/// The number that a cell reads as; any other value as it is. A number with a nought in front, as codes have, is text.
fn term(value: &Value) -> Value {
    let text = written(value);
    let is_code = |text: &str| {
        let digits = text.trim_start_matches(['-', '+', '−']);
        digits.strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    if text.kind() != ValueKind::String || text.as_str().is_some_and(is_code) {
        return value.clone();
    }
    match number(&text) {
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 1e15 => Value::from(whole as i64),
        Some(number) => Value::from(number),
        None => value.clone(),
    }
}

/// The sum of two numbers.
fn added(a: &Value, b: &Value) -> Result<Value, Error> {
    if let (Ok(a), Ok(b)) = (i64::try_from(a.clone()), i64::try_from(b.clone()))
        && let Some(sum) = a.checked_add(b)
    {
        return Ok(Value::from(sum));
    }
    let is_number = |it: &Value| it.kind() == ValueKind::Number;
    match (f64::try_from(a.clone()), f64::try_from(b.clone())) {
        (Ok(a), Ok(sum)) if is_number(b) => Ok(Value::from(a + sum)),
        _ => {
            let message = format!("“{b}” is no number, so it cannot be added");
            Err(Error::new(ErrorKind::InvalidOperation, message))
        }
    }
}

/// A number as it is printed: 0.1 + 0.2 is 0.3.
pub fn printed(value: &Value) -> String {
    let float = (value.kind() == ValueKind::Number && !value.is_integer())
        .then(|| f64::try_from(value.clone()).ok())
        .flatten();
    match float {
        Some(float) if float.is_finite() => {
            let told = format!("{float:.*e}", DIGITS - 1);
            let told = told.parse::<f64>().map_or(value.clone(), Value::from);
            told.to_string()
        }
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::operators::guarded;
    use super::*;

    fn says(expression: &str) -> String {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
        add(&mut environment);
        environment.add_filter("__counted", |value: Value| value);
        environment.add_filter("__held", |value: Value| value);
        let source = guarded(&format!("{{{{ {expression} }}}}")).text;
        let data = minijinja::context! {
            a => "10", b => "20", c => "2.5", code => "0012", word => "ten", big => "1,250",
        };
        match environment.render_str(&source, data) {
            Ok(text) => text,
            Err(error) => error.detail().unwrap_or("not defined").to_string(),
        }
    }

    #[test]
    fn cells_are_calculated_with_as_numbers() {
        for (expression, expected) in [
            ("a + b", "30"),
            ("a + b * c - 1", "59.0"),
            ("(a + b) * 2", "60"),
            ("a * b", "200"),
            ("2 * a + 1", "21"),
            ("b - a", "10"),
            ("b / a", "2.0"),
            ("b // 3 + b % 3 + a ** 2", "108"),
            ("big + a", "1260"),
            ("[a, b, c]|sum", "32.5"),
            ("[a, b]|sum(start=0.5)", "30.5"),
            ("[{'n': a}, {'n': {'m': b}}, {}]|sum(attribute='n.m')", "20"),
            ("[{'n': a}, {'n': c}]|sum('n', 1)", "13.5"),
            ("[[a, b], [a, c]]|sum(attribute='1')", "22.5"),
            ("[[a], [b]]|sum(start=[])|join('-')", "10-20"),
            ("-1 + a", "9"),
            ("(a + b) ~ c", "302.5"),
            ("(a if b else c) + 1", "11"),
            ("a + b if a else c", "30"),
        ] {
            assert_eq!(says(expression), expected, "{expression}");
        }
    }

    #[test]
    fn texts_are_joined_as_before() {
        for (expression, expected) in [
            ("a + ' people'", "10 people"),
            ("'n = ' + a + ', ' + b", "n = 10, 20"),
            ("word + word", "tenten"),
            ("code ~ a", "001210"),
            ("'ab' * 2", "abab"),
            ("'x' ~ a + b ~ c", "x10202.5"),
        ] {
            assert_eq!(says(expression), expected, "{expression}");
        }
        assert!(says("a + b ~ c").contains("unsupported types"));
        assert!(says("word + a").contains("unsupported types"));
        assert!(says("[a, word]|sum").contains("“ten” is no number"));
        assert_eq!(says("nowhere|sum"), "not defined");
    }

    #[test]
    fn results_have_no_more_digits_than_they_are_worth() {
        assert_eq!(printed(&Value::from(0.1 + 0.2)), "0.3");
        assert_eq!(printed(&Value::from(19.3)), "19.3");
        assert_eq!(printed(&Value::from(1e15)), Value::from(1e15).to_string());
        assert_eq!(printed(&Value::from(7)), "7");
    }
}
