//! Text from data and Markdown comes out as it went in, whatever its characters are.

use diptych::{Request, Sources, build};
use proptest::prelude::*;

use super::pdf::squeeze;
use super::projects::{fixture, root, sources};

/// The text of the one-page document that prints this value from data.
fn typeset(value: &str) -> Result<String, String> {
    let mut sources = project();
    sources.insert("d.json", serde_json::json!({ "v": value }).to_string().as_bytes());
    sources.insert("n.en.md", *b"@{{ d.v }}@");
    let outcome = build(&sources, &Request::default());
    match outcome.artifacts.first() {
        Some(artifact) => Ok(super::pdf::squeezed(&artifact.bytes)),
        None => Err(format!("{:?}", outcome.findings)),
    }
}

/// A project whose pages are the text and nothing else; data and text are still to be put in.
fn project() -> Sources {
    let mut sources = Sources::default();
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\n\
        [data]\nd = \"d.json\"\n[documents.n]\ntemplate = \"plain\"\ncontent = \"n\"\n";
    sources.insert("diptych.toml", manifest.as_bytes());
    sources.insert(
        "templates/plain/main.typ",
        *b"#import \"/content.typ\": blocks\n#set document(title: \"T\")\n#set page(width: 2000pt)\n\
        #set text(lang: \"en\", font: (\"Noto Sans Core\", \"Noto Sans SC Core\", \"Noto Sans Operators Core\", \
        \"Noto Sans Symbols Core\", \"STIX Two Math\"), fallback: false, features: (liga: 0, clig: 0, calt: 0))\n\
        #for b in blocks { par(b.body.en) }\n",
    );
    sources
}

/// ASCII, where all markup is, as often as everything else that the fonts have.
fn character() -> impl Strategy<Value = char> {
    let charset = std::fs::read_to_string(root().join("fonts/recipe/charset-sc.txt")).unwrap();
    let code = |line: &str| char::from_u32(u32::from_str_radix(line.strip_prefix("U+")?, 16).ok()?);
    let plain = |c: &char| !c.is_control() && !c.is_whitespace() && !is_altered(*c);
    let all: Vec<char> = charset.lines().filter_map(code).filter(plain).collect();
    assert!(all.len() > 8_000);
    prop_oneof![prop::char::range(' ', '~'), prop::sample::select(all)]
}

/// Left out are invisible characters and marks that join the one before; and letters beyond ASCII
/// and Greek, for a font may draw ọ as two glyphs, and the library that reads the PDF then gives
/// the letter twice.
///
/// 〜 shares its glyph with ～, so that a PDF with both cannot tell them apart.
fn is_altered(c: char) -> bool {
    c == '\u{301c}'
        || !matches!(c, ' '..='~' | '\u{391}'..='\u{3c9}' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21ff}'
        | '\u{3001}'..='\u{3029}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

/// The text of one document that prints every value from data, and again as Markdown in which the
/// author has escaped all punctuation.
fn typeset_all(values: &[String]) -> String {
    let mut sources = project();
    let rows: Vec<_> = values.iter().map(|value| serde_json::json!({ "v": value })).collect();
    sources.insert("d.json", serde_json::Value::from(rows).to_string().into_bytes());
    let mut text = "{% for row in d %}@{{ row.v }}@\n\n{% endfor %}\n\n".to_string();
    for value in values {
        text.push_str(&format!("\\@{}\\@\n\n", escaped(value)));
    }
    sources.insert("n.en.md", text.into_bytes());
    let outcome = build(&sources, &Request::default());
    let artifact = outcome.artifacts.first();
    let artifact = artifact.unwrap_or_else(|| panic!("{:#?}", outcome.findings));
    super::pdf::squeezed(&artifact.bytes)
}

fn escaped(value: &str) -> String {
    let escape = |c: char| if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] };
    value.chars().flat_map(escape).collect()
}

/// Typesets so many arbitrary values, some hundreds to a document, and compares each with its text.
fn round_trips(count: usize) {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let strategy = proptest::collection::vec(character(), 1..40);
    let mut done = 0;
    while done < count {
        let mut value = || -> String {
            let characters = strategy.new_tree(&mut runner).unwrap().current();
            characters.into_iter().collect()
        };
        let values: Vec<String> = (0..500.min(count - done)).map(|_| value()).collect();
        let values: Vec<String> = values.into_iter().filter(|it| !it.trim().is_empty()).collect();
        let once: String = values.iter().map(|it| format!("@{}@", squeeze(it))).collect();
        let (printed, expected) = (typeset_all(&values), format!("{once}{once}"));
        if printed != expected {
            let same = printed.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
            let near = |text: &str| -> String {
                text.chars().skip(same.saturating_sub(20)).take(60).collect()
            };
            let differ = format!("printed  {}\nexpected {}", near(&printed), near(&expected));
            for value in &values {
                let expected = format!("@{}@", squeeze(value)).repeat(2);
                assert_eq!(typeset_all(std::slice::from_ref(value)), expected, "{value:?}");
            }
            panic!("values differ only when they stand together:\n{differ}");
        }
        done += 500;
    }
}

#[test]
fn values_come_out_as_they_went_in() {
    round_trips(1_000);
}

/// Run by hand: `cargo test --release -- --ignored a_hundred_thousand`.
#[test]
#[ignore = "takes minutes"]
fn a_hundred_thousand_values_come_out_as_they_went_in() {
    round_trips(100_000);
}

#[test]
fn nothing_in_data_is_read_as_code() {
    for value in [
        "#panic(1)",
        "{{ d.v }}",
        "{% for x in y %}",
        "*a* _b_ `c`",
        "$x$",
        "<a> @b",
        "= h",
        "- i",
        "+ j",
        "/ t: u",
        "1. n",
        "//c",
        "/*c*/",
        "http://a.b",
        "\\",
        "\\u{41}",
        "a~b",
        "--",
        "...",
        "-?",
        "'q' \"r\"",
        "[x](y)",
        "![i](p)",
        "#{",
        "]",
        "[",
    ] {
        assert_eq!(
            typeset(value).as_deref(),
            Ok(squeeze(&format!("@{value}@")).as_str()),
            "{value}"
        );
    }
}

#[test]
fn the_merged_source_is_as_it_was() {
    let folder = fixture(None);
    let request = Request::new().emit_typst(true);
    let outcome = build(&sources(folder.path()), &request);
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    for artifact in outcome.artifacts.iter().filter(|it| it.name.ends_with("content.typ")) {
        insta::assert_snapshot!(artifact.name.as_str(), String::from_utf8_lossy(&artifact.bytes));
    }
}

#[test]
fn the_text_of_the_pages_is_as_it_was() {
    let folder = fixture(None);
    let outcome = build(&sources(folder.path()), &Request::default());
    for artifact in &outcome.artifacts {
        insta::assert_snapshot!(
            artifact.name.as_str(),
            super::pdf::pages(&artifact.bytes).join("\n")
        );
    }
}
