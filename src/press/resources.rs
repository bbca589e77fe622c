//! Resources of pages and forms: what their operators name.

use std::collections::HashSet;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// The most bytes of operators that a page or form may have.
pub const LARGEST: usize = 256 << 20;

/// A dictionary of resources.
pub fn resource<'a>(
    document: &'a Document,
    resources: &'a Dictionary,
    kind: &[u8],
) -> Option<&'a Dictionary> {
    let found = document.dereference(resources.get(kind).ok()?).ok()?.1;
    found.as_dict().ok()
}

/// The operators of a stream; none if it cannot be read.
pub fn operations(stream: &Stream) -> Option<Vec<Operation>> {
    let bytes = stream.get_plain_content_with_limit(LARGEST).ok()?;
    Some(Content::decode(&bytes).ok()?.operations)
}

/// The resources that a page or form names itself.
pub fn resource_of<'a>(document: &'a Document, of: &'a Dictionary) -> Option<&'a Dictionary> {
    document.dereference(of.get(b"Resources").ok()?).ok()?.1.as_dict().ok()
}

/// The groups whose light is a soft mask.
pub fn masks(document: &Document) -> HashSet<ObjectId> {
    let mut found = HashSet::new();
    let mut open: Vec<&Object> = document.objects.values().collect();
    while let Some(object) = open.pop() {
        open.extend(object.as_array().into_iter().flatten());
        let Ok(dictionary) =
            object.as_stream().map_or_else(|_| object.as_dict(), |it| Ok(&it.dict))
        else {
            continue;
        };
        open.extend(dictionary.iter().map(|(_, value)| value));
        let kind = dictionary.get(b"S").and_then(Object::as_name);
        if kind.is_ok_and(|it| it == b"Luminosity")
            && let Ok((id, _)) = dictionary.get(b"G").and_then(|it| document.dereference(it))
        {
            found.extend(id);
        }
    }
    found
}

/// How many parts a colour of this space has; 0 for patterns, separations and what is not known.
pub fn parts(document: &Document, resources: &Dictionary, name: &[u8]) -> usize {
    let by_name = |name: &[u8]| match name {
        b"DeviceGray" | b"CalGray" | b"G" => 1,
        b"DeviceRGB" | b"CalRGB" | b"RGB" => 3,
        b"DeviceCMYK" | b"CMYK" => 4,
        _ => 0,
    };
    let own = resource(document, resources, b"ColorSpace").and_then(|all| all.get(name).ok());
    let Some((_, space)) = own.and_then(|it| document.dereference(it).ok()) else {
        return by_name(name);
    };
    space_parts(document, space).unwrap_or_else(|| space.as_name().map_or(0, by_name))
}

/// How many parts a colour of a space has that is written as a list.
pub fn space_parts(document: &Document, space: &Object) -> Option<usize> {
    let list = space.as_array().ok()?;
    match list.first()?.as_name().ok()? {
        b"ICCBased" => {
            let profile = document.dereference(list.get(1)?).ok()?.1.as_stream().ok()?;
            profile.dict.get(b"N").and_then(Object::as_i64).ok().and_then(|it| it.try_into().ok())
        }
        b"CalRGB" => Some(3),
        b"CalGray" => Some(1),
        _ => Some(0),
    }
}
