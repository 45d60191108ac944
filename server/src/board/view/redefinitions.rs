//! Promises that a decision changed (rule 4), as a reader may be told of them.
use std::{cmp::Reverse, collections::HashMap};

use app::{
    access::Viewer,
    domain::{
        After, Day, DocumentNumber, Duty, DutyKey, GroupCode, IndicatorCode, Milestone,
        MilestoneId, MilestoneKind, PartnerCode, Redefinition, Responsible, State, Subject, Term,
        UnitCode, Weight, WorkstreamCode, first_terms,
    },
    views::{About, FirstTerms, RedefinitionRow},
};

use super::scope::Scope;
use crate::board::{Board, Redefined};

/// What a page asks for.
#[derive(Debug, Clone, Copy)]
pub enum Redefinitions<'a> {
    All,
    Unit(&'a UnitCode),
    Workstream(&'a WorkstreamCode),
    UnitGroup(&'a GroupCode),
    Duty(&'a DutyKey),
    Indicator(&'a IndicatorCode),
    /// Of a company and the milestones it is responsible for.
    Company(&'a PartnerCode),
    /// Whose decision has this number.
    ByDocument(&'a DocumentNumber),
}

impl Redefinitions<'_> {
    /// Whether a change of something of a duty may be asked for.
    fn may_be_of(self, key: &DutyKey) -> bool {
        match self {
            Self::All | Self::Company(_) => true,
            Self::Unit(unit) => key.unit == *unit,
            Self::Workstream(code) => key.workstream == *code,
            Self::Duty(of) => key == of,
            Self::Indicator(_) | Self::UnitGroup(_) | Self::ByDocument(_) => false,
        }
    }
}

/// When work on a workstream began.
#[derive(Debug, Clone, Copy, Default)]
struct Began {
    /// Its first milestone with a weight was recorded.
    recorded: Option<Day>,
    /// Its first original deadline.
    closes: Option<Day>,
}

impl Began {
    /// Until this day its duties are being planned: what comes after it is added to them.
    fn owed_from(self) -> Day {
        self.recorded
            .max(self.closes)
            .filter(|_| self.closes.is_some())
            .unwrap_or(Day::MAX)
    }
}

/// How much of one a reader is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// What it was and is.
    Terms,
    /// Also the decision's number and who took it.
    Decision,
    /// Also why.
    Full,
}

impl Board {
    /// Newest first. Without a person, what all who read the campaign are told alike.
    pub(in crate::board) fn redefinition_rows(
        &self,
        today: &Self,
        viewer: Option<&Viewer>,
        scope: &Scope,
        asked: Redefinitions<'_>,
    ) -> Vec<RedefinitionRow> {
        let recorded = self.redefinitions.iter();
        let mut rows: Vec<RedefinitionRow> = recorded
            .filter(|it| self.concerns(today, it, asked))
            .filter_map(|it| {
                let told = self.told(today, viewer, scope, it)?;
                self.redefinition_row(&it.redefinition, told)
            })
            .collect();
        if *scope == Scope::Campaign {
            let duties = self.duties.values().map(|entry| &*entry.duty);
            let duties: Vec<&Duty> = duties.filter(|duty| asked.may_be_of(&duty.key)).collect();
            let told_by_none = created_beside(&duties).chain(self.added(&duties));
            rows.extend(told_by_none.filter_map(|it| {
                let concerns = self.concerns(today, &it, asked);
                concerns.then(|| self.redefinition_row(&it.redefinition, Told::Decision))?
            }));
            // Stable: of one day they stay in their order.
            rows.sort_by_key(|row| Reverse(row.day));
        }
        rows
    }

    /// Counted milestones that were added after the campaign began to duties which counted some, or
    /// with a new duty to a workstream of which a deadline had closed, with the plan of the duty
    /// before that day and after it.
    fn added<'a>(&self, duties: &'a [&'a Duty]) -> impl Iterator<Item = Redefined> + use<'a> {
        let start = self.campaign.as_ref().map(|campaign| campaign.start);
        let today = self.day();
        let of = move |duty: &Duty, m: &Milestone| {
            let on = m.recorded_on?;
            let before = duty.planned(today, Some(on));
            let after = duty.planned(today, on.succ_opt());
            let redefinition = Redefinition {
                subject: Subject::Milestone(m.terms.id.clone()),
                term: Term::Added,
                was: format!("{}/{}", before.0, before.1).into(),
                now: format!("{};{}/{}", m.weight(), after.0, after.1).into(),
                decision: "".into(),
                reason: "".into(),
                approver: "".into(),
                day: on,
            };
            Some(Redefined {
                redefinition,
                responsible: None,
            })
        };
        let began = self.workstreams_began(duties);
        duties.iter().flat_map(move |duty| {
            let after = began.get(&duty.key.workstream).map(|it| it.owed_from());
            let after = after.max(start);
            let new = duty.first_weighed_on() > after;
            let of_new = duty.added_after(after.filter(|_| new));
            let of_old = start.filter(|_| !new).into_iter();
            let of_old = of_old.flat_map(|start| duty.additions(start));
            of_new.chain(of_old).filter_map(move |m| of(duty, m))
        })
    }

    /// Of the workstreams that some duties belong to.
    fn workstreams_began<'a>(&self, of: &[&'a Duty]) -> HashMap<&'a WorkstreamCode, Began> {
        let all = of.iter().map(|duty| &duty.key.workstream);
        let mut began: HashMap<&WorkstreamCode, Began> =
            all.map(|code| (code, Began::default())).collect();
        for entry in self.duties.values() {
            let Some(first) = began.get_mut(&entry.duty.key.workstream) else {
                continue;
            };
            if let Some(day) = entry.duty.first_weighed_on() {
                first.recorded = first.recorded.into_iter().chain([day]).min();
                let deadlines = entry.duty.counted().filter_map(|m| m.original_deadline);
                first.closes = first.closes.into_iter().chain(deadlines).min();
            }
        }
        began
    }

    /// What was promised first of a duty or an indicator, where it is not so any more. What a
    /// duty weighs is no figure of a company's.
    pub(in crate::board) fn first_terms(&self, scope: &Scope, subject: &Subject) -> FirstTerms {
        let of_subject = self.redefinitions.iter().rev().map(|it| &it.redefinition);
        let mut terms = first_terms(of_subject.filter(|it| it.subject == *subject));
        if *scope != Scope::Campaign {
            terms.retain(|(term, _)| *term != Term::Weight);
        }
        terms
    }

    /// Changes of what the campaign's figures count, newest first.
    pub(in crate::board) fn headline_redefinitions(&self) -> impl Iterator<Item = &Redefinition> {
        let all = self.redefinitions.iter().map(|it| &it.redefinition);
        all.filter(|it| it.term == Term::Headline)
    }

    /// The duty a promise belongs to.
    pub(super) fn duty_of<'a>(&'a self, subject: &'a Subject) -> Option<&'a DutyKey> {
        match subject {
            Subject::Campaign
            | Subject::Unit(_)
            | Subject::Partner(_)
            | Subject::Workstream(_)
            | Subject::Calendar(_)
            | Subject::Trigger(_)
            | Subject::Cadence(_)
            | Subject::UnitGroup(_)
            | Subject::Membership(..) => None,
            Subject::Rhythm(code) => Some(&self.rhythms.rhythm(code)?.duty),
            Subject::Duty(key) => Some(key),
            Subject::Milestone(id) => self.duties.of_milestone(id),
            Subject::Indicator(code) | Subject::Measurement(code, _) => {
                self.duties.of_indicator(code)
            }
        }
    }

    /// The unit a promise belongs to.
    fn unit_of<'a>(&'a self, subject: &'a Subject) -> Option<&'a UnitCode> {
        match subject {
            Subject::Unit(code) | Subject::Membership(_, code) => Some(code),
            _ => self.duty_of(subject).map(|key| &key.unit),
        }
    }

    fn concerns(&self, today: &Self, it: &Redefined, asked: Redefinitions<'_>) -> bool {
        let subject = &it.redefinition.subject;
        let duty = || self.duty_of(subject);
        match asked {
            Redefinitions::All => true,
            Redefinitions::Unit(unit) => self.unit_of(subject) == Some(unit),
            Redefinitions::Workstream(code) => {
                *subject == Subject::Workstream(code.clone())
                    || duty().is_some_and(|key| key.workstream == *code)
            }
            Redefinitions::UnitGroup(code) => Self::is_of_group(subject, code),
            Redefinitions::Duty(key) => duty() == Some(key),
            Redefinitions::Indicator(code) => match subject {
                Subject::Indicator(of) | Subject::Measurement(of, _) => of == code,
                _ => false,
            },
            Redefinitions::ByDocument(number) => {
                DocumentNumber::of(&it.redefinition.decision).as_ref() == Some(number)
            }
            Redefinitions::Company(company) => match subject {
                Subject::Milestone(id) => self.always_theirs(today, it, id, company),
                Subject::Partner(code) => code == company,
                _ => false,
            },
        }
    }

    /// Whether a company is responsible for a milestone by the day shown and by today, and was
    /// when its promise was changed.
    fn always_theirs(
        &self,
        today: &Self,
        it: &Redefined,
        id: &MilestoneId,
        company: &PartnerCode,
    ) -> bool {
        let theirs = |by: Option<&Responsible>| {
            by.is_some_and(|by| matches!(by, Responsible::Partner(code) if code == company))
        };
        theirs(it.responsible.as_ref())
            && [self, today]
                .iter()
                .all(|board| theirs(board.responsible(id).map(|(_, by)| by)))
    }

    fn told(
        &self,
        today: &Self,
        viewer: Option<&Viewer>,
        scope: &Scope,
        it: &Redefined,
    ) -> Option<Told> {
        let subject = &it.redefinition.subject;
        let duty = self.duty_of(subject);
        match scope {
            Scope::Nothing => None,
            Scope::Campaign => {
                let own = self.unit_of(subject).is_none_or(|unit| {
                    viewer.is_some_and(|v| v.reads_in_full(unit, &Responsible::Unit))
                });
                Some(if own { Told::Full } else { Told::Decision })
            }
            Scope::Units { partner, units } => {
                let here = || duty.filter(|key| units.contains(&key.unit));
                match subject {
                    Subject::Partner(code) => (code == partner).then_some(Told::Full),
                    _ if here().is_none() => None,
                    // It names another milestone, which may be another's.
                    Subject::Milestone(_) if it.redefinition.term == Term::Replaces => None,
                    Subject::Milestone(id) => self
                        .always_theirs(today, it, id, partner)
                        .then_some(Told::Full),
                    Subject::Duty(_) if it.redefinition.term == Term::Weight => None,
                    _ => Some(Told::Terms),
                }
            }
        }
    }

    /// Kind and weight of a milestone whose place another took, and of that one.
    fn weighed(&self, it: &Redefinition) -> Option<[(MilestoneKind, Weight); 2]> {
        let Subject::Milestone(id) = &it.subject else {
            return None;
        };
        let (entry, now) = self.milestone(id)?;
        let before = now
            .terms
            .replaces
            .as_ref()
            .filter(|_| it.term == Term::Replaces)?;
        let before = entry
            .duty
            .milestones
            .iter()
            .find(|m| m.terms.id == *before)?;
        Some([before, now].map(|m| (m.terms.kind, m.promised_weight())))
    }

    fn redefinition_row(&self, it: &Redefinition, told: Told) -> Option<RedefinitionRow> {
        let duty = self.duty_of(&it.subject);
        let mut unit_of_measure = "".into();
        let (about, name) = match &it.subject {
            Subject::Campaign => (About::Campaign, self.campaign()?.name.clone()),
            Subject::Calendar(on) => (About::Calendar, app::text::day_as_typed(*on).into()),
            Subject::Trigger(code) => (About::Trigger, self.triggers.get(code)?.name.clone()),
            Subject::Cadence(code) => (About::Cadence, self.rhythms.cadence(code)?.name.clone()),
            Subject::Rhythm(code) => (About::Rhythm, self.rhythms.rhythm(code)?.title.clone()),
            Subject::UnitGroup(code) => (About::UnitGroup(code.clone()), self.group_name(code)?),
            Subject::Membership(group, unit) => {
                let name = format!("{} – {}", self.unit_name(unit), self.group_name(group)?);
                (About::Membership(group.clone()), name.into())
            }
            Subject::Unit(code) => (About::Unit(code.clone()), self.unit_name(code)),
            Subject::Partner(code) => (About::Partner(code.clone()), self.partner_name(code)),
            Subject::Workstream(code) => {
                let workstream = self.workstreams.get(code)?.clone();
                let name = workstream.name.clone();
                (About::Workstream(workstream), name)
            }
            Subject::Duty(key) => {
                let name = self.workstream_name(&key.workstream);
                (About::Duty(key.clone()), name)
            }
            Subject::Milestone(id) => {
                let (entry, m) = self.milestone(id)?;
                let key = entry.duty.key.clone();
                if let Some(outcome) = &entry.duty.outcome {
                    unit_of_measure = outcome.indicator.unit_of_measure.clone();
                }
                (About::Milestone(key), self.milestone_name(m))
            }
            Subject::Indicator(code) | Subject::Measurement(code, _) => {
                let of_duty = duty.and_then(|key| self.duties.get(key)?.duty.indicator(code));
                let outcome = of_duty.or_else(|| self.indicators.get(code).map(AsRef::as_ref))?;
                unit_of_measure = outcome.indicator.unit_of_measure.clone();
                let name = self.indicator_name(&outcome.indicator);
                match &it.subject {
                    Subject::Measurement(_, on) => {
                        let name = format!("{name} · {}", app::text::day_as_typed(*on));
                        (About::Measurement(code.clone()), name.into())
                    }
                    _ => (About::Indicator(code.clone()), name),
                }
            }
        };
        Some(RedefinitionRow {
            day: it.day,
            about,
            name,
            unit_name: duty.map(|key| self.unit_name(&key.unit)),
            term: it.term,
            was: it.was.clone(),
            now: it.now.clone(),
            unit_of_measure,
            weighed: self.weighed(it),
            decision: (told != Told::Terms).then(|| (it.decision.clone(), it.approver.clone())),
            reason: (told == Told::Full).then(|| it.reason.clone()),
        })
    }
}

/// Milestones that were created soon after another of their duty was cancelled and do not
/// say that they take its place.
fn created_beside<'a>(duties: &'a [&'a Duty]) -> impl Iterator<Item = Redefined> + use<'a> {
    let all = duties.iter().flat_map(|duty| {
        let ended = duty.milestones.iter();
        let ended = ended.filter(|m| m.state == State::Cancelled);
        ended.flat_map(|ended| {
            let after = duty.after(&ended.terms.id);
            after.map(move |(m, how)| (ended, m, how))
        })
    });
    all.filter_map(|(ended, m, how)| {
        let redefinition = Redefinition {
            subject: Subject::Milestone(m.terms.id.clone()),
            term: Term::Beside,
            was: ended.terms.title.clone(),
            now: m.terms.title.clone(),
            decision: "".into(),
            reason: "".into(),
            approver: "".into(),
            day: m.recorded_on?,
        };
        let responsible = None;
        (how == After::NamingNone).then_some(Redefined {
            redefinition,
            responsible,
        })
    })
}
