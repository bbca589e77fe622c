//! The review has no finding. What is spoilt in it is found by `tests/fixtures`, a few mutants of each
//! class; the whole bench is `cargo bench --bench mutation`; docs/mutation.md has what it measures.

use diptych::{Request, check};

use super::projects::{root, sources};

#[test]
fn the_review_has_no_finding() {
    let findings = check(&sources(&root().join("data/hcc-immunotherapy")), &Request::default());
    assert!(findings.is_empty(), "{findings:#?}");
}
