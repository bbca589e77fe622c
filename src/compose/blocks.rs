//! Paired blocks to the array of dictionaries that templates lay out.

use super::block_lead::{Lead, are_pictures, lead};
use super::block_notes::{cites, computed, doubts};
use super::inlines::Writer;
use super::panels::{Panels, side_by_side};
use super::{block_tables, image, quantity};
use crate::language::Language;
use crate::model::manuscript::{Block, BlockKind, GeneratedBlock, Inline, RawLine};
use crate::model::resolved::Resolved;
use crate::typst_source::escape;
use crate::typst_source::source_map::TypstFile;

/// Writes `(block, block, …)` for runs of blocks that stand side by side.
pub fn write(writer: &mut Writer, runs: &[(Language, &[Block])], tables: &Resolved) {
    let count = runs.iter().map(|(_, run)| run.len()).min().unwrap_or_default();
    writer.raw("(\n");
    for i in 0..count {
        let panels: Panels = runs.iter().map(|(language, run)| (*language, &run[i])).collect();
        block(writer, &panels, tables);
        writer.raw(",\n");
    }
    writer.raw(")");
}

fn block(writer: &mut Writer, panels: &Panels, tables: &Resolved) {
    let Some((_, leading)) = panels.first() else {
        return;
    };
    writer.raw("(");
    let label = writer.labels.next(leading).filter(|label| writer.wanted.contains(label));
    let label = label.map_or("none".to_string(), |label| escape::string(&label));
    match &leading.kind {
        BlockKind::Heading { level, number, .. } => {
            writer.raw(&format!("kind: \"heading\", level: {level}, id: {label}, "));
            if let Some(number) = number {
                writer.raw(&format!("section: \"{number}\", "));
            }
            bodies(writer, "body", &texts(panels));
        }
        BlockKind::Paragraph(_) => paragraph(writer, panels),
        BlockKind::Formula(_) => {
            writer.raw("kind: \"formula\", ");
            bodies(writer, "body", &texts(panels));
        }
        BlockKind::List { .. } => list(writer, panels, &leading.kind, tables),
        BlockKind::Definitions { terms, .. } => definitions(writer, panels, terms.len(), tables),
        BlockKind::Raw(lines) => {
            let path = raw(writer, lines);
            writer.raw(&format!("kind: \"raw\", body: include {}, ", escape::string(&path)));
        }
        BlockKind::Quote(_) => container(writer, "kind: \"quote\", blocks: ", panels, tables),
        BlockKind::Callout { tone, .. } => {
            let head = format!("kind: \"callout\", tone: \"{tone}\", blocks: ");
            container(writer, &head, panels, tables);
            titles(writer, panels);
        }
        BlockKind::Div { name, attributes, .. } => {
            let around = writer.file.optional;
            // Only handouts print them, and not both.
            writer.file.optional |= matches!(name.as_str(), "notes" | "handout");
            let head = format!("{}blocks: ", division(name, attributes));
            container(writer, &head, panels, tables);
            writer.file.optional = around;
        }
        BlockKind::Table { align, rows, heads, merged, .. } => {
            block_tables::table(writer, panels, align, rows);
            block_tables::grid(writer, *heads, merged);
            block_tables::caption(writer, panels);
        }
        BlockKind::Code { language, text, .. } => {
            // What no person writes by hand, such as minified code, takes too long to be highlighted.
            let written = text.lines().all(|line| line.len() < 4000);
            let language = language
                .as_ref()
                .filter(|_| written)
                .map_or("none".to_string(), |it| escape::string(it));
            let text = escape::string(text);
            writer.raw(&format!("kind: \"code\", lang: {language}, text: {text}, body: "));
            // It is called here, so that what is wrong with its lines leads to the author's.
            let source = format!("raw(block: true, lang: {language}, {text})");
            writer.file.push_mapped(&source, &leading.place);
            writer.raw(", ");
        }
        BlockKind::Rule => writer.raw("kind: \"rule\", "),
        BlockKind::Image { path, size, .. } => image::image(writer, panels, path, size),
        BlockKind::Figure { columns, .. } => {
            image::figure(writer, panels, *columns);
            container(writer, "parts: ", panels, tables);
        }
        BlockKind::Generated(block) => generated(writer, block),
    }
    let by_itself = matches!(leading.kind, BlockKind::Heading { .. } | BlockKind::Generated(_));
    if label != "none" && !by_itself {
        writer.raw(&format!("id: {label}, "));
    }
    cites(writer, leading, tables);
    computed(writer, leading);
    doubts(writer, leading);
    writer.raw(")");
}

fn list(writer: &mut Writer, panels: &Panels, list: &BlockKind, tables: &Resolved) {
    let BlockKind::List { ordered, start, tight, items, done } = list else { return };
    writer.raw(&format!(
        "kind: \"list\", ordered: {ordered}, start: {start}, tight: {tight}, items: ("
    ));
    for runs in side_by_side(panels, items.len(), |block| block.kind.runs()) {
        write(writer, &runs, tables);
        writer.raw(", ");
    }
    writer.raw("), ");
    if !done.is_empty() {
        let done = done.iter().map(|it| it.map_or("none,".to_string(), |it| format!("{it},")));
        writer.raw(&format!("done: ({}), ", done.collect::<String>()));
    }
}

/// The keys of a division that come before what it holds.
fn division(name: &str, attributes: &[(String, String)]) -> String {
    let pair = |(key, value): &(String, String)| {
        format!("{}: {},", escape::string(key), escape::string(value))
    };
    let pairs: String = attributes.iter().map(pair).collect();
    let head = format!("kind: \"div\", name: {}, ", escape::string(name));
    match pairs.is_empty() {
        true => head,
        false => format!("{head}attributes: ({pairs}), "),
    }
}

/// Inline text of each panel.
fn bodies(writer: &mut Writer, key: &str, texts: &[(Language, &[Inline])]) {
    writer.per_language(key, texts, |writer, language, body| writer.body(body, language));
}

/// The first text of a block in each language.
fn texts<'a>(panels: &Panels<'a>) -> Vec<(Language, &'a [Inline])> {
    side_by_side(panels, 1, |block| block.kind.inlines()).pop().unwrap_or_default()
}

/// A paragraph; one that begins with strong text, or is one value, shows that apart, and its value if it is one.
fn paragraph(writer: &mut Writer, panels: &Panels) {
    writer.raw("kind: \"paragraph\", ");
    if panels.iter().all(|(_, block)| block.kind.inlines().iter().all(|it| are_pictures(it))) {
        writer.raw("pictures: true, ");
    }
    let from = writer.traces.len();
    writer.per_language("body", &texts(panels), |writer, language, body| {
        writer.opening = writer.pack(language).typography.indent > 0.0;
        writer.body(body, language);
        writer.opening = false;
    });
    let leads: Option<Vec<(Language, Lead)>> =
        panels.iter().map(|(language, block)| Some((*language, lead(block)?))).collect();
    let Some(leads) = leads else { return };
    writer.again = Some(from);
    writer
        .per_language("lead", &leads, |writer, language, lead| writer.body(lead.strong, language));
    writer.per_language("rest", &leads, |writer, language, lead| writer.body(lead.rest, language));
    if leads.iter().all(|(_, lead)| lead.value().is_some()) {
        writer.per_language("quantity", &leads, |writer, language, lead| {
            let Some((printed, place)) = lead.value() else { return };
            let key = writer.known(from, printed, place, language).unwrap_or(from) + 1;
            let doubt = writer.doubted.number(printed);
            quantity::write(&mut writer.file, printed, (key, doubt));
        });
    }
    writer.again = None;
}

/// What a block holds, behind the keys that come before it.
fn container(writer: &mut Writer, head: &str, panels: &Panels, tables: &Resolved) {
    writer.raw(head);
    let runs = side_by_side(panels, 1, |block| block.kind.runs()).pop().unwrap_or_default();
    write(writer, &runs, tables);
    writer.raw(", ");
}

/// The headings that the author gave a callout, when every language has one.
fn titles(writer: &mut Writer, panels: &Panels) {
    let title = |block: &Block| match &block.kind {
        BlockKind::Callout { title, .. } => title.clone().filter(|title| !title.is_empty()),
        _ => None,
    };
    let titles: Option<Vec<(Language, String)>> =
        panels.iter().map(|(language, block)| Some((*language, title(block)?))).collect();
    if let Some(titles) = titles {
        writer.per_language("title", &titles, |writer, _, title| {
            writer.raw(&format!("[{}]", escape::markup(title)));
        });
    }
}

fn definitions(writer: &mut Writer, panels: &Panels, count: usize, tables: &Resolved) {
    writer.raw("kind: \"definitions\", items: (");
    let terms = side_by_side(panels, count, |block| block.kind.inlines());
    let meanings = side_by_side(panels, count, |block| block.kind.runs());
    for (term, blocks) in terms.iter().zip(&meanings) {
        writer.raw("(");
        bodies(writer, "term", term);
        writer.raw("blocks: ");
        write(writer, blocks, tables);
        writer.raw("), ");
    }
    writer.raw("), ");
}

/// Writes a block of Typst to a file of its own, so that it can neither see nor break what is
/// around it; returns the file's path.
fn raw(writer: &mut Writer, lines: &[RawLine]) -> String {
    let path = format!("/raw-{}.typ", writer.raw.len() + 1);
    let mut file = TypstFile::new(&path);
    for (name, printed) in lines.iter().flat_map(|line| &line.values) {
        file.push(&format!("#let {name} = {}\n", escape::string(&printed.text)));
    }
    for line in lines {
        file.push_verbatim(&line.text, &line.place);
        file.push("\n");
    }
    writer.raw.push(file);
    path
}

fn generated(writer: &mut Writer, generated: &GeneratedBlock) {
    let named =
        |kind: &str, name: &str| format!("kind: \"{kind}\", name: {}, ", escape::string(name));
    writer.raw(&match generated {
        GeneratedBlock::Table(name) => named("table", name),
        GeneratedBlock::Figure(name) => named("figure", name),
        GeneratedBlock::References { .. } => "kind: \"references\", ".to_string(),
        GeneratedBlock::Abbreviations => "kind: \"abbreviations\", ".to_string(),
        // The box is put in its place before pages are made; where there is nothing to compare with, there is none.
        GeneratedBlock::Changes => "kind: \"div\", name: \"changes\", blocks: (), ".to_string(),
    });
}
