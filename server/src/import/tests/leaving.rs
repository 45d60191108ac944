//! The plan as it leaves, and comes back.
use super::*;
use crate::import::{apply, leaving};

const ZONE: chrono_tz::Tz = chrono_tz::Asia::Ho_Chi_Minh;

/// The folder that the plan of a database leaves in.
async fn left(db: &Db) -> Files {
    let mut files = Files::default();
    for (name, bytes) in leaving(db, ZONE).await.unwrap() {
        files.set(name, bytes);
    }
    files
}

#[tokio::test]
async fn the_plan_that_leaves_says_nothing_new_when_it_comes_back() {
    let (_dir, db) = empty().await;
    let plan = planned(&db, &small()).await;
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    let again = planned(&db, &left(&db).await).await;
    assert_eq!(errors(&again), "");
    assert!(again.nothing(), "{again}");
}

#[tokio::test]
async fn another_campaign_begins_from_the_plan_that_left() {
    let (_dir, db) = empty().await;
    let plan = planned(&db, &small()).await;
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    let folder = left(&db).await;
    let (_other, other) = empty().await;
    let plan = planned(&other, &folder).await;
    assert_eq!(errors(&plan), "");
    apply(&other, &plan, noon("2026-05-10")).await.unwrap();
    // It leaves from there as it came.
    let (here, there) = (leaving(&db, ZONE).await, leaving(&other, ZONE).await);
    assert_eq!(here.unwrap(), there.unwrap());
}
