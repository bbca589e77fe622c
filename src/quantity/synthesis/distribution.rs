//! Tails and quantiles of the normal, t and χ² distributions, as pooling needs them.
//!
//! The incomplete beta and gamma functions and the error function are those of the crate `special`; a quantile is
//! the root of its tail, found to the last bit, so that no approximation of a quantile enters an interval.

use special::{Beta, Error, Gamma};

use super::root;

/// Two-sided P of a standard normal statistic.
pub fn normal_p(statistic: f64) -> f64 {
    (statistic.abs() / std::f64::consts::SQRT_2).compl_error()
}

/// Two-sided P of a t statistic with `df` degrees of freedom.
pub fn t_p(statistic: f64, df: f64) -> f64 {
    let share = df / (df + statistic * statistic);
    share.inc_beta(df / 2.0, 0.5, (df / 2.0).ln_beta(0.5))
}

/// Upper tail of χ² with `df` degrees of freedom.
pub fn chi2_p(statistic: f64, df: f64) -> f64 {
    if statistic <= 0.0 {
        return 1.0;
    }
    (1.0 - (statistic / 2.0).inc_gamma(df / 2.0)).clamp(0.0, 1.0)
}

/// How many standard errors a two-sided normal interval of this level (0.95) reaches: 1.96.
pub fn normal_reach(level: f64) -> f64 {
    root::falling(|z| normal_p(z) - (1.0 - level), 0.0, 2.0)
}

/// How many standard errors a two-sided t interval of this level reaches.
pub fn t_reach(level: f64, df: f64) -> f64 {
    root::falling(|t| t_p(t, df) - (1.0 - level), 0.0, 4.0)
}

/// The value that χ² with `df` degrees of freedom exceeds with probability `upper`.
pub fn chi2_quantile(upper: f64, df: f64) -> f64 {
    root::falling(|x| chi2_p(x, df) - upper, 0.0, df + 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures of R 4.2: qnorm, qt, qchisq, pt, pchisq.
    #[test]
    fn quantiles_and_tails_are_those_of_r() {
        for (found, expected) in [
            (normal_reach(0.95), 1.959_963_984_540_054),
            (normal_reach(0.99), 2.575_829_303_548_901),
            (t_reach(0.95, 1.0), 12.706_204_736_174_7),
            (t_reach(0.95, 12.0), 2.178_812_829_667_23),
            (chi2_quantile(0.025, 12.0), 23.336_664_158_645_3),
            (chi2_quantile(0.975, 12.0), 4.403_788_506_981_7),
            (t_p(-3.952_239_886_5, 12.0), 0.001_920_015_096_1),
            (normal_p(-3.974_448_306_1), 7.054_258_101_6e-5),
            (chi2_p(5.562_513_508, 1.0), 0.018_349_051_41),
        ] {
            assert!((found / expected - 1.0).abs() < 1e-9, "{found} {expected}");
        }
        assert_eq!(chi2_p(0.0, 3.0), 1.0);
    }
}
