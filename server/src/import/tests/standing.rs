//! A row is judged as it will stand: what its file has no column for is as the ledger has it.
use super::{rule_4::*, *};
use crate::{
    import::apply,
    ledger::{RedefinitionRow, WorkstreamRow},
};

/// Without some columns of a table whose cells hold no comma.
fn without(text: &str, columns: &[&str]) -> String {
    let head: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let keeps = |at: &usize| !columns.contains(&head[*at]);
    let lines = text.lines().map(|line| {
        let cells = line.split(',').enumerate();
        let kept = cells.filter(|(at, _)| keeps(at)).map(|(_, cell)| cell);
        kept.collect::<Vec<_>>().join(",") + "\n"
    });
    lines.collect()
}

/// A target that the file does not say is judged against what it says.
#[tokio::test]
async fn what_a_file_of_indicators_leaves_out_is_judged_as_it_stands() {
    let (_dir, db) = begun().await;
    for (from, to, left_out, told) in [
        ("", "", &["target"][..], ""),
        ("", "", &["baseline"], ""),
        ("", "", &["target", "baseline", "deadline"], ""),
        (
            ",5,80",
            ",80,80",
            &["target"],
            "cột target: chỉ tiêu bằng giá trị gốc",
        ),
        (
            ",5,80",
            ",90,80",
            &["target"],
            "cột target: chỉ tiêu bằng giá trị gốc",
        ),
        (
            ",5,80",
            ",5,5",
            &["baseline"],
            "cột target: chỉ tiêu bằng giá trị gốc",
        ),
        (
            ",5,80",
            ",5,4",
            &["baseline"],
            "cột target: chỉ tiêu bằng giá trị gốc",
        ),
        (
            "SYT/QG09,%",
            "SYT/QG09,hồ sơ",
            &["target"],
            "hãy ghi unit_of_measure là %",
        ),
    ] {
        let text = changed("indicators.csv", "Z1", from, to, true);
        let text = without(&text, left_out);
        let plan = with_file(&db, "indicators.csv", text).await;
        let found = errors(&plan);
        assert_eq!(found.is_empty(), told.is_empty(), "{left_out:?} {found}");
        assert!(found.contains(told), "{left_out:?} {found}");
        assert!(!told.is_empty() || plan.nothing(), "{left_out:?} {plan}");
    }
}

/// Nothing changes where a file of milestones says less.
#[tokio::test]
async fn what_a_file_of_milestones_leaves_out_stays() {
    let (_dir, db) = begun().await;
    for left_out in [
        &["reach"][..],
        &["weight"],
        &["responsible", "product", "reach"],
    ] {
        let text = without(MILESTONES, left_out);
        let plan = with_file(&db, "milestones.csv", text).await;
        assert_eq!(errors(&plan), "", "{left_out:?}");
        assert!(plan.nothing(), "{left_out:?} {plan}");
    }
}

/// What weighs nothing is noted when it is new, or comes to weigh nothing.
#[tokio::test]
async fn a_milestone_that_adds_to_no_share_is_noted() {
    let (_dir, db) = begun().await;
    let noted = |plan: &Preview| {
        let notes = plan.report.notes.iter().map(ToString::to_string);
        let told = notes.filter(|note| note.contains("cột weight: mốc có trọng số 0"));
        told.count()
    };
    let new = |kind: &str, weight: &str| {
        format!("{MILESTONES},SYT,QG09,{kind},Việc mới,Báo cáo,2026-12-01,,{weight},\n")
    };
    for (text, times) in [
        (MILESTONES.to_owned(), 0),
        (new("product", "1"), 0),
        (new("plan", "0"), 0),
        (
            changed("milestones.csv", "Làm sạch mã", ",1,", ",0,", true),
            1,
        ),
        (new("product", "0"), 1),
    ] {
        let plan = with_file(&db, "milestones.csv", text).await;
        assert_eq!(errors(&plan), "");
        assert_eq!(noted(&plan), times, "{plan}");
    }
    let plan = with_file(&db, "milestones.csv", new("product", "0")).await;
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let again = with_file(&db, "milestones.csv", new("product", "0")).await;
    assert_eq!(noted(&again), 0);
}

/// Another name of a database or a task is another thing to be built; typing is put right freely.
#[tokio::test]
async fn rule_4_a_workstream_gets_another_name_by_a_decision_only() {
    let (_dir, db) = begun().await;
    let (file, row, was) = ("programme.csv", "TT01", "Xây dựng hạ tầng số");
    let retyped = changed(file, row, was, "Xây dựng hạ  tầng SỐ", false);
    let plan = with_file(&db, file, retyped).await;
    assert_eq!(errors(&plan), "");
    assert!(!plan.nothing());
    let renamed = |decided| changed(file, row, was, "Xây dựng trung tâm dữ liệu", decided);
    let told = errors(&with_file(&db, file, renamed(false)).await);
    assert!(
        told.contains("cột title: đổi Xây dựng hạ tầng số thành Xây dựng trung tâm dữ liệu cần"),
        "{told}"
    );
    let plan = with_file(&db, file, renamed(true)).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    let kept = RedefinitionRow::between(&db, 0, ALWAYS).await.unwrap();
    let kept: Vec<_> = kept
        .iter()
        .map(|it| (&*it.subject, &*it.code, &*it.term, &*it.was))
        .collect();
    assert_eq!(kept, [("workstream", "TT01", "name", was)]);
    assert!(WorkstreamRow::between(&db, 0, ALWAYS).await.unwrap().len() > 4);
}

/// A number carries a mark wherever it is cited.
#[tokio::test]
async fn rule_12_a_number_that_is_cited_carries_no_mark() {
    let (_dir, db) = empty().await;
    for (file, from, to, column) in [
        ("assignments.csv", "12/QĐ,x", "12/QĐ-Mật,x", "decision"),
        ("assignments.csv", "12/QĐ,x", "12/QĐ,12/QĐ-Mật", "source"),
        (
            "databases.csv",
            ",hồ sơ,,yes",
            ",hồ sơ,theo 12/QĐ-Mật,yes",
            "legal_basis",
        ),
        ("databases.csv", ",yes,x", ",yes,12/BC-mật", "source"),
        (
            "programme.csv",
            "2025-12-31,x",
            "2025-12-31,12/QĐ-Mật",
            "source",
        ),
        ("measurements.csv", "12400,,x", "12400,,12/BC mật", "source"),
    ] {
        let text = text_of(file).replacen(from, to, 1);
        assert!(text.contains(to), "{file} {from}");
        let told = errors(&planned(&db, &with(file, text)).await);
        let wanted = format!("cột {column}: ô có dấu độ mật");
        assert!(told.contains(&wanted), "{file} {column}: {told}");
    }
    let text = text_of("databases.csv").replacen(",yes,x", ",yes,Quy chế bảo mật 12/QĐ", 1);
    assert_eq!(
        errors(&planned(&db, &with("databases.csv", text)).await),
        ""
    );
}
