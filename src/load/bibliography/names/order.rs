//! Which word of a name without a comma is the family name, and what is told where that is a guess.

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// Where the family name stands in a name without a comma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `Jane Kim`.
    FamilyLast,
    /// `Kim J`, as PubMed writes names.
    InitialsLast,
}

/// The order of a name in formats that are no TeX: up to three capitals at its end are initials.
pub fn of(words: &[&str]) -> Order {
    let is_initials =
        |word: &&str| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    match words {
        [_, .., last] if is_initials(last) => Order::InitialsLast,
        _ => Order::FamilyLast,
    }
}

/// The orders that names without a comma seem to have in one record.
#[derive(Debug, Clone, Default)]
pub struct Orders {
    /// Whether a name ends in what is no initials.
    any_family_last: bool,
    /// The names that end in what may be initials.
    initials_last: Vec<String>,
}

impl Orders {
    /// Notes a name; one word has no order.
    pub fn add(&mut self, words: &[&str]) {
        match of(words) {
            Order::InitialsLast => self.initials_last.push(words.join(" ")),
            Order::FamilyLast => {
                let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
                self.any_family_last |= words.len() > 1 && words.first().is_some_and(is_capital);
            }
        }
    }
}

/// Names whose family name was guessed in one file: the first, and how many there are.
#[derive(Default)]
pub struct Guessed {
    is_bibtex: bool,
    any_family_last: bool,
    first: Option<(String, String, Place)>,
    count: usize,
}

impl Guessed {
    /// Nothing guessed yet, in BibTeX or in another format.
    pub fn new(is_bibtex: bool) -> Guessed {
        Guessed { is_bibtex, ..Guessed::default() }
    }

    /// Notes the names of a record. In BibTeX names in both orders show that the last word is meant as it is read.
    pub fn look(&mut self, orders: Orders, key: &str, place: &Place) {
        self.any_family_last |= orders.any_family_last;
        if self.is_bibtex && orders.any_family_last {
            return;
        }
        self.count += orders.initials_last.len();
        if let Some(name) = orders.initials_last.into_iter().next() {
            self.first.get_or_insert_with(|| (name, key.to_string(), place.clone()));
        }
    }

    /// One finding for all. Elsewhere than in BibTeX nothing is doubtful while all names are in one order.
    pub fn finding(self) -> Option<Diagnostic> {
        let (name, key, place) = self.first.filter(|_| self.is_bibtex || self.any_family_last)?;
        let more = match self.count - 1 {
            0 => String::new(),
            more => format!(", and of {more} more,"),
        };
        let read = match self.is_bibtex {
            true => "the family name, as BibTeX reads them",
            false => "initials, while other names here end in the family name",
        };
        let message =
            format!("the capitals at the end of “{name}” of `{key}`{more} are taken for {read}");
        let (before, last) = name.rsplit_once(' ').unwrap_or((&name, ""));
        let help = format!(
            "write a comma behind the family name: `{last}, {before}` or `{before}, {last}`"
        );
        Some(Diagnostic::new(codes::BIBLIOGRAPHY_SLIP, place, message).help(help))
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Findings;
    use crate::load::bibliography::parse;
    use crate::model::limits::Limits;

    /// The names of all authors, and the messages.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let mut findings = Findings::default();
        let references = parse(&"references".into(), text, &Limits::default(), &mut findings);
        let authors = references.iter().filter_map(|it| it.entry.authors()).flatten();
        let names = authors.map(|it| it.name.clone()).collect();
        let messages = findings.into_iter().map(|it| it.message);
        (names, messages.filter(|it| it.contains("capitals")).collect())
    }

    #[test]
    fn guessed_initials_are_told_once() {
        let file = |names: &[&str]| {
            let authors = names.iter().map(|name| format!("AU  - {name}\n"));
            format!("TY  - JOUR\nID  - x\n{}TI  - T\nER  - \n", authors.collect::<String>())
        };
        let (names, told) = read(&file(&["Wei LI", "Jane KIM", "Paul Dupont"]));
        assert_eq!(names, ["Wei", "Jane", "Dupont"]);
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("“Wei LI” of `x`, and of 1 more,"), "{told:?}");
        for sure in [["Smith JA", "Kim S"], ["Smith JA", "Kim, S"], ["Smith JA", "WHO Study Group"]]
        {
            assert_eq!(read(&file(&sure)).1, [""; 0], "{sure:?}");
        }
    }

    #[test]
    fn in_bibtex_the_last_word_is_the_family_name() {
        let entry = |names: &str| format!("@article{{x, author = {{{names}}}, title = {{T}}}}");
        let (names, told) = read(&entry("Wei LI and Jane KIM and Paul Dupont"));
        assert_eq!(
            (names.as_slice(), told.len()),
            (&["LI", "KIM", "Dupont"].map(String::from)[..], 0)
        );
        let (names, told) = read(&entry("Smith JA and Kim SJ"));
        assert_eq!((names.as_slice(), told.len()), (&["JA", "SJ"].map(String::from)[..], 1));
        assert_eq!(read(&entry("Smith, JA and Wei {LI}")).1, [""; 0]);
    }
}
