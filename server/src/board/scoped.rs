//! The board as one person may read it: what a page gets.
//!
//! The board's own views stay inside `board`. A page has them through this type only,
//! which gives each the reader's scope; what only readers of the whole campaign may
//! have stands on [`CampaignBoard`], and nobody else is handed one.
mod compare;
mod deadlines;
mod directives;
mod explanations;
mod home;
mod kept;
mod lists;
mod measure;
mod rechecks;
mod reconciliation;
mod search;
mod why;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use app::{
    access::Viewer,
    domain::{
        About, Asks, Corrects, Day, Duty, DutyKey, Event, Group, GroupCode, InPlaceOf,
        IndicatorCode, Kept, Measurement, MilestoneId, Outcome, PartnerCode, Refusal, Stage, State,
        Subject, Term, Terms, UnitCode, Value, Weight, Workstream, WorkstreamCode, in_place_of,
    },
    text::Lang,
    views::{
        BriefPage, BurdenPage, DatabasePage, Desk, DutyEnd, DutyOver, DutyPage, Effect, Elsewhere,
        EventRow, ExplainedColumn, ExplanationFilter, ExplanationList, GroupList, GroupPage,
        HeadRow, HistoryRow, Matrix, MatrixFilter, MeasurementRow, Moved, Needed, OutcomeFilter,
        OutcomeList, OutcomePage, Overview, PartnerList, PartnerPage, PlanEffect, PlanFile,
        PlanHome, PlanNames, Programme, ProgrammeFilter, RedefinitionRow, RestsOn, ReviewFilter,
        ReviewItem, ReviewList, ReviewPlace, SheetState, Sorted, TaskColumn, Together, UnitPage,
        Volume, WhatIf, WorkItem, WorkList,
    },
};

use super::{
    Adjustable, Board, Hidden, Live, PlanOpen, PlanUnit, Redefinitions, Restatable, Scope, Words,
    Wrote,
};
use crate::db::{
    DbError,
    idle::Undecided,
    measurements::Measured,
    milestone_events::{EventText, EvidenceText},
};
use crate::import::sheet::Beside;
use crate::ledger::Stamped;

/// Drafts of an organisation by milestone: who saved each, and when.
pub type Drafts = BTreeMap<String, (String, Day)>;
/// What was said of work that is open, by milestone: each event with its reason.
pub type Reasons = BTreeMap<String, Vec<(Event, String)>>;

/// One person's reading of the board of a day.
#[derive(Debug, Clone)]
pub struct ScopedBoard {
    /// Permissions and forms are always today's.
    today: Arc<Board>,
    /// The day asked for.
    board: Arc<Board>,
    /// Today's as it was recorded, whatever the language: what is written is read from it.
    facts: Arc<Board>,
    viewer: Viewer,
    scope: Scope,
}

/// What only readers of the whole campaign have.
#[derive(Debug, Clone, Copy)]
pub struct CampaignBoard<'a>(&'a ScopedBoard);

impl ScopedBoard {
    /// The board of a day as a person may read it by today's assignments.
    pub(crate) fn new(today: Arc<Board>, board: Arc<Board>, viewer: Viewer) -> Self {
        let scope = today.scope(&viewer);
        Self {
            facts: today.clone(),
            today,
            board,
            viewer,
            scope,
        }
    }

    /// The same as pages of a language are written from it.
    pub(crate) fn speaking(self, lang: Lang) -> Self {
        Self {
            today: self.today.speaking(lang),
            board: self.board.speaking(lang),
            ..self
        }
    }

    /// The person who reads.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The campaign's figures, for those who may read them.
    pub fn campaign(&self) -> Option<CampaignBoard<'_>> {
        (self.scope == Scope::Campaign).then_some(CampaignBoard(self))
    }

    /// The company whose people read only what is theirs.
    pub fn company(&self) -> Option<&PartnerCode> {
        match &self.scope {
            Scope::Units { partner, .. } => Some(partner),
            _ => None,
        }
    }

    /// What facts of the plan would move today.
    pub fn planned(&self, facts: Vec<Stamped>) -> PlanEffect {
        self.today.planned(facts)
    }

    /// What of the plan asks for something, and how much of everything there is.
    pub fn plan_home(&self) -> PlanHome {
        PlanHome {
            parts: self.today.plan_parts(),
            asks: self.today.plan_asks(&self.viewer),
        }
    }

    /// Whether a code is that of a group of units.
    pub fn is_group(&self, code: &str) -> bool {
        self.today.groups.get(code).is_some()
    }

    /// By what a plan that comes as one table is understood.
    pub fn beside_a_sheet(&self) -> Beside {
        self.today.beside_a_sheet()
    }

    /// What a form of the plan may name.
    pub fn plan_names(&self) -> PlanNames {
        self.today.plan_names()
    }

    /// What a milestone is called, and why its reader may not do something to it by a change of
    /// the plan.
    pub fn plan_refuses(&self, id: &MilestoneId, event: Event) -> Option<(Arc<str>, Refusal)> {
        self.today.plan_refuses(id, event, &self.viewer)
    }

    /// The name of a unit.
    pub fn unit_named(&self, code: &UnitCode) -> Arc<str> {
        self.today.unit_name(code)
    }

    /// What a change of the plan may be about: units with what they have and who is there.
    pub fn plan_units(&self) -> Vec<PlanUnit> {
        self.today.plan_units()
    }

    /// The milestones of the plan in which all words are found, in the order of their list.
    pub fn plan_milestones(&self, words: &[String]) -> Vec<MilestoneId> {
        self.today.plan_milestones(words)
    }

    /// A row of the plan that has a life: a milestone, as it stands.
    pub fn plan_life(&self, file: PlanFile, key: &str) -> Option<PlanOpen> {
        let id = (file == PlanFile::Milestones).then(|| MilestoneId::parse(key).ok());
        self.today.plan_life(&id??)
    }

    /// The duties of a unit.
    pub fn plan_duties(&self, unit: &UnitCode) -> Vec<Arc<Duty>> {
        self.today.plan_duties(unit)
    }

    /// What a duty would weigh by itself, whoever has a product.
    pub fn plan_weight(&self, duty: &Duty) -> Weight {
        self.today.plan_weight(duty)
    }

    /// The units that belong to a group today; none where a code is no group's.
    pub fn plan_members(&self, code: &str) -> Option<Vec<UnitCode>> {
        self.today.plan_members(code)
    }

    /// The duties of a unit that are over, which go on again where another unit's are handed on to it.
    pub fn plan_duties_over(&self, unit: &UnitCode) -> Vec<Arc<Duty>> {
        self.today.plan_duties_over(unit)
    }

    /// All workstreams, as rows of the plan have them.
    pub fn plan_workstreams(&self) -> Vec<Arc<Workstream>> {
        self.facts.plan_workstreams()
    }

    /// Milestones that more time may be given, with their deadline of today.
    pub fn plan_open(&self, workstream: Option<&WorkstreamCode>) -> Vec<PlanOpen> {
        self.today.plan_open(workstream)
    }

    /// Whether the reader may open a unit.
    pub fn sees(&self, unit: &UnitCode) -> bool {
        self.scope.unit(unit)
    }

    /// What a company learns nothing of: by the day of the page, and by today, as
    /// permissions are always today's.
    fn hidden(&self, unit: &UnitCode) -> Hidden {
        let mut hidden = self.board.others_milestones(&self.scope, unit);
        if !Arc::ptr_eq(&self.board, &self.today) {
            hidden.extend(self.today.others_milestones(&self.scope, unit));
        }
        hidden
    }

    /// One unit; `None` when there is none, or none for this reader.
    pub fn unit_page(&self, code: &UnitCode, heads: Vec<HeadRow>) -> Option<UnitPage> {
        let hidden = self.hidden(code);
        let page = self.board.unit_page(&self.scope, &hidden, code, heads)?;
        let mut page = page;
        for duty in page.duties.iter_mut().chain(&mut page.beside) {
            self.tell_why(&mut duty.milestones);
        }
        Some(UnitPage {
            redefinitions: self.redefinitions(Redefinitions::Unit(code)),
            ..page
        })
    }

    /// Those of a unit's events that the reader may be told of.
    pub fn unit_events(&self, unit: &UnitCode, events: &[EventText], most: usize) -> Vec<EventRow> {
        if !self.sees(unit) {
            return Vec::new();
        }
        let hidden = self.hidden(unit);
        let told = |event: &&EventText| self.board.tells_of(&self.scope, &event.organisation);
        let told = events.iter().filter(told);
        told.filter_map(|event| {
            let mut row = self.board.history_row(event, &hidden)?;
            let id = MilestoneId::parse(&event.milestone).ok()?;
            // Of what was another company's before, a company reads nothing: on the page of the
            // duty its history ends where it got it.
            if self.company().is_none() && self.reads_in_full(&id) {
                row.reason.clone_from(&event.body);
            }
            Some(row)
        })
        .take(most)
        .collect()
    }

    /// Promises that a decision changed, newest first, as the reader may be told of them.
    pub fn redefinitions(&self, asked: Redefinitions<'_>) -> Vec<RedefinitionRow> {
        let (today, viewer) = (&self.today, Some(&self.viewer));
        self.board
            .redefinition_rows(today, viewer, &self.scope, asked)
    }

    /// The groups of units of which the reader sees one.
    pub fn group_list(&self) -> GroupList {
        self.board.group_list(&self.scope)
    }

    /// One of them; `None` when there is none, or none for this reader.
    pub fn group_page(&self, code: &GroupCode) -> Option<GroupPage> {
        let page = self.board.group_page(&self.scope, code)?;
        Some(GroupPage {
            redefinitions: self.redefinitions(Redefinitions::UnitGroup(code)),
            ..page
        })
    }

    pub fn programme(
        &self,
        group: Group,
        filter: ProgrammeFilter,
        sorted: Sorted<TaskColumn>,
    ) -> Programme {
        let hidden = |unit: &UnitCode| self.hidden(unit);
        self.board
            .programme(&self.scope, hidden, group, filter, sorted)
    }

    /// One workstream of a group; `None` when there is none, or none for this reader.
    pub fn workstream_page(&self, group: Group, code: &WorkstreamCode) -> Option<DatabasePage> {
        let hidden = |unit: &UnitCode| self.hidden(unit);
        let page = self
            .board
            .workstream_page(&self.scope, hidden, group, code)?;
        Some(DatabasePage {
            redefinitions: self.redefinitions(Redefinitions::Workstream(code)),
            ..page
        })
    }

    pub fn matrix(&self, filter: MatrixFilter) -> Matrix {
        self.board.matrix(&self.scope, filter)
    }

    /// One company; `None` when there is none, or it is not the reader's.
    pub fn partner_page(&self, code: &PartnerCode) -> Option<PartnerPage> {
        let page = self.board.partner_page(&self.today, &self.scope, code)?;
        Some(PartnerPage {
            redefinitions: self.redefinitions(Redefinitions::Company(code)),
            ..page
        })
    }

    /// From which day a duty is over that the reader could read.
    pub fn over_from(&self, key: &DutyKey) -> Option<Day> {
        let seen = self.scope.unit(&key.unit);
        self.board.duties.over_from(key).filter(|_| seen)
    }

    /// How a duty is over today that the reader could read, where it is: from when, and by which
    /// decision; a company is told of no decision.
    pub fn ended(&self, key: &DutyKey) -> Option<DutyEnd> {
        let from = self.today.duties.over_from(key);
        let from = from.filter(|_| self.scope.unit(&key.unit))?;
        let mut changes = self.today.redefinitions.iter();
        let by = changes.find(|it| {
            let it = &it.redefinition;
            it.term == Term::EndedOn && it.subject == Subject::Duty(key.clone())
        });
        let by = by.filter(|_| self.company().is_none());
        Some(DutyEnd {
            from,
            decision: by.map(|it| it.redefinition.decision.clone()),
            reason: by.map(|it| it.redefinition.reason.clone()),
        })
    }

    /// The duty of a milestone, where it is over today and the milestone's words were the reader's.
    pub fn duty_over(&self, id: &MilestoneId) -> Option<DutyOver> {
        let (over, m) = self.today.duties.over_with(id)?;
        let key = &over.entry.duty.key;
        if !self.viewer.reads_in_full(&key.unit, &m.responsible) {
            return None;
        }
        let waits = m.state == State::Submitted;
        Some(DutyOver {
            duty: key.clone(),
            milestone: Some(self.today.milestone_name(m)),
            workstream: self.today.workstream_name(&key.workstream),
            unit: self.today.unit_name(&key.unit),
            end: self.ended(key)?,
            waited_since: m.submitted_on.filter(|_| waits),
            sent: None,
        })
    }

    /// A duty that is over today and has no page of the day shown.
    pub fn over_at_once(&self, key: &DutyKey) -> Option<DutyOver> {
        let end = self.ended(key)?;
        let known = self.duty_page(key).is_some();
        (!known).then(|| DutyOver {
            duty: key.clone(),
            milestone: None,
            workstream: self.today.workstream_name(&key.workstream),
            unit: self.today.unit_name(&key.unit),
            end,
            waited_since: None,
            sent: None,
        })
    }

    /// One duty without its history; `None` when there is none, or none for this reader.
    pub fn duty_page(&self, key: &DutyKey) -> Option<DutyPage> {
        let hidden = self.hidden(&key.unit);
        let mut page = self
            .board
            .duty_page(&self.scope, &hidden, key, &self.viewer)?;
        for it in &mut page.milestones {
            it.row.why = self.explained(&About::Milestone(it.row.id.clone()));
        }
        let indicator = page.outcome.as_ref().filter(|_| self.company().is_none());
        Some(DutyPage {
            why_measured: indicator.and_then(|it| self.board.why_measured(&it.code)),
            says_of_outcome: indicator
                .map_or_else(Vec::new, |it| self.says(&About::Indicator(it.code.clone()))),
            redefinitions: self.redefinitions(Redefinitions::Duty(key)),
            ..page
        })
    }

    /// Whether words, people and evidence of a milestone's events are the reader's to
    /// read: by who is responsible on the day of the page, and today. Of a duty that is over nobody is
    /// any more: of what was read of it then a company alone reads nothing.
    pub fn reads_in_full(&self, milestone: &MilestoneId) -> bool {
        let on = |board: &Board| {
            board
                .responsible(milestone)
                .is_some_and(|(unit, by)| self.sees(unit) && self.viewer.reads_in_full(unit, by))
        };
        let today = match self.today.responsible(milestone) {
            Some(_) => on(&self.today),
            None => self.company().is_none(),
        };
        on(&self.board) && today
    }

    /// The other milestones of the same duty whose words and evidence are the reader's to read.
    pub fn others_of_duty(&self, id: &MilestoneId) -> Vec<String> {
        let entry = self.today.milestone(id).map(|(entry, _)| entry);
        let all = entry.iter().flat_map(|entry| &entry.duty.milestones);
        all.map(|m| &m.terms.id)
            .filter(|other| *other != id && self.reads_in_full(other))
            .map(ToString::to_string)
            .collect()
    }

    /// Whether two milestones are of one unit.
    pub fn one_unit(&self, one: &MilestoneId, other: &str) -> bool {
        let unit = |id: &MilestoneId| Some(self.today.milestone(id)?.0.duty.key.unit.clone());
        let other = MilestoneId::parse(other).ok().and_then(|id| unit(&id));
        other.is_some() && unit(one) == other
    }

    /// Where else a file was handed over: the milestones whose evidence the reader may read, and
    /// whether there are others.
    pub fn elsewhere(&self, milestones: &[String]) -> Elsewhere {
        let ids = milestones
            .iter()
            .filter_map(|id| MilestoneId::parse(id).ok());
        let read = ids.filter(|id| self.reads_in_full(id));
        let open: Vec<_> = read.filter_map(|id| self.today.same_file(&id)).collect();
        Elsewhere {
            more: open.len() < milestones.len(),
            open,
        }
    }

    /// The history of a milestone as the reader may be told it, from its events and what stands
    /// beside them, newest first. Of a milestone that was another party's before, a
    /// company is told only that it was reassigned, and what happened since.
    pub fn history(
        &self,
        milestone: &MilestoneId,
        mut events: Vec<EventText>,
        words: &Words,
    ) -> Vec<HistoryRow> {
        let reassigned = |e: &EventText| e.event == Event::Reassigned.code();
        if self.company().is_some()
            && let Some(at) = events.iter().position(reassigned)
        {
            events.truncate(at + 1);
            events[at].body.clear();
        }
        let full = self.reads_in_full(milestone);
        let row = |event| self.board.full_history_row(event, words, full);
        let mut rows: Vec<HistoryRow> = events.iter().filter_map(row).collect();
        tell_what_came_after(&mut rows);
        rows
    }

    /// The indicator of a duty, for reading its measurements.
    pub fn outcome_code(&self, key: &DutyKey) -> Option<IndicatorCode> {
        self.scope
            .unit(&key.unit)
            .then(|| self.board.outcome_code(key))?
    }

    /// The measurements of a duty's indicator, in its unit of measure.
    pub fn measurement_rows(&self, key: &DutyKey, measured: &[Measured]) -> Vec<MeasurementRow> {
        if self.sees(&key.unit) {
            self.board.measurement_rows(key, measured)
        } else {
            Vec::new()
        }
    }

    pub fn outcome_list(&self, filter: OutcomeFilter) -> OutcomeList {
        self.board.outcome_list(&self.scope, filter)
    }

    /// Whether people and reasons of an indicator's measurements are the reader's to
    /// read; `None` when there is no such indicator, or none for this reader.
    pub fn reads_outcome_in_full(&self, code: &IndicatorCode) -> Option<bool> {
        let unit = self.board.outcome_unit(&self.scope, code)?;
        Some(self.viewer.reads_measurements_in_full(unit.as_ref()))
    }

    /// One indicator, with its measurements as the ledger tells them.
    pub fn outcome_page(
        &self,
        code: &IndicatorCode,
        measured: &[Measured],
        evidence: &[EvidenceText],
    ) -> Option<OutcomePage> {
        let full = self.reads_outcome_in_full(code)?;
        let page = self
            .board
            .outcome_page(&self.scope, code, full, measured, evidence)?;
        Some(OutcomePage {
            redefinitions: self.redefinitions(Redefinitions::Indicator(code)),
            why: self.explained(&About::Indicator(code.clone())),
            ..page
        })
    }

    pub fn organisation_name(&self, code: &str) -> Arc<str> {
        self.today.organisation_name(code)
    }
}

/// What a person must hand over or decide, always today.
impl ScopedBoard {
    /// The place in the order up to which today's board knows everything.
    pub fn seq(&self) -> i64 {
        self.today.seq()
    }

    /// The day on which so many working days have passed.
    pub fn in_working_days(&self, days: u16) -> Day {
        self.today.in_working_days(days)
    }

    /// What the person's organisation must do, by deadline.
    pub fn work_list(&self, drafts: &Drafts, told: &Reasons) -> WorkList {
        let mut list = self.today.work_list(&self.viewer, drafts, told);
        for items in [&mut list.todo, &mut list.later, &mut list.waiting] {
            for item in items {
                item.row.why = self.explained(&About::Milestone(item.row.id.clone()));
            }
        }
        list
    }

    /// The item of one milestone of the person's organisation; `None` for any other, so
    /// that nobody learns which exist.
    pub fn work_of(&self, id: &MilestoneId, drafts: &Drafts, told: &Reasons) -> Option<WorkItem> {
        let mut item = self.today.work_of(&self.viewer, id, drafts, told)?;
        item.row.why = self.explained(&About::Milestone(id.clone()));
        Some(item)
    }

    /// What the person may do with a milestone now; nothing with one that does not exist.
    pub fn may(&self, id: &MilestoneId) -> Vec<Event> {
        self.today.may_of(&self.viewer, id)
    }

    /// Whether a milestone is the work of the person's organisation.
    pub fn owes(&self, id: &MilestoneId) -> bool {
        self.work_of(id, &Drafts::new(), &Reasons::new()).is_some()
    }

    /// The next milestone of the person's organisation to be reported.
    pub fn next_work(&self, id: &MilestoneId, done: &[MilestoneId]) -> Option<MilestoneId> {
        self.today.next_work(&self.viewer, id, done)
    }

    /// How many other milestones of the person's organisation are open.
    pub fn others_open(&self, id: &MilestoneId) -> usize {
        self.today.others_open(&self.viewer, id)
    }

    /// The other open milestones of the person's organisation that may take the same report.
    pub fn together(&self, id: &MilestoneId, drafts: &Drafts) -> Together {
        self.today.together(&self.viewer, id, drafts)
    }

    /// The desk of who decides; without a page all that matches.
    pub fn review_list(&self, filter: ReviewFilter, page: Option<usize>) -> ReviewList {
        self.today.review_list(&self.viewer, filter, page)
    }

    /// A milestone the person decides on, and the decisions open to them.
    pub fn review_of(&self, id: &MilestoneId) -> Option<(ReviewItem, Vec<Event>)> {
        let (mut item, may) = self.today.review_of(&self.viewer, id)?;
        item.row.why = self.explained(&About::Milestone(id.clone()));
        Some((item, may))
    }

    /// Where a milestone stands among those that wait and match a filter.
    pub fn review_place(&self, filter: &ReviewFilter, id: &MilestoneId) -> ReviewPlace {
        self.today.review_place(&self.viewer, filter, id)
    }

    /// What an event by the person on a milestone would lead to, given the stage the
    /// ledger holds now.
    pub fn decide(&self, id: &MilestoneId, stage: Stage, event: Event) -> Result<Stage, Refusal> {
        self.today.decide(id, stage, event, &self.viewer)
    }

    /// The same of a correction. `wrote`: the person wrote the report that stands.
    pub fn decide_correction(
        &self,
        id: &MilestoneId,
        stage: Stage,
        what: Corrects,
        wrote: bool,
    ) -> Result<Stage, Refusal> {
        let (today, viewer) = (&self.today, &self.viewer);
        today.allows_correction(id, stage, what, viewer, wrote)
    }

    /// What of a milestone the person may write anew; `None` where the person has nothing to
    /// do with it.
    pub fn restatable(&self, desk: Desk, id: &MilestoneId, wrote: Wrote) -> Option<Restatable> {
        self.today.restatable(&self.viewer, desk, id, wrote)
    }

    /// What a change of a promise asks for, or why it cannot be made.
    pub fn promise_change(
        &self,
        id: &MilestoneId,
        term: Term,
        cells: (&str, &str),
    ) -> Result<Asks, Kept> {
        self.today.promise_change(id, term, cells)
    }

    /// Whether a value is on the way to what the duty of a milestone measures; `None` where it
    /// measures nothing.
    pub fn on_the_way(&self, id: &MilestoneId, reach: Value) -> Option<bool> {
        self.today.on_the_way(id, reach)
    }

    /// The terms of a milestone, to be written anew.
    pub fn terms_of(&self, id: &MilestoneId) -> Option<Terms> {
        self.today.terms_of(id)
    }

    /// What other terms of a milestone would move.
    pub fn moved_by(&self, terms: Terms) -> Vec<Moved> {
        let moved = self.campaign().and_then(|_| self.today.moved_by(terms));
        moved.unwrap_or_default()
    }

    /// What cancelling a milestone would move.
    pub fn moved_by_cancelling(&self, id: &MilestoneId) -> Vec<Moved> {
        let moved = self.campaign();
        let moved = moved.and_then(|_| self.today.moved_by_cancelling(id));
        moved.unwrap_or_default()
    }

    /// The milestone of the same duty that is called so.
    pub fn titled(&self, id: &MilestoneId, title: &str) -> Option<MilestoneId> {
        self.today.titled(id, title)
    }

    /// In whose place the person decides it, where it is another's to decide.
    pub fn in_place_of(&self, id: &MilestoneId, event: Event) -> Option<InPlaceOf> {
        let (_, responsible) = self.today.responsible(id)?;
        in_place_of(event, self.viewer.role, responsible)
    }

    /// What may be done to a milestone beside reporting and deciding; `None` where the person
    /// has nothing to do with it.
    pub fn adjustable(&self, desk: Desk, id: &MilestoneId) -> Option<Adjustable> {
        self.today.adjustable(&self.viewer, desk, id)
    }

    /// What handing a milestone over, accepting it or opening it again would change; the shares
    /// of the whole are told to readers of the campaign only.
    pub fn effect(&self, id: &MilestoneId, event: Event) -> Option<Effect> {
        let mut effect = self.today.effect(id, event)?;
        if self.campaign().is_none() {
            effect.whole = None;
        }
        Some(effect)
    }

    /// The measurement without which a milestone of the person's is not accepted.
    pub fn needed(&self, id: &MilestoneId) -> Option<Needed> {
        self.today.needed(id)
    }

    /// What measures the duty of an outcome, and the value that this is accepted by.
    pub fn rests_on(&self, id: &MilestoneId) -> Option<(IndicatorCode, RestsOn)> {
        self.today.rests_on(id, |outcome| outcome.clone())
    }

    /// The value that an outcome was accepted by while these were the accepted measurements and
    /// the duty had this volume.
    pub fn rested_on(
        &self,
        id: &MilestoneId,
        accepted: &[Measurement],
        volume: Option<i64>,
    ) -> Option<RestsOn> {
        let then = |outcome: &Outcome| outcome.with(accepted.iter().copied(), volume);
        self.today.rests_on(id, then).map(|(_, it)| it)
    }

    /// The unit whose duty recurs.
    pub fn unit_of_rhythm(&self, code: &str) -> Option<UnitCode> {
        self.today.unit_of_rhythm(code)
    }

    /// How many slots running up to a milestone were answered by "không phát sinh".
    pub fn nothing_running(&self, id: &MilestoneId) -> usize {
        self.today.nothing_running(id)
    }

    /// Whether "không phát sinh" can be said of a milestone: it is the slot of a period that is over.
    pub fn period_is_over(&self, id: &MilestoneId) -> bool {
        self.today.period_is_over(id)
    }

    /// What the duty of a milestone counts, where its volume is known.
    pub fn volume(&self, id: &MilestoneId) -> Option<Volume> {
        self.today.volume(id)
    }
}

/// A correction after an acceptance is told as such, beside both.
fn tell_what_came_after(rows: &mut [HistoryRow]) {
    let mut corrected_on = None;
    for at in 0..rows.len() {
        let (row, before) = match rows.split_at_mut(at + 1) {
            ([.., row], before) => (row, before),
            ([], _) => continue,
        };
        match row.event {
            Event::Corrected => {
                let decision = before.iter().find(|it| it.event.moves());
                row.after_decision = decision.is_some_and(|it| it.event == Event::Accepted);
                corrected_on = corrected_on.or(Some(row.day).filter(|_| row.after_decision));
            }
            Event::Accepted => row.corrected_on = corrected_on.take(),
            event if event.moves() => corrected_on = None,
            _ => {}
        }
    }
}

impl CampaignBoard<'_> {
    /// The first page: the whole campaign, compared with the week before.
    pub async fn overview(self, live: &Live) -> Result<Option<Arc<Overview>>, DbError> {
        let (board, scope) = (&self.0.board, &self.0.scope);
        let week_ago = live.week_before(board).await?;
        let then = live.headline_changes(board).await?;
        let tried = live.tried_known(board);
        Ok(board.overview(scope, week_ago.as_deref(), &then, tried))
    }

    /// The campaign on one page, with what the office puts before the committee.
    pub async fn brief(
        self,
        live: &Live,
        proposals: Vec<String>,
        state: SheetState,
    ) -> Result<Option<BriefPage>, DbError> {
        let (rows, rest) = self.0.board.brief_rows();
        let page = |overview| BriefPage {
            overview,
            rows,
            rest,
            proposals,
            state,
        };
        Ok(self.overview(live).await?.map(page))
    }

    /// The place in the order up to which the board of the page's day knows everything.
    pub fn seq_shown(self) -> i64 {
        self.0.board.seq()
    }

    /// What would have to come for the campaign to be in time; without a page all that would.
    pub fn what_if(self, live: &Live, page: Option<usize>) -> WhatIf {
        let board = &self.0.board;
        WhatIf {
            tried: live.tried_known(board),
            ..board.what_if(page)
        }
    }

    /// What is asked of units each week, and what of that entered nothing; without a page of all.
    pub fn burden(
        self,
        page: Option<usize>,
        reports: &[Undecided],
        values: &[Undecided],
    ) -> BurdenPage {
        self.0.board.burden(page, reports, values)
    }

    /// What holds up all units.
    pub fn explanation_list(
        self,
        filter: ExplanationFilter,
        sorted: Sorted<ExplainedColumn>,
        page: Option<usize>,
    ) -> ExplanationList {
        self.0
            .board
            .explanation_list(&self.0.viewer, filter, sorted, page)
    }

    pub fn partner_list(self) -> Option<PartnerList> {
        self.0.board.partner_list(&self.0.scope)
    }

    /// The units a company is assigned to today; `None` when there is no such company.
    pub fn units_of(self, code: &PartnerCode) -> Option<BTreeSet<UnitCode>> {
        let today = &self.0.today;
        today.has_partner(code).then(|| today.units_of(code))
    }
}
