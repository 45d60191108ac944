//! A name stays with the code that has or had it.
use super::*;
use crate::import::apply;

async fn begun() -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    let plan = planned(&db, &small()).await;
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    (dir, db)
}

fn renamed(file: &str, changes: &[(&str, &str)]) -> Files {
    let text = changes.iter().fold(text_of(file).to_owned(), |text, it| {
        text.replacen(it.0, it.1, 1)
    });
    with(file, text)
}

/// The same by a decision on every row.
fn decided(file: &str, changes: &[(&str, &str)]) -> Files {
    let files = renamed(file, changes);
    let text = String::from_utf8(files.get(file).unwrap().to_vec()).unwrap();
    let by = [",decision,reason,approver"]
        .into_iter()
        .chain(std::iter::repeat(",12/QĐ-UBND,Đổi tên,UBND"));
    let rows: Vec<String> = text
        .lines()
        .zip(by)
        .map(|(row, by)| format!("{row}{by}\n"))
        .collect();
    with(file, rows.concat())
}

/// Whatever is done in one step: what one unit, company or database achieved never stands
/// under the name of another.
#[tokio::test]
async fn a_name_never_moves_to_another_code() {
    let (_dir, db) = begun().await;
    for (file, changes, line) in [
        (
            "units.csv",
            &[("SYT,Sở Y tế,Sở Y tế", "SYT,Sở Tư pháp,Sở Tư pháp")][..],
            2,
        ),
        (
            "units.csv",
            &[
                ("Xã Thanh An,Thanh An", "Xã Thạnh An,Thạnh An"),
                ("27676,Xã Thạnh An,Thạnh An", "27676,Xã Thanh An,Thanh An"),
            ],
            4,
        ),
        (
            "units.csv",
            &[(",Thanh An,commune", ",thạnh an,commune")],
            4,
        ),
        (
            "partners.csv",
            &[("MK,MK,Công ty MK", "MK,CMC,Công ty MK")],
            4,
        ),
        (
            "partners.csv",
            &[
                ("Tập đoàn VNPT", "Tập đoàn viettel"),
                ("Tập đoàn Viettel", "Tập đoàn VNPT"),
            ],
            2,
        ),
        (
            "databases.csv",
            &[(
                "QG09,Cơ sở dữ liệu quốc gia về y tế",
                "QG09,Hồ sơ sức khoẻ điện tử",
            )],
            2,
        ),
        (
            "programme.csv",
            &[
                (",Bảo đảm an toàn thông tin,", ",Hạ tầng,"),
                (",Xây dựng hạ tầng số,", ",Bảo đảm an toàn thông tin,"),
                (",Hạ tầng,", ",Xây dựng hạ tầng số,"),
            ],
            2,
        ),
        // What was done stays behind under another name, and a new code begins clean.
        (
            "partners.csv",
            &[
                ("MK,MK,Công ty MK", "MK,MK cũ,Công ty MK cũ"),
                ("FPT,", "MKM,MK,Công ty MK,x\nFPT,"),
            ],
            3,
        ),
        ("partners.csv", &[("FPT,", "MKM,MK,Công ty mới,x\nFPT,")], 3),
    ] {
        let told = errors(&planned(&db, &renamed(file, changes)).await);
        let place = format!("{file}, dòng {line}, cột ");
        assert!(
            told.contains(&place) && told.contains("nay hoặc trước đây"),
            "{file} {changes:?}: {told}"
        );
    }
}

/// Nor in three.
#[tokio::test]
async fn a_name_that_another_code_had_is_not_taken_later() {
    let (_dir, db) = begun().await;
    let first = [("Sở Y tế,Sở Y tế", "Sở Y tế thành phố,Sở Y tế thành phố")];
    let plan = planned(&db, &renamed("units.csv", &first)).await;
    let told = errors(&plan);
    assert!(told.contains("cần quyết định"), "{told}");
    let plan = planned(&db, &decided("units.csv", &first)).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon("2026-04-11")).await.unwrap();
    let then = [
        first[0],
        ("STP,Sở Tư pháp,Sở Tư pháp", "STP,Sở Y tế,Sở Y tế"),
    ];
    let told = errors(&planned(&db, &renamed("units.csv", &then)).await);
    assert!(told.contains("\"Sở Y tế\" là tên của SYT"), "{told}");
    // Its own former name is its own.
    assert_eq!(errors(&planned(&db, &decided("units.csv", &[])).await), "");
    // Nor by a new code, which would begin clean under a known name.
    let new = [
        first[0],
        (
            "25807,",
            "SYTM,Sở Y tế,,department,government,city,,5,no,x\n25807,",
        ),
    ];
    let told = errors(&planned(&db, &renamed("units.csv", &new)).await);
    assert!(told.contains("\"Sở Y tế\" là tên của SYT"), "{told}");
}

/// A group and a unit have neither code nor name in common, however they are typed.
#[tokio::test]
async fn a_group_has_no_units_code_or_name_nor_a_unit_a_groups() {
    let (_dir, db) = begun().await;
    let group = |row: &str| with("groups.csv", format!("code,name\n{row}\n"));
    for (row, says) in [
        ("SYT,Các sở", "cột code: đây là mã của một đơn vị (SYT"),
        ("syt,Các sở", "cột code: đây là mã của một đơn vị (SYT"),
        ("G-SO,sở  y tế", "cột name: đây là tên của đơn vị SYT"),
        ("G-SO,Thanh An", "cột name: đây là tên của đơn vị 25807"),
        ("G-SO,Các sở", ""),
    ] {
        let told = errors(&planned(&db, &group(row)).await);
        assert!(told.contains(says), "{row}: {told}");
        assert_eq!(told.is_empty(), says.is_empty(), "{row}: {told}");
    }
    let plan = planned(&db, &group("G-SO,Các sở")).await;
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    for (row, says) in [
        (
            "g-so,Sở Mới",
            "cột code: đây là mã của một nhóm đơn vị (G-SO",
        ),
        ("SM,các sở", "cột name: đây là tên của nhóm đơn vị G-SO"),
        ("SM,Sở Mới", ""),
    ] {
        let new = format!("{row},,department,government,city,,5,no,x\n25807,");
        let files = renamed("units.csv", &[("25807,", &new)]);
        let told = errors(&planned(&db, &files).await);
        assert!(told.contains(says), "{row}: {told}");
        assert_eq!(told.is_empty(), says.is_empty(), "{row}: {told}");
    }
}
