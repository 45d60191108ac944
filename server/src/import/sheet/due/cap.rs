//! The day by which something is due at the latest, whatever its event: "nhưng không muộn hơn 30/6/2027".
use std::sync::LazyLock;

use app::{
    domain::Day,
    views::{SheetDue, SheetMeans},
};
use regex::Regex;

use super::{
    super::folded::Folded,
    Span, captures,
    days::{Found, days},
    patterns,
};

patterns! {
    SAID: r"^(?P<b>.*\b(?:sau|tu|ke tu)\b.+?)[ ,;(]+(?:(?:nhung|va|song|dong thoi|hoan thanh|xong|phai|nop) )*(?P<c>(?P<s>(?:khong|chang) (?:duoc )?(?:muon|cham|tre|qua|sau)(?: hon)?|cham nhat|muon nhat|tre nhat|toi da)\b.*|(?:truoc|den het|han cuoi|han chot)\b.*)$";
}

/// A text without its cap, and the deadlines that the cap may be.
pub(super) struct Capped {
    pub rest: Folded,
    pub days: Vec<SheetMeans>,
    /// Words that cap it, whether or not they name a day.
    pub is: bool,
}

impl Capped {
    pub fn new(text: &Folded, span: Span<'_>) -> Self {
        Self::behind(text, span).unwrap_or_else(|| Self::none(text))
    }

    pub fn none(text: &Folded) -> Self {
        Self {
            rest: text.clone(),
            days: Vec::new(),
            is: false,
        }
    }

    fn behind(text: &Folded, span: Span<'_>) -> Option<Self> {
        let found = captures(&SAID, &text.plain)?;
        let cap = Folded::new(&text.written(found.name("c")?.range()));
        let (found_days, _) = days(&cap, span);
        // "Trước" alone may be a word of the event.
        (found.name("s").is_some() || !found_days.is_empty()).then_some(())?;
        let rest = text.written(found.name("b")?.range());
        Some(Self {
            rest: Folded::new(rest.trim_end_matches(['.', ',', ';', ' '])),
            days: due_on(found_days.iter().flat_map(Found::days)),
            is: true,
        })
    }

    /// Takes in what stands before a term: "chậm nhất 30/6/2027, 20 ngày sau khi …".
    pub fn before(&mut self, words: &str, span: Span<'_>) {
        let (found, _) = days(&Folded::new(words), span);
        let own = found.iter().filter(|it| !it.document);
        self.days.extend(due_on(own.flat_map(Found::days)));
        self.is |= !self.days.is_empty();
    }
}

fn due_on(days: impl Iterator<Item = Day>) -> Vec<SheetMeans> {
    days.map(|day| SheetMeans::Due(SheetDue::Day(day)))
        .collect()
}
