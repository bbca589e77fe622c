//! A field of work as data: its kinds of terms, statuses, measures, relations between quantities, and
//! rules on titles.

pub mod measure;
pub mod relation;
pub mod title;

use indexmap::IndexMap;

use self::measure::{Measure, Measures};
use self::relation::{Holds, Relation};
use self::title::TitleRule;
use crate::language::Bilingual;
use crate::quantity::estimate::Parts;
use crate::quantity::status::Status;

/// What a field of work knows beyond numbers and texts.
#[derive(Debug, Clone, Default)]
pub struct Domain {
    /// The name by which a manifest asks for it.
    pub id: String,
    /// Its name in words.
    pub name: Bilingual,
    /// Words of data by which it is recognised where a project names no field.
    pub recognised_by: Vec<String>,
    /// The columns that say of what a quantity is, in order.
    pub keys: IndexMap<String, GroupKey>,
    /// The kinds that terms of the glossary have.
    pub kinds: IndexMap<String, TermKind>,
    /// The words that may stand instead of a number.
    pub statuses: IndexMap<String, Status>,
    /// What is measured.
    pub measures: Measures,
    /// What must hold between quantities.
    pub relations: Vec<Relation>,
    /// What must hold between a thing and the title of the work that it cites.
    pub titles: Vec<TitleRule>,
}

/// A column that says of what a quantity is: of which study, of which year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupKey {
    /// The data set whose rows it must name, when there is such a data set.
    pub listed: Option<String>,
}

/// How strictly the terms of a kind are checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermKind {
    /// Whether they are names, which both languages must give (D0608), and not only terms (D0609).
    pub names: bool,
    /// Whether a near miss is a mistyped name (D1301).
    pub spelling: Spelling,
    /// Whether both languages must give them equally often.
    pub counted: bool,
    /// Whether their abbreviations are names by themselves, which need no explanation (D1304).
    pub symbols: bool,
    /// Endings of words that are names of this kind though the glossary lacks them.
    pub endings: Vec<String>,
}

/// Whether a word that is close to a name is that name mistyped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Spelling {
    /// It may be any other word.
    #[default]
    Free,
    /// A single word is; a name of several words has too many neighbours.
    Words,
    /// A name of several words is, too.
    Phrases,
}

impl Spelling {
    /// Every way with its name.
    pub const ALL: [(&'static str, Spelling); 3] =
        [("free", Spelling::Free), ("words", Spelling::Words), ("phrases", Spelling::Phrases)];
}

impl Domain {
    /// How the terms of a kind are checked; a kind that is not known is checked as plain terms are.
    pub fn kind(&self, kind: &str) -> TermKind {
        self.kinds.get(kind).cloned().unwrap_or_default()
    }

    /// The counts whose sum a share is a share by: `orr = (cr + pr) / orr.n`.
    pub fn parts(&self, id: &str) -> Option<Parts> {
        self.relations.iter().find_map(|relation| {
            let Holds::Equal { left, right } = &relation.holds else { return None };
            let ids = right.addends_of_share(left.operand()?, id)?;
            let measure = ids.first().and_then(|id| self.measures.find(id));
            let unit = measure.and_then(|it: &Measure| it.unit.clone());
            Some(Parts { ids, unit, words: relation.words.clone()? })
        })
    }
}
