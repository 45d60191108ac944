//! Which unit has which part of which workstream: owners and `*` from the
//! files, contributors from `demo/contributors.csv` beside them.
use std::collections::HashSet;

use app::domain::{Day, DutyRole, Group, Instant, WorkstreamKind};

use super::{
    calendar::{Calendar, plus},
    draws::Draws,
    error::DemoError,
    record::Record,
};
use crate::{
    import::{Input, duties, leading},
    ledger::{DutyRow, UnitRow, WorkstreamRow},
};

/// How a duty lies in the campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schedule {
    Early,
    Middle,
    Late,
}

/// A duty to be given milestones.
#[derive(Debug, Clone)]
pub struct Duty<'a> {
    pub unit: &'a UnitRow,
    pub workstream: &'a WorkstreamRow,
    pub lead: bool,
    /// A task that every unit has: it gets one or two milestones.
    pub everybodys: bool,
    pub volume: i64,
    pub schedule: Schedule,
    /// Between these days its counted milestones fall due.
    pub from: Day,
    pub to: Day,
    /// When its milestones were entered.
    pub entered: Instant,
}

impl Duty<'_> {
    pub fn database(&self) -> bool {
        WorkstreamKind::from_code(&self.workstream.kind)
            .is_some_and(|kind| kind.group() == Group::Databases)
    }

    /// Of what all duties of a workstream have in common.
    pub fn of_workstream(&self, campaign: &str, what: &str) -> Draws {
        Draws::of(&[campaign, what, &self.workstream.code])
    }

    pub fn draws(&self, campaign: &str, what: &str) -> Draws {
        Draws::of(&[campaign, what, &self.unit.code, &self.workstream.code])
    }
}

/// One line of contributors.csv: these units, this workstream, so many of a
/// hundred.
#[derive(serde::Deserialize)]
struct Contributors {
    who: String,
    workstream: String,
    percent: i64,
}

impl Contributors {
    fn names(&self, unit: &UnitRow) -> bool {
        match self.who.split_once(':') {
            Some(("tier", tier)) => unit.tier == tier,
            Some(("kind", kind)) => unit.kind == kind,
            _ => unit.code == self.who,
        }
    }
}

/// All duties, recorded, those that are entered later too.
pub fn all<'a>(
    campaign: &str,
    input: &'a Input,
    units: &'a [UnitRow],
    contributors: &str,
    calendar: &Calendar,
    into: &mut Record,
) -> Result<Vec<Duty<'a>>, DemoError> {
    let mut reader = csv::Reader::from_reader(contributors.as_bytes());
    let contributors: Vec<Contributors> = reader
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|e| DemoError::Contributors(e.to_string()))?;
    let everybodys: HashSet<&str> = input
        .programme
        .iter()
        .filter(|task| task.row.every_unit)
        .map(|task| task.row.workstream.code.as_str())
        .collect();
    let beginning = into.step(calendar.beginning());
    let mut all = Vec::new();
    for unit in units {
        let mut entering = Draws::of(&[campaign, "entering", &unit.code]);
        let entered = plus(calendar.start, entering.number(17, 37));
        let entered = calendar.at_work(entered, &mut entering);
        for listed in input.workstreams() {
            let workstream = listed.row;
            let code = workstream.code.as_str();
            let mut draws = Draws::of(&[campaign, "duty", &unit.code, code]);
            let every = everybodys.contains(code);
            let lead = every || leading(workstream).contains(&unit.code.as_str());
            let contributes = contributors
                .iter()
                .any(|c| c.workstream == code && c.names(unit) && draws.percent(c.percent));
            if !lead && !contributes {
                continue;
            }
            // A few are added during the year: that changes no past day.
            let later = !lead && draws.percent(4);
            let entered = if later {
                calendar.at_work(calendar.at_permille(draws.number(100, 300)), &mut draws)
            } else {
                entered
            };
            let duty = Duty {
                unit,
                workstream,
                lead,
                everybodys: every,
                volume: volume(unit, workstream, lead, &mut draws),
                schedule: Schedule::Middle,
                from: calendar.start,
                to: calendar.deadline,
                entered,
            }
            .scheduled(calendar, &mut draws);
            let step = if later {
                if entered >= calendar.cut {
                    continue;
                }
                into.step(entered)
            } else {
                beginning
            };
            into.rows.duties.push(DutyRow {
                role: if lead {
                    DutyRole::Lead.code().to_owned()
                } else {
                    DutyRole::Contribute.code().to_owned()
                },
                volume: duty.database().then_some(duty.volume),
                seq: step.seq,
                recorded_at: step.at,
                ..duties::lead(&unit.code, code, workstream.provisional)
            });
            all.push(duty);
        }
    }
    Ok(all)
}

impl Duty<'_> {
    /// Early ones are done within the first year, late ones begin in the
    /// second; most lie between.
    fn scheduled(mut self, calendar: &Calendar, draws: &mut Draws) -> Self {
        self.schedule = draws.weighted(
            &[(17, Schedule::Early), (65, Schedule::Middle)],
            Schedule::Late,
        );
        let (from, to) = match self.schedule {
            Schedule::Early => ((70, 130), (270, 420)),
            Schedule::Middle => ((80, 210), (620, 990)),
            Schedule::Late => ((440, 560), (860, 990)),
        };
        let entered = calendar.day_of(self.entered);
        self.from = calendar
            .at_permille(draws.number(from.0, from.1))
            .max(plus(entered, 25));
        self.to = calendar
            .at_permille(draws.number(to.0, to.1))
            .max(plus(self.from, 60));
        self
    }
}

/// Believable numbers of records: a commune has tens of thousands of people
/// and a few hundred of most other things.
fn volume(unit: &UnitRow, workstream: &WorkstreamRow, lead: bool, draws: &mut Draws) -> i64 {
    let commune = unit.tier == "commune";
    let (least, most) = match (workstream.count_unit.as_str(), commune) {
        ("nhân khẩu", true) => (240, 1100),
        ("thửa đất", true) => (80, 420),
        ("sự kiện hộ tịch" | "hồ sơ sức khỏe" | "người tham gia" | "trang sổ", true) => {
            (90, 600)
        }
        ("học sinh", true) => (40, 190),
        ("doanh nghiệp" | "hộ" | "đối tượng" | "công trình", true) => (6, 60),
        (_, true) => (2, 24),
        ("nhân khẩu" | "thửa đất" | "mũi tiêm" | "hồ sơ sức khỏe", false) => {
            (9_000, 60_000)
        }
        ("học sinh" | "người tham gia" | "học bạ" | "doanh nghiệp", false) => {
            (3_000, 18_000)
        }
        ("đảng viên" | "hội viên", false) => (40, 2_400),
        ("trạm" | "di tích" | "đồ án" | "nhiệm vụ", false) => (2, 30),
        (_, false) if lead => (60, 2_400),
        (_, false) => (3, 90),
    };
    draws.number(least, most) * 100
}
