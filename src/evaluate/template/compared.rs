//! Comparisons of values: a cell that reads as a number is compared with a number as one.
//!
//! Cells are text, and MiniJinja holds every text for greater than every number. `operators` puts the filter of this file
//! in the place of `==`, `<` and the others.

use std::cmp::Ordering;

use minijinja::value::{Kwargs, Rest, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, filters};

use super::analyses::Parts;
use super::objects::Shown;
use super::untrue::written;
use crate::quantity::decimal::Decimal;
use crate::quantity::rendered::{Amount, Quantity};

/// The filter that compares: `(a)|__compared("<", (b), "<", (c))`.
pub const COMPARED: &str = "__compared";

const NO_OPTIONS: [(&str, Value); 0] = [];

/// The tests that compare, each with its operator.
const TESTS: [(&str, &str); 18] = [
    ("eq", "=="),
    ("equalto", "=="),
    ("==", "=="),
    ("ne", "!="),
    ("!=", "!="),
    ("lt", "<"),
    ("lessthan", "<"),
    ("<", "<"),
    ("le", "<="),
    ("<=", "<="),
    ("gt", ">"),
    ("greaterthan", ">"),
    (">", ">"),
    ("ge", ">="),
    (">=", ">="),
    ("in", "in"),
    ("true", "true"),
    ("false", "false"),
];

/// Adds the filter, and replaces the tests that compare.
pub fn add(environment: &mut Environment) {
    environment.add_filter(COMPARED, chain);
    for (name, sign) in TESTS {
        environment.add_test(name, move |state: &State, values: Rest<Value>| match &values[..] {
            [value] if sign == "true" => Ok(same(value, &Value::from(true))),
            [value] if sign == "false" => Ok(same(value, &Value::from(false))),
            [a, b] => holds(state, a, sign, b),
            _ => Err(Error::from(ErrorKind::MissingArgument)),
        });
    }
}

/// Whether each value stands so to the next: a value, then an operator and a value each time.
fn chain(state: &State, values: Rest<Value>) -> Result<Value, Error> {
    values.iter().try_for_each(|value| defined(state, value))?;
    let mut before = values.first().cloned().unwrap_or_default();
    for pair in values.get(1..).unwrap_or_default().chunks(2) {
        let [sign, next] = pair else { return Err(Error::from(ErrorKind::MissingArgument)) };
        if !holds(state, &before, sign.as_str().unwrap_or_default(), next)? {
            return Ok(Value::from(false));
        }
        before = next.clone();
    }
    Ok(Value::from(true))
}

/// An error at the name that is not defined: what MiniJinja's own filter for numbers makes of it.
fn defined(state: &State, value: &Value) -> Result<(), Error> {
    match value.is_undefined() {
        true => filters::int(state, value, None, None, Kwargs::from_iter(NO_OPTIONS)).map(drop),
        false => Ok(()),
    }
}

fn holds(state: &State, a: &Value, sign: &str, b: &Value) -> Result<bool, Error> {
    Ok(match sign {
        "==" => same(a, b),
        "!=" => !same(a, b),
        "in" => within(state, a, b)?,
        "not in" => !within(state, a, b)?,
        "<" => order(a, b)? == Ordering::Less,
        "<=" => order(a, b)? != Ordering::Greater,
        ">" => order(a, b)? == Ordering::Greater,
        _ => order(a, b)? != Ordering::Less,
    })
}

/// Whether two values are the same: a number is that of a cell, `true` and `false` those of a file.
fn same(a: &Value, b: &Value) -> bool {
    let (a, b) = (&*written(a), &*written(b));
    if is_measured(a) || is_measured(b) {
        return matches!((number(a), number(b)), (Some(a), Some(b)) if a == b) || a == b;
    }
    let is_flag = |flag: &Value, text: &Value| {
        let text = text.as_str().filter(|_| flag.kind() == ValueKind::Bool);
        text.is_some_and(|text| text.eq_ignore_ascii_case(&flag.to_string()))
    };
    a == b || is_flag(a, b) || is_flag(b, a)
}

/// Which of two values is greater. What is no number is not compared with one.
fn order(a: &Value, b: &Value) -> Result<Ordering, Error> {
    let (a, b) = (&*written(a), &*written(b));
    let undefined = a.is_undefined() || b.is_undefined();
    match (number(a), number(b)) {
        (Some(a), Some(b)) => Ok(a.partial_cmp(&b).unwrap_or(Ordering::Equal)),
        (read, other) if !undefined && (is_measured(a) || is_measured(b)) => {
            let (text, number) = if read.is_none() { (a, b) } else { (b, a) };
            Err(refused(text, number, read.is_none() && other.is_none()))
        }
        _ => Ok(a.cmp(b)),
    }
}

fn refused(text: &Value, number: &Value, neither: bool) -> Error {
    let message = match text.to_string() {
        _ if neither => "none of the two is one number, so they cannot be compared".to_string(),
        text if text.is_empty() => {
            format!("an empty value is no number, so it cannot be compared with {number}")
        }
        text => format!("“{text}” is no number, so it cannot be compared with {number}"),
    };
    Error::new(ErrorKind::InvalidOperation, message)
}

/// Whether a list holds a value, or a text another one.
fn within(state: &State, value: &Value, holder: &Value) -> Result<bool, Error> {
    let (value, holder) = (&*written(value), &*written(holder));
    match holder.kind() {
        ValueKind::Seq | ValueKind::Iterable => {
            for item in holder.try_iter()? {
                state.consume_fuel(1)?;
                if same(value, &item) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        ValueKind::Undefined => Ok(false),
        ValueKind::String | ValueKind::Map => minijinja::tests::is_in(state, value, holder),
        _ => {
            let message = "cannot perform a containment check on this value";
            Err(Error::new(ErrorKind::InvalidOperation, message))
        }
    }
}

/// Whether a value is a number by its kind, and not for how it is written.
fn is_measured(value: &Value) -> bool {
    value.kind() == ValueKind::Number || quantity(value).is_some()
}

/// The number that a value is, or that its text reads as.
pub fn number(value: &Value) -> Option<f64> {
    if let Some(quantity) = quantity(value) {
        let Amount::Number(number) = &quantity.amount else { return None };
        return Some(Decimal::parse(number)?.value);
    }
    match value.kind() {
        ValueKind::Number => f64::try_from(value.clone()).ok(),
        ValueKind::String => Some(Decimal::parse(value.as_str()?)?.value),
        _ => None,
    }
}

fn quantity(value: &Value) -> Option<&Quantity> {
    if let Some(shown) = value.downcast_object_ref::<Shown>() {
        return Some(&shown.quantity);
    }
    let parts = value.downcast_object_ref::<Parts>()?;
    parts.own.as_ref().map(|own| &own.quantity)
}

#[cfg(test)]
mod tests {
    use super::super::operators::guarded;
    use super::super::{ordered, terms, untrue};
    use super::*;
    use minijinja::context;

    fn render(text: &str) -> Result<String, Error> {
        let mut environment = Environment::new();
        super::super::bounded::guard(&mut environment);
        terms::add(&mut environment);
        add(&mut environment);
        ordered::add(&mut environment);
        untrue::add(&mut environment);
        let cell = |text: &str| Value::from_object(untrue::Untrue(text.into()));
        let rows =
            |key: &str| ["1000", "90000", "900", ""].map(|it| context! { key => key, pop => it });
        let context = context! {
            pop => "900", big => "90,000", blank => "", word => "about 7", half => "0.50",
            no => cell("false"), zero => cell("0"), yes => "true", rows => rows("x"),
        };
        environment.render_str(&guarded(text).text, context)
    }

    #[test]
    fn cells_are_compared_with_numbers_as_numbers() {
        for (expression, holds) in [
            ("pop > 5000", false),
            ("pop < 5000", true),
            ("big > pop", true),
            ("pop == 900", true),
            ("pop == 900.0 and 900 == pop", true),
            ("pop != 900", false),
            ("pop == '900'", true),
            ("pop == '900.0'", false),
            ("half == 0.5", true),
            ("100 < pop <= 900 < 1e6", true),
            ("100 < pop < 900", false),
            ("pop in [1, 900]", true),
            ("pop not in [1, 900]", false),
            ("'9' in pop", true),
            ("pop is gt(5000)", false),
            ("blank == 0", false),
            ("word == 7", false),
            ("'2026-01-05' < '2026-02-01'", true),
            ("no", false),
            ("not no", true),
            ("zero", false),
            ("zero == 0 and zero < 1", true),
            ("zero|int + 1 == 1", true),
            ("no == false and no == 'false' and no is false", true),
            ("yes == true and yes is true and yes != false", true),
            ("nowhere == 'x'", false),
        ] {
            let text = format!("{{% if {expression} %}}true{{% else %}}false{{% endif %}}");
            assert_eq!(render(&text).unwrap(), holds.to_string(), "{expression}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_compared_with_one() {
        for (expression, said) in [
            ("word > 5", "“about 7” is no number, so it cannot be compared with 5"),
            ("5 >= blank", "an empty value is no number, so it cannot be compared with 5"),
        ] {
            let error = render(&format!("{{{{ {expression} }}}}")).unwrap_err();
            assert_eq!(error.detail(), Some(said));
        }
    }

    #[test]
    fn numbers_are_sorted_as_numbers() {
        for (expression, sorted) in [
            ("rows|sort(attribute='pop')|map(attribute='pop')|join(' ')", "900 1000 90000 "),
            (
                "rows|sort(attribute='pop', reverse=true)|map(attribute='pop')|join(' ')",
                "90000 1000 900 ",
            ),
            ("['10', '9', '8.5']|sort|join(' ')", "8.5 9 10"),
            ("['b', '10', 'A']|sort|join(' ')", "10 A b"),
            ("['10', '9']|max ~ ' ' ~ (['10', '9']|min)", "10 9"),
            ("(rows|selectattr('pop', 'eq', 900)|list|length)", "1"),
        ] {
            assert_eq!(render(&format!("{{{{ {expression} }}}}")).unwrap(), sorted, "{expression}");
        }
    }
}
