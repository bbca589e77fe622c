//! The words that a project's own file of a language adds for comparing texts: what of them is passed over.

use std::sync::Arc;

use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, codes};
use crate::language::comparison::{Comparison, Fault, Table};

/// A finding for each table or word of the part `comparison` of a file that nothing can be done with.
pub fn faults(path: &str, text: &str, comparison: &Comparison) -> Vec<Diagnostic> {
    comparison.faults().iter().map(|fault| finding(path, text, fault)).collect()
}

fn finding(path: &str, text: &str, fault: &Fault) -> Diagnostic {
    let (key, message, help) = match fault {
        Fault::Unknown(key) => {
            let known = Table::ALL.iter().map(|table| table.key());
            let near = diagnostic::suggestion(key, known);
            let message = format!("there is no table of words “{key}”, so its words are not used");
            (key.as_str(), message, near)
        }
        Fault::NoNumber(table, sense) => {
            let message = format!(
                "the words of the table “{}” stand for numbers, and “{sense}” is none",
                table.key()
            );
            let help = format!("write the number: [comparison.{}] 20 = [\"…\"]", table.key());
            (sense.as_str(), message, Some(help))
        }
        Fault::EmptyWord(table) => {
            let message =
                format!("a word of the table “{}” is empty, and passed over", table.key());
            (table.key(), message, Some("remove it".to_string()))
        }
    };
    let finding = Diagnostic::new(codes::COMPARED_WORDS, place(path, text, key), message);
    let all = "docs/reference.md lists the tables of words that texts are compared by";
    finding.help(help.unwrap_or_else(|| all.to_string()))
}

/// Where a key stands in the part `comparison` of a file.
fn place(path: &str, text: &str, key: &str) -> Place {
    let file: Arc<str> = path.into();
    let within = text.lines().enumerate().skip_while(|(_, line)| !line.contains("comparison"));
    for (number, line) in within {
        let head = line.split('=').next().unwrap_or_default();
        let parts = head.split(|c: char| !c.is_alphanumeric() && !"-_".contains(c));
        if parts.into_iter().any(|part| part == key)
            && let Some(at) = head.find(key)
        {
            let column = head[..at].chars().count() + 1;
            return Place::at(&file, number + 1, column).spanning(key.chars().count());
        }
    }
    Place::file(path)
}
