//! The plan as it leaves, and comes back.
use std::collections::BTreeSet;

use app::views::PlanFile;

use super::*;
use crate::import::{Problem, apply, file_name, files::NEEDS, leaving};
use crate::{board::Live, clock::Clock};

/// The folder that the plan of a database leaves in.
async fn left(db: &Db) -> Files {
    let mut files = Files::default();
    for (name, bytes) in its_files(db).await {
        files.set(name, bytes);
    }
    files
}

async fn its_files(db: &Db) -> Vec<(&'static str, Vec<u8>)> {
    let live = Live::new(db.clone(), Clock::fixed(noon("2026-06-01")));
    leaving(db, &live.today().await.unwrap()).await.unwrap()
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
    assert_eq!(its_files(&db).await, its_files(&other).await);
}

/// What was measured and done, and who people are, is no plan.
const BEHIND: [&str; 4] = [
    "measurements.csv",
    "people.csv",
    "history.csv",
    "old_figures.csv",
];

/// A file that is not in the list would stay behind, and have no page.
#[test]
fn every_file_of_the_plan_is_on_its_pages_and_leaves() {
    let files = NEEDS.iter().map(|(file, _)| *file);
    let planned = files.filter(|it| !BEHIND.contains(it));
    let planned: BTreeSet<&str> = planned.collect();
    let shown = PlanFile::ALL.iter().map(|file| file_name(*file));
    assert_eq!(shown.collect::<BTreeSet<_>>(), planned);
}

/// A form has fields and no columns.
#[test]
fn what_a_file_says_of_columns_a_form_says_of_its_fields() {
    let needs = Problem::NeedsDecision {
        was: "1".to_owned(),
        now: "2".to_owned(),
    };
    for problem in [needs, Problem::PastCalendar, Problem::DecisionPart] {
        let words = problem.in_a_form();
        assert!(
            !words.contains("decision") && words.contains("Căn cứ") || words.contains("ba ô"),
            "{words}"
        );
    }
    // The sentences that name the columns, as they are written.
    let written = include_str!("../problem.rs").lines();
    let of_columns =
        written.filter(|it| it.contains("decision, reason") && it.trim().starts_with('"'));
    for line in of_columns {
        let known = [
            "các cột decision",
            "điền cả ba cột decision",
            "ghi ba cột decision",
            "đủ ba cột decision",
        ];
        assert!(known.iter().any(|it| line.contains(it)), "{line}");
    }
}
