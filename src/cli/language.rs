//! `diptych language`: lists the languages, begins the file of a new one, and tells what one lacks.

use std::path::Path;

use super::exit::{FINE, SETUP};
use super::{arguments, report};
use crate::language::packs::{self, Languages};
use crate::language::{Language, comparison};
use crate::load::project::languages;
use crate::schema::gaps::{Gap, gaps};
use crate::schema::skeleton::skeleton;
use crate::{Limits, Sources, diagnostic, disk};

/// Does what is asked for.
pub fn run(wanted: &arguments::LanguageCommand) -> u8 {
    match wanted {
        arguments::LanguageCommand::List => list(),
        arguments::LanguageCommand::New { tag } => new(tag),
        arguments::LanguageCommand::Check { file } => check(file),
    }
}

/// The built-in languages: tag, name, own name, and whether their texts are compared by words.
fn list() -> u8 {
    let known = Languages::built_in();
    let line = |language: Language| {
        let pack = known.pack(language);
        let compared = comparison::chain(language.code()).iter().any(|it| *it != "und");
        let how = if compared { "words" } else { "values and digits" };
        format!("{:<11} {:<31} compared by {how:<18} {}", language.code(), pack.name, pack.own_name)
    };
    report::print(&known.all().map(line).collect::<Vec<_>>().join("\n"))
}

/// Writes the file of a new language, to fill in.
fn new(tag: &str) -> u8 {
    let Some(language) = Language::parse(tag) else {
        report::say(&format!("“{tag}” is no tag of a language, such as it or pt-AO"));
        return SETUP;
    };
    let text = skeleton(language, Languages::built_in());
    let (folder, name) = (languages::FOLDER.trim_end_matches('/'), format!("{language}.toml"));
    match disk::write_new(Path::new(folder), &name, text.as_bytes()) {
        Ok(()) => {
            report::say(&format!(
                "wrote {folder}/{name}; now fill it in, and see what is left: diptych language check {folder}/{name}"
            ));
            FINE
        }
        Err(error) => {
            report::say(&format!("{folder}/{name} cannot be written: {error}"));
            SETUP
        }
    }
}

/// Tells what a file lacks, or what is wrong in it.
fn check(file: &Path) -> u8 {
    let mut sources = Sources::default();
    let limits = Limits::default();
    let path = match disk::read_called(file, &mut sources, &limits) {
        Ok(path) => path,
        Err(finding) => return refused(finding),
    };
    let text = sources.text(&path).unwrap_or_default();
    let code = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml");
    let Some(language) = Language::parse(code) else {
        report::say(&format!("“{code}” is no tag of a language: name the file as TAG.toml"));
        return SETUP;
    };
    if let Err(error) = packs::read(text) {
        return refused(languages::unsound(&path, text, &error));
    }
    let gaps = gaps(language, &text.parse().unwrap_or_default(), Languages::built_in());
    let told: Vec<String> = gaps.iter().map(told).collect();
    match told.is_empty() {
        true => report::print(&format!("{code} lacks nothing")),
        false => report::print(&told.join("\n")),
    }
}

fn told(gap: &Gap) -> String {
    let Gap { part, keys, cost } = gap;
    match keys.is_empty() {
        true => format!("{part}: all of it\n  {cost}"),
        false => format!("{part}: {}\n  {cost}", keys.join(", ")),
    }
}

fn refused(finding: diagnostic::Diagnostic) -> u8 {
    report::say(&format!("{}: {}", finding.place, finding.message));
    SETUP
}
