//! Boxes on a page, in points.

use typst::layout::{Rect, Transform};

/// A box on a page, in points from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

/// The box of a rectangle that is seen through a transformation.
pub fn area(rect: Rect, at: Transform) -> Area {
    let (a, b) = (rect.min.transform(at), rect.max.transform(at));
    Area {
        left: a.x.min(b.x).to_pt(),
        top: a.y.min(b.y).to_pt(),
        right: a.x.max(b.x).to_pt(),
        bottom: a.y.max(b.y).to_pt(),
    }
}

impl Area {
    /// What two areas have in common.
    pub fn within(self, other: Area) -> Area {
        Area {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// Whether a point lies in it.
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// How far this area stands out of another, in points.
    pub fn beyond(&self, other: &Area) -> f64 {
        let out = [
            other.left - self.left,
            other.top - self.top,
            self.right - other.right,
            self.bottom - other.bottom,
        ];
        out.into_iter().fold(0.0, f64::max)
    }

    /// Width and height of what two areas have in common.
    pub fn common(&self, other: &Area) -> (f64, f64) {
        let common = self.within(*other);
        ((common.right - common.left).max(0.0), (common.bottom - common.top).max(0.0))
    }
}
