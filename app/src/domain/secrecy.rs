//! Rule 12: marks of state secrets, standing by themselves, are refused.
//!
//! A mark is MẬT, TỐI MẬT or TUYỆT MẬT. Ordinary words have the syllable too (bảo mật, mật
//! độ), so what stands before and after it decides. Looked for after cleaning
//! ([`super::clean`]), in the compatibility form: full-width letters are letters, and so are those
//! of other alphabets that look like ours, enclosed ones too.
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

use super::clean_line;

/// The mark that a text of one or more lines carries by itself, or an address in it, if any.
pub fn secrecy_mark(text: &str) -> Option<&'static str> {
    let mark = |text: &str| {
        let words = words(text, Split::Signs);
        (0..words.len()).find_map(|at| mark_in_text(&words, at))
    };
    let mut addresses = text.split_whitespace().filter(|word| is_address(word));
    mark(text)
        .or_else(|| mark(&decoded(text)?))
        .or_else(|| addresses.find_map(secrecy_mark_in_link))
}

/// The mark that a document number, a file name or a part of an address carries, if any.
/// Here no ordinary word is expected: any whole word that is the mark is one, whatever its
/// letters' case, and TỐI MẬT and TUYỆT MẬT also without diacritics, as file names have them.
pub fn secrecy_mark_in_name(name: &str) -> Option<&'static str> {
    let mark = |name: &str| {
        // "BaoCaoToiMat2026" is four words; "TỐI MẬT" by letters is one.
        [Split::Signs, Split::Case].into_iter().find_map(|split| {
            let words = words(name, split);
            let of_word = (0..words.len()).find_map(|at| mark_in_name(&words, at));
            of_word
                .or_else(|| number_of_a_secret(&words))
                .or_else(|| kind_of_a_secret(&words))
                .or_else(|| stands_out_at_the_end(&words))
        })
    };
    mark(name).or_else(|| mark(&decoded(name)?))
}

/// The mark that any part of a link carries: host, folder, file name, query or what stands
/// behind #, with percent signs decoded as often as they were written.
pub fn secrecy_mark_in_link(link: &str) -> Option<&'static str> {
    let decoded = decoded(link);
    let parts = decoded.as_deref().unwrap_or(link);
    let mut parts = parts.split(['/', '?', '#', '&', '=']).map(clean_line);
    parts.find_map(|part| secrecy_mark_in_name(&part))
}

/// The text behind percent signs; bytes that are no letter stay out of the way of the others.
fn decoded(text: &str) -> Option<String> {
    let mut decoded = text.to_owned();
    loop {
        let next = percent_decode_str(&decoded).decode_utf8_lossy();
        let next = unescaped(&next);
        if next == decoded {
            return (decoded != text).then_some(decoded);
        }
        decoded = next;
    }
}

/// The letters that scripts write as "%u1EAD".
fn unescaped(text: &str) -> String {
    let mut parts = text.split("%u");
    let mut letters = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part
            .get(..4)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32).zip(part.get(4..)) {
            Some((letter, rest)) => {
                letters.push(letter);
                letters.push_str(rest);
            }
            None => {
                letters.push_str("%u");
                letters.push_str(part);
            }
        }
    }
    letters
}

/// Whether a word of a text is the address of something: it names a host.
fn is_address(word: &str) -> bool {
    let host = word.split_once('/').map_or("", |(host, _)| host);
    let last = host.rsplit_once('.').map_or("", |(_, last)| last);
    let named = last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic());
    word.contains("://") || named
}

const MAT: &str = "MẬT";
const TOI_MAT: &str = "TỐI MẬT";
const TUYET_MAT: &str = "TUYỆT MẬT";

/// Words that end in the syllable: bảo mật, bí mật, cơ mật, thân mật, and what bees make.
const BEFORE: [&str; 15] = [
    "BẢO",
    "BÍ",
    "CƠ",
    "THÂN",
    "NƯỚC",
    "ĐƯỜNG",
    "TRĂNG",
    "TRÁI",
    "TÚI",
    "ỐNG",
    "SỎI",
    "GAN",
    "DỊCH",
    "TẮC",
    "RỈ",
];
/// Where the word before it alone says too little: thủy lợi mật is none, thuốc lợi mật is.
const TWO_BEFORE: [[&str; 2]; 2] = [["THUỐC", "LỢI"], ["ONG", "LẤY"]];
/// What a document's number may end in without diacritics: bảo mật, and hospitals of eyes.
const BEFORE_BARE: [&str; 7] = ["BAO", "BI", "CO", "THAN", "BV", "VIEN", "KHOA"];
/// Words that begin with it, and with nothing else: mật độ, mật khẩu, mật ong.
const AFTER: [&str; 12] = [
    "ĐỘ", "KHẨU", "ONG", "NGỌT", "TỤY", "TUỴ", "MÍA", "GẤU", "RẮN", "HEO", "LỢN", "TÔNG",
];
/// Words that begin with it where nothing follows, or one of these: "mật mã dân sự". By itself
/// the second syllable begins ordinary titles: "mã số", "hiệu quả", "danh sách", "thư ngỏ", and
/// then a mark stands before it.
const AFTER_ENDING: [(&str, &[&str]); 12] = [
    ("MÃ", &["DÂN", "HỌC", "QUỐC", "KHÓA", "CỦA", "VÀ"]),
    ("THIẾT", &["GIỮA", "VỚI", "CỦA", "VÀ"]),
    ("HIỆU", &["CỦA", "VÀ"]),
    ("THƯ", &["CỦA", "VÀ", "LÀ"]),
    ("LỆNH", &["CỦA", "VÀ", "LÀ"]),
    ("DANH", &["CỦA", "VÀ", "LÀ"]),
    ("VỤ", &["CỦA", "VÀ"]),
    ("BÁO", &["VIÊN", "CỦA"]),
    ("THÁM", &["CỦA", "VÀ"]),
    ("ƯỚC", &["CỦA", "GIỮA", "VÀ"]),
    ("NGHỊ", &["CỦA", "VÀ"]),
    ("THẤT", &["CỦA", "VÀ"]),
];
/// What a document is called: before the mark they make it one among capitals too.
const DOCUMENTS: [[&str; 2]; 17] = [
    ["BÁO", "CÁO"],
    ["CÔNG", "VĂN"],
    ["CÔNG", "ĐIỆN"],
    ["TÀI", "LIỆU"],
    ["VĂN", "BẢN"],
    ["BIÊN", "BẢN"],
    ["TỜ", "TRÌNH"],
    ["KẾ", "HOẠCH"],
    ["QUYẾT", "ĐỊNH"],
    ["NGHỊ", "QUYẾT"],
    ["CHỈ", "THỊ"],
    ["THÔNG", "BÁO"],
    ["DANH", "SÁCH"],
    ["PHỤ", "LỤC"],
    ["HỒ", "SƠ"],
    ["ĐỀ", "ÁN"],
    ["ĐÓNG", "DẤU"],
];
/// Kinds of documents as numbers write them.
const KINDS: [&str; 16] = [
    "BC", "CV", "CĐ", "CD", "TTR", "KH", "QĐ", "QD", "TB", "BB", "NQ", "CT", "HD", "ĐA", "TM", "VB",
];
/// The commonest of them as file names have them.
const BARE_DOCUMENTS: [[&str; 2]; 9] = [
    ["BAO", "CAO"],
    ["CONG", "VAN"],
    ["CONG", "DIEN"],
    ["TAI", "LIEU"],
    ["VAN", "BAN"],
    ["TO", "TRINH"],
    ["KE", "HOACH"],
    ["QUYET", "DINH"],
    ["HO", "SO"],
];
/// How a person's name in full begins that may end in the syllable: NGUYỄN THỊ MẬT, LÊ HỮU MẬT.
const SURNAMES: [&str; 49] = [
    "NGUYỄN", "TRẦN", "LÊ", "PHẠM", "HUỲNH", "HOÀNG", "PHAN", "VÕ", "VŨ", "ĐẶNG", "BÙI", "ĐỖ",
    "HỒ", "NGÔ", "DƯƠNG", "LÝ", "TRỊNH", "ĐINH", "ĐOÀN", "LÂM", "MAI", "TRƯƠNG", "PHÙNG", "QUÁCH",
    "TẠ", "THÁI", "CHÂU", "VƯƠNG", "LƯƠNG", "TÔ", "HÀ", "ĐÀO", "LƯU", "TĂNG", "KIỀU", "HỨA",
    "TIÊU", "CAO", "NGHIÊM", "BẠCH", "LẠI", "MẠC", "ÔNG", "TỐNG", "TRIỆU", "KHƯƠNG", "GIANG",
    "ĐỒNG", "TỪ",
];
/// What stands in the middle of a name. Behind a surname hardly any of them makes another word
/// (hồ sơ, vũ khí, lý lịch).
const MIDDLE_NAMES: [&str; 46] = [
    "THỊ",
    "VĂN",
    "HỮU",
    "ĐỨC",
    "NGỌC",
    "MINH",
    "XUÂN",
    "THANH",
    "QUANG",
    "ĐÌNH",
    "HỒNG",
    "KIM",
    "THU",
    "THÚY",
    "THUÝ",
    "BÁ",
    "DUY",
    "GIA",
    "HOÀNG",
    "QUỐC",
    "TRỌNG",
    "VIẾT",
    "THẾ",
    "PHÚC",
    "TẤN",
    "ANH",
    "CÔNG",
    "HUY",
    "KHẮC",
    "MẠNH",
    "NHẬT",
    "PHƯỚC",
    "QUÝ",
    "SỸ",
    "SĨ",
    "THÀNH",
    "THIỆN",
    "TIẾN",
    "TUẤN",
    "TRUNG",
    "TRƯỜNG",
    "TÙNG",
    "VIỆT",
    "BÍCH",
    "DIỆU",
    "MỸ",
];
/// Surnames and middle names that are ordinary words together, such as of what an office writes.
const NO_NAMES: [[&str; 2]; 9] = [
    ["CÔNG", "VĂN"],
    ["CÔNG", "TRƯỜNG"],
    ["GIA", "CÔNG"],
    ["QUỐC", "GIA"],
    ["ĐỒNG", "MINH"],
    ["THỊ", "XÃ"],
    ["THỊ", "TRẤN"],
    ["THỊ", "TRƯỜNG"],
    ["THỊ", "SÁT"],
];
/// Endings of files, which a name may have in capitals too.
const ENDINGS: [&str; 14] = [
    "PDF", "DOC", "DOCX", "XLS", "XLSX", "PPT", "PPTX", "CSV", "TXT", "PNG", "JPG", "JPEG", "WEBP",
    "ZIP",
];
/// What makes "độ" the beginning of the next line of a head: "MẬT Độ khẩn: Khẩn".
const OF_A_HEAD: [&str; 2] = ["KHẨN", "MẬT"];
/// Degrees of secrecy: "MẬT ĐỘ C".
const DEGREES: [&str; 3] = ["A", "B", "C"];

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

/// Where a word ends.
#[derive(Clone, Copy, PartialEq)]
enum Split {
    /// Before a sign or a space.
    Signs,
    /// Also before a capital after a small letter, and between letters and figures.
    Case,
}

impl Split {
    fn between(self, before: Option<char>, c: char) -> bool {
        let figures = |c: char| c.is_ascii_digit();
        self == Self::Case
            && before.is_some_and(|before| {
                figures(before) != figures(c) || (before.is_lowercase() && c.is_uppercase())
            })
    }
}

/// A letter in a black square or circle, or half of a flag, as the letter it shows.
fn shown_in_a_frame(c: char) -> Option<char> {
    let first = match u32::from(c) {
        0x1F150..=0x1F169 => 0x1F150,
        0x1F170..=0x1F189 => 0x1F170,
        0x1F1E6..=0x1F1FF => 0x1F1E6,
        _ => return None,
    };
    char::from_u32(u32::from('A') + u32::from(c) - first)
}

/// The Latin letter that a letter of another alphabet looks like; any other stays.
fn latin(c: char) -> char {
    if matches!(c, '\0'..'\u{250}' | '\u{300}'..'\u{370}' | '\u{1E00}'..'\u{1F00}') {
        return c;
    }
    if let Some(letter) = shown_in_a_frame(c) {
        return letter;
    }
    let mut one = [0; 4];
    let mut looks = skeleton(c.encode_utf8(&mut one));
    match (looks.next(), looks.next()) {
        // Of I and l, which look alike, the other alphabet's case tells which.
        (Some('l'), None) if c.is_uppercase() => 'I',
        (Some(letter), None) if letter.is_ascii_alphanumeric() => letter,
        _ => c,
    }
}

fn words(text: &str, split: Split) -> Vec<Word> {
    let text: String = text.nfkc().map(latin).nfkc().collect();
    let lines = lines(&text).into_iter();
    lines.flat_map(|line| words_of_line(&line, split)).collect()
}

/// The lines of a text; letters on lines of their own stand beside each other.
fn lines(text: &str) -> Vec<String> {
    let of_one_letter = |line: &str| line.trim().chars().count() == 1;
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let one = of_one_letter(line);
        match lines.last_mut().filter(|_| goes_on && one) {
            Some(last) => last.extend([" ", line.trim()]),
            None => lines.push(line.to_owned()),
        }
        goes_on = one;
    }
    lines
}

fn words_of_line(line: &str, split: Split) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut sign = None;
    let mut word = String::new();
    for c in line.chars().chain([' ']) {
        let of_a_word = c.is_alphanumeric();
        let begins = of_a_word && split.between(word.chars().last(), c);
        if !word.is_empty() && (begins || !of_a_word) {
            words.push(Word {
                first: words.is_empty(),
                before: sign.take(),
                ..Word::of(&word)
            });
            word.clear();
        }
        if of_a_word {
            word.push(c);
        } else if !c.is_whitespace() {
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

impl Word {
    fn of(word: &str) -> Self {
        // "12MẬT": figures typed against a mark are no part of it.
        let letters = word.trim_matches(|c: char| c.is_ascii_digit());
        let word = if spelled(letters) == MAT {
            letters
        } else {
            word
        };
        Self {
            upper: spelled(word),
            capitals: word.chars().all(char::is_uppercase),
            first: false,
            last: false,
            before: None,
            after: None,
        }
    }
}

/// In capitals, and a mark with a diacritic forgotten as the mark: no word is spelled so.
fn spelled(word: &str) -> String {
    word.to_uppercase()
        .replace("MÂT", MAT)
        .replace("TUYÊT", "TUYỆT")
}

/// Letters typed apart are one word: "M Ậ T", "T Ố I  M Ậ T", "MẬ T".
fn joined(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut letters = 0;
    for word in words {
        let letter = word.upper.chars().count() == 1 && word.upper.chars().all(char::is_alphabetic);
        match joined.last_mut() {
            Some(before) if letter && letters > 0 => {
                before.upper = spelled(&format!("{}{}", before.upper, word.upper));
                before.capitals &= word.capitals;
                before.after = word.after;
                letters += 1;
            }
            Some(before) if halves(&before.upper, &word.upper) => {
                before.upper = MAT.to_owned();
                before.capitals &= word.capitals;
                before.after = word.after;
                letters = 0;
            }
            _ => {
                letters = usize::from(letter);
                joined.push(word);
            }
        }
    }
    joined
}

/// Whether two words are the mark in two pieces.
fn halves(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && spelled(&format!("{one}{other}")) == MAT
}

/// Whether a word stands behind the name of a document.
fn of_a_document(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(2).and_then(|from| words.get(from..at));
    before.is_some_and(|before| {
        let named = |it: &[&str; 2]| before.iter().map(|word| &word.upper).eq(it);
        before.iter().all(|word| word.capitals) && DOCUMENTS.iter().any(named)
    })
}

/// Whether words end with the name of a document without diacritics.
fn of_a_bare_document(words: &[Word]) -> bool {
    let [.., one, other] = words else {
        return false;
    };
    BARE_DOCUMENTS.contains(&[one.upper.as_str(), other.upper.as_str()])
}

/// Whether the syllable ends a person's name, which nothing goes on from: a surname and one or two
/// middle names before it.
fn ends_a_name(words: &[Word], at: usize) -> bool {
    let alike = |word: &Word| word.capitals == words[at].capitals;
    let goes_on = words[at].after.is_none() && words.get(at + 1).is_some_and(|it| it.capitals);
    let name = |length: usize| {
        let before = at.checked_sub(length).and_then(|from| words.get(from..at));
        let Some(name @ [surname, middle, others @ ..]) = before else {
            return false;
        };
        let in_the_middle = |word: &Word| MIDDLE_NAMES.contains(&word.upper.as_str());
        let ordinary = |two: &[Word]| {
            let two = [two[0].upper.as_str(), two[1].upper.as_str()];
            NO_NAMES.contains(&two)
        };
        let one_line = || !(at - length + 1..=at).any(|at| words[at].first);
        SURNAMES.contains(&surname.upper.as_str())
            && one_line()
            && in_the_middle(middle)
            // Behind THỊ stands whatever a woman may be called.
            && (middle.upper == "THỊ" || others.iter().all(in_the_middle))
            && !name.windows(2).any(ordinary)
            && name.iter().all(|word| word.after.is_none() && alike(word))
    };
    !goes_on && !of_a_document(words, at) && (2..=3).any(name)
}

fn mark_in_text(words: &[Word], at: usize) -> Option<&'static str> {
    let word = &words[at];
    if let Some(mark) = in_two(words, at) {
        return Some(mark);
    }
    if let Some(mark) = bare(words, at).filter(|_| bare_by_itself(words, at)) {
        return Some(mark);
    }
    if word.upper != MAT || in_a_word(words, at) || ends_a_name(words, at) {
        return None;
    }
    if beside_urgency(words, at) {
        return Some(MAT);
    }
    let alone = word.first && word.last;
    let bracketed = matches!(word.before, Some('(' | '[' | '{' | '"' | '“' | '«' | ':'))
        && (word.after.is_some() || word.last);
    let at_an_edge = word.first || word.last || word.before.is_some() || word.after.is_some();
    let beside = [at.checked_sub(1), Some(at + 1)];
    let among_capitals =
        (beside.into_iter().flatten()).any(|at| words.get(at).is_some_and(|word| word.capitals));
    let named = of_a_document(words, at) || before_a_degree(words, at);
    let stands_out = at_an_edge || !among_capitals || named;
    (alone || bracketed || (word.capitals && stands_out)).then_some(MAT)
}

/// Whether the mark stands beside how urgent a document is: "Mật/Khẩn", "Hỏa tốc - Mật", "mật và
/// khẩn".
fn beside_urgency(words: &[Word], at: usize) -> bool {
    let is = |at: usize, upper: &str| words.get(at).is_some_and(|word| word.upper == upper);
    let fire = |at: usize| is(at, "HỎA") || is(at, "HOẢ");
    // "Khẩn trương", "khẩn cấp": words that say something else.
    let goes_on = |at: usize| ["TRƯƠNG", "CẤP", "THIẾT"].iter().any(|next| is(at, next));
    let urgent = |at: usize| {
        (is(at, "KHẨN") && !goes_on(at + 1))
            || (fire(at) && is(at + 1, "TỐC"))
            || (is(at, "THƯỢNG") && is(at + 1, "KHẨN"))
    };
    let behind = |at: usize| {
        let before = |back: usize| at.checked_sub(back);
        before(1).is_some_and(|one| is(one, "KHẨN"))
            || before(2).is_some_and(|two| fire(two) && is(two + 1, "TỐC"))
    };
    let joins = |at: usize| ["VÀ", "HOẶC"].iter().any(|and| is(at, and));
    let back = at.checked_sub(1).filter(|back| joins(*back));
    urgent(at + 1) || (joins(at + 1) && urgent(at + 2)) || behind(at) || back.is_some_and(behind)
}

fn mark_in_name(words: &[Word], at: usize) -> Option<&'static str> {
    in_two(words, at)
        .or_else(|| bare(words, at))
        .or_else(|| {
            let ordinary = || in_a_word(words, at) || ends_a_name(words, at);
            (words[at].upper == MAT && !ordinary()).then_some(MAT)
        })
        .or_else(|| glued(&words[at].upper).then_some(MAT))
}

/// A mark typed against the word before it, "BaoCaoMẬT": no syllable of Vietnamese does so,
/// and ordinary words that end in it (bảo mật) are known.
fn glued(upper: &str) -> bool {
    let before = upper.strip_suffix(MAT).unwrap_or_default();
    let letters = before.trim_end_matches(|c: char| c.is_ascii_digit());
    !letters.is_empty() && !BEFORE.iter().any(|word| letters.ends_with(word))
}

/// TỐI MẬT and TUYỆT MẬT, in two words or within one, also with the diacritics of one of them
/// forgotten.
fn in_two(words: &[Word], at: usize) -> Option<&'static str> {
    let mark = pair(words, at, ["TỐI", "TUYỆT"], MAT)
        .or_else(|| pair(words, at, ["TOI", "TUYET"], MAT))
        .or_else(|| pair(words, at, ["TỐI", "TUYỆT"], "MAT"))
        .or_else(|| pair(words, at, ["TỐI", "TUYỆT"], "MẠT"))?;
    // "Tối mật độ thấp": of the words that begin with the syllable only these may follow.
    let apart = matches!(words[at].upper.as_str(), "TỐI" | "TUYỆT" | "TOI" | "TUYET");
    (!apart || !goes_on(words, at + 1, &AFTER)).then_some(mark)
}

/// The same without diacritics.
fn bare(words: &[Word], at: usize) -> Option<&'static str> {
    pair(words, at, ["TOI", "TUYET"], "MAT")
}

fn pair(words: &[Word], at: usize, firsts: [&str; 2], second: &str) -> Option<&'static str> {
    let word = words[at].upper.as_str();
    let next = words.get(at + 1).map(|word| word.upper.as_str());
    let is = |first: &str| {
        (word == first && next == Some(second)) || word.contains(&format!("{first}{second}"))
    };
    let mut marks = firsts.into_iter().zip([TOI_MAT, TUYET_MAT]);
    marks.find_map(|(first, mark)| is(first).then_some(mark))
}

/// Without diacritics a text has it also in ordinary words, "toi mat the" (tôi mất thẻ): it is a
/// mark in capitals, in one word, with a sign between, or between two signs.
fn bare_by_itself(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let Some(next) = words.get(at + 1).filter(|next| next.upper == "MAT") else {
        return true;
    };
    let begins = word.first || word.before.is_some();
    let ends = next.last || next.after.is_some();
    let joined = matches!(word.after, Some('-' | '_'));
    (word.capitals && next.capitals) || joined || (begins && ends)
}

/// A document's number that ends in the mark without diacritics, or has only a year behind it:
/// "12-BC-MAT", "12_MAT_2026".
fn number_of_a_secret(words: &[Word]) -> Option<&'static str> {
    let [before @ .., mark] = without_its_ending(words) else {
        return None;
    };
    let has_figures = |word: &Word| word.upper.bytes().any(|b| b.is_ascii_digit());
    let kinds = &before[before.iter().position(has_figures)? + 1..];
    let ordinary = |word: &Word| BEFORE_BARE.contains(&word.upper.as_str());
    let in_capitals = kinds.iter().chain([mark]).all(|word| word.capitals);
    let secret = mark.upper == "MAT" && mark.before.is_some();
    (in_capitals && secret && !kinds.last().is_some_and(ordinary)).then_some(MAT)
}

/// The mark without diacritics in any case behind the kind of a document, or before its number:
/// "12/BC Mat", "BC_MAT.pdf", "MAT/12-BC".
fn kind_of_a_secret(words: &[Word]) -> Option<&'static str> {
    let kind = |word: &Word| KINDS.contains(&word.upper.as_str());
    let secret = |word: &Word| word.upper == "MAT";
    let behind = match without_its_ending(words) {
        [.., before, mark] => kind(before) && secret(mark),
        _ => false,
    };
    let before = match words {
        [mark, number, rest @ ..] => secret(mark) && of_figures(number) && rest.iter().any(kind),
        _ => false,
    };
    (behind || before).then_some(MAT)
}

/// The mark without diacritics in capitals behind a sign where the words before it are not, or
/// where they are what a document is called: "bao-cao_MAT.txt", "BAO_CAO_MAT.pdf".
fn stands_out_at_the_end(words: &[Word]) -> Option<&'static str> {
    let [named @ .., mark] = without_its_ending(words) else {
        return None;
    };
    let before = named.last()?;
    let ordinary = BEFORE_BARE.contains(&before.upper.as_str());
    let apart = mark.before.is_some() && mark.upper == "MAT" && mark.capitals;
    let stands_out = !before.capitals || of_a_bare_document(named);
    (apart && stands_out && !ordinary).then_some(MAT)
}

/// The words of a name without the ending of a file and a year behind them.
fn without_its_ending(words: &[Word]) -> &[Word] {
    let of_ending = |word: &Word| {
        let known = !word.capitals || ENDINGS.contains(&word.upper.as_str());
        word.before == Some('.') && word.last && known
    };
    let name = match words {
        [name @ .., ending] if of_ending(ending) => name,
        name => name,
    };
    match name {
        [name @ .., year] if of_figures(year) => name,
        name => name,
    }
}

fn of_figures(word: &Word) -> bool {
    word.upper.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the syllable is half of an ordinary word, also across a wrapped line.
fn in_a_word(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &words[before]);
    let led = before.is_some_and(|word| leans(word) && BEFORE.contains(&word.upper.as_str()));
    let two = at.checked_sub(2).and_then(|from| words.get(from..at));
    let led_by_two = two.is_some_and(|two| {
        let two_words = [two[0].upper.as_str(), two[1].upper.as_str()];
        two.iter().all(leans) && TWO_BEFORE.contains(&two_words)
    });
    let begins = goes_on(words, at, &AFTER) || nectar(words, at) || ends_with_next(words, at);
    led || led_by_two || begins
}

/// Whether it is what flowers have, and no mark before the name of a country (Hoa Kỳ).
fn nectar(words: &[Word], at: usize) -> bool {
    let third = words.get(at + 2).map_or("", |word| word.upper.as_str());
    goes_on(words, at, &["HOA"]) && !matches!(third, "KỲ" | "KÌ")
}

/// Whether a degree of secrecy follows, in capitals: "MẬT ĐỘ C".
fn before_a_degree(words: &[Word], at: usize) -> bool {
    let [word, next, third, ..] = &words[at..] else {
        return false;
    };
    let degree = DEGREES.contains(&third.upper.as_str());
    word.capitals && next.upper == "ĐỘ" && third.capitals && degree
}

/// Whether the next syllable makes one word with this one.
fn goes_on(words: &[Word], at: usize, syllables: &[&str]) -> bool {
    let Some(next) = words.get(at + 1) else {
        return false;
    };
    let third = words.get(at + 2).map(|word| word.upper.as_str());
    let head = next.upper == "ĐỘ" && third.is_some_and(|third| OF_A_HEAD.contains(&third));
    let head = head || before_a_degree(words, at);
    // "MẬT Độ khẩn": a word is in capitals throughout, or not.
    let alike = next.capitals || !words[at].capitals;
    leans(&words[at]) && alike && !head && syllables.contains(&next.upper.as_str())
}

fn ends_with_next(words: &[Word], at: usize) -> bool {
    AFTER_ENDING.iter().any(|(syllable, followed_by)| {
        let ends = || {
            let next = &words[at + 1];
            let third = words.get(at + 2).map_or("", |word| word.upper.as_str());
            let joined = matches!(next.after, None | Some('-' | '_'));
            next.last || !joined || followed_by.contains(&third)
        };
        goes_on(words, at, &[syllable]) && ends()
    })
}

/// Whether the next word goes with it: file names write a hyphen for a space.
fn leans(word: &Word) -> bool {
    matches!(word.after, None | Some('-' | '_'))
}

#[cfg(test)]
mod tests;
