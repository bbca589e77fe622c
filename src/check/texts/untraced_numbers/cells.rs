//! Which cells have a number that somebody has typed: what a text would write to print it.

use std::collections::HashMap;

use crate::data::work;
use crate::language::characters::numeric_sign;
use crate::model::inputs::{Inputs, Row};

/// At most so many expressions are named for one number.
const MOST: usize = 3;

/// The columns of a quantity that texts print by their name; the value is printed by the quantity itself.
const PARTS: [&str; 5] = ["low", "high", "comparator", "events", "n"];

/// The expressions that print each number of the data.
#[derive(Debug, Default)]
pub struct Cells {
    by_number: HashMap<String, Vec<String>>,
}

impl Cells {
    /// Those of a project.
    pub fn of(inputs: &Inputs) -> Cells {
        let mut cells = Cells::default();
        for (name, dataset) in &inputs.data {
            for (id, row) in &dataset.rows {
                let thing = format!("{name}{}", step(id));
                match row {
                    Row::Plain(map) => map.entries.iter().for_each(|(column, entry)| {
                        let cell = entry.node.as_cell().filter(|_| column != "id");
                        cells.add(cell.map(|it| &*it.text), || format!("{thing}{}", step(column)));
                    }),
                    Row::Measurement(estimate) => {
                        cells.quantity(&thing, |it| estimate.cell(it).map(|it| &*it.text))
                    }
                    Row::Study(group) => group.iter().for_each(|(id, estimate)| {
                        let thing = format!("{thing}{}", step(id));
                        cells.quantity(&thing, |it| estimate.cell(it).map(|it| &*it.text));
                    }),
                }
            }
        }
        cells
    }

    fn quantity<'a>(&mut self, thing: &str, cell: impl Fn(&str) -> Option<&'a str>) {
        self.add(cell("value"), || thing.to_string());
        for part in PARTS {
            self.add(cell(part), || format!("{thing}.{part}"));
        }
    }

    fn add(&mut self, text: Option<&str>, expression: impl Fn() -> String) {
        work::count(1);
        let Some(text) = text.filter(|it| it.starts_with(|c: char| c.is_ascii_digit())) else {
            return;
        };
        let known = self.by_number.entry(plain(text)).or_default();
        // One more than are named tells that there are more.
        if known.len() <= MOST {
            known.push(expression());
        }
    }

    /// The expressions that print this number, for a help line; those of a number that many cells have say nothing.
    pub fn with(&self, number: &str) -> Option<String> {
        let found = self.by_number.get(&plain(number)).filter(|it| it.len() <= MOST)?;
        let written: Vec<String> = found.iter().map(|it| format!("{{{{ {it} }}}}")).collect();
        Some(written.join(" or "))
    }
}

/// A number without the commas that group its digits, in ASCII.
fn plain(number: &str) -> String {
    number.chars().map(|c| numeric_sign(c).unwrap_or(c)).filter(|c| *c != ',').collect()
}

/// A step of an expression to what has this name.
fn step(name: &str) -> String {
    let mut letters = name.chars();
    let begins = letters.next().is_some_and(|c| c.is_alphabetic() || c == '_');
    match begins && letters.all(|c| c.is_alphanumeric() || c == '_') {
        true => format!(".{name}"),
        false => format!("[\"{name}\"]"),
    }
}
