//! The words of the plan: its parts, the columns of its files, and what stands in them.
use super::{
    Key as K, Lang, assignment_role, bloc, body_kind, counts, criterion, day, day_count, day_kind,
    day_off, direction, document_level, every, headline_counts, integer, kind, place, t, tf, tier,
    unit_kind, workstream_kind,
};
use crate::{
    domain::{
        AssignmentRole, Bloc, BodyKind, Counts, Criterion, DayCount, DayKind, DayOfWeek, DayOff,
        Direction, DocumentLevel, DutyRole, Every, Group, Headline, MilestoneKind, NEVER_FALLS,
        Place, SATISFACTION, SECOND, Tier, UnitKind, WorkstreamKind, parse_day,
    },
    views::{PlanAct, PlanFile, PlanLine, PlanWrong},
};

/// The name of a part of the plan.
pub fn plan_file(lang: Lang, it: PlanFile) -> &'static str {
    t(
        lang,
        match it {
            PlanFile::Campaign => K::PlanCampaign,
            PlanFile::Units => K::PlanUnits,
            PlanFile::Groups => K::PlanGroups,
            PlanFile::GroupMembers => K::PlanGroupMembers,
            PlanFile::Partners => K::PlanPartners,
            PlanFile::Databases => K::PlanDatabases,
            PlanFile::Programme => K::PlanProgramme,
            PlanFile::Duties => K::PlanDuties,
            PlanFile::Milestones => K::PlanMilestones,
            PlanFile::Indicators => K::PlanIndicators,
            PlanFile::Assignments => K::PlanAssignments,
            PlanFile::Dependencies => K::PlanDependencies,
            PlanFile::Bodies => K::PlanBodies,
            PlanFile::Helpers => K::PlanHelpers,
            PlanFile::Triggers => K::PlanTriggers,
            PlanFile::Cadences => K::PlanCadences,
            PlanFile::Rhythms => K::PlanRhythms,
            PlanFile::SlotExceptions => K::PlanSlotExceptions,
            PlanFile::Documents => K::PlanDocuments,
            PlanFile::Calendar => K::PlanCalendar,
        },
    )
}

/// One row of a part, where it is added.
pub fn plan_one(lang: Lang, it: PlanFile) -> &'static str {
    t(
        lang,
        match it {
            PlanFile::Campaign => K::PlanCampaign,
            PlanFile::Units => K::PlanAddUnit,
            PlanFile::Groups => K::PlanAddGroup,
            PlanFile::GroupMembers => K::PlanAddMember,
            PlanFile::Partners => K::PlanAddPartner,
            PlanFile::Databases => K::PlanAddDatabase,
            PlanFile::Programme => K::PlanAddTask,
            PlanFile::Duties => K::PlanAddDuty,
            PlanFile::Milestones => K::PlanAddMilestone,
            PlanFile::Indicators => K::PlanAddIndicator,
            PlanFile::Assignments => K::PlanAddAssignment,
            PlanFile::Dependencies => K::PlanAddDependency,
            PlanFile::Bodies => K::PlanAddBody,
            PlanFile::Helpers => K::PlanAddHelper,
            PlanFile::Triggers => K::PlanAddTrigger,
            PlanFile::Cadences => K::PlanAddCadence,
            PlanFile::Rhythms => K::PlanAddRhythm,
            PlanFile::SlotExceptions => K::PlanAddSlotException,
            PlanFile::Documents => K::PlanAddDocument,
            PlanFile::Calendar => K::PlanAddDay,
        },
    )
}

pub fn plan_act(lang: Lang, it: PlanAct) -> &'static str {
    t(
        lang,
        match it {
            PlanAct::Milestones => K::PlanActMilestones,
            PlanAct::Deadlines => K::PlanActDeadlines,
            PlanAct::Companies => K::PlanActCompanies,
            PlanAct::Units => K::PlanActUnits,
        },
    )
}

/// That somebody would change what the own unit promises.
pub fn plan_own_unit(lang: Lang, unit: &str) -> String {
    tf(lang, K::PlanOwnUnit, &[unit])
}

/// That a change needs a decision, in the words of the column.
pub fn plan_needs_decision(
    lang: Lang,
    file: PlanFile,
    column: &str,
    was: &str,
    now: &str,
) -> String {
    let cell = |cell: &str| plan_cell(lang, file, column, cell);
    tf(lang, K::PlanNeedsDecision, &[&cell(was), &cell(now)])
}

/// What a campaign that ends today would leave open, and undecided.
pub fn plan_left_open(lang: Lang, open: usize, waiting: usize) -> String {
    let number = |n: usize| integer(lang, n as i64);
    tf(lang, K::PlanLeftOpen, &[&number(open), &number(waiting)])
}

/// Which units get no milestone, or do it themselves: how many, and the first by name.
pub fn plan_left_out(lang: Lang, lead: bool, units: &[&str]) -> String {
    const NAMED: usize = 8;
    let key = if lead {
        K::PlanWithoutLeadCompany
    } else {
        K::PlanLeftOut
    };
    let mut named = units[..units.len().min(NAMED)].join(", ");
    if units.len() > NAMED {
        named.push_str(" …");
    }
    tf(
        lang,
        key,
        &[&super::integer(lang, units.len() as i64), &named],
    )
}

/// What is wrong with a form for many.
pub fn plan_wrong(lang: Lang, it: &PlanWrong) -> String {
    let key = match it {
        PlanWrong::Missing => K::PlanFieldMissing,
        PlanWrong::NotADay => K::PlanNotADay,
        PlanWrong::NoUnits => K::PlanNoUnits,
        PlanWrong::UnknownUnit(code) => return tf(lang, K::PlanUnknownUnit, &[code]),
        PlanWrong::NotElsewhere(it) => return tf(lang, K::PlanElsewhereWrong, &[it]),
        PlanWrong::IntoEnding(code) => return tf(lang, K::PlanIntoEnding, &[code]),
        PlanWrong::NoDuties => K::PlanNoDuties,
        PlanWrong::NoRows => K::PlanNoRows,
    };
    t(lang, key).to_owned()
}

/// The part of the plan that a file name is of.
pub fn plan_file_named(lang: Lang, file: &str) -> &'static str {
    let code = file.strip_suffix(".csv").unwrap_or(file);
    PlanFile::from_code(code).map_or("", |it| plan_file(lang, it))
}

/// The name of a column, and what is to be written under it; `file`: a part of the plan, which may
/// have words of its own for it.
pub(crate) fn plan_column(file: Option<PlanFile>, column: &str) -> Option<(K, Option<K>)> {
    match (file, column) {
        (Some(PlanFile::Documents), "issuer") => {
            Some((K::ColDocumentIssuer, Some(K::ColDocumentIssuerHint)))
        }
        (Some(PlanFile::Documents), "replaces") => Some((K::ColDocumentReplaces, None)),
        (Some(PlanFile::SlotExceptions), "decision") => Some((K::ColDecision, None)),
        _ => any_column(column),
    }
}

fn any_column(column: &str) -> Option<(K, Option<K>)> {
    Some(match column {
        "number" => (K::ColDocumentNumber, None),
        "day" => (K::ColDocumentDay, None),
        "level" => (K::ColDocumentLevel, None),
        "link" => (K::ColDocumentLink, Some(K::ColDocumentLinkHint)),
        "reason" => (K::ColReason, None),
        "approver" => (K::PlanApprover, Some(K::PlanApproverHint)),
        "code" => (K::ColCode, Some(K::ColCodeHint)),
        "name" => (K::ColName, None),
        "name_en" => (K::ColNameEn, Some(K::ColNameEnHint)),
        "title" => (K::ColTitle, Some(K::ColTitleHint)),
        "short_name" => (K::ColShortName, None),
        "kind" => (K::ColKind, None),
        "bloc" => (K::ColBloc, None),
        "tier" => (K::ColTier, None),
        "parent" => (K::ColParent, None),
        "former_area" => (K::ColArea, None),
        "order" => (K::ColOrder, Some(K::ColOrderHint)),
        "closes_on" => (K::ColClosesOn, Some(K::ColClosesOnHint)),
        "ends_on" => (K::ColEndsOn, Some(K::ColEndsOnHint)),
        "successors" => (K::ColSuccessors, Some(K::ColSuccessorsHint)),
        "provisional" => (K::ColProvisional, Some(K::ColProvisionalHint)),
        "source" => (K::ColSource, Some(K::ColSourceHint)),
        "ministry" => (K::ColMinistry, None),
        "unit_group" => (K::ColUnitGroup, None),
        "area" => (K::ColArea, None),
        "ended_on" => (K::ColEndedOn, Some(K::ColEndedOnHint)),
        "portions" => (K::ColPortions, Some(K::ColPortionsHint)),
        "of_group" => (K::ColOfGroup, None),
        "second_indicator" => (K::ColSecondIndicator, Some(K::ColSecondIndicatorHint)),
        "second_reach" => (K::ColSecondReach, None),
        "owner_unit" | "lead_unit" => (K::ColOwner, Some(K::ColOwnerHint)),
        "feeds" => (K::ColFeeds, Some(K::ColFeedsHint)),
        "count_unit" => (K::ColCountUnit, Some(K::ColCountUnitHint)),
        "legal_basis" => (K::ColLegalBasis, None),
        "group" => (K::ColGroup, None),
        "partner" => (K::ColPartner, None),
        "due" => (K::ColDue, Some(K::ColDueHint)),
        "unit" => (K::ColUnit, None),
        "workstream" => (K::ColWorkstream, None),
        "waits_for" => (K::ColWaitsFor, None),
        "role" => (K::ColRole, None),
        "volume" => (K::ColVolume, Some(K::ColVolumeHint)),
        "weight" => (K::ColWeight, Some(K::ColWeightHint)),
        "id" => (K::ColId, None),
        "product" => (K::ColProduct, Some(K::ColProductHint)),
        "deadline" => (K::ColDeadline, Some(K::ColDeadlineHint)),
        "responsible" => (K::ColResponsible, Some(K::ColResponsibleHint)),
        "reach" => (K::ColReach, Some(K::ColReachHint)),
        "replaces" => (K::ColReplaces, Some(K::ColReplacesHint)),
        "after" => (K::ColAfter, Some(K::ColAfterHint)),
        "after_days" => (K::ColAfterDays, None),
        "day_count" => (K::ColDayCount, None),
        "issuer" => (K::ColIssuer, Some(K::ColIssuerHint)),
        "happened_on" => (K::ColHappenedOn, Some(K::ColHappenedOnHint)),
        "document_number" => (K::ColDocumentNumber, None),
        "document_day" => (K::ColDocumentDay, None),
        "every" => (K::ColEvery, None),
        "data_closes" => (K::ColDataCloses, Some(K::ColDataClosesHint)),
        "report_due" => (K::ColReportDue, Some(K::ColReportDueHint)),
        "due_months" => (K::ColDueMonths, Some(K::ColDueMonthsHint)),
        "day_off" => (K::ColDayOff, None),
        "cadence" => (K::ColCadence, Some(K::ColCadenceHint)),
        "rhythm" => (K::ColRhythm, Some(K::ColRhythmHint)),
        "begins_on" => (K::ColBeginsOn, Some(K::ColBeginsOnHint)),
        "cut_off_days" => (K::ColCutOffDays, Some(K::ColCutOffDaysHint)),
        "remind_days" => (K::ColRemindDays, Some(K::ColRemindDaysHint)),
        "period_ends" => (K::ColPeriodEnds, Some(K::ColPeriodEndsHint)),
        "due_on" => (K::ColDueOn, None),
        "no_slot" => (K::ColNoSlot, None),
        "body" => (K::ColBody, None),
        "part" => (K::ColPart, None),
        "scope" => (K::ColScope, Some(K::ColScopeHint)),
        "unit_of_measure" => (K::ColMeasure, None),
        "direction" => (K::ColDirection, None),
        "baseline" => (K::ColBaseline, None),
        "baseline_day" => (K::ColBaselineDay, None),
        "counts" => (K::ColCounts, Some(K::ColCountsHint)),
        "target" => (K::ColTarget, None),
        "fresh_days" => (K::ColFreshDays, Some(K::ColFreshDaysHint)),
        "falls" => (K::ColFalls, None),
        "path" => (K::ColPath, Some(K::ColPathHint)),
        "criterion" => (K::ColCriterion, None),
        "valid_from" => (K::ColFrom, None),
        "valid_to" => (K::ColTo, Some(K::ColToHint)),
        "decision" => (K::ColDecision, Some(K::ColDecisionHint)),
        "date" => (K::ColDate, None),
        "start" => (K::ColStart, None),
        "time_zone" => (K::ColZone, None),
        "motto" => (K::ColMotto, None),
        "headline" => (K::ColHeadline, None),
        "place" => (K::ColPlace, None),
        "minutes_measurement" => (K::ColMinutesMeasurement, None),
        "minutes_report" => (K::ColMinutesReport, None),
        "issued_above" => (K::ColIssuedAbove, Some(K::ColIssuedAboveHint)),
        "issued_by" => (K::ColIssuedBy, Some(K::ColIssuedByHint)),
        "issued_at" => (K::ColIssuedAt, Some(K::ColIssuedAtHint)),
        _ => return None,
    })
}

/// The name of a column; one without a name is called by its own.
pub fn column_word(lang: Lang, file: Option<PlanFile>, column: &str) -> String {
    match plan_column(file, column) {
        Some((key, _)) => t(lang, key).to_owned(),
        None => column.to_owned(),
    }
}

/// What a cell may say where it is one of a closed list: the code and its words.
pub fn plan_choices(
    lang: Lang,
    file: PlanFile,
    column: &str,
) -> Option<Vec<(&'static str, String)>> {
    fn all<T: Copy>(
        all: &[T],
        code: fn(T) -> &'static str,
        word: impl Fn(T) -> String,
    ) -> Vec<(&'static str, String)> {
        all.iter().map(|it| (code(*it), word(*it))).collect()
    }
    let flag = || {
        vec![
            ("no", t(lang, K::No).to_owned()),
            ("yes", t(lang, K::Yes).to_owned()),
        ]
    };
    let databases = file == PlanFile::Databases;
    Some(match (file, column) {
        (PlanFile::Units, "kind") => all(UnitKind::ALL, UnitKind::code, |it| {
            unit_kind(lang, it).to_owned()
        }),
        (PlanFile::Units, "bloc") => all(Bloc::ALL, Bloc::code, |it| bloc(lang, it).to_owned()),
        (PlanFile::Units, "tier") => all(Tier::ALL, Tier::code, |it| tier(lang, it, Place::City)),
        (PlanFile::Databases | PlanFile::Programme, "kind") => {
            let kinds = WorkstreamKind::ALL.iter().copied();
            let listed = kinds.filter(|it| (it.group() == Group::Databases) == databases);
            listed
                .map(|it| (it.code(), workstream_kind(lang, it).to_owned()))
                .collect()
        }
        (PlanFile::Duties, "role") => all(DutyRole::ALL, DutyRole::code, |it| {
            duty_role(lang, it).to_owned()
        }),
        (PlanFile::Cadences, "every") => {
            all(Every::ALL, Every::code, |it| every(lang, it).to_owned())
        }
        (PlanFile::Cadences, "day_off") => {
            all(DayOff::ALL, DayOff::code, |it| day_off(lang, it).to_owned())
        }
        (PlanFile::SlotExceptions, "no_slot") => flag(),
        (PlanFile::Assignments, "role") => all(AssignmentRole::ALL, AssignmentRole::code, |it| {
            assignment_role(lang, it).to_owned()
        }),
        (PlanFile::Milestones, "kind") => all(MilestoneKind::ALL, MilestoneKind::code, |it| {
            kind(lang, it).to_owned()
        }),
        (PlanFile::Calendar, "kind") => all(DayKind::ALL, DayKind::code, |it| {
            day_kind(lang, it).to_owned()
        }),
        (PlanFile::Documents, "level") => {
            or_none(all(DocumentLevel::ALL, DocumentLevel::code, |it| {
                document_level(lang, it).to_owned()
            }))
        }
        (PlanFile::Bodies, "kind") => all(BodyKind::ALL, BodyKind::code, |it| {
            body_kind(lang, it).to_owned()
        }),
        (_, "day_count") => or_none(all(DayCount::ALL, DayCount::code, |it| {
            day_count(lang, it).to_owned()
        })),
        (_, "direction") => all(Direction::ALL, Direction::code, |it| {
            direction(lang, it).to_owned()
        }),
        (_, "counts") => or_none(all(Counts::ALL, Counts::code, |it| {
            counts(lang, it).to_owned()
        })),
        (_, "headline") => or_none(all(Headline::ALL, Headline::code, |it| {
            headline_counts(lang, it).to_owned()
        })),
        (_, "place") => all(Place::ALL, Place::code, |it| place(lang, it).to_owned()),
        (_, "criterion") => {
            let mut six = all(Criterion::ALL, Criterion::code, |it| {
                criterion(lang, it).to_owned()
            });
            six.push((SATISFACTION, t(lang, K::Satisfaction).to_owned()));
            six.push((SECOND, t(lang, K::BesideTheOutcome).to_owned()));
            or_none(six)
        }
        (_, "falls") => or_none(vec![(NEVER_FALLS, t(lang, K::NeverFalls).to_owned())]),
        (_, "provisional") => flag(),
        _ => return None,
    })
}

fn or_none(mut choices: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    choices.insert(0, ("", super::NONE.to_owned()));
    choices
}

fn duty_role(lang: Lang, it: DutyRole) -> &'static str {
    t(
        lang,
        match it {
            DutyRole::Lead => K::DutyLead,
            DutyRole::Contribute => K::DutyContribute,
        },
    )
}

/// What stands in a cell, as people read it.
pub fn plan_cell(lang: Lang, file: PlanFile, column: &str, cell: &str) -> String {
    if cell.is_empty() {
        return super::NONE.to_owned();
    }
    let choices = plan_choices(lang, file, column).unwrap_or_default();
    if let Some((_, word)) = choices.into_iter().find(|(code, _)| *code == cell) {
        return word;
    }
    if file == PlanFile::Groups && matches!(column, "kind" | "bloc" | "tier") {
        let words = plan_choices(lang, PlanFile::Units, column).unwrap_or_default();
        let word = |code: &str| {
            let found = words.iter().find(|(known, _)| *known == code);
            found.map_or_else(|| code.to_owned(), |(_, word)| word.clone())
        };
        return cell.split("; ").map(word).collect::<Vec<_>>().join("; ");
    }
    if file == PlanFile::Cadences
        && matches!(column, "data_closes" | "report_due")
        && let Some(it) = DayOfWeek::from_code(cell)
    {
        return super::sheet_weekday(lang, it as usize);
    }
    match parse_day(cell) {
        Some(it) if cell.contains('-') => day(lang, it),
        _ => cell.to_owned(),
    }
}

/// The part of the plan that a row is of, and what is written in it.
pub fn plan_line(lang: Lang, it: &PlanLine) -> (String, String) {
    let file = PlanFile::from_code(it.file.strip_suffix(".csv").unwrap_or(it.file));
    let changes: Vec<String> = it
        .changes
        .iter()
        .map(|change| {
            let cell = |cell: &str| match file {
                Some(file) => plan_cell(lang, file, &change.column, cell),
                None => cell.to_owned(),
            };
            let column = column_word(lang, file, &change.column);
            format!("{column}: {} → {}", cell(&change.was), cell(&change.now))
        })
        .collect();
    let told = match changes.is_empty() {
        true => {
            let said = it.said.iter().map(|(column, cell)| {
                let cell =
                    file.map_or_else(|| cell.clone(), |file| plan_cell(lang, file, column, cell));
                format!("{}: {cell}", column_word(lang, file, column))
            });
            let new = std::iter::once(t(lang, K::PlanNewRow).to_owned());
            new.chain(said).collect::<Vec<_>>().join("; ")
        }
        false => changes.join("; "),
    };
    (plan_file_named(lang, it.file).to_string(), told)
}
