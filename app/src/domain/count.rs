//! Counts as people type them.

/// No duty has more: it is some slip of the keyboard.
const MOST: i64 = 1_000_000_000_000;

/// A whole number as it is written in Vietnamese or plainly: "62.300", "62 300", "62,300",
/// "62300". A sign that parts anything but three digits is none of it, so that no decimal
/// fraction is taken for a thousand times as much.
pub fn typed_count(text: &str) -> Option<i64> {
    let groups: Vec<&str> = text.trim().split(['.', ',', ' ', '\u{a0}']).collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(digits) {
        return None;
    }
    let (first, rest) = groups.split_first()?;
    let parted = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let count = parted.then(|| groups.concat().parse().ok()).flatten();
    count.filter(|count| *count <= MOST)
}

#[cfg(test)]
mod tests {
    use super::typed_count;

    #[test]
    fn thousands_may_be_parted_and_nothing_else() {
        for (typed, count) in [
            ("62300", Some(62_300)),
            ("62.300", Some(62_300)),
            ("62,300", Some(62_300)),
            (" 62 300 ", Some(62_300)),
            ("1.062.300", Some(1_062_300)),
            ("0", Some(0)),
            ("62,3", None),
            ("62.30", None),
            ("6230.000", None),
            ("62.300,5", None),
            ("-5", None),
            ("", None),
            ("sáu", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(typed_count(typed), count, "{typed}");
        }
    }
}
