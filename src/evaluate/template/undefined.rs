//! D0502: a name that leads nowhere, where it ends, and what stands there instead.

use minijinja::value::ValueKind;
use minijinja::{Environment, Value};

use super::datasets;
use super::objects::Shown;
use super::steps::{Step, steps};
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, codes};

/// What is said where no better is known.
const HELP: &str = "write {{ dataset.id.column }}, and compare the names with the data file";

/// What a text may name.
pub struct Known<'a, 's> {
    /// What every text knows.
    pub environment: &'a Environment<'s>,
    /// What this one knows besides, such as its row.
    pub context: &'a Value,
    /// The text, whose statements may give names to more.
    pub text: &'a str,
}

impl Known<'_, '_> {
    /// The finding for an expression that is not defined.
    pub fn finding(&self, expression: &str, place: Place) -> Diagnostic {
        let finding = |message| Diagnostic::new(codes::UNDEFINED_VALUE, place.clone(), message);
        if expression.is_empty() {
            return finding("a value is not defined".to_string()).help(HELP);
        }
        let message = format!("`{expression}` is not defined");
        let broken = steps(expression).and_then(|steps| self.broken(expression, &steps));
        let Some(broken) = broken else { return finding(message).help(HELP) };
        let mut found = match broken.why {
            Some(why) => finding(format!("{message}: {why}")),
            None => finding(message),
        };
        found = found.help(broken.help);
        found = broken.row.into_iter().fold(found, |it, (place, label)| it.related(place, label));
        match broken.cause {
            Some(cause) => found.because(cause),
            None => found,
        }
    }

    /// The first step of an expression that leads nowhere; nothing when that cannot be told.
    fn broken(&self, expression: &str, steps: &[Step]) -> Option<Broken> {
        let (first, rest) = steps.split_first()?;
        let root = first.name.as_deref()?;
        let Some(mut value) = self.value(root) else { return self.unknown_root(root) };
        let mut end = first.end;
        for (at, step) in rest.iter().enumerate() {
            let prefix = expression.get(..step.end)?;
            match self.value(prefix) {
                Some(inner) => (value, end) = (inner, step.end),
                None => {
                    let name = step.name.clone().or_else(|| self.computed(step.inner(prefix)?))?;
                    let next = rest.get(at + 1).and_then(|it| it.name.as_deref());
                    return Some(missing(expression.get(..end)?, &value, &name, next));
                }
            }
        }
        None
    }

    /// The value of the first steps, if they lead anywhere.
    fn value(&self, prefix: &str) -> Option<Value> {
        let compiled = self.environment.compile_expression_owned(prefix.to_string()).ok()?;
        compiled.eval(self.context.clone()).ok().filter(|it| !it.is_undefined())
    }

    /// What a step in brackets comes to.
    fn computed(&self, inner: &str) -> Option<String> {
        Some(self.value(inner)?.to_string())
    }

    /// A first name that nothing has; what the statements of a text name is not known here.
    fn unknown_root(&self, root: &str) -> Option<Broken> {
        if is_named_by_statement(self.text, root) {
            return None;
        }
        let own: Vec<String> = strings(self.context);
        let data = self.environment.globals().filter(|(_, value)| is_data(value));
        let mut names: Vec<String> = data.map(|(name, _)| name.to_string()).collect();
        names.splice(0..0, own);
        let near = diagnostic::suggestion(root, names.iter().map(String::as_str));
        let help = near.unwrap_or_else(|| match names.is_empty() {
            true => "no data set is named in [data]".to_string(),
            false => format!("there are {}", listed(&names)),
        });
        Some(Broken { why: Some(format!("nothing is called `{root}`")), ..Broken::new(help) })
    }
}

/// Why a name leads nowhere, and what to do.
struct Broken {
    why: Option<String>,
    help: String,
    /// What is at fault elsewhere.
    cause: Option<String>,
    row: Option<(Place, String)>,
}

impl Broken {
    fn new(help: impl Into<String>) -> Broken {
        Broken { why: None, help: help.into(), cause: None, row: None }
    }
}

/// A value that does not have what is asked of it.
fn missing(prefix: &str, value: &Value, name: &str, next: Option<&str>) -> Broken {
    if let Some(data) = datasets::seen(value) {
        return no_row(prefix, &data, name, next);
    }
    let (mut names, mut row) = (strings(value), None);
    if let Some(shown) = value.downcast_object_ref::<Shown>() {
        row = Some((shown.estimate.row.place.clone(), "the row".to_string()));
        names.extend(Shown::PARTS.map(str::to_string));
    }
    if names.iter().any(|it| it == name) {
        let why = Some(format!("`{name}` is empty in `{prefix}`"));
        return Broken { why, row, ..Broken::new("fill in the cell, or print something else") };
    }
    let near = diagnostic::suggestion(name, names.iter().map(String::as_str));
    // A column with a new name is one mistake, wherever its rows are printed.
    let cause = near.as_ref().map(|near| format!("`{name}` among {}: {near}", names.join(", ")));
    let help = near.unwrap_or_else(|| match names.is_empty() {
        true => format!("write {{{{ {prefix} }}}}, which is a single value"),
        false => format!("it has {}", listed(&names)),
    });
    Broken { why: Some(format!("`{prefix}` has no `{name}`")), cause, row, ..Broken::new(help) }
}

/// A data set without a row that is asked of it.
fn no_row(prefix: &str, data: &datasets::Seen, name: &str, next: Option<&str>) -> Broken {
    let place = data.place.clone();
    if data.names.is_empty() {
        let why = match data.rows {
            0 => format!("`{prefix}` has no rows"),
            _ => format!("no row of `{prefix}` has an `id`"),
        };
        let help = match (data.rows, &data.nearly) {
            (0, _) => {
                "fill in the rows, or name the sheet or the row of the columns' names under [data]"
                    .to_string()
            }
            (_, Some(column)) => {
                format!("its column is called `{column}`: call it `id`, in small letters")
            }
            _ => "give the rows an `id`, by which texts call them".to_string(),
        };
        let row = Some((place, "the file".to_string()));
        return Broken { cause: Some(why.clone()), why: Some(why), row, ..Broken::new(help) };
    }
    let why = Some(format!("`{prefix}` has no row `{name}`"));
    let near = diagnostic::suggestion(name, data.names.iter().map(String::as_str));
    if let Some(near) = near {
        return Broken { why, ..Broken::new(near) };
    }
    let own = next.filter(|next| data.names.iter().any(|it| it == next));
    let help = match own {
        Some(own) => {
            let keys: Vec<String> = data.keys.iter().map(|key| format!("`{key}`")).collect();
            let keys = keys.join(" or ");
            format!(
                "`{own}` is a row by itself: fill in its {keys}, or write {{{{ {prefix}.{own} }}}}"
            )
        }
        None => format!("its rows: {}", listed(&data.names)),
    };
    Broken { cause: why.clone(), why, ..Broken::new(help) }
}

fn listed(names: &[String]) -> String {
    diagnostic::listed(names.iter().map(|it| format!("`{it}`")))
}

/// The names that a value has.
fn strings(value: &Value) -> Vec<String> {
    let iterates = matches!(value.kind(), ValueKind::Map);
    let names = iterates.then(|| value.try_iter().ok()).flatten();
    names.into_iter().flatten().filter_map(|it| it.as_str().map(str::to_string)).collect()
}

/// Whether a global value is what texts print, and no function.
fn is_data(value: &Value) -> bool {
    datasets::seen(value).is_some() || value.kind() == ValueKind::Map
}

/// Whether a statement of the text, such as a loop, has this name in it.
fn is_named_by_statement(text: &str, name: &str) -> bool {
    let statements = text.split("{%").skip(1).filter_map(|it| it.split("%}").next());
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = statements.flat_map(|it| it.split(move |c| !is_word(c)));
    words.any(|word| word == name)
}
