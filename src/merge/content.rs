//! One edition's `content.typ`: blocks, tables, references and abbreviations.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::bibliography::{self, Formatter};
use super::blocks;
use super::escape;
use super::joints::Edge;
use super::numbering::{Numbers, cited_keys, lists_all};
use super::provenance::Provenances;
use super::source::TypstFile;
use super::tables::Resolved;
use super::writer::{Dagger, Writer};
use super::{figure_writer, table_writer};
use crate::model::anchors::{self, Anchor, Labels};
use crate::model::inputs::Inputs;
use crate::model::language::{Bilingual, Edition, Language};
use crate::model::manuscript::{Block, Inline, Insert, Manuscript, walk_blocks, walk_inlines};
use crate::model::project::{Reference, Term};
use crate::model::table::Declaration;
use crate::model::trace::Trace;

const HEAD: &str = "#import \"/templates/diptych/inline.typ\": *\n";

/// Everything of one document that content is written from.
pub struct Material<'a> {
    /// The project.
    pub inputs: &'a Inputs,
    /// The document's text in the edition's languages, in their order.
    pub manuscripts: Vec<&'a Manuscript>,
    /// Its tables by language.
    pub tables: &'a HashMap<Language, Resolved>,
    /// The numbers of its references.
    pub numbers: &'a Numbers,
    /// Formats references.
    pub formatter: &'a Formatter,
    /// Where the rows of the data say that they come from.
    pub provenances: &'a Provenances,
    /// Whether each printed value carries a key to an appendix.
    pub audit: bool,
    /// The title that the text gave itself, when the manifest gives none.
    pub title: Option<&'a Bilingual>,
}

/// Writes the file and those it includes; also returns every value printed in them.
pub fn write(material: &Material, edition: &Edition) -> (Vec<TypstFile>, Vec<Trace>) {
    let mut writer = Writer {
        file: TypstFile::new("/content.typ"),
        numbers: material.numbers,
        provenances: material.provenances,
        traces: Vec::new(),
        again: None,
        anchors: anchors(material),
        wanted: HashSet::new(),
        labels: Labels::default(),
        footnotes: HashSet::new(),
        raw: Vec::new(),
        dagger: Dagger::Foot,
        edge: Edge::default(),
    };
    writer.wanted = wanted(material, &writer);
    writer.raw(HEAD);
    write_blocks(&mut writer, material);
    write_tables(&mut writer, material, edition);
    write_references(&mut writer, material, edition);
    write_abbreviations(&mut writer, material);
    let files = std::iter::once(writer.file).chain(writer.raw).collect();
    (files, writer.traces)
}

/// What links of each language lead to.
fn anchors<'a>(material: &Material<'a>) -> HashMap<(Language, String), Anchor<'a>> {
    let mut all = HashMap::new();
    for manuscript in &material.manuscripts {
        for anchor in anchors::anchors(&manuscript.blocks) {
            all.entry((manuscript.language, anchor.name.clone())).or_insert(anchor);
        }
    }
    all
}

/// The labels that any link of the document leads to.
fn wanted(material: &Material, writer: &Writer) -> HashSet<String> {
    let mut wanted = HashSet::new();
    for manuscript in &material.manuscripts {
        let mut add = |inlines: &[Inline]| {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Link { url, .. } = inline
                    && let Some(name) = url.strip_prefix('#')
                    && let Some(anchor) =
                        writer.anchors.get(&(manuscript.language, name.to_string()))
                {
                    wanted.insert(anchor.label.clone());
                }
            });
        };
        walk_blocks(&manuscript.blocks, &mut |block| {
            block.kind.inlines().into_iter().for_each(&mut add);
        });
        let tables = material.tables.get(&manuscript.language);
        for table in tables.into_iter().flat_map(|tables| tables.values()) {
            table.for_each_inlines(&mut add);
        }
    }
    wanted
}

fn leading<'a>(material: &'a Material) -> Option<(&'a Manuscript, &'a Resolved)> {
    let manuscript = material.manuscripts.first()?;
    Some((manuscript, material.tables.get(&manuscript.language)?))
}

fn write_blocks(writer: &mut Writer, material: &Material) {
    let Some((_, tables)) = leading(material) else {
        return;
    };
    let runs: Vec<(Language, &[Block])> =
        material.manuscripts.iter().map(|it| (it.language, it.blocks.as_slice())).collect();
    writer.raw("#let blocks = ");
    blocks::write(writer, &runs, tables);
    writer.raw("\n");
}

/// Declared tables, then declared figures, by name.
fn write_tables(writer: &mut Writer, material: &Material, edition: &Edition) {
    for (variable, figures) in [("tables", false), ("figures", true)] {
        writer.raw(&format!("#let {variable} = (:\n"));
        let shown = leading(material).into_iter().flat_map(|(_, resolved)| resolved.keys());
        for insert in shown {
            if let Some(declaration) = material.inputs.declaration(insert)
                && declaration.drawing.is_some() == figures
            {
                write_declared(writer, material, edition, insert, declaration);
            }
        }
        writer.raw(")\n");
    }
}

fn write_declared(
    writer: &mut Writer,
    material: &Material,
    edition: &Edition,
    insert: &Insert,
    declaration: &Declaration,
) {
    let languages = edition.languages().iter();
    let panels: Option<Vec<_>> = languages
        .map(|language| Some((*language, material.tables.get(language)?.get(insert)?)))
        .collect();
    let Some(panels) = panels else { return };
    let terms = &material.inputs.terms;
    writer.raw(&format!("{}: ", escape::string(&declaration.name)));
    writer.dagger = Dagger::Beneath;
    match &declaration.drawing {
        Some(drawing) => figure_writer::write(writer, declaration, drawing, &panels, terms),
        None => table_writer::write(writer, declaration, &panels, terms),
    }
    writer.dagger = Dagger::Foot;
    writer.raw(",\n");
}

/// The references that the document cites, or all, by number.
fn listed<'a>(material: &Material<'a>) -> Vec<(usize, &'a Reference)> {
    let Some((manuscript, tables)) = leading(material) else {
        return Vec::new();
    };
    let cited: BTreeSet<&str> = cited_keys(&manuscript.blocks, tables).into_iter().collect();
    let all = lists_all(manuscript);
    let references = material.inputs.references.iter();
    let mut listed: Vec<_> = references
        .filter(|it| all || cited.contains(it.key.as_str()))
        .filter_map(|it| Some((material.numbers.get(&it.key)?, it)))
        .collect();
    listed.sort_by_key(|(number, _)| *number);
    listed
}

fn write_references(writer: &mut Writer, material: &Material, edition: &Edition) {
    let panels: Vec<(Language, ())> = edition.languages().iter().map(|it| (*it, ())).collect();
    let listed = listed(material);
    writer.raw("#let references = (\n");
    for (number, reference) in &listed {
        let key = escape::string(&reference.key);
        writer.raw(&format!("(number: {number}, key: {key}, lang: \"{}\", ", reference.language));
        writer.per_language("body", &panels, |writer, language, ()| {
            let entry = format!("[{}]", material.formatter.entry(reference, language));
            writer.file.push_mapped(&entry, &reference.place);
        });
        let doi = reference.entry.doi().map_or("none".to_string(), escape::string);
        writer.raw(&format!("doi: {doi}, "));
        let short = escape::string(&bibliography::short(reference));
        writer.file.push_mapped(&format!("short: {short}),\n"), &reference.place);
    }
    writer.raw(")\n#let short-refs = (:\n");
    for (number, reference) in &listed {
        let short = escape::string(&bibliography::short(reference));
        writer.raw(&format!("\"{number}\": {short},\n"));
    }
    writer.raw(")\n");
}

/// The abbreviations that the text or a table of the document uses, by their short form.
fn write_abbreviations(writer: &mut Writer, material: &Material) {
    let text = running_text(material);
    let words: BTreeSet<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric() && !"-/".contains(c)).collect();
    let used =
        |term: &&Term| !term.abbreviation.is_empty() && words.contains(term.abbreviation.as_str());
    let mut terms: Vec<&Term> = material.inputs.terms.iter().filter(used).collect();
    let own = explained(material);
    terms.retain(|term| !own.iter().any(|it| it.abbreviation == term.abbreviation));
    terms.extend(&own);
    terms.sort_by_key(|term| term.abbreviation.to_lowercase());
    writer.raw("#let abbreviations = (\n");
    for term in terms {
        let entry = format!(
            "(short: {}, zh: {}, en: {}),\n",
            escape::string(&term.abbreviation),
            escape::string(&term.zh),
            escape::string(&term.en)
        );
        writer.file.push_mapped(&entry, &term.place);
    }
    writer.raw(")\n");
}

/// The abbreviations that the texts explain themselves, as terms.
fn explained(material: &Material) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for manuscript in &material.manuscripts {
        for own in &manuscript.abbreviations {
            let known = terms.iter().position(|term| term.abbreviation == own.short);
            let at = known.unwrap_or_else(|| {
                terms.push(Term {
                    zh: String::new(),
                    en: String::new(),
                    abbreviation: own.short.clone(),
                    synonyms: Vec::new(),
                    kind: String::new(),
                    also: Vec::new(),
                    trade: Vec::new(),
                    place: own.place.clone(),
                });
                terms.len() - 1
            });
            let meaning = own.meaning.clone();
            match manuscript.language {
                Language::Zh => terms[at].zh = meaning,
                Language::En => terms[at].en = meaning,
            }
        }
    }
    terms
}

/// All running text of the document, values and tables included, for a search by words.
fn running_text(material: &Material) -> String {
    let mut text = String::new();
    let mut add = |inlines: &[Inline]| {
        walk_inlines(inlines, &mut |inline| match inline {
            Inline::Text(part, _) => text.push_str(part),
            Inline::Value(printed, _) => text.push_str(&printed.text),
            _ => {}
        });
        text.push(' ');
    };
    for manuscript in &material.manuscripts {
        walk_blocks(&manuscript.blocks, &mut |block| {
            block.kind.inlines().into_iter().for_each(&mut add)
        });
        let tables = material.tables.get(&manuscript.language);
        for table in tables.into_iter().flat_map(|tables| tables.values()) {
            table.for_each_inlines(&mut add);
        }
    }
    for insert in leading(material).into_iter().flat_map(|(_, tables)| tables.keys()) {
        let declaration = material.inputs.declaration(insert);
        let columns = declaration.into_iter().flat_map(|declaration| &declaration.columns);
        for column in columns {
            let heads = Language::ALL
                .map(|language| [column.over.get(language), column.head.get(language)]);
            for head in heads.into_iter().flatten().flatten() {
                text.push_str(head);
                text.push(' ');
            }
        }
    }
    text
}
