//! Dates as bibliographies write them: EDTF, years and months in words, or anything at all.

mod parts;
mod words;

use hayagriva::types::Date;

pub use self::parts::year;
use self::parts::{digits_of, longest, season};
use self::words::{in_words, month_and_day};

/// A date, and its year in words where a number does not say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// What a number says.
    pub date: Option<Date>,
    /// The year as written, such as “in press” or “2019–2020”.
    pub words: Option<String>,
    /// Whether these words are the name of a state, for which languages have their own, and not the author's.
    pub is_state: bool,
    /// What was not understood, as written; the year is.
    pub left_out: Option<String>,
}

impl When {
    fn at(date: Date) -> When {
        When { date: Some(date), ..When::default() }
    }

    fn words(text: &str) -> When {
        When { words: Some(text.to_string()), ..When::default() }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.date.is_none() && self.words.is_none()
    }
}

/// A date in one field, as `date` of biblatex or in words: `2020-05`, `2018/`, `May 2024`.
pub fn read(text: &str) -> When {
    let text = text.trim();
    if text.is_empty() {
        return When::default();
    }
    if let Some((from, to)) = text.split_once('/')
        && [from, to].iter().all(|it| it.is_empty() || *it == ".." || edtf(it).is_some())
    {
        return range(from, to);
    }
    match edtf(text).or_else(|| in_words(text)) {
        Some(date) => When::at(date),
        None => When::words(&dashes(text)),
    }
}

/// A year with the month and day that stand in fields of their own; each as written.
pub fn of_parts(year_text: &str, month: &str, day: &str) -> When {
    let mut when = match year_text.contains('/') && edtf(year_text).is_none() {
        true => in_words(year_text).map_or_else(|| When::words(year_text.trim()), When::at),
        false => read(year_text),
    };
    let (Some(date), month) = (&mut when.date, month.trim()) else { return when };
    if month.is_empty() || date.month.is_some() {
        return when;
    }
    match month_and_day(month) {
        Some((number @ 1..=12, own_day)) => {
            date.month = Some(number - 1);
            let day = day.trim().parse().ok().or(own_day).filter(|day| (1..=31).contains(day));
            date.day = day.map(|day: u8| day - 1);
        }
        Some((number, _)) => date.season = season(number),
        None => when.left_out = Some(month.to_string()),
    }
    when
}

/// PubMed's `2019 May 17`, `2019 Jan-Feb`, `2019 Spring`.
pub fn published(text: &str) -> When {
    let mut words = text.splitn(3, ' ');
    let mut word = || words.next().unwrap_or_default();
    let (year, month, day) = (word(), word(), word());
    of_parts(year, month, day)
}

/// `2019/2020`, `2018/`, `/2018`: months and days count only within one year.
fn range(from: &str, to: &str) -> When {
    let (start, end) = (edtf(from), edtf(to));
    let words = match (&start, &end) {
        (Some(start), Some(end)) if start.year == end.year => return When::at(*start),
        (Some(start), Some(end)) => format!("{}–{}", start.year, end.year),
        (Some(start), None) => format!("{}–", start.year),
        (None, Some(end)) => format!("–{}", end.year),
        (None, None) => return When::default(),
    };
    When::words(&words)
}

/// `2020`, `2020-05-17`, `2020-05-17T10:11:12Z`, `1890~`, `2021-21`.
fn edtf(text: &str) -> Option<Date> {
    let text = text.trim();
    let exact = text.trim_end_matches(['?', '~', '%']);
    let day = exact.split(['T', ' ']).next().unwrap_or_default();
    if day.len() < exact.len() && !exact.contains(':') {
        return None;
    }
    let (before_christ, digits) = match day.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, day),
    };
    let mut parts = digits.split('-');
    let number = parts.next()?;
    let year: i32 = digits_of(number, 3..=4)?;
    let mut date = Date { approximate: exact.len() < text.len(), ..parts::year(year) };
    date.year = if before_christ { -year } else { year };
    if let Some(month) = parts.next() {
        match digits_of(month, 1..=2)? {
            0 => {}
            month @ 1..=12 => date.month = u8::try_from(month - 1).ok(),
            month @ 21..=24 => date.season = season(u8::try_from(month).ok()?),
            _ => return None,
        }
    }
    if let Some(day) = parts.next().map(|day| digits_of(day, 1..=2)) {
        date.day = u8::try_from(day? - 1).ok().filter(|_| date.month.is_some());
        if date.day.is_some_and(|day| day + 1 > longest(&date)) {
            return None;
        }
    }
    parts.next().is_none().then_some(date)
}

/// Ranges get the dash that the page has.
fn dashes(text: &str) -> String {
    let numbers = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    match text.split_once('-') {
        Some((from, to)) if from.len() == 4 && numbers(from) && numbers(to) => {
            format!("{from}–{to}")
        }
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let when = read(text);
        match (when.words, when.date) {
            (Some(words), _) => words,
            (None, Some(date)) => {
                let number =
                    |part: Option<u8>| part.map_or(String::new(), |it| format!("-{}", it + 1));
                format!("{}{}{}", date.year, number(date.month), number(date.day))
            }
            (None, None) => "nothing".to_string(),
        }
    }

    #[test]
    fn dates_of_one_field_are_read_in_every_form() {
        for (text, expected) in [
            ("2020", "2020"),
            ("2022-03-04T10:11:12Z", "2022-3-4"),
            ("2018/", "2018–"),
            ("2018-02/2018-05", "2018-2"),
            ("2019/2020", "2019–2020"),
            ("2016-17", "2016–17"),
            ("May 2024", "2024-5"),
            ("12 May 2024", "2024-5-12"),
            ("May 12th, 2024", "2024-5-12"),
            ("2024年5月12日", "2024-5-12"),
            ("2024/05/12", "2024-5-12"),
            ("2015年", "2015"),
            ("2024-02-30", "2024-02-30"),
            ("in press", "in press"),
            ("c. 1890", "c. 1890"),
            ("05/12/2024", "05/12/2024"),
            ("待出版", "待出版"),
            ("", "nothing"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn months_are_read_in_many_languages_and_told_when_they_are_not() {
        let month = |text: &str| {
            let when = of_parts("2020", text, "");
            when.date.and_then(|date| Some((date.month? + 1, date.day.map(|day| day + 1))))
        };
        assert_eq!(month(" nov "), Some((11, None)));
        assert_eq!(month("Sep–Oct"), Some((9, None)));
        assert_eq!(month("may\u{a0}3"), Some((5, Some(3))));
        assert_eq!(month("März"), Some((3, None)));
        assert_eq!(month("3月"), Some((3, None)));
        assert_eq!(month("June 3-5"), Some((6, None)));
        assert_eq!(month("7"), Some((7, None)));
        assert_eq!(month("Jan."), Some((1, None)));
        assert_eq!(month("12月25日"), Some((12, Some(25))));
        assert_eq!(of_parts("2020", "Michaelmas", "").left_out.as_deref(), Some("Michaelmas"));
        assert_eq!(of_parts("in press", "may", "").words.as_deref(), Some("in press"));
    }
}
