//! The words whose senses are compared, and what each says.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::check::text::normalization::folded;
use crate::check::text::numbers::tables::Tables;
use crate::language::comparison::{Entry as Line, Table};

/// The tables whose senses are compared; of two words that are alike the first says what they are.
const TABLES: [(Kind, Table); 7] = [
    (Kind::Idiom, Table::Idiom),
    (Kind::Negation, Table::Negation),
    (Kind::Direction, Table::Direction),
    (Kind::Bound, Table::Bound),
    (Kind::Compare, Table::Compare),
    (Kind::Opposite, Table::Opposite),
    (Kind::Name, Table::Name),
];

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A phrase whose parts mean nothing by themselves.
    Idiom,
    /// A negation.
    Negation,
    /// Which way something goes, or how it compares.
    Direction,
    /// A bound that no translation leaves out.
    Bound,
    /// What parts the two that are compared.
    Compare,
    /// One of several that exclude one another.
    Opposite,
    /// A well-known name.
    Name,
}

/// A sense: words of one family and different poles are never translations of each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word {
    /// What it is.
    pub kind: Kind,
    /// What it is about: `side`, `sex`, `amount`.
    pub family: Arc<str>,
    /// Which of the family it is: `left`, `up`.
    pub pole: Arc<str>,
    /// Whether it answers a word of the other language without demanding an answer itself.
    pub answers_only: bool,
    /// Whether numbers may be its own: it says of whom or of what, and not when, whether or how sure.
    pub owns: bool,
    /// Whether it turns a comparison: lower, worse.
    pub turns: bool,
    /// Whether it asks only where something is compared: more, less.
    pub compared: bool,
    /// Whether a negation or a bound of the sentence may stand for it: “may be at most”, “must not be more than”.
    pub deniable: bool,
}

impl Word {
    /// Whether another is of the same family and means the same.
    pub fn is_alike(&self, other: &Word) -> bool {
        (self.kind, &self.family, &self.pole) == (other.kind, &other.family, &other.pole)
    }
}

/// A word found in a text. A word of several senses is found once for each.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it is.
    pub word: Word,
    /// Where it stands.
    pub range: Range<usize>,
}

impl Found {
    /// Whether the word demands an answer in the other language.
    pub fn asks(&self) -> bool {
        !self.word.answers_only
    }
}

/// The words that begin in a range; words are in order.
pub fn within<'a>(words: &'a [Found], range: &Range<usize>) -> &'a [Found] {
    let from = words.partition_point(|found| found.range.start < range.start);
    let to = words.partition_point(|found| found.range.start < range.end);
    &words[from..to.max(from)]
}

/// A word of a language as it is searched for.
pub struct Entry {
    /// Its sense.
    pub word: Word,
    /// Its characters.
    pub text: String,
    /// Whether any ending may follow.
    pub open: bool,
}

/// All words of a language, and of one that its texts may quote.
pub fn entries(tables: &Tables) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (kind, table) in TABLES {
        let of_table = tables.with_guest().flat_map(Tables::entries).filter(|it| it.table == table);
        for line in of_table {
            let sense = sense(tables, kind, line);
            for word in line.words.iter().filter(|word| !word.contains(PARTED)) {
                let entry = entry(&sense, word, tables.unspaced);
                if !entry.text.trim().is_empty() {
                    entries.push(entry);
                }
            }
        }
    }
    // A language and one that it quotes, or a project's own file, may have the same words.
    let mut known = HashSet::with_capacity(entries.len());
    let new: Vec<bool> = entries.iter().map(|it| known.insert((&it.text, &it.word))).collect();
    let mut new = new.into_iter();
    entries.retain(|_| new.next().unwrap_or_default());
    hidden_negations(&mut entries, tables.unspaced);
    entries
}

/// Words that hold a negation and hide it, being longer, negate too: 未达到, “not known”. An idiom or a name that holds one
/// answers a negation and asks for none, as what holds an answer does: 无息 is “without interest”, “free of” has “free”.
fn hidden_negations(entries: &mut Vec<Entry>, unspaced: bool) {
    let (negations, others): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|it| it.word.kind == Kind::Negation);
    let known: HashMap<&str, &Entry> = negations.iter().map(|it| (it.text.as_str(), *it)).collect();
    let idioms = others.iter().filter(|it| it.word.kind == Kind::Idiom);
    let idioms: HashSet<&str> = idioms.map(|it| it.text.as_str()).collect();
    let firsts: HashSet<char> = known.keys().filter_map(|it| it.chars().next()).collect();
    let longest = known.keys().map(|it| it.len()).max().unwrap_or_default();
    let mut more: BTreeMap<String, Entry> = BTreeMap::new();
    for entry in others.iter().filter(|it| !known.contains_key(it.text.as_str())) {
        if let Some(negation) = held(&entry.text, &known, (&firsts, longest), unspaced) {
            let mute = entry.word.kind == Kind::Name || idioms.contains(entry.text.as_str());
            // 清除 is in the idioms so that its 除 answers nothing.
            if mute && negation.word.answers_only {
                continue;
            }
            let answers_only = mute || entry.word.answers_only || negation.word.answers_only;
            let word = Word { answers_only, ..negation.word.clone() };
            let (text, open) = (entry.text.clone(), entry.open);
            // One of its senses that asks is enough.
            let known = more.entry(text.clone()).or_insert(Entry { word, text, open });
            known.word.answers_only &= answers_only;
        }
    }
    entries.extend(more.into_values());
}

/// The longest negation in a word, for that says it: 未成年 is no 未. Between spaces it is a word of its own. They begin with
/// these characters, and none is longer.
fn held<'a>(
    text: &str,
    known: &HashMap<&str, &'a Entry>,
    (firsts, longest): (&HashSet<char>, usize),
    unspaced: bool,
) -> Option<&'a Entry> {
    let begins = |at: usize| unspaced || at == 0 || text[..at].ends_with(' ');
    let ends = |at: usize| unspaced || at == text.len() || text[at..].starts_with(' ');
    let starts = text.char_indices().filter(|(_, c)| firsts.contains(c)).map(|(at, _)| at);
    let starts = starts.filter(|at| begins(*at));
    let parts = starts.flat_map(|from| {
        let rest = text[from..].char_indices();
        let ends = rest.map(move |(at, c)| at + c.len_utf8());
        ends.take_while(|to| *to <= longest).map(move |to| (from, from + to))
    });
    let found = parts.filter_map(|(from, to)| {
        known.get(&text[from..to]).filter(|it| it.open || ends(to)).copied()
    });
    found.max_by_key(|it| (it.text.len(), !it.word.answers_only))
}

/// What stands between a verb and its part at the end of the clause: `nahm … zu`.
const PARTED: &str = " … ";

/// Verbs in small letters, each with the parts that may stand at the end of its clause and what it says with them.
pub type PartedVerbs = HashMap<String, Vec<(String, Word)>>;

/// The verbs of a language of which a part stands at the end of the clause.
pub fn parted(tables: &Tables) -> PartedVerbs {
    let mut found = PartedVerbs::new();
    let kind = |table| match table {
        Table::Direction => Some(Kind::Direction),
        Table::Opposite => Some(Kind::Opposite),
        _ => None,
    };
    for (kind, line) in tables.entries().filter_map(|it| Some((kind(it.table)?, it))) {
        let sense = sense(tables, kind, line);
        for (verb, last) in line.words.iter().filter_map(|word| word.split_once(PARTED)) {
            let (verb, last) = (folded(verb, tables.unspaced), folded(last, tables.unspaced));
            found.entry(verb).or_default().push((last, sense.clone()));
        }
    }
    found
}

/// What the words of a line say.
fn sense(tables: &Tables, kind: Kind, line: &Line) -> Word {
    let (family, pole) = line.sense.split_once(' ').unwrap_or((line.table.key(), &line.sense));
    let of_whom = matches!(kind, Kind::Opposite | Kind::Name | Kind::Direction);
    Word {
        kind,
        owns: of_whom && !tables.is_of_role("manner", family),
        compared: tables.is_of_role("compared", family),
        deniable: tables.is_of_role("deniable", family),
        turns: tables.is_of_role("turning", &format!("{family} {pole}")),
        family: family.into(),
        pole: pole.into(),
        answers_only: false,
    }
}

fn entry(sense: &Word, word: &str, unspaced: bool) -> Entry {
    let answers_only = word.starts_with('~');
    let text = folded(word.trim_start_matches('~').trim_end_matches('*'), unspaced);
    Entry {
        word: Word { answers_only, ..sense.clone() },
        open: word.ends_with('*'),
        text: if unspaced { text } else { text.replace('-', " ") },
    }
}
