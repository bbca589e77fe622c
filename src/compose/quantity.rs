//! Quantities to Typst dictionaries, in the parts that a page sets apart.
//! `templates/content.toml` describes them (`quantity`, `decimal`).
//!
//! What is shown is content, not strings: by its place in the source it is found again on the page.

use std::borrow::Cow;

use crate::language::characters::is_wide;
use crate::model::manuscript::RenderedValue;
use crate::quantity::rendered::{Amount, Quantity};
use crate::typst_source::escape;
use crate::typst_source::source_map::TypstFile;

/// The longest value that is kept on one line for the slash of its unit, in characters.
const LONGEST_WHOLE: usize = 24;

/// Writes the parts for a key-number box; `key` is which value of the trace it is, from 1, and `doubt` the number of
/// what puts it in doubt.
pub fn write(file: &mut TypstFile, printed: &RenderedValue, (key, doubt): (usize, Option<usize>)) {
    file.push("(");
    if let Some(number) = doubt {
        file.push(&format!("doubt: {number}, "));
    }
    if let Some(computed) = &printed.computed {
        file.push(&format!("computed: \"{}\", ", computed.what.id()));
    }
    match &printed.quantity {
        Some(parts) => dictionary(file, parts, key),
        None => plain(file, &printed.text, key),
    }
}

fn dictionary(file: &mut TypstFile, quantity: &Quantity, key: usize) {
    let unit = escape::string(quantity.unit_label());
    file.push(&format!("key: {key}, unit: {unit}, number: "));
    shown(file, &content(&quantity.number()), key, quantity.number());
    if let Amount::Range { low: low_end, high: high_end } = &quantity.amount {
        let low_unit = escape::string(quantity.repeated_unit());
        let (low_end, high_end) = (quantity.written(low_end), quantity.written(high_end));
        let low = content(&format!("{}{low_end}", quantity.sign()));
        let [joint, high] = [quantity.joint(), &high_end].map(content);
        file.push(&format!(", low-unit: {low_unit}, "));
        let parts = format!("low: {low}, joint: {joint}, high: {high}");
        // The unit between them is a string, which a template shows as it is.
        let (joint, repeated) = (quantity.joint(), quantity.repeated_unit());
        let text = format!("{}{low_end}{repeated}{joint}{high_end}", quantity.sign());
        shown(file, &parts, key, text);
    }
    file.push(")");
}

/// A printed text that is no quantity.
fn plain(file: &mut TypstFile, text: &str, key: usize) {
    file.push(&format!("key: {key}, unit: \"\", number: "));
    shown(file, &content(text), key, text.to_string());
    file.push(")");
}

fn shown(file: &mut TypstFile, source: &str, key: usize, text: String) {
    let start = file.text.len();
    file.push(source);
    file.mark_value(start, key - 1, text);
}

/// The parts for a column aligned on the decimal point, and their text: a range aligns by its lower
/// end.
pub fn aligned(quantity: &Quantity) -> (String, String) {
    let sign = quantity.sign();
    let mark = &quantity.writing.numbers.decimal;
    let written = |number: &String| quantity.written(number);
    match &quantity.amount {
        Amount::Number(number) => figure(sign, &written(number), "", mark),
        Amount::Range { low, high } => {
            figure(sign, &written(low), &format!("{}{}", quantity.joint(), written(high)), mark)
        }
        Amount::Count { .. } => figure("", &quantity.number(), "", mark),
        Amount::Status(status) => word(format!("{sign}{}", status.short(&quantity.writing))),
        Amount::Missing => word(quantity.number()),
    }
}

/// A word in such a column, and its text.
pub fn word(text: String) -> (String, String) {
    (format!("word: {}", content(&text)), text)
}

/// A figure in parts at the `mark` before its decimals.
fn figure(sign: &str, number: &str, tail: &str, mark: &str) -> (String, String) {
    let at = number.rfind(mark).unwrap_or(number.len());
    let (whole, fraction) = number.split_at(at);
    let whole = content(&format!("{sign}{whole}"));
    let shown = if tail.is_empty() { "none".to_string() } else { content(tail) };
    let parts = format!("whole: {whole}, fraction: {}, tail: {shown}", content(fraction));
    (parts, format!("{sign}{number}{tail}"))
}

fn content(text: &str) -> String {
    format!("[{}]", escape::markup(text))
}

/// A value whose range is not parted at the end of a line: `7～11`, `15%～30%`. Other signs than those of full
/// width are held together as figures are (`language::figures`).
pub fn unbroken(printed: &RenderedValue) -> Cow<'_, str> {
    let quantity = printed.quantity.as_ref();
    let range = quantity.filter(|it| matches!(it.amount, Amount::Range { .. }));
    let joint = range.map_or("", |it| it.joint());
    let is_wide = !joint.is_empty() && joint.chars().all(is_wide);
    match printed.text.split_once(joint).filter(|_| is_wide) {
        Some((low, high)) => format!("{low}{joint}\u{2060}{high}").into(),
        None => printed.text.as_str().into(),
    }
}

/// Whether the unit of a value has a slash, behind which a line could break: `12.5 mg/L`. (A joiner would hold it too,
/// but whoever searches the PDF for the unit would not find it.)
pub fn has_parted_unit(printed: &RenderedValue) -> bool {
    let unit = printed.quantity.as_ref().map_or("", Quantity::unit_label);
    unit.contains('/') && !unit.contains(' ') && printed.text.chars().count() <= LONGEST_WHOLE
}
