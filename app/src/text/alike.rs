//! Texts that people take for the same and programs do not.
use super::accented_key;
use unicode_normalization::UnicodeNormalization;

/// The form in which two texts are the same that differ only in how they were typed: the
/// place of a tone (hóa, hoá), i or y (kỹ, kĩ), quotation marks and dashes, capitals, spaces,
/// a sign that ends the sentence.
pub fn typed_alike(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.nfkc() {
        match c {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '`' | '\'' =>
            {
                words.push(' ');
            }
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => words.push_str(" - "),
            c if c.is_alphanumeric() || c.is_whitespace() => words.push(c),
            // Spaces around a sign are typography as well.
            c => words.extend([' ', c, ' ']),
        }
    }
    let key = accented_key(&words);
    key.trim_end_matches(['.', ',', ';', ':', '!', ' '])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::typed_alike;

    #[test]
    fn only_how_it_is_typed_makes_no_difference() {
        for (one, other) in [
            ("Số hóa hồ sơ", "Số hoá hồ sơ"),
            ("thủy lợi, hòa giải", "Thuỷ lợi ,hoà giải"),
            ("Chiến dịch “90 ngày”", "chiến dịch \"90 ngày\""),
            ("“Kết nối” trục LGSP", "Kết nối trục LGSP"),
            ("Chiến dịch ‘90 ngày’", "chiến dịch «90 ngày»"),
            ("Đợt 1 – làm sạch", "Đợt 1-làm sạch"),
            ("Số hóa", "Số ho\u{301}a"),
            ("Báo cáo…", "Báo cáo..."),
            ("SỐ  HÓA", "số hóa"),
            ("Bàn giao tập dữ liệu.", "Bàn giao tập dữ liệu"),
            ("Bàn giao tập dữ liệu ;", "Bàn giao tập dữ liệu"),
            ("Quỹ đất quý", "Quĩ đất quí"),
            ("Kỹ thuật, lý lịch", "Kĩ thuật, lí lịch"),
        ] {
            assert_eq!(typed_alike(one), typed_alike(other), "{one} {other}");
        }
        for (one, other) in [
            ("Thanh An", "Thạnh An"),
            ("Đợt 1", "Đợt 2"),
            ("Cầu Tây", "Cầu Tai"),
            ("Số hóa sổ", "Số hóa sơ"),
            ("má-ma", "ma-má"),
            ("12.400 hồ sơ", "12400 hồ sơ"),
        ] {
            assert_ne!(typed_alike(one), typed_alike(other), "{one} {other}");
        }
    }
}
