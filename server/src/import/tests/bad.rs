//! Bad input, and what the clerk is told.
use proptest::prelude::*;

use super::*;
use crate::import::{ImportError, Input, Problem, apply};

/// A file, what stands in it instead, where the error is, and what it says.
struct Case {
    file: &'static str,
    text: String,
    line: Option<u64>,
    column: Option<&'static str>,
    says: &'static str,
}

/// Replaces a text of the small campaign's file.
fn swap(
    file: &'static str,
    from: &str,
    to: &str,
    line: u64,
    column: &'static str,
    says: &'static str,
) -> Case {
    assert!(text_of(file).contains(from), "{file} {from}");
    Case {
        file,
        text: text_of(file).replacen(from, to, 1),
        line: Some(line),
        column: (!column.is_empty()).then_some(column),
        says,
    }
}

/// Adds a row at the end.
fn add(file: &'static str, row: &str, column: &'static str, says: &'static str) -> Case {
    Case {
        file,
        text: format!("{}{row}\n", text_of(file)),
        line: Some(text_of(file).lines().count() as u64 + 1),
        column: (!column.is_empty()).then_some(column),
        says,
    }
}

fn cases() -> Vec<Case> {
    let long = format!("\"{}\"", "a".repeat(10_000_000));
    let u = "units.csv";
    let m = "measurements.csv";
    let i = "indicators.csv";
    let d = "duties.csv";
    let s = "milestones.csv";
    vec![
        // The file and its header.
        Case {
            file: u,
            text: String::new(),
            line: None,
            column: None,
            says: "tệp trống",
        },
        Case {
            file: "campaign.csv",
            text: "name,start,time_zone\n".into(),
            line: None,
            column: None,
            says: "tệp trống",
        },
        Case {
            file: u,
            text: "Sở Y tế,SYT\nSở Tư pháp,STP\n".into(),
            line: Some(1),
            column: None,
            says: "không thấy dòng tên cột; dòng đầu của bảng phải là tên các cột như trong tệp mẫu: code, name",
        },
        swap(u, "kind,", "loai,", 1, "kind", "thiếu cột"),
        swap(u, "short_name", "name", 1, "name", "hai lần"),
        swap(
            u,
            "STP,Sở Tư pháp,",
            "STP,",
            3,
            "",
            "có 9 ô, dòng tên cột có 10 ô",
        ),
        // A quote that does not close, in the last column of the last row and before others.
        swap(
            u,
            "city,,2,no,x",
            "city,,2,no,\"x",
            3,
            "source",
            "dấu ngoặc kép mở ở ô này không đóng",
        ),
        swap(u, "STP,Sở", "STP,\"Sở", 3, "name", "nuốt vào ô"),
        swap(
            "assignments.csv",
            "12/QĐ,x",
            "12/QĐ,\"x",
            3,
            "source",
            "nuốt vào ô",
        ),
        swap(
            "campaign.csv",
            "Chiến dịch thử",
            "\"Chiến\" dịch",
            2,
            "name",
            "nuốt vào ô",
        ),
        // Cells.
        swap(
            u,
            "Sở Tư pháp,",
            &format!("{long},"),
            3,
            "name",
            "10.000 ký tự",
        ),
        swap(u, "Sở Tư pháp,", "=HYPERLINK(1),", 3, "name", "công thức"),
        swap(u, "Sở Tư pháp,", "+84,", 3, "name", "công thức"),
        swap(u, "Sở Tư pháp,", "\u{200b}=SUM,", 3, "name", "công thức"),
        swap(u, "Sở Tư pháp,", "@SUM,", 3, "name", "công thức"),
        swap(u, "Sở Tư pháp,", "\tTab,", 3, "name", "công thức"),
        swap(u, "Sở Tư pháp,", "-cmd|,", 3, "name", "công thức"),
        swap(
            u,
            "Sở Tư pháp,",
            "Sở\u{7}Tư pháp,",
            3,
            "name",
            "ký tự điều khiển",
        ),
        swap(
            u,
            "Sở Tư pháp,",
            "Sở T\u{fffd} pháp,",
            3,
            "name",
            "ký tự hỏng",
        ),
        swap(u, "Sở Tư pháp,", "12/BC-MẬT,", 3, "name", "độ mật"),
        swap(u, "Sở Tư pháp,", "Së T\u{AD} ph¸p,", 3, "name", "VNI-Times"),
        swap(u, "Sở Tư pháp,", "Sôû Tö phaùp,", 3, "name", "TCVN3"),
        add(
            u,
            "syt,Sở y tế nữa,,department,government,city,,9,no,",
            "code",
            "chỉ khác SYT ở chữ hoa",
        ),
        swap(u, "Sở Tư pháp,", ",", 3, "name", "để trống"),
        swap(u, "STP,", "Sở TP,", 3, "code", "chữ cái không dấu"),
        swap(u, "STP,", ",", 3, "code", "để trống"),
        swap(
            u,
            "department",
            "so",
            2,
            "kind",
            "chọn một trong: department, agency",
        ),
        swap(u, ",1,no", ",một,no", 2, "order", "không phải số nguyên"),
        swap(u, ",1,no", ",1,maybe", 2, "provisional", "yes, no"),
        add(
            u,
            "SYT,Sở khác,,department,government,city,,9,no,",
            "code",
            "trùng với dòng 2",
        ),
        // Days.
        swap(
            "campaign.csv",
            "2026-01-14",
            "01-14-2026",
            2,
            "start",
            "viết 2026-01-29 hoặc 29/01/2026",
        ),
        swap(
            "campaign.csv",
            "2026-01-14",
            "1/14/26",
            2,
            "start",
            "không đúng",
        ),
        swap(
            "campaign.csv",
            "2026-01-14",
            "0226-01-14",
            2,
            "start",
            "ngoài khoảng",
        ),
        swap(
            "campaign.csv",
            "2027-12-31",
            "2025-12-31",
            2,
            "deadline",
            "trước ngày bắt đầu",
        ),
        swap(
            "campaign.csv",
            "Asia/Ho_Chi_Minh",
            "Asia/Saigon_2",
            2,
            "time_zone",
            "múi giờ",
        ),
        add(
            "campaign.csv",
            "Hai,2026-01-14,,UTC,,",
            "",
            "chỉ được có một dòng",
        ),
        swap(s, "30/06/2026", "31/06/2026", 3, "deadline", "không đúng"),
        swap(s, "30/06/2026", "cuối quý 3", 3, "deadline", "không đúng"),
        swap(s, "30/06/2026", "???", 3, "deadline", "không đúng"),
        swap(s, "30/06/2026", "Quý IV/2026", 3, "deadline", "không đúng"),
        swap(s, "30/06/2026", "tháng 9/2026", 3, "deadline", "không đúng"),
        swap(
            "programme.csv",
            "2025-12-31",
            "31.12.2025",
            3,
            "due",
            "không đúng",
        ),
        // Codes that name nothing, with the nearest.
        swap(
            "databases.csv",
            "Bộ Y tế,SYT",
            "Bộ Y tế,SYTT",
            2,
            "owner_unit",
            "có phải SYT (Sở Y tế)?",
        ),
        swap(
            "databases.csv",
            "SYT,QG09",
            "SYT,QG10",
            3,
            "feeds",
            "có phải QG09",
        ),
        swap(
            "programme.csv",
            "VNPT",
            "VNTP",
            3,
            "partner",
            "có phải VNPT",
        ),
        swap(
            "programme.csv",
            "security",
            "national",
            2,
            "kind",
            "chọn một trong",
        ),
        swap(
            d,
            "25807",
            "99999",
            2,
            "unit",
            "không có đơn vị hoặc nhóm đơn vị nào mang mã \"99999\"",
        ),
        swap(
            "assignments.csv",
            "SYT,FPT",
            "SYT,fpt",
            3,
            "partner",
            "có phải FPT",
        ),
        swap(m, "KQ01", "KQ02", 3, "indicator", "có phải KQ01"),
        swap(s, "VNPT,3", "VNPT2,3", 3, "responsible", "có phải VNPT"),
        swap("people.csv", ",SYT,", ",SYX,", 2, "unit", "có phải SYT"),
        // Companies.
        swap(
            "assignments.csv",
            "support",
            "lead",
            3,
            "role",
            "2 doanh nghiệp chủ trì",
        ),
        swap(
            "assignments.csv",
            "VNPT,lead",
            "VNPT,support",
            3,
            "role",
            "không có doanh nghiệp chủ trì",
        ),
        Case {
            file: "assignments.csv",
            text: format!(
                "{}SYT,MK,support,2026-02-01,,\nSYT,CMC,support,2026-02-01,,\nSYT,VIETTEL,support,2026-02-01,,\n",
                text_of("assignments.csv")
            ),
            line: Some(6),
            column: Some("role"),
            says: "tối đa bốn",
        },
        swap(
            "assignments.csv",
            "12/QĐ",
            "MẪU-0001",
            3,
            "decision",
            "số liệu mẫu",
        ),
        // Duties.
        swap(d, "12400", "12.400", 2, "volume", "không phải số nguyên"),
        swap(d, ",7", ",1000000001", 3, "weight", "từ 0 đến 1000000000"),
        swap(d, ",7", ",99999999999999999999999", 3, "weight", "từ 0 đến"),
        swap(d, ",7", ",-1", 3, "weight", "từ 0 đến"),
        add(d, "STP,QG09,lead,,", "role", "SYT đã chủ trì"),
        add(
            d,
            "25807,QG09,contribute,1,",
            "workstream",
            "trùng với dòng 2",
        ),
        // Indicators.
        swap(i, "up,90", "up,0", 2, "target", "chỉ tiêu bằng giá trị gốc"),
        swap(i, "up,90", "up,chín mươi", 2, "target", "không phải số"),
        swap(i, "campaign,%", "SYT,%", 2, "scope", "SYT/QG09"),
        swap(i, "up,90", "up,1.500", 2, "target", "đọc được hai cách"),
        swap(i, "up,90", "up,\"1,500\"", 2, "target", "đọc được hai cách"),
        swap(
            i,
            "campaign,%",
            "campaign,phần trăm",
            2,
            "unit_of_measure",
            "viết là %",
        ),
        swap(
            i,
            "campaign,%",
            "campaign,Phan Tram",
            2,
            "unit_of_measure",
            "viết là %",
        ),
        swap(
            i,
            "campaign,%",
            "campaign,percent",
            2,
            "unit_of_measure",
            "viết là %",
        ),
        swap(
            i,
            "campaign,%",
            "campaign,Tỷ lệ",
            2,
            "unit_of_measure",
            "viết là %",
        ),
        swap(
            i,
            "25807/QG09,%",
            "25807/QG09,hồ sơ",
            3,
            "unit_of_measure",
            "không vượt quá 1",
        ),
        swap(i, "25807/QG09", "STP/QG09", 3, "scope", "chưa có nhiệm vụ"),
        add(
            i,
            "KQ02,Hồ sơ sạch nữa,25807/QG09,%,up,95,,sach,no,x",
            "scope",
            "KQ01",
        ),
        swap(i, "hai_long", "vui", 2, "criterion", "chọn một trong"),
        // Measurements.
        swap(m, "2026-03-05", "2026-04-11", 3, "date", "sau hôm nay"),
        swap(m, "12400", "0", 3, "denominator", "lớn hơn 0"),
        swap(
            m,
            "4000,12400",
            "12401,12400",
            3,
            "numerator",
            "từ 0 đến mẫu số",
        ),
        swap(
            m,
            "4000,12400",
            "-1,12400",
            3,
            "numerator",
            "từ 0 đến mẫu số",
        ),
        swap(m, "4000,12400", "4000,", 3, "value", "tử số và mẫu số"),
        swap(m, ",,x", ",5,x", 3, "value", "tử số và mẫu số"),
        add(
            m,
            "KQ01,05/03/2026,4100,12400,,x",
            "date",
            "trùng với dòng 3",
        ),
        swap(
            m,
            "12400,,x",
            "12400,,Số liệu mẫu",
            3,
            "source",
            "số liệu mẫu",
        ),
        // Milestones.
        add(
            s,
            "STP,QG09,product,Việc,Vật,2026-06-30,,",
            "workstream",
            "chưa có nhiệm vụ của đơn vị STP",
        ),
        add(
            s,
            "25807,QG09,product,GIAO BAN,Vật,2026-06-30,,",
            "title",
            "trùng với dòng 4",
        ),
        swap(s, "VNPT,3", "VNPT,ba", 3, "weight", "không phải số nguyên"),
        add(
            s,
            "25807,QG09,product,SỐ HOÁ 12.400  hồ sơ,Vật,2026-06-30,,",
            "title",
            "gần giống mốc đã có \"Số hóa 12.400 hồ sơ\"",
        ),
        // An outcome without its value, and one of a duty where nothing is measured.
        add(
            s,
            "25807,QG09,outcome,Đạt 80%,Số đo,2026-12-20,,",
            "reach",
            "giá trị chỉ tiêu cần đạt",
        ),
        Case {
            file: s,
            text: text_of(s)
                .replace("responsible,weight", "responsible,reach")
                .replace(
                    "\n25807,QG09,plan,Ban hành kế hoạch,Kế hoạch,2026-03-01,,\n",
                    "\n27676,QG09,outcome,Đạt 80%,Số đo,2026-03-01,,80\n",
                ),
            line: Some(2),
            column: Some("kind"),
            says: "chưa có chỉ tiêu kết quả",
        },
        swap(
            s,
            "product,Số",
            "sản phẩm,Số",
            3,
            "kind",
            "plan, process, product, outcome",
        ),
        // People.
        swap(
            "people.csv",
            "head.syt",
            "Head SYT",
            2,
            "username",
            "chữ cái không dấu",
        ),
        swap("people.csv", "head,SYT", "head,", 2, "role", "cần cột unit"),
        swap(
            "people.csv",
            "an@syt.example",
            "an@syt",
            2,
            "email",
            "địa chỉ thư không đọc được",
        ),
        swap(
            "people.csv",
            "head,SYT",
            "boss,SYT",
            2,
            "role",
            "committee, office",
        ),
    ]
}

#[tokio::test]
async fn each_error_names_its_file_row_and_column() {
    let (_dir, db) = empty().await;
    assert_eq!(errors(&planned(&db, &small()).await), "");
    for case in cases() {
        let start: String = case.text.chars().take(300).collect();
        let plan = planned(&db, &with(case.file, case.text)).await;
        let found = plan.report.errors.iter().any(|e| {
            e.file == case.file
                && e.line == case.line
                && e.column.as_deref() == case.column
                && e.problem.to_string().contains(case.says)
        });
        let told = errors(&plan);
        assert!(
            found,
            "{} {:?} {:?} {}\ngot {told}\nin {start}",
            case.file, case.line, case.column, case.says
        );
        assert!(plan.to_string().contains("chưa nhập gì"));
        assert!(!told.contains("BC-MẬT") && told.len() < 3_000, "{told}");
        assert_eq!(plan.report.errors.len(), 1, "{told}");
        let refused = apply(&db, &plan, noon("2026-04-10")).await;
        assert!(matches!(refused, Err(ImportError::Errors(_))));
    }
    assert_eq!(db.seq().await.unwrap(), 0);
}

/// Wherever a quote opens that is not closed: its line and column are told, and nothing else,
/// since behind it nothing is what it seems.
#[test]
fn a_quote_that_is_not_closed_is_told_in_every_cell_of_every_file() {
    for (file, text) in SMALL {
        let lines: Vec<&str> = text.lines().collect();
        let heads: Vec<&str> = lines[0].split(',').collect();
        for (at, line) in lines.iter().enumerate().skip(1) {
            if line.contains('"') {
                continue;
            }
            for (cell, head) in heads.iter().enumerate() {
                let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
                cells[cell].insert(0, '"');
                let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
                lines[at] = cells.join(",");
                let input = Input::read(&with(file, lines.join("\n")), noon("2026-04-10"));
                let told: Vec<_> = input
                    .report
                    .errors
                    .iter()
                    .filter(|e| e.file == file)
                    .collect();
                assert_eq!(told.len(), 1, "{file} {line} {head}");
                let place = (told[0].line, told[0].column.as_deref());
                assert_eq!(place, (Some(at as u64 + 1), Some(*head)), "{file} {line}");
                assert_eq!(told[0].problem, Problem::Quote);
            }
        }
    }
}

/// What is worth a word and stops nothing: file, text, line, column, what it says.
#[tokio::test]
async fn each_note_names_its_file_row_and_column() {
    let s = "milestones.csv";
    let far = |day: &str| text_of(s).replace("30/06/2026", day);
    let notes = [
        (s, far("30/06/2062"), 3, "deadline", "hơn một năm"),
        (s, far("2016-06-30"), 3, "deadline", "ngày 30/06/2016"),
        (
            "measurements.csv",
            text_of("measurements.csv").replace("2026-03-05", "2006-11-20"),
            3,
            "date",
            "hơn một năm",
        ),
        (
            "assignments.csv",
            text_of("assignments.csv").replace("2026-01-29", "2006-01-29"),
            2,
            "valid_from",
            "hơn một năm",
        ),
        (
            s,
            far("20 ngày sau khi Tỉnh ủy ban hành"),
            3,
            "deadline",
            "mốc này không bao giờ quá hạn",
        ),
        (
            s,
            far("\"Hoàn thành trước ngày 30/9/2026 và duy trì liên tục\""),
            3,
            "deadline",
            "không bao giờ quá hạn",
        ),
        (s, far("cuối năm"), 3, "deadline", "không bao giờ quá hạn"),
        (
            "programme.csv",
            text_of("programme.csv").replace("2025-12-31", "30 ngày sau khi Trung ương ban hành"),
            3,
            "due",
            "hạng mục này không bao giờ quá hạn",
        ),
        (
            "units.csv",
            format!(
                "{}99999,XÃ  THẠNH AN,,commune,government,commune,,9,no,\n",
                text_of("units.csv")
            ),
            6,
            "code",
            "tên này giống tên của 27676",
        ),
        (
            s,
            text_of(s).to_owned(),
            3,
            "responsible",
            "VNPT chưa được phân công ở 25807",
        ),
    ];
    let (_dir, db) = empty().await;
    for (file, text, line, column, says) in notes {
        let plan = planned(&db, &with(file, text)).await;
        assert_eq!(errors(&plan), "");
        let found = plan.report.notes.iter().any(|note| {
            note.file == file
                && note.line == Some(line)
                && note.column.as_deref() == Some(column)
                && note.problem.to_string().contains(says)
        });
        assert!(found, "{file} {line} {column} {says}\n{plan}");
    }
}

/// A value reached before anything is done, or never, is no promise.
#[tokio::test]
async fn a_value_to_be_reached_lies_on_the_way_to_the_target() {
    let (_dir, db) = empty().await;
    let measured = text_of("indicators.csv").replace(",sach,", ",,");
    for (reach, right) in [
        ("0", false),
        ("-5", false),
        ("150", false),
        ("\"95,1\"", false),
        ("1", true),
        ("95", true),
    ] {
        let rows = "unit,workstream,kind,title,product,deadline,responsible,weight,reach\n";
        let row = format!("25807,QG09,outcome,Đạt mức,Số đo,2026-12-01,,1,{reach}\n");
        let mut files = with("milestones.csv", format!("{rows}{row}"));
        files.set("indicators.csv", measured.clone());
        let plan = planned(&db, &files).await;
        let told = errors(&plan);
        let refused =
            told.contains("milestones.csv, dòng 2, cột reach: giá trị phải đạt nằm ngoài");
        assert_eq!(plan.sound(), right, "{reach} {told}");
        assert_eq!(refused, !right, "{reach} {told}");
    }
    let text = text_of("indicators.csv").replace("up,95,", "up,\"0,8\",");
    let plan = planned(&db, &with("indicators.csv", text)).await;
    let noted = plan.report.notes.iter().map(ToString::to_string);
    assert!(noted.clone().any(|it| it.contains("chỉ tiêu nhỏ hơn 1 %")));
}

/// What needs no decision and changes what was counted before is told of.
#[tokio::test]
async fn what_weighs_on_the_past_is_noted() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    apply(&db, &planned(&db, &small()).await, now)
        .await
        .unwrap();
    let heavy = |weight: &str| {
        let row = format!("25807,QG09,product,Kiểm kê kho,Biên bản,2026-12-01,,{weight}\n");
        format!("{}{row}", text_of("milestones.csv"))
    };
    let measured = |value: &str| {
        let row = format!("CT01,2026-04-01,,,\"{value}\",x\n");
        format!("{}{row}", text_of("measurements.csv"))
    };
    for (file, over, just, line, column, says) in [
        (
            "milestones.csv",
            heavy("4"),
            heavy("3"),
            5,
            "weight",
            "chiếm 4 trên tổng trọng số 7 của nhiệm vụ (57,1%)",
        ),
        (
            "measurements.csv",
            measured("100,1"),
            measured("100"),
            4,
            "value",
            "lớn hơn 100 %",
        ),
    ] {
        for (text, told) in [(over, true), (just, false)] {
            let plan = planned(&db, &with(file, text)).await;
            assert_eq!(errors(&plan), "");
            let found = plan.report.notes.iter().any(|note| {
                note.line == Some(line)
                    && note.column.as_deref() == Some(column)
                    && note.problem.to_string().contains(says)
            });
            assert_eq!(found, told, "{file} {says}\n{plan}");
        }
    }
}

#[tokio::test]
async fn new_milestones_that_are_late_at_once_are_counted() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    apply(&db, &planned(&db, &small()).await, now)
        .await
        .unwrap();
    let born_late = |plan: &Preview| {
        let notes = plan.report.notes.iter().map(ToString::to_string);
        let told: Vec<_> = notes
            .filter(|it| it.contains("quá hạn ngay khi ghi"))
            .collect();
        told
    };
    let rows: String = ["2026-04-01", "2026-04-09", "2026-04-10", ""]
        .iter()
        .enumerate()
        .map(|(n, day)| format!("25807,QG09,product,Việc số {n} mới,Biên bản,{day},,1\n"))
        .collect();
    let files = with(
        "milestones.csv",
        format!("{}{rows}", text_of("milestones.csv")),
    );
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    let said = "milestones.csv, cột deadline: 2 mốc mới đã quá hạn ngay khi ghi; \
                kiểm tra lại ngày (nếu đúng thì để nguyên)";
    assert_eq!(born_late(&plan), [said]);
    apply(&db, &plan, now).await.unwrap();
    assert!(born_late(&planned(&db, &files).await).is_empty());
}

/// Who says that an outcome counts no records leaves the duty's volume out of account.
#[tokio::test]
async fn a_volume_that_an_indicator_does_not_count_is_noted() {
    let (_dir, db) = empty().await;
    for (counts, noted) in [
        ("", false),
        ("records", false),
        ("survey", true),
        ("other", true),
    ] {
        let text = format!(
            "code,name,scope,unit_of_measure,direction,target,deadline,criterion,counts,provisional,source\n\
             KQ09,Hồ sơ,25807/QG09,%,up,95,2026-12-31,,{counts},no,x\n"
        );
        let mut files = with("indicators.csv", text);
        files.set(
            "measurements.csv",
            "indicator,date,numerator,denominator,value,source\n",
        );
        let plan = planned(&db, &files).await;
        assert_eq!(errors(&plan), "");
        let notes: Vec<_> = plan.report.notes.iter().map(ToString::to_string).collect();
        let says = "indicators.csv, dòng 2, cột counts: nhiệm vụ này có khối lượng 12400, nhưng";
        let found = notes.iter().any(|it| it.starts_with(says));
        assert_eq!(found, noted, "{counts} {notes:?}");
    }
}

#[tokio::test]
async fn a_milestone_typed_another_way_is_not_a_second_one() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    apply(&db, &planned(&db, &small()).await, now)
        .await
        .unwrap();
    let s = "milestones.csv";
    for other in [
        "Số hoá 12.400 hồ sơ",
        "Số hóa 12.400 hồ  sơ",
        "Số hóa 12.400 hồ sơ.",
    ] {
        let text = text_of(s).replace("Số hóa 12.400 hồ sơ", other);
        let plan = planned(&db, &with(s, text)).await;
        let told = errors(&plan);
        let same = told.contains("milestones.csv, dòng 3, cột title: gần giống mốc đã có");
        assert!(same != plan.sound(), "{other} {told}");
    }
}

#[tokio::test]
async fn other_encodings_are_named() {
    let (_dir, db) = empty().await;
    let text = text_of("units.csv");
    let little: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let windows: Vec<u8> = text
        .chars()
        .map(|c| if c.is_ascii() { c as u8 } else { 0xE9 })
        .collect();
    for (bytes, line, says) in [
        (little, None, "UTF-16 LE"),
        (big, None, "UTF-16 BE"),
        (windows, Some(2), "không phải UTF-8"),
    ] {
        let plan = planned(&db, &with("units.csv", bytes)).await;
        let first = &plan.report.errors[0];
        assert_eq!(first.line, line);
        assert!(first.to_string().contains(says), "{first}");
        assert!(first.to_string().contains("CSV UTF-8"));
    }
}

#[tokio::test]
async fn a_missing_file_and_a_large_one_are_named() {
    let (dir, db) = empty().await;
    for (name, text) in SMALL.iter().filter(|(name, _)| *name != "units.csv") {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    std::fs::write(dir.path().join("khác.csv"), "a\n").unwrap();
    // Known by its name, but for its letters.
    std::fs::rename(
        dir.path().join("milestones.csv"),
        dir.path().join("Milestones.CSV"),
    )
    .unwrap();
    let large = std::fs::File::create(dir.path().join("people.csv")).unwrap();
    large.set_len(51 * 1024 * 1024).unwrap();
    let plan = crate::import::plan(&db, dir.path(), noon("2026-04-10"))
        .await
        .unwrap();
    let told = errors(&plan);
    assert!(told.contains("units.csv: thiếu tệp"), "{told}");
    assert!(told.contains("people.csv: tệp lớn hơn 50 MB"), "{told}");
    let says = "Milestones.CSV: tên tệp phải viết thường: đổi thành milestones.csv";
    assert!(told.contains(says), "{told}");
    assert_eq!(plan.report.errors.len(), 3, "{told}");
    assert_eq!(plan.report.notes[0].file, "khác.csv");
}

#[tokio::test]
async fn a_campaign_of_tasks_alone_needs_no_file_of_databases() {
    let (dir, db) = empty().await;
    let files = [
        (
            "campaign.csv",
            "name,start,deadline,time_zone\nX,2026-01-14,2027-06-30,Asia/Ho_Chi_Minh\n",
        ),
        (
            "units.csv",
            "code,name,kind,bloc,tier\nSYT,Sở Y tế,department,government,city\n",
        ),
        (
            "programme.csv",
            "code,kind,title,lead_unit\nNV01,data,Rà soát,SYT\n",
        ),
    ];
    let read = async || {
        let plan = crate::import::plan(&db, dir.path(), noon("2026-04-10")).await;
        errors(&plan.unwrap())
    };
    for (name, text) in &files[..2] {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    let told = read().await;
    assert!(
        told.contains("một trong hai tệp databases.csv và programme.csv"),
        "{told}"
    );
    std::fs::write(dir.path().join(files[2].0), files[2].1).unwrap();
    assert_eq!(read().await, "");
}

#[tokio::test]
async fn a_million_errors_are_counted_and_a_thousand_told() {
    let (_dir, db) = empty().await;
    let rows = "x,y\n".repeat(20_000);
    let plan = planned(
        &db,
        &with("duties.csv", format!("{}{rows}", text_of("duties.csv"))),
    )
    .await;
    assert_eq!(plan.report.errors.len() + plan.report.more, 20_000);
    assert_eq!(plan.report.errors.len(), 1_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(file in 0_usize..11, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let input = Input::read(&with(SMALL[file].0, bytes), noon("2026-04-10"));
        let _ = input.report.errors.iter().map(ToString::to_string).count();
    }

    #[test]
    fn no_broken_file_makes_it_panic(file in 0_usize..11, at in 0_usize..600, bytes in "[\"',;\r\n\t=\\-0-9/A-Zẩ\u{300}]{0,20}") {
        let mut text = SMALL[file].1.to_owned();
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        text.insert_str(at, &bytes);
        let input = Input::read(&with(SMALL[file].0, text), noon("2026-04-10"));
        let _ = input.report.errors.iter().map(ToString::to_string).count();
    }
}
