//! Has the package compiled anew when a file changes that is embedded in it.

fn main() {
    for folder in ["templates", "data"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
