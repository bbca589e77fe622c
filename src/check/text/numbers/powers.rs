//! Powers of ten in digits: × 10⁹, ×10^9, 10⁻³.

use super::amount::Amount;
use super::scanner::Scanner;

/// Raised digits, by value.
pub const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

impl Scanner<'_> {
    /// 10⁴ and 10^4 by themselves.
    pub fn alone_power(&self, digits: &str, end: usize) -> Option<(Amount, usize)> {
        let rest = self.rest(end);
        let signed = rest.starts_with(|c| c == '^' || c == '⁻' || SUPERSCRIPTS.contains(c));
        (digits == "10" && signed).then(|| raised(rest)).flatten()
    }

    /// × 10⁹, ×10^9.
    pub fn power_of_ten(&self, end: usize) -> Option<(Amount, usize)> {
        let rest = self.rest(end).trim_start();
        let rest = rest.strip_prefix(['×', 'x', '·', '*'])?.trim_start();
        let rest = rest.strip_prefix("10")?;
        let (factor, length) = raised(rest)?;
        Some((factor, self.text.len() - rest.len() + length))
    }
}

/// Ten to the power that a text begins with, and how much of the text that is: ⁹, ^9, ⁻³.
fn raised(text: &str) -> Option<(Amount, usize)> {
    let rest = text.strip_prefix('^').unwrap_or(text);
    let negative = rest.starts_with(['⁻', '-', '−']);
    let rest = rest.trim_start_matches(['⁻', '-', '−']);
    let digits = rest.chars().map_while(|c| {
        SUPERSCRIPTS.chars().position(|it| it == c).or(c.to_digit(10).map(|d| d as usize))
    });
    let digits: Vec<usize> = digits.take(3).collect();
    if digits.is_empty() {
        return None;
    }
    let power = digits.iter().fold(0, |all, digit| all * 10 + digit);
    let ten = 10_i128.checked_pow(u32::try_from(power).ok()?.min(60))?;
    let factor = if negative { Amount::fraction(1, ten)? } else { Amount::whole(ten) };
    let length: usize = rest.chars().take(digits.len()).map(char::len_utf8).sum();
    Some((factor, text.len() - rest.len() + length))
}
