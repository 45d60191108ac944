//! `/duties/{unit}/{workstream}`
use app::{
    access::Viewer,
    domain::{
        About, Actor, Clocks, Corrects, Day, DutyFigures, DutyKey, DutyRole, Event, Milestone,
        MilestoneId, Outcome, OutcomePace, Refusal, Responsible, Share, Stage, Subject, UnitCode,
        Writer, decide, decide_correction, foremost, local_day, target_path,
    },
    views::{
        Brings, DutyMilestone, DutyPage, DutyTrend, Foremost, HistoryRow, MeasurementRow, SameFile,
        SamePlace, ToldRechecks,
    },
};

use super::{
    outcome::{trend, value_decision},
    scope::{Hidden, Scope},
};
use crate::{
    board::{Board, Entry, GroupKey},
    db::measurements::Measured,
};

impl Board {
    /// One duty without its history, which the ledger tells; `None` when there
    /// is none, or none for this reader.
    pub(in crate::board) fn duty_page(
        &self,
        scope: &Scope,
        hidden: &Hidden,
        key: &DutyKey,
        viewer: &Viewer,
    ) -> Option<DutyPage> {
        if !scope.unit(&key.unit) {
            return None;
        }
        let entry = self.duties.get(key)?;
        let duty = &entry.duty;
        let (others, shown): (Vec<_>, Vec<_>) = duty
            .milestones
            .iter()
            .partition(|m| hidden.contains(&m.terms.id));
        let mut clocks = Clocks::default();
        // Of what this reader sees.
        let titles: Vec<_> = shown
            .iter()
            .map(|m| (&m.terms.id, self.milestone_name(m)))
            .collect();
        let named = |id: &MilestoneId| {
            let found = titles.iter().find(|(it, _)| *it == id);
            found.map(|(_, title)| title.clone())
        };
        let foremost =
            foremost(shown.iter().copied(), self.day()).map(|m| self.told_first(scope, entry, m));
        let milestones: Vec<DutyMilestone> = shown
            .into_iter()
            .map(|m| DutyMilestone {
                row: self.milestone_row(key, m),
                events: Vec::<HistoryRow>::new(),
                may: self.may(key, m, viewer),
                says: self.says(viewer, &About::Milestone(m.terms.id.clone())),
                clock: self.clock(duty, m, scope.clock_days()),
                said: Vec::new(),
                replaces: m.terms.replaces.as_ref().and_then(&named),
                after: duty
                    .after(&m.terms.id)
                    .filter_map(|(m, how)| Some((named(&m.terms.id)?, how)))
                    .collect(),
            })
            .collect();
        for it in milestones.iter().filter_map(|it| it.clock.as_ref()) {
            clocks.count(it);
        }
        Some(DutyPage {
            rechecks: ToldRechecks::default(),
            key: key.clone(),
            unit: self.units.get(&key.unit)?.clone(),
            workstream: self.workstreams.get(&key.workstream)?.clone(),
            lead: duty.role == DutyRole::Lead,
            leads_with: self.leads_with(scope, duty),
            group: duty
                .of_group
                .as_ref()
                .and_then(|code| self.named_group(code.as_str())),
            volume: duty.volume,
            imported_on: self.imported_on(),
            provisional: duty.provisional,
            ended: None,
            judgement: entry.figures.judgement,
            figures: entry.figures.figures,
            measured: DutyFigures::measured(duty),
            milestones,
            rhythms: self.rhythm_lines(duty, hidden),
            folded: Vec::new(),
            promised_weight: duty.promised_weight(),
            foremost,
            heads: Vec::new(),
            clocks,
            others: others.len(),
            trend: duty.outcome.as_ref().map(|it| self.duty_trend(it)),
            outcome: duty.outcome.as_ref().map(|o| self.outcome_row(o)),
            why_measured: None,
            said_of_outcome: Vec::new(),
            says_of_outcome: Vec::new(),
            criteria: self.criteria_of(key),
            first_terms: self.first_terms(scope, &Subject::Duty(key.clone())),
            redefinitions: Vec::new(),
            measurements: Vec::<MeasurementRow>::new(),
        })
    }

    /// The day of the import that the campaign began with, where that is after its start.
    fn imported_on(&self) -> Option<Day> {
        let on = local_day(self.begun.at, self.zone());
        let started = self.campaign()?.start;
        (self.begun.upto > 0 && started < on).then_some(on)
    }

    /// The milestone a page speaks of first, with what its acceptance would bring: to groups for
    /// readers of the whole campaign alone.
    fn told_first(&self, scope: &Scope, entry: &Entry, m: &Milestone) -> Foremost {
        let duty = &entry.duty;
        let whole = *scope == Scope::Campaign;
        let part = duty.part(m, entry.figures.weight, self.day());
        let of = |group: GroupKey| Share::new(part, self.sum(&group).mass).filter(|_| whole);
        let workstream = self.workstreams.get(&duty.key.workstream);
        let group = workstream.map(|it| it.kind.group());
        let counts = group.is_some_and(|group| self.headline().counts(group));
        let clock = self.clock(duty, m, scope.clock_days());
        Foremost {
            id: m.terms.id.clone(),
            brings: Share::new(part, entry.figures.figures.mass)
                .filter(|_| part > 0)
                .map(|share| Brings {
                    duty: share,
                    workstream: of(GroupKey::Database(duty.key.workstream.clone())),
                    campaign: of(GroupKey::City).filter(|_| counts),
                }),
            closed_after: m
                .original_deadline
                .zip(clock)
                .and_then(|(deadline, clock)| clock.worked_through(deadline, &self.calendar)),
        }
    }

    fn duty_trend(&self, outcome: &Outcome) -> DutyTrend {
        let (path, today) = (target_path(outcome), self.day());
        DutyTrend {
            points: trend(outcome, path.as_ref()),
            path_now: path.as_ref().and_then(|path| path.at(today)),
            path,
            pace: OutcomePace::of(outcome, &self.forecast_of(outcome), today, &self.calendar),
        }
    }

    /// The indicator of a duty, for reading its measurements.
    pub(in crate::board) fn outcome_code(
        &self,
        key: &DutyKey,
    ) -> Option<app::domain::IndicatorCode> {
        Some(
            self.duties
                .get(key)?
                .duty
                .outcome
                .as_ref()?
                .indicator
                .code
                .clone(),
        )
    }

    /// The measurements of a duty's indicator as the ledger tells them, in its unit
    /// of measure.
    pub(in crate::board) fn measurement_rows(
        &self,
        key: &DutyKey,
        measured: &[Measured],
    ) -> Vec<MeasurementRow> {
        let entry = self.duties.get(key);
        let Some(outcome) = entry.and_then(|entry| entry.duty.outcome.as_ref()) else {
            return Vec::new();
        };
        let row = |row: &Measured| {
            let measurement = row.measurement()?;
            Some(MeasurementRow {
                day: measurement.day(),
                entered_late: self.entered_late(outcome, row),
                before_campaign: outcome.before_campaign(measurement.day()),
                counts: measurement.counts(),
                value: measurement.value(&outcome.indicator),
                decision: value_decision(row),
                source: row.source.clone(),
            })
        };
        measured.iter().filter_map(row).collect()
    }

    /// The unit a milestone belongs to, and who is responsible for it.
    pub(in crate::board) fn responsible(
        &self,
        milestone: &MilestoneId,
    ) -> Option<(&UnitCode, &Responsible)> {
        let key = self.duties.of_milestone(milestone)?;
        let milestones = &self.duties.get(key)?.duty.milestones;
        let found = milestones.iter().find(|m| m.terms.id == *milestone)?;
        Some((&key.unit, &found.responsible))
    }

    /// A milestone with its unit, as another report with the same file is named.
    pub(in crate::board) fn same_file(&self, id: &MilestoneId) -> Option<SameFile> {
        let (entry, milestone) = self.milestone(id)?;
        Some(SameFile {
            place: SamePlace::Duty(entry.duty.key.clone()),
            unit_name: self.unit_name(&entry.duty.key.unit),
            title: self.milestone_name(milestone),
        })
    }

    pub(in crate::board) fn may_of(&self, viewer: &Viewer, id: &MilestoneId) -> Vec<Event> {
        let found = self.milestone(id);
        found.map_or_else(Vec::new, |(entry, m)| self.may(&entry.duty.key, m, viewer))
    }

    /// What a person may do with a milestone now.
    pub(super) fn may(&self, key: &DutyKey, m: &Milestone, viewer: &Viewer) -> Vec<Event> {
        Event::ALL
            .iter()
            .copied()
            .filter(|event| self.allows(key, m, m.stage(), *event, viewer).is_ok())
            .collect()
    }

    /// Decides an event by a person on a milestone at a stage (the ledger's, at
    /// the time of writing).
    pub(super) fn allows(
        &self,
        key: &DutyKey,
        m: &Milestone,
        stage: Stage,
        event: Event,
        viewer: &Viewer,
    ) -> Result<Stage, Refusal> {
        let actor = self.actor(key, m, viewer, false);
        let next = decide(stage, event, actor, &key.unit, &m.responsible)?;
        if let Some(refusal) = m.refuses(event, self.day()) {
            return Err(refusal);
        }
        let measured = || {
            self.duties
                .get(key)
                .is_some_and(|entry| entry.duty.promise_measured(m))
        };
        if event == Event::Accepted && !measured() {
            return Err(Refusal::NotMeasured);
        }
        Ok(next)
    }

    /// The same of a correction. `wrote`: the person wrote the report that stands.
    pub(in crate::board) fn allows_correction(
        &self,
        id: &MilestoneId,
        stage: Stage,
        what: Corrects,
        viewer: &Viewer,
        wrote: bool,
    ) -> Result<Stage, Refusal> {
        let (entry, m) = self.milestone(id).ok_or(Refusal::NotYours)?;
        let key = &entry.duty.key;
        let actor = self.actor(key, m, viewer, wrote);
        decide_correction(stage, what, actor, &key.unit, &m.responsible)
    }

    /// Who a person is, seen from a milestone.
    fn actor<'a>(
        &self,
        key: &DutyKey,
        m: &Milestone,
        viewer: &'a Viewer,
        wrote: bool,
    ) -> Actor<'a> {
        let assigned = match (&m.responsible, &viewer.partner) {
            (Responsible::Partner(code), Some(own)) => {
                code == own && self.assigned(&key.unit, code)
            }
            _ => false,
        };
        viewer.actor(
            &key.unit,
            assigned,
            self.closed(&key.unit),
            m.left_undecided(self.day(), &self.calendar),
            Writer::of(wrote, m.submitted_on, self.day()),
        )
    }
}
