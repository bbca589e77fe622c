//! `languages.json`: what the templates know of the languages on their pages.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::language::pack::Pack;
use crate::language::packs::Languages;
use crate::language::{Edition, Language};
use crate::model::faces::Faces;
use crate::model::inputs::Inputs;
use crate::model::style::PICTURES;
use crate::typst_source::source_map::TypstFile;

/// The languages of a project and of its works, and the one that signs of no language are set in.
pub fn of(inputs: &Inputs) -> BTreeSet<Language> {
    let project = &inputs.manifest.project;
    let works = inputs.references.iter().map(|reference| reference.language);
    let own = project.languages.iter().copied();
    own.chain(works).chain([inputs.languages.neutral()]).collect()
}

/// The file, which is the same for all documents of a project.
pub fn file(inputs: &Inputs) -> TypstFile {
    let known = &inputs.languages;
    let all = of(inputs);
    let packs: Map<String, Value> =
        all.iter().map(|language| (language.to_string(), pack(*language, inputs, &all))).collect();
    let mut file = TypstFile::new("/languages.json");
    let whole = json!({ "neutral": known.neutral().to_string(), "packs": packs });
    file.push(&format!("{whole:#}"));
    file
}

/// What templates need of a language.
fn pack(language: Language, inputs: &Inputs, all: &BTreeSet<Language>) -> Value {
    let known = &inputs.languages;
    let pack = known.pack(language);
    let code = language.root();
    let project = &inputs.manifest.project;
    let written_in = project.written_in.filter(|_| project.languages.first() == Some(&language));
    // What it calls the others.
    let name = |other: &Language| {
        let named = other.line().find_map(|it| pack.languages.get(it.code()));
        (other.to_string(), named.unwrap_or(&known.pack(*other).own_name).clone().into())
    };
    let names: Map<String, Value> = all.iter().map(name).collect();
    json!({
        "lang": written_in.unwrap_or(code.code()),
        "region": region(language, pack),
        "script": pack.script,
        "wide": pack.is_wide(),
        "rtl": pack.is_rtl() || written_in.is_some(),
        "typography": pack.typography,
        "punctuation": pack.punctuation,
        "range": pack.numbers.range,
        "decimal": pack.numbers.decimal,
        "dates": pack.dates,
        "messages": pack.messages,
        "plurals": pack.writing.plurals.letters(),
        "names": names,
    })
}

/// The faces that the languages of an edition ask for before those of the theme.
pub fn faces(edition: &Edition, known: &Languages) -> Vec<Faces> {
    let of = |language: &Language| {
        let (pack, own) = (known.pack(*language), &known.pack(*language).typography);
        let face = |families: &Vec<String>| Faces {
            language: pack.name.clone(),
            families: families.clone(),
        };
        [&own.serif, &own.sans]
            .into_iter()
            .filter(|it| !it.is_empty())
            .map(face)
            .collect::<Vec<_>>()
    };
    edition.languages().iter().flat_map(of).collect()
}

/// The region that is written into the PDF: that of the tag, if it is a country, or else the file's; none if that has none.
pub fn region(language: Language, pack: &Pack) -> Option<Cow<'_, str>> {
    let region: Cow<str> = match language.region().filter(|region| region.len() == 2) {
        Some(region) => region.to_string().into(),
        None => pack.region.as_str().into(),
    };
    Some(region).filter(|it| !it.is_empty())
}

/// The tokens of a theme with sizes and leadings for each language: its own, those of what it is a kind of,
/// or those of the column that its file names; and the largest, for what several languages share.
pub fn sized(tokens: &mut Value, inputs: &Inputs) {
    let (known, all) = (&inputs.languages, of(inputs));
    let by_language = |group: &mut Value, factor: &dyn Fn(&Pack) -> f64| {
        let Some(map) = group.as_object_mut().filter(|map| map.values().all(Value::is_number))
        else {
            return;
        };
        let stated = map.clone();
        for language in &all {
            let pack = known.pack(*language);
            let own = language.line().find_map(|it| stated.get(it.code()));
            let usual = || Some(stated.get(&pack.typography.sizes)?.as_f64()? * factor(pack));
            let size = own.and_then(Value::as_f64).or_else(usual);
            map.extend(size.map(|size| (language.to_string(), size.into())));
        }
        let most = stated.values().filter_map(Value::as_f64).fold(0.0, f64::max);
        map.insert("max".to_string(), most.into());
    };
    let factor = |pack: &Pack| pack.typography.size;
    tokens["size"]
        .as_object_mut()
        .into_iter()
        .flat_map(Map::values_mut)
        .for_each(|group| by_language(group, &factor));
    by_language(&mut tokens["leading"], &|pack| pack.typography.leading);
    for picture in PICTURES {
        alternatives(&mut tokens[picture], &all, known);
    }
}

/// What the logo or the photo shows, in each language.
fn alternatives(logo: &mut Value, all: &BTreeSet<Language>, known: &Languages) {
    let text = |language: &Language| {
        let own = language.line().chain([known.neutral()]).find_map(|it| logo[it.code()].as_str());
        (language.to_string(), Value::from(own.unwrap_or_default()))
    };
    let alt: Map<String, Value> = all.iter().map(text).collect();
    logo["alt"] = alt.into();
}
