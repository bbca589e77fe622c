//! Sentences in each language beside English: what says the same raises nothing, and what does not is
//! found, whichever language the manifest names first (`tests/pairs/languages/CODE.jsonl`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use diptych::{Request, Sources, check};
use serde_json::Value;

use super::projects::root;

/// The languages with pairs.
const CODES: [&str; 11] = ["es", "fr", "de", "it", "pt", "nl", "ru", "vi", "ja", "ko", "zh-Hant"];

/// The codes of the rules that compare two texts.
const RULES: [&str; 11] = [
    "D0603", "D0606", "D0607", "D0608", "D0609", "D0610", "D0611", "D0612", "D0613", "D0622",
    "D0602",
];

fn pairs(code: &str) -> Vec<Value> {
    let path = root().join("tests/pairs/languages").join(format!("{code}.jsonl"));
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'p>(pair: &'p Value, key: &str) -> &'p str {
    pair[key].as_str().unwrap_or_else(|| panic!("{pair} has no {key}"))
}

/// What is found for each pair of texts in two languages, by its number: pair `i` stands in line `2 i + 1`.
fn found(languages: [&str; 2], texts: [Vec<&str>; 2]) -> BTreeMap<usize, BTreeSet<String>> {
    let [one, other] = languages;
    let mut sources = Sources::default();
    let manifest = format!(
        "[project]\ntitle = \"Pairs\"\nlanguages = [\"{one}\", \"{other}\"]\ndate = 2026-01-01\n\
         [documents.d]\ntemplate = \"summary\"\ncontent = \"content/d\"\n"
    );
    sources.insert("diptych.toml", manifest.into_bytes());
    for (language, lines) in languages.into_iter().zip(texts) {
        // A language that has no file of its own yet needs a name to be set.
        let path = format!("languages/{language}.toml");
        if !root().join("data").join(&path).exists() {
            sources.insert(&path, format!("name = \"{language}\"\n").into_bytes());
        }
        let path = format!("content/d.{language}.md");
        sources.insert(&path, format!("{}\n", lines.join("\n\n")).into_bytes());
    }
    let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for finding in check(&sources, &Request::default()) {
        if RULES.contains(&finding.code.id) && finding.place.file.starts_with("content/d.") {
            let codes = found.entry((finding.place.line - 1) / 2).or_default();
            codes.insert(finding.code.id.to_string());
        }
    }
    found
}

#[test]
fn what_says_the_same_raises_nothing_and_mistakes_are_found() {
    let mut faults = Vec::new();
    for code in CODES {
        let pairs = pairs(code);
        let sides = ["own", "en"].map(|key| pairs.iter().map(|it| text(it, key)).collect());
        let found = found([code, "en"], sides);
        for (i, pair) in pairs.iter().enumerate() {
            let codes = found.get(&i).cloned().unwrap_or_default();
            let sound = match pair["wrong"].as_str() {
                Some(wrong) => codes.contains(wrong),
                None => codes.is_empty(),
            };
            if !sound {
                faults.push(format!("{code}: {codes:?} for {pair}"));
            }
        }
        let honest = pairs.iter().filter(|pair| pair["wrong"].is_null()).count();
        assert!(honest >= 20 && pairs.len() - honest >= 10, "{code} has too few pairs");
    }
    assert_eq!(faults, [""; 0]);
}

#[test]
fn the_order_of_the_languages_does_not_matter() {
    for code in CODES {
        let pairs = pairs(code);
        let sides: [Vec<&str>; 2] =
            ["own", "en"].map(|key| pairs.iter().map(|it| text(it, key)).collect());
        let [own, en] = sides.clone();
        assert_eq!(found([code, "en"], sides), found(["en", code], [en, own]), "{code}");
    }
}

/// Two languages of which neither is English, joined by the English sentence that both go with.
#[test]
fn any_two_languages_are_compared() {
    let mut faults = Vec::new();
    for [one, other] in
        [["ja", "zh-Hant"], ["fr", "de"], ["es", "pt"], ["ru", "ko"], ["pt", "ja"], ["de", "ru"]]
    {
        let of = |code: &str| -> BTreeMap<String, String> {
            let honest = pairs(code).into_iter().filter(|pair| pair["wrong"].is_null());
            honest.map(|it| (text(&it, "en").into(), text(&it, "own").into())).collect()
        };
        let (here, there) = (of(one), of(other));
        let shared: Vec<&String> = here.keys().filter(|key| there.contains_key(*key)).collect();
        assert!(shared.len() > 5, "{one} and {other} share too few sentences");
        let texts =
            [&here, &there].map(|side| shared.iter().map(|it| side[*it].as_str()).collect());
        for (i, codes) in found([one, other], texts) {
            faults.push(format!("{codes:?}: {} | {}", here[shared[i]], there[shared[i]]));
        }
    }
    assert_eq!(faults, [""; 0]);
}

/// A language without tables is compared by digits, not by words.
#[test]
fn a_language_without_tables_is_compared_by_digits() {
    let own = vec![
        "Dek du hospitaloj enskribis 1.234 pacientojn; neniu mortis.",
        "La meza supervivo estis 19,2 monatoj.",
        "Donu ne pli ol 40 mg.",
    ];
    let en = vec![
        "Twelve hospitals enrolled 1,234 patients; none died.",
        "Median survival was 12.9 months.",
        "Give no more than 40 mg.",
    ];
    let found = found(["eo", "en"], [own, en]);
    assert_eq!(found.keys().collect::<Vec<_>>(), [&1], "{found:?}");
}
