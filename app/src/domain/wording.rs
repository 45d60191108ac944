//! Text that people type, paste or send in files, as it is kept.
use icu_properties::props::{
    BinaryProperty, DefaultIgnorableCodePoint, EnumeratedProperty, GeneralCategory,
};
use unicode_normalization::UnicodeNormalization;

/// Letters that a text may have (what was produced, a reason), counted cleaned.
pub const LONGEST_TEXT: usize = 2_000;
/// Letters of a name (of a unit, a group, a company, a person), which lists show in full.
pub const LONGEST_NAME: usize = 200;
/// Letters of a title: of a milestone, a task, an indicator, a document.
pub const LONGEST_TITLE: usize = 500;
/// Letters of the number of a document or a decision, counted cleaned.
pub const LONGEST_NUMBER: usize = 100;

/// One cleaning for every way in (forms, import, command line): letters composed (NFC), every
/// end of line a line feed, every other space a space, nothing without a shape, nothing
/// around it. Lengths are counted and marks of secrecy looked for after it.
pub fn clean(text: &str) -> String {
    let lines = text.replace("\r\n", "\n");
    let kept: String = lines.chars().filter_map(kept).nfc().collect();
    kept.trim().to_owned()
}

/// The same on one line, words a single space apart: names, numbers, cells of files.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether anybody can read something in it: dots and signs alone say nothing.
pub fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn kept(c: char) -> Option<char> {
    use GeneralCategory as Category;
    match c {
        // Carriage return, vertical tab (Word's Shift+Enter), form feed, next line.
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' => return Some('\n'),
        '\t' => return Some(' '),
        // A letter of braille with no dot raised.
        '\u{2800}' => return Some(' '),
        _ => {}
    }
    match Category::for_char(c) {
        Category::LineSeparator | Category::ParagraphSeparator => Some('\n'),
        Category::SpaceSeparator => Some(' '),
        Category::Control
        | Category::Format
        | Category::PrivateUse
        | Category::Surrogate
        | Category::Unassigned => None,
        _ if DefaultIgnorableCodePoint::for_char(c) => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_has_no_shape_is_gone_and_what_separates_stays_apart() {
        for (typed, kept) in [
            (" Sở Y tế \n", "Sở Y tế"),
            ("So\u{31B}\u{309} Y te\u{302}\u{301}", "Sở Y tế"),
            (
                "Đã gắn mã\tđịnh danh\t200 hồ sơ",
                "Đã gắn mã định danh 200 hồ sơ",
            ),
            ("12\t34", "12 34"),
            ("Danh sách thiếu\u{B}cột mã", "Danh sách thiếu\ncột mã"),
            (
                "một\r\nhai\rba\u{85}bốn\u{2028}năm",
                "một\nhai\nba\nbốn\nnăm",
            ),
            ("một\n\nhai", "một\n\nhai"),
            ("12/BC-MẬ\u{200B}T", "12/BC-MẬT"),
            ("12/BC-MẬ\u{AD}T", "12/BC-MẬT"),
            ("\u{200F}\u{200B}\u{202E}\u{2066}\u{FEFF}", ""),
            ("a\u{3164}b\u{115F}c\u{34F}d\u{FE0F}e\u{E0041}f", "abcdef"),
            ("10\u{A0}000\u{202F}000\u{3000}₫\u{2800}x", "10 000 000 ₫ x"),
            ("a\u{0}b\u{1B}c\u{7F}d\u{E000}e", "abcde"),
        ] {
            assert_eq!(clean(typed), kept, "{typed:?}");
        }
        assert_eq!(clean_line(" Sở \n  Y\ttế "), "Sở Y tế");
    }

    #[test]
    fn signs_alone_say_nothing() {
        for text in ["", "…", "--", ". . .", "\"\"", "?!"] {
            assert!(!says_something(text), "{text}");
        }
        for text in ["a", "12", "ễ", "- 3 hồ sơ"] {
            assert!(says_something(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert!(!once.contains(|c: char| c != '\n' && c.is_control()));
        }
    }
}
