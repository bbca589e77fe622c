//! Paired blocks to the array of dictionaries that templates lay out.

use super::escape;
use super::numbering::cited_keys;
use super::tables::Resolved;
use super::writer::{Writer, quantity};
use crate::model::language::Language;
use crate::model::manuscript::{Block, BlockKind, Inline, Insert};

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
    match &leading.kind {
        BlockKind::Heading { level, .. } => {
            writer.raw(&format!("kind: \"heading\", level: {level}, id: none, "));
            bodies(writer, "body", panels, 0);
        }
        BlockKind::Paragraph(_) => paragraph(writer, panels),
        BlockKind::List { ordered, start, tight, items } => {
            writer.raw(&format!(
                "kind: \"list\", ordered: {ordered}, start: {start}, tight: {tight}, items: ("
            ));
            for i in 0..items.len() {
                nested(writer, panels, i, tables);
                writer.raw(", ");
            }
            writer.raw("), ");
        }
        BlockKind::Quote(_) => container(writer, "kind: \"quote\", ", panels, tables),
        BlockKind::Callout { tone, .. } => {
            container(writer, &format!("kind: \"callout\", tone: \"{tone}\", "), panels, tables);
        }
        BlockKind::Div { name, .. } => {
            let head = format!("kind: \"div\", name: {}, ", escape::string(name));
            container(writer, &head, panels, tables);
        }
        BlockKind::Table { align, rows } => table(writer, panels, align, rows),
        BlockKind::Code { language, text } => {
            let language = language.as_ref().map_or("none".to_string(), |it| escape::string(it));
            writer.raw(&format!(
                "kind: \"code\", lang: {language}, text: {}, ",
                escape::string(text)
            ));
        }
        BlockKind::Rule => writer.raw("kind: \"rule\", "),
        BlockKind::Image { path, .. } => image(writer, panels, path),
        BlockKind::Insert(insert) => self::insert(writer, insert),
    }
    cites(writer, leading, tables);
    writer.raw(")");
}

/// The numbers cited in the block, in order and once each.
fn cites(writer: &mut Writer, block: &Block, tables: &Resolved) {
    let mut numbers: Vec<usize> = Vec::new();
    for key in cited_keys(std::slice::from_ref(block), tables) {
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
fn bodies(writer: &mut Writer, key: &str, panels: &Panels, index: usize) {
    let texts = texts(panels, index);
    writer.per_language(key, &texts, |writer, language, body| writer.body(body, language));
}

fn texts<'a>(panels: &Panels<'a>, index: usize) -> Vec<(Language, &'a [Inline])> {
    let text = |block: &'a Block| block.kind.inlines().get(index).copied().unwrap_or_default();
    panels.iter().map(|(language, block)| (*language, text(block))).collect()
}

/// A paragraph; one that begins with strong text shows that apart, and its value if it is one.
fn paragraph(writer: &mut Writer, panels: &Panels) {
    writer.raw("kind: \"paragraph\", ");
    bodies(writer, "body", panels, 0);
    let leads: Option<Vec<(Language, Lead)>> =
        panels.iter().map(|(language, block)| Some((*language, lead(block)?))).collect();
    let Some(leads) = leads else { return };
    writer
        .per_language("lead", &leads, |writer, language, lead| writer.body(lead.strong, language));
    writer.per_language("rest", &leads, |writer, language, lead| writer.body(lead.rest, language));
    if leads.iter().all(|(_, lead)| lead.value().is_some()) {
        writer.per_language("quantity", &leads, |writer, _, lead| {
            writer.raw(&lead.value().unwrap_or_default());
        });
    }
}

struct Lead<'a> {
    strong: &'a [Inline],
    rest: &'a [Inline],
}

fn lead(block: &Block) -> Option<Lead<'_>> {
    match &block.kind {
        BlockKind::Paragraph(body) => match body.split_first()? {
            (Inline::Strong(strong), rest) => Some(Lead { strong, rest }),
            _ => None,
        },
        _ => None,
    }
}

impl Lead<'_> {
    /// The value, when the strong text is exactly one.
    fn value(&self) -> Option<String> {
        match self.strong {
            [Inline::Value(printed, _)] => match &printed.quantity {
                Some(parts) => Some(quantity(parts)),
                None => Some(format!("(number: {}, unit: \"\")", escape::string(&printed.text))),
            },
            _ => None,
        }
    }
}

fn container(writer: &mut Writer, head: &str, panels: &Panels, tables: &Resolved) {
    writer.raw(head);
    writer.raw("blocks: ");
    nested(writer, panels, 0, tables);
    writer.raw(", ");
}

/// The `index`-th run of blocks inside each panel.
fn nested(writer: &mut Writer, panels: &Panels, index: usize, tables: &Resolved) {
    let runs: Vec<(Language, &[Block])> = panels
        .iter()
        .map(|(language, block)| {
            (*language, block.kind.runs().get(index).copied().unwrap_or_default())
        })
        .collect();
    write(writer, &runs, tables);
}

fn table(writer: &mut Writer, panels: &Panels, align: &[&str], rows: &[Vec<Vec<Inline>>]) {
    let align: String = align.iter().map(|align| format!("\"{align}\",")).collect();
    writer.raw(&format!("kind: \"mdtable\", align: ({align}), "));
    let mut index = 0;
    for (i, row) in rows.iter().enumerate() {
        writer.raw(match i {
            0 => "head: (",
            1 => "rows: ((",
            _ => "(",
        });
        for _ in row {
            writer.panels(&texts(panels, index), |writer, language, body| {
                writer.body(body, language)
            });
            index += 1;
        }
        writer.raw("), ");
    }
    writer.raw(if rows.len() > 1 { "), " } else { "rows: (), " });
}

fn image(writer: &mut Writer, panels: &Panels, path: &str) {
    writer
        .raw(&format!("kind: \"image\", path: {}, ", escape::string(&format!("/project/{path}"))));
    let texts: Vec<(Language, (&str, &str))> = panels
        .iter()
        .filter_map(|(language, block)| match &block.kind {
            BlockKind::Image { alt, caption, .. } => {
                Some((*language, (alt.as_str(), caption.as_str())))
            }
            _ => None,
        })
        .collect();
    writer.per_language("alt", &texts, |writer, _, (alt, _)| writer.raw(&escape::string(alt)));
    if texts.iter().all(|(_, (_, caption))| caption.is_empty()) {
        writer.raw("caption: none, ");
    } else {
        writer.per_language("caption", &texts, |writer, _, (_, caption)| {
            writer.raw(&format!("[{}]", escape::markup(caption)));
        });
    }
}

fn insert(writer: &mut Writer, insert: &Insert) {
    writer.raw("kind: \"insert\", ");
    writer.raw(&match insert {
        Insert::Table(name) => format!("what: \"table\", name: {}, ", escape::string(name)),
        Insert::References { .. } => "what: \"references\", ".to_string(),
        Insert::Abbreviations => "what: \"abbreviations\", ".to_string(),
    });
}
