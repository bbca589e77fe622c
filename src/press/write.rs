//! Sheets with their boxes, and the file that they make.

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};

use super::imposition::{Placed, Side};
use super::intent::Told;
use super::marks::{self, Marks};
use super::matrix::real;
use super::pages::PageForm;
use super::separation::{ink, named};
use super::{Label, bars, intent};
use crate::data::digest;
use crate::data::place::Place;
use crate::model::mark::PDF;
use crate::model::outline::Outline;
use crate::model::print::{Colour, Imposition, PrintProfile, Size};

/// Between the parts of the line that tells which sheet it is.
const APART: &str = "\u{2003}";

/// Tells this file from every other: of the PDF, the profile, the press and the version.
pub fn digest(pdf: &[u8], profile: &PrintProfile, label: &Label) -> String {
    let mut hash = Sha256::new();
    hash.update(pdf);
    label.condition.iter().for_each(|it| hash.update(it.profile));
    // Where something is declared says nothing of the file.
    let mut plain = PrintProfile { trim_place: None, ..profile.clone() };
    if let Some(file) = plain.output.as_mut().and_then(|it| it.file.as_mut()) {
        file.place = Place::file("");
    }
    hash.update(format!("{plain:?} {}", env!("CARGO_PKG_VERSION")));
    digest::hexadecimal(&hash.finalize())
}

/// Puts sheets in the place of the pages.
///
/// # Errors
///
/// In words, when they do not fit the size of the sheet.
pub fn sheets(
    document: &mut Document,
    pages: &[PageForm],
    sides: &[Side],
    profile: &PrintProfile,
    label: &Label,
    digest: &str,
) -> Result<(), String> {
    let tree = document.new_object_id();
    let title = Told::of(&info(document), label.name).title;
    let mut kids = Vec::with_capacity(sides.len());
    for (at, side) in sides.iter().enumerate() {
        let (media, corner) = frame(side, profile)?;
        let slug = profile.slug.then(|| {
            let number = format!("{}/{}", at + 1, sides.len());
            slug(label, &title, &number, digest, side)
        });
        let content = draw(pages, side, corner, profile, slug);
        let mut stream = Stream::new(dictionary! {}, content.into_bytes());
        let _ = stream.compress();
        let content = document.add_object(stream);
        let (trim, bleed) = boxes(side, corner, profile);
        let mut page = dictionary! {
            "Type" => "Page",
            "Parent" => Object::Reference(tree),
            "MediaBox" => rectangle([0.0, 0.0, media.width, media.height]),
            "CropBox" => rectangle([0.0, 0.0, media.width, media.height]),
            "BleedBox" => rectangle(bleed),
            "TrimBox" => rectangle(trim),
            "Resources" => resources(pages, side, profile),
            "Contents" => Object::Reference(content),
        };
        // What is transparent is mixed in the colours of the press.
        if let Some(space) = profile.colour.space() {
            page.set("Group", dictionary! { "S" => "Transparency", "CS" => space });
        }
        kids.push(Object::Reference(document.add_object(page)));
    }
    set_root(document, tree, kids);
    Ok(())
}

/// Makes these pages the whole of the document.
fn set_root(document: &mut Document, tree: ObjectId, kids: Vec<Object>) {
    let count = kids.len() as i64;
    let node = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    document.objects.insert(tree, Object::Dictionary(node));
    let catalog = dictionary! { "Type" => "Catalog", "Pages" => Object::Reference(tree) };
    let root = document.add_object(catalog);
    document.trailer.set("Root", Object::Reference(root));
}

/// What the content of a sheet names: its pages, and the inks.
fn resources(pages: &[PageForm], side: &Side, profile: &PrintProfile) -> Dictionary {
    let mut forms = Dictionary::new();
    for placed in &side.places {
        forms.set(format!("P{}", placed.page), Object::Reference(pages[placed.page].id));
    }
    let mut resources = dictionary! { "XObject" => forms };
    if profile.colour == Colour::Cmyk {
        let mut spaces = dictionary! { "All" => ink("All", [1.0; 4]) };
        named(&mut spaces, &profile.inks);
        resources.set("ColorSpace", spaces);
    }
    resources
}

/// The size of the sheet, and where on it the finished sheet has its lower left corner.
fn frame(side: &Side, profile: &PrintProfile) -> Result<(Size, (f64, f64)), String> {
    let margin = profile.bleed + bars::room(profile);
    let needed =
        Size { width: side.size.width + 2.0 * margin, height: side.size.height + 2.0 * margin };
    let Some(sheet) = profile.sheet else { return Ok((needed, (margin, margin))) };
    // Paper may lie on its side, and does when the finished sheet does.
    let turned = Size { width: sheet.height, height: sheet.width };
    let fits = |it: &Size| it.width + 0.01 >= needed.width && it.height + 0.01 >= needed.height;
    let is_alike = (sheet.width > sheet.height) == (needed.width > needed.height);
    let both = if is_alike { [sheet, turned] } else { [turned, sheet] };
    let Some(sheet) = both.into_iter().find(fits) else {
        let mm = |points: f64| points / crate::model::print::MM;
        return Err(format!(
            "the sheet has {:.0} × {:.0} mm, and pages, bleed and marks need {:.0} × {:.0} mm",
            mm(sheet.width),
            mm(sheet.height),
            mm(needed.width),
            mm(needed.height)
        ));
    };
    let corner = ((sheet.width - side.size.width) / 2.0, (sheet.height - side.size.height) / 2.0);
    Ok((sheet, corner))
}

/// The finished sheet, and the same with its bleed.
fn boxes(side: &Side, (x, y): (f64, f64), profile: &PrintProfile) -> ([f64; 4], [f64; 4]) {
    let (right, upper) = (x + side.size.width, y + side.size.height);
    // Only single pages have another bleed at one edge: at the spine.
    let [left, outer, lower, top] = match &side.places[..] {
        [single] if profile.imposition == Imposition::Single => single.bleed,
        _ => [profile.bleed; 4],
    };
    ([x, y, right, upper], [x - left, y - lower, right + outer, upper + top])
}

fn rectangle(corners: [f64; 4]) -> Object {
    Object::Array(corners.map(real).to_vec())
}

fn draw(
    pages: &[PageForm],
    side: &Side,
    corner: (f64, f64),
    profile: &PrintProfile,
    slug: Option<Outline>,
) -> String {
    let mut out = String::new();
    for placed in &side.places {
        place(&mut out, placed, pages[placed.page].size, corner, profile, side);
    }
    if profile.marks || slug.is_some() {
        out.push_str(match profile.colour {
            Colour::Cmyk => "q /All CS 1 SCN /All cs 1 scn\n",
            _ => "q 0 G 0 g\n",
        });
        let marks = Marks { side, corner, bleed: profile.bleed, slug };
        out.push_str(&marks.draw(profile.marks));
        out.push_str("Q\n");
    }
    bars::draw(&mut out, side, corner, profile);
    out
}

/// A page in its place, clipped to what it may take.
fn place(
    out: &mut String,
    placed: &Placed,
    size: Size,
    (x0, y0): (f64, f64),
    profile: &PrintProfile,
    side: &Side,
) {
    let trim = profile.trim.unwrap_or(size);
    let scale = (trim.width / size.width).min(trim.height / size.height);
    let (x, y) = (x0 + placed.x, y0 + placed.y);
    let [left, right, lower, upper] = placed.bleed;
    // Nothing of a page lies beyond the bleed of the sheet.
    let bleed = profile.bleed;
    let start = (x - left).max(x0 - bleed);
    let end = (x + trim.width + right).min(x0 + side.size.width + bleed);
    let (bottom, height) = (y - lower, trim.height + lower + upper);
    let (dx, dy) =
        ((trim.width - scale * size.width) / 2.0, (trim.height - scale * size.height) / 2.0);
    // Writing to a text never fails.
    let (sign, x, y) = match placed.turned {
        true => (-1.0, x + trim.width - dx, y + trim.height - dy),
        false => (1.0, x + dx, y + dy),
    };
    let scale = sign * scale;
    let _ = writeln!(
        out,
        "q {start:.4} {bottom:.4} {:.4} {height:.4} re W n {scale:.6} 0 0 {scale:.6} {x:.4} {y:.4} cm /P{} Do Q",
        end - start,
        placed.page
    );
}

/// “Resistance in liver cancer   handout.zh   3/9   p 16+1   2026-11-23   5f3a09c2”; of the title as much as there
/// is room for beside the rest.
fn slug(label: &Label, title: &str, number: &str, digest: &str, side: &Side) -> Outline {
    let pages: Vec<String> = side.places.iter().map(|it| (it.page + 1).to_string()).collect();
    let rest = [label.name, number, &format!("p {}", pages.join("+")), &label.date, &digest[..8]];
    let rest: Vec<&str> = rest.into_iter().filter(|it| !it.is_empty()).collect();
    let rest = rest.join(APART);
    let outlined = |text: &str| (label.outlined)(text, marks::LETTERS);
    let whole = outlined(&format!("{title}{APART}{rest}"));
    let room = marks::room(side);
    if title == label.name || whole.width <= room {
        return if title == label.name { outlined(&rest) } else { whole };
    }
    let own = outlined(&rest);
    let (longer, left) = (whole.width - own.width, room - own.width - marks::LETTERS);
    let letters = (title.chars().count() as f64 * left / longer).floor();
    if letters < 4.0 {
        return own;
    }
    let part: String = title.chars().take(letters as usize).collect();
    outlined(&format!("{}…{APART}{rest}", part.trim_end()))
}

/// Writes the file: what pages no longer need goes, and what it says of itself is true.
///
/// # Errors
///
/// In words, when it cannot be written.
pub fn save(
    mut document: Document,
    label: &Label,
    digest: &str,
    is_x4: bool,
) -> Result<Vec<u8>, String> {
    describe(&mut document, label, digest, is_x4);
    if let Some(condition) = label.condition {
        intent::write(&mut document, condition);
    }
    document.prune_objects();
    document.renumber_objects();
    document.version = "1.6".to_string();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| format!("the file cannot be written: {error}"))?;
    Ok(bytes)
}

/// Metadata without the claims of PDF/A and PDF/UA, which a print file does not keep; with that of PDF/X-4 if it is one
/// (ISO 15930-7, 6.3).
fn describe(document: &mut Document, label: &Label, digest: &str, is_x4: bool) {
    let version = env!("CARGO_PKG_VERSION");
    let mut info = info(document);
    let told = Told::of(&info, label.name);
    let xmp = metadata(&told, digest, is_x4);
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let stream = Stream::new(dictionary, xmp.into_bytes()).with_compression(false);
    let metadata = document.add_object(stream);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("Metadata", Object::Reference(metadata));
    }
    info.set("Creator", Object::string_literal(format!("Diptych {version}")));
    info.set("Trapped", Object::Name("False".into()));
    info.set("Title", lopdf::text_string(&told.title));
    for key in ["CreationDate", "ModDate"] {
        info.set(key, Object::string_literal(told.date.clone()));
    }
    let info = document.add_object(info);
    document.trailer.set("Info", Object::Reference(info));
    let half = Object::string_literal(digest.as_bytes()[..32].to_vec());
    document.trailer.set("ID", Object::Array(vec![half.clone(), half]));
}

/// What the document says of itself.
fn info(document: &Document) -> Dictionary {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|it| document.dereference(it).ok()?.1.as_dict().ok().cloned());
    info.unwrap_or_default()
}

fn metadata(told: &Told, digest: &str, is_x4: bool) -> String {
    let (version, moment) = (env!("CARGO_PKG_VERSION"), told.moment());
    let part = |from: usize, to: usize| digest.get(from..to).unwrap_or_default();
    let id = [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-");
    let claim = match is_x4 {
        true => "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        false => "",
    };
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n\
         {PDF}{version}</xmp:CreatorTool><pdf:Trapped>False</pdf:Trapped>\n\
         <xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>\
         <xmp:MetadataDate>{moment}</xmp:MetadataDate>\n\
         <xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>\
         <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>{claim}\n\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        quick_xml::escape::escape(&told.title)
    )
}
