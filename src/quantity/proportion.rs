//! Proportions: the count behind a percentage, and its exact confidence interval.

use std::sync::Arc;

use indexmap::IndexMap;
use special::Beta;

use super::decimal::Decimal;
use super::estimate::{Estimate, Parts};
use super::interval::Method;
use crate::data::tree::Cell;

/// The quantities of one study, by their ids.
pub type Study = IndexMap<String, Arc<Estimate>>;

/// How many of how many, and the cells that say so.
#[derive(Debug, Clone)]
pub struct Proportion {
    /// Those of whom it is true.
    pub events: u32,
    /// All of them.
    pub n: u32,
    /// How the count is known.
    pub source: CountSource,
    /// The cells behind it.
    pub cells: Vec<Cell>,
    /// Digits behind the point of the printed percentage.
    pub decimals: usize,
}

/// How a count is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CountSource {
    /// The source prints events and n.
    Printed,
    /// Counts add up to it: what they are, in words.
    Parts(String),
    /// It is the only count of n that the printed percentage can stand for.
    Percentage,
}

/// Why there is no count behind a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CountError {
    /// It is no percentage, or one with a range, a qualifier or a status in its place.
    NoProportion,
    /// It was weighted, modelled or estimated from times, as its row says.
    Uncounted,
    /// `low` and `high` are no interval of the estimate, but quartiles or a range.
    OtherInterval,
    /// Nothing says of how many it is a share.
    NoDenominator,
    /// This column holds no count: the column, and what is written in it.
    NoCount(&'static str, String),
    /// No count of n gives the percentage, or the printed count does not.
    NoneFits(u32),
    /// Several counts of n give it.
    SeveralFit(u32, u32, u32),
}

impl std::fmt::Display for CountError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CountError::NoProportion => f.write_str("it is not a single percentage"),
            CountError::Uncounted => f.write_str("by its `method` it is no share of a count"),
            CountError::OtherInterval => {
                f.write_str("by `interval`, its low and high are no confidence interval")
            }
            CountError::NoDenominator => {
                f.write_str("its row gives no n, of how many it is a share")
            }
            CountError::NoCount("n", text) => {
                write!(f, "its n, “{text}”, is no whole number above 0")
            }
            CountError::NoCount(column, text) => {
                write!(f, "its {column}, “{text}”, is no whole number")
            }
            CountError::NoneFits(n) => write!(f, "no count of {n} fits it"),
            CountError::SeveralFit(n, first, last) => {
                write!(f, "several counts of {n} fit it, from {first} to {last}")
            }
        }
    }
}

impl Proportion {
    /// The count behind a percentage, when the data leave no doubt about it: events and n, or
    /// counts of the same study that make up its events, or the percentage and n.
    pub fn of(estimate: &Estimate, study: Option<&Study>) -> Result<Proportion, CountError> {
        if estimate.method() == Some(Method::Uncounted) {
            return Err(CountError::Uncounted);
        }
        let value = number(estimate, "value").filter(|_| is_single_percentage(estimate));
        let (percent, value) = value.ok_or(CountError::NoProportion)?;
        let counted = study.zip(estimate.parts.as_ref()).and_then(|(study, it)| added(study, it));
        let n = stated(estimate, "n")?.or_else(|| counted.as_ref()?.n.clone());
        let (n, n_cell) = n.ok_or(CountError::NoDenominator)?;
        let (events, source, mut cells) = match (stated(estimate, "events")?, counted) {
            (Some((events, cell)), _) => (events, CountSource::Printed, vec![cell]),
            (None, Some(added)) => (added.events, CountSource::Parts(added.words), added.cells),
            (None, None) => (only_count(percent, n)?, CountSource::Percentage, vec![value]),
        };
        if events > n || !percent.can_be(share(events, n)) {
            return Err(CountError::NoneFits(n));
        }
        cells.push(n_cell);
        Ok(Proportion { events, n, source, cells, decimals: percent.digits })
    }

    /// The exact 95% interval in percent (Clopper and Pearson, Biometrika 1934;26:404–413), by
    /// quantiles of the beta distribution.
    pub fn interval(&self) -> (f64, f64) {
        let (events, n) = (f64::from(self.events), f64::from(self.n));
        let low = if self.events == 0 { 0.0 } else { quantile(0.025, events, n - events + 1.0) };
        let high =
            if self.events == self.n { 1.0 } else { quantile(0.975, events + 1.0, n - events) };
        (100.0 * low, 100.0 * high)
    }

    /// The interval with as many digits as the percentage has behind its point, at least one, and none that is finer than
    /// a tenth of the share of one of them.
    pub fn interval_text(&self) -> (String, String) {
        let finest = [100, 1000].iter().filter(|n| self.n > **n).count() + 1;
        let digits = self.decimals.min(finest).max(1);
        let (low, high) = self.interval();
        (format!("{low:.digits$}"), format!("{high:.digits$}"))
    }
}

fn quantile(probability: f64, a: f64, b: f64) -> f64 {
    probability.inv_inc_beta(a, b, a.ln_beta(b))
}

fn share(events: u32, n: u32) -> f64 {
    100.0 * f64::from(events) / f64::from(n)
}

fn is_single_percentage(estimate: &Estimate) -> bool {
    let plain = ["qualifier", "status"].iter().all(|column| estimate.cell(column).is_none());
    estimate.unit.id() == "percent" && plain
}

fn number(estimate: &Estimate, column: &str) -> Option<(Decimal, Cell)> {
    let cell = estimate.cell(column)?;
    Some((Decimal::parse(&cell.text)?, cell.clone()))
}

/// A count that a column states; none where it is empty.
fn stated(estimate: &Estimate, column: &'static str) -> Result<Option<(u32, Cell)>, CountError> {
    let Some(own) = estimate.cell(column) else { return Ok(None) };
    let no_count = || CountError::NoCount(column, own.text.to_string());
    cell(estimate, column).map(Some).ok_or_else(no_count)
}

/// A whole number, `1e3` as well; none when there are none of which it could be a share.
fn cell(estimate: &Estimate, column: &str) -> Option<(u32, Cell)> {
    let cell = estimate.cell(column)?;
    let number = Decimal::parse(&cell.text)?.value;
    let is_count = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    let count = is_count.then_some(number as u32).filter(|count| column != "n" || *count > 0)?;
    Some((count, cell.clone()))
}

/// Every count of n that the printed percentage can stand for; there must be exactly one.
fn only_count(percent: Decimal, n: u32) -> Result<u32, CountError> {
    let at = |percent: f64| percent * f64::from(n) / 100.0;
    let first = at(percent.value - percent.slack).floor().max(0.0) as u32;
    let last = (at(percent.value + percent.slack).ceil().max(0.0) as u32).min(n);
    let mut fits = (first..=last).filter(|k| percent.can_be(share(*k, n)));
    match (fits.next(), fits.next_back()) {
        (None, _) => Err(CountError::NoneFits(n)),
        (Some(only), None) => Ok(only),
        (Some(first), Some(last)) => Err(CountError::SeveralFit(n, first, last)),
    }
}

struct Added {
    events: u32,
    n: Option<(u32, Cell)>,
    cells: Vec<Cell>,
    words: String,
}

/// The counts of a group that make up its events, when it gives all of them in their unit; the
/// first may say of how many.
fn added(study: &Study, parts: &Parts) -> Option<Added> {
    let mut added = Added { events: 0, n: None, cells: Vec::new(), words: parts.words.clone() };
    for id in &parts.ids {
        let fits =
            |it: &&Arc<Estimate>| parts.unit.as_deref().is_none_or(|own| own == it.unit.id());
        let estimate = study.get(id).filter(fits)?;
        let (count, value) = cell(estimate, "value")?;
        added.events = added.events.checked_add(count)?;
        if added.cells.is_empty() {
            added.n = cell(estimate, "n");
        }
        added.cells.push(value);
    }
    (!added.cells.is_empty()).then_some(added)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::address::{Address, Column};
    use crate::data::place::{Origin, Place};
    use crate::data::tree::{Entry, Map, Node};
    use crate::quantity::units::Units;

    fn estimate(columns: &[(&str, &str)]) -> Estimate {
        let mut row = Map::new(Place::file("results.csv"));
        for (name, text) in columns {
            let address = Address::Cell { row: 1, column: Column::new(name) };
            let origin = Origin::new(Place::file("results.csv"), address);
            let node = Node::Cell(Cell::new(text, origin));
            row.entries
                .insert((*name).to_string(), Entry { key: Place::file("results.csv"), node });
        }
        let unit = row.text("unit");
        let unit = Units::default().find(if unit.is_empty() { "percent" } else { unit }).unwrap();
        Estimate { row: Arc::new(row), unit, status: None, parts: None }
    }

    fn interval(events: u32, n: u32) -> (f64, f64) {
        let cells = Vec::new();
        Proportion { events, n, source: CountSource::Printed, cells, decimals: 1 }.interval()
    }

    /// Limits from the binomial sums in 40-digit decimal arithmetic, without the beta function.
    #[test]
    fn intervals_are_exact() {
        for (events, n, low, high) in [
            (7, 37, 7.9621120853, 35.1552378369),
            (7, 20, 15.3909204785, 59.2188534533),
            (7, 10, 34.7547149940, 93.3260488822),
            (3, 15, 4.3312005106, 48.0891133807),
            (20, 38, 35.8183436261, 69.0192698392),
            (0, 10, 0.0, 30.8497107819),
            (10, 10, 69.1502892181, 100.0),
            (0, 1, 0.0, 97.5),
            (1, 1, 2.5, 100.0),
            (48, 120, 31.1667793711, 49.3389305279),
            (500, 1000, 46.8549172972, 53.1450827028),
            (1, 10000, 0.0002531778, 0.0557036998),
        ] {
            let (found_low, found_high) = interval(events, n);
            assert!((found_low - low).abs() < 1e-9, "{events}/{n}: {found_low}");
            assert!((found_high - high).abs() < 1e-9, "{events}/{n}: {found_high}");
        }
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_proportion_and_mirrors(n in 1u32..2000, part in 0.0f64..=1.0) {
            let events = (f64::from(n) * part).round() as u32;
            let (low, high) = interval(events, n);
            prop_assert!(0.0 <= low && low <= share(events, n) && share(events, n) <= high && high <= 100.0);
            let (mirrored, _) = interval(n - events, n);
            prop_assert!((100.0 - high - mirrored).abs() < 1e-6);
        }
    }

    #[test]
    fn the_count_is_known_or_refused() {
        let of = |columns: &[(&str, &str)]| Proportion::of(&estimate(columns), None);
        let source = of(&[("value", "18.92"), ("n", "37")]).unwrap();
        assert_eq!((source.events, &source.source), (7, &CountSource::Percentage));
        assert_eq!(source.interval_text(), ("8.0".to_string(), "35.2".to_string()));
        let many = of(&[("value", "18.92"), ("events", "70"), ("n", "370")]).unwrap();
        assert_eq!(many.interval_text(), ("15.06".to_string(), "23.29".to_string()));
        let printed = of(&[("value", "20"), ("events", "3"), ("n", "15")]).unwrap();
        assert_eq!((printed.events, &printed.source), (3, &CountSource::Printed));
        assert_eq!(printed.interval_text(), ("4.3".to_string(), "48.1".to_string()));
        assert_eq!(of(&[("value", "40.0")]).unwrap_err(), CountError::NoDenominator);
        for n in ["0", "-5", "12.5", "9e99"] {
            let wrong = of(&[("value", "40"), ("n", n)]).unwrap_err();
            assert_eq!(wrong, CountError::NoCount("n", n.to_string()));
            assert_eq!(wrong.to_string(), format!("its n, “{n}”, is no whole number above 0"));
        }
        let wrong = of(&[("value", "40"), ("events", "-48"), ("n", "120")]).unwrap_err();
        assert_eq!(wrong.to_string(), "its events, “-48”, is no whole number");
        assert_eq!(of(&[("value", "40"), ("events", "400"), ("n", "1e3")]).unwrap().n, 1000);
        assert_eq!(of(&[("value", "52.0"), ("n", "38")]).unwrap_err(), CountError::NoneFits(38));
        assert_eq!(
            of(&[("value", "20"), ("n", "300")]).unwrap_err(),
            CountError::SeveralFit(300, 59, 61)
        );
        let contradicted = of(&[("value", "20"), ("events", "5"), ("n", "15")]);
        assert_eq!(contradicted.unwrap_err(), CountError::NoneFits(15));
        for columns in [
            &[("value", "20"), ("qualifier", ">"), ("n", "15")][..],
            &[("low", "14"), ("high", "20"), ("n", "15")],
            &[("value", "20"), ("unit", "months"), ("n", "15")],
        ] {
            assert_eq!(of(columns).unwrap_err(), CountError::NoProportion);
        }
    }

    #[test]
    fn responses_add_up_to_the_count() {
        let patients =
            |value| Arc::new(estimate(&[("value", value), ("unit", "patients"), ("n", "20")]));
        let study: Study =
            [("cr".to_string(), patients("1")), ("pr".to_string(), patients("6"))].into();
        let (ids, unit) = (vec!["cr".to_string(), "pr".to_string()], Some("patients".to_string()));
        let parts = Some(Arc::new(Parts { ids, unit, words: "responses".to_string() }));
        let share = Estimate { parts, ..estimate(&[("id", "orr"), ("value", "35")]) };
        let found = Proportion::of(&share, Some(&study)).unwrap();
        assert_eq!((found.events, found.n), (7, 20));
        assert_eq!(found.source, CountSource::Parts("responses".to_string()));
    }

    #[test]
    fn every_count_is_found_again_from_its_percentage() {
        for n in 1..=50 {
            for events in 0..=n {
                let value = format!("{:.1}", share(events, n));
                let found =
                    Proportion::of(&estimate(&[("value", &value), ("n", &n.to_string())]), None);
                assert_eq!(found.unwrap().events, events, "{value}% of {n}");
            }
        }
    }
}
