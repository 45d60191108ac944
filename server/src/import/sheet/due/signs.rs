//! Figures and signs of other keyboards and scripts, as a deadline is read.
use unicode_normalization::UnicodeNormalization;

/// What no pattern reads as it is typed: "３０／６", "٣٠", "Ⅲ" as "30/6", "30", "III"; "½" is a half, and
/// "…" dots.
pub(in super::super) fn plainly(cell: &str) -> String {
    let mut plain = String::with_capacity(cell.len());
    for letter in cell.chars() {
        match letter {
            '…' => plain.push_str("..."),
            '½' => plain.push_str("nửa"),
            '\u{FF01}'..='\u{FF5E}' | '\u{2150}'..='\u{217F}' | '¼' | '¾' => {
                plain.extend(letter.nfkc().map(|it| if it == '⁄' { '/' } else { it }));
            }
            letter => plain.push(figure(letter).unwrap_or(letter)),
        }
    }
    plain
}

/// Where the ten figures of a script begin.
const ZEROS: [char; 24] = [
    '\u{660}',
    '\u{6F0}',
    '\u{7C0}',
    '\u{966}',
    '\u{9E6}',
    '\u{A66}',
    '\u{AE6}',
    '\u{B66}',
    '\u{BE6}',
    '\u{C66}',
    '\u{CE6}',
    '\u{D66}',
    '\u{E50}',
    '\u{ED0}',
    '\u{F20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17E0}',
    '\u{1810}',
    '\u{1D7CE}',
    '\u{1D7D8}',
    '\u{1D7E2}',
    '\u{1D7EC}',
    '\u{1D7F6}',
];

fn figure(letter: char) -> Option<char> {
    let behind = |zero: &char| u32::from(letter).checked_sub(u32::from(*zero));
    let mut all = ZEROS.iter().filter_map(behind);
    char::from_digit(all.find(|it| *it < 10)?, 10)
}

/// Whether figures are left that nobody reads: "30²".
pub(super) fn has_strange_figures(plain: &str) -> bool {
    plain
        .chars()
        .any(|it| it.is_numeric() && !it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_every_script_are_figures() {
        for (typed, plain) in [
            ("３０／６／２０２７", "30/6/2027"),
            ("٣٠/٦/٢٠٢٧", "30/6/2027"),
            ("๓๐/๖/๒๐๒๗", "30/6/2027"),
            ("𝟑𝟎/𝟔/𝟐𝟎𝟐𝟕", "30/6/2027"),
            ("Quý Ⅲ/2027", "Quý III/2027"),
            ("½ năm 2027", "nửa năm 2027"),
            ("ngày…tháng 6", "ngày...tháng 6"),
            ("Đến hết quý III – 2026", "Đến hết quý III – 2026"),
        ] {
            assert_eq!(plainly(typed), plain);
            assert!(!has_strange_figures(plain));
        }
        assert!(has_strange_figures("30²"));
    }
}
