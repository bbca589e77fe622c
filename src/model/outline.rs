//! Text as shapes, for what is drawn where no font is.

/// A place in points: to the right, and upwards from the base line.
pub type Point = (f64, f64);

/// A piece of the edge of a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// A shape begins here.
    Move(Point),
    /// A straight line to this place.
    Line(Point),
    /// A cubic curve: two handles, and where it ends.
    Curve(Point, Point, Point),
    /// Back to where the shape began.
    Close,
}

/// A line of text, from the left end of its base line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    /// How long it is, in points.
    pub width: f64,
    /// Its shapes, to be filled (non-zero winding).
    pub segments: Vec<Segment>,
}
