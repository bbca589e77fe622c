//! Numbers and units as siunitx writes them: `\SI{5.2e3}{\milli\gram\per\litre}`.

use super::signs;
use super::unit_names::{prefix_of, unit_of};
use crate::typst_source::escape;

/// Numbers and units as Typst source, for the command of this name.
pub fn quantity(name: &str, parts: &[String]) -> Result<String, String> {
    let part = |at: usize| parts.get(at).map_or("", |it| it.trim());
    Ok(match name {
        "si" | "unit" => units(part(0))?,
        "num" => number(part(0)),
        "ang" => angle(part(0)),
        "numrange" => range(part(0), part(1)),
        "numlist" => list(part(0)),
        "SIlist" => spaced(list(part(0)), units(part(1))?),
        "SIrange" | "qtyrange" => spaced(range(part(0), part(1)), units(part(2))?),
        _ => spaced(number(part(0)), units(part(1))?),
    })
}

fn spaced(number: String, units: String) -> String {
    match (number.trim(), units.trim()) {
        ("", _) => units,
        (_, "") => number,
        // Marks of degrees stand close.
        (_, "\"°\"") => format!("{number}{units}"),
        _ => format!("{number} #h(0.167em){units}"),
    }
}

fn range(from: &str, to: &str) -> String {
    format!("{} class(\"normal\",\"–\"){}", number(from), number(to))
}

fn list(written: &str) -> String {
    let numbers: Vec<String> = written.split(';').map(|it| number(it.trim())).collect();
    numbers.join(" \\, ")
}

fn angle(written: &str) -> String {
    let marks = ["°", "′", "″"];
    let parts = written.split(';').zip(marks).filter(|(part, _)| !part.trim().is_empty());
    parts.map(|(part, mark)| format!("{} \"{mark}\"", number(part.trim()))).collect()
}

/// A number: `-1.5e-3`, `2.1(3)`, `2.1 +- 0.3`, `2 x 3`.
fn number(written: &str) -> String {
    let written = written.replace("\\pm", "±").replace("+-", "±").replace("\\times", "x");
    let written = written.replace(['{', '}', '$', ' ', '~', '\\'], "");
    if let Some((main, exponent)) = written.split_once(['e', 'E']) {
        let main = if main.is_empty() { String::new() } else { number(main) + " ×" };
        return format!("{main} attach(10,t: {})", escape::string(&exponent.replace('-', "−")));
    }
    let mut out = String::new();
    let mut run = String::new();
    for sign in written.chars() {
        let operator = match sign {
            '±' => " ±",
            'x' => " ×",
            '-' => " class(\"normal\",−)",
            '+' => " class(\"normal\",\\+)",
            _ => {
                run.push(sign);
                continue;
            }
        };
        out.push_str(&flushed(&mut run));
        out.push_str(operator);
    }
    out + &flushed(&mut run)
}

fn flushed(run: &mut String) -> String {
    if run.is_empty() { String::new() } else { format!(" {}", grouped(&std::mem::take(run))) }
}

/// Digits in groups of three when there are five or more, as siunitx sets them.
fn grouped(run: &str) -> String {
    let (whole, fraction) = run.split_once('.').unwrap_or((run, ""));
    if whole.len() < 5 || !whole.chars().all(|c| c.is_ascii_digit()) {
        return escape::string(run);
    }
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('\u{2009}');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    escape::string(&out)
}

/// A unit that is being read: its words, its power, and whether it is below the line.
struct Unit {
    words: String,
    power: Option<String>,
    per: bool,
}

/// Units: macros (`\kilo\gram\per\metre\squared`), or written (`kg.m^{-2}`, `mg/L`).
fn units(written: &str) -> Result<String, String> {
    if !written.contains('\\') {
        return Ok(literal(written));
    }
    let mut found: Vec<Unit> = Vec::new();
    let (mut per, mut power, mut prefix) = (false, None, String::new());
    let mut rest = written.trim();
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        if sign != '\\' {
            match sign {
                ' ' | '.' | '~' | '{' | '}' => {}
                '/' => per = true,
                other => prefix.push(other),
            }
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        rest = after;
        match name {
            "per" => per = true,
            "square" => power = Some("2".to_string()),
            "cubic" => power = Some("3".to_string()),
            "squared" => raise(&mut found, "2"),
            "cubed" => raise(&mut found, "3"),
            "tothe" | "raiseto" | "of" | "highlight" => {
                let (inside, after) = group(rest);
                rest = after;
                match name {
                    "tothe" => raise(&mut found, inside),
                    "raiseto" => power = Some(inside.to_string()),
                    _ => {}
                }
            }
            _ => match (prefix_of(name), unit_of(name)) {
                (Some(sign), _) => prefix.push_str(sign),
                (None, Some(sign)) => {
                    let words = std::mem::take(&mut prefix) + sign;
                    found.push(Unit { words, power: power.take(), per });
                    per = false;
                }
                (None, None) => prefix.push(bare_sign(name)?),
            },
        }
    }
    if !prefix.is_empty() {
        found.push(Unit { words: prefix, power: power.take(), per });
    }
    let found: Vec<String> = found.iter().map(unit).collect();
    Ok(found.join(" #h(0.167em)"))
}

/// The sign of a command that is none of a unit.
fn bare_sign(name: &str) -> Result<char, String> {
    let sign = signs::command(name).and_then(|it| super::structures::bare(&it.source));
    sign.ok_or_else(|| format!("the unit `\\{name}` is not known"))
}

fn raise(found: &mut [Unit], power: &str) {
    if let Some(unit) = found.last_mut() {
        unit.power = Some(power.to_string());
    }
}

fn unit(unit: &Unit) -> String {
    let words = escape::string(&unit.words);
    let power = match (&unit.power, unit.per) {
        (None, false) => return format!(" {words}"),
        (Some(power), false) => power.replace('-', "−"),
        (None, true) => "−1".to_string(),
        (Some(power), true) => format!("−{power}"),
    };
    format!(" attach({words},t: {})", escape::string(&power))
}

/// What stands in braces at the start, and what follows.
fn group(text: &str) -> (&str, &str) {
    match text.trim_start().strip_prefix('{').and_then(|it| it.split_once('}')) {
        Some(parts) => parts,
        None => ("", text),
    }
}

/// Units as they are written, with their powers.
fn literal(written: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    let mut rest = written.trim();
    let flush = |run: &mut String| {
        if run.is_empty() {
            " \"\"".to_string()
        } else {
            format!(" {}", escape::string(&std::mem::take(run)))
        }
    };
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '^' => {
                let (power, after) = match rest.starts_with('{') {
                    true => group(rest),
                    false => {
                        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '-'));
                        rest.split_at(end.unwrap_or(rest.len()))
                    }
                };
                rest = after;
                let power = escape::string(&power.replace('-', "−"));
                out.push_str(&format!(" attach({},t: {power})", flush(&mut run).trim()));
            }
            '.' | '~' | ' ' => {
                if !run.is_empty() {
                    out.push_str(&flush(&mut run));
                }
                out.push_str(" #h(0.167em)");
            }
            'µ' => run.push('μ'),
            other => run.push(other),
        }
    }
    if !run.is_empty() {
        out.push_str(&flush(&mut run));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_units_are_read() {
        let read = |name: &str, parts: &[&str]| {
            quantity(name, &parts.iter().map(|it| it.to_string()).collect::<Vec<_>>()).unwrap()
        };
        assert_eq!(read("SI", &["5", "\\milli\\gram"]), " \"5\" #h(0.167em) \"mg\"");
        assert_eq!(read("si", &["m/s^2"]), " attach(\"m/s\",t: \"2\")");
        assert_eq!(
            read("si", &["\\metre\\per\\second\\squared"]),
            " \"m\" #h(0.167em) attach(\"s\",t: \"−2\")"
        );
        assert_eq!(read("num", &["1.5e-3"]), " \"1.5\" × attach(10,t: \"−3\")");
        assert_eq!(read("num", &["12345"]), " \"12\u{2009}345\"");
        assert!(quantity("si", &["\\furlong".to_string()]).is_err());
    }
}
