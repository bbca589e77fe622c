//! What a child has told its parent, a line for each note.

use crate::language::invisible::visible;

/// What a run tells its parent.
pub enum Note<'n> {
    /// What it is at, as a finding says it: “while `summary.zh` was typeset”.
    At(&'n str),
    /// From now on files are written.
    Writes,
    /// From now on standard output is written.
    Prints,
    /// `watch` builds the project in this state.
    Builds(u64),
    /// It ends because it takes too much, and has said so.
    Told,
}

/// All that is known of a run that may have ended without a word.
#[derive(Default)]
pub struct Said {
    /// “while `summary.zh` was typeset”.
    pub at: String,
    /// Whether files were written.
    pub writes: bool,
    /// Whether standard output was written, so that nothing can stand behind it.
    pub prints: bool,
    /// The state of the project that is built.
    pub builds: Option<u64>,
    /// Whether the run has said itself why it ends.
    pub told: bool,
}

/// A note as a line; a name with a line break in it stays on its line.
pub fn line(note: &Note) -> String {
    match note {
        Note::At(at) => format!("@{}\n", visible(at)),
        Note::Writes => "w\n".to_string(),
        Note::Prints => "p\n".to_string(),
        Note::Builds(state) => format!("b{state}\n"),
        Note::Told => "t\n".to_string(),
    }
}

impl Said {
    /// Takes a line in.
    pub fn hear(&mut self, line: &str) {
        let mut letters = line.chars();
        match (letters.next(), letters.as_str()) {
            (Some('@'), at) => self.at = at.to_string(),
            (Some('w'), _) => self.writes = true,
            (Some('p'), _) => self.prints = true,
            (Some('b'), state) => *self = Said { builds: state.parse().ok(), ..Said::default() },
            (Some('t'), _) => self.told = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_heard() {
        let mut said = Said::default();
        let notes =
            [Note::Prints, Note::Builds(7), Note::At("while `a\nw` was typeset"), Note::Writes];
        let lines: String = notes.iter().map(line).collect();
        lines.lines().for_each(|line| said.hear(line));
        assert_eq!(
            (said.builds, said.writes, said.prints, said.told),
            (Some(7), true, false, false)
        );
        assert!(said.at.ends_with("` was typeset"), "{}", said.at);
    }
}
