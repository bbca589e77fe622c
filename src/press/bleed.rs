//! What touches the edge of a page goes on into the bleed.

use lopdf::Object;
use lopdf::content::Operation;

use super::content::{Reader, State};
use super::matrix::{number, real};

/// What is so near to the edge of a page touches it.
const EDGE: f64 = 0.05;

impl Reader<'_> {
    /// A point of the page; one on its edge is moved to the edge of the bleed.
    pub fn beyond(&self, (x, y): (f64, f64)) -> (f64, f64) {
        if self.is_repeated {
            return (x, y);
        }
        let bleed = self.context.profile.bleed / self.context.scale;
        let moved = |at: f64, end: f64| match at {
            _ if at.abs() < EDGE => -bleed,
            _ if (at - end).abs() < EDGE => end + bleed,
            _ => at,
        };
        (moved(x, self.context.size.width), moved(y, self.context.size.height))
    }

    /// The points of a path, those on the edge moved into the bleed.
    pub fn moved(&self, mut operation: Operation, state: &State) -> Operation {
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        let Some(back) = state.matrix.inverse().filter(|_| self.context.profile.bleed > 0.0) else {
            return operation;
        };
        let mut changed = false;
        let points = numbers.chunks_exact(2).flat_map(|pair| {
            let here = state.matrix.apply((pair[0], pair[1]));
            let there = self.beyond(here);
            changed |= there != here;
            let (x, y) = if there == here { (pair[0], pair[1]) } else { back.apply(there) };
            [real(x), real(y)]
        });
        let points: Vec<Object> = points.collect();
        if changed && points.len() == operation.operands.len() {
            operation.operands = points;
        }
        operation
    }

    /// A rectangle that touches the edge becomes the path of its corners.
    pub fn rectangle(&self, operation: Operation, state: &State, out: &mut Vec<Operation>) {
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        let [x, y, width, height] = numbers[..] else { return out.push(operation) };
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let touches = |it: &(f64, f64)| {
            let here = state.matrix.apply(*it);
            self.beyond(here) != here
        };
        if self.context.profile.bleed <= 0.0 || !corners.iter().any(touches) {
            return out.push(operation);
        }
        for (at, (x, y)) in corners.into_iter().enumerate() {
            let operator = if at == 0 { "m" } else { "l" };
            out.push(self.moved(Operation::new(operator, vec![real(x), real(y)]), state));
        }
        out.push(Operation::new("h", vec![]));
    }
}
