//! D1202–D1204: a study is the one that the title of its reference speaks of.

use std::collections::BTreeSet;

use super::contradiction::{Contradiction, Side};
use super::quantities::plain_rows;
use super::references::title_of;
use crate::data::tree::{Cell, Map};
use crate::diagnostic::{Code, codes};
use crate::model::inputs::Inputs;
use crate::model::reference::{self, Reference, Term};

/// Endings of international nonproprietary names, for drugs that the glossary lacks (WHO, The use
/// of stems in the selection of international nonproprietary names, 2018).
const STEMS: [&str; 8] =
    ["mab", "tinib", "ciclib", "leukin", "platin", "taxel", "parib", "rafenib"];

/// Words of a design in which every patient gets the treatment, and words that rule it out.
const SINGLE_ARM: [&str; 3] = ["single-arm", "single arm", "non-comparative"];
const COMPARATIVE: [&str; 5] = ["randomized", "randomised", "placebo", " versus ", " vs. "];

/// Compares every study with the title of the paper that it cites.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    // A row with a unit states a quantity, perhaps of a part of the study's patients.
    let rows = plain_rows(inputs, &["id", "reference"]);
    for row in rows.filter(|row| row.filled("unit").is_none()) {
        let Some(key) = row.filled("reference") else { continue };
        let Some(reference) = inputs.references.get(&key.text) else {
            continue;
        };
        let Some(title) = reference::title(reference) else { continue };
        let subject = Subject { inputs, row, key, reference, title: title.to_lowercase() };
        found.extend(subject.drugs());
        found.extend(subject.design());
        found.extend(subject.phase());
        found.extend(subject.population());
    }
}

struct Subject<'a> {
    inputs: &'a Inputs,
    row: &'a Map,
    key: &'a Cell,
    reference: &'a Reference,
    title: String,
}

impl Subject<'_> {
    /// The English text of some columns in small letters.
    fn text(&self, columns: &[&str]) -> String {
        let language = crate::language::Language::En;
        let text = |column: &&str| self.row.bilingual(column).get_or_any(language).to_lowercase();
        columns.iter().map(text).collect::<Vec<_>>().join(" | ")
    }

    /// D1202: the title names drugs, and they are not those of the study and its comparator.
    fn drugs(&self) -> Option<Contradiction> {
        let titled = drugs(&self.title, &self.inputs.terms);
        let given = drugs(&self.text(&["regimen"]), &self.inputs.terms);
        let compared = drugs(&self.text(&["comparator"]), &self.inputs.terms);
        let foreign = titled.iter().any(|it| !given.contains(it) && !compared.contains(it));
        let absent = given.iter().any(|it| !titled.contains(it));
        let differ = !titled.is_empty() && !given.is_empty() && foreign && absent;
        differ.then(|| self.contradiction(codes::TITLE_DRUGS, "drugs", "regimen"))?
    }

    /// D1203: single-arm against randomised.
    fn design(&self) -> Option<Contradiction> {
        let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
        let recorded = self.text(&["design", "comparator"]);
        let column =
            if has(&self.text(&["design"]), &SINGLE_ARM) { "design" } else { "comparator" };
        let alone = has(&recorded, &SINGLE_ARM) && has(&self.title, &COMPARATIVE);
        let compared = has(&recorded, &COMPARATIVE) && has(&self.title, &SINGLE_ARM);
        (alone || compared).then(|| self.contradiction(codes::TITLE_DESIGN, "design", column))?
    }

    /// D1203: another phase.
    fn phase(&self) -> Option<Contradiction> {
        let (titled, recorded) = (phase(&self.title)?, phase(&self.text(&["phase"]))?);
        (titled != recorded).then(|| self.contradiction(codes::TITLE_DESIGN, "phase", "phase"))?
    }

    /// D1204: the study has a tumour that the title does not name, although it names tumours.
    fn population(&self) -> Option<Contradiction> {
        let titled = tumours(&self.title, &self.inputs.terms);
        let recorded = tumours(&self.text(&["population"]), &self.inputs.terms);
        let differ = !titled.is_empty() && !recorded.is_empty() && !recorded.is_subset(&titled);
        differ.then(|| self.contradiction(codes::TITLE_POPULATION, "population", "population"))?
    }

    fn contradiction(&self, code: Code, aspect: &str, column: &str) -> Option<Contradiction> {
        let node = self.row.get(column).filter(|node| !node.is_empty())?;
        let cell = super::contradiction::first_cell(node)?;
        let printed = self.row.bilingual(column);
        let english = printed.get_or_any(crate::language::Language::En);
        let title = reference::title(self.reference)?;
        let is_not = if aspect == "drugs" { "are not those" } else { "is not that" };
        let message = format!("the {aspect} “{english}” {is_not} of the cited title “{title}”");
        let about = format!("{}.{aspect}", self.row.text("id"));
        let mut found = Contradiction::new(code, cell, about, message).references([Some(self.key)]);
        found.finding = found.finding.related(self.reference.place.clone(), "the cited paper");
        let titled = title_of(&self.inputs.references, self.reference)?;
        let own = Side::printed(node, self.row.filled("place"));
        Some(found.side(own).side(Some(titled)))
    }
}

/// The drugs that a text in small letters names, each by its name in the glossary.
fn drugs(text: &str, terms: &[Term]) -> BTreeSet<String> {
    let mut drugs = BTreeSet::new();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    for word in words.filter(|word| word.len() > 3) {
        let known = terms.iter().filter(|term| term.kind == "drug").find(|term| {
            let mut names = term.synonyms.iter().chain(term.all_names());
            names.any(|name| name.to_lowercase() == word)
        });
        match known {
            Some(term) => drop(drugs.insert(term.key().to_lowercase())),
            None if STEMS.iter().any(|stem| word.ends_with(stem)) => {
                drugs.insert(word.to_string());
            }
            None => {}
        }
    }
    drugs
}

/// The tumours that a text in small letters names, each by its plainest name: `advanced HCC` is
/// hepatocellular carcinoma.
fn tumours(text: &str, terms: &[Term]) -> BTreeSet<String> {
    let plain = |text: &str| text.to_lowercase().replace('-', " ");
    let diseases = || terms.iter().filter(|term| term.kind == "disease");
    let mut text = plain(text);
    for term in diseases().filter(|term| !term.abbreviation.is_empty()) {
        text = text.replace(&plain(term.key()), &plain(&term.abbreviation));
    }
    let name = |term: &Term| match term.abbreviation.is_empty() {
        true => plain(term.key()),
        false => plain(&term.abbreviation),
    };
    let mut names: Vec<String> = diseases().map(name).collect();
    names.sort_by_key(String::len);
    let plainest = |name: &String| names.iter().find(|it| name.contains(it.as_str())).cloned();
    let mut found = BTreeSet::new();
    for name in names.iter().rev() {
        if text.contains(name.as_str()) {
            text = text.replace(name.as_str(), " ");
            found.extend(plainest(name));
        }
    }
    found
}

/// The phases that follow the word “phase”, or a bare `I/II`: `{1, 2}`.
fn phase(text: &str) -> Option<BTreeSet<u8>> {
    let after = text.split_once("phase ").map_or(text, |(_, after)| after);
    let word = after.split([' ', ',', ':', ')']).next()?;
    let number = |part: &str| match part {
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        "3" | "iii" => Some(3),
        "4" | "iv" => Some(4),
        _ => None,
    };
    word.split(['/', '-', '–']).map(number).collect()
}
