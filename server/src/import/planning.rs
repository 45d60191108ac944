//! Compares the files with the ledger.
use std::{collections::HashSet, path::Path, sync::Arc};

use app::domain::{Campaign, Day, Instant, local_day, parse_day, start_of};

use super::{
    campaign_file::{CampaignFile, Has, Seen, Source},
    check,
    compare::{Comparable, compare_row},
    current::Current,
    due_after::Events,
    error::ImportError,
    fields::Entry,
    files::*,
    folder::Files,
    groups::Groups,
    headline,
    input::Input,
    joined::Joined,
    judge::{Judged, judge},
    lead_duties, names, old_book, opened,
    preview::{Change, Difference, FileChanges, Preview},
    problem::{Problem, Report},
    references,
    rows::Rows,
    slots,
    sources::Sources,
    unreached,
};
use crate::{board::Board, db::Db, ledger};

/// Reads the files of a folder and compares them with the ledger; writes
/// nothing.
pub async fn plan(
    db: impl Into<Option<&Db>>,
    dir: &Path,
    now: Instant,
) -> Result<Preview, ImportError> {
    plan_files(db, &Files::read(dir)?, now).await
}

/// Compares files that are read already with the ledger; writes nothing. Where there is no
/// database yet, with an empty one.
pub async fn plan_files(
    db: impl Into<Option<&Db>>,
    files: &Files,
    now: Instant,
) -> Result<Preview, ImportError> {
    let measured = files.get(MeasurementsCsv::NAME).is_some();
    let board = None;
    let from = db.into().map(|db| Source {
        db,
        board,
        measured,
    });
    compared(from, files, now).await
}

/// The same where today's board is at hand.
pub async fn plan_files_beside(
    db: &Db,
    board: &Arc<Board>,
    files: &Files,
    now: Instant,
) -> Result<Preview, ImportError> {
    let measured = files.get(MeasurementsCsv::NAME).is_some();
    let board = Some(board);
    let from = Source {
        db,
        board,
        measured,
    };
    compared(Some(from), files, now).await
}

async fn compared(
    from: Option<Source<'_>>,
    files: &Files,
    now: Instant,
) -> Result<Preview, ImportError> {
    let mut current = match from {
        Some(from) => Current::load(from).await?,
        None => Current::default(),
    };
    let mut input = Input::read(files, now);
    let ending = check::ending_units(&input, &current, local_day(now, input.zone()));
    current.milestones.ending.clone_from(&ending);
    current.indicators.ending = ending;
    let zone = input.zone();
    let today = local_day(now, zone);
    let groups = Groups::of(&input, &current, today);
    groups.settle(&mut input);
    groups.expand_duties(&mut input, &current);
    opened::settle(&mut input, &current, &groups);
    let led = lead_duties::missing(&input, &current, &groups);
    let mut roles = lead_duties::all(&input, &current, &led);
    groups.expand_promises(&mut input, &current, &roles);
    let sources = Sources {
        input: &input,
        current: &current,
        groups: &groups,
        led: &led,
        today,
    };
    let mut told = Report::default();
    let mut joined = Joined::of(sources, &mut told);
    joined.also(&mut roles);
    joined.recurring.follows(sources, &roles, &mut told);
    input.report.take(told);
    milestones::resolve(&mut input, &current.milestones);
    check::settle_documents(&mut input, &current);
    input.complete(&current);
    let events = Events::of(&input, &current);
    events.date(&mut input, &current);
    check::campaign(&mut input, &current, today);
    references::check(&mut input, &current);
    if let Some(Source { db, .. }) = from {
        names::judge(db, &mut input, &current).await?;
    }
    lead_duties::check(&mut input, &current, &groups, &roles);
    lead_duties::note_helpers(&mut input, &current, &groups);
    check::assignments(&mut input, &current);
    check::duties(&mut input, &current, &roles);
    slots::check(&mut input, &current, today, |unit, workstream| {
        roles.contains_key(&(unit.to_owned(), workstream.to_owned()))
    });
    check::second_values(&mut input, &current);
    check::percent(&mut input, &current);
    check::numbers_of_things(&mut input, &current);
    check::above_all(&mut input, &current);
    check::other_sources(&mut input, &current);
    check::targets(&mut input);
    check::targets_below_one(&mut input, &current);
    check::baseline_days(&mut input, &current, today);
    check::paths(&mut input);
    check::milestones_alike(&mut input, &current);
    check::successors(&mut input, &current);
    check::outweighing(&mut input, &current);
    check::weightless(&mut input, &current);
    check::born_late(&mut input, &current, today);
    check::volumes_unused(&mut input, &current);
    check::new_contributors(&mut input, &current);
    check::documents(&mut input, &current);
    check::workstreams_twice(&mut input);
    check::led_by_nobody(&mut input, &current, &groups);
    check::rhythms(&mut input, &current);
    check::slots_by_hand(&mut input, &current);
    check::assignment_roles(&mut input, &current, &today.to_string());
    check::circles(&mut input, &current, today);
    check::ended_assignments(&mut input, &current, &today.to_string());
    check::closing_units(&mut input, &current, today);
    check::companies_assigned(&mut input, &current, &today.to_string());
    let beginning = input
        .campaign
        .first()
        .filter(|_| current.empty())
        .and_then(|c| parse_day(&c.row.start_day))
        .map(|start| start_of(start, zone));
    let mut rows = Rows::default();
    let mut report = std::mem::take(&mut input.report);
    lead_duties::judge_roles(&input, &current, &led, &mut rows, &mut report);
    check::new_weights(&input, &current, &mut rows, &mut report);
    check::added_duties(&input, &current, &mut rows, &mut report);
    check::new_members(&input, &current, today, &mut rows);
    check::past_calendar(&input, &current, today, &mut rows, &mut report);
    lead_duties::judge_sharing(&input, &current, &led, &mut rows, &mut report);
    // A duty that an owner or `*` makes is not expected in duties.csv.
    for duty in &led {
        current.duties.latest.remove(&duty.key());
    }
    let mut files = compare(files, &input, today, &mut current, &mut rows, &mut report);
    joined.append(&mut current, &mut rows, &mut files);
    let moved = events.settle(&current, today, &mut rows, &mut report);
    let when = slots::When {
        today,
        recorded: beginning.map_or(today, |at| local_day(at, zone).min(today)),
        closes: campaign(&input, &current).and_then(|it| it.closes),
    };
    slots::open(&input, &mut current, when, &mut rows, &mut report);
    old_book::judge(&input, &current, &mut rows, &mut report);
    if let Some(from) = from {
        headline::judge(from, now, &input, &current, &mut rows, &mut report).await?;
        if !current.empty() && unreached::may_happen(&rows) {
            let board = from.today(now).await?;
            unreached::revoke(&board, &input, &current, &mut rows, &mut report);
        }
    }
    let made = led.iter().map(DutiesCsv::label).collect();
    rows.duties.extend(led);
    Ok(Preview {
        files,
        led: made,
        report,
        rows,
        moved,
        seq: current.seq,
        beginning,
        zone,
    })
}

macro_rules! compare {
    ($($field:ident: $File:ident),+ $(,)?) => {
        /// Compares every file there is: what is to be appended goes into `rows`.
        fn compare(
            files: &Files,
            input: &Input,
            today: Day,
            current: &mut Current,
            rows: &mut Rows,
            report: &mut Report,
        ) -> Vec<FileChanges> {
            let mut changes = Vec::new();
            let campaign = campaign(input, current);
            let day = Today { day: today, campaign: campaign.as_ref() };
            $(if files.get($File::NAME).is_some() {
                let has = |column| $File::column(column).is_none_or(|c| input.has($File::NAME, c));
                changes.push(compare_file::<$File>(
                    &input.$field, day, &mut current.$field, &has, rows, report,
                ));
            })+
            changes
        }
    };
}
campaign_files!(compare);

/// The day of the import, and the campaign as it will be.
#[derive(Clone, Copy)]
struct Today<'a> {
    day: Day,
    campaign: Option<&'a Campaign>,
}

/// The campaign as the files have it, else as it is.
fn campaign(input: &Input, current: &Current) -> Option<Campaign> {
    let latest = CampaignCsv::latest(&current.campaign).values().next();
    let row = input.campaign.first().map(|it| &it.row).or(latest)?;
    ledger::campaign(row).ok()
}

fn compare_file<F: CampaignFile>(
    entries: &[Entry<F::Row>],
    Today {
        day: today,
        campaign,
    }: Today<'_>,
    current: &mut F::Current,
    has: Has<'_>,
    rows: &mut Rows,
    report: &mut Report,
) -> FileChanges {
    let mut changes = FileChanges::of(F::NAME);
    let mut noted = Noted::default();
    for Entry {
        line,
        row,
        decision,
    } in entries
    {
        let mut ledger = F::ledger(row).clone();
        let (key, label) = (ledger.key(), F::label(&ledger));
        let has: Has<'_> = &|column| has(column) || F::says_beside(row, column);
        let before = F::latest(current).get(&key).cloned();
        let decision = decision.as_ref();
        let seen = Seen {
            has,
            decision,
            today,
            campaign,
        };
        let happened = F::happens(&mut ledger, &seen, current, rows);
        let latest = F::latest(current);
        if let Some(new) = compare_row(ledger, *line, &label, latest, has, &mut changes) {
            match F::KEPT {
                Some(problem) if before.is_some() => {
                    report.note(F::NAME, Some(*line), Some(F::KEY), problem);
                }
                _ => F::append(new, current, rows),
            }
        }
        let attached = F::append_attached(row, has, current, rows);
        changes.also(*line, &label, attached);
        if let Some(before) = before.filter(|it| F::promises(it, current)) {
            let changed = changes.differences_at(*line, &label);
            noted.count(changed);
            let mut refused = false;
            for change in changed {
                let kept = F::kept(&before, change.column, today, current);
                let settles = F::settles(&before, change, today, current);
                let column = F::column(change.column).unwrap_or(change.column);
                match judge::<F>(change, decision, settles, kept) {
                    Judged::Free => {}
                    Judged::Recorded => {
                        let made = decision.map(|by| by.redefines::<F>(&key, change));
                        rows.redefinitions.extend(made);
                    }
                    Judged::Refused(problem) => {
                        refused = true;
                        report.error(F::NAME, Some(*line), Some(column), problem);
                    }
                }
            }
            if !refused {
                for (column, problem) in F::rewrites(&before, changed, decision, current, rows) {
                    report.error(F::NAME, Some(*line), Some(column), problem);
                }
            }
        }
        for (difference, problem) in happened {
            if let Some(problem) = problem {
                let column = Some(difference.column);
                report.error(F::NAME, Some(*line), column, problem);
            }
            changes.also(*line, &label, vec![difference]);
        }
    }
    noted.tell(F::NAME, report);
    let listed: HashSet<String> = entries.iter().map(|e| F::ledger(&e.row).key()).collect();
    changes.missing = F::latest(current)
        .iter()
        .filter(|(key, _)| !listed.contains(*key))
        .filter_map(|(_, row)| F::missing(row).map(Change::missing))
        .collect();
    changes
}

/// Changes that need no decision and yet say more than they seem to: counted, and told in one line
/// each.
#[derive(Debug, Default)]
struct Noted {
    /// "tạm" is taken from them.
    confirmed: usize,
    /// They rest on another document.
    grounds: usize,
}

impl Noted {
    fn count(&mut self, changed: &[Difference]) {
        let of = |column: &str, was: &dyn Fn(&str) -> bool| {
            let found = changed.iter().filter(|it| it.column == column);
            found.filter(|it| was(&it.was)).count()
        };
        self.confirmed += of("provisional", &|was| was == "yes");
        self.grounds += of("legal_basis", &|was| !was.is_empty());
    }

    fn tell(&self, file: &str, report: &mut Report) {
        for (column, number, problem) in [
            (
                "provisional",
                self.confirmed,
                Problem::Confirmed(self.confirmed),
            ),
            (
                "legal_basis",
                self.grounds,
                Problem::OtherGrounds(self.grounds),
            ),
        ] {
            if number > 0 {
                report.note(file, None, Some(column), problem);
            }
        }
    }
}
