//! D0903, D0908, D0909: an estimate lies in its interval, and its P value agrees with it.

use super::contradiction::{Contradiction, Side};
use super::quantities::{StatedQuantity, stated_quantities};
use super::tongue::Tongue;
use crate::data::tree::Cell;
use crate::diagnostic::codes;
use crate::model::inputs::Inputs;
use crate::quantity::decimal::Decimal;
use crate::quantity::interval::{IntervalKind, Method};

/// Checks every quantity with an interval.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    for stated in stated_quantities(inputs).into_iter().flatten() {
        let (Some(low), Some(high)) = (stated.number("low"), stated.number("high")) else {
            continue;
        };
        found.extend(order(stated, low, high));
        if let Some(value) = stated.number("value") {
            let kind = stated.estimate.interval();
            if kind.holds_the_estimate() {
                found.extend(outside(stated, value, low, high));
            }
            let symmetric = stated.estimate.method() != Some(Method::Asymmetric);
            if stated.estimate.unit.id() == "ratio" && is_confidence(&kind) && symmetric {
                found.extend(asymmetric(stated, value, low, high));
            }
            if kind == IntervalKind::usual() {
                found.extend(significance(stated, low, high));
            }
        }
    }
}

fn is_confidence(kind: &IntervalKind) -> bool {
    matches!(kind, IntervalKind::Confidence(_))
}

type Number<'a> = (Decimal, &'a Cell);

/// D0903: the ends of a range stand in order.
fn order(stated: StatedQuantity, (low, cell): Number, (high, _): Number) -> Option<Contradiction> {
    let message = format!("inconsistent: the range runs from {} down to {}", low.value, high.value);
    let found = || stated.contradiction(codes::INTERVAL, cell, message);
    (low.value > high.value).then(found).map(|it| it.side(Side::quantity(stated.estimate)))
}

/// D0903: the estimate lies between the ends.
fn outside(
    stated: StatedQuantity,
    (value, cell): Number,
    (low, low_cell): Number,
    (high, high_cell): Number,
) -> Option<Contradiction> {
    if low.may_not_exceed(value) && value.may_not_exceed(high) || low.value > high.value {
        return None;
    }
    let message = format!("inconsistent: {} is outside {} to {}", cell.text, low.value, high.value);
    let found = stated.contradiction(codes::INTERVAL, cell, message);
    let found = found.side(Side::quantity(stated.estimate));
    Some(found.side(ends(stated, low_cell, high_cell)))
}

fn ends(stated: StatedQuantity, low: &Cell, high: &Cell) -> Option<Side> {
    let [from, to] = [low, high].map(|it| it.text.clone());
    let words = move |tongue: &Tongue| tongue.range(&from, &to);
    Side::said(words, &[low, high], stated.estimate.cell("place"))
}

/// D0908: the interval of a ratio is symmetric on the log scale, so the estimate is the geometric
/// mean of its ends (Altman and Bland, BMJ 2011;343:d2090), as far as rounding can tell.
fn asymmetric(
    stated: StatedQuantity,
    (value, cell): Number,
    (low, low_cell): Number,
    (high, high_cell): Number,
) -> Option<Contradiction> {
    let least = ((low.value - low.slack).max(0.0) * (high.value - high.slack).max(0.0)).sqrt();
    let most = ((low.value + low.slack) * (high.value + high.slack)).sqrt();
    // Exact and profile intervals are not quite symmetric: two per cent are allowed.
    let fits = value.value + value.slack >= 0.98 * least
        && value.value - value.slack <= 1.02 * most
        || low.value <= 0.0;
    let middle = (low.value * high.value).sqrt();
    let message = format!(
        "inconsistent: {} is not the middle of {} to {} on the log scale, {middle:.2}",
        cell.text, low_cell.text, high_cell.text
    );
    (!fits && low.value <= high.value).then(|| {
        let found = stated.contradiction(codes::LOG_SYMMETRY, cell, message);
        let sum = format!("√({} × {}) = {middle:.2}", low_cell.text, high_cell.text);
        let found = found.side(Side::quantity(stated.estimate));
        found.side(Side::calculated(move |_| sum.clone(), &[low_cell, high_cell]))
    })
}

/// D0909: P under 0.05 goes with a 95% interval that leaves out “no difference”, and P over 0.05
/// with one that holds it (Altman and Bland, BMJ 2011;343:d2304).
fn significance(stated: StatedQuantity, low: Number, high: Number) -> Option<Contradiction> {
    let none = match stated.estimate.unit.id() {
        "ratio" => 1.0,
        "points" => 0.0,
        _ => return None,
    };
    let p_cell = stated.estimate.cell("p")?;
    let significant = significant(&p_cell.text)?;
    let holds_none = low.0.value - low.0.slack <= none && none <= high.0.value + high.0.slack;
    let leaves_none = low.0.value + low.0.slack > none || high.0.value - high.0.slack < none;
    if significant && leaves_none || !significant && holds_none {
        return None;
    }
    let what = if significant { "holds" } else { "leaves out" };
    let message = format!(
        "inconsistent: P is {}, but the interval {} to {} {what} {none}",
        p_cell.text, low.1.text, high.1.text
    );
    let p = format!("P {}", p_cell.text);
    let place = stated.estimate.cell("place");
    let found = stated.contradiction(codes::P_VALUE, p_cell, message);
    let found = found.side(Side::said(move |_| p.clone(), &[p_cell], place));
    Some(found.side(ends(stated, low.1, high.1)))
}

/// Whether a P value is under 0.05; unknown for one such as `<0.1` or `0.05` that leaves it open.
pub fn significant(text: &str) -> Option<bool> {
    let number: f64 = text.trim_start_matches(['<', '>', '≤', '≥', '=', ' ']).parse().ok()?;
    match text.chars().next()? {
        '<' | '≤' => (number <= 0.05).then_some(true),
        '>' | '≥' => (number >= 0.05).then_some(false),
        _ => {
            // 0.05 as printed may be a little less or a little more.
            let p = Decimal::parse(text.trim_start_matches(['=', ' ']))?;
            (!p.can_be(0.05)).then_some(p.value < 0.05)
        }
    }
}
