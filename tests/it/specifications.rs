//! Every example of the CommonMark and GFM specifications is typeset, and the page has the text
//! that the specification's HTML has.

use std::fs;

use diptych::{Request, Sources, build};

use super::pdf::{pages, squeeze};
use super::projects::root;

const FILES: [(&str, &str); 2] = [("c", "commonmark-0.31.2.txt"), ("g", "gfm-0.29.txt")];

/// Examples that differ on purpose, and why.
const DIFFERENT: [(&str, &str); 13] = [
    ("c25", "the library that reads the PDF gives a letter of two glyphs twice"),
    ("c26", "as c25"),
    ("c572", TITLE),
    ("c573", TITLE),
    ("c576", TITLE),
    ("c577", TITLE),
    ("c584", TITLE),
    ("c585", TITLE),
    ("c586", TITLE),
    ("c588", TITLE),
    ("c589", TITLE),
    ("c591", TITLE),
    ("g26", "tags are left out with a warning, where GitHub shows some of them as text"),
];
const TITLE: &str = "the title of a picture that stands alone is its caption, which is printed";

/// Examples that are refused on purpose: number, code, why.
const REFUSED: [(&str, &str, &str); 1] =
    [("c581", "D0506", "a picture without words cannot be read by everybody")];

/// Prints the blocks as the built-in pages do, without the marks of lists, which HTML does not write.
const TEMPLATE: &str = r#"#import "/content.typ" as content
#import "/templates/diptych/blocks/flow.typ": flow
#import "/templates/diptych/page/prepare.typ": prepare
#import "/templates/diptych/base/text.typ": base
#set document(title: "T")
#set page(width: 2000pt, height: auto)
#show: base.with("en")
#set text(hyphenate: false, features: (liga: 0, clig: 0, calt: 0))
#set list(marker: none)
#set enum(numbering: (..) => [])
#let env = (
  langs: ("en",), top: true, boxed: false, alone: false, width: 1800pt, height: 800pt, wide: 1800pt,
  tables: (:), references: (), abbreviations: (),
)
#flow(prepare(content.blocks, (:)), "en", env)
"#;

/// A picture for every example that shows one.
const PICTURE: &[u8] =
    br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;

pub struct Example {
    pub name: String,
    pub markdown: String,
    pub html: String,
}

pub fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    let fence = "`".repeat(32);
    for (letter, file) in FILES {
        let text = fs::read_to_string(root().join("tests/specifications").join(file)).unwrap();
        let opening = format!("{fence} example\n");
        let blocks = text.split(&opening).skip(1);
        for (i, block) in blocks.enumerate() {
            let (example, _) = block.split_once(&format!("{fence}\n")).unwrap();
            let (markdown, html) = match example.strip_prefix(".\n") {
                Some(html) => ("", html),
                None => {
                    let (markdown, html) = example.split_once("\n.\n").unwrap();
                    (markdown, html)
                }
            };
            examples.push(Example {
                name: format!("{letter}{}", i + 1),
                markdown: format!("{}\n", markdown.replace('→', "\t")),
                html: html.replace('→', "\t"),
            });
        }
    }
    assert!(examples.len() > 670, "only {} examples were found", examples.len());
    examples
}

/// A project with one document for each example.
pub fn project(examples: &[Example]) -> Sources {
    let mut sources = Sources::default();
    let mut manifest =
        "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\n".to_string();
    for example in examples {
        let name = &example.name;
        manifest
            .push_str(&format!("[documents.{name}]\ntemplate = \"spec\"\ncontent = \"{name}\"\n"));
        sources.insert(&format!("{name}.en.md"), example.markdown.as_bytes());
    }
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert("templates/spec/main.typ", TEMPLATE.as_bytes());
    for path in ["url", "url2", "uri3", "foo"] {
        sources.insert(path, PICTURE);
    }
    let photograph = fs::read(root().join("tests/specifications/dot.jpg")).unwrap();
    for path in ["train.jpg", "path/to/train.jpg", "moon.jpg"] {
        sources.insert(path, photograph.as_slice());
    }
    sources
}

/// The text of some HTML: without tags, comments, scripts and styles; characters for entities.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let name: String = rest[1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let close = match name.to_lowercase().as_str() {
            "script" | "style" => format!("</{name}>"),
            _ if rest.starts_with("<!--") => "-->".to_string(),
            _ if rest.starts_with("<?") => "?>".to_string(),
            _ if rest.starts_with("<![CDATA[") => "]]>".to_string(),
            _ => ">".to_string(),
        };
        let mut quote = None;
        let is_end = |(at, c): &(usize, char)| {
            match (quote, *c) {
                (None, '"' | '\'') if close == ">" => quote = Some(*c),
                (Some(open), c) if open == c => quote = None,
                _ => {}
            }
            quote.is_none() && rest[*at..].starts_with(&close)
        };
        let end = rest.char_indices().find(is_end).map_or(rest.len(), |(end, _)| end + close.len());
        rest = &rest[end..];
    }
    text.push_str(rest);
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, character)| text.replace(entity, character))
}

/// The text of a page without white space and without the boxes of tasks.
fn printed(bytes: &[u8]) -> String {
    squeeze(&pages(bytes).concat()).replace(['☑', '☐'], "")
}

#[test]
fn what_is_refused_says_why() {
    let all = examples();
    for (name, code, _) in REFUSED {
        let example = all.iter().find(|it| it.name == name).unwrap();
        let outcome = build(&project(std::slice::from_ref(example)), &Request::default());
        let codes = outcome.findings.iter().map(|it| it.code.id);
        assert!(
            codes.clone().count() > 0 && codes.clone().all(|it| it == code),
            "{name}: {codes:?}"
        );
    }
}

#[test]
fn every_example_is_typeset_and_reads_as_the_specification_says() {
    let mut examples = examples();
    examples.retain(|example| !REFUSED.iter().any(|(name, ..)| *name == example.name));
    // As the command does: nested lists take more stack than a thread has by default.
    let threads = rayon::ThreadPoolBuilder::new().stack_size(64 << 20).build().unwrap();
    let outcome = threads.install(|| build(&project(&examples), &Request::default()));
    let errors: Vec<String> = outcome
        .findings
        .iter()
        .filter(|it| it.severity() == diptych::diagnostic::Severity::Error)
        .map(|it| format!("{} {} {}", it.place, it.code.id, it.message))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut different = Vec::new();
    for example in &examples {
        let name = format!("{}.en.pdf", example.name);
        let artifact = outcome.artifacts.iter().find(|it| it.name == name).unwrap();
        let (page, specified) = (printed(&artifact.bytes), squeeze(&text_of(&example.html)));
        let known = DIFFERENT.iter().any(|(known, _)| *known == example.name);
        if known == (page == specified) {
            different.push(format!(
                "{}: {:?}\n  page {page}\n  spec {specified}",
                example.name, example.markdown
            ));
        }
    }
    let report = format!(
        "{} of {} examples are typeset: {} read as specified, {} differ on purpose; {} are refused on purpose",
        examples.len(),
        examples.len() + REFUSED.len(),
        examples.len() - DIFFERENT.len(),
        DIFFERENT.len(),
        REFUSED.len()
    );
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
    let page = fs::read_to_string(root().join("docs/testing.md")).unwrap();
    assert!(page.contains(&report), "docs/testing.md should say: {report}");
}
