//! Rows that an object of objects has by their names.

use std::sync::Arc;

use crate::data::address::{Address, Pointer};
use crate::data::place::Origin;
use crate::data::tree::{Cell, Entry, Map, Node};

/// The rows of an object that has nothing but objects: `{"moor": {"area": 12.5}, …}`. The name of each is its `id`, unless
/// it has one of its own. Values in several languages are no rows.
pub fn named_rows(root: &Node) -> Vec<Arc<Map>> {
    let Some(object) = root.as_map().filter(|it| !it.is_bilingual()) else { return Vec::new() };
    let row = |(name, entry): (&String, &Entry)| {
        let row = entry.node.as_map().filter(|it| !it.is_bilingual())?;
        if row.get("id").is_some() {
            return Some(row.clone());
        }
        let address = Address::Pointer(Pointer::default().to_name(name));
        let id = Cell::new(name, Origin::new(entry.key.clone(), address));
        let mut named = Map::clone(row);
        let id = Entry { key: entry.key.clone(), node: Node::Cell(id) };
        named.entries.shift_insert(0, "id".to_string(), id);
        Some(Arc::new(named))
    };
    object.entries.iter().map(row).collect::<Option<_>>().unwrap_or_default()
}
