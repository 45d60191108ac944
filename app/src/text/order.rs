//! Vietnamese order of names: by letter, then by tone, as a dictionary has it.
use std::{cmp::Ordering, sync::OnceLock};

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;

/// Compares two names in Vietnamese order: a before ă before â, d before đ,
/// and Thanh before Thạnh.
pub fn compare(a: &str, b: &str) -> Ordering {
    static ORDER: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    let order = ORDER
        .get_or_init(|| Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok());
    match order {
        Some(order) => order.compare(a, b),
        // The data is compiled in; without it names still have an order.
        None => a.cmp(b),
    }
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn letters_come_before_tones_and_d_before_đ() {
        let mut names = vec![
            "Xã Thạnh An",
            "Xã Thanh An",
            "Đặc khu Côn Đảo",
            "Phường Ông Lãnh",
            "Phường An Phú",
            "Phường Ăn",
            "Phường Ân",
            "Dĩ An",
            "Đông Hòa",
            "Phường An Lạc",
        ];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(
            names,
            [
                "Dĩ An",
                "Đặc khu Côn Đảo",
                "Đông Hòa",
                "Phường An Lạc",
                "Phường An Phú",
                "Phường Ăn",
                "Phường Ân",
                "Phường Ông Lãnh",
                "Xã Thanh An",
                "Xã Thạnh An",
            ]
        );
    }
}
