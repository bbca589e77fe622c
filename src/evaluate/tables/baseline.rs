//! The cells of a table of characteristics: counts with percentages, means with deviations, medians with quartiles.

use super::patterns::{figure, line};
use crate::data::place::Place;
use crate::data::tree::{Cell, Map};
use crate::evaluate::context::Context;
use crate::model::characteristics::{WHOLE, whole};
use crate::model::inputs::Row;
use crate::model::manuscript::{Inline, RenderedValue};
use crate::model::resolved::TableCell;
use crate::model::table::Declaration;
use crate::quantity::decimal::Decimal;
use crate::quantity::rendered::{Amount, Quantity};
use crate::quantity::synthesis::rounded;

/// “Age, years, mean (SD)”; the levels of a characteristic stand a little to the right.
pub fn name(declaration: &Declaration, row: &Map, context: &Context) -> TableCell {
    let label = row.bilingual(if row.get("label").is_some() { "label" } else { "id" });
    let label = label.get_or_any(context.language);
    let is_level = row.filled("of").is_some();
    let text = match form(declaration, row, context).filter(|_| !is_level) {
        Some(form) => format!("{label}{}{form}", context.pack().punctuation.comma),
        None if is_level => format!("\u{2003}{label}"),
        None => label.to_string(),
    };
    line(vec![Inline::Text(text, row.place.clone())])
}

/// What the figures of a row are; none for the row of all, and for counts of a kind of their own.
fn form<'a>(declaration: &Declaration, row: &Map, context: &'a Context) -> Option<&'a str> {
    let has = |column: &str| {
        declaration.arms.iter().any(|(arm, _)| row.filled(&format!("{column}_{arm}")).is_some())
    };
    let words = &context.pack().reporting;
    if row.text("id") == WHOLE {
        return None;
    }
    let known = [("mean", &words.mean), ("median", &words.median)];
    let known = known.into_iter().find(|(column, _)| has(column));
    Some(known.map_or(words.count.as_str(), |(_, form)| form.as_str()))
}

/// What one arm has.
pub fn arm(declaration: &Declaration, arm: &str, row: &Map, context: &Context) -> TableCell {
    let place = &row.place;
    let own = |column: &str| row.filled(&format!("{column}_{arm}"));
    let figure = |cell: &Cell| figure(cell, &context.writing);
    let text = |text: &str| Inline::Text(text.to_string(), place.clone());
    let mut parts = Vec::new();
    if let Some(count) = own("count") {
        parts.push(figure(count));
        let share = own("percent").map(figure);
        let share = share.or_else(|| percent(declaration, arm, (row, count), context));
        parts.extend(share.into_iter().flat_map(|it| [text(" ("), it, text(")")]));
    } else if let Some(mean) = own("mean") {
        parts.push(figure(mean));
        parts.extend(own("sd").into_iter().flat_map(|sd| [text(" ("), figure(sd), text(")")]));
    } else if let Some(median) = own("median") {
        parts.push(figure(median));
        let joint = &context.pack().numbers.range;
        if let (Some(low), Some(high)) = (own("low"), own("high")) {
            parts.extend([text(" ("), figure(low), text(joint), figure(high), text(")")]);
        }
    } else if let Some(percent) = own("percent") {
        parts.extend([text("("), figure(percent), text(")")]);
    }
    line(parts)
}

/// The percentage of a count, of those in the arm who can have it; none for the row of all itself.
fn percent(
    declaration: &Declaration,
    arm: &str,
    (row, count): (&Map, &Cell),
    context: &Context,
) -> Option<Inline> {
    if row.text("id") == WHOLE {
        return None;
    }
    let rows = &context.inputs.data.get(&declaration.data)?.rows;
    let named = |id: &str| match rows.get(id)? {
        Row::Plain(row) => Some(&**row),
        _ => None,
    };
    let whole = whole(Some(row), named(row.text("of")), named(WHOLE), arm)?;
    let [events, n] = [count, whole].map(|cell| Decimal::parse(&cell.text).map(|it| it.value));
    let (events, n) = events.zip(n).filter(|(events, n)| *n > 0.0 && events <= n)?;
    Some(computed(100.0 * events / n, &[count, whole], &row.place, context))
}

fn computed(value: f64, cells: &[&Cell], place: &Place, context: &Context) -> Inline {
    let [count, whole] = [0, 1].map(|at| cells.get(at).map_or("", |it| &it.text));
    let amount = Amount::Number(rounded::fixed(value, 1));
    let writing = context.writing.clone();
    let quantity = Quantity { qualifier: None, amount, unit: None, writing };
    let method = format!("{count} of {whole}, in percent");
    let origins = cells.iter().map(|cell| cell.origin.clone()).collect();
    RenderedValue::computed(quantity, origins, method).at(place)
}
