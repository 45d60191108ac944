//! What takes from others' shares, or leaves work with somebody else.
use super::*;
use crate::{import::apply, ledger::RedefinitionRow};

const BY: &str = ",12/QĐ-UBND,Lý do thử,Bà Thử";

async fn begun() -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    let plan = planned(&db, &small()).await;
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    (dir, db)
}

#[tokio::test]
async fn rule_4_a_weight_of_a_new_duty_needs_a_decision() {
    let (_dir, db) = begun().await;
    let duties = |decided: &str| {
        let rows = text_of("duties.csv").replace('\n', ",,,\n");
        let head = rows.replacen(",,,\n", ",decision,reason,approver\n", 1);
        with(
            "duties.csv",
            format!("{head}STP,QG09,contribute,,900{decided}\n"),
        )
    };
    let told = errors(&planned(&db, &duties(",,,")).await);
    assert!(
        told.contains("cột weight: trọng số 900 của nhiệm vụ mới"),
        "{told}"
    );
    let plan = planned(&db, &duties(BY)).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon("2026-04-11")).await.unwrap();
    let kept = RedefinitionRow::between(&db, 0, i64::MAX).await.unwrap();
    let kept: Vec<_> = kept
        .iter()
        .map(|it| (&*it.term, &*it.was, &*it.now))
        .collect();
    assert_eq!(kept, [("weight", "", "900"), ("role", "", "contribute")]);
    // Without a weight of its own it shares with the others.
    let plain = format!("{}25807,CN06,contribute,,\n", text_of("duties.csv"));
    assert_eq!(errors(&planned(&db, &with("duties.csv", plain)).await), "");
}

/// Who joins where something is promised takes from the others at once, also without a product: what
/// an open one weighed would go to the lead.
#[tokio::test]
async fn rule_4_a_duty_where_something_is_promised_is_added_by_a_decision_only() {
    let (_dir, db) = begun().await;
    let head = text_of("duties.csv").replace('\n', ",,,\n");
    let head = head.replacen(",,,\n", ",decision,reason,approver\n", 1);
    for (row, needs) in [
        ("STP,QG09,contribute,,", true),
        ("STP,QG09,lead,,", true),
        // Nothing is promised there yet.
        ("25807,CN06,contribute,,", false),
    ] {
        let file = |by: &str| with("duties.csv", format!("{head}{row}{by}\n"));
        let told = errors(&planned(&db, &file(",,,")).await);
        let added = told.contains("cột role: nhiệm vụ mới của QG09");
        assert_eq!(added, needs, "{row} {told}");
        let told = errors(&planned(&db, &file(BY)).await);
        assert!(!told.contains("nhiệm vụ mới của"), "{row} {told}");
    }
}

/// Whose work lies undone is not changed behind a day that is over.
#[tokio::test]
async fn an_assignment_ends_in_the_past_by_a_new_decision_only() {
    let (_dir, db) = begun().await;
    let ended = |last: &str, decision: &str| {
        let text = text_of("assignments.csv")
            .replace("valid_from,", "valid_from,valid_to,")
            .replace("VNPT,lead,2026-01-29,", "VNPT,lead,2026-01-29,,")
            .replace(
                "FPT,support,29/01/2026,12/QĐ",
                &format!("FPT,support,29/01/2026,{last},{decision}"),
            );
        with("assignments.csv", text)
    };
    for (last, decision, told) in [
        (
            "2026-04-01",
            "12/QĐ",
            "cột valid_to: phân công kết thúc ở một ngày đã qua",
        ),
        ("2026-04-01", "", "cột decision: ô này đã ghi 12/QĐ"),
        ("", "", "cột decision: ô này đã ghi 12/QĐ"),
    ] {
        let errors = errors(&planned(&db, &ended(last, decision)).await);
        assert!(errors.contains(told), "{last} {decision}: {errors}");
    }
    for (last, decision) in [("2026-04-01", "15/QĐ"), ("2026-04-10", "12/QĐ")] {
        assert_eq!(
            errors(&planned(&db, &ended(last, decision)).await),
            "",
            "{last}"
        );
    }
}

#[tokio::test]
async fn a_code_is_that_of_one_workstream() {
    let (_dir, db) = empty().await;
    let text = format!(
        "{}QG09,security,An toàn,Bảo đảm an toàn,*,,,x\n",
        text_of("programme.csv")
    );
    let told = errors(&planned(&db, &with("programme.csv", text)).await);
    assert!(
        told.contains("programme.csv, dòng 4, cột code: mã này đã có ở databases.csv"),
        "{told}"
    );
}

#[tokio::test]
async fn an_import_extends_no_further_than_a_form() {
    let (_dir, db) = begun().await;
    let milestones = |day: &str| {
        let rows = text_of("milestones.csv").replace('\n', ",,,\n");
        let head = rows.replacen(",,,\n", ",decision,reason,approver\n", 1);
        let row = "30/06/2026,VNPT,3";
        with(
            "milestones.csv",
            head.replacen(&format!("{row},,,"), &format!("{day},VNPT,3{BY}"), 1),
        )
    };
    let told = errors(&planned(&db, &milestones("2062-01-01")).await);
    assert!(told.contains("hơn hai năm"), "{told}");
    assert_eq!(errors(&planned(&db, &milestones("2027-01-01")).await), "");
}
