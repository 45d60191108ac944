//! dependencies.csv: what waits for what.
use super::*;
use crate::{import::apply, ledger::DependencyRow};

const HEAD: &str = "workstream,waits_for,ends_on,provisional,source\n";

fn file(rows: &str) -> Files {
    with("dependencies.csv", format!("{HEAD}{rows}"))
}

async fn kept(db: &Db) -> Vec<(String, String, Option<String>)> {
    let rows = DependencyRow::between(db, 0, i64::MAX).await.unwrap();
    let told = rows.into_iter();
    told.map(|row| (row.workstream, row.waits_for, row.ends_on))
        .collect()
}

#[tokio::test]
async fn what_waits_for_what_is_added_told_and_ended() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    for (rows, counts, all) in [
        ("QG09,CN06,,yes,x\nAT01,CN06,,,x\n", (2, 0, 0, 0), 2),
        ("QG09,CN06,,yes,x\nAT01,CN06,,,x\n", (0, 0, 2, 0), 2),
        // What the file leaves out stays.
        ("QG09,CN06,,yes,x\n", (0, 0, 1, 1), 2),
        ("QG09,CN06,2026-05-01,yes,x\n", (0, 1, 0, 1), 3),
        ("QG09,CN06,,yes,x\n", (0, 1, 0, 1), 4),
    ] {
        let plan = planned(&db, &file(rows)).await;
        assert_eq!(errors(&plan), "", "{rows}");
        let of = plan.files.iter().find(|it| it.file == "dependencies.csv");
        let of = of.unwrap();
        let told = (
            of.new.len(),
            of.changed.len(),
            of.unchanged,
            of.missing.len(),
        );
        assert_eq!(told, counts, "{rows}");
        apply(&db, &plan, now).await.unwrap();
        assert_eq!(kept(&db).await.len(), all, "{rows}");
    }
}

#[tokio::test]
async fn a_circle_is_refused_at_its_row_and_named() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    for (rows, told) in [
        (
            "QG09,QG09,,,\n",
            &["dòng 2, cột waits_for: hạng mục không chờ chính nó được: QG09 → QG09"][..],
        ),
        (
            "QG09,CN06,,,\nCN06,AT01,,,\nAT01,QG09,,,\n",
            &[
                "dòng 2, cột waits_for: hạng mục không chờ chính nó được: QG09 → CN06 → AT01 → QG09",
                "dòng 4, cột waits_for: hạng mục không chờ chính nó được: AT01 → QG09 → CN06 → AT01",
            ],
        ),
        (
            "QG09,CN60,,,\n",
            &["dòng 2, cột waits_for: không có hạng mục nào mang mã"],
        ),
        (
            "QG90,CN06,,,\n",
            &["dòng 2, cột workstream: không có hạng mục nào mang mã"],
        ),
        (
            "QG09,CN06,,,\nQG09,CN06,,,\n",
            &["dòng 3, cột waits_for: trùng với dòng 2"],
        ),
        (
            "QG09,CN06,,,MẪU-0001\n",
            &["dòng 2, cột source: đây là số liệu mẫu"],
        ),
    ] {
        let found = errors(&planned(&db, &file(rows)).await);
        for told in told {
            assert!(found.contains(told), "{rows}: {found}");
        }
    }
    // With what the ledger has it is a circle too, until that ends.
    let plan = planned(&db, &file("QG09,CN06,,,\n")).await;
    apply(&db, &plan, now).await.unwrap();
    let back = planned(&db, &file("CN06,QG09,,,\n")).await;
    let found = errors(&back);
    assert!(found.contains("CN06 → QG09 → CN06"), "{found}");
    let turned = planned(&db, &file("QG09,CN06,2026-04-10,,\nCN06,QG09,,,\n")).await;
    assert_eq!(errors(&turned), "");
    let not_yet = planned(&db, &file("QG09,CN06,2026-04-11,,\nCN06,QG09,,,\n")).await;
    assert!(errors(&not_yet).contains("CN06 → QG09 → CN06"));
}
