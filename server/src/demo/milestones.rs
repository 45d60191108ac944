//! The dated steps of each duty.
use app::domain::{Day, MilestoneKind};

use super::{
    assignments::Companies,
    calendar::{Calendar, plus, workday},
    draws::Draws,
    duties::{Duty, Schedule},
    texts::{self, Promise},
};
use crate::ledger::{MilestoneRow, milestone_id};

/// A milestone with the day it falls due.
pub struct Planned {
    pub row: MilestoneRow,
    pub kind: MilestoneKind,
    pub due: Option<Day>,
}

/// The target of a duty's outcome indicator, in percent.
pub const TARGET: i64 = 95;

/// The milestones of a duty, in order.
pub fn of_duty(
    duty: &Duty<'_>,
    campaign: &str,
    companies: &Companies,
    calendar: &Calendar,
) -> Vec<Planned> {
    let mut draws = duty.draws(campaign, "milestones");
    let mut plan = Plan {
        duty,
        companies: companies.first(),
        planned: Vec::new(),
    };
    if duty.everybodys {
        plan.task(
            &texts::EVERYBODYS_PRODUCTS,
            if draws.percent(40) { 2 } else { 1 },
            &mut draws,
        );
    } else if duty.database() {
        plan.database(calendar, &mut draws);
    } else {
        plan.begin(&mut draws);
        plan.task(
            &texts::TASK_PRODUCTS,
            draws.number(2, 4) as usize,
            &mut draws,
        );
    }
    plan.planned
}

struct Plan<'a> {
    duty: &'a Duty<'a>,
    companies: Vec<&'a str>,
    planned: Vec<Planned>,
}

impl Plan<'_> {
    fn begin(&mut self, draws: &mut Draws) {
        if let Some(promise) = draws.one(&texts::PLANS) {
            let due = plus(self.duty.from, -draws.number(0, 20));
            self.add(MilestoneKind::Plan, promise, Some(due), 0, None, draws);
        }
    }

    /// Plan and process, two to four products, one or two outcomes.
    fn database(&mut self, calendar: &Calendar, draws: &mut Draws) {
        let duty = self.duty;
        self.begin(draws);
        if draws.percent(45)
            && let Some(promise) = draws.one(&texts::PROCESSES)
        {
            let due = plus(duty.from, draws.number(10, 50));
            self.add(MilestoneKind::Process, promise, Some(due), 0, None, draws);
        } else if draws.percent(40)
            && let Some(promise) = draws.one(&texts::ROUTINES)
        {
            self.add(MilestoneKind::Process, promise, None, 0, None, draws);
        }
        let middle_outcome = duty.schedule == Schedule::Middle && draws.percent(35);
        let products = if duty.lead {
            draws.number(3, 4)
        } else {
            draws.number(2, 3)
        };
        let counted = products + i64::from(middle_outcome) + 1;
        let days = self.days(counted, draws);
        let list: &[Promise] = if duty.lead {
            &texts::LEAD_PRODUCTS
        } else {
            &texts::PRODUCTS
        };
        let mut chosen = choose(list, products as usize, draws).into_iter();
        for (i, due) in days.iter().enumerate() {
            let last = i + 1 == days.len();
            if last {
                let percent = TARGET.to_string();
                self.add(
                    MilestoneKind::Outcome,
                    &texts::OUTCOME,
                    Some(*due),
                    draws.number(1, 3),
                    Some(&percent),
                    draws,
                );
            } else if middle_outcome && i + 2 == days.len() {
                // Never asked before the first measurements can be there.
                let percent = draws.number(5, 8) * 10;
                let due = (*due).max(calendar.at_permille(420));
                let percent = percent.to_string();
                self.add(
                    MilestoneKind::Outcome,
                    &texts::OUTCOME,
                    Some(due),
                    1,
                    Some(&percent),
                    draws,
                );
            } else if let Some(promise) = chosen.next() {
                self.add(
                    MilestoneKind::Product,
                    &promise,
                    Some(*due),
                    draws.number(1, 5),
                    None,
                    draws,
                );
            }
        }
    }

    fn task(&mut self, list: &[Promise], count: usize, draws: &mut Draws) {
        let days = self.days(count as i64, draws);
        for (promise, due) in list.iter().zip(days) {
            self.add(
                MilestoneKind::Product,
                promise,
                Some(due),
                draws.number(1, 3),
                None,
                draws,
            );
        }
    }

    /// Due days spread over the duty's time, a little before even parts.
    fn days(&self, count: i64, draws: &mut Draws) -> Vec<Day> {
        let length = (self.duty.to - self.duty.from).num_days();
        (0..count)
            .map(|i| {
                if i + 1 == count {
                    return workday(self.duty.to);
                }
                let part = length * (i * 100 + draws.number(0, 70)) / (count * 100);
                workday(plus(self.duty.from, part))
            })
            .collect()
    }

    fn add(
        &mut self,
        kind: MilestoneKind,
        promise: &Promise,
        due: Option<Day>,
        weight: i64,
        reach: Option<&str>,
        draws: &mut Draws,
    ) {
        let duty = self.duty;
        let (unit, workstream) = (&duty.unit.code, &duty.workstream.code);
        let position = self.planned.len() as i64 + 1;
        let name = if duty.database() {
            texts::database(&duty.workstream.name)
        } else {
            duty.workstream.name.clone()
        };
        let words = |text: &str| {
            let text = if name.ends_with("về dân cư") {
                text.replace("với CSDL dân cư", "với hồ sơ gốc")
            } else {
                text.to_owned()
            };
            texts::fill(
                &text,
                duty.volume,
                reach.unwrap_or_default(),
                &duty.workstream.count_unit,
                &name,
            )
        };
        let by_company =
            kind == MilestoneKind::Product && draws.percent(if duty.database() { 47 } else { 15 });
        let responsible = if !by_company {
            None
        } else if draws.percent(60) {
            self.companies.first().copied()
        } else {
            draws.one(&self.companies).copied()
        };
        let title = words(promise.title);
        self.planned.push(Planned {
            row: MilestoneRow {
                id: milestone_id(unit, workstream, &title),
                unit: unit.clone(),
                workstream: workstream.clone(),
                position,
                kind: kind.code().to_owned(),
                title,
                product: words(promise.product),
                deadline: due.map(|due| workday(due).to_string()),
                deadline_text: due.is_none().then(|| "thường xuyên".to_owned()),
                responsible: responsible.map(str::to_owned),
                weight,
                reach: reach.map(str::to_owned),
                replaces: None,
                after_trigger: None,
                after_days: None,
                day_count: None,
                rhythm: None,
                period_from: None,
                period_to: None,
                closes_on: None,
                of_group: None,
                second_indicator: None,
                second_reach: None,
                seq: 0,
                recorded_at: 0,
            },
            kind,
            due: due.map(workday),
        });
    }
}

/// Some of a list, in its order.
fn choose(list: &[Promise], count: usize, draws: &mut Draws) -> Vec<Promise> {
    let mut chosen = list.to_vec();
    while chosen.len() > count {
        let drop = draws.number(0, chosen.len() as i64 - 1) as usize;
        chosen.remove(drop);
    }
    chosen
}
