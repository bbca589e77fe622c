//! Pages lie on sheets so that they read in order once these are cut and folded.

use std::process::Command;

use super::super::sheets;
use super::{are_there, made, numbers, pdf, run, sides};
use crate::model::print::{Imposition, MM, PrintProfile, Size, Turn};

/// Folds a stack of sheets in thought, and turns its pages: fronts and backs in turn, the outermost sheet first.
fn turned(sides: &[Vec<(usize, f64, f64)>], middle: f64) -> Vec<Option<usize>> {
    let on = |side: &[(usize, f64, f64)], right: bool| {
        side.iter().find(|(_, x, _)| (*x > middle) == right).map(|(page, ..)| *page)
    };
    let sheets: Vec<_> = sides.chunks(2).collect();
    let first = sheets.iter().flat_map(|it| [on(&it[0], true), on(&it[1], false)]);
    let second = sheets.iter().rev().flat_map(|it| [on(&it[1], true), on(&it[0], false)]);
    first.chain(second).collect()
}

#[test]
fn booklets_of_1_to_96_pages_read_from_first_to_last() {
    if !are_there(&["pdftotext"]) {
        return;
    }
    let profile = PrintProfile {
        imposition: Imposition::Booklet,
        creep: 2.0 * MM,
        ..PrintProfile::default()
    };
    for pages in 1..=96 {
        let bytes = made(pages, &profile);
        let sides = sides(&bytes);
        assert_eq!(sides.len(), pages.div_ceil(4) * 2, "{pages}");
        let middle = (2.0 * 150.0 + 2.0 * (3.0 + 7.0) * MM) / 2.0;
        let read = turned(&sides, middle);
        let expected: Vec<Option<usize>> =
            (1..=pages.next_multiple_of(4)).map(|page| (page <= pages).then_some(page)).collect();
        assert_eq!(read, expected, "{pages}");
    }
}

#[test]
fn the_inner_sheets_of_a_booklet_lie_nearer_to_the_fold() {
    if !are_there(&["pdftotext"]) {
        return;
    }
    let creep = 4.0;
    let profile =
        PrintProfile { imposition: Imposition::Booklet, creep, ..PrintProfile::default() };
    let sides = sides(&made(16, &profile));
    let x = |side: usize, page: usize| sides[side].iter().find(|it| it.0 == page).unwrap().1;
    // Left pages move to the right, right ones to the left; the innermost by all of it.
    assert!((x(6, 10) - x(0, 16) - creep).abs() < 0.1, "{sides:?}");
    assert!((x(0, 1) - x(6, 7) - creep).abs() < 0.1, "{sides:?}");
}

#[test]
fn signatures_are_booklets_behind_each_other() {
    if !are_there(&["pdftotext"]) {
        return;
    }
    let profile =
        PrintProfile { imposition: Imposition::Booklet, signature: 8, ..PrintProfile::default() };
    let all = sides(&made(20, &profile));
    let pages = |side: &[(usize, f64, f64)]| side.iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(all.len(), 10);
    assert_eq!(
        [pages(&all[0]), pages(&all[4]), pages(&all[8])],
        [vec![8, 1], vec![16, 9], vec![20, 17]]
    );
}

#[test]
fn grids_are_read_from_left_to_right_and_from_top_to_bottom() {
    if !are_there(&["pdftotext"]) {
        return;
    }
    for (columns, rows) in [(2, 1), (2, 2), (4, 2), (4, 4)] {
        let profile =
            PrintProfile { imposition: Imposition::Grid(columns, rows), ..PrintProfile::default() };
        for pages in [1, 7, 33, 96] {
            let sides = sides(&made(pages, &profile));
            let cells = usize::from(columns) * usize::from(rows);
            assert_eq!(sides.len(), pages.div_ceil(cells));
            let mut read = Vec::new();
            for mut side in sides {
                side.sort_by(|a, b| {
                    (a.2 / 50.0).round().total_cmp(&(b.2 / 50.0).round()).then(a.1.total_cmp(&b.1))
                });
                read.extend(side.into_iter().map(|it| it.0));
            }
            assert_eq!(read, (1..=pages).collect::<Vec<_>>(), "{columns} × {rows}");
        }
    }
}

/// The sides with the pages on them and whether each stands on its head.
fn places(pages: usize, profile: &PrintProfile) -> Vec<Vec<(usize, f64, f64, bool)>> {
    let trim = Size { width: 100.0, height: 150.0 };
    let sides = sheets::sheets(pages, trim, profile);
    sides
        .into_iter()
        .map(|it| it.places.into_iter().map(|it| (it.page + 1, it.x, it.y, it.turned)).collect())
        .collect()
}

#[test]
fn leaflets_are_folded_to_read_from_first_to_last() {
    let profile = |imposition| PrintProfile { imposition, flap: 4.0, ..PrintProfile::default() };
    assert_eq!(
        places(6, &profile(Imposition::Wrap)),
        [
            // Page 5 is the flap: 4 points are cut from its outer edge.
            vec![(5, -4.0, 0.0, false), (6, 96.0, 0.0, false), (1, 196.0, 0.0, false)],
            vec![(2, 0.0, 0.0, false), (3, 100.0, 0.0, false), (4, 200.0, 0.0, false)],
        ]
    );
    let zigzag = places(8, &profile(Imposition::Zigzag));
    assert_eq!(zigzag.len(), 4);
    assert_eq!(zigzag[2], [(7, 200.0, 0.0, false)]);
    assert_eq!(zigzag[3], [(8, 0.0, 0.0, false)]);
    // In thought: a panel and what is printed behind it are consecutive, 1 and 2, 5 and 4, 6 and 3.
    let [outside, inside] = &zigzag[..2] else { panic!() };
    let behind: Vec<(usize, usize)> =
        outside.iter().zip(inside.iter().rev()).map(|(a, b)| (a.0, b.0)).collect();
    assert_eq!(behind, [(5, 4), (6, 3), (1, 2)]);
}

#[test]
fn cards_have_their_backs_behind_them() {
    let sheet = Some(Size { width: 500.0, height: 500.0 });
    let profile = PrintProfile {
        imposition: Imposition::Cards,
        sheet,
        gutter: 10.0,
        ..PrintProfile::default()
    };
    // 500 points less two margins of 10 mm take 4 columns and 2 rows.
    let sides = places(6, &profile);
    assert_eq!(sides.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    let width = 4.0 * 100.0 + 3.0 * 10.0;
    for (front, back) in sides[0].iter().zip(&sides[1]) {
        assert_eq!((back.0, back.1, back.2), (front.0 + 1, width - front.1 - 100.0, front.2));
    }
    let one = places(2, &profile);
    assert_eq!(one.iter().map(Vec::len).collect::<Vec<_>>(), [8, 8], "a card fills the sheet");
    assert_eq!(places(1, &profile).len(), 1, "without backs there is one side");
}

#[test]
fn backs_stand_on_their_heads_where_sheets_are_turned_over_the_other_edge() {
    let profile = |turn| PrintProfile {
        imposition: Imposition::Booklet,
        turn: Some(turn),
        ..PrintProfile::default()
    };
    // A booklet lies on its side: it is turned over the short edge.
    assert_eq!(
        places(4, &profile(Turn::Short)),
        places(4, &PrintProfile { turn: None, ..profile(Turn::Short) })
    );
    let sides = places(4, &profile(Turn::Long));
    assert_eq!(sides[0], [(4, 0.0, 0.0, false), (1, 100.0, 0.0, false)]);
    assert_eq!(sides[1], [(2, 100.0, 0.0, true), (3, 0.0, 0.0, true)]);
}

/// The numbers of the pages on each side, as `place` orders them.
fn in_order(
    sides: Vec<Vec<(usize, f64, f64)>>,
    place: fn(usize, &(usize, f64, f64)) -> f64,
) -> Vec<Vec<usize>> {
    let one = |(at, mut side): (usize, Vec<(usize, f64, f64)>)| {
        side.sort_by(|a, b| place(at, a).total_cmp(&place(at, b)));
        side.into_iter().map(|it| it.0).collect()
    };
    sides.into_iter().enumerate().map(one).collect()
}

/// The sides of the booklet that pdfcpu makes of so many pages.
fn by_pdfcpu(pages: usize) -> Vec<Vec<(usize, f64, f64)>> {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("booklet.pdf").to_str().unwrap().to_string();
    run("pdfcpu", &["booklet", "-q", "--", "p:A4", &to, "2", "FILE"], &pdf(pages));
    numbers(&run("pdftotext", &["-bbox", &to, "-"], b""))
}

#[test]
fn booklets_have_the_order_of_another_program() {
    if !are_there(&["pdftotext"]) || Command::new("pdfcpu").arg("version").output().is_err() {
        return;
    }
    let profile = PrintProfile { imposition: Imposition::Booklet, ..PrintProfile::default() };
    // Its sheets stand upright, with the pages a quarter turned: to the left on fronts, to the right on backs.
    let upright =
        |side: usize, it: &(usize, f64, f64)| if side.is_multiple_of(2) { it.2 } else { -it.2 };
    // All take two minutes, and were alike once; these are looked at each time.
    for pages in (1..=96).filter(|it| *it <= 13 || it % 16 == 0) {
        let ours = in_order(sides(&made(pages, &profile)), |_, it| it.1);
        assert_eq!(ours, in_order(by_pdfcpu(pages), upright), "{pages}");
    }
}
