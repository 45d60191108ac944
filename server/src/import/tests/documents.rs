//! documents.csv: what the plan comes from.
use app::views::PlanFile;

use super::*;
use crate::import::{apply, records};

fn listed(rows: &str) -> Files {
    with(
        "documents.csv",
        format!("number,day,title,replaces\n{rows}"),
    )
}

#[tokio::test]
async fn a_document_is_listed_once_and_replaces_no_document_that_replaces_it() {
    let (_dir, db) = empty().await;
    for (rows, wrong) in [
        (
            "05/KH-UBND,2026-02-01,Kế hoạch,\n6/KH-UBND,2026-03-01,Thay,05/KH-UBND\n",
            "",
        ),
        // One number of two years is two documents.
        (
            "05/KH-UBND,2026-02-01,Kế hoạch,\n5/KH-UBND,2027-02-01,Kế hoạch,\n",
            "",
        ),
        (
            "05/KH-UBND,2026-02-01,Kế hoạch,\n5 / kh-ubnd,2026-02-01,Khác,\n",
            "văn bản này đã có, ghi số là 05/KH-UBND",
        ),
        (
            "21/QĐ-X,2026-02-01,Một,22/QĐ-X\n22/QĐ-X,2026-02-02,Hai,21/QĐ-X\n",
            "thay thế lẫn nhau thành vòng",
        ),
        (
            "1/QĐ-X,2026-02-01,Một,3/QĐ-X\n2/QĐ-X,2026-02-02,Hai,1/QĐ-X\n3/QĐ-X,2026-02-03,Ba,02/QĐ-X\n",
            "thay thế lẫn nhau thành vòng",
        ),
    ] {
        let told = errors(&planned(&db, &listed(rows)).await);
        match wrong {
            "" => assert_eq!(told, "", "{rows}"),
            wrong => assert!(told.contains(wrong), "{rows}{told}"),
        }
    }
}

/// Each ward has a number 12 of its own: a row says which is meant, or is refused.
#[tokio::test]
async fn one_number_of_two_issuers_is_a_document_of_each() {
    let head = "number,day,title,issuer,replaces\n";
    let first = format!(
        "{head}12/QĐ-UBND,2026-03-02,Quyết định một,UBND Xã Thanh An,\n\
         12/QĐ-UBND,2026-03-02,Quyết định hai,UBND Xã Thạnh An,\n\
         7/TB,2026-03-03,Thông báo,,\n"
    );
    // In the first import as in one of a campaign that has begun.
    for begun in [false, true] {
        let (_dir, db) = empty().await;
        if begun {
            apply(&db, &planned(&db, &small()).await, noon("2026-04-10"))
                .await
                .unwrap();
        }
        let plan = planned(&db, &with("documents.csv", first.as_str())).await;
        assert_eq!(errors(&plan), "");
        apply(&db, &plan, noon("2026-04-10")).await.unwrap();
        let rows = async || records(&db, PlanFile::Documents).await.unwrap();
        assert_eq!(rows().await.len(), 3);
        for (row, wrong) in [
            (
                "12/QĐ-UBND,2026-03-02,Khác,,",
                "có nhiều văn bản cùng số và ngày này",
            ),
            (
                "Số 12/qđ-ubnd,2026-03-02,Khác,UBND xã Thanh An,",
                "văn bản này đã có",
            ),
            ("12/QĐ-UBND,2026-03-02,Quyết định đầu,ubnd xã Thanh An,", ""),
            // Who issued it is said later, and later again not.
            ("7/TB,2026-03-03,Thông báo,Văn phòng,", ""),
            ("7/TB,2026-03-03,Thông báo mới,,", ""),
        ] {
            let plan = planned(&db, &with("documents.csv", format!("{head}{row}\n"))).await;
            let told = errors(&plan);
            match wrong {
                "" => {
                    assert_eq!(told, "", "{row}");
                    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
                }
                wrong => assert!(told.contains(wrong), "{row}: {told}"),
            }
        }
        let rows = rows().await;
        let told: Vec<&str> = rows.values().map(|it| it.label.as_str()).collect();
        assert_eq!(
            told,
            [
                "12/QĐ-UBND Quyết định đầu",
                "12/QĐ-UBND Quyết định hai",
                "7/TB Thông báo mới"
            ]
        );
    }
}

#[tokio::test]
async fn a_document_that_replaces_a_later_one_is_told() {
    let (_dir, db) = empty().await;
    for (day, told) in [("2026-01-01", true), ("2026-02-01", false)] {
        let rows = format!("05/KH-UBND,2026-02-01,Kế hoạch,\n6/KH-UBND,{day},Thay,5/KH-UBND\n");
        let plan = planned(&db, &listed(&rows)).await;
        assert_eq!(errors(&plan), "");
        let mut notes = plan.report.notes.iter().map(ToString::to_string);
        let says = "văn bản bị thay thế (05/KH-UBND) ra ngày 01/02/2026, sau văn bản này";
        assert_eq!(notes.any(|it| it.contains(says)), told, "{day}");
    }
}
