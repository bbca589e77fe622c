//! The review has no finding, and what is spoilt in it is found: a few mutants of each class. The
//! whole bench is `cargo bench --bench mutation`; docs/mutation.md has what it measures.

use diptych::{Request, Sources, check};

use super::mutants::{CLASSES, DATA_CLASSES, Mutant, Random, mutant};
use super::projects::{root, sources};

fn review() -> Sources {
    sources(&root().join("data/hcc-immunotherapy"))
}

#[test]
fn the_review_has_no_finding() {
    let findings = check(&review(), &Request::default());
    assert!(findings.is_empty(), "{findings:#?}");
}

/// Classes of which a mutant may be none that rules could see: a sentence without a number, a name
/// or a negation is left to the lock file.
const JUDGED_BY_PEOPLE: [&str; 3] = ["negation", "direction", "sentence or cell"];

#[test]
fn what_is_spoilt_is_found() {
    let with_lock = review();
    let mut without = review();
    without.files.remove("diptych.lock");
    // Words of the data that both languages print alike are the source's business.
    let data = DATA_CLASSES.into_iter().filter(|class| *class != "data: words");
    for class in CLASSES.into_iter().chain(data) {
        let mut random = Random(7);
        let made: Vec<Mutant> =
            (0..6).filter_map(|_| mutant(class, &without, &mut random)).collect();
        assert!(!made.is_empty(), "{class}: nothing was spoilt");
        let sources = if JUDGED_BY_PEOPLE.contains(&class) { &with_lock } else { &without };
        for mutant in made {
            let findings = check(&mutant.sources(sources), &Request::default());
            assert!(
                !findings.is_empty(),
                "{} survives in {}: {}",
                mutant.class,
                mutant.file,
                mutant.what
            );
        }
    }
}
