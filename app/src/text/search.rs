//! Finding names without typing accents.
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The form in which texts are compared: lower case, without marks, đ as d,
/// single spaces.
pub fn search_key(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::search_key;

    #[test]
    fn accents_case_and_spaces_do_not_matter() {
        assert_eq!(search_key("  Sở Y  tế "), "so y te");
        assert_eq!(search_key("ĐẶC KHU Côn Đảo"), "dac khu con dao");
        assert_eq!(search_key("Ho\u{e0}"), search_key("Hòa"));
        assert_eq!(search_key("Thạnh An"), search_key("Thanh An"));
    }
}
