//! The filter `to`: a quantity in another unit, which is never chosen for an author.

use minijinja::value::Value;
use minijinja::{Error, ErrorKind};

use super::objects::Shown;
use crate::quantity::converted::converted;
use crate::quantity::units::Units;

/// `{{ results.alpha.orr | to("/1000") }}`: the quantity in this unit, with as many digits as it is printed with.
pub fn to(value: &Value, name: &str, units: &Units) -> Result<Value, Error> {
    let wrong = |message: String| Error::new(ErrorKind::InvalidOperation, message);
    let shown = value
        .downcast_object_ref::<Shown>()
        .ok_or_else(|| wrong("`to` takes a quantity of the data".to_string()))?;
    let unit = units.find(name).ok_or_else(|| wrong(format!("there is no unit “{name}”")))?;
    let own = shown.quantity.unit.as_ref().map_or("", |unit| unit.id()).to_string();
    let quantity = converted(&shown.quantity, unit)
        .ok_or_else(|| wrong(format!("what is in “{own}” cannot be said in “{name}”")))?;
    Ok(shown.part(quantity, shown.cells.iter().collect()))
}
