//! Patterns and shadings in the colours of the press: small drawings that are repeated, and colours that run into each other.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::colour::Paint;
use super::content::Reader;
use super::conversion::Press;
use super::matrix::{Matrix, number, real};
use super::resources::{operations, resource, resource_of, space_parts};
use crate::model::print::Colour;

/// Functions within functions are followed so far.
const DEEPEST: usize = 8;

impl Reader<'_> {
    /// Whether the pattern of this name will have the colours of the press.
    pub fn pattern(&mut self, name: &[u8], resources: &Dictionary) -> bool {
        let document = self.context.document;
        let own = resource(document, resources, b"Pattern").and_then(|all| all.get(name).ok());
        let Some((id, object)) = own.and_then(|it| document.dereference(it).ok()) else {
            return false;
        };
        match (id, object) {
            (Some(id), Object::Stream(stream)) => {
                if self.forms.contains_key(&id) {
                    return true;
                }
                // A pattern without colours of its own gets them with its name.
                let is_coloured = stream.dict.get(b"PaintType").and_then(Object::as_i64);
                let (Ok(1), Some(operations)) = (is_coloured, operations(stream)) else {
                    return false;
                };
                let own = resource_of(document, &stream.dict).unwrap_or(resources).clone();
                let moved = stream.dict.get(b"Matrix").and_then(Object::as_array).ok();
                let moved = moved.and_then(|it| Matrix::of(it)).unwrap_or(Matrix::SAME);
                self.forms.insert(id, Vec::new());
                let outer = std::mem::replace(&mut self.is_repeated, true);
                let rewritten = self.rewrite(operations, &own, moved, 1);
                self.is_repeated = outer;
                self.forms.insert(id, rewritten);
                true
            }
            (id, Object::Dictionary(pattern)) => {
                let shading = pattern.get(b"Shading").ok();
                shading.is_some_and(|it| self.shading(it, id))
            }
            _ => false,
        }
    }

    /// Whether a shading will have the colours of the press: it has a number in the file, or the pattern that it stands in.
    pub fn shading(&mut self, shading: &Object, pattern: Option<ObjectId>) -> bool {
        let document = self.context.document;
        let Ok((id, found)) = document.dereference(shading) else { return false };
        let to = (self.context.profile.colour, self.context.press);
        let is_converted = found.as_dict().is_ok_and(|it| converted(document, it, to).is_some());
        let known = id.or(pattern).filter(|_| is_converted);
        self.shadings.extend(known);
        known.is_some()
    }
}

/// Converts the shadings that pages paint. Those of soft masks say how much is seen of something, and stay.
pub fn convert(document: &mut Document, painted: &HashSet<ObjectId>, to: (Colour, Option<&Press>)) {
    let mut changed = Vec::new();
    for id in painted {
        let Ok(dictionary) = document.get_dictionary(*id) else { continue };
        if let Some(new) = converted(document, dictionary, to) {
            changed.push((*id, new));
        } else if let Ok(Object::Dictionary(inner)) = dictionary.get(b"Shading")
            && let Some(new) = converted(document, inner, to)
        {
            let mut outer = dictionary.clone();
            outer.set("Shading", new);
            changed.push((*id, outer));
        }
    }
    document.objects.extend(changed.into_iter().map(|(id, it)| (id, Object::Dictionary(it))));
}

/// A shading along a line or between circles, whose colours are told by their ends; none for another one.
fn converted(
    document: &Document,
    shading: &Dictionary,
    to: (Colour, Option<&Press>),
) -> Option<Dictionary> {
    // Between black and white there would be grey.
    let space = to.0.space().filter(|_| to.0 != Colour::Mono)?;
    if !matches!(shading.get(b"ShadingType").and_then(Object::as_i64), Ok(2 | 3)) {
        return None;
    }
    let own = document.dereference(shading.get(b"ColorSpace").ok()?).ok()?.1;
    let parts = match own.as_name() {
        Ok(b"DeviceGray" | b"CalGray") => 1,
        Ok(b"DeviceRGB" | b"CalRGB") => 3,
        Ok(_) => return None,
        Err(_) => space_parts(document, own)?,
    };
    if !matches!(parts, 1 | 3) || shading.has(b"Background") {
        return None;
    }
    let mut new = shading.clone();
    new.set("ColorSpace", Object::Name(space.into()));
    new.set("Function", function(document, shading.get(b"Function").ok()?, (parts, to), 0)?);
    Some(new)
}

/// A function that runs from one colour to another, or several of them behind each other.
fn function(
    document: &Document,
    object: &Object,
    (parts, to): (usize, (Colour, Option<&Press>)),
    depth: usize,
) -> Option<Object> {
    let own = document.dereference(object).ok()?.1.as_dict().ok()?;
    let mut new = own.clone();
    match own.get(b"FunctionType").and_then(Object::as_i64).ok()? {
        2 => {
            for (key, usual) in [("C0", 0.0), ("C1", 1.0)] {
                let numbers = own.get(key.as_bytes()).and_then(Object::as_array).ok();
                let colour: Vec<f64> = match numbers {
                    Some(numbers) => numbers.iter().filter_map(number).collect(),
                    None => vec![usual],
                };
                let paint = Paint::of(&colour).filter(|_| colour.len() == parts)?;
                let (_, colour) = paint.converted(to.0, to.1).operator(false);
                new.set(key, colour.into_iter().map(real).collect::<Vec<_>>());
            }
            new.remove(b"Range");
        }
        3 if depth < DEEPEST => {
            let all = own.get(b"Functions").ok().and_then(|it| document.dereference(it).ok())?.1;
            let all = all.as_array().ok()?.iter();
            let all = all.map(|it| function(document, it, (parts, to), depth + 1));
            new.set("Functions", all.collect::<Option<Vec<_>>>()?);
            new.remove(b"Range");
        }
        _ => return None,
    }
    Some(Object::Dictionary(new))
}
