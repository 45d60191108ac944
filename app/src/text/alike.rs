//! Texts that people take for the same and programs do not.
use super::accented_key;
use unicode_normalization::UnicodeNormalization;

/// The form in which two texts are the same that differ only in how they were typed: the
/// place of a tone (hóa, hoá), i or y (kỹ, kĩ), quotation marks and dashes, capitals, spaces,
/// a sign that ends the sentence.
pub fn typed_alike(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let letters: Vec<char> = text.nfkc().collect();
    for (at, c) in letters.iter().copied().enumerate() {
        let digit = |at: Option<usize>| {
            let letter = at.and_then(|at| letters.get(at));
            letter.is_some_and(char::is_ascii_digit)
        };
        let within_number = digit(at.checked_sub(1)) && digit(Some(at + 1));
        match c {
            // "5.500 .300" is not 5.500.300.
            '.' | ',' if within_number => words.push(c),
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

/// Whether a text was only typed otherwise: its measures are written with the same capitals, for
/// "10 Gb" is not "10 GB", and its figures with the same signs.
pub fn only_typed_otherwise(was: &str, now: &str) -> bool {
    typed_alike(was) == typed_alike(now)
        && measures(was) == measures(now)
        && figures(was).eq(figures(now))
}

fn figures(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_numeric())
}

/// Units of measure whose capitals tell what they measure.
const UNITS: [&str; 26] = [
    "kb", "mb", "gb", "tb", "pb", "kib", "mib", "gib", "tib", "bps", "kbps", "mbps", "gbps", "kw",
    "mw", "gw", "wh", "kwh", "mwh", "gwh", "kv", "mv", "hz", "khz", "mhz", "ghz",
];

/// Where the capitals are in words that stand behind a number or are units of measure.
fn measures(text: &str) -> Vec<Vec<bool>> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut behind_number = false;
    for c in text.nfkc().chain([' ']) {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            if behind_number || UNITS.contains(&word.to_lowercase().as_str()) {
                found.push(word.chars().map(char::is_uppercase).collect());
            }
            word.clear();
            behind_number = false;
        }
        behind_number = c.is_numeric() || (behind_number && (c.is_whitespace() || c == '-'));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{only_typed_otherwise, typed_alike};

    #[test]
    fn capitals_of_a_measure_are_no_typing() {
        for (was, now, typing) in [
            ("Kết nối 10 Gb", "Kết nối 10 GB", false),
            ("Kết nối 10Gb", "Kết nối 10GB", false),
            ("Nguồn 1-mW", "Nguồn 1 - mW", true),
            ("Nguồn 1 mW", "Nguồn 1 MW", false),
            ("Đường truyền Gbps", "Đường truyền GBps", false),
            ("Số hóa 12.400 hồ sơ", "Số hóa 12.400 Hồ sơ", false),
            ("Số hóa 12.400 hồ sơ", "Số hoá 12.400  hồ sơ", true),
            ("Đợt 1: Làm sạch", "Đợt 1: làm sạch", true),
            ("Kế hoạch Năm", "Kế hoạch năm", true),
            ("Kết nối 10 Gb", "Kết nối 20 Gb", false),
            ("Số hóa 5.500.300 hồ sơ", "Số hóa 5.500 .300 hồ sơ", false),
            (
                "Số hóa 5.500.300 hồ sơ",
                "Số hóa ５.５００.３００ hồ sơ",
                false,
            ),
            ("Số hóa 5.500.300 hồ sơ.", "Số hóa 5.500.300 hồ sơ", true),
        ] {
            assert_eq!(only_typed_otherwise(was, now), typing, "{was} {now}");
        }
    }

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
