//! A rhythm that is due a day earlier.
use app::{domain::Every, views::SheetRhythm};

/// Days by which a rhythm names the end of its month or week.
pub const END_OF_MONTH: u32 = 31;
pub const SUNDAY: u32 = 7;

/// A rhythm a day earlier, where that is one.
pub fn eve(it: &SheetRhythm) -> Option<SheetRhythm> {
    let due = match (it.every, it.due) {
        (Every::Week, 1) => SUNDAY,
        (Every::Month, 1) => END_OF_MONTH,
        (_, 1) => return None,
        // December has its 31st each year.
        (Every::Year, END_OF_MONTH) if !it.after => END_OF_MONTH - 1,
        // The last day of a month has a day before it that no figure names.
        (Every::Month | Every::Quarter | Every::Half | Every::Year, END_OF_MONTH) => return None,
        (_, due) => due - 1,
    };
    let first = it.first.map(|first| first.pred_opt().unwrap_or(first));
    Some(SheetRhythm { due, first, ..*it })
}
