//! The sections of a number format, of which each may divide by thousands on its own.

use std::borrow::Cow;

/// The part of a format that a number takes, with the number as that part shows it. A format whose parts divide alike
/// is left to the formatter.
pub fn own(code: &str, number: f64) -> (Cow<'_, str>, f64) {
    let sections = sections(code);
    let divides = |section: &str| section.contains("0,") || section.contains("#,");
    let is_simple =
        sections.len() < 2 || !sections.iter().any(|it| ends_with_comma(it) && divides(it));
    if is_simple {
        return (Cow::Borrowed(code), number);
    }
    let conditions: Vec<_> = sections.iter().map(|section| condition(section)).collect();
    if conditions.iter().any(Option::is_some) {
        let holds = |condition: &Option<(&str, f64)>| condition.is_some_and(|it| holds(it, number));
        let at = conditions.iter().position(holds).or(conditions.iter().position(Option::is_none));
        let own = at.map_or(code, |at| sections[at]);
        return (Cow::Owned(without_condition(own)), number);
    }
    match (sections.as_slice(), number) {
        ([_, below, ..], number) if number < 0.0 => (Cow::Borrowed(below), number.abs()),
        ([_, _, none, ..], 0.0) => (Cow::Borrowed(none), number),
        ([first, ..], _) => (Cow::Borrowed(first), number),
        _ => (Cow::Borrowed(code), number),
    }
}

/// The parts between semicolons that are no text.
fn sections(code: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    code.split(move |c: char| {
        let literal = quoted || escaped;
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !literal;
        c == ';' && !literal
    })
    .collect()
}

/// Whether commas stand behind the last digit, which divide.
fn ends_with_comma(section: &str) -> bool {
    let last = section.rfind(['0', '#', '?']);
    last.is_some_and(|at| section[at + 1..].starts_with(','))
}

/// `[>=1000]`.
fn condition(section: &str) -> Option<(&str, f64)> {
    section.split('[').skip(1).find_map(|rest| {
        let inside = rest.split(']').next()?;
        let digits = inside.trim_start_matches(['<', '>', '=']);
        let sign = &inside[..inside.len() - digits.len()];
        (!sign.is_empty()).then_some((sign, digits.trim().parse().ok()?))
    })
}

fn holds((sign, limit): (&str, f64), number: f64) -> bool {
    match sign {
        "<" => number < limit,
        "<=" => number <= limit,
        ">" => number > limit,
        ">=" => number >= limit,
        "<>" => number != limit,
        _ => number == limit,
    }
}

fn without_condition(section: &str) -> String {
    let start = ["[<", "[>", "[="].iter().filter_map(|it| section.find(it)).min();
    let Some(start) = start else { return section.to_string() };
    let end = section[start..].find(']').map_or(section.len(), |at| start + at + 1);
    format!("{}{}", &section[..start], &section[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_takes_one_part_of_a_format() {
        for (code, number, own_code, amount) in [
            ("[>=1000]#,##0,\"K\";0", 1500.0, "#,##0,\"K\"", 1500.0),
            ("[>=1000]#,##0,\"K\";0", 500.0, "0", 500.0),
            ("[>=1000000]0.0,,\"M\";[>=1000]0,\"K\";0", 2e6, "0.0,,\"M\"", 2e6),
            ("#,##0,;(#,##0,);-", -2500.0, "(#,##0,)", 2500.0),
            ("#,##0;(#,##0)", -2500.0, "#,##0;(#,##0)", -2500.0),
            ("0,", 2500.0, "0,", 2500.0),
            ("0\";,\";0", 1.0, "0\";,\";0", 1.0),
        ] {
            assert_eq!(own(code, number), (Cow::from(own_code), amount), "{code} {number}");
        }
    }
}
