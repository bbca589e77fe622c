//! The variance between studies, τ²: DerSimonian–Laird, Paule–Mandel, restricted maximum likelihood.
//!
//! Each takes studies in groups that have a mean of their own and τ² in common; as a rule there is one group.
//! Sources: DerSimonian and Laird, Control Clin Trials 1986;7:177; Paule and Mandel, J Res Natl Bur Stand
//! 1982;87:377; Viechtbauer, J Educ Behav Stat 2005;30:261; Veroniki et al., Res Synth Methods 2016;7:55.

use super::root;
use super::study::Effect;
use super::weighted::mean;

/// How τ² is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimator {
    /// Restricted maximum likelihood.
    Reml,
    /// DerSimonian–Laird.
    DerSimonianLaird,
    /// Paule–Mandel.
    PauleMandel,
}

impl Estimator {
    /// τ² of these groups of studies; zero if no group has two.
    pub fn tau2(self, groups: &[&[Effect]]) -> f64 {
        if degrees(groups) < 1.0 {
            return 0.0;
        }
        match self {
            Estimator::Reml => reml(groups),
            Estimator::DerSimonianLaird => der_simonian_laird(groups, q(groups, 0.0)),
            Estimator::PauleMandel => where_q_is(groups, degrees(groups)),
        }
    }
}

/// Studies less groups.
fn degrees(groups: &[&[Effect]]) -> f64 {
    groups.iter().map(|group| group.len() as f64 - 1.0).sum()
}

/// Σ (y − mean of its group)² / (v + τ²).
fn q(groups: &[&[Effect]], tau2: f64) -> f64 {
    groups.iter().map(|group| mean(group, tau2).q).sum()
}

/// The method of moments, from Cochran's Q or from a Q about another mean (that of Mantel and Haenszel, as RevMan 5).
pub fn der_simonian_laird(groups: &[&[Effect]], q: f64) -> f64 {
    let spread: f64 = groups.iter().map(|group| spread_of_weights(group)).sum();
    let excess = q - degrees(groups);
    if excess > 0.0 && spread > 0.0 { excess / spread } else { 0.0 }
}

/// Σw − Σw²/Σw, for w = 1/v.
fn spread_of_weights(group: &[Effect]) -> f64 {
    let (mut sum, mut squares) = (0.0, 0.0);
    for effect in group {
        sum += 1.0 / effect.variance;
        squares += 1.0 / (effect.variance * effect.variance);
    }
    sum - squares / sum
}

/// The τ² for which the generalised Q takes this value; zero if it is smaller from the start.
pub fn where_q_is(groups: &[&[Effect]], target: f64) -> f64 {
    root::falling(|tau2| q(groups, tau2) - target, 0.0, scale(groups))
}

/// A τ² of the size of the data: the mean variance of a study.
fn scale(groups: &[&[Effect]]) -> f64 {
    let all = || groups.iter().flat_map(|group| group.iter());
    let sum: f64 = all().map(|it| it.variance).sum();
    (sum / all().count() as f64).max(f64::MIN_POSITIVE)
}

/// How many points the search for maxima has in each direction of the scale.
const GRID: i32 = 24;

/// The highest maximum of the restricted likelihood, which may have several: each lies where its slope turns from
/// rising to falling between points of a grid, or at zero.
fn reml(groups: &[&[Effect]]) -> f64 {
    let (least, most) = extent(groups);
    let step = (most / least).powf(1.0 / f64::from(4 * GRID));
    let grid = std::iter::once(0.0).chain((0..=4 * GRID).map(|i| least * step.powi(i)));
    let mut best = (0.0, likelihood(groups, 0.0));
    let mut before: Option<(f64, f64)> = None;
    for tau2 in grid {
        let slope = slope(groups, tau2);
        if let Some((low, rising)) = before
            && rising > 0.0
            && slope <= 0.0
        {
            let top = root::between(|it| self::slope(groups, it), low, tau2);
            let height = likelihood(groups, top);
            if height > best.1 {
                best = (top, height);
            }
        }
        before = Some((tau2, slope));
    }
    best.0
}

/// From where to where a maximum of the likelihood can lie: from far below the smallest variance to far above what
/// the effects differ by.
fn extent(groups: &[&[Effect]]) -> (f64, f64) {
    let mut smallest = f64::INFINITY;
    let mut widest: f64 = 0.0;
    for group in groups {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for effect in *group {
            smallest = smallest.min(effect.variance);
            (low, high) = (low.min(effect.value), high.max(effect.value));
        }
        widest = widest.max(high - low);
    }
    (smallest * 1e-6, (widest * widest + smallest) * 1e2)
}

/// The restricted log likelihood, without its constant.
fn likelihood(groups: &[&[Effect]], tau2: f64) -> f64 {
    let of = |group: &&[Effect]| {
        let spread: f64 = group.iter().map(|it| (it.variance + tau2).ln()).sum();
        let weights: f64 = group.iter().map(|it| 1.0 / (it.variance + tau2)).sum();
        spread + weights.ln() + mean(group, tau2).q
    };
    -0.5 * groups.iter().map(of).sum::<f64>()
}

/// Twice the slope of the restricted log likelihood.
fn slope(groups: &[&[Effect]], tau2: f64) -> f64 {
    let of = |group: &&[Effect]| {
        let centre = mean(group, tau2).value;
        let (mut sum, mut squares, mut distances) = (0.0, 0.0, 0.0);
        for effect in *group {
            let weight = 1.0 / (effect.variance + tau2);
            sum += weight;
            squares += weight * weight;
            distances += (weight * (effect.value - centre)).powi(2);
        }
        distances - sum + squares / sum
    };
    groups.iter().map(of).sum()
}
