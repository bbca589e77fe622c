//! What a document says, passage by passage: the words of each block with the values filled in, and without them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::data::place::Place;
use crate::language::{Bilingual, Edition, Language};
use crate::model::evaluated::EvaluatedDocument;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{
    Block, BlockKind, Citation, GeneratedBlock, Inline, VALUE, walk_inlines,
};
use crate::model::reference;

/// What stands for a value of the data in a wording.
pub const HOLE: char = '\u{fffc}';

/// The words of one block, or of one cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// The language.
    pub language: String,
    /// What it is: `title`, `heading`, `paragraph`, `table` …
    pub kind: String,
    /// The heading that it stands under, or the table or figure that it belongs to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub under: String,
    /// The division or box that it stands in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub within: String,
    /// The file that it is written in.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What the reader sees; a citation by its keys.
    pub text: String,
    /// The same with U+FFFC for each value that comes from data; absent when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// What stands in its place, one for each, where a text holds such values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

impl Passage {
    /// The words without the values.
    pub fn wording(&self) -> &str {
        self.wording.as_deref().unwrap_or(&self.text)
    }
}

/// A reference that a document cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cited {
    /// Its key.
    pub key: String,
    /// Names, title, place of publication and year, in short.
    pub text: String,
}

/// The passages of an edition, language by language, and the references that they cite.
pub fn of(
    inputs: &Inputs,
    document: &EvaluatedDocument,
    edition: &Edition,
) -> (Vec<Passage>, Vec<Cited>) {
    let mut reader = Reader::default();
    for language in edition.languages() {
        let Some(manuscript) = document.manuscript(*language) else { continue };
        reader.language = *language;
        reader.under.clear();
        reader.titles(inputs, document);
        reader.blocks(&manuscript.blocks, "");
        for (name, table) in document.tables.get(language).into_iter().flatten() {
            reader.under = name.anchor().unwrap_or_default();
            let place = Place::file(&inputs.manifest.file);
            table.for_each_inlines(&mut |inlines| reader.inlines("table", inlines, "", &place));
        }
    }
    let lead = edition.languages().first().copied().unwrap_or_default();
    let messages = &inputs.languages.pack(lead).messages;
    let all = inputs.references.iter();
    let cited = all.filter(|it| reader.cites_all || reader.cited.contains(&it.key)).map(|it| {
        let parts = [
            Some(reference::short(it, messages)),
            reference::title(it),
            it.entry.doi().map(str::to_string),
        ];
        Cited {
            key: it.key.clone(),
            text: parts.into_iter().flatten().collect::<Vec<_>>().join(". "),
        }
    });
    let cited = cited.collect();
    (reader.passages, cited)
}

/// Reads blocks in order.
#[derive(Default)]
struct Reader {
    language: Language,
    under: String,
    passages: Vec<Passage>,
    cited: BTreeSet<String>,
    cites_all: bool,
}

impl Reader {
    fn titles(&mut self, inputs: &Inputs, document: &EvaluatedDocument) {
        let project = &inputs.manifest.project;
        let title = document.title.as_ref().unwrap_or(&project.title);
        let own = inputs.manifest.documents.get(&document.name).map(|it| &it.title);
        let subtitle = document.subtitle.as_ref().unwrap_or(&project.subtitle);
        let place = Place::file(&inputs.manifest.file);
        let texts: Vec<&Bilingual> = [Some(title), own, Some(subtitle), Some(&project.summary)]
            .into_iter()
            .flatten()
            .collect();
        for text in texts {
            if let Some(text) = text.get(self.language) {
                self.push("title", Words::typed(text, text), "", &place);
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], within: &str) {
        for block in blocks {
            let (kind, inside) = describe(&block.kind, within);
            match &block.kind {
                BlockKind::Code { text, typed, .. } => {
                    self.push(kind, Words::typed(text, typed), within, &block.place);
                }
                BlockKind::Callout { title: Some(title), typed, .. } => {
                    self.push(kind, Words::typed(title, typed), inside, &block.place);
                }
                BlockKind::Image { alt, typed, .. } => {
                    self.push(kind, Words::typed(alt, typed), within, &block.place);
                }
                BlockKind::Generated(GeneratedBlock::References { all }) => self.cites_all |= all,
                _ => {}
            }
            for inlines in block.kind.inlines() {
                self.inlines(kind, inlines, within, &block.place);
            }
            for run in block.kind.runs() {
                self.blocks(run, inside);
            }
        }
    }

    fn inlines(&mut self, kind: &str, inlines: &[Inline], within: &str, block: &Place) {
        let mut words = Words::default();
        words.add(inlines);
        let mut place = None;
        walk_inlines(inlines, &mut |inline| match inline {
            Inline::Text(_, at) | Inline::Value(_, at) if place.is_none() => {
                place = Some(at.clone())
            }
            Inline::Cite(keys) => self.cited.extend(keys.iter().map(|it| it.key.clone())),
            _ => {}
        });
        let place = place.filter(|_| kind == "table").unwrap_or_else(|| block.clone());
        self.push(kind, words, within, &place);
    }

    /// What has no words is no passage: a cell of a table that is a value and nothing else.
    fn push(&mut self, kind: &str, words: Words, within: &str, place: &Place) {
        let (text, wording) = (tidy(&words.text), tidy(&words.wording));
        if !wording.chars().any(|c| c != HOLE && c.is_alphanumeric()) {
            return;
        }
        if kind == "heading" {
            self.under.clone_from(&text);
        }
        self.passages.push(Passage {
            language: self.language.code().to_string(),
            kind: kind.to_string(),
            under: if kind == "heading" { String::new() } else { self.under.clone() },
            within: within.to_string(),
            file: place.file.to_string(),
            line: place.line,
            wording: (wording != text).then_some(wording),
            values: words.values,
            text,
        });
    }
}

/// What a block is called, and what the blocks in it stand in.
fn describe<'a>(kind: &'a BlockKind, within: &'a str) -> (&'static str, &'a str) {
    match kind {
        BlockKind::Heading { .. } => ("heading", within),
        BlockKind::Paragraph(_) => ("paragraph", within),
        BlockKind::Formula(_) => ("formula", within),
        BlockKind::List { .. } => ("list", within),
        BlockKind::Definitions { .. } => ("term", within),
        BlockKind::Quote(_) => ("quotation", within),
        BlockKind::Callout { tone, .. } => ("callout", tone),
        BlockKind::Div { name, .. } => ("division", name),
        BlockKind::Table { .. } => ("table", within),
        BlockKind::Code { .. } => ("code", within),
        BlockKind::Image { .. } | BlockKind::Figure { .. } => ("image", within),
        BlockKind::Raw(_) | BlockKind::Rule | BlockKind::Generated(_) => ("other", within),
    }
}

/// Running text as it is read, and with a hole for each value of the data.
#[derive(Default)]
struct Words {
    text: String,
    wording: String,
    values: Vec<String>,
}

impl Words {
    /// A text whose values are not known one by one.
    fn typed(text: &str, typed: &str) -> Words {
        Words { text: text.to_string(), wording: holes(typed), values: Vec::new() }
    }

    fn both(&mut self, words: &str) {
        self.each(words, words);
    }

    fn each(&mut self, text: &str, wording: &str) {
        self.text.push_str(text);
        self.wording.push_str(wording);
    }

    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(words, _) => self.both(words),
                Inline::Value(value, _) if value.is_typed() => self.both(&value.text),
                Inline::Value(value, _) => {
                    self.values.push(value.text.clone());
                    self.each(&value.text, &HOLE.to_string());
                }
                Inline::Math { formula, .. } => self.each(&formula.latex, &holes(&formula.typed)),
                Inline::Code { text, typed, .. } => self.each(text, &holes(typed)),
                Inline::Image { alt, .. } => self.both(alt),
                Inline::Cite(keys) => {
                    let keys: Vec<String> = keys.iter().map(citation).collect();
                    self.both(&format!("[{}]", keys.join("; ")));
                }
                Inline::Break => self.both(" "),
                Inline::Footnote { body, .. } => {
                    self.both(" [");
                    self.add(body);
                    self.both("]");
                }
                Inline::Link { url, body, .. } => {
                    self.add(body);
                    if url.contains(':') {
                        self.both(&format!(" <{url}>"));
                    }
                }
                _ => self.add(inline.children()),
            }
        }
    }
}

fn citation(it: &Citation) -> String {
    let locator = it.locator.as_ref().map(|locator| format!(" {locator}")).unwrap_or_default();
    format!("@{}{locator}", it.key)
}

/// What is typed, with a hole where a value stands.
fn holes(typed: &str) -> String {
    typed.replace(VALUE, &HOLE.to_string())
}

/// One blank where there is white space.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
