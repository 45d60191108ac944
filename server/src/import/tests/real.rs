//! The city's published case, as it lies in `server/campaigns`.
use std::path::Path;

use super::*;
use crate::{
    import::{Problem, apply, examples::TEMPLATES},
    ledger::*,
};

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

/// The city's files with the templates beside them, each changed.
fn with_templates(change: impl Fn(&str, &str) -> String) -> Files {
    let campaigns = Path::new(env!("CARGO_MANIFEST_DIR")).join("campaigns");
    let mut files = Files::read(&campaigns.join("tphcm")).unwrap();
    for (file, text) in TEMPLATES {
        files.set(file, change(file, text));
    }
    // The days of a decree, to be kept as they are.
    let cadences = include_str!("../../../campaigns/templates/cadences.csv");
    files.set("cadences.csv", cadences);
    files
}

#[test]
fn every_template_is_known_as_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("campaigns/templates");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = TEMPLATES.iter().any(|(file, _)| *file == name);
        let kept = name == "cadences.csv";
        assert!(
            known || kept || !name.ends_with(".csv"),
            "{name} is missing"
        );
    }
}

#[tokio::test]
async fn the_templates_import_once_their_examples_are_replaced() {
    let (_dir, db) = empty().await;
    let now = noon("2026-02-01");
    let replaced = |file: &str, text: &str| match file {
        "dependencies.csv" | "rhythms.csv" => {
            text.replace("Kế hoạch triển khai", "Kế hoạch của Sở")
        }
        "duties.csv" => text.replace("00,\n", "01,\n"),
        "milestones.csv" => text
            .replace("25747,QG01,p", "25747,QG01,P")
            .replace("ch có", "ch mới có")
            .replace("sai lệch", "sai"),
        _ => text
            .replace("Người đứng đầu SYT", "Bà Mẫu")
            .replace("Đầu mối VNPT", "Ông Thử"),
    };
    let plan = plan_files(&db, &with_templates(replaced), now)
        .await
        .unwrap();
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, now).await.unwrap();
    assert_eq!(
        MilestoneRow::between(&db, 0, i64::MAX).await.unwrap().len(),
        2
    );
}

/// Left in, they would stand in the campaign for ever.
#[tokio::test]
async fn the_templates_examples_are_refused_each_at_its_row() {
    let (_dir, db) = empty().await;
    let now = noon("2026-02-01");
    // A clerk fills in below them, with columns of his own.
    let left = |file: &str, text: &str| {
        let text: String = text.lines().map(|line| format!("{line},\n")).collect();
        let own = match file {
            "dependencies.csv" => "CN01,QG04,,,Kế hoạch,",
            "rhythms.csv" => "BC09,SYT,QG09,Việc,Vật,THANG,2026-12-01,,,,,,,x,",
            "duties.csv" => "STP,QG09,contribute,1,,",
            "milestones.csv" => "SYT,QG09,product,Việc,Vật,2026-06-30,,,",
            _ => "member.syt,Ông Thử,,member,SYT,,,,,,,",
        };
        format!("{text}{own}\n")
    };
    let plan = plan_files(&db, &with_templates(left), now).await.unwrap();
    let examples: Vec<(String, Option<u64>)> = plan
        .report
        .errors
        .iter()
        .filter(|e| e.problem == Problem::Example)
        .map(|e| (e.file.clone(), e.line))
        .collect();
    let all: Vec<(String, Option<u64>)> = TEMPLATES
        .iter()
        .flat_map(|(file, text)| {
            let rows = text.lines().count() as u64;
            (2..=rows).map(|line| ((*file).to_owned(), Some(line)))
        })
        .collect();
    assert_eq!(examples, all);
    assert_eq!(plan.report.errors.len(), all.len(), "{plan}");
}
