//! The campaign with more rivalry: a third company that meets the first nowhere,
//! work returned to each with its own reasons, and a milestone that went from
//! one company to another.
use tiendo::{import::Rows, ledger::PartnerRow};

use super::campaign::book;

/// What the first company wrote and was told before the milestone was taken
/// from it.
pub const XANH: [&str; 4] = [
    "Ban-giao-cua-Xanh-3310",
    "XANH-3310/BB",
    "https://luutru.example/xanh-3310.pdf",
    "Ly-do-cho-Xanh-3311",
];
/// The same of the second, after it.
pub const VANG: [&str; 4] = [
    "Ban-giao-cua-Vang-4420",
    "VANG-4420/BB",
    "https://luutru.example/vang-4420.pdf",
    "Ly-do-cho-Vang-4421",
];
/// What each was asked and explained of it, and what the unit explained of its own.
pub const SAID: [&str; 5] = [
    "Hoi-Xanh-6610",
    "Giai-trinh-cua-Xanh-6611",
    "Hoi-Vang-6620",
    "Giai-trinh-cua-Vang-6621",
    "Giai-trinh-cua-phuong-6630",
];
/// The documents behind the explanations of the first, the second and the unit: number and link.
pub const SAID_WITH: [[&str; 2]; 3] = [
    ["XANH-6611/BC", "https://luutru.example/xanh-6611.pdf"],
    ["VANG-6621/BC", "https://luutru.example/vang-6621.pdf"],
    ["PHUONG-6630/BC", "https://luutru.example/phuong-6630.pdf"],
];
/// Handed over at a unit that the second company has left since.
pub const LEFT: [&str; 3] = [
    "Ban-giao-o-don-vi-cu-5530",
    "CU-5530/BB",
    "https://luutru.example/cu-5530.pdf",
];
/// The milestone that changed hands on 2026-10-12.
pub const MOVED: &str = "p1-chuyen-tay";

pub fn rows() -> Rows {
    let mut book = book();
    let b = &mut book;
    b.step("2026-11-19", 10);
    let (seq, recorded_at) = (b.rows.campaign[0].seq, b.rows.campaign[0].recorded_at);
    b.rows.partners.push(PartnerRow {
        code: "CTY-DO".into(),
        short_name: "Đỏ Thử".into(),
        name: "Công ty Đỏ Thử".into(),
        source: String::new(),
        seq,
        recorded_at,
    });
    b.person("partner.do", "partner", None, Some("CTY-DO"));
    let first = b.place(seq, recorded_at);
    b.assign("BAN-TO-CHUC", "CTY-DO", "lead", None);
    b.assign("SO-TAI-CHINH", "CTY-DO", "support", None);
    b.milestone(
        MOVED,
        ("PHUONG-MOT", "QG-DAT-DAI"),
        "product",
        1,
        Some("2026-10-01"),
        Some("CTY-XANH"),
        None,
    );
    b.milestone(
        "btc-do",
        ("BAN-TO-CHUC", "QG-DAN-CU"),
        "product",
        1,
        Some("2026-11-01"),
        Some("CTY-DO"),
        None,
    );
    b.milestone(
        "yte-cu",
        ("SO-Y-TE", "CN-TAI-CHINH"),
        "product",
        1,
        Some("2026-11-30"),
        Some("CTY-VANG"),
        None,
    );
    b.milestone(
        "yte-chua",
        ("SO-Y-TE", "CN-TAI-CHINH"),
        "product",
        1,
        Some("2026-11-30"),
        Some("CTY-VANG"),
        None,
    );
    b.place(first.0, first.1);
    b.step("2026-11-19", 11);
    let words = |of: [&'static str; 4]| [of[0], of[1], of[2]];
    b.submitted(MOVED, "CTY-XANH", words(XANH));
    b.step("2026-11-19", 12);
    b.event(MOVED, "returned", "PHUONG-MOT", XANH[3]);
    b.asked(MOVED, SAID[0], "2026-11-18");
    let [of_xanh, of_vang, of_unit] = SAID_WITH;
    b.explained_with(MOVED, "CTY-XANH", SAID[1], "2026-11-30", of_xanh);
    b.step("2026-11-19", 12);
    b.explained_with("p1-dan-cu", "PHUONG-MOT", SAID[4], "2026-11-30", of_unit);
    b.step("2026-11-19", 13);
    b.event(
        MOVED,
        "reassigned",
        "office",
        "Công ty Xanh Thử không làm được",
    );
    if let Some(last) = b.rows.milestone_events.last_mut() {
        last.responsible = Some("CTY-VANG".into());
        last.decision = "QD-9".into();
    }
    b.step("2026-11-19", 14);
    b.submitted(MOVED, "CTY-VANG", words(VANG));
    b.step("2026-11-19", 15);
    b.event(MOVED, "returned", "PHUONG-MOT", VANG[3]);
    b.explained_with(MOVED, "CTY-VANG", SAID[3], "2026-12-05", of_vang);
    b.step("2026-11-19", 16);
    b.asked(MOVED, SAID[2], "2026-11-23");
    b.submitted("yte-cu", "CTY-VANG", LEFT);
    book.rows
}
