//! Dated points of the path of an indicator.
use super::*;
use crate::{
    import::apply,
    ledger::{IndicatorRow, RedefinitionRow},
};

/// The small campaign whose second indicator goes through these points, by a decision or by none.
fn through(path: &str, decided: bool) -> Files {
    let by = if decided {
        "7/QĐ,Lý do,Bà Thử"
    } else {
        ",,"
    };
    let text = format!(
        "code,name,scope,unit_of_measure,direction,target,deadline,criterion,provisional,source,\
         path,decision,reason,approver\n\
         CT01,Mức độ hài lòng,campaign,%,up,90,2026-12-31,hai_long,no,x,,,,\n\
         KQ01,Hồ sơ sạch,25807/QG09,%,up,95,2027-06-30,sach,no,x,{path},{by}\n"
    );
    with("indicators.csv", text)
}

#[tokio::test]
async fn rule_4_a_path_changes_by_a_decision_and_leads_on() {
    let (_dir, db) = empty().await;
    let now = noon("2026-04-10");
    let plan = planned(&db, &small()).await;
    apply(&db, &plan, now).await.unwrap();
    let points = "\"30/06/2026=40; 2026-12-31=72,5\"";
    for (path, decided, told) in [
        // The straight line was promised.
        (points, false, "cần quyết định"),
        (points, true, ""),
        (
            "30/06/2026",
            true,
            "cột path: điểm \"30/06/2026\" của lộ trình không đọc được",
        ),
        ("30/06/2026=nhiều", true, "cột path: điểm"),
        (
            "2026-12-31=40; 2026-06-30=70",
            true,
            "phải theo thứ tự ngày",
        ),
        ("2026-06-30=70; 2026-12-31=40", true, "không lùi"),
        ("2027-06-30=95", true, "trước thời hạn"),
        ("2026-06-30=96", true, "không lùi"),
    ] {
        let found = errors(&planned(&db, &through(path, decided)).await);
        assert_eq!(found.is_empty(), told.is_empty(), "{path}: {found}");
        assert!(found.contains(told), "{path}: {found}");
    }
    let plan = planned(&db, &through(points, true)).await;
    apply(&db, &plan, now).await.unwrap();
    let rows = IndicatorRow::between(&db, 0, i64::MAX).await.unwrap();
    let path = rows.last().unwrap().path.clone();
    assert_eq!(path.as_deref(), Some("2026-06-30=40;2026-12-31=72.5"));
    let redefined = RedefinitionRow::between(&db, 0, i64::MAX).await.unwrap();
    assert_eq!(redefined.last().unwrap().term, "path");
    // A file without the column changes nothing, an emptied cell is refused.
    assert!(planned(&db, &small()).await.nothing());
    assert!(planned(&db, &through(points, false)).await.nothing());
    assert!(errors(&planned(&db, &through("", true)).await).contains("để trống"));
}
