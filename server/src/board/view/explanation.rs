//! What is asked and explained about milestones and indicators, as a person may read and say it.
use std::sync::Arc;

use app::{
    access::{Role, Viewer},
    domain::{
        About, Act, Cause, Clock, Clocks, Commitment, Commitments, Day, Days, Duty, DutyKey,
        Explanation, IndicatorCode, Milestone, MilestoneId, Outcome, Question, Refusal,
        Responsible, State, Talk, UnitCode, Writer, local_day, parse_day, speak,
    },
    text::clock_time,
    views::{AboutItem, SaidRow, Unanswered, WhyLate},
};

use super::{rows::document_row, scope::Hidden};
use crate::{
    board::{Board, Entry},
    db::explanations::SaidText,
};

/// What a form may be about: everything of one duty that is pending and the person's to speak of.
#[derive(Debug, Clone)]
pub struct Speakable {
    /// From which the form is opened.
    pub opened: AboutItem,
    pub duty: DutyKey,
    /// The last that was explained about it.
    pub why: Option<WhyLate>,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub items: Vec<AboutItem>,
}

impl Board {
    /// Whether a person may ask or explain something of a duty.
    pub(super) fn speaks(
        &self,
        viewer: &Viewer,
        key: &DutyKey,
        act: Act,
        responsible: &Responsible,
        pending: bool,
    ) -> Result<(), Refusal> {
        let assigned = match (responsible, &viewer.partner) {
            (Responsible::Partner(code), Some(own)) => {
                code == own && self.assigned(&key.unit, code)
            }
            _ => false,
        };
        let actor = viewer.actor(
            &key.unit,
            assigned,
            self.closed(&key.unit),
            false,
            Writer::Another,
        );
        speak(act, actor, &key.unit, responsible, pending)
    }

    /// The same of one thing, by its name.
    pub(in crate::board) fn may_speak(
        &self,
        viewer: &Viewer,
        act: Act,
        about: &About,
    ) -> Result<(), Refusal> {
        match about {
            About::Milestone(id) => {
                let (entry, m) = self.milestone(id).ok_or(Refusal::NotYours)?;
                self.speaks(
                    viewer,
                    &entry.duty.key,
                    act,
                    &m.responsible,
                    m.alive(self.day()),
                )
            }
            About::Indicator(code) => {
                let (entry, outcome) = self.spoken_of(code).ok_or(Refusal::NotYours)?;
                let pending = !outcome.target_reached();
                self.speaks(viewer, &entry.duty.key, act, &Responsible::Unit, pending)
            }
        }
    }

    /// What a duty is measured by, with that duty. Of its criteria nobody asks one by one.
    fn spoken_of(&self, code: &IndicatorCode) -> Option<(&Entry, &Outcome)> {
        let entry = self.duties.get(self.duties.of_indicator(code)?)?;
        let outcome = entry.duty.outcome.as_ref();
        Some((entry, outcome.filter(|it| it.indicator.code == *code)?))
    }

    /// What a person may say about something now.
    pub(in crate::board) fn says(&self, viewer: &Viewer, about: &About) -> Vec<Act> {
        let acts = Act::ALL.iter().copied();
        acts.filter(|act| self.may_speak(viewer, *act, about).is_ok())
            .collect()
    }

    /// The form opened from a milestone or an indicator; `None` where it is not the person's to
    /// speak of, so that nobody learns which exist.
    pub(in crate::board) fn speakable(
        &self,
        viewer: &Viewer,
        act: Act,
        about: &About,
    ) -> Option<Speakable> {
        let entry = self.duties.get(&self.duty_about(about)?)?;
        let key = &entry.duty.key;
        let responsible = match about {
            About::Milestone(id) => &self.milestone(id)?.1.responsible,
            About::Indicator(_) => &Responsible::Unit,
        };
        // Whatever its state: one that is settled is told so.
        self.speaks(viewer, key, act, responsible, true).ok()?;
        let milestones = entry.duty.milestones.iter().map(|it| AboutItem {
            about: About::Milestone(it.terms.id.clone()),
            title: self.milestone_name(it),
            row: Some(self.milestone_row(key, it)),
            unanswered: unanswered(it.talk()).len(),
        });
        let indicator = entry.duty.outcome.iter().map(|outcome| AboutItem {
            about: About::Indicator(outcome.indicator.code.clone()),
            title: self.indicator_name(&outcome.indicator),
            row: None,
            unanswered: unanswered(outcome.talk()).len(),
        });
        let all: Vec<AboutItem> = milestones.chain(indicator).collect();
        let opened = all.iter().find(|it| it.about == *about)?.clone();
        let mut items = all;
        items.retain(|it| self.may_speak(viewer, act, &it.about).is_ok());
        items.sort_by_key(|it| it.about != *about);
        Some(Speakable {
            opened,
            duty: key.clone(),
            why: None,
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            items,
        })
    }

    /// The first milestone of the duty of something, on whose page a document is put right.
    pub(in crate::board) fn first_of_duty(&self, about: &About) -> Option<MilestoneId> {
        let entry = self.duties.get(&self.duty_about(about)?)?;
        let first = entry.duty.milestones.first();
        first.map(|m| m.terms.id.clone())
    }

    /// The last that the party which is responsible explained about a milestone.
    pub(in crate::board) fn why_late(&self, id: &MilestoneId) -> Option<WhyLate> {
        let (_, m) = self.milestone(id)?;
        // The last of this party is the last of all.
        m.talk()?.of_this_party().last()?;
        let (last, kept) = m.last_commitment(self.day())?;
        Some(why(last, kept))
    }

    /// The duty that something is of.
    pub(in crate::board) fn duty_about(&self, about: &About) -> Option<DutyKey> {
        match about {
            About::Milestone(id) => self.duties.of_milestone(id).cloned(),
            About::Indicator(code) => self.duties.of_indicator(code).cloned(),
        }
    }

    /// The day on which so many working days have passed.
    pub(in crate::board) fn in_working_days(&self, days: u16) -> Day {
        self.calendar.after_working_days(self.day(), days)
    }

    /// Whether the day of the board is worked.
    pub fn is_worked(&self) -> bool {
        self.calendar.works(self.day())
    }

    /// The last working day before that of the board.
    pub fn last_worked(&self) -> Day {
        self.calendar.last_before(self.day())
    }

    /// The unit whose duty an indicator is of.
    pub(in crate::board) fn unit_of_indicator(&self, code: &IndicatorCode) -> Option<UnitCode> {
        self.duties.of_indicator(code).map(|key| key.unit.clone())
    }

    /// The same of a duty's indicator.
    pub(in crate::board) fn why_measured(&self, code: &IndicatorCode) -> Option<WhyLate> {
        let (_, outcome) = self.spoken_of(code)?;
        let (last, kept) = outcome.commitments(self.day()).last()?;
        Some(why(last, kept))
    }

    /// What the heads of a unit committed to, and what they kept.
    pub(super) fn commitments_of(&self, unit: &UnitCode) -> Commitments {
        let mut all = Commitments::default();
        for entry in self.duties_of(unit) {
            let duty = &entry.duty;
            let of_milestones = duty.milestones.iter();
            let of_milestones = of_milestones.flat_map(|m| m.commitments(self.day()));
            let of_outcome = duty.outcome.iter();
            let of_outcome = of_outcome.flat_map(|outcome| outcome.commitments(self.day()));
            for (it, kept) in of_milestones.chain(of_outcome) {
                if it.by == Responsible::Unit {
                    all.count(kept);
                }
            }
        }
        all
    }

    /// Whose turn it was with the milestones of some duties.
    pub(super) fn clocks_of<'a>(
        &'a self,
        entries: impl Iterator<Item = &'a Entry>,
        hidden: &Hidden,
        days: Days,
    ) -> Clocks {
        let of = |entry: &'a Entry| entry.duty.milestones.iter().map(move |m| (entry, m));
        let seen = entries
            .flat_map(of)
            .filter(|(_, m)| !hidden.contains(&m.terms.id));
        self.clocks_among(seen, days)
    }

    /// Whose turn it was with some milestones.
    pub(super) fn clocks_among<'a>(
        &'a self,
        milestones: impl Iterator<Item = (&'a Entry, &'a Milestone)>,
        days: Days,
    ) -> Clocks {
        let mut clocks = Clocks::default();
        for (entry, m) in milestones {
            if let Some(clock) = self.clock(&entry.duty, m, days) {
                clocks.count(&clock);
            }
        }
        clocks
    }

    /// Whose turn it was with a milestone; where its unit has closed, until then.
    pub(super) fn clock(&self, duty: &Duty, m: &Milestone, days: Days) -> Option<Clock> {
        let today = self.day();
        let unit = self.units.get(&duty.key.unit);
        let ended = unit
            .and_then(|unit| unit.ends_on)
            .filter(|day| *day <= today);
        let last = ended.and_then(|day| day.pred_opt()).unwrap_or(today);
        let assigned = self.assignments_of(&duty.key.unit);
        let mut clock = duty.clock(m, last, &self.calendar, assigned, days)?;
        clock.holder = clock.holder.filter(|_| ended.is_none());
        Some(clock)
    }

    /// A row of what was said, in words.
    pub(in crate::board) fn said_row(&self, said: &SaidText) -> Option<SaidRow> {
        let about = About::from_columns(said.milestone.as_deref(), said.indicator.as_deref())?;
        Some(SaidRow {
            act: said.act()?,
            about,
            day: local_day(said.recorded_at, self.zone()),
            time: clock_time(said.recorded_at, self.zone()),
            person: said.name.clone(),
            by: self.organisation_name(&said.organisation),
            text: said.body.clone(),
            document: said.documents.last().map(|it| document_row(&it.document)),
            former: said
                .documents
                .windows(2)
                .filter_map(|two| match two {
                    [was, now] => {
                        let day = local_day(now.recorded_at, self.zone());
                        Some((day, document_row(&was.document)))
                    }
                    _ => None,
                })
                .collect(),
            cause: Cause::from_code(&said.cause),
            until: parse_day(&said.day)?,
        })
    }

    /// What was asked of a person's organisation and not answered, without its words, the most
    /// urgent first: a unit's people read what is asked of the unit, a company's people what it
    /// is responsible for.
    pub(in crate::board) fn asked_of_organisation(&self, viewer: &Viewer) -> Vec<Unanswered> {
        let own = |unit: &UnitCode, responsible: &Responsible| match viewer.role {
            Role::Head | Role::Member => viewer.unit.as_ref() == Some(unit),
            Role::Partner => match responsible {
                Responsible::Partner(company) => {
                    viewer.partner.as_ref() == Some(company) && self.assigned(unit, company)
                }
                Responsible::Unit => false,
            },
            _ => false,
        };
        match (viewer.role, &viewer.unit) {
            (Role::Head | Role::Member, Some(unit)) => {
                self.unanswered(self.duties_of(unit), viewer, Act::Explained, own)
            }
            (Role::Partner, _) => {
                let company = viewer.partner.as_ref();
                let assigned = |unit: &&UnitCode| company.is_some_and(|it| self.assigned(unit, it));
                let units = self.assignments.keys().filter(assigned);
                let duties = units.flat_map(|unit| self.duties_of(unit));
                self.unanswered(duties, viewer, Act::Explained, own)
            }
            _ => Vec::new(),
        }
    }

    /// Everything that was asked and that nobody answered by its day, the oldest first.
    pub(super) fn unanswered_in_time(&self, viewer: &Viewer) -> Vec<Unanswered> {
        let everybody = |_: &UnitCode, _: &Responsible| true;
        let mut all = self.unanswered(self.duties.values(), viewer, Act::Asked, everybody);
        all.retain(|it| it.overdue);
        all
    }

    /// How many of them there are: one list, counted once a board.
    pub(super) fn unanswered_by_their_day(&self) -> usize {
        *self.written.unanswered.get_or_init(|| {
            let of = |talk: Option<&Talk>| unanswered(talk).iter().any(|it| it.overdue(self.day()));
            let entries = self.duties.values();
            let of_duty = |entry: &Entry| {
                let duty = &entry.duty;
                // Of what was missed nobody need say any more.
                let milestones = duty.milestones.iter();
                let milestones = milestones.filter(|m| !m.missed(self.day()) && of(m.talk()));
                let milestones = milestones.count();
                milestones + usize::from(duty.outcome.as_ref().is_some_and(|it| of(it.talk())))
            };
            entries.map(of_duty).sum()
        })
    }

    fn unanswered<'a>(
        &'a self,
        entries: impl Iterator<Item = &'a Entry>,
        viewer: &Viewer,
        act: Act,
        wanted: impl Fn(&UnitCode, &Responsible) -> bool,
    ) -> Vec<Unanswered> {
        let mut all = Vec::new();
        for entry in entries {
            let (duty, key) = (&entry.duty, &entry.duty.key);
            let asked = |talk: Option<&Talk>, responsible: &Responsible| {
                !unanswered(talk).is_empty() && wanted(&key.unit, responsible)
            };
            let milestones = duty.milestones.iter();
            let milestones = milestones.filter(|m| !m.missed(self.day()));
            let of_milestones = milestones.filter(|m| asked(m.talk(), &m.responsible));
            let of_milestones = of_milestones.map(|m| {
                let about = About::Milestone(m.terms.id.clone());
                let waits = m.submitted_on.filter(|_| m.state == State::Submitted);
                (
                    about,
                    self.milestone_name(m),
                    &m.responsible,
                    m.talk(),
                    waits,
                )
            });
            let unit = &Responsible::Unit;
            let outcome = duty.outcome.iter();
            let of_outcome = outcome.filter(|outcome| asked(outcome.talk(), unit));
            let of_outcome = of_outcome.map(|outcome: &Outcome| {
                let about = About::Indicator(outcome.indicator.code.clone());
                (
                    about,
                    self.indicator_name(&outcome.indicator),
                    unit,
                    outcome.talk(),
                    None,
                )
            });
            for (about, title, responsible, talk, reported_on) in of_milestones.chain(of_outcome) {
                let questions = unanswered(talk);
                let (Some(first), Some(last)) = (
                    questions.iter().min_by_key(|it| it.wanted_by),
                    questions.last(),
                ) else {
                    continue;
                };
                all.push(Unanswered {
                    may_speak: self.may_speak(viewer, act, &about).is_ok(),
                    about,
                    title,
                    duty: key.clone(),
                    unit_name: self.unit_name(&key.unit),
                    workstream_name: self.workstream_name(&key.workstream),
                    partner: self.company_of(responsible),
                    on: last.on,
                    wanted_by: first.wanted_by,
                    overdue: first.overdue(self.day()),
                    reported_on,
                    questions: Vec::new(),
                });
            }
        }
        all.sort_by_key(|it| (it.wanted_by, it.on, it.about.clone()));
        all
    }
}

fn unanswered(talk: Option<&Talk>) -> &[Question] {
    talk.map_or(&[], Talk::unanswered)
}

fn why(explanation: &Explanation, commitment: Commitment) -> WhyLate {
    WhyLate {
        cause: explanation.cause,
        commits_to: explanation.commits_to,
        commitment,
    }
}
