//! What the old book tells becomes events of the ledger, each on its day (docs/rules.md, What was
//! done before).
use std::collections::{BTreeMap, HashMap};

use app::domain::{
    Campaign, Day, Event, Instant, Milestone, MilestoneEvent, MilestoneKind, Reach, Responsible,
    State, extends_from, parse_day, start_of,
};
use app::{access::Role, text::typed_alike};

use super::{
    campaign_file::CampaignFile,
    current::Current,
    fields::Entry,
    files::{HistoryCsv, HistoryRow, MilestonesCsv, OldFiguresCsv, RhythmsCsv},
    input::Input,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::ledger::{self, EvidenceRow, MilestoneEventRow, MilestoneRow};

/// A cell that cannot be as it is.
type Wrong = (&'static str, Problem);

/// Puts the events of history.csv into `rows`, in the order of their days, and complains of what no
/// life can be.
pub fn judge(input: &Input, current: &Current, rows: &mut Rows, report: &mut Report) {
    for (file, needs) in [(HistoryCsv::NAME, "event"), (OldFiguresCsv::NAME, "day")] {
        if !current.empty() && input.has(file, needs) {
            report.error(file, None, None, Problem::OldBookLater);
        }
    }
    let campaign = input.campaign.first();
    let campaign = campaign.and_then(|it| ledger::campaign(&it.row).ok());
    let Some(campaign) = campaign.filter(|_| current.empty()) else {
        return;
    };
    let slots = rows.milestones.iter().filter(|it| it.rhythm.is_some());
    let slots: Vec<MilestoneRow> = slots.cloned().collect();
    let mut book = Book::of(input, &slots, &campaign);
    let mut told: Vec<&Entry<HistoryRow>> = input.history.iter().collect();
    // Stable: what is of one day stays in the order of the file.
    told.sort_by(|a, b| a.row.day.cmp(&b.row.day));
    for Entry { line, row, .. } in told {
        if let Err((column, problem)) = book.take(row) {
            report.error(HistoryCsv::NAME, Some(*line), Some(column), problem);
        }
    }
    rows.milestone_events.extend(book.events);
    rows.evidence.extend(book.evidence);
}

/// The milestones that the old book tells of, as far as it was read.
struct Book<'a> {
    campaign: &'a Campaign,
    known: Milestones<'a>,
    lives: BTreeMap<&'a str, Life>,
    events: Vec<MilestoneEventRow>,
    evidence: Vec<EvidenceRow>,
}

/// A milestone, and what of its report that stands is known.
struct Life {
    milestone: Milestone,
    happened: usize,
    report: String,
    /// The day of the document behind the report.
    document: Option<Day>,
}

impl<'a> Book<'a> {
    fn of(input: &'a Input, slots: &'a [MilestoneRow], campaign: &'a Campaign) -> Self {
        Self {
            campaign,
            known: Milestones::of(input, slots),
            lives: BTreeMap::new(),
            events: Vec::new(),
            evidence: Vec::new(),
        }
    }

    /// Takes in one row.
    fn take(&mut self, row: &HistoryRow) -> Result<(), Wrong> {
        let Some(day) = parse_day(&row.day) else {
            return Ok(());
        };
        self.is_of_the_campaign(row, day)?;
        let Some(listed) = self.known.find(row)? else {
            return Ok(());
        };
        let id = listed.id.as_str();
        if !self.lives.contains_key(id) {
            let Some(terms) = ledger::terms(listed) else {
                return Ok(());
            };
            let life = Life {
                milestone: Milestone::new(terms),
                happened: 0,
                report: String::new(),
                document: None,
            };
            self.lives.insert(id, life);
        }
        let (Some(life), Some(event)) = (self.lives.get_mut(id), Event::from_code(&row.event))
        else {
            return Ok(());
        };
        let document = row.document_day.as_deref().and_then(parse_day);
        let finished = life.refuses(row, event, day, document, self.campaign)?;
        // One row is enough for what is done: who has it accepted has handed it over.
        let alone = event == Event::Accepted && life.milestone.state == State::Open;
        let mut happens = vec![event];
        if alone {
            happens.insert(0, Event::Submitted);
        }
        let at = start_of(day, self.campaign.zone);
        for event in happens {
            let place = self.events.len() as i64 + 1;
            let written = life.write(row, event, (at, day, place), finished);
            self.evidence.extend(life.evidence(row, event, &written));
            self.events.push(written);
        }
        Ok(())
    }

    fn is_of_the_campaign(&self, row: &HistoryRow, day: Day) -> Result<(), Wrong> {
        let start = self.campaign.start;
        let before = || Problem::BeforeTheStart(start.to_string());
        if day < start {
            return Err(("day", before()));
        }
        let document = row.document_day.as_deref().and_then(parse_day);
        match document.filter(|it| *it < start) {
            Some(_) => Err(("document_day", before())),
            None => Ok(()),
        }
    }
}

impl Life {
    /// Why an event cannot have happened; else the finish day, of an acceptance.
    fn refuses(
        &self,
        row: &HistoryRow,
        event: Event,
        day: Day,
        document: Option<Day>,
        campaign: &Campaign,
    ) -> Result<Option<Day>, Wrong> {
        let m = &self.milestone;
        let waits = m.state == State::Submitted;
        let impossible = || ("event", Problem::OldBookLife(m.state));
        // A slot that had closed by then was missed, of whatever day its document is: nothing happens
        // to it any more, nor anything before its period.
        let missed = m.missed_from().filter(|_| m.missed(day));
        if let Some(until) = missed.and_then(|from| from.pred_opt()) {
            return Err(("day", Problem::OldBookSlotClosed(until.to_string())));
        }
        let hands_over = matches!(event, Event::Submitted | Event::Accepted);
        let on = document.filter(|_| hands_over).unwrap_or(day);
        if let Some(slot) = m.slot().filter(|_| hands_over && !m.period_has_begun(on)) {
            let from = slot.period.from.to_string();
            return Err(("day", Problem::OldBookPeriodToCome(from)));
        }
        match event {
            Event::Accepted if waits || m.state == State::Open => {
                if m.terms.kind == MilestoneKind::Outcome {
                    return Err(("event", Problem::OldBookOutcome));
                }
                let report = self.document.filter(|_| waits);
                let finished = report.or(document);
                let none = ("document_number", Problem::OldBookDocument);
                finished.map(Some).ok_or(none)
            }
            _ if m.stage().after(event).is_none() => Err(impossible()),
            Event::Extended => {
                let stands = m
                    .current_deadline
                    .ok_or(("event", Problem::OldBookNoDeadline))?;
                let until = row.deadline.as_deref().and_then(parse_day);
                let until = until.ok_or_else(impossible)?;
                let least = extends_from(stands, day);
                if until < least {
                    return Err(("deadline", Problem::NotLater(least.to_string())));
                }
                match campaign.reach(until) {
                    Reach::TooFar => Err(("deadline", Problem::TooFar)),
                    _ => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    /// An event as the ledger has it, and what it makes of the milestone. `recorded_at` and `seq`
    /// say when it happened and after how many others: its place is given when all are stamped.
    fn write(
        &mut self,
        row: &HistoryRow,
        event: Event,
        (at, day, place): (Instant, Day, i64),
        finished: Option<Day>,
    ) -> MilestoneEventRow {
        let m = &mut self.milestone;
        self.happened += 1;
        let submission = format!("book-{}-{}", m.terms.id, self.happened);
        let deadline = row.deadline.as_deref().filter(|_| event == Event::Extended);
        let by_office = !matches!(event, Event::Submitted);
        let decided = matches!(event, Event::Extended | Event::Cancelled);
        let told = |text: &str| {
            if decided {
                text.to_owned()
            } else {
                String::new()
            }
        };
        let written = MilestoneEventRow {
            submission: submission.clone(),
            milestone: m.terms.id.to_string(),
            event: event.code().to_owned(),
            organisation: acts(m, event).to_owned(),
            body: if by_office && event != Event::Accepted {
                row.reason.clone()
            } else {
                String::new()
            },
            deadline: deadline.map(str::to_owned),
            decision: told(&row.document_number),
            approver: told(&row.approver),
            old_book: Some(match (event, finished) {
                (Event::Accepted, Some(day)) => day.to_string(),
                _ => row.document_day.clone().unwrap_or_default(),
            }),
            seq: place,
            recorded_at: at,
            ..MilestoneEventRow::default()
        };
        if event == Event::Submitted {
            self.report = submission;
            self.document = row.document_day.as_deref().and_then(parse_day);
        }
        m.apply(&MilestoneEvent {
            milestone: m.terms.id.clone(),
            event,
            day,
            deadline: deadline.and_then(parse_day),
            responsible: None,
        });
        written
    }

    /// The document of a row, behind the report: that of an acceptance only where the report had
    /// none.
    fn evidence(
        &self,
        row: &HistoryRow,
        event: Event,
        written: &MilestoneEventRow,
    ) -> Option<EvidenceRow> {
        let own = match event {
            Event::Submitted => true,
            Event::Accepted => self.document.is_none(),
            _ => false,
        };
        let day = row.document_day.as_deref().and_then(parse_day);
        let day = day.filter(|_| own)?;
        let number = row.document_number.as_str();
        Some(EvidenceRow {
            submission: self.report.clone(),
            document_number: number.to_owned(),
            document_day: Some(day.to_string()),
            link: row.link.clone(),
            hash: EvidenceRow::hash_of(number, day, &row.link, std::iter::empty()),
            seq: written.seq,
            recorded_at: written.recorded_at,
        })
    }
}

/// Who acts: the party hands over, a head decides on a company's work, the office on the rest.
fn acts(m: &Milestone, event: Event) -> &str {
    let unit = m.terms.duty.unit.as_str();
    match (event, &m.responsible) {
        (Event::Submitted, Responsible::Partner(company)) => company.as_str(),
        (Event::Submitted, Responsible::Unit) => unit,
        (Event::Accepted | Event::Returned, Responsible::Partner(_)) => unit,
        _ => Role::Office.code(),
    }
}

/// The milestones of the files and the slots of what recurs, by their ids and by their titles.
struct Milestones<'a> {
    by_id: HashMap<&'a str, &'a MilestoneRow>,
    by_title: HashMap<(&'a str, &'a str, String), Vec<&'a MilestoneRow>>,
    /// False where their file has errors: then nothing can be said of one that is not there.
    sure: bool,
}

impl<'a> Milestones<'a> {
    fn of(input: &'a Input, slots: &'a [MilestoneRow]) -> Self {
        let mut all = Self {
            by_id: HashMap::new(),
            by_title: HashMap::new(),
            sure: input.sound(MilestonesCsv::NAME) && input.sound(RhythmsCsv::NAME),
        };
        let listed = input.milestones.iter().map(|it| &it.row.milestone);
        for row in listed.chain(slots) {
            all.by_id.insert(&row.id, row);
            let key = (&*row.unit, &*row.workstream, typed_alike(&row.title));
            all.by_title.entry(key).or_default().push(row);
        }
        all
    }

    /// The one a row names, where that can be told.
    fn find(&self, row: &HistoryRow) -> Result<Option<&'a MilestoneRow>, Wrong> {
        let column = if row.named { "id" } else { "title" };
        let found = if row.named {
            let of_duty =
                |it: &&MilestoneRow| (&it.unit, &it.workstream) == (&row.unit, &row.workstream);
            self.by_id
                .get(row.milestone.as_str())
                .copied()
                .filter(of_duty)
        } else {
            let key = (&*row.unit, &*row.workstream, typed_alike(&row.milestone));
            match self.by_title.get(&key).map(Vec::as_slice) {
                Some([one]) => Some(*one),
                Some(_) => return Err((column, Problem::TitleOfMany)),
                None => None,
            }
        };
        let called = |it: &MilestoneRow| typed_alike(&it.title) == typed_alike(&row.title);
        match found {
            None if self.sure => Err((column, Problem::NoSuchMilestone)),
            Some(other) if !row.title.is_empty() && !called(other) => {
                Err(("id", Problem::TitleOfAnother(other.title.clone())))
            }
            found => Ok(found),
        }
    }
}
