//! `docs/reference.md`: every key of every file of a project, made from their declaration.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::load::project::tokens;
use crate::model::keys::{self, Absent, InputFile, Key, Kind, Section};
use crate::model::rules::Rule;

const OPENING: &str = "# Reference of keys

Every key of every file of a project. How the files work together is told in [projects.md](projects.md).
`diptych schema NAME` prints the same for editors, with the names of the headings below.

This page is made from the declaration of the keys (`src/model/keys`), from which the loader and the
schemas are made too; a test holds them together.

| value | means |
|---|---|
| text by language | one text for all languages, or one for each: `{ zh = \"…\", en = \"…\" }`; in CSV the columns `name.zh` and `name.en` |
| file | a path from the folder of the manifest, or of the single text |
| names | one name, or several joined by semicolons |
| number as printed | digits with at most one point, exactly as in the source |
";

/// The page.
pub fn page() -> String {
    let mut page = OPENING.to_string();
    let mut seen = BTreeSet::new();
    for file in &keys::FILES {
        let InputFile { name, about, kind } = file;
        let _ = write!(page, "\n## {name}: {about}\n");
        sections(&mut page, kind, &mut seen);
    }
    theme(&mut page);
    super::language::write(&mut page);
    super::units::write(&mut page);
    super::comparison::write(&mut page);
    page
}

/// The section of a value and those within it, each once.
fn sections(page: &mut String, kind: &Kind, seen: &mut BTreeSet<&'static str>) {
    if let Some(section) = kind.section()
        && seen.insert(section.heading)
    {
        write_section(page, section);
        section.keys().for_each(|key| sections(page, &key.kind, seen));
        section.spoken.iter().for_each(|(kind, _)| sections(page, kind, seen));
    }
}

fn write_section(page: &mut String, section: &Section) {
    let Section { heading, about, .. } = section;
    let _ = write!(
        page,
        "\n### {heading}\n\n{about}\n\n| key | value | when left out | meaning |\n|---|---|---|---|\n"
    );
    for key in section.keys() {
        let Key { name, kind, about, .. } = key;
        let _ = writeln!(page, "| `{name}` | {} | {} | {about} |", words(kind), absent(key));
    }
    if let Some((kind, about)) = &section.spoken {
        let _ = writeln!(page, "| tag of a language | {} | | {about} |", words(kind));
    }
}

fn absent(key: &Key) -> String {
    match key.absent {
        Absent::Required => "**required**".to_string(),
        Absent::Value(value) => format!("`{value}`"),
        Absent::Otherwise(words) => words.to_string(),
        Absent::Nothing => String::new(),
    }
}

/// What a value must be, in words.
fn words(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".to_string(),
        Kind::Bilingual => "text by language".to_string(),
        Kind::File => "file".to_string(),
        Kind::Flag => "`true` or `false`".to_string(),
        Kind::Number => "number".to_string(),
        Kind::Day => "day, such as `2026-02-08`".to_string(),
        Kind::OneOf(words) => one_of(words().iter().map(String::as_str)),
        Kind::Whole(known) => one_of(known.iter().map(|(word, _)| *word)),
        Kind::Form(words, _) => words.to_string(),
        Kind::Printed => "number as printed".to_string(),
        Kind::Probability => {
            "number as printed; a sign such as `<` may stand before it".to_string()
        }
        Kind::Names => "names".to_string(),
        Kind::Code => "[code](findings.md) of a finding".to_string(),
        Kind::Rules => {
            let rules = one_of(Rule::ALL.iter().map(|(name, _)| *name));
            format!("by code: {rules}; under the tag of a language, the same for texts in it")
        }
        Kind::Table(section) | Kind::Rows(section) => {
            format!("[{}](#{})", section.heading, anchor(section.heading))
        }
        Kind::Named(of) | Kind::FileNamed(of) => format!("by name: {}", words(of)),
        Kind::List(of) => format!("list of {}", words(of)),
        Kind::OneOrMore(of) => format!("{}, or a list of such", words(of)),
        Kind::Either(one, other) => format!("{}; or {}", words(one), words(other)),
    }
}

fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// Themes are declared by the one that states every token.
fn theme(page: &mut String) {
    let _ = write!(
        page,
        "\n## theme: `templates/themes/NAME.toml`\n\n\
        A theme states the tokens that differ from those of the theme that it `extends`, or else of `journal`. \
        These are all tokens, with the values of `journal`:\n\n```toml\n{}\n```\n",
        tokens::COMPLETE_TEXT.trim_end()
    );
}
