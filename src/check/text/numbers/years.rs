//! Which numbers may be years.

/// Whether a number may be a year of the calendar.
pub fn is_year(number: i128) -> bool {
    (1000..2200).contains(&number)
}
