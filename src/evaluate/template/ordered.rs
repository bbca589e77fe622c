//! The filters that put values in order: cells that all read as numbers are ordered as numbers.

use std::cmp::Ordering;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, State, filters};

use super::compared::number;
use super::untrue::written;

/// Replaces `sort`, `min` and `max`.
pub fn add(environment: &mut Environment) {
    environment.add_filter("sort", |state: &State, value: Value, named: Kwargs| {
        let Some(mut keyed) = numbered(state, &value, &named)? else {
            return filters::sort(state, value, named);
        };
        let reverse = named.get::<Option<bool>>("reverse")?.unwrap_or(false);
        keyed.sort_by(|(a, _), (b, _)| match (reverse, a, b) {
            (true, Some(a), Some(b)) => b.total_cmp(a),
            _ => compare(*a, *b),
        });
        settled(&named)?;
        Ok(keyed.into_iter().map(|(_, item)| item).collect())
    });
    environment.add_filter("min", |state: &State, value: Value, named: Kwargs| {
        match first(state, &value, &named, Ordering::Less)? {
            Some(least) => Ok(least),
            None => filters::min(state, value, named),
        }
    });
    environment.add_filter("max", |state: &State, value: Value, named: Kwargs| {
        match first(state, &value, &named, Ordering::Greater)? {
            Some(most) => Ok(most),
            None => filters::max(state, value, named),
        }
    });
}

/// What is blank stands behind all numbers.
fn compare(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => b.is_some().cmp(&a.is_some()),
    }
}

/// The first of the values whose number is least or greatest; nothing when they are not ordered as numbers.
fn first(
    state: &State,
    value: &Value,
    named: &Kwargs,
    wanted: Ordering,
) -> Result<Option<Value>, Error> {
    let Some(keyed) = numbered(state, value, named)? else { return Ok(None) };
    settled(named)?;
    let filled = keyed.into_iter().filter(|(key, _)| key.is_some());
    let best = filled.reduce(|best, next| match compare(next.0, best.0) == wanted {
        true => next,
        false => best,
    });
    Ok(best.map(|(_, item)| item))
}

/// A value with the number that it reads as; none where it is blank.
type Numbered = (Option<f64>, Value);

/// The values with their numbers, where all have one or are blank and some are text; nothing otherwise.
fn numbered(state: &State, value: &Value, named: &Kwargs) -> Result<Option<Vec<Numbered>>, Error> {
    let attribute = named.get::<Option<&str>>("attribute")?;
    if attribute.is_some_and(|it| it.contains(',')) || value.is_undefined() {
        return Ok(None);
    }
    let Ok(items) = value.try_iter() else { return Ok(None) };
    let (mut keyed, mut is_text) = (Vec::new(), false);
    for item in items {
        state.consume_fuel(1)?;
        let Ok(key) = attribute_of(&item, attribute) else { return Ok(None) };
        let key = written(&key).into_owned();
        let found = number(&key);
        if found.is_none() && key.as_str() != Some("") {
            return Ok(None);
        }
        is_text |= found.is_some() && key.as_str().is_some();
        keyed.push((found, item));
    }
    Ok(is_text.then_some(keyed))
}

/// What a filter looks at of a value: what stands at the end of a path, or the value itself.
pub fn attribute_of(item: &Value, path: Option<&str>) -> Result<Value, Error> {
    let mut names = path.into_iter().flat_map(|it| it.split('.'));
    names.try_fold(item.clone(), |it, name| match name.parse::<usize>() {
        Ok(at) => it.get_item(&Value::from(at)),
        Err(_) => it.get_attr(name),
    })
}

/// That nothing else was asked for; numbers have no case.
fn settled(named: &Kwargs) -> Result<(), Error> {
    named.get::<Option<bool>>("case_sensitive")?;
    named.assert_all_used()
}
