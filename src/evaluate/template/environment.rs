//! The MiniJinja environment: strict, small, and every printed value becomes a placeholder.
//!
//! A placeholder is one character of the supplementary private use area that stands for the value while
//! Markdown is parsed. So nothing that comes from data can be read as Markdown, as Typst or as
//! another expression.

use std::sync::{Arc, PoisonError};

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};

use super::analyses::{self, Parts};
use super::errors::EMPTY;
use super::excess::ExcessIn;
use super::excused::{self, Literal};
use super::objects::{Cited, Generated, Shown, Uncounted};
use super::placeholders::{
    FIRST, MOST, Origins, Placeholder, SharedPlaceholders, placeholder_index, without_refused,
};
use super::untrue::{self, Untrue};
use super::{
    bounded, compared, conversions, datasets, hidden, objects, operators, ordered, scope, terms,
};
use crate::data::tree::Node;
use crate::evaluate::findings::value::Outcomes;
use crate::evaluate::shared::Shared;
use crate::language::pack::writing::Writing;
use crate::language::{Edition, Language};
use crate::model::inputs::Inputs;
use crate::model::manifest::Document;
use crate::model::manuscript::{GeneratedBlock, RenderedValue};
use crate::model::summary_of_findings::SummaryOfFindings;

/// An environment for texts in one language; what they print is pushed to `placeholders`.
pub fn environment(
    inputs: &Inputs,
    shared: &Shared,
    document: &Document,
    edition: Option<&Edition>,
    language: Language,
    placeholders: SharedPlaceholders,
) -> Environment<'static> {
    let mut environment = bare(shared, inputs.limits.steps);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("placeholders".into()));
    let origins = shared.origins.clone();
    let printed = placeholders.clone();
    let writing = inputs.languages.writing(language);
    let how = writing.clone();
    environment.set_formatter(move |out, state, value| {
        format(out, state, value, (&origins, &how), &printed)
    });
    for (name, value) in scope::values(&document.name, &document.scope) {
        environment.add_global(name, value);
    }
    environment.add_global("language", language.code());
    if let Some(edition) = edition {
        environment.add_global("edition", edition.to_string());
    }
    if let Some(record) = &document.scope.record {
        let row = objects::node(&Node::Map(record.row.clone()), &writing);
        environment.add_global(record.name.to_string(), row);
    }
    for (name, dataset) in &inputs.data {
        let value = datasets::dataset(name, dataset.clone(), &writing, &placeholders);
        environment.add_global(name.clone(), value);
    }
    if !inputs.analyses.is_empty() {
        let percent = inputs.manifest.units.find("percent");
        environment.add_global("analyses", analyses::all(inputs, writing.clone(), percent));
    }
    if !inputs.summaries.is_empty() {
        add_findings(&mut environment, inputs, &writing);
    }
    environment.add_global("lang", language.code());
    add_blocks(&mut environment);
    let units = inputs.manifest.units.clone();
    environment
        .add_filter("to", move |value: &Value, unit: &str| conversions::to(value, unit, &units));
    environment.add_function("literal", excused::literal);
    environment.add_function("references", references);
    environment.add_function("cite", cite);
    environment
}

/// What puts a block that data make: `table("NAME")` and its like.
fn add_blocks(environment: &mut Environment) {
    environment.add_function("table", |name: &str| {
        Value::from_object(Generated(GeneratedBlock::Table(name.to_string())))
    });
    environment.add_function("figure", |name: &str| {
        Value::from_object(Generated(GeneratedBlock::Figure(name.to_string())))
    });
    environment.add_function("changes", || Value::from_object(Generated(GeneratedBlock::Changes)));
    environment.add_function("abbreviations", || {
        Value::from_object(Generated(GeneratedBlock::Abbreviations))
    });
}

/// `findings("NAME")` puts a summary of findings, `finding("ID")` tells of one outcome.
fn add_findings(environment: &mut Environment, inputs: &Inputs, writing: &Writing) {
    environment.add_function("findings", |name: &str| {
        Value::from_object(Generated(GeneratedBlock::Table(SummaryOfFindings::table(name))))
    });
    let (pack, percent) =
        (inputs.languages.pack(writing.language), inputs.manifest.units.find("percent"));
    let outcomes = Outcomes::new(&inputs.summaries, pack, percent);
    let writing = writing.clone();
    environment.add_function("finding", move |id: &str| outcomes.value(id, &writing));
}

/// An environment without data; after so many steps a text is stopped, for a loop that does not end
/// is an error.
pub fn bare(shared: &Shared, steps: u64) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_fuel(Some(steps));
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    // `safe` would let data through as markup.
    environment.remove_filter("safe");
    bounded::guard(&mut environment);
    compared::add(&mut environment);
    ordered::add(&mut environment);
    terms::add(&mut environment);
    untrue::add(&mut environment);
    let files = shared.files.clone();
    environment.set_loader(move |name| {
        let bytes = files.get(name);
        let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
        let Some(guarded) = text.map(|text| operators::guarded(&included(text))) else {
            return Ok(None);
        };
        match guarded.excess {
            Some(excess) => Err(ExcessIn::error(name, excess)),
            None => Ok(Some(guarded.text)),
        }
    });
    environment
}

/// A file that a text includes, without what would be read as a value; `render` tells of it.
fn included(text: &str) -> String {
    hidden::guarded(&without_refused(text))
}

fn references(options: Kwargs) -> Result<Value, Error> {
    let all = options.get::<Option<bool>>("all")?.unwrap_or(false);
    options.assert_all_used()?;
    Ok(Value::from_object(Generated(GeneratedBlock::References { all })))
}

fn cite(keys: &str) -> Value {
    let keys = keys.split([';', ',']).map(str::trim).filter(|key| !key.is_empty());
    Value::from_object(Cited(keys.map(str::to_string).collect()))
}

fn format(
    out: &mut Output,
    state: &mut State,
    value: &Value,
    (origins, writing): (&Origins, &Writing),
    placeholders: &SharedPlaceholders,
) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    // What a macro has captured holds placeholders already.
    if value.is_safe()
        && let Some(text) = value.as_str()
    {
        return out.write_str(text).map_err(Error::from);
    }
    let Some(placeholder) = placeholder(value, state, origins, writing)? else {
        return Ok(());
    };
    if is_empty(&placeholder) && state.lookup("row").is_none() {
        return Err(Error::new(ErrorKind::InvalidOperation, EMPTY));
    }
    let mut placeholders = placeholders.lock().unwrap_or_else(PoisonError::into_inner);
    placeholders.loops.go_on();
    let placeholders = &mut placeholders.placeholders;
    let character =
        char::from_u32(FIRST + placeholders.len() as u32).filter(|_| placeholders.len() < MOST);
    let Some(character) = character else {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            "this text prints more than 65,534 values",
        ));
    };
    placeholders.push(placeholder);
    out.write_str(character.encode_utf8(&mut [0; 4])).map_err(Error::from)
}

fn is_empty(placeholder: &Placeholder) -> bool {
    matches!(placeholder, Placeholder::Value(printed) if printed.text.is_empty())
}

fn placeholder(
    value: &Value,
    state: &State,
    origins: &Origins,
    writing: &Writing,
) -> Result<Option<Placeholder>, Error> {
    if let Some(Untrue(text)) = value.downcast_object_ref() {
        return placeholder(&Value::from(text.clone()), state, origins, writing);
    }
    if let Some(Generated(insert)) = value.downcast_object_ref() {
        return Ok(Some(Placeholder::Generated(insert.clone())));
    }
    if let Some(Cited(keys)) = value.downcast_object_ref() {
        return Ok((!keys.is_empty()).then(|| Placeholder::Cite(keys.clone())));
    }
    if let Some(shown) = value.downcast_object_ref::<Shown>() {
        return Ok(Some(Placeholder::Value(Arc::new(RenderedValue {
            text: shown.quantity.text(),
            quantity: Some(shown.quantity.clone()),
            origins: shown.cells.iter().map(|cell| cell.origin.clone()).collect(),
            computed: shown.computed.clone(),
            excused: false,
            counts: false,
        }))));
    }
    if let Some(own) = value.downcast_object_ref::<Parts>().and_then(|parts| parts.own.as_ref()) {
        return Ok(Some(Placeholder::Value(own.rendered())));
    }
    if let Some(uncounted) = value.downcast_object_ref::<Uncounted>() {
        let error = Error::new(ErrorKind::InvalidOperation, uncounted.to_string());
        return Err(error.with_source(uncounted.clone()));
    }
    let is_literal = value.downcast_object_ref::<Literal>().is_some();
    if !is_literal && value.as_object().is_some() {
        let message = "this is a group of values; name one of them";
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    let printed = text((value, is_literal), state, origins, writing)?;
    Ok(Some(Placeholder::Value(Arc::new(printed))))
}

/// What is printed for a text or a number, with the cells that it is known by.
fn text(
    (value, is_literal): (&Value, bool),
    state: &State,
    origins: &Origins,
    writing: &Writing,
) -> Result<RenderedValue, Error> {
    let text = terms::printed(value);
    let identity = value.as_str().map(|text| text.as_ptr() as usize);
    let origins = identity.and_then(|identity| origins.get(&identity)).cloned();
    let origins = origins.unwrap_or_default();
    // A text that was captured and then changed would print marks instead of its values.
    if origins.is_empty() && text.chars().any(|c| placeholder_index(c).is_some()) {
        let message = "this text holds printed values, which cannot be changed any more";
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    if let [origin] = &origins[..]
        && origin.is_number
    {
        return Ok(RenderedValue::of_number(&text, origin.clone(), writing));
    }
    let counts = excused::is_counter(value, state);
    let excused = is_literal || counts;
    Ok(RenderedValue { text, quantity: None, origins, computed: None, excused, counts })
}
