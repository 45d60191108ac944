//! The document that a plan's table is of: its number and day stand above the head.
use std::{collections::HashMap, sync::LazyLock};

use app::domain::{Day, DocumentNumber};
use regex::Regex;

use super::{Grid, folded::Folded, issuer::issuer};

/// A directive as a table names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// As it is written.
    pub number: String,
    pub day: Option<Day>,
    /// The title of the table.
    pub title: String,
    /// Who issues it, as the words beside its number say, or the head of the paper.
    pub issuer: String,
}

/// Whether an event is that the document of a table is issued, which it names by no number.
pub(super) fn is_this_one(event: &str) -> bool {
    static ISSUED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let done = "(?:ky|ban hanh|phe duyet|thong qua|hieu luc)";
        let what = "(?:ke hoach|quyet dinh|chuong trinh|de an|phu luc|van ban)(?: nay)?";
        let words = format!(
            "^(?:(?:{done} )*(?:ban )?{what}(?: duoc| co)?(?: {done})*|(?:duoc |co )?{done}(?: {done})*)$"
        );
        Regex::new(&words).ok()
    });
    let plain = Folded::new(event).plain;
    ISSUED.as_ref().is_some_and(|it| it.is_match(&plain))
}

static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\bso:? ?(?P<n>\d{1,5}[a-z]?(?: ?- ?[a-z]+)?(?: ?/ ?[a-z0-9]+(?: ?- ?[a-z0-9]+)*)+)(?:,? ?(?:ngay )?(?P<d>\d{1,2})(?:/| thang )(?P<m>\d{1,2})(?:/| nam )(?P<y>\d{4}))?",
    )
    .ok()
});

/// "98/KH-UBND", "05-KH/TU": alone, or with what sort of document it is.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b\d{1,5}[a-z]? ?(?:- ?[a-z]+ ?)?/ ?[a-z0-9]*[a-z][a-z0-9]*(?: ?- ?[a-z0-9]+)*\b")
        .ok()
});

/// Whether words name a document.
pub(super) fn is_named(words: &str) -> bool {
    let plain = Folded::new(words).plain;
    NAMED.as_ref().is_some_and(|it| it.is_match(&plain))
}

/// The documents that words name by their numbers.
pub(super) fn numbers(words: &str) -> Vec<DocumentNumber> {
    let text = Folded::new(words);
    let found = NAMED.iter().flat_map(|it| it.find_iter(&text.plain));
    let written = found.map(|it| text.written(it.range()));
    written.filter_map(|it| DocumentNumber::of(&it)).collect()
}

impl Directive {
    /// What the rows above a head name first.
    pub fn above(grid: &Grid, head: usize) -> Option<Self> {
        let rows = grid.range(..head).flat_map(|(_, row)| row.iter());
        let cells: Vec<&str> = rows
            .map(|it| it.trim())
            .filter(|it| !it.is_empty())
            .collect();
        let (at, (number, day)) =
            (cells.iter().enumerate()).find_map(|(at, it)| Some((at, numbered(it)?)))?;
        // "Số: 98/KH-UBND" under the head of the paper, "Bình Trung, ngày 20 tháng 11 năm 2026" beside it.
        let of_paper = Folded::new(cells[at]).plain.starts_with("so");
        let signed = || cells.iter().find_map(|it| signed_on(it));
        let day = day.or_else(|| signed().filter(|_| of_paper));
        Some(Self {
            issuer: issuer(&cells[..at], behind_number(cells[at]).as_str(), &number),
            number,
            day,
            title: title(&cells),
        })
    }

    /// Whether a text is of it.
    pub fn is(&self, number: &str) -> bool {
        DocumentNumber::of(number) == DocumentNumber::of(&self.number)
    }
}

/// A title of capitals as a sentence: abbreviations as the texts of the campaign have them. Words that may
/// be one, and a title that names a place, stay as they are written.
pub(super) fn sentence<'a>(title: &str, texts: impl Iterator<Item = &'a str>) -> String {
    const PLACES: [&str; 6] = ["tinh", "pho", "huyen", "xa", "phuong", "khu"];
    let capitals =
        |it: &str| it.chars().any(char::is_uppercase) && !it.chars().any(char::is_lowercase);
    let words: Vec<&str> = title.split(' ').collect();
    let named = |it: &[&str]| PLACES.contains(&Folded::new(it[0]).plain.as_str());
    if !capitals(title) || words.windows(2).any(named) {
        return title.to_owned();
    }
    // "VNeID", "UBND": a capital behind the first letter.
    let typed = texts.filter(|it| !capitals(it)).flat_map(of_words);
    let short = typed.filter(|it| it.chars().skip(1).any(char::is_uppercase));
    let known: HashMap<String, &str> = short.map(|it| (it.to_uppercase(), it)).collect();
    let mut sentence = String::new();
    let mut first = true;
    for word in words {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        let bare = of_words(word).next().unwrap_or_default();
        match known.get(bare) {
            Some(it) => sentence.push_str(&word.replace(bare, it)),
            None if may_be_short(word) => sentence.push_str(word),
            None if first => {
                let mut letters = word.chars();
                sentence.extend(letters.next());
                sentence.push_str(&letters.as_str().to_lowercase());
            }
            None => sentence.push_str(&word.to_lowercase()),
        }
        first = false;
    }
    sentence
}

/// The words of a text without the signs beside them.
fn of_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|it| !it.is_empty())
}

/// Whether a word may be an abbreviation or a number: it has a figure, a sign within, no vowel, or the
/// letters of a Roman number alone.
fn may_be_short(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let plain = Folded::new(word).plain;
    !plain.chars().all(|c| c.is_ascii_alphabetic())
        || !plain.chars().any(|c| "aeiouy".contains(c))
        || word.chars().all(|c| "IVX".contains(c))
}

/// A line that says what a table is, and the lines of capitals behind it; never who issues it.
fn title(cells: &[&str]) -> String {
    const BEGIN: [&str; 12] = [
        "ke hoach",
        "phu luc",
        "danh muc",
        "bang ",
        "bieu ",
        "chuong trinh",
        "phan cong",
        "nhiem vu",
        "cac nhiem vu",
        "de an",
        "tien do",
        "lo trinh",
    ];
    let begins = |it: &&str| {
        let plain = Folded::new(it).plain;
        BEGIN.iter().any(|begin| plain.starts_with(begin))
    };
    let all = cells.iter().flat_map(|it| it.lines()).map(str::trim);
    let mut lines = all
        .clone()
        .skip_while(|it| numbered(it).is_some() || !begins(it));
    let Some(first) = lines.next() else {
        // "Kế hoạch số 98/KH-UBND" says what it is, too.
        return app::domain::clean_line(all.clone().find(begins).unwrap_or_default());
    };
    let capitals = |it: &&str| {
        let plain = Folded::new(it).plain;
        let body = ["uy ban", "ubnd", "cong hoa", "doc lap", "so:"];
        it.chars().any(char::is_uppercase)
            && !it.chars().any(char::is_lowercase)
            && !body.iter().any(|begin| plain.starts_with(begin))
    };
    let rest = lines.take_while(capitals);
    let all: Vec<&str> = std::iter::once(first).chain(rest).collect();
    app::domain::clean_line(&all.join(" "))
}

/// The day on which a paper is signed.
fn signed_on(text: &str) -> Option<Day> {
    static SIGNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let words =
            r"^[a-z .]{2,40}, ?ngay (?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>\d{4})\W*$";
        Regex::new(words).ok()
    });
    let plain = Folded::new(text.trim()).plain;
    let found = SIGNED.as_ref()?.captures(&plain)?;
    let part = |name: &str| found.name(name)?.as_str().parse().ok();
    let year = i32::try_from(part("y")?).ok()?;
    Day::from_ymd_opt(year, part("m")?, part("d")?)
}

/// What a text says behind the number and the day of a document.
fn behind_number(text: &str) -> String {
    let text = Folded::new(text);
    let end = NUMBERED.as_ref().and_then(|it| it.find(&text.plain));
    text.written(end.map_or(0, |it| it.end())..text.plain.len())
}

/// Number and day of a document in a text.
fn numbered(text: &str) -> Option<(String, Option<Day>)> {
    let text = Folded::new(text);
    let found = NUMBERED.as_ref()?.captures(&text.plain)?;
    let part = |name: &str| found.name(name)?.as_str().parse().ok();
    let day = || {
        let year = i32::try_from(part("y")?).ok()?;
        Day::from_ymd_opt(year, part("m")?, part("d")?)
    };
    let number = text.written(found.name("n")?.range());
    let named = number.chars().any(char::is_alphabetic);
    named.then(|| (number, day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_from_the_words_above_a_table() {
        for (text, number, day) in [
            (
                "(Ban hành kèm theo Kế hoạch số 98/KH-UBND ngày 20/11/2026 của UBND tỉnh)",
                "98/KH-UBND",
                Some("2026-11-20"),
            ),
            (
                "Kế hoạch số: 05-KH/TU, ngày 03 tháng 02 năm 2026",
                "05-KH/TU",
                Some("2026-02-03"),
            ),
            ("Quyết định số 812/QĐ-UBND", "812/QĐ-UBND", None),
            ("Nghị định số 09/2019/NĐ-CP", "09/2019/NĐ-CP", None),
        ] {
            let day = day.and_then(app::domain::parse_day);
            assert_eq!(numbered(text), Some((number.to_owned(), day)), "{text}");
        }
        for text in ["Kế hoạch số …/KH-UBND", "Số hóa hồ sơ", "Biểu số 2"] {
            assert_eq!(numbered(text), None, "{text}");
        }
    }

    #[test]
    fn the_title_of_a_table_is_never_who_issues_it() {
        for (cells, said) in [
            (
                &[
                    "ỦY BAN NHÂN DÂN TỈNH BÌNH TRUNG",
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "PHỤ LỤC",
                    "DANH MỤC NHIỆM VỤ NĂM 2027",
                    "(Kèm theo Kế hoạch số 98/KH-UBND)",
                ][..],
                "PHỤ LỤC DANH MỤC NHIỆM VỤ NĂM 2027",
            ),
            (
                &["KẾ HOẠCH CHUYỂN ĐỔI SỐ", "(Kèm theo …)"],
                "KẾ HOẠCH CHUYỂN ĐỔI SỐ",
            ),
            (&["Kế hoạch số 98/KH-UBND"], "Kế hoạch số 98/KH-UBND"),
            (&["ỦY BAN NHÂN DÂN TỈNH BÌNH TRUNG", "Số: 98/KH-UBND"], ""),
        ] {
            assert_eq!(title(cells), said);
        }
    }

    #[test]
    fn a_title_of_capitals_is_written_as_a_sentence() {
        let texts = [
            "Nâng cấp VNeID tại UBND các xã, đơn vị",
            "Kho CSDL dùng chung",
            "TOÀN CHỮ HOA",
        ];
        for (title, written) in [
            (
                "PHỤ LỤC DANH MỤC NHIỆM VỤ NĂM 2027",
                "Phụ lục danh mục nhiệm vụ năm 2027",
            ),
            (
                "KẾ HOẠCH TÍCH HỢP VNEID, CSDL CỦA ĐƠN VỊ UBND",
                "Kế hoạch tích hợp VNeID, CSDL của đơn vị UBND",
            ),
            // What may be an abbreviation or a name stays.
            ("PHỤ LỤC II: NHIỆM VỤ CNTT", "Phụ lục II: nhiệm vụ CNTT"),
            ("BẢNG 98/KH-UBND TOÀN DIỆN", "Bảng 98/KH-UBND toàn diện"),
            (
                "KẾ HOẠCH CỦA TỈNH BÌNH TRUNG",
                "KẾ HOẠCH CỦA TỈNH BÌNH TRUNG",
            ),
            ("Kế hoạch CĐS năm 2027", "Kế hoạch CĐS năm 2027"),
        ] {
            assert_eq!(sentence(title, texts.into_iter()), written);
        }
    }

    #[test]
    fn a_remark_names_a_document_or_says_something_else() {
        for text in ["98/KH-UBND", "KH 98/KH-UBND, mục 1", "05-KH/TU"] {
            assert!(is_named(text), "{text}");
        }
        for text in ["chú ý", "30/9/2026", "2 lần/năm", ""] {
            assert!(!is_named(text), "{text}");
        }
    }
}
