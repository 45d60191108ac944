//! Rule 12: marks of state secrets, standing by themselves, are refused.
use unicode_normalization::UnicodeNormalization;

/// The mark of secrecy a text carries by itself, if any: MẬT, TỐI MẬT or
/// TUYỆT MẬT as a whole line, or as a part of a document number or file name.
/// "bảo mật", "mật độ", "mật khẩu", "bí mật" pass, in capitals too.
pub fn secrecy_mark(text: &str) -> Option<&'static str> {
    let text: String = text.nfc().collect::<String>().to_uppercase();
    text.lines().find_map(mark_of_line)
}

fn mark_of_line(line: &str) -> Option<&'static str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let whole = words.join(" ");
    let bare = whole.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(mark) = mark(bare) {
        return Some(mark);
    }
    // "12/TM-MẬT", "bao-cao_TỐI_MẬT.pdf", "(MẬT) báo cáo": a segment between
    // punctuation that is nothing but the mark.
    let segments = whole
        .split(|c: char| !(c.is_alphanumeric() || c == ' '))
        .map(str::trim);
    let joined: Vec<&str> = segments.filter(|s| !s.is_empty()).collect();
    if joined.len() < 2 {
        return None;
    }
    (0..joined.len()).find_map(|i| {
        let pair = joined
            .get(i + 1)
            .map(|next| format!("{} {next}", joined[i]));
        pair.as_deref().and_then(mark).or_else(|| {
            // The second half of "BẢO-MẬT" or "BÍ_MẬT" is no mark.
            let led = i > 0 && matches!(joined[i - 1].rsplit(' ').next(), Some("BẢO" | "BÍ"));
            let leads = matches!(
                joined.get(i + 1).and_then(|s| s.split(' ').next()),
                Some("ĐỘ" | "KHẨU" | "MÃ" | "THƯ")
            );
            if led || leads { None } else { mark(joined[i]) }
        })
    })
}

fn mark(text: &str) -> Option<&'static str> {
    match text {
        "MẬT" => Some("MẬT"),
        "TỐI MẬT" => Some("TỐI MẬT"),
        "TUYỆT MẬT" => Some("TUYỆT MẬT"),
        _ => None,
    }
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
            "bao-cao_TỐI_MẬT.pdf",
            "(MẬT) Báo cáo quý",
            "báo cáo [tuyệt mật].docx",
            "Độ: MẬT",
            "MA\u{323}\u{302}T",
        ] {
            assert!(secrecy_mark(text).is_some(), "{text}");
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
            "12/BC-SYT",
            "bảo-mật.pdf",
            "BÍ_MẬT_KINH_DOANH.pdf",
            "mật-khẩu.txt",
            "mật ong",
            "",
        ] {
            assert_eq!(secrecy_mark(text), None, "{text}");
        }
    }
}
