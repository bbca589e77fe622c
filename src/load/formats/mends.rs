//! Slips in a table of data that are mended for a single text: each kind is told once, with a count.

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};

/// A slip, and what is done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// A row ends early; its last columns are empty.
    Short,
    /// A row goes on behind the last column; what stands there gets a column.
    Long,
    /// A column with values has no name; it gets one.
    Unnamed,
    /// Two columns have one name; the second gets another.
    SameName,
    /// Two rows have one id; by it the last of them is found.
    SameId,
}

/// What is said of each kind, and what helps.
const SLIPS: [(Slip, &str, &str); 5] = [
    (
        Slip::Short,
        "rows end before the last column; the values that they lack are empty",
        "give each row a value for each column; an empty one still needs its separator",
    ),
    (
        Slip::Long,
        "rows go on behind the last column; these values have columns of their own",
        "put a value that holds the separator into \"quotes\", or name the column in the first row",
    ),
    (Slip::Unnamed, "columns without a name get one", "name each column in the first row"),
    (
        Slip::SameName,
        "columns with a name that another one has get another",
        "give each column a name of its own",
    ),
    (
        Slip::SameId,
        "several rows have the same id; by it the last of them is found, and lists have all",
        "give each row an id of its own, or call the column otherwise",
    ),
];

/// At most so many names are said in a finding.
const MOST_NAMED: usize = 6;

/// The slips of one file.
#[derive(Debug, Default)]
pub struct Mends {
    found: Vec<(Slip, Place, usize, Vec<String>)>,
}

impl Mends {
    /// Counts a slip.
    pub fn add(&mut self, slip: Slip, place: &Place, name: impl Into<String>) {
        let name = Some(name.into()).filter(|name| !name.is_empty());
        match self.found.iter_mut().find(|it| it.0 == slip) {
            Some((_, _, count, names)) => {
                *count += 1;
                names.extend(name.filter(|_| names.len() < MOST_NAMED));
            }
            None => self.found.push((slip, place.clone(), 1, name.into_iter().collect())),
        }
    }

    /// A warning for each kind, at its first place.
    pub fn report(self, findings: &mut Findings) {
        for (slip, place, count, names) in self.found {
            let Some((_, message, help)) = SLIPS.iter().find(|it| it.0 == slip) else { continue };
            let more = if count > names.len() { ", …" } else { "" };
            let named = match names.is_empty() {
                true => String::new(),
                false => format!(": “{}”{more}", names.join("”, “")),
            };
            let message = format!("{message}{named} ({count} in this file)");
            findings.push(Diagnostic::new(codes::DATA_MENDED, place, message).help(*help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names beyond those that are said are not left out in silence.
    #[test]
    fn more_names_than_are_said_end_with_dots() {
        for (count, dots) in [(MOST_NAMED, false), (MOST_NAMED + 1, true)] {
            let mut mends = Mends::default();
            (0..count).for_each(|at| mends.add(Slip::Long, &Place::file("a"), format!("n{at}")));
            let mut findings = Findings::default();
            mends.report(&mut findings);
            let told = findings.into_iter().map(|it| it.message).collect::<String>();
            assert_eq!(told.contains(", …"), dots, "{told}");
        }
    }
}
