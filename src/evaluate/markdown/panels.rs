//! Several pictures in one figure: a division with the name of a figure, as in Quarto and pandoc.

use super::attributes::Info;
use crate::model::manuscript::{Block, BlockKind, Inline};

/// What names of figures begin with.
const NAMED: [&str; 2] = ["fig-", "fig:"];

/// The figure that a division is: two pictures or more, and behind them its words. The division's blocks if it is none.
pub fn figure(info: &Info, mut blocks: Vec<Block>) -> Result<BlockKind, Vec<Block>> {
    let named = info.id.as_deref().filter(|id| NAMED.iter().any(|it| id.starts_with(it)));
    let Some(name) = named else { return Err(blocks) };
    let words = match blocks.last().map(|it| &it.kind) {
        Some(BlockKind::Paragraph(body)) if pictures(body).is_none() => blocks.pop(),
        _ => None,
    };
    let shows = |block: &Block| match &block.kind {
        BlockKind::Image { .. } => 1,
        BlockKind::Paragraph(body) => pictures(body).map_or(0, |it| it.len()),
        _ => 0,
    };
    let counts: Vec<usize> = blocks.iter().map(shows).collect();
    if counts.contains(&0) || counts.iter().sum::<usize>() < 2 {
        blocks.extend(words);
        return Err(blocks);
    }
    let most = counts.into_iter().max().unwrap_or(1);
    let columns = of_rows(info).unwrap_or(most);
    let mut panels: Vec<Block> = blocks.into_iter().flat_map(parted).collect();
    for (i, panel) in panels.iter_mut().enumerate() {
        panel.id.get_or_insert_with(|| format!("{name}-{}", i + 1));
        // (The name of a file stands for words that are missing.)
        if let BlockKind::Image { path, alt, caption, .. } = &mut panel.kind
            && caption.is_empty()
            && !alt.is_empty()
            && !path.ends_with(alt.as_str())
        {
            caption.push(Inline::Text(alt.clone(), panel.place.clone()));
        }
    }
    let caption = match words.map(|it| it.kind) {
        Some(BlockKind::Paragraph(body)) => body,
        _ => Vec::new(),
    };
    Ok(BlockKind::Figure { caption, columns: columns.min(panels.len()), panels })
}

/// How many pictures the author wants beside one another.
fn of_rows(info: &Info) -> Option<usize> {
    let said = |key: &str| info.pairs.iter().find(|(own, _)| own == key).map(|(_, value)| value);
    let columns = said("layout-ncol").and_then(|it| it.trim().parse().ok());
    // `[[1, 1], [1]]` or `[20, 30]`: as many as the longest row has.
    let listed = || {
        let rows = said("layout")?.split(']').map(|row| row.split(',').filter(|it| is_share(it)));
        rows.map(Iterator::count).max()
    };
    columns.or_else(listed).filter(|count| (1..=MOST_BESIDE).contains(count))
}

/// More would be too narrow to be seen.
const MOST_BESIDE: usize = 6;

fn is_share(text: &str) -> bool {
    let number = text.trim_matches(|c: char| c.is_whitespace() || "[\"%".contains(c));
    number.parse::<f64>().is_ok_and(|it| it > 0.0)
}

/// The pictures of a paragraph that holds nothing else.
fn pictures(body: &[Inline]) -> Option<Vec<&Inline>> {
    let is_blank = |it: &&Inline| match it {
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    };
    let shown: Vec<&Inline> = body.iter().filter(|it| !is_blank(it)).collect();
    let all = shown.iter().all(|it| matches!(it, Inline::Image { .. }));
    (all && !shown.is_empty()).then_some(shown)
}

/// The pictures of a paragraph, each a block.
fn parted(block: Block) -> Vec<Block> {
    let BlockKind::Paragraph(body) = &block.kind else { return vec![block] };
    let image = |inline: &Inline| match inline {
        Inline::Image { path, alt, size, place } => Some(Block {
            kind: BlockKind::Image {
                path: path.clone(),
                alt: alt.clone(),
                caption: Vec::new(),
                typed: alt.clone(),
                size: size.clone(),
            },
            id: None,
            place: place.clone(),
        }),
        _ => None,
    };
    body.iter().filter_map(image).collect()
}

#[cfg(test)]
mod tests {
    use super::super::attributes::info;
    use super::*;
    use crate::data::place::Place;
    use crate::model::inline::PictureSize;

    fn image(path: &str, alt: &str) -> Block {
        let kind = BlockKind::Image {
            path: path.to_string(),
            alt: alt.to_string(),
            caption: Vec::new(),
            typed: alt.to_string(),
            size: PictureSize::default(),
        };
        Block { kind, id: None, place: Place::file("a.md") }
    }

    #[test]
    fn rows_are_as_the_author_wants_them() {
        for (line, columns) in [
            ("{#fig-a layout-ncol=2}", Some(2)),
            ("{#fig-a layout=\"[[1,1,1], [1]]\"}", Some(3)),
            ("{#fig-a layout=\"[40,-20,40]\"}", Some(2)),
            ("{#fig-a layout-ncol=90}", None),
            ("{#fig-a}", None),
        ] {
            assert_eq!(of_rows(&info(line)), columns, "{line}");
        }
    }

    #[test]
    fn two_pictures_are_one_figure_and_a_single_one_is_none() {
        let words = Block {
            kind: BlockKind::Paragraph(vec![Inline::Text("Both".into(), Place::file("a.md"))]),
            id: None,
            place: Place::file("a.md"),
        };
        let own = info("{#fig-a}");
        let both = vec![image("a.png", "A"), image("b.png", "b.png"), words.clone()];
        let Ok(BlockKind::Figure { caption, panels, .. }) = figure(&own, both.clone()) else {
            panic!("no figure")
        };
        let ids: Vec<_> = panels.iter().filter_map(|it| it.id.as_deref()).collect();
        assert_eq!((caption.len(), ids), (1, vec!["fig-a-1", "fig-a-2"]));
        // The name of a file is no words.
        let said = panels.iter().map(|it| it.kind.inlines().concat().len());
        assert_eq!(said.collect::<Vec<_>>(), [1, 0]);
        for (line, blocks) in [("{#fig-a}", &both[1..]), ("{#tbl-a}", &both[..])] {
            assert_eq!(
                figure(&info(line), blocks.to_vec()).err().map(|it| it.len()),
                Some(blocks.len())
            );
        }
    }
}
