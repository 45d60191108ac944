//! Rule 12: marks of state secrets, standing by themselves, are refused.
//!
//! A mark is MẬT, TỐI MẬT or TUYỆT MẬT. Ordinary words have the syllable too (bảo mật, mật
//! độ), so what stands before and after it decides. Looked for after cleaning
//! ([`super::clean`]), in the compatibility form: full-width letters are letters.
use unicode_normalization::UnicodeNormalization;

/// The mark that a text of one or more lines carries by itself, if any.
pub fn secrecy_mark(text: &str) -> Option<&'static str> {
    let words = words(text);
    (0..words.len()).find_map(|at| mark_in_text(&words, at))
}

/// The mark that a document number, a file name or a part of an address carries, if any.
/// Here no ordinary word is expected: any whole word that is the mark is one, whatever its
/// letters' case, and TỐI MẬT and TUYỆT MẬT also without diacritics, as file names have them.
pub fn secrecy_mark_in_name(name: &str) -> Option<&'static str> {
    let words = words(name);
    (0..words.len()).find_map(|at| mark_in_name(&words, at))
}

const MAT: &str = "MẬT";
const TOI_MAT: &str = "TỐI MẬT";
const TUYET_MAT: &str = "TUYỆT MẬT";

/// Words that end in the syllable: bảo mật, bí mật, cơ mật, thân mật, and what bees make.
const BEFORE: [&str; 11] = [
    "BẢO",
    "BÍ",
    "CƠ",
    "THÂN",
    "NƯỚC",
    "ĐƯỜNG",
    "TRĂNG",
    "TRÁI",
    "TÚI",
    "SỎI",
    "GAN",
];
/// Words that begin with it: mật độ, mật khẩu, mật mã, mật thư, mật ong …
const AFTER: [&str; 13] = [
    "ĐỘ", "KHẨU", "MÃ", "THƯ", "VỤ", "THIẾT", "ONG", "ĐÀM", "BÁO", "LỆNH", "DANH", "NGỌT", "HIỆU",
];

/// A word and what stands around it.
struct Word {
    upper: String,
    /// Typed in capitals throughout.
    capitals: bool,
    /// Whether the line begins with it, or ends.
    first: bool,
    last: bool,
    /// The sign before it and the one after it, spaces apart.
    before: Option<char>,
    after: Option<char>,
}

fn words(text: &str) -> Vec<Word> {
    let text: String = text.nfkc().collect();
    text.lines().flat_map(words_of_line).collect()
}

fn words_of_line(line: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut sign = None;
    let mut word = String::new();
    for c in line.chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            // "12MẬT": figures typed against a mark are no part of it.
            let letters = word.trim_matches(|c: char| c.is_ascii_digit());
            if letters.to_uppercase() == MAT {
                word = letters.to_owned();
            }
            words.push(Word {
                upper: word.to_uppercase(),
                capitals: word.chars().all(char::is_uppercase),
                first: words.is_empty(),
                last: false,
                before: sign.take(),
                after: None,
            });
            word.clear();
        }
        if !c.is_whitespace() {
            sign = Some(c);
            if let Some(last) = words.last_mut() {
                last.after.get_or_insert(c);
            }
        }
    }
    let mut words = joined(words);
    if let Some(last) = words.last_mut() {
        last.last = true;
    }
    words
}

/// Letters typed apart are one word: "M Ậ T", "T Ố I  M Ậ T".
fn joined(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut letters = 0;
    for word in words {
        let letter = word.upper.chars().count() == 1 && word.upper.chars().all(char::is_alphabetic);
        match joined.last_mut() {
            Some(before) if letter && letters > 0 => {
                before.upper.push_str(&word.upper);
                before.capitals &= word.capitals;
                before.after = word.after;
                letters += 1;
            }
            _ => {
                letters = usize::from(letter);
                joined.push(word);
            }
        }
    }
    joined
}

fn mark_in_text(words: &[Word], at: usize) -> Option<&'static str> {
    let word = &words[at];
    if let Some(mark) = in_two(words, at) {
        return Some(mark);
    }
    // Without diacritics only capitals are no ordinary words: "tôi mất".
    let capitals = word.capitals && words.get(at + 1).is_some_and(|next| next.capitals);
    if let Some(mark) = bare(words, at).filter(|_| capitals) {
        return Some(mark);
    }
    if word.upper != MAT || in_a_word(words, at) {
        return None;
    }
    let alone = word.first && word.last;
    let bracketed = matches!(word.before, Some('(' | '[' | '{' | '"' | '“' | '«' | ':'))
        && (word.after.is_some() || word.last);
    let at_an_edge = word.first || word.last || word.before.is_some() || word.after.is_some();
    let beside = [at.checked_sub(1), Some(at + 1)];
    let among_capitals =
        (beside.into_iter().flatten()).any(|at| words.get(at).is_some_and(|word| word.capitals));
    (alone || bracketed || (word.capitals && (at_an_edge || !among_capitals))).then_some(MAT)
}

fn mark_in_name(words: &[Word], at: usize) -> Option<&'static str> {
    in_two(words, at)
        .or_else(|| bare(words, at))
        .or_else(|| (words[at].upper == MAT && !in_a_word(words, at)).then_some(MAT))
        .or_else(|| glued(&words[at].upper).then_some(MAT))
}

/// A mark typed against the word before it, "BaoCaoMẬT": no syllable of Vietnamese does so,
/// and ordinary words that end in it (bảo mật) are known.
fn glued(upper: &str) -> bool {
    let before = upper.strip_suffix(MAT).unwrap_or_default();
    let letters = before.trim_end_matches(|c: char| c.is_ascii_digit());
    !letters.is_empty() && !BEFORE.iter().any(|word| letters.ends_with(word))
}

/// TỐI MẬT and TUYỆT MẬT, in two words or in one.
fn in_two(words: &[Word], at: usize) -> Option<&'static str> {
    let next = || words.get(at + 1).map(|w| w.upper.as_str());
    let ends_there = || !followed(words, at + 1);
    match words[at].upper.as_str() {
        "TỐIMẬT" => Some(TOI_MAT),
        "TUYỆTMẬT" => Some(TUYET_MAT),
        "TỐI" if next() == Some(MAT) && ends_there() => Some(TOI_MAT),
        "TUYỆT" if next() == Some(MAT) && ends_there() => Some(TUYET_MAT),
        _ => None,
    }
}

/// The same without diacritics.
fn bare(words: &[Word], at: usize) -> Option<&'static str> {
    let next = || words.get(at + 1).map(|w| w.upper.as_str());
    match words[at].upper.as_str() {
        "TOIMAT" => Some(TOI_MAT),
        "TUYETMAT" => Some(TUYET_MAT),
        "TOI" if next() == Some("MAT") => Some(TOI_MAT),
        "TUYET" if next() == Some("MAT") => Some(TUYET_MAT),
        _ => None,
    }
}

/// Whether the syllable is half of an ordinary word, also across a wrapped line.
fn in_a_word(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &words[before]);
    let led = before.is_some_and(|word| leans(word) && BEFORE.contains(&word.upper.as_str()));
    led || followed(words, at)
}

fn followed(words: &[Word], at: usize) -> bool {
    let after = words.get(at + 1).map(|word| word.upper.as_str());
    leans(&words[at]) && after.is_some_and(|word| AFTER.contains(&word))
}

/// Whether the next word goes with it: file names write a hyphen for a space.
fn leans(word: &Word) -> bool {
    matches!(word.after, None | Some('-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_12_marks_by_themselves_are_refused() {
        for text in [
            "MẬT",
            "Mật",
            " tối mật ",
            "TUYỆT  MẬT",
            "Báo cáo\nTỐI MẬT\nnội dung",
            "12/BC-MẬT",
            "(MẬT) Báo cáo quý",
            "báo cáo (mật)",
            "báo cáo [tuyệt mật].docx",
            "Độ: MẬT",
            "Độ mật: mật",
            "MA\u{323}\u{302}T",
            "hồ sơ MẬT",
            "MẬT 12/BC",
            "Độ mật MẬT",
            "theo tài liệu MẬT về dân cư",
            "Tài liệu TỐI MẬT về dân cư",
            "kèm phụ lục tuyệt mật của đơn vị",
            "ＭẬＴ",
            "M Ậ T",
            "M.Ậ.T",
            "T Ố I  M Ậ T",
            "TOI MAT",
            "TUYET-MAT",
            "TỐI MẬT 12/BC",
            "Kế hoạch 12/TM-MẬT đã ký",
            "MẬT – Kế hoạch",
        ] {
            assert!(secrecy_mark(text).is_some(), "{text}");
        }
        for name in [
            "12 MẬT",
            "MẬT 12/BC",
            "12-BC/UBND MẬT",
            "12/BC-mật",
            "12/TM-MẬT",
            "12MẬT",
            "12/MẬT2026",
            "BCMẬT",
            "ＭẬＴ12",
            "BaoCaoMẬT.pdf",
            "12MẬT.pdf",
            "TàiLiệuMật.docx",
            "bao-cao_TỐI_MẬT.pdf",
            "toi-mat.pdf",
            "Toi Mat.pdf",
            "tuyet_mat_2026.docx",
            "toimat.pdf",
            "ke-hoach-mật.pdf",
            "(mật) kế hoạch.pdf",
            "bao cao ＭẬＴ.pdf",
            "T-Ố-I-M-Ậ-T.pdf",
        ] {
            assert!(secrecy_mark_in_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn rule_12_ordinary_words_pass() {
        for text in [
            "bảo mật",
            "BẢO MẬT",
            "mật độ dân số",
            "MẬT ĐỘ",
            "mật khẩu",
            "MẬT KHẨU",
            "bí mật",
            "BÍ MẬT",
            "Hướng dẫn bảo mật hệ thống",
            "không chứa bí mật nhà nước",
            "QUY CHẾ BẢO VỆ BÍ MẬT",
            "an toàn, bảo\nMẬT",
            "Chứng thư số - mật khẩu",
            "Chứng thư số - mật",
            "Chứng thư số - MẬT KHẨU",
            "buổi tối mật độ giao thông cao",
            "Tối mật độ thấp",
            "cơ mật, thân mật",
            "mật mã dân sự",
            "tôi mất thẻ căn cước",
            "toi mat the",
            "mật ong rừng",
            "MẬT HIỆU",
            "PHẪU THUẬT SỎI MẬT",
            "KHÁM GAN MẬT",
            "12/BC-SYT",
            "Đã đổi mật khẩu; bảo mật tốt",
            "",
        ] {
            assert_eq!(secrecy_mark(text), None, "{text}");
        }
        for name in [
            "12/BC-SYT",
            "bảo-mật.pdf",
            "BÍ_MẬT_KINH_DOANH.pdf",
            "ThôngTinBảoMật.pdf",
            "DanhMụcBíMật.pdf",
            "mật-khẩu.txt",
            "mat-ong.pdf",
            "mat-bang-1-500.dwg",
            "bao-mat-he-thong.pdf",
            "mật độ dân số 2026.xlsx",
            "MẬT_ĐỘ.csv",
            "he-thong-mat-ma.docx",
            "sinh-mat-tich.pdf",
            "214/BB-SYT",
            "thông báo.pdf",
            "",
        ] {
            assert_eq!(secrecy_mark_in_name(name), None, "{name}");
        }
    }
}
