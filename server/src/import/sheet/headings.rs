//! What tasks stand under: a heading is written once, however rows or the campaign write it.
use std::{collections::HashMap, sync::LazyLock};

use app::text::{accented_key, typed_alike};
use regex::Regex;

use super::folded::Folded;

/// Headings as they were first written, by what they say.
#[derive(Debug, Default)]
pub(super) struct Headings {
    written: HashMap<String, String>,
    /// Those of the campaign by their words alone: its axes, its pillars.
    bare: HashMap<String, String>,
}

/// "I. ", "A) ", "Trục 2: ", "Nhóm 3 – ".
static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:truc|tru cot|nhom|muc|phan|chuong) )?(?:so )?(?:[ivxl]+|\d{1,2}|[a-h]) ?[.:)/-]+ ?")
        .ok()
});

fn key(heading: &str) -> String {
    accented_key(&typed_alike(heading))
}

/// What a heading says behind its number.
fn bare(heading: &str) -> String {
    let text = Folded::new(heading.trim());
    let number = NUMBERED.as_ref().and_then(|it| it.find(&text.plain));
    let words = text.written(number.map_or(0, |it| it.end())..text.plain.len());
    key(if words.is_empty() { heading } else { &words })
}

impl Headings {
    pub fn new(of_campaign: &[String]) -> Self {
        let mut headings = Self::default();
        for it in of_campaign {
            let own = || it.clone();
            headings.written.entry(key(it)).or_insert_with(own);
            headings.bare.entry(bare(it)).or_insert_with(own);
        }
        headings
    }

    /// "THỂ CHẾ" is the group "Thể chế" that stands above, "I. THỂ CHẾ" the one of the campaign.
    pub fn known(&mut self, heading: String) -> String {
        let of_campaign = self.bare.get(&bare(&heading)).cloned();
        let first = self.written.entry(key(&heading));
        first.or_insert(of_campaign.unwrap_or(heading)).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_in_capitals_is_the_one_of_the_campaign() {
        let own = ["Trục 1: Thể chế", "Hạ tầng số"].map(str::to_owned);
        let mut headings = Headings::new(&own);
        for (written, known) in [
            ("I. THỂ CHẾ", "Trục 1: Thể chế"),
            ("Thể chế", "Trục 1: Thể chế"),
            ("2) Hạ tầng số", "Hạ tầng số"),
            ("TRỤC 3 – HẠ TẦNG SỐ.", "Hạ tầng số"),
            ("III. Nhân lực", "III. Nhân lực"),
            ("III. NHÂN LỰC", "III. Nhân lực"),
            ("Nhân lực", "Nhân lực"),
            ("Dữ liệu số", "Dữ liệu số"),
            ("", ""),
        ] {
            assert_eq!(headings.known(written.to_owned()), known, "{written}");
        }
    }
}
