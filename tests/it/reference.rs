//! The reference page lists what the declaration of keys has, and no column is read that it does not
//! have.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use diptych::schema;
use serde_json::Value;

use super::places::golden;
use super::projects::root;

#[test]
fn the_reference_page_is_the_declaration_of_keys() {
    golden("docs/reference.md", &schema::reference());
}

/// Every link of the page to one of its own headings leads to one.
#[test]
fn links_within_the_reference_page_lead_somewhere() {
    let page = schema::reference();
    let anchor = |heading: &str| {
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    let headings = page.lines().filter_map(|line| line.strip_prefix("### "));
    let anchors: Vec<String> = headings.map(anchor).collect();
    let unique: BTreeSet<&String> = anchors.iter().collect();
    assert_eq!(unique.len(), anchors.len(), "two headings have one anchor");
    let links: Vec<&str> =
        page.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 10);
    for link in links {
        assert!(anchors.iter().any(|it| it == link), "#{link} leads nowhere");
    }
}

/// The columns that the declaration has, with and without a language.
fn columns() -> BTreeSet<String> {
    let rows = schema::all().filter(|kind| kind.table_schema().is_some());
    let names = rows.flat_map(|kind| {
        let schema = kind.schema();
        let definitions = schema["definitions"].as_object().unwrap().clone();
        let rows = definitions.into_iter().filter(|(name, _)| *name != "PerLanguage");
        rows.filter_map(|(_, it)| it["properties"].as_object().cloned())
            .flat_map(|it: serde_json::Map<String, Value>| it.into_iter().map(|(name, _)| name))
            .collect::<Vec<_>>()
    });
    names.collect()
}

/// Names of columns that the code asks a row or a quantity for, in single calls.
fn asked(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            asked(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let own = path.file_name().unwrap().to_string_lossy().into_owned();
        for call in ["row.text(\"", ".cell(\"", ".filled(\"", "row.bilingual(\"", "record.text(\""]
        {
            let names = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            found.extend(names.map(|name| (own.clone(), name.to_string())));
        }
    }
}

#[test]
fn every_column_that_is_read_is_declared() {
    let columns = columns();
    let mut found = Vec::new();
    for folder in ["check/evidence", "evaluate/tables", "quantity"] {
        asked(&root().join("src").join(folder), &mut found);
    }
    assert!(found.len() > 50, "only {} calls were found", found.len());
    for (file, name) in &found {
        assert!(columns.contains(name), "{file} reads the column `{name}`, which is not declared");
    }
}

/// A column that nothing reads would promise what does not happen.
#[test]
fn every_column_that_is_declared_is_read() {
    let mut code = String::new();
    for folder in ["check", "evaluate", "quantity", "load", "compose"] {
        read(&root().join("src").join(folder), &mut code);
    }
    for column in columns().iter().filter(|column| !column.contains('.')) {
        // Notes of the glossary are for its author.
        let read = code.contains(&format!("\"{column}\"")) || column == "note";
        assert!(read, "nothing reads the column `{column}`");
    }
}

fn read(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => read(&path, code),
            false => code.push_str(&fs::read_to_string(&path).unwrap()),
        }
    }
}
