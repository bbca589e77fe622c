//! The only place that touches the file system: a project in, artifacts out.

mod add_files;
mod earlier_outputs;
mod folder;
mod folder_id;
mod ignored_folders;
mod ledger;
mod memory;
mod new_folder;
mod other_letters;
mod output_folder;
#[cfg(feature = "cli")]
mod partial;
mod placeholder;
mod read;
mod recognise;
mod resolve;
mod same_output;
#[cfg(feature = "cli")]
mod shards;
mod source_file;
mod stale;
mod target;
mod text_files;
mod text_folders;
mod write;

pub use self::add_files::add_files;
pub use self::earlier_outputs::{EarlierOutputs, stale};
pub use self::folder_id::FolderId;
pub use self::memory::{Memory, memory_allowed, memory_in_use};
pub use self::new_folder::{write_folder, write_new};
pub use self::output_folder::{changed, each_pdf, path_in, pdf_names};
#[cfg(feature = "cli")]
pub use self::partial::Partial;
pub use self::read::read_project;
pub use self::resolve::{folder_of, is_linked, name_of, unwritable};
pub use self::same_output::check as are_distinct;
#[cfg(feature = "cli")]
pub use self::shards::{PART, read_output, read_parts};
pub use self::source_file::is_read;
pub use self::target::Target;
pub use self::text_files::{read_called, read_named, read_stream};
pub use self::text_folders::read_beside;
pub use self::write::{Output, Wait};
