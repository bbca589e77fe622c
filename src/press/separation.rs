//! Inks by their names.

use lopdf::{Object, dictionary};

use super::matrix::real;

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
