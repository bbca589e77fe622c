//! Cells with judgements of a tool of appraisal, and the notes that explain them.

use crate::data::tree::Map;
use crate::evaluate::context::Context;
use crate::language::Bilingual;
use crate::model::appraisal::{Judgement, Tool};
use crate::model::manuscript::{Inline, RenderedValue};
use crate::model::resolved::TableCell;
use crate::model::table::Declaration;

/// The name of a row's study.
pub fn name(row: &Map, context: &Context) -> TableCell {
    let usual = ["label", "study", "id"].into_iter().find(|it| row.get(it).is_some());
    let label = usual.map(|column| row.bilingual(column)).unwrap_or_default();
    let text = label.get_or_any(context.language).to_string();
    let lines = vec![vec![Inline::Text(text, row.place.clone())]];
    TableCell { lines, ..TableCell::default() }
}

/// A judgement as sign and letter; what is none is told by the loader.
pub fn cell(declaration: &Declaration, column: &str, row: &Map, context: &Context) -> TableCell {
    let found = declaration.appraisal.as_ref().and_then(|it| it.judgement(row.text(column)));
    let Some(judgement) = found else { return TableCell::default() };
    let short = context.pack().evidence.judged_short.get(&judgement.id);
    let short = short.map_or_else(|| word(judgement, context), Clone::clone);
    let place = row.cell(column).map_or(&row.place, |it| it.place()).clone();
    let text = format!("{}\u{a0}{short}", judgement.tone.sign());
    let lines = vec![vec![Inline::Text(text, place)]];
    TableCell { lines, tone: Some(judgement.tone), ..TableCell::default() }
}

/// What a judgement is called.
fn word(judgement: &Judgement, context: &Context) -> String {
    let own = judgement.name.get(context.language.code());
    let known = || context.pack().evidence.judged.get(&judgement.id);
    own.or_else(known).unwrap_or(&judgement.id).clone()
}

/// “RoB 2. D1, …; D2, …” and “+ L, low risk; …”, without letters where cells have none (`lettered`).
pub fn notes(
    tool: &Tool,
    declaration: &Declaration,
    lettered: bool,
    context: &Context,
) -> Vec<Vec<Inline>> {
    let marks = &context.pack().punctuation;
    let domains: Vec<String> = tool
        .domains
        .iter()
        .enumerate()
        .filter(|(at, _)| tool.heads.get(*at).is_none_or(Bilingual::is_empty))
        .map(|(at, (_, name))| {
            format!("D{}{}{}", at + 1, marks.comma, name.get_or_any(context.language))
        })
        .collect();
    let judgement = |it: &Judgement| {
        let short = context.pack().evidence.judged_short.get(&it.id).filter(|_| lettered);
        let short = short.map_or(String::new(), |it| format!("\u{a0}{it}"));
        format!("{}{short}{}{}", it.tone.sign(), marks.comma, word(it, context))
    };
    let judgements: Vec<String> = tool.judgements.iter().map(judgement).collect();
    let joined = |all: Vec<String>| all.join(&marks.semicolon) + marks.stop.trim_end();
    let text = |text: String| Inline::Text(text, declaration.place.clone());
    let key = vec![text(joined(judgements))];
    if domains.is_empty() {
        return vec![key];
    }
    let domains = format!("{}{}", marks.colon, joined(domains));
    vec![vec![called(tool, declaration), text(domains)], key]
}

/// The name of a tool, whose number comes from no cell.
fn called(tool: &Tool, declaration: &Declaration) -> Inline {
    RenderedValue::excused(tool.name.clone()).at(&declaration.place)
}
