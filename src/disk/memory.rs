//! How much memory this process takes, and how much the system allows it.

use std::fs::read_to_string;
use std::path::{Path, PathBuf};

/// What a process has of memory, or may have at most, in bytes; `None` where the system does not tell in
/// a file (Linux does) or sets no bound.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Memory {
    /// What is held in memory.
    pub resident: Option<u64>,
    /// What is mapped: also what was asked for and never touched, and the program itself.
    pub mapped: Option<u64>,
}

/// The memory of this process that is in use now.
pub fn memory_in_use() -> Memory {
    in_use(&read_to_string("/proc/self/status").unwrap_or_default())
}

fn in_use(status: &str) -> Memory {
    let bytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        kibibytes.checked_mul(1024)
    };
    Memory { resident: bytes("VmRSS:"), mapped: bytes("VmSize:") }
}

/// What the system allows: the container's memory (cgroups, both versions), and what `ulimit -v` says.
pub fn memory_allowed() -> Memory {
    let limits = read_to_string("/proc/self/limits").unwrap_or_default();
    let groups = read_to_string("/proc/self/cgroup").unwrap_or_default();
    let folder = Path::new("/sys/fs/cgroup");
    let bounds = bounds_of(&groups).into_iter().filter_map(|bound| {
        // Version 1 says “no bound” by a number near the largest one.
        let bytes: u64 = read_to_string(folder.join(bound)).ok()?.trim().parse().ok()?;
        (bytes < 1 << 50).then_some(bytes)
    });
    Memory { resident: bounds.min(), mapped: address_space(&limits) }
}

/// The soft limit of the address space.
fn address_space(limits: &str) -> Option<u64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The files that bound the groups in which a process is, and the groups around them.
fn bounds_of(groups: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for line in groups.lines() {
        let mut parts = line.splitn(3, ':').skip(1);
        let (Some(kinds), Some(group)) = (parts.next(), parts.next()) else { continue };
        let (folder, file) = match kinds {
            "" => ("", "memory.max"),
            kinds if kinds.split(',').any(|kind| kind == "memory") => {
                ("memory", "memory.limit_in_bytes")
            }
            _ => continue,
        };
        let around = Path::new(group.trim_start_matches('/')).ancestors();
        files.extend(around.map(|group| Path::new(folder).join(group).join(file)));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_tells_what_is_taken_and_allowed() {
        let status = "Name:\tdiptych\nVmSize:\t  300 kB\nVmRSS:\t  12 kB\n";
        assert_eq!(in_use(status), Memory { resident: Some(12 << 10), mapped: Some(300 << 10) });
        assert_eq!(in_use(""), Memory::default());
        let line = |bytes: &str| format!("Max address space         {bytes}   unlimited   bytes\n");
        assert_eq!(address_space(&line("8192")), Some(8192));
        assert_eq!(address_space(&line("unlimited")), None);
    }

    #[test]
    fn groups_are_bounded_by_those_around_them() {
        let found = bounds_of("4:cpu:/x\n3:cpuacct,memory:/a\n0::/b/c\nodd\n");
        let found: Vec<String> = found.iter().map(|it| it.display().to_string()).collect();
        assert_eq!(
            found,
            [
                "memory/a/memory.limit_in_bytes",
                "memory/memory.limit_in_bytes",
                "b/c/memory.max",
                "b/memory.max",
                "memory.max",
            ]
        );
    }
}
