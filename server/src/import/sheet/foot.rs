//! What stands under a table, or between its pages: who signs it, to whom it goes. It is no task.
use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;

use super::{RowCells, columns::Column, folded::Folded};

/// A cell that says who signs, to whom it goes, or the day of signing, without marks.
static SIGNS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let who = [
        "nguoi (?:lap|ky|tong hop|duyet|kiem tra|kiem soat)(?: (?:bieu|bang|ke hoach|bao cao))?",
        "(?:pho )?(?:thu truong|chu tich|giam doc|bi thu|chanh van phong|truong phong)(?: (?:don vi|co quan))?",
        "ke toan(?: truong)?|xac nhan cua .{2,60}",
        r"(?:tm|kt|tl|tuq)\. ?.{2,80}|(?:tm|t/m|kt|k/t|tl) (?:uy ban|ubnd|ban|chu tich|bi thu|giam doc)\b.{0,80}",
    ]
    .join("|");
    let how = r"\(?(?:da )?ky(?: ten)?(?:[, ]*(?:va )?(?:ghi ro )?(?:ho (?:va )?ten|dong dau))*\)?";
    let to = r"noi nhan(?: ?:.{0,80})?|nhu (?:tren|dieu \d+)|luu ?:.*";
    let day = r"[a-z .]{2,40}, ngay .{0,12} ?thang .{0,8} ?nam .{0,8}";
    Regex::new(&format!(r"^[-+*\s]*(?:{who}|{how}|{to}|{day})[\s:;.]*$")).ok()
});

fn signs(cell: &str) -> bool {
    let plain = Folded::new(cell.trim()).plain;
    SIGNS.as_ref().is_some_and(|it| it.is_match(&plain))
}

/// The rows of which nothing is read because they are no part of the table: those that sign it, all behind
/// the last of its rows where one signs, and words alone that nothing stands under.
pub(super) fn rows(all: &[(usize, RowCells<'_>)]) -> BTreeSet<usize> {
    let says = |it: &&(usize, RowCells<'_>)| it.1.cells.iter().any(|it| !it.trim().is_empty());
    let signed = |it: &&(usize, RowCells<'_>)| is_signed(&it.1);
    let mut rows: BTreeSet<usize> = all.iter().filter(signed).map(|(row, _)| *row).collect();
    let of_table = |(row, it): &(usize, RowCells<'_>)| !rows.contains(row) && is_of_table(it);
    let end = all.iter().rposition(of_table).map_or(0, |it| it + 1);
    let behind = all.get(end..).unwrap_or_default();
    // A name under who signs is no task, whatever column it stands in.
    let begins = behind.iter().position(|(row, _)| rows.contains(row));
    let words = |it: &&(usize, RowCells<'_>)| says(it) && !it.1.gives();
    let under = behind
        .get(begins.unwrap_or(behind.len())..)
        .unwrap_or_default();
    let texts = behind.iter().filter(words).chain(under.iter().filter(says));
    rows.extend(texts.map(|(row, _)| *row));
    rows
}

/// Whether a row says who signs, and no task: its title, or all that stands in it.
fn is_signed(row: &RowCells<'_>) -> bool {
    let said = || row.cells.iter().filter(|it| !it.trim().is_empty());
    let title = row.line(Column::Task);
    match title.is_empty() {
        true => said().count() > 0 && said().all(|it| signs(it)),
        false => !row.is_numbered() && signs(&title),
    }
}

/// Whether a row is surely one of the table: its task is numbered, or has a product or a deadline.
fn is_of_table(row: &RowCells<'_>) -> bool {
    let due = row.says(Column::Product) || row.says(Column::Due);
    row.says(Column::Task) && (row.is_numbered() || due)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signs_is_told_from_what_is_to_be_done() {
        for cell in [
            "Người lập biểu",
            "NGƯỜI LẬP",
            "Thủ trưởng đơn vị",
            "Nơi nhận:",
            "- Như trên;",
            "- Lưu: VT, KSTT.",
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "(Ký tên, đóng dấu)",
            "Ký, ghi rõ họ tên",
            "Bình Trung, ngày … tháng … năm 2027",
            "Bình Trung, ngày 20 tháng 11 năm 2026",
        ] {
            assert!(signs(cell), "{cell}");
        }
        for cell in [
            "Người lập hồ sơ được cấp tài khoản",
            "Ký số văn bản đi",
            "Thủ trưởng đơn vị chịu trách nhiệm số hóa",
            "TMĐT: phát triển sàn",
            "Sở Y tế",
            "Hoàn thành, ngày 30/6/2027",
            "Lưu trữ hồ sơ",
        ] {
            assert!(!signs(cell), "{cell}");
        }
    }
}
