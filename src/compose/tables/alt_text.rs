//! What a figure shows, in sentences made from its data, for those who cannot see it.

use crate::language::Language;
use crate::model::drawing::{Drawing, FigureKind};
use crate::model::manuscript::{Inline, walk_inlines};
use crate::model::resolved::{Group, Table, TableRow};
use crate::model::table::{Content, Declaration};

/// The words and signs of one language.
struct Words {
    colon: &'static str,
    comma: &'static str,
    semicolon: &'static str,
    stop: &'static str,
    computed: &'static str,
}

const ZH: Words =
    Words {
        colon: "：", comma: "，", semicolon: "；", stop: "。", computed: "（编者计算）"
    };
const EN: Words =
    Words { colon: ": ", comma: ", ", semicolon: "; ", stop: ". ", computed: " (computed)" };

fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

fn opening(kind: FigureKind, language: Language) -> &'static str {
    match (kind, language) {
        (FigureKind::Forest, Language::Zh) => "森林图：",
        (FigureKind::Forest, Language::En) => "Forest plot: ",
        (FigureKind::Dots, Language::Zh) => "点图：",
        (FigureKind::Dots, Language::En) => "Dot plot: ",
        (FigureKind::Map, Language::Zh) => "关系图：",
        (FigureKind::Map, Language::En) => "Map: ",
        (FigureKind::Flow, Language::Zh) => "流程图：",
        (FigureKind::Flow, Language::En) => "Flow chart: ",
    }
}

/// The whole text: what it is, then group by group and row by row what it says.
pub fn text(
    declaration: &Declaration,
    drawing: &Drawing,
    table: &Table,
    language: Language,
) -> String {
    let words = words(language);
    let caption = declaration.caption.get_or_any(language);
    let mut text = format!("{}{caption}{}", opening(drawing.kind, language), words.stop);
    groups(&table.groups, declaration, language, &mut text);
    text.trim_end().to_string()
}

fn groups(groups: &[Group], declaration: &Declaration, language: Language, text: &mut String) {
    let words = words(language);
    for group in groups {
        if let Some(label) = group.label.first() {
            text.push_str(&plain(label, words));
            text.push_str(words.colon);
        }
        self::groups(&group.groups, declaration, language, text);
        let rows: Vec<String> =
            group.rows.iter().map(|row| sentence(row, declaration, language)).collect();
        if !rows.is_empty() {
            text.push_str(&rows.join(words.semicolon));
            text.push_str(words.stop);
        }
    }
}

/// “NDV-GT, ORR 35%”: lines of text as they are, values behind the heads of their columns, and last
/// the class that the mark shows.
fn sentence(row: &TableRow, declaration: &Declaration, language: Language) -> String {
    let words = words(language);
    let mut parts = Vec::new();
    for (cell, column) in row.cells.iter().zip(&declaration.columns) {
        let said: Vec<String> = cell.lines.iter().map(|line| plain(line, words)).collect();
        let said = said.join(words.comma);
        match column.content {
            _ if said.is_empty() => {}
            Content::Lines(_) => parts.push(said),
            _ => parts.push(format!("{} {said}", column.head.get_or_any(language))),
        }
    }
    let classes = declaration.drawing.iter().flat_map(|drawing| &drawing.classes);
    let class = row.class.and_then(|class| classes.clone().nth(class));
    parts.extend(class.map(|(part, _)| part.label.get_or_any(language).to_string()));
    parts.join(words.comma)
}

/// The characters of some text, as they are read aloud: without citations.
fn plain(inlines: &[Inline], words: &Words) -> String {
    let mut text = String::new();
    walk_inlines(inlines, &mut |inline| match inline {
        Inline::Text(part, _) | Inline::Code { text: part, .. } => text.push_str(part),
        Inline::Value(printed, _) => {
            text.push_str(&printed.text);
            text.push_str(printed.computed.as_ref().map_or("", |_| words.computed));
        }
        _ => {}
    });
    text
}
