//! What a screen reader is told: the tag tree of a bilingual PDF, read with a library that is not Typst.

use std::sync::OnceLock;

use diptych::{Outcome, Request, build};
use lopdf::{Dictionary, Document, Object};

use super::figures::figures;
use super::projects::{root, sources};

/// A structure element: its kind, its dictionary, its depth-first place among the others.
type Element = (String, Dictionary);

/// The bilingual edition of the fixture, built once for all tests.
fn bilingual() -> Document {
    static MADE: OnceLock<Outcome> = OnceLock::new();
    document(MADE.get_or_init(|| {
        let outcome = build(&sources(&root().join("tests/fixture")), &Request::default());
        assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
        outcome
    }))
}

fn document(outcome: &Outcome) -> Document {
    let artifact = outcome.artifacts.iter().find(|it| it.name == "note.zh-en.pdf").unwrap();
    Document::load_mem(&artifact.bytes).unwrap()
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

/// All structure elements in reading order.
fn elements(document: &Document) -> Vec<Element> {
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut out = Vec::new();
    walk(document, root, &mut out);
    out
}

fn walk(document: &Document, object: &Object, out: &mut Vec<Element>) {
    if let Ok((_, Object::Array(items))) = document.dereference(object) {
        items.iter().for_each(|item| walk(document, item, out));
    }
    let Some(element) = dictionary(document, object) else { return };
    if let Ok(kind) = element.get(b"S").and_then(Object::as_name) {
        out.push((String::from_utf8_lossy(kind).into_owned(), element.clone()));
    }
    if let Ok(kids) = element.get(b"K") {
        walk(document, kids, out);
    }
}

fn count(elements: &[Element], kind: &str) -> usize {
    elements.iter().filter(|(it, _)| it == kind).count()
}

#[test]
fn headings_paragraphs_lists_and_tables_are_tagged_in_reading_order() {
    let all = elements(&bilingual());
    let at =
        |kind: &str| all.iter().position(|(it, _)| it == kind).unwrap_or_else(|| panic!("{kind}"));
    assert!(at("Document") < at("H1") && at("H1") < at("L"));
    assert!(at("L") < at("Table") && at("Table") < at("TR"));
    assert_eq!(count(&all, "H1"), 1, "the title");
    assert_eq!(count(&all, "H2"), 2, "results and references");
    assert_eq!(count(&all, "Title"), 0, "which readers by structure know as a paragraph");
    assert_eq!(count(&all, "LI"), 2 * 2 + 2, "list items in two languages, and references");
}

#[test]
fn table_heads_say_what_they_head() {
    let document = bilingual();
    let all = elements(&document);
    let heads: Vec<_> = all.iter().filter(|(kind, _)| kind == "TH").collect();
    assert_eq!(
        heads.len(),
        6,
        "those of three columns and of two rows, one of which stands in each language"
    );
    for (_, head) in &heads {
        let text = format!("{:?}", head.get(b"A").map(|it| document.dereference(it)));
        assert!(text.contains("Scope") || text.contains("Headers"), "{text}");
    }
    assert!(count(&all, "TD") >= 6);
}

/// How many columns and rows the heads of the last table reach over, as a screen reader counts them.
fn reaches(document: &Document) -> Vec<(i64, i64)> {
    let all = elements(document);
    let last = all.iter().rposition(|(kind, _)| kind == "Table").unwrap();
    let heads = all[last..].iter().filter(|(kind, _)| kind == "TH");
    heads.map(|(_, it)| (span(document, it, b"ColSpan"), span(document, it, b"RowSpan"))).collect()
}

/// An attribute of a cell, which stands in a dictionary or in one of several; 1 when absent.
fn span(document: &Document, cell: &Dictionary, key: &[u8]) -> i64 {
    let Ok(attributes) = cell.get(b"A").and_then(|it| document.dereference(it)) else { return 1 };
    let all = match attributes.1 {
        Object::Array(all) => all.iter().collect(),
        one => vec![one],
    };
    let found = all.into_iter().filter_map(|it| dictionary(document, it)?.get(key).ok());
    found.filter_map(|it| it.as_i64().ok()).next().unwrap_or(1)
}

/// One that stays on its page has no column without width that would hold rows together.
#[test]
fn a_head_over_heads_spans_their_columns() {
    let heads = reaches(&document(figures(false)));
    let (trial, response, ratio, below) = ((1, 2), (2, 1), (1, 2), (1, 1));
    assert_eq!(heads[..5], [trial, response, ratio, below, below]);
    assert!(heads[5..].iter().all(|row| *row == (1, 1)), "the heads of rows: {heads:?}");
}

/// The language that each picture of the tag tree is in, its own or an ancestor's, and its words.
fn pictures(document: &Document, object: &Object, language: &str, out: &mut Vec<(String, String)>) {
    if let Ok((_, Object::Array(items))) = document.dereference(object) {
        items.iter().for_each(|item| pictures(document, item, language, out));
    }
    let Some(element) = dictionary(document, object) else { return };
    let said = |key: &[u8]| element.get(key).ok().and_then(|it| lopdf::decode_text_string(it).ok());
    let language = said(b"Lang").unwrap_or(language.to_string());
    if element.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Figure") {
        out.push((language.clone(), said(b"Alt").unwrap_or_default()));
    }
    if let Ok(kids) = element.get(b"K") {
        pictures(document, kids, &language, out);
    }
}

/// Drawn figures, pictures on their own and in the line; in a bilingual edition each language has elements of its own.
#[test]
fn every_picture_has_words_in_the_language_of_its_edition() {
    let mut placed = sources(&root().join("tests/constructs"));
    let text = std::fs::read_to_string(root().join("tests/constructs/content/note.zh.md")).unwrap();
    let text = text.replace("![dot]", "![圆点]").replace("![A dot on green]", "![绿底上的圆点]");
    placed.insert("content/note.zh.md", text.into_bytes());
    let placed = build(&placed, &Request::default());
    // All is said once in each language.
    for (outcome, counts) in [(figures(false), [5, 5, 10]), (&placed, [6, 6, 12])] {
        let editions = [("zh", "zh-CN"), ("en", "en-GB"), ("zh-en", "zh-CN")];
        for ((name, code), count) in editions.into_iter().zip(counts) {
            let name = format!("note.{name}.pdf");
            let artifact = outcome.artifacts.iter().find(|it| it.name == name).unwrap();
            let document = Document::load_mem(&artifact.bytes).unwrap();
            let catalog = document.catalog().unwrap();
            let whole = lopdf::decode_text_string(catalog.get(b"Lang").unwrap()).unwrap();
            let mut found = Vec::new();
            pictures(&document, catalog.get(b"StructTreeRoot").unwrap(), &whole, &mut found);
            assert_eq!(found.len(), count, "{name}: {found:?}");
            for (language, words) in found {
                let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
                let own = if words.contains(is_han) { "zh-CN" } else { "en-GB" };
                assert!(!words.trim().is_empty(), "{name}: a picture without words");
                assert_eq!(language, own, "{name}: {words}");
                assert!(name == "note.zh-en.pdf" || own == code, "{name}: {words}");
                let spoken: Vec<&str> = words.lines().collect();
                let alone = spoken.len() < 2 || spoken.iter().all(|it| it.contains(is_han));
                assert!(alone, "{name}: {words}");
            }
        }
    }
}

#[test]
fn both_languages_are_named_and_the_document_has_a_title_and_bookmarks() {
    let document = bilingual();
    let languages: Vec<String> = elements(&document)
        .iter()
        .filter_map(|(_, it)| {
            Some(String::from_utf8_lossy(it.get(b"Lang").ok()?.as_str().ok()?).into_owned())
        })
        .collect();
    let raw = format!("{languages:?}");
    assert!(languages.iter().any(|it| it.starts_with("en")), "{raw}");
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert!(catalog.has(b"Outlines"));
    let preferences = dictionary(&document, catalog.get(b"ViewerPreferences").unwrap()).unwrap();
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    assert!(dictionary(&document, document.trailer.get(b"Info").unwrap()).unwrap().has(b"Title"));
}

/// What a cell's attributes say of which cells it heads.
fn scope(document: &Document, cell: &Dictionary) -> String {
    format!("{:?}", cell.get(b"A").map(|it| document.dereference(it)))
}

/// Whether something is marked within a structure element.
fn holds_something(document: &Document, object: &Object) -> bool {
    match document.dereference(object) {
        Ok((_, Object::Integer(_))) => true,
        Ok((_, Object::Array(items))) => items.iter().any(|item| holds_something(document, item)),
        Ok((_, Object::Dictionary(it))) => {
            let is_content = it.has(b"MCID") || it.has(b"Obj");
            is_content || it.get(b"K").is_ok_and(|kids| holds_something(document, kids))
        }
        _ => false,
    }
}

#[test]
fn rows_have_heads_and_no_head_is_empty() {
    for document in [bilingual(), document(figures(false))] {
        let heads: Vec<_> =
            elements(&document).into_iter().filter(|(kind, _)| kind == "TH").collect();
        let of_rows = |it: &&Element| scope(&document, &it.1).contains("Row");
        assert!(heads.iter().filter(of_rows).count() >= 2, "{heads:?}");
        for (_, head) in &heads {
            assert!(head.get(b"K").is_ok_and(|it| holds_something(&document, it)), "{head:?}");
        }
    }
}

/// A table on one page has no rows for its continuation, and no column that holds rows together: all its cells say something.
#[test]
fn a_table_on_its_page_has_no_empty_cells() {
    let document = bilingual();
    let all = elements(&document);
    let cells: Vec<_> = all.iter().filter(|(kind, _)| kind == "TD").collect();
    assert!(!cells.is_empty());
    for (_, cell) in cells {
        assert!(cell.get(b"K").is_ok_and(|it| holds_something(&document, it)), "{cell:?}");
    }
}

/// The titles of all bookmarks, in reading order.
fn bookmarks(document: &Document, object: Option<&Object>, out: &mut Vec<String>) {
    let Some(it) = object.and_then(|object| dictionary(document, object)) else { return };
    out.extend(it.get(b"Title").ok().and_then(|it| lopdf::decode_text_string(it).ok()));
    bookmarks(document, it.get(b"First").ok(), out);
    bookmarks(document, it.get(b"Next").ok(), out);
}

#[test]
fn tables_and_figures_have_bookmarks_and_pages_have_labels() {
    let document = document(figures(false));
    let catalog = document.catalog().unwrap();
    assert!(catalog.has(b"PageLabels"));
    let mut titles = Vec::new();
    bookmarks(&document, catalog.get(b"Outlines").ok(), &mut titles);
    assert!(titles.iter().any(|it| it == "结果 Results"), "the languages are parted: {titles:?}");
    for word in ["表 1", "图 1", "图 2"] {
        let found = titles.iter().filter(|it| it.replace('\u{a0}', " ").starts_with(word));
        assert_eq!(found.count(), 1, "{word}: {titles:?}");
    }
}

/// Readers by structure lose words behind an `ActualText`; with a blank of its own for “22.1 months” most of a page had one.
#[test]
fn words_stay_apart_for_those_who_read_by_structure() {
    for document in [bilingual(), document(figures(false))] {
        for page in document.get_pages().into_values() {
            let content = document.get_page_content(page);
            let content = lopdf::content::Content::decode(&content).unwrap();
            let replaced = content.operations.iter().filter(|it| it.operator == "BDC");
            let texts: Vec<String> = replaced
                .filter_map(|it| it.operands.get(1)?.as_dict().ok()?.get(b"ActualText").ok())
                .filter_map(|it| lopdf::decode_text_string(it).ok())
                .filter(|it| it != "\u{ad}")
                .collect();
            assert!(texts.is_empty(), "{texts:?}");
        }
    }
}

/// A picture in a bilingual edition is told in both languages, each in an element of its own, the first first.
#[test]
fn a_drawn_figure_is_told_in_every_language_of_its_edition() {
    let document = document(figures(false));
    let mut found = Vec::new();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    pictures(&document, root, "zh-CN", &mut found);
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    assert!(!found.is_empty());
    for pair in found.chunks(2) {
        let [(zh, first), (en, second)] = pair else { panic!("{pair:?}") };
        assert!(zh == "zh-CN" && en == "en-GB", "{zh}, {en}");
        assert!(first.contains(is_han) && second.split(' ').count() > 3, "{first}, {second}");
    }
}

#[test]
fn copied_text_has_no_signs_that_nobody_sees() {
    let document = document(figures(false));
    for page in document.get_pages().into_keys() {
        let text = document.extract_text(&[page]).unwrap();
        assert!(!text.contains(['\u{2060}', '\u{200b}']), "{text:?}");
    }
}
