//! Pages to PDF bytes: PDF/UA-1 together with PDF/A-2a, the same bytes on every run; and traces.

pub mod analysis;
pub mod methods;
pub mod outputs;
pub mod own_pdf;
pub mod passages;
pub mod timings;
pub mod trace;

use typst::diag::SourceResult;
use typst::foundations::{Datetime, Smart};
use typst::syntax::Span;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::model::manifest::Date;
use crate::typeset::Pages;

/// What a PDF says of itself beyond its pages.
pub struct PdfIdentity {
    /// Tells this PDF from every other of the project.
    pub name: String,
    /// The project's date, if it has one.
    pub date: Option<Date>,
}

/// The date in a PDF whose document has none: PDF/A demands one, and a build never asks the clock.
const UNDATED: Date = Date { year: 1970, month: None, day: None };

/// Writes pages as PDF.
pub fn pdf(pages: &Pages, identity: &PdfIdentity) -> SourceResult<Vec<u8>> {
    let standards =
        PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| {
            typst::diag::eco_vec![typst::diag::SourceDiagnostic::error(
                Span::detached(),
                error.message().clone()
            )]
        })?;
    let date = identity.date.unwrap_or(UNDATED);
    let moment = Datetime::from_ymd_hms(
        i32::from(date.year),
        date.month.unwrap_or(1),
        date.day.unwrap_or(1),
        0,
        0,
        0,
    );
    let options = PdfOptions {
        ident: Smart::Custom(identity.name.clone()),
        creator: Smart::Custom(Some(concat!("Diptych ", env!("CARGO_PKG_VERSION")).to_string())),
        timestamp: moment.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages.document, &options)
}
