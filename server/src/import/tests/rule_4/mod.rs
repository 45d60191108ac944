//! Rule 4: what was promised first changes by a decision only, and what happens to a
//! milestone by import is an event of its life.
mod campaign;
mod lateness;
mod leads;
mod measured;
mod milestones;
mod promises;

use app::domain::{Event, Indicator, IndicatorCode, Milestone, Outcome};

use super::*;
use crate::{
    import::apply,
    ledger::{Fact, MilestoneEventRow, lives, load},
};

const HCM: chrono_tz::Tz = chrono_tz::Asia::Ho_Chi_Minh;
pub(super) const ALWAYS: i64 = i64::MAX;
pub(super) const TODAY: &str = "2026-04-10";

/// The small campaign with something late in it: of SYT a product, and an outcome that is
/// measured at 50 % of 80.
pub(super) fn late() -> Files {
    let mut files = small();
    files.set("indicators.csv", INDICATORS);
    files.set(
        "measurements.csv",
        format!("{}Z1,2026-03-19,50,100,,x\n", text_of("measurements.csv")),
    );
    files.set("milestones.csv", MILESTONES);
    files
}

pub(super) const INDICATORS: &str = "\
code,name,scope,unit_of_measure,direction,baseline,target,deadline,fresh_days,criterion,source
CT01,Mức độ hài lòng,campaign,%,up,,90,2026-12-31,60,hai_long,x
KQ01,Hồ sơ sạch,25807/QG09,%,up,,95,2027-06-30,60,sach,x
Z1,Làm sạch,SYT/QG09,%,up,5,80,2026-03-20,60,,x
Z2,Chưa hứa gì,27676/QG09,%,up,,,,60,,x
";

pub(super) const MILESTONES: &str = "\
id,unit,workstream,kind,title,product,deadline,responsible,weight,reach
,SYT,QG09,plan,Kế hoạch y tế,Kế hoạch,2026-02-28,,,
,SYT,QG09,product,Số hóa bệnh án,Báo cáo số hóa,2026-03-25,,2,
,SYT,QG09,product,Kết nối trục,Biên bản,2026-12-20,VNPT,1,
,SYT,QG09,product,Làm sạch mã,Báo cáo,2026-12-25,FPT,1,
,SYT,QG09,outcome,Đạt 60%,Số đo,2026-12-28,,1,60
moc-1,25807,QG09,process,Giao ban,,thường xuyên,,,
";

/// A file whose row with these words is changed, and carries a decision if asked to.
pub(super) fn changed(file: &str, row: &str, from: &str, to: &str, decided: bool) -> String {
    let files = late();
    let text = String::from_utf8(files.get(file).unwrap().to_vec()).unwrap();
    let mut found = 0;
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(at, line)| {
            if at == 0 {
                format!("{line},decision,reason,approver\n")
            } else if line.contains(row) {
                assert!(line.contains(from), "{line} {from}");
                found += 1;
                let by = if decided {
                    "12/QĐ-UBND,Lý do thử,Bà Thử"
                } else {
                    ",,"
                };
                format!("{},{by}\n", line.replacen(from, to, 1))
            } else {
                format!("{line},,,\n")
            }
        })
        .collect();
    assert_eq!(found, 1, "{row}");
    lines.concat()
}

pub(super) async fn begun() -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    let plan = planned(&db, &late()).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon(TODAY)).await.unwrap();
    (dir, db)
}

/// What somebody does to a milestone.
pub(super) async fn happens(db: &Db, title: &str, event: Event, day: &str) {
    let id = find(db, title).await.terms.id.to_string();
    let mut tx = db.begin().await.unwrap();
    let seq = tx.next_seq().await.unwrap();
    let row = MilestoneEventRow {
        submission: format!("{id}-{seq}"),
        milestone: id,
        event: event.code().to_owned(),
        seq,
        recorded_at: noon(day),
        ..MilestoneEventRow::default()
    };
    MilestoneEventRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
}

pub(super) async fn find(db: &Db, title: &str) -> Milestone {
    let mut lives = lives(db).await.unwrap().into_values();
    lives.find(|life| &*life.terms.title == title).unwrap()
}

pub(super) async fn with_file(db: &Db, file: &str, text: String) -> Preview {
    let mut files = late();
    files.set(file, text);
    planned(db, &files).await
}

fn with_late(file: &str, text: String) -> Files {
    let mut files = late();
    files.set(file, text);
    files
}

async fn outcomes(db: &Db) -> Vec<Outcome> {
    let mut all: Vec<Outcome> = Vec::new();
    for stamped in load(db, 0, Instant::MAX, None).await.unwrap() {
        let mut of = |code: &IndicatorCode, change: &dyn Fn(&mut Outcome)| {
            let found = all.iter_mut().find(|it| it.indicator.code == *code);
            found.into_iter().for_each(change);
        };
        match stamped.fact {
            Fact::Indicator(indicator) => {
                let indicator: std::sync::Arc<Indicator> = indicator.into();
                let known = all
                    .iter_mut()
                    .find(|it| it.indicator.code == indicator.code);
                match known {
                    Some(outcome) => outcome.restate(indicator),
                    None => all.push(Outcome::new(indicator)),
                }
            }
            Fact::Target { indicator, target } => of(&indicator, &|it| it.aim(target)),
            Fact::MeasurementDecided {
                indicator,
                measurement,
                event: Event::Accepted,
                ..
            } => of(&indicator, &|it| it.add(measurement)),
            _ => {}
        }
    }
    all
}
