//! Inks by their names.

use lopdf::{Dictionary, Object, dictionary};

use super::matrix::real;
use crate::model::print::Ink;

/// How the names of inks of their own begin, as resources.
pub const SPOT: &str = "DiptychInk";

/// Adds the inks of their own to the colour spaces of a page or sheet.
pub fn named(spaces: &mut Dictionary, inks: &[Ink]) {
    for (at, own) in inks.iter().enumerate() {
        if let Some(name) = &own.name {
            spaces.set(format!("{SPOT}{at}"), ink(name, own.cmyk));
        }
    }
}

/// An ink by its name, with what stands for it where there is none. `All` is every plate, in which marks are drawn.
pub fn ink(ink_name: &str, inks: [f64; 4]) -> Object {
    let function = dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => vec![0.into(), 0.into(), 0.into(), 0.into()],
        "C1" => inks.map(real).to_vec(),
        "N" => 1,
    };
    let name = |text: &str| Object::Name(text.into());
    let own = Object::Name(ink_name.as_bytes().to_vec());
    Object::Array(vec![name("Separation"), own, name("DeviceCMYK"), function.into()])
}
