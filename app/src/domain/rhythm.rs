//! What a duty is asked for again and again: each period has a slot of its own, which is a
//! milestone. This decides which slots there are and when each is due; `slot.rs` what becomes of
//! one.
use std::{collections::BTreeMap, sync::Arc};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{
    Cadence, CadenceCode, Calendar, Day, DutyKey, MilestoneId, Period, Responsible, RhythmCode,
    Weight,
};

/// A slot is opened so many days before its period begins.
pub const OPENS_BEFORE: i64 = 31;

/// Working days that are left to answer a slot that is opened when it was due already.
pub const OPENED_LATE: u16 = 5;

/// The most working days after the due day in which a slot is still taken, and the most days before
/// it on which it is called to mind.
pub const MOST_CUT_OFF: u16 = 30;
pub const MOST_REMIND: u16 = 30;

/// Days before the due day on which a slot is called to mind, where the office says nothing.
pub const USUAL_REMIND: u16 = 3;

/// One thing that a duty is asked for in each period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    pub code: RhythmCode,
    pub duty: DutyKey,
    pub title: Arc<str>,
    /// What is handed over each time.
    pub product: Arc<str>,
    pub cadence: CadenceCode,
    /// The first period is the one that this day lies in, the last the one of `ends_on`.
    pub begins_on: Day,
    pub ends_on: Option<Day>,
    /// Of all its slots together.
    pub weight: Weight,
    pub responsible: Responsible,
    /// Working days after the due day in which a slot is still taken.
    pub cut_off_days: u16,
    /// Days before the due day on which the mail of the morning names it.
    pub remind_days: u16,
    pub provisional: bool,
    pub source: Arc<str>,
}

/// Of which rhythm and period a milestone is the slot, and the last day on which it was to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub rhythm: RhythmCode,
    pub period: Period,
    pub closes: Day,
}

/// A slot that is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    pub period: Period,
    pub due: Day,
    pub closes: Day,
}

/// What the office set for one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotException {
    pub of: ExceptionOf,
    /// The last day of the period.
    pub period_ends: Day,
    /// Its other due day; `None`: there is no slot.
    pub due: Option<Day>,
}

/// Whose periods an exception is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ExceptionOf {
    /// Every rhythm of a cadence.
    Cadence(CadenceCode),
    /// One rhythm: goes before its cadence's.
    Rhythm(RhythmCode),
}

/// All cadences, rhythms and exceptions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rhythms {
    cadences: BTreeMap<CadenceCode, Arc<Cadence>>,
    rhythms: BTreeMap<RhythmCode, Arc<Rhythm>>,
    exceptions: BTreeMap<(ExceptionOf, Day), Option<Day>>,
}

impl Rhythms {
    pub fn set_cadence(&mut self, it: Cadence) {
        self.cadences.insert(it.code.clone(), Arc::new(it));
    }

    pub fn set_rhythm(&mut self, it: Arc<Rhythm>) {
        self.rhythms.insert(it.code.clone(), it);
    }

    pub fn set_exception(&mut self, it: SlotException) {
        self.exceptions.insert((it.of, it.period_ends), it.due);
    }

    pub fn cadence(&self, code: &CadenceCode) -> Option<&Arc<Cadence>> {
        self.cadences.get(code)
    }

    pub fn rhythm(&self, code: &RhythmCode) -> Option<&Arc<Rhythm>> {
        self.rhythms.get(code)
    }

    /// By code.
    pub fn cadences(&self) -> impl Iterator<Item = &Arc<Cadence>> {
        self.cadences.values()
    }

    pub fn rhythms(&self) -> impl Iterator<Item = &Arc<Rhythm>> {
        self.rhythms.values()
    }

    /// How many exceptions there are.
    pub fn exceptions(&self) -> usize {
        self.exceptions.len()
    }

    /// What the office set for a rhythm's period: another due day, or no slot (`Some(None)`).
    pub fn exception(&self, rhythm: &Rhythm, period_ends: Day) -> Option<Option<Day>> {
        let of = [
            ExceptionOf::Rhythm(rhythm.code.clone()),
            ExceptionOf::Cadence(rhythm.cadence.clone()),
        ];
        let mut of = of.into_iter();
        of.find_map(|of| self.exceptions.get(&(of, period_ends)).copied())
    }

    /// The slots of a rhythm that are to be open by a day, first to last. Each is due by the
    /// calendar that is known on the day on which it is opened.
    pub fn openings<'a>(
        &'a self,
        rhythm: &'a Rhythm,
        opened_on: Day,
        today: Day,
        calendar: &'a Calendar,
    ) -> impl Iterator<Item = Opening> + 'a {
        let cadence = self.cadences.get(&rhythm.cadence);
        let periods = cadence.into_iter().flat_map(move |cadence| {
            let periods = rhythm.periods(cadence, today);
            periods.map(move |period| (cadence, period))
        });
        periods.filter_map(move |(cadence, period)| {
            let due = match self.exception(rhythm, period.to) {
                Some(due) => due?,
                None => cadence.due(period, calendar),
            };
            // Nobody is late with what was not there to answer.
            let due = match due < opened_on {
                true => calendar.after_working_days(opened_on, OPENED_LATE),
                false => due,
            };
            Some(Opening {
                period,
                due,
                closes: calendar.after_working_days(due, rhythm.cut_off_days),
            })
        })
    }
}

impl Rhythm {
    /// The periods whose slots are open by a day, first to last.
    fn periods<'a>(&'a self, cadence: &'a Cadence, today: Day) -> impl Iterator<Item = Period> {
        let until = today.checked_add_signed(TimeDelta::days(OPENS_BEFORE));
        let first = cadence.period_of(self.begins_on);
        let begun = move |it: &Period| until.is_some_and(|until| it.from <= until);
        let lasts = |it: &Period| self.ends_on.is_none_or(|ends| it.from <= ends);
        cadence.from(first).take_while(begun).take_while(lasts)
    }

    /// Whether no period of it begins after a day any more.
    pub fn ended(&self, today: Day) -> bool {
        self.ends_on.is_some_and(|ends| today > ends)
    }

    /// What the slot of a period is called in the ledger.
    pub fn slot_id(&self, period: Period) -> Option<MilestoneId> {
        let ends = period.to.format("%Y%m%d");
        MilestoneId::parse(&format!("{}-{ends}", self.code)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::cadence::tests::{any_cadence, d, with_tet};
    use super::*;
    use crate::{Every, UnitCode, WorkstreamCode};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn rhythm(begins: &str, ends: Option<&str>, cut_off_days: u16) -> Rhythm {
        Rhythm {
            code: RhythmCode::parse("BC01").unwrap(),
            duty: DutyKey {
                unit: UnitCode::parse("SYT").unwrap(),
                workstream: WorkstreamCode::parse("NV01").unwrap(),
            },
            title: "Báo cáo".into(),
            product: "Báo cáo".into(),
            cadence: CadenceCode::parse("K").unwrap(),
            begins_on: d(begins),
            ends_on: ends.map(d),
            weight: 1,
            responsible: Responsible::Unit,
            cut_off_days,
            remind_days: 3,
            provisional: false,
            source: "".into(),
        }
    }

    fn monthly() -> Rhythms {
        let mut all = Rhythms::default();
        all.set_cadence(super::super::cadence::tests::cadence(Every::Month, 14, 20));
        all
    }

    fn told(all: &Rhythms, rhythm: &Rhythm, opened: &str, today: &str) -> Vec<(Day, Day)> {
        let calendar = with_tet();
        let openings = all.openings(rhythm, d(opened), d(today), &calendar);
        openings.map(|it| (it.due, it.closes)).collect()
    }

    #[test]
    fn a_slot_is_opened_a_month_before_its_period() {
        let (all, rhythm) = (monthly(), rhythm("2026-12-01", Some("2027-02-20"), 2));
        let on = |today| told(&all, &rhythm, "2026-11-29", today);
        let first = (d("2026-12-21"), d("2026-12-23"));
        assert_eq!(on("2026-10-14"), []);
        assert_eq!(on("2026-10-15"), [first]);
        assert_eq!(on("2026-11-13"), [first]);
        let second = (d("2027-01-20"), d("2027-01-22"));
        assert_eq!(on("2026-11-14"), [first, second]);
        // It ends in a period, and that is its last.
        let fourth = (d("2027-03-22"), d("2027-03-24"));
        assert_eq!(on("2028-01-01").last(), Some(&fourth));
        assert_eq!(on("2028-01-01").len(), 4);
    }

    #[test]
    fn an_exception_moves_a_due_day_or_takes_the_slot_out() {
        let (mut all, rhythm) = (monthly(), rhythm("2026-12-01", None, 0));
        let mut except = |of: ExceptionOf, period_ends: &str, due: Option<&str>| {
            all.set_exception(SlotException {
                of,
                period_ends: d(period_ends),
                due: due.map(d),
            });
        };
        let cadence = || ExceptionOf::Cadence(rhythm.cadence.clone());
        except(cadence(), "2026-12-14", None);
        except(cadence(), "2027-01-14", None);
        let own = ExceptionOf::Rhythm(rhythm.code.clone());
        except(own, "2027-01-14", Some("2027-01-31"));
        let days: Vec<Day> = told(&all, &rhythm, "2026-11-29", "2027-01-01")
            .iter()
            .map(|(due, _)| *due)
            .collect();
        assert_eq!(days, [d("2027-01-31"), d("2027-02-22")]);
    }

    /// The server was away through the due day: five working days are left.
    #[test]
    fn nobody_is_late_with_what_was_not_there_to_answer() {
        let (all, rhythm) = (monthly(), rhythm("2026-12-01", Some("2026-12-01"), 1));
        for (opened, due, closes) in [
            ("2026-12-21", "2026-12-21", "2026-12-22"),
            ("2026-12-22", "2026-12-29", "2026-12-30"),
        ] {
            assert_eq!(
                told(&all, &rhythm, opened, opened),
                [(d(due), d(closes))],
                "{opened}"
            );
        }
    }

    proptest! {
        /// As long as nothing is opened after its day, it does not matter how often one looks.
        #[test]
        fn slots_opened_day_by_day_are_those_opened_at_once(
            cadence in any_cadence(), begins in 0_i64..300, cut_off in 0_u16..6,
            skips in proptest::collection::vec(1_i64..25, 40),
        ) {
            let mut all = Rhythms::default();
            all.set_cadence(cadence);
            let start = d("2027-10-01");
            let mut rhythm = rhythm("2027-10-01", None, cut_off);
            rhythm.begins_on = start + TimeDelta::days(begins);
            let calendar = with_tet();
            let open = |seen: &mut BTreeSet<Day>, made: &mut Vec<Opening>, today: Day| {
                for it in all.openings(&rhythm, today, today, &calendar) {
                    if seen.insert(it.period.to) {
                        made.push(it);
                    }
                }
            };
            let (mut seen, mut daily) = (BTreeSet::new(), Vec::new());
            let (mut often, mut now_and_then) = (BTreeSet::new(), Vec::new());
            let mut today = start;
            open(&mut often, &mut now_and_then, today);
            for skip in skips {
                for day in today.iter_days().take(skip as usize + 1) {
                    open(&mut seen, &mut daily, day);
                }
                today += TimeDelta::days(skip);
                open(&mut often, &mut now_and_then, today);
            }
            prop_assert_eq!(&daily, &now_and_then);
            let at_once: Vec<Opening> = all.openings(&rhythm, start, today, &calendar).collect();
            prop_assert_eq!(daily, at_once);
        }
    }
}
