//! A CSL file without what is not in CSL 1.0: styles for Chinese journals, written for Zotero, have a
//! layout for each language, and terms and variables of newer drafts. The rest is written out again.

use std::collections::BTreeSet;
use std::str::FromStr;

use hayagriva::citationberg::taxonomy::{Kind, Locator, Term, Variable};
use roxmltree::{Node, NodeType};
use serde::de::value::{self, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::language::Language;
use crate::language::packs::Languages;

/// The style for works in a language, and the names of what was left out.
pub fn write(root: Node, language: Language) -> (String, BTreeSet<String>) {
    let mut writer = Writer { out: String::new(), left_out: BTreeSet::new(), language };
    writer.node(root);
    (writer.out, writer.left_out)
}

/// Whether works in different languages have different layouts.
pub fn has_layouts(root: Node) -> bool {
    root.descendants().any(|it| name(it) == "layout" && it.has_attribute("locale"))
}

/// The languages of full width that have a layout of their own; all others share the words of the pages.
pub fn own_layouts(root: Node) -> BTreeSet<Language> {
    let known = Languages::built_in();
    let layouts = root.descendants().filter(|it| name(*it) == "layout");
    let codes =
        layouts.flat_map(|it| it.attribute("locale").unwrap_or_default().split_whitespace());
    let languages = codes.filter_map(|code| known.find(code));
    languages.filter(|it| known.pack(*it).is_wide()).map(Language::root).collect()
}

struct Writer {
    out: String,
    left_out: BTreeSet<String>,
    language: Language,
}

/// A condition that no work meets.
const NEVER: (&str, &str) = ("is-uncertain-date", "available-date");

impl Writer {
    fn node(&mut self, node: Node) {
        match node.node_type() {
            NodeType::Element if self.keeps(node) => self.element(node),
            // Space between elements means nothing.
            NodeType::Text if !node.text().unwrap_or_default().trim().is_empty() => {
                self.escaped(node.text().unwrap_or_default());
            }
            _ => {}
        }
    }

    fn element(&mut self, node: Node) {
        let name = name(node);
        self.out.push_str(&format!("<{name}"));
        let mut never = false;
        for attribute in node.attributes() {
            let value = match (name, attribute.name()) {
                ("layout", "locale") => continue,
                (_, "variable" | "is-numeric") => {
                    self.words(attribute.value(), "variable", known::<Variable>)
                }
                ("if" | "else-if", "type") => {
                    self.words(attribute.value(), "type", |it| Kind::from_str(it).is_ok())
                }
                ("if" | "else-if", "locator") => {
                    self.words(attribute.value(), "locator", |it| Locator::from_str(it).is_ok())
                }
                _ => attribute.value().to_string(),
            };
            if value.is_empty() && !attribute.value().trim().is_empty() {
                never = true;
                continue;
            }
            let prefix = match attribute.namespace() {
                Some("http://www.w3.org/XML/1998/namespace") => "xml:",
                _ => "",
            };
            self.out.push_str(&format!(" {prefix}{}=\"", attribute.name()));
            self.escaped(&value);
            self.out.push('"');
        }
        if never && matches!(name, "if" | "else-if") {
            self.out.push_str(&format!(" {}=\"{}\"", NEVER.0, NEVER.1));
        }
        self.out.push('>');
        let before = self.out.len();
        node.children().for_each(|child| self.node(child));
        let holds = ["if", "else-if", "else", "group", "macro", "layout", "substitute"];
        if self.out.len() == before && holds.contains(&name) {
            self.out.push_str("<text value=\"\"/>");
        }
        self.out.push_str(&format!("</{name}>"));
    }

    /// The words that CSL knows.
    fn words(&mut self, value: &str, what: &str, known: impl Fn(&str) -> bool) -> String {
        let (kept, other): (Vec<&str>, Vec<&str>) =
            value.split_whitespace().partition(|word| known(word));
        self.left_out.extend(other.iter().map(|word| format!("{what} {word}")));
        kept.join(" ")
    }

    fn keeps(&mut self, node: Node) -> bool {
        let name = name(node);
        let within = node.parent_element().map(self::name).unwrap_or_default();
        let variable = node.attribute("variable").filter(|_| is_rendering(name));
        if let Some(variables) = variable
            && !variables.split_whitespace().any(known::<Variable>)
        {
            self.left_out.insert(format!("variable {variables}"));
            return false;
        }
        let term = match (name, within) {
            ("text", _) => node.attribute("term"),
            ("term", "terms") => node.attribute("name"),
            _ => None,
        };
        if let Some(term) = term.filter(|term| !known::<Term>(term)) {
            self.left_out.insert(format!("term {term}"));
            return false;
        }
        match (name, within) {
            ("layout", _) => self.is_own_layout(node),
            ("terms", _) => {
                let mut names = node.children().filter_map(|it| it.attribute("name"));
                let any = names.by_ref().any(known::<Term>);
                if !any {
                    let other = node.children().filter_map(|it| it.attribute("name"));
                    self.left_out.extend(other.map(|name| format!("term {name}")));
                }
                any
            }
            ("institution", "names") | ("key", "sort") if !sorts(node) => {
                self.left_out.insert(name.to_string());
                false
            }
            (_, "style") => {
                let parts = ["info", "locale", "macro", "citation", "bibliography"];
                let known = parts.contains(&name);
                self.left_out.extend((!known).then(|| name.to_string()));
                known
            }
            _ => true,
        }
    }

    /// Whether a layout is the one for the language: by its `locale`, or else the one without.
    fn is_own_layout(&self, node: Node) -> bool {
        let layouts = || {
            let beside = node.parent_element().into_iter().flat_map(|it| it.children());
            beside.filter(|it| name(*it) == "layout")
        };
        let speaks = |it: &Node| {
            let codes = it.attribute("locale").unwrap_or_default();
            codes.split_whitespace().any(|it| it.starts_with(self.language.code()))
        };
        let own = layouts().find(speaks);
        let usual = || layouts().find(|it| !it.has_attribute("locale"));
        own.or_else(usual).or_else(|| layouts().next_back()) == Some(node)
    }

    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\n' | '\t' => self.out.push_str(&format!("&#{};", character as u32)),
                other => self.out.push(other),
            }
        }
    }
}

fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

fn is_rendering(name: &str) -> bool {
    matches!(name, "text" | "number" | "label" | "date" | "names")
}

/// Whether a key of a sorting is one that CSL knows; other elements are not asked.
fn sorts(node: Node) -> bool {
    name(node) == "key" && node.attribute("variable").is_none_or(known::<Variable>)
}

/// Whether CSL has a word of this sort.
fn known<T: DeserializeOwned>(word: &str) -> bool {
    let word: StrDeserializer<'_, value::Error> = word.into_deserializer();
    T::deserialize(word).is_ok()
}
