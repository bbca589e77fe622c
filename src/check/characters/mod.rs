//! D0528: characters that are not seen, and numbers that would be printed in another order.

pub mod data;
pub mod hidden;
pub mod order;
pub mod pictures;
pub mod texts;
