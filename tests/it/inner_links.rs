//! Links within a document: places on its pages, with words for a reader's voice, and plain text where nothing is to
//! be reached.

use diptych::{Request, Sources, build};
use lopdf::{Dictionary, Document};

fn project(text: &str) -> Sources {
    let mut sources = Sources::default();
    let manifest = "[project]\ntitle = { en = \"T\" }\nlanguages = [\"en\"]\ndate = 2026-01-02\nreferences = \"r.bib\"\n\
        [data]\n[documents.n]\ntitle = { en = \"N\" }\ntemplate = \"summary\"\ncontent = \"n\"\neditions = [\"en\"]\n";
    let bib = "@article{a, author = {Li, Wei}, title = {One}, journal = {J}, year = {2020}, volume = {1}, pages = {1-2}}\n\
        @article{b, author = {Wu, Min}, title = {Two}, journal = {J}, year = {2021}, volume = {2}, pages = {3-4}}\n";
    sources.insert("diptych.toml", manifest.as_bytes().to_vec());
    sources.insert("r.bib", bib.as_bytes().to_vec());
    sources.insert("n.en.md", text.as_bytes().to_vec());
    sources
}

/// The annotations of links in a document, and how many of them lead to an address.
fn links(text: &str) -> (Vec<Dictionary>, usize) {
    let outcome = build(&project(text), &Request::default());
    let artifact = outcome.artifacts.first().unwrap_or_else(|| panic!("{:?}", outcome.findings));
    let document = Document::load_mem(&artifact.bytes).unwrap();
    let dictionaries = document.objects.values().filter_map(|it| it.as_dict().ok());
    let is_link = |it: &&Dictionary| {
        it.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|name| name == b"Link")
    };
    let links: Vec<Dictionary> = dictionaries.filter(is_link).cloned().collect();
    let out = links.iter().filter(|it| it.has(b"A")).count();
    (links, out)
}

#[test]
fn citations_lead_to_the_list_and_say_so() {
    let (links, out) = links("# Head\n\nOne [@a], two [@b].\n\n\\newpage\n\n{{ references() }}\n");
    // Two there, two back; on one page nobody needs to be led back.
    assert_eq!((links.len(), out), (4, 0));
    let words: Vec<String> = links
        .iter()
        .filter_map(|it| it.get(b"Contents").ok()?.as_str().ok())
        .map(|bytes| lopdf::decode_text_string(&lopdf::Object::string_literal(bytes)).unwrap())
        .collect();
    assert!(words.iter().any(|it| it == "Reference\u{a0}1"), "{words:?}");
    assert!(words.iter().all(|it| !it.starts_with("to:")), "{words:?}");
}

#[test]
fn citations_without_a_list_are_plain() {
    assert_eq!(links("# Head\n\nOne [@a], two [@b].\n").0.len(), 0);
}

#[test]
fn a_heading_is_linked_by_its_words() {
    let (links, out) =
        links("# Head\n\nSee [there](#tail) and <https://example.org/a>.\n\n# Tail\n\nEnd.\n");
    assert_eq!((links.len(), out), (2, 1));
}

/// In an edition of two languages each link is named in the language of the text that it stands in.
#[test]
fn links_speak_the_language_of_their_text() {
    let mut sources = project("# Head\n\nOne [@a].\n\n{{ references() }}\n");
    let manifest = "[project]\ntitle = { zh = \"题\", en = \"T\" }\nlanguages = [\"zh\", \"en\"]\ndate = 2026-01-02\n\
        references = \"r.bib\"\n[data]\n[documents.n]\ntitle = { zh = \"名\", en = \"N\" }\ntemplate = \"summary\"\n\
        content = \"n\"\neditions = [\"zh-en\"]\n";
    sources.insert("diptych.toml", manifest.as_bytes().to_vec());
    sources.insert("n.zh.md", "# 题\n\n一项[@a]。\n\n{{ references() }}\n".as_bytes().to_vec());
    let outcome = build(&sources, &Request::new().draft(true));
    let artifact = outcome.artifacts.first().unwrap_or_else(|| panic!("{:?}", outcome.findings));
    let document = Document::load_mem(&artifact.bytes).unwrap();
    let words: Vec<String> = document
        .objects
        .values()
        .filter_map(|it| it.as_dict().ok()?.get(b"Contents").ok()?.as_str().ok())
        .map(|bytes| lopdf::decode_text_string(&lopdf::Object::string_literal(bytes)).unwrap())
        .collect();
    for name in ["文献\u{a0}1", "Reference\u{a0}1"] {
        assert!(words.iter().any(|it| it == name), "{words:?}");
    }
}
