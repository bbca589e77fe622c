//! Figures of a synthesis as they are printed: rounded half to even as R does, a small P as `<0.001`.

use crate::quantity::rendered::Qualifier;

/// A number as printed, with the sign before it if it is a bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounded {
    /// The digits, with a typographic minus.
    pub text: String,
    /// `<` before a P that is too small to print.
    pub qualifier: Option<Qualifier>,
}

/// A number with this many digits behind the point; a zero has no sign.
pub fn fixed(value: f64, decimals: usize) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "∞".to_string() } else { "−∞".to_string() };
    }
    let text = format!("{value:.decimals$}");
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    match text.strip_prefix('-') {
        Some(rest) if is_zero => rest.to_string(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// The end of an interval: with as many more digits, up to two, as show that it is not at `none`, the value that means no
/// effect, when it is not. An interval that leaves no effect out is not printed as if it included it.
pub fn end(value: f64, decimals: usize, none: Option<f64>) -> String {
    let hides = |at: usize| {
        let Some(none) = none.filter(|none| *none != value) else { return false };
        fixed(value, at) == fixed(none, at)
    };
    let shown = (decimals..decimals + 2).find(|at| !hides(*at));
    fixed(value, shown.unwrap_or(if hides(decimals + 2) { decimals } else { decimals + 2 }))
}

/// A whole number of people or events; from 10,000 on with commas between groups of three digits, for which each
/// language puts its own sign.
pub fn counted(value: f64) -> String {
    let digits = fixed(value, 0);
    if digits.len() < 5 || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return digits;
    }
    digits.char_indices().fold(String::new(), |mut out, (at, digit)| {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
        out
    })
}

/// A P value: `<0.001`, three digits below 0.1, else two.
pub fn p(value: f64) -> Rounded {
    if value < 0.001 {
        return Rounded { text: "0.001".to_string(), qualifier: Some(Qualifier::Below) };
    }
    let decimals = if value < 0.1 { 3 } else { 2 };
    Rounded { text: fixed(value, decimals), qualifier: None }
}

/// τ²: as many digits as show two that count, between two and six.
pub fn tau2(value: f64) -> String {
    if value == 0.0 {
        return "0".to_string();
    }
    let before = value.log10().floor();
    let decimals = (1.0 - before).clamp(2.0, 6.0) as usize;
    fixed(value, if value >= 100.0 { 1 } else { decimals })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_as_people_print_them() {
        assert_eq!(fixed(-0.004, 2), "0.00");
        assert_eq!(
            ["7", "1234", "12,345", "357,347"],
            [7.0, 1234.0, 12345.0, 357347.0].map(counted)
        );
        assert_eq!(fixed(-0.714_53, 2), "−0.71");
        let ends = [(0.998, 2), (1.0, 2), (1.004, 2), (0.999_97, 2), (0.99, 2), (1.000_000_1, 2)];
        let ends = ends.map(|(value, decimals)| end(value, decimals, Some(1.0)));
        assert_eq!(ends, ["0.998", "1.00", "1.004", "1.00", "0.99", "1.00"]);
        assert_eq!(end(-0.004, 2, Some(0.0)), "−0.004");
        assert_eq!(end(0.998, 2, None), "1.00");
        assert_eq!(p(0.000_2).text, "0.001");
        assert_eq!((p(0.042_7).text, p(0.42).text), ("0.043".into(), "0.42".into()));
        assert_eq!(
            (tau2(0.313_24), tau2(684.6), tau2(0.0)),
            ("0.31".into(), "684.6".into(), "0".into())
        );
    }
}
