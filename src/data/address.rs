//! Which cell of a data file is meant, in the terms of the file's format.

use std::fmt;
use std::sync::Arc;

/// Where in its file a cell stands. It is written out only where a person reads it: in traces, in
/// the appendix of an audit edition, in messages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// A cell of a table (CSV, XLSX): `row 7, column title.zh`.
    Cell {
        /// The row beneath the head, from 1.
        row: usize,
        /// The column.
        column: Column,
    },
    /// A value in a tree (JSON, TOML, YAML), as in RFC 6901: `/studies/3/title/zh`.
    Pointer(Pointer),
    /// An entry of the bibliography, by its key.
    Entry(Arc<str>),
}

/// The way from the root of a tree to a value in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Pointer {
    steps: Vec<Step>,
    /// Whether the last step only chooses a language.
    spoken: bool,
}

/// One step into a tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Step {
    /// To a named value of a map.
    Name(Arc<str>),
    /// To an item of a list, from 0.
    Item(usize),
}

impl Address {
    /// The same address for every language in which the value is written.
    pub fn of_all_languages(&self) -> Address {
        match self {
            Address::Cell { row, column } => {
                Address::Cell { row: *row, column: Column::new(column.name()) }
            }
            Address::Pointer(pointer) => {
                let steps = pointer.value().to_vec();
                Address::Pointer(Pointer { steps, spoken: false })
            }
            Address::Entry(_) => self.clone(),
        }
    }

    /// What the value is called in its row: the head of its column, or the names behind the last item of a
    /// list, such as `arm/name`.
    pub fn field(&self) -> String {
        match self {
            Address::Cell { column, .. } => column.head.to_string(),
            Address::Pointer(pointer) => pointer.field(),
            Address::Entry(key) => key.to_string(),
        }
    }

    /// Makes it known that the last part of the address only chooses a language.
    pub fn choose_language(&mut self) {
        match self {
            Address::Cell { column, .. } => column.ending = column.head.rfind('.'),
            Address::Pointer(pointer) => pointer.spoken = true,
            Address::Entry(_) => {}
        }
    }

    /// Whether the value stands under this name in its row, in whatever language: the column of a
    /// table, or the entry of an item of a list.
    pub fn is_field(&self, name: &str) -> bool {
        match self {
            Address::Cell { column, .. } => column.name() == name,
            Address::Pointer(pointer) => match pointer.value() {
                [.., Step::Item(_), Step::Name(own)] => **own == *name,
                _ => false,
            },
            Address::Entry(_) => false,
        }
    }
}

impl Pointer {
    /// The way to a named value of the map that this leads to.
    pub fn to_name(&self, name: &str) -> Pointer {
        self.and(Step::Name(name.into()))
    }

    /// The way to an item of the list that this leads to, from 0.
    pub fn to_item(&self, number: usize) -> Pointer {
        self.and(Step::Item(number))
    }

    fn and(&self, step: Step) -> Pointer {
        let mut steps = Vec::with_capacity(self.steps.len() + 1);
        steps.extend_from_slice(&self.steps);
        steps.push(step);
        Pointer { steps, spoken: false }
    }

    fn field(&self) -> String {
        let names = self.steps.rsplit(|step| matches!(step, Step::Item(_))).next();
        let name = |step: &Step| match step {
            Step::Name(name) => name.to_string(),
            Step::Item(number) => number.to_string(),
        };
        names.unwrap_or_default().iter().map(name).collect::<Vec<_>>().join("/")
    }

    /// The steps without the last one, if that only chooses a language.
    fn value(&self) -> &[Step] {
        match self.steps.as_slice() {
            [value @ .., _] if self.spoken => value,
            all => all,
        }
    }
}

/// The head of a column, shared by all its cells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Column {
    head: Arc<str>,
    /// Where the language begins of a value that is written in several.
    ending: Option<usize>,
}

impl Column {
    /// A column as the head of the table names it: `title`, or `title.zh`.
    pub fn new(head: &str) -> Column {
        Column { head: head.into(), ending: None }
    }

    /// The name without the language.
    fn name(&self) -> &str {
        self.ending.map_or(&self.head, |at| &self.head[..at])
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Cell { row, column } => write!(f, "row {row}, column {column}"),
            Address::Pointer(pointer) => pointer.fmt(f),
            Address::Entry(key) => write!(f, "entry {key}"),
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.iter().try_for_each(|step| match step {
            Step::Name(name) => write!(f, "/{}", name.replace('~', "~0").replace('/', "~1")),
            Step::Item(number) => write!(f, "/{number}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_and_a_tree_name_the_same_field() {
        let items = Pointer::default().to_item(2);
        for (head, steps, is_name) in [
            ("name", &["name"][..], true),
            ("name.zh", &["name", "zh"], true),
            ("arm.name", &["arm", "name"], false),
            ("drug name", &["drug name"], false),
        ] {
            let mut cell = Address::Cell { row: 3, column: Column::new(head) };
            let way = steps.iter().fold(items.clone(), |way, step| way.to_name(step));
            let mut way = Address::Pointer(way);
            if head.ends_with("zh") {
                cell.choose_language();
                way.choose_language();
            }
            assert_eq!(cell.is_field("name"), is_name, "{cell}");
            assert_eq!(way.is_field("name"), is_name, "{head}");
            assert_eq!((cell.field(), way.field()), (head.to_string(), steps.join("/")));
        }
    }

    #[test]
    fn languages_of_a_value_share_an_address() {
        let chosen = |mut address: Address| {
            address.choose_language();
            address
        };
        let cell = |head| chosen(Address::Cell { row: 3, column: Column::new(head) });
        assert_eq!(cell("name.zh").of_all_languages(), cell("name.en").of_all_languages());
        assert_ne!(cell("name.zh").of_all_languages(), cell("title.zh").of_all_languages());
        let way = |code| chosen(Address::Pointer(Pointer::default().to_name("a/b").to_name(code)));
        assert_eq!(way("zh").of_all_languages(), way("en").of_all_languages());
        assert_eq!(way("zh").to_string(), "/a~1b/zh");
        assert_eq!(cell("name.zh").to_string(), "row 3, column name.zh");
    }
}
