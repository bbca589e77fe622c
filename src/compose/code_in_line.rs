//! Code that stands in a line of text.

use crate::language::line_breaks::Room;
use crate::language::long_words;
use crate::typst_source::escape;

/// Code within a line, in parts where a line may begin within its words.
pub(super) fn code(text: &str, room: Room) -> String {
    let longest = if room == Room::Cell { 12 } else { 20 };
    let breaks = long_words::code_breaks(text, longest);
    if breaks.is_empty() {
        return format!("#raw({});", escape::string(text));
    }
    let ends = breaks.iter().copied().chain([text.len()]);
    let starts = std::iter::once(0).chain(breaks.iter().copied());
    let parts = starts.zip(ends).map(|(start, end)| escape::string(&text[start..end]));
    format!("#code-in-parts(({}));", parts.map(|part| part + ",").collect::<String>())
}
