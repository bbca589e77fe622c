//! Citation styles: those that are built in, by name, and the one that is chosen for each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::IndependentStyle;

use crate::language::Language;
use crate::language::packs::Languages;

/// A citation style, as a CSL style or where to find one.
#[derive(Debug, Clone)]
pub struct CitationStyle {
    /// Its name, or the file that it was read from.
    pub name: String,
    /// The rules.
    pub source: StyleSource,
}

/// Where the rules of a citation style are.
#[derive(Debug, Clone)]
pub enum StyleSource {
    /// In the archive of the CSL library.
    Archived(ArchivedStyle),
    /// In a CSL file that is built in: its text.
    Written(&'static str),
    /// In a CSL file of the project, which has been read and found sound: for works in some languages,
    /// and at the end for all others.
    Own(Vec<(Language, Arc<IndependentStyle>)>),
}

/// The built-in styles that the CSL library does not have.
const WRITTEN: [(&str, &str); 3] = [
    ("gb-7714-2025-numeric", include_str!("../../data/citation-styles/gb-7714-2025-numeric.csl")),
    (
        "gb-7714-2025-author-date",
        include_str!("../../data/citation-styles/gb-7714-2025-author-date.csl"),
    ),
    ("gb-7714-2025-note", include_str!("../../data/citation-styles/gb-7714-2025-note.csl")),
];

/// Names that people use for styles of the archive.
const ALSO: [(&str, &str); 9] = [
    ("ama", "american-medical-association"),
    ("nlm", "nlm-citation-sequence"),
    ("lancet", "the-lancet"),
    ("chicago", "chicago-author-date"),
    ("harvard", "harvard-cite-them-right"),
    ("acs", "american-chemical-society"),
    ("gb-7714-2025", "gb-7714-2025-numeric"),
    ("gb-7714-2015", "gb-7714-2015-numeric"),
    ("gb-7714", "gb-7714-2025-numeric"),
];

impl CitationStyle {
    /// The built-in style of this name; the name of its CSL file in the public repository of
    /// styles, and its address there, are names too.
    pub fn built_in(name: &str) -> Option<CitationStyle> {
        let name = name.rsplit('/').next().unwrap_or_default();
        let name = name.strip_suffix(".csl").unwrap_or(name).to_lowercase();
        let also = ALSO.iter().find(|(other, _)| *other == name);
        let name = also.map_or(name.as_str(), |(_, name)| *name);
        let written = WRITTEN.iter().find(|(own, _)| *own == name);
        let source = match written {
            Some((_, text)) => StyleSource::Written(text),
            None => {
                let id = format!("http://www.zotero.org/styles/{name}");
                let found = ArchivedStyle::by_name(name).or_else(|| ArchivedStyle::by_id(&id));
                StyleSource::Archived(found.filter(has_list)?)
            }
        };
        Some(CitationStyle { name: name.to_string(), source })
    }

    /// What a language has that names no style.
    fn plain() -> CitationStyle {
        let source = StyleSource::Archived(ArchivedStyle::AmericanMedicalAssociation);
        CitationStyle { name: "american-medical-association".to_string(), source }
    }
}

/// Whether a style of the archive has a list of references: its own one only has labels.
fn has_list(style: &ArchivedStyle) -> bool {
    *style != ArchivedStyle::Alphanumeric
}

/// Every built-in style: its title, and the names that it has.
pub fn built_in() -> Vec<(String, Vec<&'static str>)> {
    let title = |text: &str| {
        let title = text.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        title.map(|(title, _)| title.to_string()).unwrap_or_default()
    };
    let written = WRITTEN.iter().map(|(name, text)| (title(text), vec![*name]));
    let archived = ArchivedStyle::all().iter().filter(|it| has_list(it));
    let archived = archived.map(|it| (it.display_name().to_string(), it.names().to_vec()));
    let mut all: Vec<_> = written.chain(archived).collect();
    for (also, name) in ALSO {
        let named = all.iter_mut().find(|(_, names)| names.contains(&name));
        named.into_iter().for_each(|(_, names)| names.push(also));
    }
    all
}

/// The style of each language's pages.
#[derive(Debug, Clone)]
pub struct CitationStyles {
    /// What is chosen for all pages.
    all: Option<CitationStyle>,
    /// What is chosen for the pages in a language.
    own: BTreeMap<Language, CitationStyle>,
    /// What is usual in a language.
    usual: BTreeMap<Language, CitationStyle>,
    base: CitationStyle,
}

impl CitationStyles {
    /// The usual styles of the languages of a project.
    pub fn usual(languages: &Languages, declared: &[Language]) -> CitationStyles {
        let named = |name: &str| CitationStyle::built_in(name);
        let usual = |it: &Language| Some((*it, named(&languages.pack(*it).citation_style)?));
        let styles = declared.iter().filter_map(usual);
        let base = named(&languages.base().citation_style).unwrap_or_else(CitationStyle::plain);
        CitationStyles { all: None, own: BTreeMap::new(), usual: styles.collect(), base }
    }

    /// Chooses a style for the pages in a language, or for all pages. What is chosen later holds.
    pub fn set(&mut self, language: Option<Language>, style: CitationStyle) {
        match language {
            Some(language) => drop(self.own.insert(language, style)),
            None => {
                self.own.clear();
                self.all = Some(style);
            }
        }
    }

    /// The style of pages in a language.
    pub fn of(&self, language: Language) -> &CitationStyle {
        let own = language.line().find_map(|it| self.own.get(&it));
        own.or(self.all.as_ref()).unwrap_or_else(|| self.usual_of(language))
    }

    /// The style of pages in a language that the project chooses none for.
    pub fn usual_of(&self, language: Language) -> &CitationStyle {
        language.line().find_map(|it| self.usual.get(&it)).unwrap_or(&self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_found_by_name_file_and_address() {
        for name in ["apa", "APA", "apa.csl", "https://www.zotero.org/styles/apa"] {
            assert_eq!(CitationStyle::built_in(name).unwrap().name, "apa", "{name}");
        }
        let file = "china-national-standard-gb-t-7714-2015-numeric.csl";
        assert!(CitationStyle::built_in(file).is_some());
        assert_eq!(CitationStyle::built_in("nlm").unwrap().name, "nlm-citation-sequence");
        assert!(CitationStyle::built_in("a house style").is_none());
    }

    /// The list of the documentation is that of the program.
    #[test]
    fn the_documentation_lists_what_is_built_in() {
        let rows = built_in().into_iter().map(|(title, names)| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("| {} | {title} |\n", names.join(", "))
        });
        let table: String = rows.collect();
        let page = include_str!("../../docs/citations.md");
        let (_, list) = page.split_once("## Built-in styles").unwrap();
        assert!(list.contains(&table), "docs/citations.md should end with\n{table}");
    }

    #[test]
    fn every_name_in_the_list_is_found() {
        for (title, names) in built_in() {
            assert!(!title.is_empty() && !names.is_empty(), "{names:?}");
            for name in names {
                assert!(CitationStyle::built_in(name).is_some(), "{name}");
            }
        }
    }
}
