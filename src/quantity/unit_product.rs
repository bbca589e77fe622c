//! Units that are put together by a product or a power, and their inverse: `kN·m`, `m/s²`, `W/(m·K)`, `1/min`.

use super::scale::Scale;
use super::unit::{Forms, Unit};
use super::units::Units;

/// Signs of a product.
const PRODUCT: [char; 4] = ['·', '⋅', '∙', '*'];

/// How powers are written, what they print, and how often the unit is multiplied by itself.
const POWERS: [(&str, &str, i32); 12] = [
    ("⁻¹", "⁻¹", -1),
    ("⁻²", "⁻²", -2),
    ("⁻³", "⁻³", -3),
    ("^-1", "⁻¹", -1),
    ("^-2", "⁻²", -2),
    ("^-3", "⁻³", -3),
    ("^2", "²", 2),
    ("^3", "³", 3),
    ("²", "²", 2),
    ("³", "³", 3),
    ("2", "²", 2),
    ("3", "³", 3),
];

impl Units {
    /// A product of units, or a power of one; each is printed by its symbol.
    pub(super) fn product(&self, name: &str) -> Option<Unit> {
        let inner = name.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
        let factors = inner.unwrap_or(name).split(PRODUCT);
        let factors: Option<Vec<(String, Scale)>> = factors.map(|it| self.factor(it)).collect();
        let factors = factors?;
        if factors.len() < 2 && inner.is_some() {
            return None;
        }
        let scale = factors.iter().fold(Scale::pure(1.0), |all, (_, scale)| all.times(scale));
        let symbols: Vec<&str> = factors.iter().map(|(symbol, _)| symbol.as_str()).collect();
        let symbol = symbols.join("·");
        let symbol = if inner.is_some() { format!("({symbol})") } else { symbol };
        let forms = Forms {
            id: name.to_string(),
            symbol: Some(symbol),
            scale: Some(scale),
            ..Forms::default()
        };
        Some(Unit::new(forms))
    }

    /// A unit with the power that it has: its symbol, and what it is in base units.
    fn factor(&self, text: &str) -> Option<(String, Scale)> {
        let text = text.trim();
        if let Some(unit) = self.single(text) {
            return Some((unit.symbol()?.to_string(), unit.scale()));
        }
        let (base, printed, power) = POWERS.iter().find_map(|(written, printed, power)| {
            Some((text.strip_suffix(written)?, printed, *power))
        })?;
        let unit = self.single(base)?;
        // A name such as `months` has no power.
        let symbol = unit.symbol().filter(|it| *it == base.replace('µ', "μ"))?;
        let one = Scale::pure(1.0);
        let scale = (0..power.abs()).fold(one.clone(), |all, _| all.times(&unit.scale()));
        let scale = if power < 0 { one.by(&scale) } else { scale };
        Some((format!("{symbol}{printed}"), scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_powers_are_printed_by_their_symbols() {
        let units = Units::default();
        for (name, symbol) in [
            ("kN·m", "kN·m"),
            ("kN*m", "kN·m"),
            ("N·m", "N·m"),
            ("m/s²", "m/s²"),
            ("m/s2", "m/s²"),
            ("m/s^2", "m/s²"),
            ("1/min", "1/min"),
            ("min⁻¹", "min⁻¹"),
            ("W/(m·K)", "W/(m·K)"),
            ("W/(m²·K)", "W/(m²·K)"),
            ("kg·m²", "kg·m²"),
            ("µS/cm", "μS/cm"),
            ("mS/cm", "mS/cm"),
            ("dB(A)", "dB(A)"),
            ("HRC", "HRC"),
            ("MPa·m", "MPa·m"),
        ] {
            let unit = units.find(name);
            assert_eq!(unit.as_ref().and_then(Unit::symbol), Some(symbol), "{name}");
        }
        let scale = |name: &str| units.find(name).map(|it| it.scale());
        assert_eq!(scale("m/s²"), scale("m/s2"));
        for name in ["m/", "·m", "(m)", "N·", "months2", "x²", "W/(m·K", "patients·m"] {
            assert!(units.find(name).is_none(), "{name}");
        }
    }
}
