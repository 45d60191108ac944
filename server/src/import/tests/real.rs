//! The city's published case, as it lies in `server/campaigns`.
use std::path::Path;

use super::*;
use crate::{import::apply, ledger::*};

#[tokio::test]
async fn the_citys_case_imports_twice() {
    let (_dir, db) = empty().await;
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("campaigns/tphcm");
    let now = noon("2026-11-22");
    let plan = crate::import::plan(&db, &dir, now).await.unwrap();
    assert_eq!(errors(&plan), "");
    let applied = apply(&db, &plan, now).await.unwrap();
    assert_eq!(applied.seq, Some(1));
    let units = UnitRow::between(&db, 0, i64::MAX).await.unwrap();
    assert_eq!(units.len(), 222);
    // Equal without their marks, two units all the same.
    assert!(
        units.iter().any(|u| u.name == "Xã Thanh An")
            && units.iter().any(|u| u.name == "Xã Thạnh An")
    );
    assert_eq!(
        WorkstreamRow::between(&db, 0, i64::MAX)
            .await
            .unwrap()
            .len(),
        60 + 27
    );
    // 60 owners, 16 tasks with a unit of their own or everybody's four.
    let duties = DutyRow::between(&db, 0, i64::MAX).await.unwrap();
    let everybodys = duties.iter().filter(|d| d.workstream == "KH214-04").count();
    assert_eq!(everybodys, 222);
    assert!(crate::ledger::load(&db, 0, now, None).await.unwrap().len() > 1000);
    let again = crate::import::plan(&db, &dir, now).await.unwrap();
    assert!(again.sound() && again.nothing(), "{again}");
}

/// The templates are read as they are, beside the small campaign.
#[tokio::test]
async fn the_templates_import() {
    let (dir, db) = empty().await;
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("campaigns");
    for folder in ["tphcm", "templates"] {
        for entry in std::fs::read_dir(city.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "csv") {
                std::fs::copy(&path, dir.path().join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    let now = noon("2026-02-01");
    let plan = crate::import::plan(&db, dir.path(), now).await.unwrap();
    assert_eq!(errors(&plan), "");
    assert!(plan.report.notes.is_empty());
    apply(&db, &plan, now).await.unwrap();
    assert_eq!(
        MilestoneRow::between(&db, 0, i64::MAX).await.unwrap().len(),
        2
    );
}
