//! What a declaration of keys consists of: sections, keys, kinds of values.

/// Keys that stand together: a table of TOML, front matter, or the columns of a data file.
#[derive(Debug)]
pub struct Section {
    /// Its name in the schemas.
    pub name: &'static str,
    /// Its heading on the reference page: how it is written in its file.
    pub heading: &'static str,
    /// What it describes, in a sentence or two.
    pub about: &'static str,
    /// Its keys in order; groups of them may be shared with other sections.
    pub keys: &'static [&'static [Key]],
    /// Whether other names may stand beside the keys.
    pub open: bool,
    /// What may stand under the tag of each language, beside the keys, and what it says.
    pub spoken: Option<(Kind, &'static str)>,
}

impl Section {
    /// The keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> + use<> {
        self.keys.iter().copied().flatten()
    }

    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys().find(|key| key.name == name)
    }

    /// The names of the keys that must be there.
    pub fn required(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys().filter(|key| key.is_required()).map(|key| key.name)
    }
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name as written.
    pub name: &'static str,
    /// What its value must be.
    pub kind: Kind,
    /// What holds when it is left out.
    pub absent: Absent,
    /// What it says, in a sentence.
    pub about: &'static str,
}

/// What holds when a key is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// It must be there.
    Required,
    /// As if this were written.
    Value(&'static str),
    /// Something that follows from elsewhere, in words.
    Otherwise(&'static str),
    /// Nothing.
    Nothing,
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text.
    Text,
    /// One text for all languages, or a text for each.
    Bilingual,
    /// The path of a file of the project.
    File,
    /// Yes or no.
    Flag,
    /// A number.
    Number,
    /// A day such as `2026-02-08`.
    Day,
    /// One of these words.
    OneOf(fn() -> Vec<String>),
    /// One of these whole numbers.
    Whole(&'static [(&'static str, u8)]),
    /// A text of a form: in words, and as a regular expression.
    Form(&'static str, fn() -> String),
    /// A number exactly as printed in the source.
    Printed,
    /// A P value as printed, with its sign if it has one.
    Probability,
    /// Names joined by semicolons.
    Names,
    /// The code of a finding.
    Code,
    /// What becomes of findings by their codes, and by language and code.
    Rules,
    /// The keys of a section.
    Table(&'static Section),
    /// Rows with the keys of a section as their columns.
    Rows(&'static Section),
    /// Values of a kind by names that the author chooses.
    Named(&'static Kind),
    /// The same, where names begin the names of files.
    FileNamed(&'static Kind),
    /// A list.
    List(&'static Kind),
    /// One, or a list.
    OneOrMore(&'static Kind),
    /// Of the one kind or of the other.
    Either(&'static Kind, &'static Kind),
}

impl Kind {
    /// The section whose keys stand in such a value.
    pub fn section(&self) -> Option<&'static Section> {
        match self {
            Kind::Table(section) | Kind::Rows(section) => Some(section),
            Kind::Named(of) | Kind::FileNamed(of) | Kind::List(of) | Kind::OneOrMore(of) => {
                of.section()
            }
            Kind::Either(one, other) => one.section().or(other.section()),
            _ => None,
        }
    }
}

/// A key that may be left out.
pub const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, absent: Absent::Nothing, about }
}

impl Key {
    /// Whether it must be there.
    pub fn is_required(&self) -> bool {
        self.absent == Absent::Required
    }

    /// It must be there.
    pub const fn required(mut self) -> Key {
        self.absent = Absent::Required;
        self
    }

    /// As if `value` were written when it is left out.
    pub const fn default(mut self, value: &'static str) -> Key {
        self.absent = Absent::Value(value);
        self
    }

    /// What holds when it is left out, in words.
    pub const fn otherwise(mut self, words: &'static str) -> Key {
        self.absent = Absent::Otherwise(words);
        self
    }
}
