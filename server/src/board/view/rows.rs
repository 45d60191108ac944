//! Rows that several pages share.
use std::sync::Arc;

use app::{
    access::Role,
    domain::{
        Cause, Counts, Day, Deadline, Direction, DueAfter, DutyKey, Event, Forecast, Gains,
        Horizon, InPlaceOf, Measurement, Milestone, MilestoneId, Outcome, Outlook, PartnerCode,
        Redefinition, Responsible, SOON_DAYS, SecondValue, Subject, Term, Trigger, UnitCode,
        WorkstreamCode, forecast, judge_outcome, local_day, parse_day,
    },
    text::{self, Lang, RunsFrom, clock_time},
    views::{
        Elsewhere, EventRow, EvidenceRow, FileRow, HistoryRow, MilestoneRow, OutcomeRow, Progress,
        Rewritten, Rewrote, SecondRow, WeekPoint,
    },
};

use super::scope::Hidden;
use crate::{
    board::{Board, Entry, GroupKey, Latest},
    db::{
        files::FileText,
        milestone_events::{EventText, EvidenceText, PromiseText, Promised, SuccessorText, sign},
    },
};

/// How many measurements a trend shows.
const TREND: usize = 12;

impl Board {
    pub(in crate::board) fn workstream_name(&self, code: &WorkstreamCode) -> Arc<str> {
        self.workstreams
            .get(code)
            .map_or_else(|| code.as_str().into(), |w| w.short_name().into())
    }

    /// The name of the organisation that acted. Names of organisations are the
    /// same in every language, the office's too.
    pub(in crate::board) fn organisation_name(&self, code: &str) -> Arc<str> {
        if let Some(role @ (Role::Office | Role::Committee)) = Role::from_code(code) {
            return app::text::role(Lang::Vi, role).into();
        }
        if let Some(partner) = PartnerCode::parse(code)
            .ok()
            .and_then(|c| self.partners.get(&c))
        {
            return partner.short_name.clone();
        }
        UnitCode::parse(code).map_or_else(|_| code.into(), |c| self.unit_name(&c))
    }

    /// The company that is responsible for a milestone, with its name.
    pub(super) fn company(&self, m: &Milestone) -> Option<(PartnerCode, Arc<str>)> {
        self.company_of(&m.responsible)
    }

    pub(super) fn company_of(&self, by: &Responsible) -> Option<(PartnerCode, Arc<str>)> {
        match by {
            Responsible::Unit => None,
            Responsible::Partner(code) => Some((code.clone(), self.partner_name(code))),
        }
    }

    pub(in crate::board) fn milestone_row(&self, key: &DutyKey, m: &Milestone) -> MilestoneRow {
        let today = self.day();
        let partner = self.company(m);
        let orphaned = partner
            .as_ref()
            .is_some_and(|(code, _)| m.pending() && !self.assigned(&key.unit, code));
        MilestoneRow {
            id: m.terms.id.clone(),
            duty: key.clone(),
            order: m.terms.order,
            kind: m.terms.kind,
            title: self.milestone_name(m),
            product: m.terms.product.clone(),
            weight: m.promised_weight(),
            state: m.state,
            original_deadline: m.original_deadline,
            current_deadline: m.current_deadline,
            deadline_text: self.deadline_words(m),
            submitted_on: m.submitted_on,
            finished_on: m.finished_on(),
            // It came back until it is handed over anew, whatever was asked or granted since.
            last_event: m.back.or(m.last_event),
            late: m.late(today),
            finished_late: m.finished_late(),
            soon: m.closes_within(today, SOON_DAYS),
            partner,
            orphaned,
            asked: m.asked,
            waits_since: m.waits_since,
            awaits: m.awaits().map(|after| self.awaited(after)),
            dated_by: self.dated_by(m),
            cancelled_late: m.cancelled_late,
            within_extension: m.finished_within_extension(),
            slot: self.slot_told(m),
            old_book: m.old_book,
            why: None,
            second: m
                .terms
                .second
                .as_ref()
                .and_then(|it| self.second_row(key, it)),
        }
    }

    /// A second value that a milestone names, as it stands.
    fn second_row(&self, key: &DutyKey, second: &SecondValue) -> Option<SecondRow> {
        let outcome = self.duties.get(key)?.duty.indicator(&second.indicator)?;
        let value = outcome.rests_on(second.reach);
        Some(SecondRow {
            indicator: second.indicator.clone(),
            name: self.indicator_name(&outcome.indicator),
            unit_of_measure: outcome.indicator.unit_of_measure.clone(),
            up: outcome.indicator.direction == Direction::Up,
            reach: second.reach,
            value: value.map(|it| (outcome.judged(it), it.day())),
            reached: outcome.has_reached(second.reach),
        })
    }

    /// "30 ngày sau khi Tỉnh ủy ban hành quy định"
    fn runs_from(&self, after: &DueAfter) -> String {
        let event = self.triggers.get(&after.trigger);
        let event = event.map_or(after.trigger.as_str(), |it| &it.name);
        text::due_after(self.lang(), after, event)
    }

    /// The event that a deadline was computed from, with its document, and the day from which it
    /// runs where that is not the document's: rule 10, every figure names its source.
    fn dated_by(&self, m: &Milestone) -> Option<Arc<str>> {
        let (after, original) = m.terms.after.as_ref().zip(m.original_deadline)?;
        let event = self.triggers.get(&after.trigger)?;
        let days = self.days_of_event(event);
        let ran_from = |due| after.ran_from(days.iter().copied(), due, &self.calendar);
        let current = m.current_deadline.filter(|due| *due != original);
        let runs_from = RunsFrom {
            original: ran_from(original),
            current: current.map(ran_from),
        };
        let words = text::dated_by(self.lang(), &self.runs_from(after), event, runs_from);
        Some(words.into())
    }

    /// The days on which an event was said to have happened, the present one first: a deadline that
    /// was set by a day that was corrected since is still the one of that day.
    fn days_of_event(&self, event: &Trigger) -> Vec<Day> {
        let of = |it: &Redefinition| match &it.subject {
            Subject::Trigger(code) => *code == event.code && it.term == Term::HappenedOn,
            _ => false,
        };
        let changed = self.redefinitions.iter().map(|it| &it.redefinition);
        let before = changed.filter(|it| of(it));
        let before = before.filter_map(|it| parse_day(&it.was));
        event.happened_on.into_iter().chain(before).collect()
    }

    pub(super) const fn lang(&self) -> Lang {
        if self.english { Lang::En } else { Lang::Vi }
    }

    /// A deadline that is no day, in words.
    fn deadline_words(&self, m: &Milestone) -> Option<Arc<str>> {
        if let Some(after) = &m.terms.after
            && m.original_deadline.is_none()
        {
            return Some(self.runs_from(after).into());
        }
        match &m.terms.deadline {
            Deadline::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// Whom a milestone waits for whose deadline runs from an event.
    fn awaited(&self, after: &DueAfter) -> Arc<str> {
        let event = self.triggers.get(&after.trigger);
        let issuer = event.and_then(|it| self.outside.get(it.issuer.as_ref()?));
        issuer.map_or_else(
            || {
                let event = event.map_or(after.trigger.as_str(), |it| &it.name);
                text::awaited_event(self.lang(), event).into()
            },
            |it| it.name.clone(),
        )
    }

    pub(super) fn event_row(&self, latest: &Latest) -> Option<EventRow> {
        let key = self.duties.of_milestone(&latest.milestone)?;
        let m = self.milestone(&latest.milestone)?.1;
        Some(EventRow {
            day: app::domain::local_day(latest.recorded_at, self.zone()),
            time: clock_time(latest.recorded_at, self.zone()),
            event: latest.event,
            renamed: latest.renamed,
            nothing: latest.nothing,
            duty: key.clone(),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            milestone_title: self.milestone_name(m),
            by: self.organisation_name(&latest.organisation),
            in_place_of: latest.in_place_of,
            deadline: latest.deadline,
            reason: String::new(),
        })
    }

    /// A milestone with the entry of its duty.
    pub(in crate::board) fn milestone(
        &self,
        id: &app::domain::MilestoneId,
    ) -> Option<(&Entry, &Milestone)> {
        let entry = self.duties.get(self.duties.of_milestone(id)?)?;
        let m = entry.duty.milestones.iter().find(|m| m.terms.id == *id)?;
        Some((entry, m))
    }

    pub(super) fn outcome_row(&self, outcome: &Outcome) -> OutcomeRow {
        let indicator = &outcome.indicator;
        let latest = outcome.latest();
        let duty = indicator.duty.as_ref();
        let workstream = duty.map(|(_, code)| (code.clone(), self.workstream_name(code)));
        let trend: Vec<_> = outcome.judging().rev().take(TREND).collect();
        let bare = |m: Measurement| (m.day(), m.value(indicator));
        OutcomeRow {
            code: indicator.code.clone(),
            unit: duty.map(|(code, _)| (code.clone(), self.unit_name(code))),
            satisfaction: indicator.satisfaction(),
            survey: indicator.counts == Some(Counts::Survey),
            things: indicator.counts_things(),
            status: judge_outcome(outcome, self.day()),
            workstream,
            name: self.indicator_name(indicator),
            unit_of_measure: indicator.unit_of_measure.clone(),
            up: indicator.direction == Direction::Up,
            value: outcome.latest_value(),
            of_sample: latest
                .filter(|m| outcome.sample(*m).is_some())
                .map(|m| m.value(indicator)),
            counts: latest.and_then(Measurement::counts),
            few: indicator.few_answers(latest.and_then(Measurement::counts)),
            sample_of: latest.and_then(|m| Some(outcome.sample(m)?.1)),
            measured_on: latest.map(Measurement::day),
            none_stands: outcome.none_stands(),
            before_campaign: latest.is_some_and(|m| outcome.before_campaign(m.day())),
            after_deadline: outcome.after_deadline(),
            fresh: outcome.fresh(self.day()),
            target: outcome.target,
            reached: outcome.target_reached(),
            deadline: indicator.deadline,
            forecast: self.forecast_of(outcome),
            trend: trend
                .into_iter()
                .rev()
                .map(|m| (m.day(), outcome.judged(m)))
                .collect(),
            uncounted: outcome.uncounted().map(bare),
            provisional: indicator.provisional,
            source: indicator.source.clone(),
        }
    }

    /// When an indicator will be where it should; on the last day of the campaign nothing follows.
    pub(super) fn forecast_of(&self, outcome: &Outcome) -> Forecast {
        match self.is_last_day() {
            true => Forecast::Over,
            false => forecast(outcome, self.day()),
        }
    }

    /// The shares of a group by week, the last being the board's day.
    pub(super) fn weeks_of(&self, group: &GroupKey) -> Vec<WeekPoint> {
        let now = (self.day(), self.sum(group));
        self.weeks
            .of(group)
            .chain([now])
            .map(|(day, sums)| WeekPoint {
                day,
                expected_original: sums.expected_original(),
                expected: sums.expected(),
                claimed: sums.claimed(),
                accepted: sums.accepted(),
            })
            .collect()
    }

    /// Where a group's accepted share leads at the pace of its last whole weeks.
    pub(in crate::board) fn outlook(&self, group: &GroupKey) -> Outlook {
        let none = Gains::default();
        let gains = self.gains.get(group).map_or(&none, Arc::as_ref);
        Outlook::of(&self.sum(group), gains, &self.horizon())
    }

    pub(in crate::board) fn horizon(&self) -> Horizon<'_> {
        Horizon {
            today: self.day(),
            deadline: self.campaign().and_then(|campaign| campaign.deadline),
            over: self.is_last_day(),
            first_fact: self.first_fact,
            calendar: &self.calendar,
        }
    }
}

impl Board {
    /// A line of a unit's history, unless its milestone is hidden.
    pub(in crate::board) fn history_row(
        &self,
        event: &EventText,
        hidden: &Hidden,
    ) -> Option<EventRow> {
        let milestone = MilestoneId::parse(&event.milestone).ok()?;
        if hidden.contains(&milestone) {
            return None;
        }
        self.event_row(&Latest {
            recorded_at: event.recorded_at,
            milestone,
            event: Event::from_code(&event.event)?,
            renamed: event.renamed,
            nothing: event.nothing_arose,
            deadline: event.deadline.as_deref().and_then(parse_day),
            organisation: event.organisation.as_str().into(),
            in_place_of: in_place_of(event),
        })
    }

    /// An event in full, or only what happened and when (`full` false).
    pub(in crate::board) fn full_history_row(
        &self,
        event: &EventText,
        words: &Words,
        full: bool,
    ) -> Option<HistoryRow> {
        let documents: Vec<_> = words.document(&event.submission).into_iter().collect();
        Some(HistoryRow {
            sign: sign(&event.submission),
            event: Event::from_code(&event.event)?,
            renamed: event.renamed,
            recorded_at: event.recorded_at,
            day: local_day(event.recorded_at, self.zone()),
            time: match event.from_old_book {
                true => String::new(),
                false => clock_time(event.recorded_at, self.zone()),
            },
            from_old_book: event.from_old_book,
            person: event.name.clone(),
            by: self.organisation_name(&event.organisation),
            in_place_of: in_place_of(event),
            after_reset: event.after_reset
                && Event::from_code(&event.event).is_some_and(Event::decides),
            text: event.body.clone(),
            progress: Progress {
                volume: event.volume_done,
                obstacle: event.obstacle.as_deref().and_then(Cause::from_code),
                nothing: event.nothing_arose,
            },
            new_deadline: event.deadline.as_deref().and_then(parse_day),
            new_party: (full && event.event == Event::Reassigned.code()).then(|| {
                match event.responsible.as_deref() {
                    Some(company) => self.organisation_name(company),
                    None => MilestoneId::parse(&event.milestone)
                        .ok()
                        .and_then(|id| self.responsible(&id))
                        .map_or_else(|| "".into(), |(unit, _)| self.unit_name(unit)),
                }
            }),
            decision: event.decision.clone(),
            approver: event.approver.clone(),
            evidence: documents,
            rewritten: if full {
                words.rewritten(event)
            } else {
                Vec::new()
            },
            after_decision: false,
            corrected_on: None,
            hidden: !full,
        })
    }
}

/// A document with its files as a page shows it.
pub fn document_row(document: &EvidenceText) -> EvidenceRow {
    EvidenceRow {
        document_number: document.document_number.clone(),
        document_day: document.document_day.as_deref().and_then(parse_day),
        link: document.link.clone(),
        files: document.files.iter().filter_map(file_row).collect(),
    }
}

/// A file as a page shows it; `None` of a kind that another version knows.
pub fn file_row(file: &FileText) -> Option<FileRow> {
    Some(FileRow {
        id: file.id.clone(),
        name: file.name.clone(),
        kind: file.kind()?,
        size: u64::try_from(file.size).ok()?,
        hash: file.hash.clone(),
        elsewhere: Elsewhere::default(),
    })
}

/// What stands beside the events of a milestone, each up to the day of the page, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Documents of its reports: of one report the last stands, the others were mistyped.
    pub documents: Vec<EvidenceText>,
    /// What it promised.
    pub promises: Vec<Promised>,
    /// Those that took its place, as far as the reader may read them.
    pub successors: Vec<SuccessorText>,
}

impl Words {
    /// The document of a report as it stands. Files came with the report and stay.
    fn document(&self, submission: &str) -> Option<EvidenceRow> {
        let mut of = self
            .documents
            .iter()
            .filter(|it| it.submission == submission);
        let first = of.next()?;
        let stands = of.next_back().unwrap_or(first);
        Some(EvidenceRow {
            files: document_row(first).files,
            ..document_row(stands)
        })
    }

    /// What an event put right or changed: the rows that came with it, beside those before.
    fn rewritten(&self, event: &EventText) -> Vec<Rewritten> {
        let rewrites = [Event::Corrected, Event::Redefined, Event::Replaced];
        if rewrites.iter().all(|it| it.code() != event.event) {
            return Vec::new();
        }
        let mut all = Vec::new();
        let mut tell = |what, was: &str, now: &str| {
            if was != now {
                let (was, now) = (was.to_owned(), now.to_owned());
                all.push(Rewritten { what, was, now });
            }
        };
        if let Some(now) = self.documents.iter().find(|it| it.seq == event.seq) {
            let of = self
                .documents
                .iter()
                .filter(|it| it.submission == now.submission);
            if let Some(was) = of.rev().find(|it| it.seq < event.seq) {
                let day = |it: &EvidenceText| it.document_day.clone().unwrap_or_default();
                tell(
                    Rewrote::DocumentNumber,
                    &was.document_number,
                    &now.document_number,
                );
                tell(Rewrote::DocumentDay, &day(was), &day(now));
                tell(Rewrote::Link, &was.link, &now.link);
            }
        }
        if let Some(now) = self.successors.iter().find(|it| it.seq == event.seq) {
            let was = self
                .promises
                .last()
                .map_or("", |it| it.promise.title.as_str());
            tell(Rewrote::Term(Term::Replaces), was, &now.title);
        }
        let promise = self.promises.iter().position(|it| it.seq == event.seq);
        let before = promise.and_then(|at| at.checked_sub(1));
        if let (Some(now), Some(before)) = (promise, before) {
            let (was, now) = (&self.promises[before].promise, &self.promises[now].promise);
            tell(Rewrote::Term(Term::Title), &was.title, &now.title);
            tell(Rewrote::Term(Term::Kind), &was.kind, &now.kind);
            let weight = |it: &PromiseText| it.weight.to_string();
            tell(Rewrote::Term(Term::Weight), &weight(was), &weight(now));
            tell(Rewrote::Term(Term::Product), &was.product, &now.product);
            let reach = |it: &PromiseText| it.reach.clone().unwrap_or_default();
            tell(Rewrote::Term(Term::Reach), &reach(was), &reach(now));
        }
        all
    }
}

/// In whose place an event was decided.
fn in_place_of(event: &EventText) -> Option<InPlaceOf> {
    InPlaceOf::from_code(event.in_place_of.as_deref()?)
}
