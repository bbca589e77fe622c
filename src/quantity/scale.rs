//! What a unit is in base units, so that quantities can be calculated with: a percentage is a hundredth of a
//! pure number, a price per energy is a price by an energy.

/// A factor and what it is a factor of.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// How many base units it is.
    pub factor: f64,
    /// What is measured, each with its power, in order; nothing for a pure number.
    pub dimension: Vec<(String, i32)>,
}

impl Default for Scale {
    fn default() -> Scale {
        Scale::pure(1.0)
    }
}

impl Scale {
    /// A pure number.
    pub fn pure(factor: f64) -> Scale {
        Scale { factor, dimension: Vec::new() }
    }

    /// Something that is measured in base units.
    pub fn of(measures: &str, factor: f64) -> Scale {
        Scale { factor, dimension: vec![(measures.to_string(), 1)] }
    }

    /// The scale of the product of two quantities.
    pub fn times(&self, other: &Scale) -> Scale {
        let mut dimension = self.dimension.clone();
        for (name, power) in &other.dimension {
            match dimension.iter_mut().find(|(own, _)| own == name) {
                Some((_, own)) => *own += power,
                None => dimension.push((name.clone(), *power)),
            }
        }
        dimension.retain(|(_, power)| *power != 0);
        dimension.sort();
        Scale { factor: self.factor * other.factor, dimension }
    }

    /// The scale of one quantity by another.
    pub fn by(&self, other: &Scale) -> Scale {
        let dimension = other.dimension.iter().map(|(name, power)| (name.clone(), -power));
        self.times(&Scale { factor: 1.0 / other.factor, dimension: dimension.collect() })
    }

    /// Reads a factor: a whole number, a decimal number or a fraction of whole numbers.
    pub fn factor(text: &str) -> Option<f64> {
        match text.split_once('/') {
            Some((above, below)) => Some(above.parse::<f64>().ok()? / below.parse::<f64>().ok()?),
            None => text.parse().ok(),
        }
    }

    /// What a prefix of the SI stands for.
    pub fn of_prefix(prefix: char) -> Option<f64> {
        let power = match prefix {
            'T' => 12,
            'G' => 9,
            'M' => 6,
            'k' => 3,
            'h' => 2,
            'd' => -1,
            'c' => -2,
            'm' => -3,
            'u' | 'µ' | 'μ' => -6,
            'n' => -9,
            'p' => -12,
            _ => return None,
        };
        Some(10_f64.powi(power))
    }

    /// What a word for many stands for.
    pub fn of_multiple(word: &str) -> Option<f64> {
        match word {
            "thousand" => Some(1e3),
            "million" => Some(1e6),
            "billion" => Some(1e9),
            "trillion" => Some(1e12),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::units::Units;

    fn scale(name: &str) -> Scale {
        Units::default().find(name).unwrap().scale().clone()
    }

    #[test]
    fn units_that_are_put_together_are_calculated() {
        let close = |one: &Scale, other: &Scale| {
            assert_eq!(one.dimension, other.dimension);
            assert!((one.factor / other.factor - 1.0).abs() < 1e-12, "{one:?} {other:?}");
        };
        close(&scale("percent"), &Scale::pure(0.01));
        close(&scale("points"), &Scale::pure(0.01));
        close(&scale("/1000"), &Scale::pure(0.001));
        close(&scale("million eur"), &Scale::of("eur", 1e6));
        let many = |times: f64, base: Scale| Scale { factor: times * base.factor, ..base };
        close(&scale("GWh"), &many(1000.0, scale("MWh")));
        close(&scale("€/MWh").times(&scale("MWh")), &Scale::of("eur", 1.0));
        close(&scale("million eur").by(&scale("€/MWh")), &many(1e6, scale("MWh")));
        close(&scale("years"), &many(12.0, scale("months")));
    }
}
