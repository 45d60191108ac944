//! The sentence a duty's page opens with: what is late and since when, why, and who must do
//! what; where nothing is, how it stands and what comes next.
use super::{
    Key as K, Lang, Run, after_deadline, day, days, measured, rich, role, t, target, tf, until,
    within_extension,
};
use crate::{
    domain::{Day, Event, Forecast, Judgement, Lateness, Part, Role, State, Status},
    views::{MilestoneRow, OutcomeRow},
};

/// Letters of a title, and of a reason, within the sentence.
const TITLE: usize = 100;
const REASON: usize = 110;

/// What the sentence is made of: what its reader may know of the duty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DutyTold<'a> {
    /// `None`: it only supports others.
    pub judgement: Option<Judgement>,
    pub unit: &'a str,
    /// The day from which the unit is closed.
    pub ended: Option<Day>,
    /// How many products and outcomes it has, whoever they belong to.
    pub products: u32,
    /// It is asked for something again and again.
    pub recurs: bool,
    /// The next period that is to be answered, and by which day.
    pub next: Option<(&'a str, Day)>,
    /// The milestone that matters most, of those shown.
    pub first: Option<&'a MilestoneRow>,
    /// Why it came back, where it did and that is the reader's to read.
    pub reason: &'a str,
    pub outcome: Option<&'a OutcomeRow>,
    /// When the last of its products was handed over.
    pub finished_on: Option<Day>,
}

/// The sentence, in pieces of one tone each.
pub(crate) fn duty_headline(lang: Lang, told: &DutyTold<'_>, today: Day) -> Vec<Run> {
    let it = Sentence { lang, told, today };
    if let Some(ended) = told.ended {
        return it.say(K::DutyEnded, &[&day(lang, ended)]);
    }
    let Some(judgement) = told.judgement else {
        return it.say(K::DutySupports, &[]);
    };
    // A slot counts from its close on, and is late before it.
    let late = matches!(judgement.part, Some(Part::LateOpen | Part::LateWaiting));
    if told.products == 0 && told.outcome.is_none() && !late {
        return match told.recurs {
            true => it.none_closed(),
            false => it.say(K::DutyNoProduct, &[]),
        };
    }
    match judgement.part {
        Some(Part::LateOpen | Part::LateWaiting) => it.late(),
        Some(Part::LateMeasured) => it.missed(),
        Some(Part::LateMissed) => it.say(K::DutyMissedSlot, &[]),
        Some(Part::RiskMissed) => it.say(K::DutyOftenMissed, &[]),
        Some(Part::RiskMilestone) => it.soon(),
        Some(Part::RiskMeasured) => it.measured_at_risk(),
        Some(Part::UnverifiedWaiting) => it.waits(),
        Some(Part::UnverifiedNever) => it.never_verified(),
        Some(Part::UnverifiedStale) => it.stale(),
        Some(Part::DoneInTime | Part::DoneLate) => it.done(judgement),
        None if judgement.status == Status::NotDue => it.next(K::DutyHeadNotDue),
        None => it.next(K::DutyHeadOnTrack),
    }
}

/// Whether the sentence of a duty speaks of the milestone that matters most, and not of periods, of what
/// is measured or of what is another's.
pub(crate) fn speaks_of_first(told: &DutyTold<'_>) -> bool {
    let Some((row, judgement)) = told.first.zip(told.judgement) else {
        return false;
    };
    match judgement.part {
        Some(Part::LateOpen | Part::LateWaiting) => row.late,
        Some(Part::LateMissed | Part::LateMeasured | Part::RiskMissed | Part::RiskMeasured) => {
            false
        }
        Some(Part::RiskMilestone) => row.soon,
        Some(Part::UnverifiedWaiting) => row.state == State::Submitted,
        _ => told.products > 0 || told.outcome.is_some(),
    }
}

struct Sentence<'a> {
    lang: Lang,
    told: &'a DutyTold<'a>,
    today: Day,
}

impl Sentence<'_> {
    fn say(&self, key: K, values: &[&str]) -> Vec<Run> {
        rich(t(self.lang, key), values)
    }

    fn days(&self, from: Day, to: Day) -> String {
        days(self.lang, (to - from).num_days())
    }

    /// "Chưa kỳ nào đóng; kỳ tới: tuần 49/2026, hạn 04/12/2026"
    fn none_closed(&self) -> Vec<Run> {
        let mut runs = self.say(K::RhythmNoneClosed, &[]);
        if let Some((name, due)) = self.told.next {
            runs.extend(self.say(K::RhythmNext, &[name, &day(self.lang, due)]));
        }
        runs
    }

    /// A milestone is late that is open, or was handed over late.
    fn late(&self) -> Vec<Run> {
        let late = self.told.first.filter(|row| row.late);
        let Some((row, deadline)) = late.and_then(|row| Some((row, row.current_deadline?))) else {
            return self.not_shown(K::StatusLate);
        };
        match (row.state, row.submitted_on) {
            (State::Submitted, Some(sent)) => {
                let mut runs = self.say(K::DutyHeadSentLate, &[&self.days(deadline, sent)]);
                runs.extend(self.stands(row));
                runs
            }
            _ => {
                let mut runs = self.say(K::DutyHeadLate, &[&self.days(deadline, self.today)]);
                runs.extend(self.stands(row));
                runs
            }
        }
    }

    /// What makes the status is another company's: a status says so, and nothing of it.
    fn not_shown(&self, status: K) -> Vec<Run> {
        let mut runs = match status == K::StatusLate {
            true => rich("!{0}:! ", &[t(self.lang, status)]),
            false => rich("*{0}:* ", &[t(self.lang, status)]),
        };
        runs.extend(self.say(K::DutyNotShown, &[]));
        runs
    }

    fn soon(&self) -> Vec<Run> {
        let soon = self.told.first.filter(|row| row.soon);
        let Some((row, deadline)) = soon.and_then(|row| Some((row, row.current_deadline?))) else {
            return self.not_shown(K::StatusAtRisk);
        };
        let mut runs = match (deadline - self.today).num_days() {
            0 => self.say(K::DutyHeadToday, &[]),
            _ => self.say(K::DutyHeadLeft, &[&self.days(self.today, deadline)]),
        };
        runs.extend(self.stands(row));
        runs
    }

    fn waits(&self) -> Vec<Run> {
        let waits = self.told.first.filter(|row| row.state == State::Submitted);
        let Some((row, sent)) = waits.and_then(|row| Some((row, row.submitted_on?))) else {
            return self.not_shown(K::StatusUnverified);
        };
        let mut runs = self.say(K::DutyHeadWaits, &[&self.days(sent, self.today)]);
        runs.extend(self.stands(row));
        runs
    }

    fn never_verified(&self) -> Vec<Run> {
        let mut runs = self.say(K::DutyHeadUnverified, &[]);
        match self.told.first {
            Some(row) => runs.extend(self.stands(row)),
            None => runs.extend(self.say(K::DutyNever, &[])),
        }
        runs
    }

    fn stale(&self) -> Vec<Run> {
        let mut runs = self.say(K::DutyHeadUnverified, &[]);
        runs.extend(self.say(K::DutyStale, &[]));
        if let Some(row) = self.told.first {
            runs.extend(rich("; ", &[]));
            runs.extend(self.comes(row));
        }
        runs
    }

    fn next(&self, head: K) -> Vec<Run> {
        let mut runs = self.say(head, &[]);
        match self.told.first {
            // What waits is the other side's to do next.
            Some(row) if row.state == State::Submitted || self.came_back(row).is_some() => {
                runs.extend(self.stands(row));
            }
            Some(row) => runs.extend(self.comes(row)),
            None => runs.extend(self.say(K::DutyNothingOpen, &[])),
        }
        runs
    }

    fn done(&self, judgement: Judgement) -> Vec<Run> {
        let mut runs = self.say(K::DutyHeadDone, &[]);
        let products = self.told.products.to_string();
        runs.extend(self.say(K::DutyDoneAll, &[&products]));
        if let Some(on) = self.told.finished_on {
            runs.extend(self.say(K::DutyDoneOn, &[&day(self.lang, on)]));
        }
        match judgement.lateness() {
            Some(Lateness::Finished) => runs.extend(self.say(K::DutyDoneLate, &[])),
            Some(Lateness::Value(what)) => {
                runs.extend(rich(", {0}", &[&after_deadline(self.lang, what)]));
            }
            Some(Lateness::Extended(original)) => {
                runs.extend(rich(", {0}", &[&within_extension(self.lang, original)]));
            }
            None => runs.extend(rich(", {0}", &[t(self.lang, K::PartInTime)])),
        }
        runs
    }

    /// The deadline of what is measured closed without its target.
    fn missed(&self) -> Vec<Run> {
        let outcome = self.told.outcome;
        let Some((row, deadline)) = outcome.and_then(|row| Some((row, row.deadline?))) else {
            return self.not_shown(K::StatusLate);
        };
        let mut runs = self.say(K::DutyHeadLate, &[&self.days(deadline, self.today)]);
        runs.extend(self.value(row));
        runs.extend(self.say(K::DutyMustMeasure, &[self.told.unit]));
        runs
    }

    fn measured_at_risk(&self) -> Vec<Run> {
        let Some(row) = self.told.outcome else {
            return self.not_shown(K::StatusAtRisk);
        };
        let mut runs = self.say(K::DutyHeadRisk, &[]);
        runs.extend(self.value(row));
        match &row.forecast {
            Forecast::Finish { likely, .. } => {
                runs.extend(self.say(K::DutyWillReach, &[&day(self.lang, likely.day)]));
                let late = row.deadline.filter(|deadline| likely.day > *deadline);
                if let Some(deadline) = late {
                    let late = self.days(deadline, likely.day);
                    runs.extend(self.say(K::HeadLate, &[&late]));
                }
            }
            Forecast::Never { .. } => runs.extend(self.say(K::HeadNever, &[])),
            Forecast::Passed { .. } => runs.extend(self.say(K::HeadPassed, &[])),
            _ => runs.extend(self.say(K::DutyNoWay, &[])),
        }
        runs
    }

    /// "tỷ lệ đúng, đủ, sạch 54,5%, mục tiêu 95% hạn 19/04/2027"
    fn value(&self, row: &OutcomeRow) -> Vec<Run> {
        let name = self.within(&row.name, TITLE);
        let value =
            measured(self.lang, row).unwrap_or_else(|| t(self.lang, K::DutyUnmeasured).to_owned());
        let goal = row.target.map_or_else(String::new, |goal| {
            target(self.lang, goal, &row.unit_of_measure)
        });
        match row.deadline {
            Some(deadline) => {
                let values = [name.as_str(), &value, &goal, &day(self.lang, deadline)];
                self.say(K::DutyMissed, &values)
            }
            None => self.say(K::DutyMissedOpen, &[&name, &value, &goal]),
        }
    }

    fn came_back(&self, row: &MilestoneRow) -> Option<(Event, Day)> {
        let back = |event| matches!(event, Event::Returned | Event::Revoked | Event::Withdrawn);
        let open = row.state == State::Open;
        row.last_event.filter(|(event, _)| open && back(*event))
    }

    /// How a milestone stands, why, and who must do what.
    fn stands(&self, row: &MilestoneRow) -> Vec<Run> {
        let name = self.within(&row.title, TITLE);
        let office = role(self.lang, Role::Office);
        let company = row.partner.as_ref().map(|(_, name)| name.as_ref());
        if let Some(since) = row.waits_since {
            return self.say(K::DutyAbove, &[&name, &day(self.lang, since)]);
        }
        if let Some(body) = &row.awaits {
            let due = row.deadline_text.as_deref().unwrap_or_default();
            return self.say(K::DutyAwaits, &[&name, body, due]);
        }
        if row.state == State::Submitted {
            let sent = row
                .submitted_on
                .map_or_else(String::new, |on| day(self.lang, on));
            let mut runs = self.say(K::DutyReportedOn, &[&name, &sent]);
            let decides = match company {
                Some(_) => self.told.unit,
                None => office,
            };
            runs.extend(self.say(K::DutyMustDecide, &[decides]));
            return runs;
        }
        let back = self.came_back(row);
        let mut runs = match back {
            Some((Event::Returned, on)) => self.say(K::DutyReturned, &[&name, &day(self.lang, on)]),
            Some((Event::Revoked, on)) => self.say(K::DutyRevoked, &[&name, &day(self.lang, on)]),
            Some((_, on)) => self.say(K::DutyWithdrawn, &[&name, &day(self.lang, on)]),
            None => self.say(K::DutyUnreported, &[&name]),
        };
        let reason = self.within(self.told.reason, REASON);
        if back.is_some() && !reason.is_empty() {
            runs.extend(self.say(K::DutyBecause, &[&reason]));
        }
        let again = back.is_some();
        runs.extend(match company {
            _ if row.orphaned => self.say(K::DutyMustReassign, &[office]),
            Some(company) if again => self.say(K::DutyMustRedeliver, &[company]),
            Some(company) => self.say(K::DutyMustDeliver, &[company]),
            None if again => self.say(K::DutyMustResend, &[self.told.unit]),
            None => self.say(K::DutyMustReport, &[self.told.unit]),
        });
        runs
    }

    /// What comes next, and by when.
    fn comes(&self, row: &MilestoneRow) -> Vec<Run> {
        let name = self.within(&row.title, TITLE);
        let mut runs = match row.current_deadline {
            Some(deadline) => {
                let left = until(self.lang, self.today, deadline);
                self.say(K::DutyNextDue, &[&name, &day(self.lang, deadline), &left])
            }
            None => self.say(K::DutyNext, &[&name]),
        };
        let company = row.partner.as_ref().map(|(_, name)| name.as_ref());
        runs.extend(match company {
            Some(company) => self.say(K::DutyMustDeliver, &[company]),
            None => self.say(K::DutyMustReport, &[self.told.unit]),
        });
        runs
    }

    /// Words of somebody's within a sentence: without their full stop, short, and in Vietnamese
    /// with a small first letter unless they begin with an abbreviation.
    fn within(&self, words: &str, most: usize) -> String {
        let words = words.trim().trim_end_matches(['.', ';', ',', ' ']);
        // A reason in several lines says the main thing first.
        let words = words.lines().next().unwrap_or_default().trim_end();
        let short = shortened(words, most);
        let mut letters = short.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if self.lang == Lang::Vi && !second.is_uppercase() => {
                let rest = &short[first.len_utf8()..];
                format!("{}{rest}", first.to_lowercase())
            }
            _ => short,
        }
    }
}

/// The first words of a text that has more letters.
pub(crate) fn shortened(words: &str, most: usize) -> String {
    let Some((at, _)) = words.char_indices().nth(most) else {
        return words.to_owned();
    };
    let cut = &words[..at];
    let whole = cut.rfind(' ').map_or(cut, |space| &cut[..space]);
    format!("{}…", whole.trim_end_matches([',', ';', ':', ' ']))
}

/// How a milestone stands, as a few words beside its place in time.
pub(crate) fn lane_words(lang: Lang, row: &MilestoneRow, today: Day) -> String {
    let on = |key, on: Day| tf(lang, key, &[&day(lang, on)]);
    let deadline = row.runs_to().map(|at| until(lang, today, at));
    match row.state {
        State::Accepted => row.finished_on.map_or_else(
            || super::milestone_told(lang, row),
            |at| {
                let late = row.finished_late.then_some(K::DoneLate);
                let late = late.map_or_else(String::new, |key| format!(", {}", t(lang, key)));
                format!("{}{late}", on(K::LanesDone, at))
            },
        ),
        State::Cancelled => super::milestone_told(lang, row),
        State::Submitted => row
            .submitted_on
            .map_or_else(String::new, |at| on(K::LanesReported, at)),
        State::Open => {
            let back = row
                .last_event
                .filter(|(event, _)| *event == Event::Returned);
            let back = back.map(|(_, at)| on(K::LanesReturned, at));
            let words: Vec<String> = deadline.into_iter().chain(back).collect();
            if words.is_empty() {
                return super::milestone_told(lang, row);
            }
            words.join(", ")
        }
    }
}

#[cfg(test)]
mod tests;
