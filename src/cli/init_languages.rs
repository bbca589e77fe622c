//! `diptych init --languages de,en`: a small project in languages that are asked for.

use std::path::PathBuf;

use indexmap::IndexMap;
use serde::Deserialize;

use crate::language::Language;
use crate::language::packs::Languages;

/// What a new project says in each language.
const WORDS: &str = include_str!("../../data/start-words/words.toml");

/// The words of one language.
#[derive(Deserialize)]
struct Words {
    title: String,
    heading: String,
    sentence: String,
    caption: String,
    name: String,
    value: String,
}

/// A file of the project: its path, and what is in it.
pub type File = (PathBuf, Vec<u8>);

/// The files of a project in these languages, in this field of work.
///
/// # Errors
///
/// What is wrong with a tag, in words.
pub fn files(tags: &[String], domain: &str) -> Result<Vec<File>, String> {
    let known: IndexMap<String, Words> = toml::from_str(WORDS).map_err(|it| it.to_string())?;
    let languages = languages(tags, &known)?;
    let data = "id,value,unit,source\nfirst,12.5,percent,own\nsecond,7.25,percent,own\n";
    let mut files: Vec<File> = vec![
        ("diptych.toml".into(), manifest(&languages, domain).into_bytes()),
        ("tables.toml".into(), tables(&languages).into_bytes()),
        ("data/measured.csv".into(), data.as_bytes().to_vec()),
        (".gitignore".into(), b"# What diptych build writes\nout/\n".to_vec()),
    ];
    files.extend(
        languages.iter().map(|(tag, words)| {
            (format!("content/note.{tag}.md").into(), note(words).into_bytes())
        }),
    );
    Ok(files)
}

/// The languages that are asked for, by their tags, each with its words.
fn languages<'w>(
    tags: &[String],
    known: &'w IndexMap<String, Words>,
) -> Result<Vec<(String, &'w Words)>, String> {
    let mut languages: Vec<(String, &Words)> = Vec::new();
    for tag in tags.iter().map(|tag| tag.trim()) {
        let language = Language::parse(tag)
            .ok_or_else(|| format!("`{tag}` is no tag of a language, such as de or pt-BR"))?;
        let tag = language.to_string();
        if Languages::built_in().named(&tag).is_none() {
            return Err(format!(
                "the language `{tag}` is not built in: begin with another one, then write languages/{tag}.toml"
            ));
        }
        if languages.iter().any(|(other, _)| *other == tag) {
            return Err(format!("the language `{tag}` is named twice"));
        }
        languages.extend(words(known, &tag).map(|words| (tag, words)));
    }
    Ok(languages)
}

/// Some of the words in each language, as TOML.
fn in_each(languages: &[(String, &Words)], of: fn(&Words) -> &str) -> String {
    let one = |(tag, words): &(String, &Words)| format!("{tag} = \"{}\"", of(words));
    format!("{{ {} }}", languages.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn manifest(languages: &[(String, &Words)], domain: &str) -> String {
    let title = in_each(languages, |it| &it.title);
    let tags = languages.iter().map(|(tag, _)| format!("\"{tag}\"")).collect::<Vec<_>>();
    format!(
        "# `diptych build` writes its PDFs to out/.\n\n[project]\ntitle     = {title}\n\
         languages = [{}]                           # the first is the one the text is written in\n\
         date      = 2026-02-08\ndomain    = \"{domain}\"\ntables    = \"tables.toml\"\n\n\
         [data]\nmeasured = \"data/measured.csv\"\n\n[documents.note]\ntitle    = {title}\n\
         template = \"summary\"\ncontent  = \"content/note\"                  # content/note.TAG.md\n",
        tags.join(", ")
    )
}

fn tables(languages: &[(String, &Words)]) -> String {
    format!(
        "[measured]\ndata    = \"measured\"\ncaption = {}\n\n[[measured.columns]]\nhead = {}\n\
         text = \"{{{{ row.id }}}}\"\n\n[[measured.columns]]\nhead  = {}\n\
         text  = \"{{{{ measured[row.id] }}}}\"\nalign = \"decimal\"\n",
        in_each(languages, |it| &it.caption),
        in_each(languages, |it| &it.name),
        in_each(languages, |it| &it.value)
    )
}

/// The text in one language.
fn note(words: &Words) -> String {
    let sentence = words.sentence.replace("{first}", "{{ measured.first }}");
    let sentence = sentence.replace("{second}", "{{ measured.second }}");
    format!("# {}\n\n{sentence}\n\n{{{{ table(\"measured\") }}}}\n", words.heading)
}

/// The words of a language, or of the one that it is a region of; else the first.
fn words<'w>(known: &'w IndexMap<String, Words>, tag: &str) -> Option<&'w Words> {
    let mut own = tag;
    loop {
        if let Some(words) = known.get(own) {
            return Some(words);
        }
        match own.rsplit_once('-') {
            Some((general, _)) => own = general,
            None => return known.values().next(),
        }
    }
}
