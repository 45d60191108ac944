//! What is read to find out who is given what by a group, and what it tells.

use app::{
    domain::{Day, State, Unit, is_inherited_work},
    text::typed_alike,
};

use super::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    decision::Decision,
    fields::Entry,
    files::{milestones::Milestones, *},
    groups::{Groups, of_unit},
    input::Input,
    problem::{Problem, Report},
};
use crate::ledger::{DutyRow, MilestoneRow, milestone_id};

/// What is read to find out who is to be given what.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub input: &'a Input,
    pub current: &'a Current,
    pub groups: &'a Groups,
    /// The duties that owners make.
    pub led: &'a [DutyRow],
    pub today: Day,
}

/// The row that says that a unit joins or leaves.
pub(super) struct Word<'a> {
    pub file: &'static str,
    pub line: u64,
    pub column: &'static str,
    pub decision: Option<&'a Decision>,
    /// It says something else than the ledger.
    pub new: bool,
}

impl Word<'_> {
    pub fn note(&self, problem: Problem, report: &mut Report) {
        report.note(self.file, Some(self.line), Some(self.column), problem);
    }

    pub fn error(&self, problem: Problem, report: &mut Report) {
        report.error(self.file, Some(self.line), Some(self.column), problem);
    }
}

/// The code that a group's row had, before each unit got its own of it.
pub(super) fn base<'a>(code: &'a str, unit: &str) -> &'a str {
    let own = code.strip_suffix(unit);
    own.and_then(|it| it.strip_suffix('-')).unwrap_or(code)
}

impl<'a> Sources<'a> {
    /// The row of these files that says of a unit whether it belongs to a group: the one with a
    /// decision, else one that is new, else any.
    pub fn word(self, group: &str, unit: &str) -> Option<Word<'a>> {
        let (input, current) = (self.input, self.current);
        let of_member = input
            .group_members
            .iter()
            .find(|it| it.row.unit_group == group && it.row.unit == unit);
        let of_group = input.groups.iter().find(|it| it.row.code == group);
        let of_unit = input.units.iter().find(|it| it.row.code == unit);
        let words = [
            of_member.map(|it| word::<GroupMembersCsv>(it, "unit", &current.group_members)),
            of_group.map(|it| word::<GroupsCsv>(it, "code", &current.groups)),
            of_unit.map(|it| word::<UnitsCsv>(it, "code", &current.units.latest)),
        ];
        let words = words.into_iter().flatten();
        words.min_by_key(|it| (it.decision.is_none(), !it.new))
    }

    /// Whether these files say that a unit leaves the group by which it has a duty: that word moves it.
    pub fn leaves_its_group(self, duty: &DutyRow, unit: &Unit) -> bool {
        let leaves = |group: &str| {
            !self.groups.belongs(group, unit) && self.word(group, &duty.unit).is_some()
        };
        duty.of_group.as_deref().is_some_and(leaves)
    }

    /// The duties that were over and go on by rows of their own, or of the workstreams that they lead.
    pub fn opens_again(self) -> Vec<(&'a DutyRow, Word<'a>)> {
        let over = |duty: &DutyRow| {
            let before = self.current.duties.latest.get(&duty.key());
            duty.ended_on.is_none() && before.is_some_and(|it| it.ended_on.is_some())
        };
        let own = self.input.duties.iter().map(|it| {
            let word = Word {
                file: DutiesCsv::NAME,
                line: it.line,
                column: "unit",
                decision: it.decision.as_ref(),
                new: true,
            };
            (&it.row.duty, word)
        });
        let led = self.led.iter().filter_map(|duty| {
            let mut listed = self.input.workstreams();
            let listed = listed.find(|it| it.row.code == duty.workstream)?;
            let word = Word {
                file: listed.file,
                line: listed.line,
                column: listed.owner_column,
                decision: listed.decision,
                new: true,
            };
            Some((duty, word))
        });
        own.chain(led).filter(|(duty, _)| over(duty)).collect()
    }

    /// What is told of the reports of a duty, or of those of its milestones alone, that wait for
    /// acceptance. `ends`: the duty is over with it.
    pub fn waiting(self, duty: &DutyRow, of: Option<&[&str]>, ends: bool) -> Vec<Problem> {
        let Milestones { latest, lives, .. } = &self.current.milestones;
        let rows = latest.values();
        let rows = rows.filter(|it| (&it.unit, &it.workstream) == (&duty.unit, &duty.workstream));
        let rows = rows.filter(|it| of.is_none_or(|of| of.contains(&it.id.as_str())));
        let waits = rows.filter_map(|row| {
            let life = lives.get(&row.id)?;
            let since = life
                .submitted_on
                .filter(|_| life.state == State::Submitted)?;
            Some(Problem::ReportWaits {
                unit: row.unit.clone(),
                title: row.title.clone(),
                since: since.format("%d/%m/%Y").to_string(),
                ends,
            })
        });
        waits.collect()
    }

    /// Whether a duty holds work that came with the duty of another unit.
    pub fn has_inherited(self, duty: &DutyRow) -> bool {
        let Milestones {
            latest,
            lives,
            first_units,
            ..
        } = &self.current.milestones;
        let of_duty = latest
            .values()
            .filter(|it| (&it.unit, &it.workstream) == (&duty.unit, &duty.workstream));
        let mut lives = of_duty.filter_map(|row| Some((row, lives.get(&row.id)?)));
        lives.any(|(row, life)| {
            let began_here = first_units.get(&row.id) == Some(&row.unit);
            is_inherited_work(began_here, life, self.today)
        })
    }

    /// Whether a row of these files, or an owner, says what a unit has of a workstream.
    pub fn says(self, unit: &str, workstream: &str) -> bool {
        let listed = self.input.duties.iter().map(|it| &it.row.duty);
        listed
            .chain(self.led)
            .any(|it| it.unit == unit && it.workstream == workstream)
    }

    pub fn has_indicator(self, code: &str) -> bool {
        let listed = self.input.indicators.iter();
        let mut listed = listed.map(|it| &it.row.indicator.code);
        self.current.indicators.latest.contains_key(code) || listed.any(|it| it == code)
    }

    pub fn has_milestone(self, unit: &str, workstream: &str, first: &str) -> bool {
        let Milestones {
            latest,
            first_titles,
            ..
        } = &self.current.milestones;
        let known = latest
            .values()
            .filter(|it| it.unit == unit && it.workstream == workstream)
            .any(|it| first_titles.get(&it.id).is_some_and(|title| title == first));
        let listed = self.input.milestones.iter().map(|it| &it.row.milestone);
        let mut listed = listed.filter(|it| it.unit == unit && it.workstream == workstream);
        known || listed.any(|it| typed_alike(&it.title) == first)
    }

    /// A milestone as another unit of the group has it, by the deadline that stands there.
    pub fn milestone(self, unit: &str, like: &MilestoneRow) -> MilestoneRow {
        let known = base(&like.id, &like.unit);
        let id = match known == like.id {
            true => milestone_id(unit, &like.workstream, &like.title),
            false => of_unit(known, unit),
        };
        let life = self.current.milestones.lives.get(&like.id);
        let stands = life.and_then(|it| it.current_deadline);
        let second = like.second_indicator.as_ref();
        let second = second.map(|code| of_unit(base(code, &like.unit), unit));
        MilestoneRow {
            id,
            unit: unit.to_owned(),
            position: 0,
            deadline: stands.map(|it| it.to_string()).or(like.deadline.clone()),
            responsible: None,
            replaces: None,
            second_indicator: second,
            ..like.clone()
        }
    }
}

fn word<'a, F: CampaignFile<Row = <F as CampaignFile>::Ledger>>(
    entry: &'a Entry<F::Row>,
    column: &'static str,
    latest: &super::compare::Latest<F::Ledger>,
) -> Word<'a> {
    let before = latest.get(&entry.row.key());
    Word {
        file: F::NAME,
        line: entry.line,
        column,
        decision: entry.decision.as_ref(),
        new: before.is_none_or(|before| !entry.row.differences(before).is_empty()),
    }
}
