//! Small pictures of a few pages, held to stored ones: what goldens of text do not see.
//!
//! The pages are drawn by a renderer that is not Typst's. `INSTA_UPDATE=always` stores them anew; look at them then.

use std::fs;
use std::path::{Path, PathBuf};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use diptych::{Request, build};

use super::figures::figures;
use super::looks::{TEXT, themed};
use super::projects::{fixture, root, sources};
use super::review::review;

/// Pixels per point: 43 per inch, where lines of text are grey bars and rules are still there.
const SCALE: f32 = 0.6;

/// How far a pixel may be off, of 255: the edges of letters differ between processors and renderers.
const PIXEL: u8 = 40;

/// Which share of the pixels may be off by more: a word or two, but not a line.
const SHARE: f64 = 0.002;

/// The grey levels of a page, row by row.
#[derive(Clone, PartialEq)]
struct Picture {
    width: usize,
    grey: Vec<u8>,
}

impl Picture {
    /// The page `number`, counted from 1, of a PDF.
    fn of_page(pdf: &[u8], number: usize) -> Self {
        let pdf = Pdf::new(pdf.to_vec()).unwrap();
        let settings = RenderSettings {
            x_scale: SCALE,
            y_scale: SCALE,
            bg_color: WHITE,
            ..RenderSettings::default()
        };
        let page = &pdf.pages()[number - 1];
        let drawn = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let luma = |p: &[u8]| {
            ((299 * u32::from(p[0]) + 587 * u32::from(p[1]) + 114 * u32::from(p[2])) / 1000) as u8
        };
        let grey = drawn.data_as_u8_slice().chunks_exact(4).map(luma).collect();
        Self { width: usize::from(drawn.width()), grey }
    }

    fn read(path: &Path) -> Option<Self> {
        let mut reader =
            png::Decoder::new(std::io::Cursor::new(fs::read(path).ok()?)).read_info().ok()?;
        let mut grey = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut grey).ok()?;
        assert_eq!(info.color_type, png::ColorType::Grayscale, "{}", path.display());
        Some(Self { width: info.width as usize, grey })
    }

    fn write(&self, path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let height = self.grey.len() / self.width;
        let file = fs::File::create(path).unwrap();
        let mut encoder = png::Encoder::new(file, self.width as u32, height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_compression(png::Compression::High);
        encoder.write_header().unwrap().write_image_data(&self.grey).unwrap();
    }

    /// Which share of the pixels is off; all of them when the sizes differ.
    fn off(&self, other: &Self) -> f64 {
        if (self.width, self.grey.len()) != (other.width, other.grey.len()) {
            return 1.0;
        }
        let pairs = self.grey.iter().zip(&other.grey);
        pairs.filter(|(a, b)| a.abs_diff(**b) > PIXEL).count() as f64 / self.grey.len() as f64
    }

    /// How many rows of pixels have anything dark in them.
    fn lines(&self) -> usize {
        self.grey.chunks(self.width).filter(|row| row.iter().any(|grey| *grey < 160)).count()
    }
}

fn golden(name: &str) -> PathBuf {
    root().join("tests/it/pictures").join(format!("{name}.png"))
}

/// What is wrong with a page, in words; nothing when it looks as stored.
fn compared(name: &str, now: &Picture) -> Option<String> {
    let stored = golden(name);
    if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
        // A picture that would pass is left alone, so that only what has changed is to be looked at.
        if Picture::read(&stored).is_none_or(|before| before.off(now) > SHARE) {
            now.write(&stored);
        }
        return None;
    }
    let wrong = match Picture::read(&stored) {
        None => "there is no stored picture".to_owned(),
        Some(before) if before.off(now) > SHARE => {
            format!("{:.2}% of its pixels have changed", 100.0 * before.off(now))
        }
        Some(_) => return None,
    };
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pictures/{name}.png"));
    now.write(&new);
    Some(format!("{name}: {wrong}; it is now {}", new.display()))
}

#[test]
fn pages_look_as_they_did() {
    let mut pages = vec![
        ("summary.zh", 1),
        ("evidence.zh-en", 1),
        ("slides.zh-en", 2),
        ("slides.en", 3),
        ("handout.zh", 1),
    ]
    .into_iter()
    .map(|(name, page)| {
        (format!("{name}.{page}"), Picture::of_page(&review()[&format!("{name}.pdf")], page))
    })
    .collect::<Vec<_>>();
    for artifact in figures(false).artifacts.iter().filter(|it| !it.name.contains(".en.")) {
        let name = artifact.name.strip_suffix(".pdf").unwrap();
        for page in 1..=2 {
            pages.push((format!("figures.{name}.{page}"), Picture::of_page(&artifact.bytes, page)));
        }
    }
    let wrong: Vec<_> = pages.iter().filter_map(|(name, now)| compared(name, now)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // A renderer that leaves pages white would compare them well.
    for (name, now) in &pages {
        assert!(now.lines() > 60, "{name} is nearly white");
    }
}

/// The looks that a theme gives to paper, and those that it gives to slides.
#[test]
fn themes_look_as_they_did() {
    let of = |template: &'static str, theme: &'static str, page| {
        let name = format!("theme.{theme}.{template}");
        (name, Picture::of_page(&themed(template, theme, TEXT), page))
    };
    let mut pages = Vec::new();
    for theme in ["journal", "clinic", "hospital", "large-print", "mono"] {
        pages.push(of("summary", theme, 1));
    }
    for theme in ["journal", "hospital", "night"] {
        pages.push(of("slides", theme, 2));
    }
    pages.extend([of("leaflet", "hospital", 1), of("brief", "hospital", 1)]);
    let wrong: Vec<_> = pages.iter().filter_map(|(name, now)| compared(name, now)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_comparison_sees_what_a_reader_would_see() {
    let page = Picture::of_page(&figures(false).artifacts[0].bytes, 1);
    let width = page.width;
    // Noise at the edges of letters is none of its business.
    let mut noisy = page.clone();
    noisy
        .grey
        .iter_mut()
        .enumerate()
        .for_each(|(i, grey)| *grey = grey.saturating_sub((i % 24) as u8));
    assert!(page.off(&noisy) <= SHARE, "{}", page.off(&noisy));
    // All beneath a place moved down by one pixel: 1.7 pt.
    let mut moved = page.clone();
    let from = width * 150;
    moved.grey.copy_within(from..page.grey.len() - width, from + width);
    assert!(page.off(&moved) > SHARE, "{}", page.off(&moved));
    // One row of the figure gone: its words, its mark, its interval.
    let mut bare = page.clone();
    let dark =
        |y: usize| page.grey[y * width..(y + 1) * width].iter().filter(|grey| **grey < 200).count();
    let row = (100..400)
        .filter(|y| dark(*y) < width / 2)
        .max_by_key(|y| (*y..*y + 8).map(dark).sum::<usize>())
        .unwrap();
    bare.grey[row * width..(row + 8) * width].fill(255);
    assert!(page.off(&bare) > SHARE, "{}", page.off(&bare));
    // Another size of paper.
    let narrow = Picture { width: width - 1, grey: page.grey.clone() };
    assert!(page.off(&narrow) > SHARE);
}

/// The longest dark line of a document that has a black picture at half of the width behind so many paragraphs.
fn blackest_behind(paragraphs: usize) -> usize {
    let folder = fixture(None);
    let black = "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='80'><rect width='100' height='80'/></svg>";
    fs::write(folder.path().join("black.svg"), black).unwrap();
    let words = "Words that fill a line or two of the page, again and again, so that it is full. ";
    let text =
        format!("{}\n\n", words.repeat(6)).repeat(paragraphs) + "![black](black.svg){width=50%}\n";
    for language in ["zh", "en"] {
        fs::write(folder.path().join(format!("content/note.{language}.md")), &text).unwrap();
    }
    let outcome = build(&sources(folder.path()), &Request::new());
    let pdf = outcome.artifacts.iter().find(|it| it.name == "note.en.pdf").unwrap();
    let pages = 1..=super::pdf::pages(&pdf.bytes).len();
    let pictures = pages.map(|number| Picture::of_page(&pdf.bytes, number));
    let runs = |picture: Picture| {
        let dark = |row: &[u8]| row.split(|grey| *grey > 60).map(<[u8]>::len).max().unwrap_or(0);
        picture.grey.chunks(picture.width).map(dark).max().unwrap_or(0)
    };
    pictures.map(runs).max().unwrap_or(0)
}

#[test]
fn a_share_of_the_width_is_the_same_on_the_next_page() {
    let first = blackest_behind(0);
    assert!(first > 80, "{first}");
    for paragraphs in [7, 8, 9, 10] {
        assert!(first.abs_diff(blackest_behind(paragraphs)) <= 1, "{paragraphs} paragraphs");
    }
}
