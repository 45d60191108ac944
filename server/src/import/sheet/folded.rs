//! A text beside the same in small letters without marks, letter by letter: what is found in the plain
//! one is cut from the one that was written.
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// A cell in both forms.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    written: Vec<char>,
    /// One byte for each letter of what is written.
    pub plain: String,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let written: Vec<char> = text.nfc().collect();
        let plain = written.iter().map(|letter| fold(*letter)).collect();
        Self { written, plain }
    }

    /// What was written at a place of the plain text.
    pub fn written(&self, at: Range<usize>) -> String {
        let cut = self.written.get(at).unwrap_or_default();
        cut.iter().collect::<String>().trim().to_owned()
    }
}

/// The letter without marks, in small; what is no letter of Latin script has one sign of its own.
fn fold(letter: char) -> char {
    let bare = std::iter::once(letter).nfd().next().unwrap_or(letter);
    match bare.to_lowercase().next().unwrap_or(bare) {
        'đ' | 'ð' => 'd',
        '–' | '—' | '‑' | '−' => '-',
        plain if plain.is_ascii() && !plain.is_ascii_control() => plain,
        space if space.is_whitespace() => ' ',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_without_marks_is_cut_as_it_was_written() {
        for (text, plain) in [
            ("Đến hết ngày 30/9", "den het ngay 30/9"),
            ("Quý\u{a0}III – 2026", "quy iii - 2026"),
            ("Hoa\u{300} “mạng”", "hoa ?mang?"),
        ] {
            let folded = Folded::new(text);
            assert_eq!(folded.plain, plain);
            assert_eq!(folded.plain.len(), folded.written.len());
        }
        let folded = Folded::new("sau khi Tỉnh ủy ban hành");
        assert_eq!(folded.written(8..16), "Tỉnh ủy");
        assert_eq!(folded.written(90..99), "");
    }
}
