//! Paired blocks to the array of dictionaries that templates lay out.

use std::collections::BTreeSet;

use super::image;
use super::inlines::Writer;
use super::quantity;
use super::reference_numbers::cited_keys;
use crate::data::place::Place;
use crate::language::Language;
use crate::language::line_breaks::Room;
use crate::model::manuscript::{
    Block, BlockKind, GeneratedBlock, Inline, Merged, RawLine, RenderedValue, walk_blocks,
    walk_inlines,
};
use crate::model::resolved::Resolved;
use crate::typst_source::escape;
use crate::typst_source::source_map::TypstFile;

/// The same block in each language of an edition.
type Panels<'a> = Vec<(Language, &'a Block)>;

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
        BlockKind::Quote(_) => container(writer, "kind: \"quote\", ", panels, tables),
        BlockKind::Callout { tone, .. } => {
            let head = format!("kind: \"callout\", tone: \"{tone}\", ");
            container(writer, &head, panels, tables);
            titles(writer, panels);
        }
        BlockKind::Div { name, attributes, .. } => {
            let around = writer.file.optional;
            // Only handouts print them, and not both.
            writer.file.optional |= matches!(name.as_str(), "notes" | "handout");
            container(writer, &division(name, attributes), panels, tables);
            writer.file.optional = around;
        }
        BlockKind::Table { align, rows, heads, merged, .. } => {
            table(writer, panels, align, rows);
            grid(writer, *heads, merged);
            caption(writer, panels);
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

/// What is computed in the block's own text, for pages without a foot such as slides.
fn computed(writer: &mut Writer, block: &Block) {
    let mut kinds = BTreeSet::new();
    walk_blocks(std::slice::from_ref(block), &mut |block| {
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Value(printed, _) = inline {
                    kinds.extend(printed.computed.as_ref().map(|computed| computed.what));
                }
            });
        }
    });
    if !kinds.is_empty() {
        let list: String = kinds.iter().map(|what| format!("\"{}\",", what.id())).collect();
        writer.raw(&format!("computed: ({list}), "));
    }
}

/// The doubts of the values in the block's own text, in order and once each, likewise.
fn doubts(writer: &mut Writer, block: &Block) {
    let mut numbers = BTreeSet::new();
    walk_blocks(std::slice::from_ref(block), &mut |block| {
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Value(printed, _) = inline {
                    numbers.extend(writer.doubted.number(printed));
                }
            });
        }
    });
    if !numbers.is_empty() {
        let list: String = numbers.iter().map(|number| format!("{number},")).collect();
        writer.raw(&format!("doubts: ({list}), "));
    }
}

/// The numbers cited in the block, in order and once each.
fn cites(writer: &mut Writer, block: &Block, tables: &Resolved) {
    let mut numbers: Vec<usize> = Vec::new();
    for key in cited_keys(std::slice::from_ref(block), tables, &writer.off_slides.all) {
        if let Some(number) = writer.numbers.get(key)
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
    }
    let list: String = numbers.iter().map(|number| format!("{number},")).collect();
    writer.raw(&format!("cites: ({list}), "));
}

/// The `index`-th run of inline text of each panel.
fn bodies(writer: &mut Writer, key: &str, texts: &[(Language, &[Inline])]) {
    writer.per_language(key, texts, |writer, language, body| writer.body(body, language));
}

/// The first text of a block in each language.
fn texts<'a>(panels: &Panels<'a>) -> Vec<(Language, &'a [Inline])> {
    side_by_side(panels, 1, |block| block.kind.inlines()).pop().unwrap_or_default()
}

/// The parts of a block, each in all languages; `parts` is asked once for each language.
fn side_by_side<'a, T>(
    panels: &Panels<'a>,
    count: usize,
    parts: impl Fn(&'a Block) -> Vec<&'a [T]>,
) -> Vec<Vec<(Language, &'a [T])>> {
    let all: Vec<(Language, Vec<&[T]>)> =
        panels.iter().map(|(language, block)| (*language, parts(block))).collect();
    let part = |i: usize| {
        let at = |parts: &Vec<&'a [T]>| parts.get(i).copied().unwrap_or_default();
        all.iter().map(|(language, parts)| (*language, at(parts))).collect()
    };
    (0..count).map(part).collect()
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

/// Whether these are pictures, with nothing but blanks and line breaks between them.
fn are_pictures(inlines: &[Inline]) -> bool {
    let mut found = false;
    inlines.iter().all(|inline| match inline {
        Inline::Image { .. } => {
            found = true;
            true
        }
        Inline::Link { body, .. } => {
            found |= are_pictures(body);
            are_pictures(body)
        }
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    }) && found
}

struct Lead<'a> {
    strong: &'a [Inline],
    rest: &'a [Inline],
}

fn lead(block: &Block) -> Option<Lead<'_>> {
    match &block.kind {
        BlockKind::Paragraph(body) => match body.split_first()? {
            (Inline::Strong(strong), rest) => Some(Lead { strong, rest }),
            // A value that has the paragraph for itself needs no stars.
            (Inline::Value(..), rest) if rest.iter().all(is_beside) => {
                Some(Lead { strong: &body[..1], rest })
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether this says nothing beside a value: blanks, and where it is from.
fn is_beside(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Cite(_) | Inline::Break => true,
        _ => false,
    }
}

impl Lead<'_> {
    /// The value, when the strong text is exactly one.
    fn value(&self) -> Option<(&RenderedValue, &Place)> {
        match self.strong {
            [Inline::Value(printed, place)] => Some((printed, place)),
            _ => None,
        }
    }
}

fn container(writer: &mut Writer, head: &str, panels: &Panels, tables: &Resolved) {
    writer.raw(head);
    writer.raw("blocks: ");
    let runs = side_by_side(panels, 1, |block| block.kind.runs()).pop().unwrap_or_default();
    write(writer, &runs, tables);
    writer.raw(", ");
}

fn table(writer: &mut Writer, panels: &Panels, align: &[&str], rows: &[Vec<Vec<Inline>>]) {
    let align: String = align.iter().map(|align| format!("\"{align}\",")).collect();
    writer.raw(&format!("kind: \"mdtable\", align: ({align}), "));
    let cells = rows.iter().map(Vec::len).sum();
    let mut cells = side_by_side(panels, cells, |block| block.kind.inlines()).into_iter();
    writer.room = Room::Cell;
    for (i, row) in rows.iter().enumerate() {
        writer.raw(match i {
            0 => "head: (",
            1 => "rows: ((",
            _ => "(",
        });
        for cell in cells.by_ref().take(row.len()) {
            writer.panels(&cell, |writer, language, body| writer.body(body, language));
        }
        writer.raw("), ");
    }
    writer.room = Room::Page;
    writer.raw(if rows.len() > 1 { "), " } else { "rows: (), " });
}

/// The words above a table, when there are some in any language.
fn caption(writer: &mut Writer, panels: &Panels) {
    let words = |block: &'_ Block| match &block.kind {
        BlockKind::Table { caption, .. } => caption.clone(),
        _ => Vec::new(),
    };
    let texts: Vec<(Language, Vec<Inline>)> =
        panels.iter().map(|(language, block)| (*language, words(block))).collect();
    if texts.iter().any(|(_, words)| !words.is_empty()) {
        writer.per_language("caption", &texts, |writer, language, words| {
            writer.body(words, language);
        });
    }
}

/// What is told of a table only when its head is not its first row, or cells reach over others.
fn grid(writer: &mut Writer, heads: usize, merged: &[Merged]) {
    if heads != 1 {
        writer.raw(&format!("heads: {heads}, "));
    }
    if !merged.is_empty() {
        let cell = |it: &Merged| {
            let Merged { row, column, rows, columns } = it;
            format!("(row: {row}, column: {column}, rows: {rows}, columns: {columns}), ")
        };
        let cells: String = merged.iter().map(cell).collect();
        writer.raw(&format!("merged: ({cells}), "));
    }
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
