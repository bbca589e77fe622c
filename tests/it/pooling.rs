//! Pooling agrees with R's metafor: each folder of `tests/pooling` has studies, analyses, and the figures that
//! metafor 3.8 gives for them (metadat's data sets, and small ones made for the traps of the trade).

use std::path::Path;

use diptych::analysis::{MethodRecord, Record, SummaryRecord};
use diptych::{Engine, Request};

/// Closed forms; the relative difference.
const CLOSED: f64 = 1e-6;
/// τ² by iteration and what depends on it.
const ITERATED: f64 = 1e-5;
/// What is nothing but rounding.
const NOTHING: f64 = 1e-11;

#[test]
fn every_figure_is_that_of_metafor() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pooling");
    let (mut figures, mut wrong) = (0, Vec::new());
    for folder in std::fs::read_dir(root).unwrap() {
        let folder = folder.unwrap().path();
        let project = Engine::new().open(&folder).unwrap();
        let (records, findings) = project.analyses(&Request::new(), false);
        assert!(findings.is_empty(), "{}: {findings:?}", folder.display());
        let expected = std::fs::read_to_string(folder.join("expected.csv")).unwrap();
        for line in expected.lines().skip(1) {
            let [analysis, figure, value] = line.split(',').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let record = records.iter().find(|it| it.analysis == analysis).unwrap();
            let found = self::figure(record, figure);
            let expected = value.parse::<f64>().ok();
            let iterated = ["reml", "pm", "hk-ci", "tau2"].iter().any(|it| line.contains(it));
            if !agree(found, expected, if iterated { ITERATED } else { CLOSED }) {
                wrong.push(format!("{} {line}: {found:?}", folder.display()));
            }
            figures += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {figures}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(figures > 2000, "{figures}");
}

fn agree(found: Option<f64>, expected: Option<f64>, tolerance: f64) -> bool {
    let (Some(found), Some(expected)) = (found, expected) else {
        return found == expected;
    };
    let apart = (found - expected).abs();
    apart <= NOTHING || apart <= tolerance * expected.abs().max(found.abs())
}

fn figure(record: &Record, name: &str) -> Option<f64> {
    if let Some(number) = name.strip_prefix("study ") {
        return record.studies[number.parse::<usize>().unwrap() - 1].value;
    }
    let method = &record.methods[0];
    match name {
        "between q" => method.between.as_ref().map(|it| it.q),
        "common tau2" => method.common_tau2,
        "per 1000" => Some(record.absolute[0].difference_per_1000[0]),
        "needed" => Some(record.absolute[0].number_needed[0]),
        _ => pooled(method, method.all.as_ref()?, name),
    }
}

fn pooled(_: &MethodRecord, all: &SummaryRecord, name: &str) -> Option<f64> {
    let of = |ends: Option<[f64; 2]>, at: usize| ends.map(|it| it[at]);
    match name {
        "k" => Some(all.k as f64),
        "value" => Some(all.value),
        "se" => all.se,
        "statistic" => all.statistic,
        "p" => all.p,
        "low" => of(all.interval, 0),
        "high" => of(all.interval, 1),
        "printed" => all.printed.map(|it| it[0]),
        "printed low" => all.printed.map(|it| it[1]),
        "printed high" => all.printed.map(|it| it[2]),
        "tau2" => all.tau2,
        "tau2 low" => of(all.tau2_interval, 0),
        "tau2 high" => of(all.tau2_interval, 1),
        "q" => Some(all.heterogeneity.q),
        "df" => Some(all.heterogeneity.df),
        "i2" => all.i2,
        "h2" => all.h2,
        "prediction low" => of(all.prediction, 0),
        "prediction high" => of(all.prediction, 1),
        _ => panic!("no figure is called {name}"),
    }
}
