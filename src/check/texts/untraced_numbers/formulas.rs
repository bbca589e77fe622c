//! Numbers in formulas: those that state something, not exponents, indices and factors.

use crate::model::manuscript::VALUE;

/// Signs behind which a number says how much something is.
const RELATIONS: [&str; 14] = [
    "=", "<", ">", "≤", "≥", "≈", "\\le", "\\leq", "\\ge", "\\geq", "\\approx", "\\sim", "\\pm",
    "±",
];

/// The numbers of a formula in LaTeX: decimals, those of two digits and more, and those behind a
/// sign of relation or before a percent sign.
pub fn bare_numbers(latex: &str) -> Vec<String> {
    let characters: Vec<char> = without_scripts(latex);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = characters[at..].iter().position(char::is_ascii_digit) {
        let start = at + offset;
        let is_part = |c: &char| c.is_ascii_digit() || *c == '.' || *c == ',';
        let mut end = start + characters[start..].iter().take_while(|c| is_part(c)).count();
        while !characters[end - 1].is_ascii_digit() {
            end -= 1;
        }
        let number: String = characters[start..end].iter().collect();
        let before: String = characters[..start].iter().collect();
        let after: String = characters[end..].iter().take(2).collect();
        if states(&number, before.trim_end(), after.trim_start()) {
            found.push(number);
        }
        at = end;
    }
    found
}

fn states(number: &str, before: &str, after: &str) -> bool {
    let is_factor = after.starts_with(|c: char| c.is_alphabetic() || c == '\\' && after != "\\%");
    let is_power = number == "10" && after.starts_with('^');
    let related = RELATIONS.iter().any(|sign| before.ends_with(sign)) && !is_factor;
    !is_power && (number.chars().count() > 1 || related || after.starts_with("\\%"))
}

/// The formula without exponents and indices, and without lengths, which print nothing.
fn without_scripts(latex: &str) -> Vec<char> {
    let mut kept = Vec::new();
    let mut characters = latex.chars().peekable();
    while let Some(c) = characters.next() {
        kept.push(if c == VALUE { '\u{2}' } else { c });
        if c != '^' && c != '_' {
            continue;
        }
        let mut depth = 0;
        for c in characters.by_ref() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            if depth <= 0 && !c.is_whitespace() {
                break;
            }
        }
        kept.push(' ');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_states_something_is_found() {
        for (latex, numbers) in [
            ("88.8", &["88.8"][..]),
            ("P = 0.03", &["0.03"]),
            ("n=7", &["7"]),
            ("\\frac{88}{2}", &["88"]),
            ("5\\%", &["5"]),
            ("1,024", &["1,024"]),
            ("x^2 + y_{10} = 2z", &[]),
            ("\\sqrt{2}\\pi r^{12}", &[]),
            ("3 \\times 10^{-19}", &[]),
            ("\u{1}.5", &[]),
        ] {
            assert_eq!(bare_numbers(latex), numbers, "{latex}");
        }
    }
}
