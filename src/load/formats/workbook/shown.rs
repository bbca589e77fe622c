//! A value of a sheet as the spreadsheet program shows it: number formats, dates, booleans.

use super::{eras, sections};
use calamine::{DataRef, NumberFormat};
use ooxml_numfmt::{DateSystem, FormatOptions, NumberFormat as Format};

use crate::language::reading;
use crate::quantity::decimal;

/// What a cell shows.
pub struct Shown {
    /// Its text.
    pub text: String,
    /// Whether it is an error such as `#N/A`.
    pub is_error: bool,
    /// Whether it is a number with decimals, and nothing beside it.
    pub is_number: bool,
}

/// Formats in which dates stand that differ by the reader's country: they are written as ISO 8601
/// does, which nobody misreads. The numbers are those of ECMA-376, 18.8.30.
const BY_COUNTRY: [(u32, &str); 3] =
    [(14, "yyyy-mm-dd"), (22, "yyyy-mm-dd hh:mm"), (30, "yyyy-mm-dd")];

/// What a cell with this value and format shows; `since_1904` when the workbook counts days from
/// 1904.
pub fn shown(value: &DataRef, format: Option<&NumberFormat>, since_1904: bool) -> Shown {
    let text = match value {
        DataRef::Float(number) => numeric(*number, format, since_1904),
        DataRef::Int(number) => numeric(*number as f64, format, since_1904),
        DataRef::DateTime(day) => numeric(day.as_f64(), format, since_1904),
        DataRef::String(text) => textual(text, format),
        DataRef::SharedString(text) => textual(text, format),
        DataRef::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.to_string(),
        DataRef::DateTimeIso(text) => day(text),
        DataRef::DurationIso(text) => time(text),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    };
    let text = text.trim().to_string();
    let is_number = matches!(value, DataRef::Float(_) | DataRef::Int(_))
        && text.contains(['.', 'E'])
        && decimal::is_number(&text);
    Shown { text, is_error: matches!(value, DataRef::Error(_)), is_number }
}

/// A day as an OpenDocument sheet has it, `2031-02-03T10:20:00`: the time only where there is one.
fn day(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if time.trim_start_matches(['0', ':', '.']).is_empty() => day.to_string(),
        Some((day, time)) => format!("{day} {time}"),
        None => text.to_string(),
    }
}

/// A time as an OpenDocument sheet has it, `PT10H20M00S`: hours, minutes and seconds.
fn time(text: &str) -> String {
    let parts = || {
        let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?;
        let (whole, part) = seconds.split_once(['.', ',']).unwrap_or((seconds, ""));
        let part = part.trim_end_matches('0');
        let point = if part.is_empty() { "" } else { "." };
        let are_digits =
            [hours, minutes, whole, part].concat().bytes().all(|it| it.is_ascii_digit());
        are_digits.then(|| format!("{hours:0>2}:{minutes:0>2}:{whole:0>2}{point}{part}"))
    };
    parts().unwrap_or_else(|| text.to_string())
}

fn numeric(number: f64, format: Option<&NumberFormat>, since_1904: bool) -> String {
    let Some(code) = format.map(code).filter(|code| *code != "General") else {
        return general(number);
    };
    let written = |[am, pm]: &[String; 2]| format!("{am}/{pm}");
    let halves = reading::words().workbook.halves.iter().find(|it| code.contains(&written(it)));
    let code = halves.map_or(code.to_string(), |it| code.replace(&written(it), "AM/PM"));
    let system = if since_1904 { DateSystem::Date1904 } else { DateSystem::Date1900 };
    let options = FormatOptions { date_system: system, ..FormatOptions::default() };
    let code = eras::own(&code, number, system).unwrap_or(code);
    let (own, number) = sections::own(&code, number);
    let (code, thousands) = unscaled(&own);
    let format = Format::parse(&code).ok();
    let amount = match &format {
        Some(format) if !format.is_date_format() => as_counted(number / 1000_f64.powi(thousands)),
        _ => number,
    };
    let text = format.and_then(|it| it.try_format(amount, &options).ok());
    match text.filter(|text| !text.trim().is_empty()) {
        Some(text) => match halves {
            Some([am, pm]) => text.replace("AM", am).replace("PM", pm),
            None => text,
        },
        // A format that shows nothing, or a day before the first: the number says more.
        None => general(number),
    }
}

/// A spreadsheet rounds what it counts to 15 digits before it rounds to what it shows: 0.565 is 57%,
/// though the nearest binary number lies below.
pub fn as_counted(number: f64) -> f64 {
    if number.fract() == 0.0 { number } else { number * (1.0 + 4.0 * f64::EPSILON) }
}

/// A code without the commas that divide by a thousand each (`0,,` shows millions), and how many
/// there were; the formatter would cut what they divide, where a spreadsheet rounds.
fn unscaled(code: &str) -> (String, i32) {
    let mut plain = String::with_capacity(code.len());
    let (mut commas, mut most, mut quoted, mut escaped) = (0, 0, false, false);
    let mut after_digit = false;
    for c in code.chars() {
        let literal = quoted || escaped;
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !literal;
        let is_digit = !literal && matches!(c, '0' | '#' | '?');
        if c == ',' && after_digit && !literal {
            commas += 1;
            continue;
        }
        // Commas between digits only divide them into groups.
        let groups = if is_digit { commas } else { 0 };
        plain.extend(std::iter::repeat_n(',', groups));
        most = most.max(commas - groups);
        commas = 0;
        after_digit = is_digit;
        plain.push(c);
    }
    (plain, most.max(commas) as i32)
}

/// The format's own code, or what stands for one that depends on the reader's country.
fn code(format: &NumberFormat) -> &str {
    let by_country = |id: u32| {
        let plain = BY_COUNTRY.iter().find(|(own, _)| *own == id).map(|(_, code)| *code);
        plain.or_else(|| reading::words().workbook.formats.get(&id.to_string()).map(String::as_str))
    };
    match format.format_id.and_then(by_country) {
        Some(code) => code,
        None if format.format_code.contains("[$-F800]") => "yyyy-mm-dd",
        None if format.format_code.contains("[$-F400]") => "hh:mm:ss",
        None => &format.format_code,
    }
}

/// A number without a format: 15 significant digits, as a spreadsheet computes.
fn general(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    match rounded.abs() {
        0.0 => "0".to_string(),
        size if (1e-9..1e21).contains(&size) => rounded.to_string(),
        _ => format!("{rounded:E}"),
    }
}

/// Text may have a format too: `@" mg"`.
fn textual(text: &str, format: Option<&NumberFormat>) -> String {
    let own = format.filter(|format| format.format_code.contains('@'));
    let own = own.and_then(|format| Format::parse(&format.format_code).ok());
    own.filter(|format| format.select_text_section_index().is_some())
        .map_or_else(|| text.to_string(), |it| it.format_text(text, &FormatOptions::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_behind_digits_divide_by_thousands() {
        for (code, plain, thousands) in [
            ("#,##0", "#,##0", 0),
            ("#,##0,,\" M\"", "#,##0\" M\"", 2),
            ("0.0,", "0.0", 1),
            ("\"$\"#,##0,\" M\"", "\"$\"#,##0\" M\"", 1),
            ("0\", \"0", "0\", \"0", 0),
            ("#,##0,;(#,##0,)", "#,##0;(#,##0)", 1),
            ("yyyy, mm", "yyyy, mm", 0),
        ] {
            assert_eq!(unscaled(code), (plain.to_string(), thousands));
        }
    }

    #[test]
    fn days_and_times_of_opendocument_are_read_as_people_write_them() {
        for (text, shown) in [
            ("2031-02-03T00:00:00", "2031-02-03"),
            ("2031-02-03T10:20:00", "2031-02-03 10:20:00"),
            ("2031-02-03", "2031-02-03"),
        ] {
            assert_eq!(day(text), shown);
        }
        for (text, shown) in
            [("PT1H02M03S", "01:02:03"), ("PT100H00M00.1500S", "100:00:00.15"), ("PT5M", "PT5M")]
        {
            assert_eq!(time(text), shown);
        }
    }

    #[test]
    fn numbers_are_rounded_as_a_spreadsheet_rounds() {
        let shows = |number: f64, code: &str| {
            let text = Format::parse(code)
                .map(|it| it.format(as_counted(number), &FormatOptions::default()));
            text.unwrap()
        };
        for (number, code, text) in [
            (0.565, "0%", "57%"),
            (0.285, "0.00", "0.29"),
            (1.005, "0.00", "1.01"),
            (2.5, "0", "3"),
            (19.2, "0.00", "19.20"),
            (-0.285, "0.00", "-0.29"),
        ] {
            assert_eq!(shows(number, code), text, "{number}");
        }
    }

    #[test]
    fn a_number_without_a_format_has_fifteen_digits() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (19.2, "19.2"),
            (1.2e-5, "0.000012"),
            (6_901_234_567_890.0, "6901234567890"),
            (-5.0, "-5"),
            (0.0, "0"),
            (1e300, "1E300"),
        ] {
            assert_eq!(general(number), text);
        }
    }
}
