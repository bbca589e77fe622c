//! Absolute effects that a source prints, beside its risk and its relative effect.

use super::figure::{Printed, Span};
use super::told::{finding, shown};
use crate::data::tree::{Cell, Map};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::analysis::Analysis;
use crate::quantity::synthesis::absolute::Absolute;

/// Each row says risk, risk with the intervention, difference and number needed, with the ends of their intervals.
const ENDS: [(&str, &str, &str, &str); 3] = [
    ("effect", "intervention", "difference", "nnt"),
    ("effect_low", "intervention_low", "difference_low", "nnt_low"),
    ("effect_high", "intervention_high", "difference_high", "nnt_high"),
];

/// Recomputes every row. One that agrees with what the studies give is right beside a false relative effect, which is told
/// by itself.
pub fn check(analysis: &Analysis, found: &mut Vec<Diagnostic>) {
    let total = analysis.summary.iter().find(|it| it.text("scope") == "all").map(|it| &**it);
    for row in &analysis.printed_absolute {
        let told = self::row(analysis, row, total);
        if total.is_none() || !self::row(analysis, row, None).is_empty() {
            found.extend(told);
        }
    }
}

fn row(analysis: &Analysis, row: &Map, total: Option<&Map>) -> Vec<Diagnostic> {
    let Some(baseline) = analysis.printed(row, "baseline").and_then(Printed::of) else {
        return Vec::new();
    };
    let effects = ENDS.iter().map(|it| total.and_then(|total| analysis.printed(total, it.0)));
    let effects: Vec<Option<Span>> =
        effects.enumerate().map(|(at, cell)| effect(analysis, cell, at)).collect();
    let risks: Vec<Option<Span>> =
        effects.iter().map(|it| it.and_then(|it| risks(analysis, it, &baseline))).collect();
    let cell = |column| analysis.printed(row, column);
    let differences = ENDS.map(|it| cell(it.2).and_then(Printed::difference));
    let mut found = Vec::new();
    for (at, (_, intervention, difference, nnt)) in ENDS.iter().enumerate() {
        found.extend(cell(intervention).and_then(|it| wrong_risk(it, risks[at])));
        let risk = cell(intervention).and_then(Printed::of);
        found.extend(
            cell(difference).and_then(|it| wrong_difference(it, risks[at], risk, &baseline)),
        );
        // The ends of a number needed stand in the order of the effect, or of their own size.
        let order = if at == 0 { vec![0] } else { vec![at, 3 - at] };
        let tried = order.iter().map(|at| {
            cell(nnt).and_then(|it| wrong_nnt(it, differences[*at], risks[*at], &baseline))
        });
        let wrong: Option<Vec<Diagnostic>> = tried.collect();
        found.extend(wrong.and_then(|all| all.into_iter().next()));
    }
    // One false figure makes others of its row false: the first is told.
    found.truncate(1);
    found
}

/// The relative effect: as the source prints it, rounded, or as the studies give it.
fn effect(analysis: &Analysis, cell: Option<&Cell>, at: usize) -> Option<Span> {
    let pooled = analysis.synthesis.pooled.as_ref()?;
    let ends = pooled.inference?;
    let own = [pooled.value, ends.low, ends.high][at];
    let own = pooled.printed(own, analysis.plan.measure.scale());
    let Some(printed) = cell.and_then(Printed::of) else { return Some(Span::between(own, own)) };
    let (low, high) =
        (printed.number.value - printed.number.slack, printed.number.value + printed.number.slack);
    // What is pooled here by another method is no bound of what is printed there.
    let near = own >= low - printed.number.slack && own <= high + printed.number.slack;
    Some(if near { Span::between(low.min(own), high.max(own)) } else { Span::between(low, high) })
}

/// Risks with the intervention, per 1000.
fn risks(analysis: &Analysis, effect: Span, baseline: &Printed) -> Option<Span> {
    let measure = analysis.plan.measure;
    let risk = |effect: f64, by: f64| {
        let baseline = (baseline.number.value + by * baseline.number.slack) / 1000.0;
        Absolute::of(measure, effect, baseline).map(|it| 1000.0 * it.risk)
    };
    let corners = [(effect.low, -1.0), (effect.low, 1.0), (effect.high, -1.0), (effect.high, 1.0)];
    let mut values = corners.into_iter().filter_map(|(effect, by)| risk(effect, by));
    let first = values.next()?;
    let (low, high) = values.fold((first, first), |(low, high), it| (low.min(it), high.max(it)));
    Some(Span::between(low, high))
}

fn wrong_risk(cell: &Cell, risks: Option<Span>) -> Option<Diagnostic> {
    let (printed, risks) = (Printed::of(cell)?, risks?);
    (!risks.allows(&printed)).then(|| {
        let message = format!(
            "{} of 1000 with the intervention are printed, but risk and relative effect give {}",
            cell.text,
            shown(risks.middle, printed.number.digits)
        );
        told(cell, message)
    })
}

fn wrong_difference(
    cell: &Cell,
    risks: Option<Span>,
    risk: Option<Printed>,
    baseline: &Printed,
) -> Option<Diagnostic> {
    let printed = Printed::difference(cell)?;
    let base = baseline.number.value;
    let from_effect = risks.map(|it| Span::between(it.low - base, it.high - base));
    let from_printed = risk.map(|it| Span::between(it.number.value - base, it.number.value - base));
    let known: Vec<Span> = from_effect.into_iter().chain(from_printed).collect();
    let expected = known.first()?;
    let agrees = known.iter().any(|span| span.allows(&printed));
    (!agrees).then(|| {
        let message = format!(
            "the difference is printed as {}, but the risks give {} per 1000",
            cell.text,
            shown(expected.middle, printed.number.digits)
        );
        told(cell, message)
    })
}

/// A number needed may come from rounded or unrounded figures, and be rounded up or to the nearest.
fn wrong_nnt(
    cell: &Cell,
    difference: Option<Printed>,
    risks: Option<Span>,
    baseline: &Printed,
) -> Option<Diagnostic> {
    let printed = Printed::of(cell)?;
    let base = baseline.number.value;
    let of = |difference: f64| 1000.0 / difference.abs();
    let rounded = difference.map(|it| {
        let (value, slack) = (it.number.value.abs(), it.number.slack);
        Span::between(of((value - slack).max(1e-9)), of(value + slack))
    });
    let exact = risks.filter(|it| (it.low - base) * (it.high - base) > 0.0);
    let exact = exact.map(|it| Span::between(of(it.low - base), of(it.high - base)));
    let known: Vec<Span> = exact.into_iter().chain(rounded).collect();
    let expected = known.first()?;
    let allowed = |span: &Span| {
        let value = printed.number.value;
        value >= span.low.floor() && value <= span.high.ceil()
    };
    (!known.iter().any(allowed)).then(|| {
        let message = format!(
            "the number needed to treat is printed as {}, but the difference gives {:.0}",
            cell.text,
            expected.middle.ceil()
        );
        told(cell, message)
    })
}

fn told(cell: &Cell, message: String) -> Diagnostic {
    finding(codes::ABSOLUTE_RESULT, cell, message)
        .help("absolute effect = risk × relative effect; an odds ratio is no risk ratio")
}
