//! Years of eras in formats of dates: `ggge"年"` is 令和7年 in a spreadsheet program, `[$-404]e` a year of Taiwan.

use ooxml_numfmt::{DateSystem, FormatOptions, NumberFormat as Format};

use crate::language::reading::{self, Era};

/// The code with the era and its year as text, where it asks for them.
pub fn own(code: &str, day: f64, system: DateSystem) -> Option<String> {
    let lower = code.to_lowercase();
    let mut counted = reading::words().workbook.counted_years.iter();
    let from = counted.find(|(place, _)| lower.contains(&format!("[$-{place}"))).map(|it| *it.1);
    let has = |sign: char| signs(code).any(|(c, _)| c.to_ascii_lowercase() == sign);
    let asks = has('e') && (has('g') || from.is_some());
    if !asks || lower.contains("general") {
        return None;
    }
    let options = FormatOptions { date_system: system, ..FormatOptions::default() };
    let day = Format::parse("yyyy-mm-dd").ok()?.try_format(day, &options).ok()?;
    let year: i32 = day.split('-').next()?.parse().ok()?;
    let era = reading::words().workbook.eras.iter().rev().find(|it| *it.from <= *day);
    let (first, name) = match (from, era) {
        (Some(before), _) => (year - before, None),
        (None, Some(era)) => {
            (year - era.from.split('-').next()?.parse::<i32>().ok()? + 1, Some(era))
        }
        _ => return None,
    };
    Some(written(code, first, name, lower.contains("gannen")))
}

/// The characters of a code that are no text, and where they stand.
fn signs(code: &str) -> impl Iterator<Item = (char, usize)> {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    code.char_indices().filter_map(move |(at, c)| {
        let literal = quoted || bracket || escaped;
        escaped = c == '\\' && !literal;
        match c {
            '"' if !bracket && (quoted || !literal) => quoted = !quoted,
            '[' if !literal => bracket = true,
            ']' if bracket => bracket = false,
            _ if !literal => return Some((c, at)),
            _ => {}
        }
        None
    })
}

/// The code with what its signs mean in quotes; `named` has the first year in a word.
fn written(code: &str, year: i32, era: Option<&Era>, named: bool) -> String {
    let runs: Vec<(char, usize)> = signs(code).collect();
    let (mut out, mut from, mut i) = (String::new(), 0, 0);
    while let Some(&(c, at)) = runs.get(i) {
        let sign = c.to_ascii_lowercase();
        let same =
            |(k, it): (usize, &(char, usize))| it.0.to_ascii_lowercase() == sign && it.1 == at + k;
        let length = runs[i..].iter().enumerate().take_while(|it| same(*it)).count();
        let text = match (sign, era) {
            ('g', Some(era)) => era.names.get(3 - length.min(3)).cloned().unwrap_or_default(),
            ('g', None) => String::new(),
            ('e', Some(_)) if named && year == 1 => reading::words().workbook.first_year.clone(),
            ('e', _) if length > 1 => format!("{year:02}"),
            ('e', _) => year.to_string(),
            _ => {
                i += 1;
                continue;
            }
        };
        out.push_str(&code[from..at]);
        out.push_str(&format!("\"{text}\""));
        (from, i) = (at + length, i + length);
    }
    out + &code[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_and_their_years_are_written_as_text() {
        let own = |code: &str, day: f64| own(code, day, DateSystem::Date1900);
        let long = "ggge\"年\"m\"月\"d\"日\"";
        // 31 March 2025, 1 May 2019, 30 April 2019.
        for (code, day, written) in [
            (long, 45747.0, "\"令和\"\"7\"\"年\"m\"月\"d\"日\""),
            (long, 43586.0, "\"令和\"\"1\"\"年\"m\"月\"d\"日\""),
            (long, 43585.0, "\"平成\"\"31\"\"年\"m\"月\"d\"日\""),
            ("[$-ja-JP-x-gannen]ggge\"年\"", 43586.0, "[$-ja-JP-x-gannen]\"令和\"\"元\"\"年\""),
            ("[$-411]ge.m.d", 45747.0, "[$-411]\"R\"\"7\".m.d"),
            ("[$-404]e/m/d", 45747.0, "[$-404]\"114\"/m/d"),
        ] {
            assert_eq!(own(code, day).as_deref(), Some(written), "{code}");
        }
        for code in
            ["yyyy-mm-dd", "0.00E+00", "\"kg\" 0", "0 \\g", "e\"年\"", "[Green]0", "General\" kg\""]
        {
            assert_eq!(own(code, 45747.0), None, "{code}");
        }
    }
}
