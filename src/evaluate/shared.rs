//! What the evaluation of all texts shares: where each cell comes from, and the files they may include.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::template::placeholders::Origins;
use crate::model::inputs::{Inputs, Sources};

/// Made once for a project, since both grow with it and not with a text.
#[derive(Debug, Clone)]
pub struct Shared {
    /// The origins of every cell by its identity.
    pub origins: Arc<Origins>,
    /// The files of the project by path.
    pub files: Arc<BTreeMap<String, Arc<[u8]>>>,
}

impl Shared {
    /// What the texts share, with these origins.
    pub fn new(origins: Arc<Origins>, sources: &Sources) -> Shared {
        Shared { origins, files: Arc::new(sources.files.clone()) }
    }

    /// The origins of every cell of a project.
    pub fn origins(inputs: &Inputs) -> Arc<Origins> {
        let mut origins = Origins::new();
        for dataset in inputs.data.values() {
            dataset.for_each_cell(&mut |cell| {
                origins.insert(cell.identity(), cell.origins());
            });
            dataset.root.for_each_numbered_name(&mut |name, origin| {
                origins.insert(name.as_ptr() as usize, vec![Arc::new(origin)]);
            });
        }
        Arc::new(origins)
    }
}
