//! The languages that are known: those that are built in, and those of a project laid over them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use toml::{Table, Value};

use super::Language;
use super::pack::Pack;
use super::pack::plurals::Plurals;
use super::pack::writing::Writing;

/// The files of the built-in languages. What their texts are compared by stands in `data/comparison`.
static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/languages");

/// The language that a text in a script is taken to be in, where it says nothing of it.
const SCRIPTS: &str = include_str!("../../data/languages/scripts.txt");

/// What a file says of its own language only.
const OWN: [&str; 3] = ["aliases", "names", "guides"];

/// What no language takes from the base: who it is, and how it is compared.
const NOT_OF_BASE: [&str; 7] =
    ["name", "own_name", "region", "units", "languages", "comparison", "csl_styles"];

/// The texts of each language, each laid over the one before it.
type Files = BTreeMap<Language, Vec<Cow<'static, str>>>;

/// The languages that are known, by their tags. Cheap to clone; files are read when they are asked for.
#[derive(Debug, Clone)]
pub struct Languages(Arc<Known>);

#[derive(Debug)]
struct Known {
    files: Files,
    packs: BTreeMap<Language, OnceLock<Pack>>,
    /// Other tags and names, and the language that they mean.
    others: OnceLock<HashMap<String, Language>>,
    base: Pack,
}

impl Languages {
    /// The languages that are built in.
    pub fn built_in() -> &'static Languages {
        static ALL: OnceLock<Languages> = OnceLock::new();
        ALL.get_or_init(|| {
            let mut files: Files = BTreeMap::new();
            for file in FILES.files() {
                let name = file.path().file_name().and_then(|name| name.to_str());
                let code = name.and_then(|name| name.strip_suffix(".toml"));
                let language = code.and_then(Language::parse);
                if let Some((language, text)) = language.zip(file.contents_utf8()) {
                    files.entry(language).or_default().push(text.into());
                }
            }
            Languages::of(files)
        })
    }

    /// These languages with files of a project laid over them; each was read without a fault.
    pub fn with(&self, own: Vec<(Language, String)>) -> Languages {
        if own.is_empty() {
            return self.clone();
        }
        let mut files = self.0.files.clone();
        for (language, text) in own {
            files.entry(language).or_default().push(text.into());
        }
        Languages::of(files)
    }

    fn of(files: Files) -> Languages {
        let packs = files.keys().map(|language| (*language, OnceLock::new())).collect();
        let base = pack(Language::base(), &files);
        Languages(Arc::new(Known { files, packs, others: OnceLock::new(), base }))
    }

    /// What a language has: its own file, or that of what it is a kind of, or else the base.
    pub fn pack(&self, language: Language) -> &Pack {
        let known = &self.0;
        let nearest = language.line().find_map(|it| Some((it, known.packs.get(&it)?)));
        nearest.map_or(&known.base, |(it, pack)| pack.get_or_init(|| self::pack(it, &known.files)))
    }

    /// The language that a tag means, if it or one that it is a kind of is known: `zh-CN` is `zh`.
    pub fn find(&self, tag: &str) -> Option<Language> {
        let language = Language::parse(tag)?;
        if self.0.packs.contains_key(&language) {
            return Some(language);
        }
        let other = || self.others().get(&language.code().to_lowercase()).copied();
        let is_kind = || language.line().any(|it| self.0.packs.contains_key(&it));
        other().or_else(|| is_kind().then_some(language))
    }

    /// The language that people call so: a tag, or a name such as `german` or `Deutsch`.
    pub fn named(&self, name: &str) -> Option<Language> {
        let name = name.trim();
        self.find(name).or_else(|| self.others().get(&name.to_lowercase()).copied())
    }

    /// The language that people call so, or whose name begins so: `sp` of `spanish`, when it is one only.
    pub fn called(&self, name: &str) -> Option<Language> {
        let begun = || {
            let small = name.trim().to_lowercase();
            let names = self.others().iter().filter(|(own, _)| own.starts_with(&small));
            let mut found = names.map(|(_, language)| *language);
            let first = found.next().filter(|_| small.chars().count() > 1)?;
            found.all(|it| it == first).then_some(first)
        };
        self.named(name).or_else(begun)
    }

    /// How a language writes numbers, for values that are printed in it.
    pub fn writing(&self, language: Language) -> Writing {
        Writing { language, ..self.pack(language).writing.clone() }
    }

    /// The language that a text is taken to be in when most of it is in a script, by its ISO 15924 code.
    pub fn of_script(&self, script: &str) -> Option<Language> {
        let mut lines = SCRIPTS.lines().filter_map(|line| line.split_once(' '));
        lines.find(|(own, _)| *own == script).and_then(|(_, tag)| self.find(tag))
    }

    /// The languages with a file, by their tags.
    pub fn all(&self) -> impl Iterator<Item = Language> {
        self.0.packs.keys().copied()
    }

    /// The language whose words stand in for what others lack.
    pub fn base(&self) -> &Pack {
        &self.0.base
    }

    /// The language in which signs are set that belong to none: numbers of pages, identifiers.
    pub fn neutral(&self) -> Language {
        Language::base()
    }

    /// What the files of a language and those that it extends say, without the base; of a language that is
    /// not known, nothing.
    pub fn said(&self, language: Language) -> Table {
        said(language, &self.0.files)
    }

    fn others(&self) -> &HashMap<String, Language> {
        self.0.others.get_or_init(|| {
            let mut others = HashMap::new();
            for (language, texts) in &self.0.files {
                for head in texts.iter().map(|text| head(text)) {
                    let own = [head.name, head.own_name];
                    for name in head.aliases.into_iter().chain(head.names).chain(own) {
                        others.entry(name.to_lowercase()).or_insert(*language);
                    }
                }
            }
            others.remove("");
            others
        })
    }
}

/// What a file says of its language before its first table.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Head {
    name: String,
    own_name: String,
    aliases: Vec<String>,
    names: Vec<String>,
}

/// The head of a file without the rest, which takes a hundred times as long to read.
fn head(text: &str) -> Head {
    let end = text.find("\n[").unwrap_or(text.len());
    toml::from_str(&text[..end]).or_else(|_| toml::from_str(text)).unwrap_or_default()
}

/// Reads a file of a language by itself.
pub fn read(text: &str) -> Result<Pack, toml::de::Error> {
    toml::from_str(text)
}

/// A language with all that it takes from others. A test reads every built-in one.
fn pack(language: Language, files: &Files) -> Pack {
    let mut table = Table::new();
    let base = Language::base();
    if !language.is_kin(base) {
        table = said(base, files);
        table.retain(|key, _| !OWN.contains(&key) && !NOT_OF_BASE.contains(&key));
    }
    lay_over(&mut table, said(language, files));
    let pack: Pack = Value::Table(table).try_into().unwrap_or_default();
    let numbers = Arc::new(pack.numbers.clone());
    let plurals = Plurals::of(language);
    Pack { writing: Writing { language, numbers, plurals }, ..pack }
}

/// What the files of a language and those that it extends say.
fn said(language: Language, files: &Files) -> Table {
    let mut line: Vec<Language> = language.line().collect();
    line.reverse();
    let mut table = Table::new();
    for language in line {
        table.retain(|key, _| !OWN.contains(&key));
        for text in files.get(&language).into_iter().flatten() {
            lay_over(&mut table, text.parse().unwrap_or_default());
        }
    }
    table
}

/// Puts what `over` says in place of what was said; tables are joined.
pub fn lay_over(table: &mut Table, over: Table) {
    for (key, value) in over {
        match (table.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => lay_over(under, over),
            (_, value) => drop(table.insert(key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Language {
        Language::parse(text).unwrap()
    }

    #[test]
    fn every_built_in_file_is_sound_and_complete() {
        let all = Languages::built_in();
        for file in FILES.files() {
            let text = file.contents_utf8().unwrap();
            if file.path().extension().is_some_and(|it| it == "toml") {
                assert!(read(text).is_ok(), "{:?}: {:?}", file.path(), read(text).err());
            }
        }
        for language in all.all() {
            let pack = all.pack(language);
            let texts = [&pack.name, &pack.own_name, &pack.region, &pack.messages.table];
            assert!(texts.iter().all(|it| !it.is_empty()), "{language}");
            assert_eq!(pack.dates.months.len(), 12, "{language}");
        }
    }

    #[test]
    fn tags_and_names_lead_to_languages() {
        let all = Languages::built_in();
        for (said, code) in [
            ("zh-CN", "zh"),
            ("zh_Hans", "zh"),
            ("en-GB", "en"),
            ("en-NZ", "en-NZ"),
            ("Chinese", "zh"),
            ("CN", "zh"),
            ("\u{4e2d}\u{6587}", "zh"),
            (" English", "en"),
        ] {
            assert_eq!(all.named(said).map(|it| it.to_string()).as_deref(), Some(code), "{said}");
        }
        assert_eq!(all.named("Klingon"), None);
        assert_eq!(all.find("os"), None);
    }

    #[test]
    fn a_project_changes_a_language_and_adds_one() {
        let own = |code: &str, text: &str| (tag(code), text.to_string());
        let all = Languages::built_in().with(vec![
            own("en", "[messages]\ntable = \"Tab.\""),
            own("la", "name = \"Latin\"\n[messages]\nfigure = \"Imago\""),
        ]);
        let latin = all.pack(tag("la"));
        assert_eq!([&latin.messages.figure, &latin.messages.table], ["Imago", "Tab."]);
        assert_eq!((latin.own_name.as_str(), latin.numbers.decimal.as_str()), ("", "."));
        assert_eq!(all.pack(tag("en-US")).messages.table, "Tab.");
        assert_eq!(Languages::built_in().pack(tag("en")).messages.table, "Table");
    }
}
