//! What a comparison is called, and its days.
use chrono::Datelike;

use crate::{
    domain::Day,
    text::{self, Key as K, Lang, t},
    views::{ComparePage, Compared},
};

/// "So sánh hai ngày", and what of the campaign.
pub fn title(lang: Lang, page: &ComparePage) -> String {
    let name = match &page.of {
        Compared::Whole => return t(lang, K::Compare).to_owned(),
        Compared::Unit(_, name) => name.to_string(),
        Compared::Database(it) => it.short_name().to_owned(),
    };
    format!("{}: {name}", t(lang, K::Compare))
}

/// Both days as short as they can be told apart.
pub fn short_days(lang: Lang, then: Day, now: Day) -> [String; 2] {
    let told = match then.year() == now.year() {
        true => text::day_month,
        false => text::day,
    };
    [told(lang, then), told(lang, now)]
}
