//! `\tag`, `\label`, `\nonumber`, and references to equations within formulas.

use super::arguments::written;
use super::atoms::Atom;
use super::reader::Reader;
use super::text;
use super::wrong::{Note, Result};
use crate::typst_source::escape;

impl Reader<'_> {
    /// What the command says about the row's number; whether it does.
    pub(super) fn labels(&mut self, name: &str) -> Result<bool> {
        match name {
            "tag" => {
                let bare = self.takes('*');
                let tokens = self.argument_tokens()?;
                let words = written(&tokens);
                let source = text::styled(self, tokens, "")?;
                self.row.tag = Some(match bare {
                    true => (source, words),
                    false => (format!("\\( {source} \\)"), format!("({words})")),
                });
            }
            "label" => {
                let label = self.argument_text()?;
                self.row.labels.push(label.trim().to_string());
            }
            "nonumber" | "notag" => self.row.suppressed = true,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// A reference within a formula: only an equation before it has a number yet.
    pub(super) fn reference(&mut self, label: &str, brackets: bool) -> Result<Atom> {
        let known = self.equations.labels.get(label.trim());
        let Some(number) = known.cloned() else {
            return Err(self.wrong(format!("no equation before it has the label `{label}`")));
        };
        let words = if brackets { number.as_str() } else { number.trim_matches(['(', ')']) };
        Ok(Atom::ordinary(format!(" {}", escape::string(words))))
    }

    /// Notes that what a command does is not on the page.
    pub(super) fn lost(&mut self, name: &str) {
        self.notes.push(Note { at: self.at, name: name.to_string() });
    }
}
