//! A watcher of files that hears of changes only: a build reads every file, and that would call for the next one.

use std::path::Path;

use notify_debouncer_mini::notify::event::{AccessKind, AccessMode, EventKind};
use notify_debouncer_mini::notify::{
    Config, Event, EventHandler, RecommendedWatcher, RecursiveMode, Result, Watcher, WatcherKind,
};

/// The watcher of the system, without what it says of files that are read.
pub struct Changes(RecommendedWatcher);

impl Watcher for Changes {
    fn new<F: EventHandler>(mut handler: F, config: Config) -> Result<Changes> {
        let hear = move |event: Result<Event>| match &event {
            Ok(heard) if is_read(&heard.kind) => {}
            _ => handler.handle_event(event),
        };
        RecommendedWatcher::new(hear, config).map(Changes)
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> Result<()> {
        self.0.watch(path, mode)
    }

    fn unwatch(&mut self, path: &Path) -> Result<()> {
        self.0.unwatch(path)
    }

    fn kind() -> WatcherKind {
        RecommendedWatcher::kind()
    }
}

/// Whether a file was opened or read, but not written.
fn is_read(kind: &EventKind) -> bool {
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    matches!(kind, EventKind::Access(_)) && *kind != written
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn reading_is_no_change_and_writing_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "one").unwrap();
        let (send, heard) = mpsc::channel();
        let mut watcher = Changes::new(send, Config::default()).unwrap();
        watcher.watch(folder.path(), RecursiveMode::Recursive).unwrap();
        fs::read(&path).unwrap();
        fs::read_dir(folder.path()).unwrap().for_each(drop);
        assert!(heard.recv_timeout(Duration::from_millis(300)).is_err());
        fs::write(&path, "two").unwrap();
        assert!(heard.recv_timeout(Duration::from_secs(10)).is_ok());
    }
}
