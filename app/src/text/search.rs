//! Finding names without typing accents.
use crate::{domain::clean_line, spelling::one_i};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What somebody typed to find something, as names are written: nothing invisible, the
/// letter đ however a keyboard made it, "P. Tân Định" as "Phường Tân Định".
pub fn typed_name(typed: &str) -> String {
    let clean = clean_line(typed).replace(['\u{d0}', '\u{189}'], "Đ");
    let clean = clean.replace('\u{f0}', "đ");
    for (short, long) in [("p.", "Phường"), ("x.", "Xã"), ("đk.", "Đặc khu")] {
        let head = clean.chars().take(short.chars().count());
        let rest = clean.chars().skip(short.chars().count());
        if head.flat_map(char::to_lowercase).eq(short.chars()) {
            return format!("{long} {}", rest.collect::<String>().trim_start());
        }
    }
    clean
}

/// The form in which texts are compared: lower case, without marks, đ as d,
/// i for y where both are right, single spaces.
pub fn search_key(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect();
    one_i(&plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same with its accents: lower case, composed, single spaces; the two ways
/// to place a tone ("hòa", "hoà") are one, and so are i and y where both are right.
pub fn accented_key(text: &str) -> String {
    let mut parts: Vec<char> = Vec::new();
    // Decomposed, a tone can be put at the end of its syllable, wherever it
    // was written; the marks that make another letter stay.
    for syllable in text
        .nfd()
        .collect::<String>()
        .to_lowercase()
        .split_whitespace()
    {
        if !parts.is_empty() {
            parts.push(' ');
        }
        let (tones, letters): (String, String) = syllable.chars().partition(|c| TONES.contains(c));
        parts.extend(one_i(&letters).chars());
        parts.extend(tones.chars());
    }
    parts.into_iter().collect()
}

/// Grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

#[cfg(test)]
mod tests {
    use super::{accented_key, search_key, typed_name};

    #[test]
    fn accents_case_and_spaces_do_not_matter() {
        assert_eq!(search_key("  Sở Y  tế "), "so y te");
        assert_eq!(search_key("ĐẶC KHU Côn Đảo"), "dac khu con dao");
        assert_eq!(search_key("Ho\u{e0}"), search_key("Hòa"));
        assert_eq!(search_key("Thạnh An"), search_key("Thanh An"));
    }

    #[test]
    fn i_and_y_are_one_where_both_are_right() {
        for (one, other) in [
            ("Ngọc Quý", "ngọc quí"),
            ("Kỹ thuật", "Kĩ thuật"),
            ("Lý Nhơn", "lí nhơn"),
        ] {
            assert_eq!(search_key(one), search_key(other));
            assert_eq!(accented_key(one), accented_key(other));
        }
        assert_ne!(search_key("Tây Ninh"), search_key("Tai Ninh"));
        assert_ne!(accented_key("Thúy"), accented_key("Thúi"));
    }

    /// F37: names as people write them.
    #[test]
    fn what_is_typed_is_read_as_names_are_written() {
        for (typed, name) in [
            ("\u{d0}ặc khu", "Đặc khu"),
            ("Thủ \u{d0}ức", "Thủ Đức"),
            ("P. Tân Sơn Nhất", "Phường Tân Sơn Nhất"),
            ("p.Tân Sơn Nhất", "Phường Tân Sơn Nhất"),
            ("x. Thạnh An", "Xã Thạnh An"),
            ("thu duc\u{200b}", "thu duc"),
            ("P", "P"),
            ("Phòng", "Phòng"),
        ] {
            assert_eq!(typed_name(typed), name, "{typed:?}");
        }
    }

    #[test]
    fn with_accents_only_the_place_of_the_tone_does_not_matter() {
        assert_eq!(accented_key("Tân Sơn Hoà"), accented_key("tân  sơn hòa"));
        assert_ne!(accented_key("Thạnh An"), accented_key("Thanh An"));
        assert_ne!(accented_key("Ân"), accented_key("Ăn"));
    }
}
