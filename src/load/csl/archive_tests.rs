//! The limits on styles leave room for the largest that people use.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::Style;

use super::parse;

#[test]
fn every_style_of_the_archive_is_within_the_limits() {
    // The only one without a list of references is not offered.
    let offered = ArchivedStyle::all().iter().filter(|it| **it != ArchivedStyle::Alphanumeric);
    for archived in offered {
        let style: Style = archived.get();
        let xml = style.to_xml().unwrap();
        assert!(parse(&xml).is_ok(), "{}: {:?}", archived.display_name(), parse(&xml).err());
    }
}
