//! Matrices of PDF, which move and scale points.

use lopdf::Object;

/// `[a b c d e f]`: x is a·x + c·y + e, and y is b·x + d·y + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// What changes nothing.
    pub const SAME: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// From six operands.
    pub fn of(operands: &[Object]) -> Option<Matrix> {
        let numbers: Vec<f64> = operands.iter().filter_map(number).collect();
        numbers.try_into().ok().map(Matrix)
    }

    /// This one first, then the other.
    pub fn then(self, other: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Matrix([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    /// Where a point comes to lie.
    pub fn apply(self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The way back; none for a matrix that makes everything flat.
    pub fn inverse(self) -> Option<Matrix> {
        let [a, b, c, d, e, f] = self.0;
        let area = a * d - b * c;
        (area.abs() > 1e-12).then(|| {
            Matrix([
                d / area,
                -b / area,
                -c / area,
                a / area,
                (c * f - d * e) / area,
                (b * e - a * f) / area,
            ])
        })
    }

    /// By how much lengths grow, on average of both directions.
    pub fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }

    /// How long the sides of a unit square become.
    pub fn sides(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }
}

/// A number of a PDF.
pub fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    }
}

/// A number for a PDF, to a hundred thousandth of a point.
pub fn real(number: f64) -> Object {
    Object::Real(((number * 1e5).round() / 1e5) as f32)
}
