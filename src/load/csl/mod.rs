//! CSL files of a project to styles: well formed, independent, and bounded in what they can cost.

#[cfg(test)]
mod archive_tests;
mod bounds;
mod understood;

use std::collections::BTreeSet;
use std::sync::Arc;

use hayagriva::citationberg::IndependentStyle;
use roxmltree::{Node, ParsingOptions};

use crate::data::xml;
use crate::language::Language;

/// What is wrong with a CSL file, and on which of its lines, from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub what: String,
    /// What to do, when it is not plain.
    pub help: Option<String>,
    /// The line, when it is known.
    pub line: Option<usize>,
}

/// More nodes than the largest public style has are no style.
const NODES: u32 = 100_000;

/// A style as read: its rules for works in each language, and what was left out of it.
#[derive(Debug)]
pub struct Read {
    /// The rules for works in a language with a layout of its own; the last are for those without.
    pub rules: Vec<(Language, Arc<IndependentStyle>)>,
    /// What is not in CSL 1.0: “term x”, “variable y”.
    pub left_out: BTreeSet<String>,
    /// Words with numbers that it prints whatever the work is, and their lines.
    pub numbers: Vec<(usize, String)>,
}

/// The attributes whose words are printed as they are.
const PRINTED: [&str; 4] = ["value", "prefix", "suffix", "delimiter"];

/// What a style prints that has a number.
fn numbered(root: Node, line: impl Fn(Node) -> usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for node in root.descendants() {
        let terms = ["term", "single", "multiple"].contains(&node.tag_name().name());
        let words = PRINTED.into_iter().filter_map(|it| node.attribute(it));
        let words = words.chain(node.text().filter(|_| terms));
        let words = words.filter(|it| it.contains(char::is_numeric));
        found.extend(words.map(|it| (line(node), it.trim().chars().take(60).collect())));
    }
    found
}

/// Reads the text of a CSL file.
pub fn parse(text: &str) -> Result<Read, Fault> {
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    let document = xml::parse(text.trim_start_matches('\u{feff}'), options).map_err(|error| {
        Fault { what: error.to_string(), help: None, line: Some(error.pos().row as usize) }
    })?;
    let fault = |node: Node, what: String| {
        let line = document.text_pos_at(node.range().start).row as usize;
        Fault { what, help: None, line: Some(line) }
    };
    let root = document.root_element();
    if root.tag_name().name() != "style" {
        let what = format!("the root element is <{}>, not <style>", root.tag_name().name());
        return Err(fault(root, what));
    }
    if let Some(link) = parent(root) {
        let address = link.attribute("href").unwrap_or_default();
        let name = address.rsplit('/').next().unwrap_or_default();
        let what = format!("this style only refers to another one, “{name}”");
        let help = format!("name that style, or its own file: {name}.csl");
        return Err(Fault { help: Some(help), ..fault(link, what) });
    }
    bounds::check(root).map_err(|(node, what)| fault(node, what))?;
    let mut left_out = BTreeSet::new();
    let mut style = |language| {
        let (written, more) = understood::write(root, language);
        left_out.extend(more);
        IndependentStyle::from_xml(&written).map(Arc::new).map_err(|error| {
            let what = error.source.to_string();
            let at = accused(root, &what);
            let line = at.map(|it| document.text_pos_at(it.range().start).row as usize);
            Fault { what, help: None, line }
        })
    };
    let base = Language::base();
    let other = style(base)?;
    if other.bibliography.is_none() {
        return Err(fault(root, "it has no list of references".to_string()));
    }
    let mut rules = Vec::new();
    for language in understood::own_layouts(root) {
        rules.push((language, style(language)?));
    }
    rules.push((base, other));
    if understood::has_layouts(root) {
        let unnamed = Language::default();
        rules.push((unnamed, style(unnamed)?));
    }
    let numbers = numbered(root, |it| document.text_pos_at(it.range().start).row as usize);
    Ok(Read { rules, left_out, numbers })
}

/// The link of a dependent style to its parent.
fn parent<'a, 'd>(root: Node<'a, 'd>) -> Option<Node<'a, 'd>> {
    let named = |node: &Node, name: &str| node.tag_name().name() == name;
    if root.children().any(|it| named(&it, "citation")) {
        return None;
    }
    let info = root.children().find(|it| named(it, "info"))?;
    info.children().find(|it| it.attribute("rel") == Some("independent-parent"))
}

/// The element with the word that a message accuses: “unknown variant `x`”.
fn accused<'a, 'd>(root: Node<'a, 'd>, message: &str) -> Option<Node<'a, 'd>> {
    let word = message.split('`').nth(1)?;
    let has = |node: &Node| {
        let mut values = node.attributes().map(|it| it.value());
        node.tag_name().name() == word || values.any(|it| it.split(' ').any(|it| it == word))
    };
    root.descendants().find(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A style with these macros and this layout of the list.
    fn style(macros: &str, layout: &str) -> String {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\">\n\
             <info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>\n\
             {macros}\n\
             <citation><layout><text variable=\"citation-number\"/></layout></citation>\n\
             <bibliography><layout>{layout}</layout></bibliography>\n</style>"
        )
    }

    #[test]
    fn a_sound_style_is_read() {
        let text =
            style("<macro name=\"a\"><text variable=\"title\"/></macro>", "<text macro=\"a\"/>");
        let read = parse(&text).unwrap();
        assert_eq!(read.rules[0].1.info.title.value, "T");
        assert!(read.left_out.is_empty());
        assert!(parse(&format!("\u{feff}{text}")).is_ok());
    }

    #[test]
    fn faults_are_told_with_their_lines() {
        let cases = [
            ("<style", None, 1),
            ("<html>\n</html>", Some("the root element is <html>"), 1),
            (&style("", "<text variable=\"title\" text-case=\"loud\"/>"), Some("loud"), 5),
            (&style("\n<macro name=\"a\"><text macro=\"b\"/></macro>", ""), Some("“b”"), 4),
        ];
        for (text, what, line) in cases {
            let fault = parse(text).unwrap_err();
            assert!(fault.what.contains(what.unwrap_or_default()), "{fault:?}");
            assert_eq!(fault.line, Some(line), "{fault:?}");
        }
    }

    #[test]
    fn what_csl_does_not_have_is_left_out_and_told() {
        let layout = "<text variable=\"titel\"/><text variable=\"title\"/>\
            <choose><if variable=\"own-thing\" match=\"any\"><text value=\"a\"/></if></choose>";
        let macros = "<locale><terms><term name=\"own-term\">x &amp; y</term></terms></locale>";
        let read = parse(&style(macros, layout)).unwrap();
        let left_out: Vec<&str> = read.left_out.iter().map(String::as_str).collect();
        assert_eq!(left_out, ["term own-term", "variable own-thing", "variable titel"]);
    }

    #[test]
    fn works_have_the_layout_of_their_language() {
        let layouts = "<text value=\"en\"/></layout><layout><text value=\"zh\"/>";
        let text = style("", layouts).replacen(
            "<bibliography><layout>",
            "<bibliography><layout locale=\"en es\">",
            1,
        );
        let read = parse(&text).unwrap();
        assert_ne!(read.rules[0].1, read.rules[1].1);
    }

    #[test]
    fn a_dependent_style_names_its_parent() {
        let text = "<style version=\"1.0\"><info><title>T</title><id>t</id>\n\
             <link href=\"http://www.zotero.org/styles/nature\" rel=\"independent-parent\"/></info></style>";
        let fault = parse(text).unwrap_err();
        assert!(fault.what.contains("nature"), "{fault:?}");
        assert_eq!(fault.line, Some(2));
    }

    #[test]
    fn macros_that_call_themselves_or_grow_without_end_are_refused() {
        let circle = "<macro name=\"a\"><text macro=\"b\"/></macro>\n<macro name=\"b\"><text macro=\"a\"/></macro>";
        assert!(parse(&style(circle, "<text macro=\"a\"/>")).unwrap_err().what.contains("itself"));
        let mut bomb = String::from("<macro name=\"m0\"><text value=\"x\"/></macro>");
        for i in 1..40 {
            let call = format!("<text macro=\"m{}\"/>", i - 1).repeat(10);
            bomb.push_str(&format!("<macro name=\"m{i}\">{call}</macro>"));
        }
        let fault = parse(&style(&bomb, "<text macro=\"m39\"/>")).unwrap_err();
        assert!(fault.what.contains("more than"), "{fault:?}");
        let deep =
            format!("{}<text value=\"x\"/>{}", "<group>".repeat(400), "</group>".repeat(400));
        assert!(parse(&style("", &deep)).unwrap_err().what.contains("deeper"));
        let doctype = "<!DOCTYPE a [<!ENTITY b \"c\">]><style>&b;</style>";
        assert!(parse(doctype).is_err());
    }
}
