//! What came from the old book in words.
use super::rich::Run;
use super::{Key as K, Lang, integer, rich, t};
use crate::views::OldBookTold;

/// What of it is owed, or when it was looked at.
pub(crate) fn old_book_told(lang: Lang, it: &OldBookTold) -> Vec<Run> {
    let [accepted, tenth, looked] =
        [it.accepted, it.tenth, it.looked].map(|n| integer(lang, n.into()));
    let due = super::day(lang, it.due);
    match it.checked_on {
        Some(on) => rich(
            t(lang, K::OldBookDone),
            &[&accepted, &looked, &super::day(lang, on), &due],
        ),
        None => {
            let key = match (it.overdue, it.announced) {
                (true, _) => K::OldBookOverdue,
                (false, true) => K::OldBookAnnounced,
                (false, false) => K::OldBookOwed,
            };
            rich(t(lang, key), &[&accepted, &tenth, &due, &looked])
        }
    }
}
