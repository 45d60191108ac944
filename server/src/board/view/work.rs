//! `/work` and `/work/{milestone}`
use std::collections::BTreeMap;

use app::{
    access::{Role, Viewer},
    domain::{
        About, Day, Direction, Event, Figures, Group, IndicatorCode, Milestone, MilestoneId,
        MilestoneKind, Outcome, PartnerCode, Refusal, Responsible, SOON_DAYS, ShareOf, Stage,
        State, UnitCode,
    },
    views::{
        Change, Effect, Needed, RestsOn, ToDo, Together, TogetherRow, Volume, WorkItem, WorkList,
    },
};

use crate::board::{Board, Entry, GroupKey, Reasons};

/// Days an accepted milestone stays on the list.
const RECENT: i64 = 30;
/// Days ahead that are work for now.
const AHEAD: i64 = 30;

impl Board {
    /// What the person's organisation must do, by deadline. `drafts` holds who
    /// saved a draft and when, `told` what the other side said.
    pub(in crate::board) fn work_list(
        &self,
        viewer: &Viewer,
        drafts: &BTreeMap<String, (String, Day)>,
        told: &Reasons,
    ) -> WorkList {
        let today = self.day();
        let (mut todo, mut later) = (Vec::new(), Vec::new());
        let (mut waiting, mut accepted) = (Vec::new(), Vec::new());
        let mut own = self.own_milestones(viewer);
        own.sort_by_key(|(_, m)| turn(m));
        for (entry, m) in own {
            let list = match m.state {
                State::Open if is_later(m, today) => &mut later,
                State::Open => &mut todo,
                State::Submitted => &mut waiting,
                State::Accepted => {
                    let recent = |day: Day| (today - day).num_days() <= RECENT;
                    if !m.accepted_on.is_some_and(recent) {
                        continue;
                    }
                    &mut accepted
                }
                // Nothing is left to do about it.
                State::Cancelled => continue,
            };
            list.push(self.work_item(entry, m, drafts, told));
        }
        count_same(&mut todo, &later);
        waiting.sort_by_key(|item: &WorkItem| item.row.submitted_on);
        accepted.sort_by_key(|item: &WorkItem| {
            std::cmp::Reverse(item.row.last_event.map(|(_, day)| day))
        });
        WorkList {
            organisation: self.organisation_name(viewer.organisation()),
            asked: self.asked_of_organisation(viewer),
            next_week: todo.iter().filter(|item| item.row.soon).count(),
            late: todo
                .iter()
                .filter(|item| item.row.late && item.row.kind.counts())
                .count(),
            new: 0,
            todo,
            later,
            waiting,
            waiting_elsewhere: self.waiting_elsewhere(viewer),
            accepted,
        }
    }

    /// The milestones a person's organisation is responsible for: a unit's own,
    /// or a company's at the units it is assigned to today.
    fn own_milestones<'a>(&'a self, viewer: &'a Viewer) -> Vec<(&'a Entry, &'a Milestone)> {
        let mut own = Vec::new();
        match (viewer.role, &viewer.unit, &viewer.partner) {
            (Role::Head | Role::Member, Some(unit), _) => {
                own.extend(self.milestones_of(unit, &Responsible::Unit));
            }
            (Role::Partner, _, Some(company)) => {
                let theirs = Responsible::Partner(company.clone());
                for unit in self
                    .units
                    .keys()
                    .filter(|unit| self.assigned(unit, company))
                {
                    own.extend(self.milestones_of(unit, &theirs));
                }
            }
            _ => {}
        }
        own
    }

    /// What a company handed over at units it is no longer assigned to, and waits.
    fn waiting_elsewhere(&self, viewer: &Viewer) -> Option<(PartnerCode, usize)> {
        let company = viewer.partner.as_ref()?;
        let parts = self.parts(company).into_iter();
        let waiting = parts.filter(|(_, m)| m.state == State::Submitted);
        let left = waiting.filter(|(entry, _)| !self.assigned(&entry.duty.key.unit, company));
        Some((company.clone(), left.count())).filter(|(_, number)| *number > 0)
    }

    /// How much is to be reported now on the person's list, and to be decided on.
    pub fn to_do(&self, viewer: &Viewer) -> ToDo {
        self.known_to_do(viewer, || self.count_to_do(viewer))
    }

    fn count_to_do(&self, viewer: &Viewer) -> ToDo {
        let open = |m: &Milestone| m.state == State::Open && !is_later(m, self.day());
        let mut own = self.own_milestones(viewer);
        own.retain(|(_, m)| open(m));
        let reported = |about: &About| match about {
            About::Milestone(id) => own.iter().any(|(_, m)| m.terms.id == *id),
            About::Indicator(_) => false,
        };
        // What a company is asked at a unit is read there, and the company's to answer.
        let asked = self.asked_of_organisation(viewer).into_iter();
        let asked = asked.filter(|it| it.partner.is_some() == viewer.partner.is_some());
        let decide = match viewer.role {
            Role::Office => self.for_the_office(),
            _ => self.to_be_decided(viewer),
        };
        ToDo {
            asked: asked.filter(|it| !reported(&it.about)).count(),
            report: own.len(),
            decide,
            values: self.values_to_decide(viewer),
            measure: self.to_be_measured(viewer),
            unanswered: match viewer.role.asks() {
                true => self.unanswered_by_their_day(),
                false => 0,
            },
        }
    }

    /// What one party has to hand over at a unit. Once the unit is closed that is nothing
    /// any more, but what it handed over stays.
    fn milestones_of<'a>(
        &'a self,
        unit: &'a UnitCode,
        party: &Responsible,
    ) -> Vec<(&'a Entry, &'a Milestone)> {
        let closed = self.closed(unit);
        let of = |entry: &'a Entry| entry.duty.milestones.iter().map(move |m| (entry, m));
        let all = self.duties_of(unit).flat_map(of);
        // What was missed takes nothing more.
        let over = |m: &Milestone| closed && m.state == State::Open;
        all.filter(|(_, m)| m.responsible == *party && !over(m) && !m.missed(self.day()))
            .collect()
    }

    /// The next milestone to be reported after one, by the order of the list; the list begins
    /// anew at its end. `done` are reported already.
    pub(in crate::board) fn next_work(
        &self,
        viewer: &Viewer,
        id: &MilestoneId,
        done: &[MilestoneId],
    ) -> Option<MilestoneId> {
        let (own, today) = (self.own_milestones(viewer), self.day());
        let mut todo: Vec<&Milestone> = own.into_iter().map(|(_, m)| m).collect();
        todo.retain(|m| m.state == State::Open && !is_later(m, today));
        todo.sort_by_key(|m| turn(m));
        let todo: Vec<&MilestoneId> = todo.into_iter().map(|m| &m.terms.id).collect();
        let at = todo.iter().position(|it| *it == id);
        let after = at.map_or(0, |at| at + 1);
        let others = todo[after..].iter().chain(&todo[..after]);
        others
            .copied()
            .find(|it| *it != id && !done.contains(it))
            .cloned()
    }

    /// How many other milestones of the party that reports one are open.
    pub(in crate::board) fn others_open(&self, viewer: &Viewer, id: &MilestoneId) -> usize {
        let own = self.own_milestones(viewer).into_iter();
        own.filter(|(_, m)| m.state == State::Open && m.terms.id != *id)
            .count()
    }

    /// The other open milestones of the party that reports one: what is handed over for it may
    /// be handed over for them too. `drafts` as in the list.
    pub(in crate::board) fn together(
        &self,
        viewer: &Viewer,
        id: &MilestoneId,
        drafts: &BTreeMap<String, (String, Day)>,
    ) -> Together {
        let mut together = Together::default();
        let Some((entry, this)) = self.milestone(id) else {
            return together;
        };
        let mut own = self.own_milestones(viewer);
        own.retain(|(_, m)| m.state == State::Open && m.terms.id != *id);
        own.sort_by_key(|(_, m)| turn(m));
        for (other, m) in own {
            let near = other.duty.key.workstream == entry.duty.key.workstream;
            let list = if near && m.terms.title == this.terms.title {
                &mut together.same
            } else if near {
                &mut together.near
            } else {
                &mut together.others
            };
            let key = &other.duty.key;
            list.push(TogetherRow {
                row: self.milestone_row(key, m),
                unit_name: self.unit_name(&key.unit),
                workstream_name: self.workstream_name(&key.workstream),
                draft: drafts.get(m.terms.id.as_str()).cloned(),
                mark: String::new(),
                ticked: false,
                why: None,
            });
        }
        together
    }

    fn work_item(
        &self,
        entry: &Entry,
        m: &Milestone,
        drafts: &BTreeMap<String, (String, Day)>,
        told: &Reasons,
    ) -> WorkItem {
        let key = &entry.duty.key;
        let id = m.terms.id.as_str();
        WorkItem {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            new: false,
            came_back: came_back(m),
            told: told.get(id).cloned().unwrap_or_default(),
            draft: drafts.get(id).cloned(),
            waits: m.waits(self.day(), &self.calendar),
            same: 0,
        }
    }

    /// The item of one milestone that the person's organisation is responsible
    /// for; `None` for any other, so that nobody learns which exist.
    pub(in crate::board) fn work_of(
        &self,
        viewer: &Viewer,
        id: &MilestoneId,
        drafts: &BTreeMap<String, (String, Day)>,
        told: &Reasons,
    ) -> Option<WorkItem> {
        let (entry, m) = self.milestone(id)?;
        let own = match (&m.responsible, viewer.role) {
            (Responsible::Unit, Role::Head | Role::Member) => {
                viewer.unit.as_ref() == Some(&entry.duty.key.unit)
            }
            (Responsible::Partner(company), Role::Partner) => {
                viewer.partner.as_ref() == Some(company)
                    && self.assigned(&entry.duty.key.unit, company)
            }
            _ => false,
        };
        own.then(|| self.work_item(entry, m, drafts, told))
    }

    /// What an event by a person on a milestone would lead to, given the stage
    /// the ledger holds now.
    pub(in crate::board) fn decide(
        &self,
        id: &MilestoneId,
        stage: Stage,
        event: Event,
        viewer: &Viewer,
    ) -> Result<Stage, Refusal> {
        let (entry, m) = self.milestone(id).ok_or(Refusal::NotYours)?;
        self.allows(&entry.duty.key, m, stage, event, viewer)
    }

    /// What changes if a milestone were handed over, accepted or opened again: what is claimed, or in the others what is accepted, of the unit and of the city. What stands beside the databases moves neither: there it
    /// is the share of the task and of all tasks of its kind.
    pub(in crate::board) fn effect(&self, id: &MilestoneId, event: Event) -> Option<Effect> {
        let (entry, m) = self.milestone(id)?;
        let key = &entry.duty.key;
        let mut duty = (*entry.duty).clone();
        let (state, of_accepted) = match event {
            Event::Accepted => (State::Accepted, true),
            Event::Revoked => (State::Open, true),
            _ => (State::Submitted, false),
        };
        let at = duty
            .milestones
            .iter()
            .position(|other| other.terms.id == m.terms.id)?;
        duty.milestones[at].state = state;
        // Without a product it weighs something else, and so do others.
        if duty.bearer() != entry.duty.bearer() {
            return None;
        }
        let now = entry.figures.figures;
        let then = Figures::shares_of(&duty, entry.figures.weight, self.day());
        let change = |before: Figures, after: Figures| {
            let share = |figures: Figures| {
                if of_accepted {
                    figures.accepted()
                } else {
                    figures.claimed()
                }
            };
            Change {
                now: share(before),
                then: share(after),
            }
        };
        let open = self.units.get(&key.unit)?.open_on(self.day());
        let in_group = |group: GroupKey| {
            let sum = self.sum(&group);
            let mut changed = sum;
            // A closed unit's duties are in no sum.
            if open {
                changed.subtract(&now);
                changed.add(&then);
            }
            change(sum, changed)
        };
        let group = self.workstreams.get(&key.workstream)?.kind.group();
        let unit = GroupKey::Unit(key.unit.clone());
        let in_headline = self.headline().counts(group);
        let whole = match group {
            _ if in_headline => GroupKey::City,
            Group::Databases => GroupKey::Databases,
            Group::Programme => GroupKey::Programme,
            Group::Agreements => GroupKey::Agreements,
        };
        let (of, own, accepted) = if in_headline {
            let accepted = self.sum(&unit).accepted();
            (self.unit_name(&key.unit), in_group(unit), accepted)
        } else {
            let task = self.workstream_name(&key.workstream);
            (task, change(now, then), now.accepted())
        };
        Some(Effect {
            of,
            change: own,
            accepted,
            whole: Some(((!in_headline).then_some(group), in_group(whole))),
        })
    }

    /// What the duty of a milestone counts, where its volume is known; a plan or a process does
    /// none of it.
    pub(in crate::board) fn volume(&self, id: &MilestoneId) -> Option<Volume> {
        let (entry, _) = self.milestone(id).filter(|(_, m)| m.terms.kind.counts())?;
        let workstream = self.workstreams.get(&entry.duty.key.workstream);
        Some(Volume {
            total: entry.duty.volume?,
            count_unit: workstream.map_or_else(|| "".into(), |it| it.count_unit.clone()),
        })
    }

    /// What measures the duty of an outcome, and the value that this is accepted by, of the
    /// indicator as it is or was; `None` of what is no outcome.
    pub(in crate::board) fn rests_on(
        &self,
        id: &MilestoneId,
        was: impl FnOnce(&Outcome) -> Outcome,
    ) -> Option<(IndicatorCode, RestsOn)> {
        let (entry, m) = self.milestone(id)?;
        let reach = m
            .terms
            .reach
            .filter(|_| m.terms.kind == MilestoneKind::Outcome)?;
        let outcome = was(entry.duty.outcome.as_ref()?);
        let value = outcome.rests_on(reach);
        let rests_on = RestsOn {
            reach,
            up: outcome.indicator.direction == Direction::Up,
            unit_of_measure: outcome.indicator.unit_of_measure.clone(),
            value: value.map(|it| (outcome.judged(it), it.day())),
        };
        Some((outcome.indicator.code.clone(), rests_on))
    }

    /// The measurement that an outcome milestone waits for; `None` where nothing is missing.
    pub(in crate::board) fn needed(&self, id: &MilestoneId) -> Option<Needed> {
        let (entry, m) = self.milestone(id)?;
        if m.accepted() || entry.duty.promise_measured(m) {
            return None;
        }
        Some(Needed {
            reach: m.terms.reach?,
            outcome: entry.duty.outcome.as_ref().map(|o| self.outcome_row(o)),
        })
    }
}

/// Counts the open milestones of one name that stand at several units, at the first of each.
fn count_same(todo: &mut [WorkItem], later: &[WorkItem]) {
    let name = |item: &WorkItem| (item.row.duty.workstream.clone(), item.row.title.clone());
    let mut counts = BTreeMap::new();
    for item in todo.iter().chain(later) {
        *counts.entry(name(item)).or_insert(0) += 1;
    }
    for item in todo {
        let count: usize = counts.remove(&name(item)).unwrap_or_default();
        item.same = count.saturating_sub(1);
    }
}

pub(super) fn came_back(m: &Milestone) -> bool {
    m.state == State::Open && m.back.is_some()
}

/// The order of what is to be done: what came back before all else, then by deadline.
pub(super) fn turn(m: &Milestone) -> (bool, Day, bool, i64) {
    let deadline = m.current_deadline.unwrap_or(Day::MAX);
    (!came_back(m), deadline, !m.counts(), m.terms.order)
}

/// Due in more than a month, or on no day; what came back is work for now, and what the plan of the
/// first days counts already. A slot is, once its period is over or it is due within days: the next
/// one comes soon enough.
pub(super) fn is_later(m: &Milestone, today: Day) -> bool {
    let ahead = match m.slot() {
        Some(_) if m.period_is_over(today) => return false,
        Some(_) => SOON_DAYS,
        None => AHEAD,
    };
    let far = |day: Day| (day - today).num_days() > ahead;
    let planned = m.counts() && ShareOf::ExpectedOriginal.holds(m, today);
    !came_back(m) && !planned && m.current_deadline.is_none_or(far)
}

/// Days a submission has waited for the other side.
pub(super) fn waiting_days(m: &Milestone, today: Day) -> i64 {
    match (m.state, m.submitted_on) {
        (State::Submitted, Some(day)) => (today - day).num_days(),
        _ => 0,
    }
}
