//! Who issues the document that a table is of.
use std::sync::LazyLock;

use regex::Regex;

use super::folded::Folded;

/// Who issues a document: "… số 98/KH-UBND ngày … của UBND tỉnh", else the line above with whose letters its
/// number ends; where none does, nobody is said. `above`, `behind`: what stands before its number and behind it.
pub(super) fn issuer(above: &[&str], behind: &str, number: &str) -> String {
    static BESIDE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^[ ,]*cua (?P<who>[^,;()]{3,80})").ok());
    let rest = Folded::new(behind);
    let said = BESIDE.as_ref().and_then(|it| it.captures(&rest.plain));
    if let Some(who) = said.and_then(|it| it.name("who")) {
        return rest.written(who.range());
    }
    let letters = number.rsplit(['/', '-']).next().unwrap_or_default();
    let letters = Folded::new(letters.trim()).plain;
    let lines: Vec<&str> = above
        .iter()
        .flat_map(|it| it.lines())
        .map(str::trim)
        .collect();
    let of_it = |it: &&str| letters.len() > 1 && begins_with(it, &letters);
    let Some(at) = lines.iter().rposition(of_it) else {
        return String::new();
    };
    // "ỦY BAN NHÂN DÂN", and under it "TỈNH BÌNH TRUNG".
    let bare = Folded::new(lines[at]).plain == letters || initials(lines[at]) == letters;
    let mut under = lines.get(at + 1..).unwrap_or_default().iter();
    let place = under.find(|it| names_a_place(it)).filter(|_| bare);
    let all = std::iter::once(lines[at]).chain(place.copied());
    app::domain::clean_line(&all.collect::<Vec<_>>().join(" "))
}

/// The first letters of the words of a line.
fn initials(line: &str) -> String {
    let plain = Folded::new(line).plain;
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|it| *it != "va");
    words.filter_map(|it| it.chars().next()).collect()
}

/// Whether a line is a name that is shortened to these letters: "ỦY BAN NHÂN DÂN TỈNH", "UBND TỈNH", "SỞ Y TẾ".
fn begins_with(line: &str, letters: &str) -> bool {
    let plain = Folded::new(line).plain;
    let first = plain.split(' ').next().unwrap_or_default();
    let figures = plain.contains(|c: char| c.is_ascii_digit());
    !figures && (first == letters || initials(line).starts_with(letters))
}

fn names_a_place(line: &str) -> bool {
    const PLACES: [&str; 7] = [
        "tinh ",
        "thanh pho ",
        "xa ",
        "phuong ",
        "dac khu ",
        "huyen ",
        "thi ",
    ];
    let plain = Folded::new(line).plain;
    PLACES.iter().any(|it| plain.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::super::{Directive, Grid};

    #[test]
    fn who_issues_a_document_is_told_beside_its_number_or_over_it() {
        let above = |cells: &[&str]| {
            let rows = cells.iter().map(|it| vec![(*it).to_owned()]);
            let grid: Grid = (1..).zip(rows).collect();
            let it = Directive::above(&grid, 99).unwrap();
            (it.issuer, it.day.map(|day| day.to_string()))
        };
        let day = Some("2026-11-20".to_owned());
        for (cells, issuer, signed) in [
            (
                &["(Kèm theo Kế hoạch số 98/KH-UBND ngày 20/11/2026 của UBND tỉnh Bình Trung)"][..],
                "UBND tỉnh Bình Trung",
                day.clone(),
            ),
            (
                &[
                    "UBND TỈNH BÌNH TRUNG",
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "Số: 98/KH-UBND",
                    "Bình Trung, ngày 20 tháng 11 năm 2026",
                ],
                "UBND TỈNH BÌNH TRUNG",
                day.clone(),
            ),
            (
                &[
                    "ỦY BAN NHÂN DÂN",
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "TỈNH BÌNH TRUNG",
                    "Số: 98/KH-UBND",
                ],
                "ỦY BAN NHÂN DÂN TỈNH BÌNH TRUNG",
                None,
            ),
            (
                &["UBND TỈNH BÌNH TRUNG\nSỞ Y TẾ", "Số: 12/KH-SYT"],
                "SỞ Y TẾ",
                None,
            ),
            (
                &["TỈNH ỦY BÌNH TRUNG", "Số 05-KH/TU"],
                "TỈNH ỦY BÌNH TRUNG",
                None,
            ),
            // Another body than the one of the number, and a body of other words.
            (
                &[
                    "SỞ Y TẾ",
                    "(Kèm theo Kế hoạch số 98/KH-UBND ngày 20/11/2026)",
                ],
                "",
                day.clone(),
            ),
            (
                &["Kế hoạch số 98/KH-UBND ngày 20/11/2026 thực hiện nghị quyết của Chính phủ"],
                "",
                day.clone(),
            ),
        ] {
            let said = (issuer.to_owned(), signed);
            assert_eq!(above(cells), said, "{cells:?}");
        }
    }
}
