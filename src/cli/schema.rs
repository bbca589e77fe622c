//! `diptych schema`: the JSON Schema of a file, or the list of the schemas there are.

use super::exit::SETUP;
use super::report;
use crate::{diagnostic, schema};

/// Prints one schema, or what there is.
pub fn run(name: Option<&str>, csv: bool) -> u8 {
    let Some(name) = name else {
        let line = |kind: schema::SchemaFile| format!("{:<12} {}", kind.name, kind.about);
        return report::print(&schema::all().map(line).collect::<Vec<_>>().join("\n"));
    };
    let Some(kind) = schema::find(name) else {
        let known = || schema::all().map(|kind| kind.name);
        let help = diagnostic::suggestion(name, known()).unwrap_or_else(|| {
            format!("the schemas are {}", known().collect::<Vec<_>>().join(", "))
        });
        report::say(&format!("unknown schema “{name}”; {help}"));
        return SETUP;
    };
    match if csv { kind.table_schema() } else { Some(kind.schema()) } {
        Some(schema) => report::print(&format!("{schema:#}")),
        None => {
            report::say(&format!("“{name}” has no Table Schema: omit --csv"));
            SETUP
        }
    }
}
