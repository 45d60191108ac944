//! Units that merge while others join and leave the groups that lead and help: whatever comes, the
//! parts of a workstream are the whole.
use app::domain::{DutyRole, Portions, State, parse_day};
use proptest::prelude::*;

use super::{
    group_leaves::led_and_helped,
    groups::{BY, record, word},
    *,
};
use crate::{
    board::Live,
    clock::Clock,
    import::{apply, compare::latest, files::leading},
    ledger::{DutyRow, GroupMemberRow, MilestoneRow, UnitRow, WorkstreamRow, lives},
};

const UNITS: [&str; 4] = ["SYT", "STP", "25807", "27676"];
const GROUPS: [&str; 3] = ["G-SO", "G-DAU", "G-TAY"];

/// NV01 is led by G-SO, NV03 by G-DAU; NV01, NV02 and NV03 are helped by G-TAY.
async fn begun() -> (tempfile::TempDir, Db) {
    let (dir, db) = empty().await;
    let mut files = led_and_helped();
    let duties = String::from_utf8(files.get("duties.csv").unwrap().to_vec()).unwrap();
    files.set("duties.csv", format!("{duties}G-TAY,NV01,contribute,,\n"));
    let plan = planned(&db, &files).await;
    assert_eq!(errors(&plan), "");
    apply(&db, &plan, noon("2026-04-10")).await.unwrap();
    (dir, db)
}

fn portions(duty: &DutyRow) -> Portions {
    let role = DutyRole::from_code(&duty.role).unwrap();
    let recorded = duty.portions.as_deref().and_then(Portions::parse);
    Portions::held(role, recorded)
}

/// The rows of a merger, as its form writes them.
async fn merger(db: &Db, from: &str, into: &str, on: &str) -> Files {
    let units = latest(UnitRow::between(db, 0, i64::MAX).await.unwrap());
    let unit = &units[from];
    let mut files = Files::embedded(&[]);
    files.set(
        "units.csv",
        format!(
            "code,name,kind,bloc,tier,ends_on,successors,decision,reason,approver\n\
             {from},{},{},{},{},{on},{into},{BY}\n",
            unit.name, unit.kind, unit.bloc, unit.tier
        ),
    );
    let duties = latest(DutyRow::between(db, 0, i64::MAX).await.unwrap());
    let going = |unit: &str, workstream: &str| {
        let key = format!("{unit}/{workstream}");
        duties.get(&key).filter(|it| it.ended_on.is_none())
    };
    let mut rows = "unit,workstream,role,portions,decision,reason,approver\n".to_owned();
    let workstreams = latest(WorkstreamRow::between(db, 0, i64::MAX).await.unwrap());
    let mut led = Vec::new();
    for duty in duties
        .values()
        .filter(|it| it.unit == from && it.ended_on.is_none())
    {
        let workstream = &duty.workstream;
        let all = [Some(duty), going(into, workstream)];
        let all = || all.into_iter().flatten();
        let leads = all().any(|it| it.role == "lead");
        let role = if leads { "lead" } else { "contribute" };
        let sum: Portions = all().map(portions).sum();
        rows += &format!("{into},{workstream},{role},{sum},{BY}\n");
        // Who is named there no more helps.
        let named = leading(&workstreams[workstream]).contains(&from);
        let role = if named { "contribute" } else { &duty.role };
        rows += &format!("{from},{workstream},{role},0/0,{BY}\n");
        led.extend(leads.then(|| workstream.clone()));
    }
    files.set("duties.csv", rows);
    let lives = lives(db).await.unwrap();
    let mut rows =
        "id,unit,workstream,kind,title,product,deadline,weight,decision,reason,approver\n"
            .to_owned();
    let milestones = latest(MilestoneRow::between(db, 0, i64::MAX).await.unwrap());
    for it in milestones.values().filter(|it| it.unit == from) {
        if lives[&it.id].state != State::Cancelled && going(from, &it.workstream).is_some() {
            let deadline = it.deadline.clone().or(it.deadline_text.clone());
            let deadline = deadline.unwrap_or_default();
            rows += &format!(
                "{},{into},{},{},{},{},{deadline},{},{BY}\n",
                it.id, it.workstream, it.kind, it.title, it.product, it.weight
            );
        }
    }
    files.set("milestones.csv", rows);
    let mut rows = "code,kind,title,lead_unit,decision,reason,approver\n".to_owned();
    let mut databases = "code,name,kind,owner_unit,decision,reason,approver\n".to_owned();
    let board = Live::new(db.clone(), Clock::fixed(noon(on)));
    let board = board.today().await.unwrap();
    for row in workstreams.values() {
        let was = leading(row);
        if !led.contains(&row.code) || was.is_empty() {
            continue;
        }
        let mut now: Vec<&str> = Vec::new();
        for code in &was {
            let code = if *code == from { into } else { code };
            if !now.contains(&code) {
                now.push(code);
            }
        }
        let members = |group: &str| {
            let mut members = board.members_of(group)?;
            members.retain(|it| it != from);
            Some(members)
        };
        let of_group = |code: &&str| members(code).is_some_and(|it| it.iter().any(|it| it == into));
        if !now.contains(&into) && !now.iter().any(of_group) {
            now.retain(|code| members(code).is_none_or(|it| !it.is_empty()));
            now.push(into);
        }
        if now != was && row.code.starts_with("NV") {
            let (code, kind, name) = (&row.code, &row.kind, &row.name);
            rows += &format!("{code},{kind},{name},{},{BY}\n", now.join("; "));
        } else if now != was {
            let (code, kind, name) = (&row.code, &row.kind, &row.name);
            databases += &format!("{code},{name},{kind},{},{BY}\n", now.join("; "));
        }
    }
    files.set("databases.csv", databases);
    files.set("programme.csv", rows);
    files
}

/// What is recorded is whole: unless nobody who is open leads.
async fn is_whole(db: &Db, on: &str, told: &str) {
    let live = Live::new(db.clone(), Clock::fixed(noon(on)));
    let board = live.today().await.unwrap();
    for workstream in ["NV01", "NV02", "NV03"] {
        let parts = board.weighed_parts(workstream);
        let whole: u64 = parts.iter().map(|it| it.2).sum();
        let led = parts.iter().any(|(_, leads, _)| *leads);
        assert!(
            !led || whole == 1_000_000,
            "{on} {workstream} {parts:?} {told}"
        );
    }
}

#[tokio::test]
async fn what_a_merger_hands_on_ends_with_the_role_it_was_taken_on_in() {
    let (_dir, db) = begun().await;
    for (group, on) in [("G-DAU", "2026-04-11"), ("G-TAY", "2026-04-12")] {
        record(&db, on, &word(group, "27676", ",", BY)).await;
    }
    let board = async |on: &str| {
        let live = Live::new(db.clone(), Clock::fixed(noon(on)));
        live.today().await.unwrap().weighed_parts("NV03")
    };
    let weight = |parts: &[(String, bool, u64)], unit: &str| {
        let of = parts.iter().find(|it| it.0 == unit);
        of.map(|it| (it.1, it.2))
    };
    // Three lead and one helps; one of them takes on the part of another.
    let before = board("2026-04-13").await;
    assert_eq!(weight(&before, "STP"), Some((true, 166_666)));
    let files = merger(&db, "STP", "27676", "2026-04-20").await;
    let told = record(&db, "2026-04-20", &files).await;
    let merged = board("2026-04-20").await;
    let [own, taken] = ["27676", "STP"].map(|unit| weight(&before, unit).unwrap().1);
    assert_eq!(
        weight(&merged, "27676"),
        Some((true, own + taken)),
        "{told}"
    );
    for other in ["SYT", "25807"] {
        assert_eq!(weight(&merged, other), weight(&before, other), "{other}");
    }
    // It leaves the group that leads and helps by the other: with one part, as all who help.
    let leaves = word("G-DAU", "27676", ",2026-05-04", BY);
    let told = record(&db, "2026-05-04", &leaves).await;
    let helps = board("2026-05-04").await;
    assert_eq!(weight(&helps, "27676"), Some((false, 250_000)), "{told}");
    assert_eq!(weight(&helps, "25807"), Some((false, 250_000)));
    assert_eq!(weight(&helps, "SYT"), Some((true, 500_000)));
    is_whole(&db, "2026-05-04", &told).await;
}

/// One thing that happens: what, of whom, to whom or in which group, and the days until then.
type Step = (u8, usize, usize, u64);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_parts_are_the_whole_whoever_merges_joins_or_leaves(
        steps in prop::collection::vec((0_u8..5, 0_usize..4, 0_usize..12, 1_u64..9), 1..9),
    ) {
        tokio::runtime::Runtime::new().unwrap().block_on(lived(steps));
    }
}

async fn lived(steps: Vec<Step>) {
    let (_dir, db) = begun().await;
    let mut today = parse_day("2026-04-20").unwrap();
    let mut closed: Vec<&str> = Vec::new();
    let mut told = String::new();
    for (what, unit, other, days) in steps {
        today = today + chrono::Days::new(days);
        let (on, unit) = (today.to_string(), UNITS[unit]);
        let (into, group) = (UNITS[other % 4], GROUPS[other % 3]);
        let files = match what {
            _ if closed.contains(&unit) => continue,
            0 if closed.contains(&into) || into == unit => continue,
            0 => {
                closed.push(unit);
                merger(&db, unit, into, &on).await
            }
            1 | 2 => word(group, unit, ",", BY),
            _ => {
                // One cannot leave before the day on which one came.
                let rows = latest(GroupMemberRow::between(&db, 0, i64::MAX).await.unwrap());
                let begins = rows.get(&format!("{group}/{unit}"));
                let begins = begins
                    .and_then(|it| it.begins_on.clone())
                    .unwrap_or_default();
                word(group, unit, &format!("{begins},{on}"), BY)
            }
        };
        let plan = plan_files(&db, &files, noon(&on)).await.unwrap();
        let refused = errors(&plan);
        told += &format!("{on} {what} {unit} {into} {group}: {refused}\n");
        assert_eq!(refused, "", "{told}");
        apply(&db, &plan, noon(&on)).await.unwrap();
        is_whole(&db, &on, &told).await;
    }
}
