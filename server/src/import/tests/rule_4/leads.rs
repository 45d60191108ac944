//! Who leads what, and which ministry a database waits on.
use app::domain::Term;

use super::*;
use crate::{import::apply, ledger::RedefinitionRow};

/// Who leads is not forgotten by an empty cell.
#[tokio::test]
async fn a_lead_does_not_leave_by_an_emptied_cell() {
    let (_dir, db) = begun().await;
    let text = changed("databases.csv", "CN06,", ",SYT,", ",,", true);
    let told = errors(&with_file(&db, "databases.csv", text).await);
    assert!(told.contains("cột owner_unit: ô này đã ghi SYT"), "{told}");
}

/// What contributes does not come to lead by the owner of another file alone.
#[tokio::test]
async fn rule_4_an_owner_makes_no_lead_of_who_contributes_without_a_decision() {
    let (_dir, db) = empty().await;
    let mut first = late();
    let ownerless = text_of("databases.csv").replacen("SYT,QG09", ",QG09", 1);
    first.set("databases.csv", ownerless);
    let listed = format!("{}STP,CN06,contribute,,\n", text_of("duties.csv"));
    first.set("duties.csv", listed.clone());
    let plan = planned(&db, &first).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();

    let owned = |unit: &str, decided: bool| {
        let to = format!("điện tử,sector,,{unit},");
        changed(
            "databases.csv",
            "CN06,",
            "điện tử,sector,,SYT,",
            &to,
            decided,
        )
    };
    let mut files = late();
    files.set("databases.csv", owned("STP", false));
    let told = errors(&planned(&db, &files).await);
    assert!(
        told.contains(
            "databases.csv, dòng 3, cột owner_unit: đổi contribute thành lead cần quyết định"
        ),
        "{told}"
    );
    files.set("duties.csv", listed);
    let told = errors(&planned(&db, &files).await);
    assert!(
        told.contains(
            "databases.csv, dòng 3, cột owner_unit: dòng này ghi STP chủ trì, còn duties.csv \
             dòng 4 ghi STP phối hợp"
        ),
        "{told}"
    );
    files.set("duties.csv", text_of("duties.csv"));
    files.set("databases.csv", owned("STP", true));
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    assert_eq!(
        (
            &*kept[0].subject,
            &*kept[0].code,
            &*kept[0].was,
            &*kept[0].now
        ),
        ("duty", "STP/CN06", "contribute", "lead")
    );
    assert!(planned(&db, &files).await.nothing());
}

/// What one unit led and everybody leads leaves it a small part: a decision says so.
#[tokio::test]
async fn rule_4_a_task_becomes_everybodys_by_a_decision_only() {
    let (_dir, db) = empty().await;
    let mut first = late();
    let own = text_of("programme.csv").replacen("thông tin,*,", "thông tin,STP,", 1);
    first.set("programme.csv", own.clone());
    let plan = planned(&db, &first).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let told = errors(&planned(&db, &late()).await);
    assert!(
        told.contains("programme.csv, dòng 2, cột lead_unit: đổi STP thành * cần quyết định"),
        "{told}"
    );
    let text = changed(
        "programme.csv",
        "AT01",
        "thông tin,*,",
        "thông tin,*,",
        true,
    );
    let plan = with_file(&db, "programme.csv", text).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    let told: Vec<_> = kept
        .iter()
        .map(|it| (&*it.term, &*it.was, &*it.now))
        .collect();
    assert_eq!(told, [("lead_unit", "STP", "*")]);
    assert_eq!(Term::from_code("lead_unit"), Some(Term::Lead));
    assert!(planned(&db, &late()).await.nothing());
}

/// What weighs on others without a decision is noted.
#[tokio::test]
async fn what_takes_from_others_or_changes_the_past_is_noted() {
    let (_dir, db) = begun().await;
    let mut files = late();
    let rows = text_of("duties.csv").replace('\n', ",,,\n");
    let rows = rows.replacen(",,,\n", ",decision,reason,approver\n", 1);
    files.set(
        "duties.csv",
        format!("{rows}STP,QG09,contribute,,,12/QĐ,Thêm đơn vị,Bà Thử\n"),
    );
    let swapped = text_of("assignments.csv")
        .replace("VNPT,lead", "VNPT,s")
        .replace("FPT,support", "FPT,lead")
        .replace("VNPT,s", "VNPT,support");
    files.set("assignments.csv", swapped.clone());
    // Who led on days that are over is not said again without a decision.
    let told = errors(&planned(&db, &files).await);
    for line in [2, 3] {
        let told_there = format!("assignments.csv, dòng {line}, cột role: vai trò ");
        assert!(told.contains(&told_there), "{told}");
    }
    let decided = swapped
        .replace("2026-01-29,,", "2026-01-29,20/QĐ,")
        .replace("12/QĐ", "20/QĐ");
    files.set("assignments.csv", decided);
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    let notes: Vec<String> = plan.report.notes.iter().map(ToString::to_string).collect();
    for told in [
        "duties.csv, dòng 4, cột role: 1 nhiệm vụ phối hợp mới của QG09",
        "assignments.csv, dòng 2, cột role: VNPT ở SYT đổi từ lead sang support",
        "assignments.csv, dòng 3, cột role: FPT ở SYT đổi từ support sang lead",
    ] {
        assert!(
            notes.iter().any(|note| note.contains(told)),
            "{told}: {notes:?}"
        );
    }
}

/// Who leads by duties.csv is not joined by another lead where that file leaves it out.
#[tokio::test]
async fn an_owner_beside_a_listed_lead_is_a_second_lead() {
    let (_dir, db) = empty().await;
    let mut files = late();
    let ownerless = text_of("databases.csv").replacen("SYT,QG09", ",QG09", 1);
    files.set("databases.csv", ownerless);
    files.set(
        "duties.csv",
        format!("{}STP,CN06,lead,,\n", text_of("duties.csv")),
    );
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let told = errors(&planned(&db, &late()).await);
    assert!(
        told.contains("databases.csv, dòng 3, cột owner_unit: STP đã chủ trì hạng mục này"),
        "{told}"
    );
}

/// Which body above the city a database waits on, and which one it feeds, changes by a decision;
/// the known remark behind a ministry is put right freely.
#[tokio::test]
async fn rule_4_the_ministry_of_a_database_changes_by_a_decision_only() {
    let head = "code,name,kind,ministry,owner_unit,feeds,count_unit,legal_basis,provisional,source,\
                decision,reason,approver";
    let rows = |ministry: &str, feeds: &str, rest: &str, by: &str| {
        format!(
            "{head}\nQG09,Cơ sở dữ liệu quốc gia về y tế,national,{ministry},SYT,,hồ sơ,{rest},x,{by}\n\
             QG10,Cơ sở dữ liệu quốc gia về đất đai,national,,STP,,thửa,,yes,x,,,\n\
             CN06,Hồ sơ sức khỏe điện tử,sector,,SYT,{feeds},hồ sơ,,yes,x,{by}\n"
        )
    };
    let decided = "12/QĐ,Chuyển bộ,Bà Thử";
    for (ministry, feeds, rest, by, refused, terms) in [
        ("Bộ Nội vụ", "QG09", "NĐ 4,yes", ",,", "ministry", 0),
        ("", "QG09", "NĐ 4,yes", decided, "ministry", 0),
        ("Bộ Y tế", "QG10", "NĐ 4,yes", ",,", "feeds", 0),
        ("Bộ Nội vụ", "QG10", "NĐ 4,yes", decided, "", 2),
        ("Bộ y tế (chưa xác minh)", "QG09", "NĐ 4,yes", ",,", "", 0),
        (
            "Bộ Y tế (thôi chủ quản từ 01/12) Bộ Nội vụ",
            "QG09",
            "NĐ 4,yes",
            ",,",
            "ministry",
            0,
        ),
        (
            "Bộ Y tế (Bộ Nội vụ)",
            "QG09",
            "NĐ 4,yes",
            ",,",
            "ministry",
            0,
        ),
        (
            "Bộ Y tế (chưa xác minh) Bộ Nội vụ",
            "QG09",
            "NĐ 4,yes",
            ",,",
            "ministry",
            0,
        ),
        // What is told of it moves no blame: it is noted.
        ("Bộ Y tế", "QG09", "NĐ 5,no", ",,", "", 0),
    ] {
        let (_dir, db) = empty().await;
        let before = with("databases.csv", rows("Bộ Y tế", "QG09", "NĐ 4,yes", ",,"));
        let plan = planned(&db, &before).await;
        assert_eq!(errors(&plan), "");
        apply(&db, &plan, noon(TODAY)).await.unwrap();
        let plan = planned(&db, &with("databases.csv", rows(ministry, feeds, rest, by))).await;
        let told = errors(&plan);
        assert_eq!(told.is_empty(), refused.is_empty(), "{told}");
        assert!(told.contains(refused), "{told}");
        assert_eq!(plan.rows.redefinitions.len(), terms, "{ministry} {feeds}");
        let notes = plan.report.notes.iter().map(ToString::to_string);
        let notes: String = notes.collect();
        let noted = rest.starts_with("NĐ 5");
        for words in ["bỏ dấu “tạm” ở 1 dòng", "đổi căn cứ ở 1 dòng"] {
            assert_eq!(notes.contains(words), noted, "{notes}");
        }
    }
}
