//! The words of the domain's closed lists.
use super::{Key, Lang, t, tf};
use crate::{
    domain::{
        AssignmentRole, Bloc, BodyKind, BookMark, Cause, Commitment, Counts, Criterion, Day,
        DayCount, DayKind, DayOfWeek, DayOff, Direction, Event, Every, FEW_ANSWERS, FileRefusal,
        Group, Headline, Holder, InPlaceOf, Judgement, Kept, Lateness, MilestoneKind, Misread,
        Part, Place, Refusal, Role, Standing, State, Status, Survey, Term, Tier, UnitKind,
        ValueError, ValueSign, WorkstreamKind,
    },
    lang::Theme,
    views::{
        ActorKind, AuditPart, Away, Counted, MilestoneRow, MilestonesOf, MilestonesThat, Mistake,
        Notice, PartyIs, PeoplePart, RefusedFile, Rewrote, TableMistake, UnsentForm, UsualReason,
        ValueDecision, Why, WithOutcome, WorkGroup,
    },
};

/// The words of a duty's status with its mark of lateness, or that it only supports others:
/// "Hoàn thành, xong muộn", "Dự kiến đạt, ghi 25/11/2026, sau hạn".
pub fn judgement(lang: Lang, it: Option<Judgement>) -> String {
    let Some(it) = it else {
        return t(lang, Key::OnlySupports).to_owned();
    };
    let status = status(lang, it.status).to_owned();
    let by_book = it.old_book.map(|mark| old_book(lang, mark).to_owned());
    let all = std::iter::once(status)
        .chain(lateness(lang, it))
        .chain(by_book);
    all.collect::<Vec<_>>().join(", ")
}

/// That something is finished by a document of the old book: "theo văn bản, chưa hậu kiểm".
pub fn old_book(lang: Lang, mark: BookMark) -> &'static str {
    let key = match mark {
        BookMark::Unchecked => Key::ByOldBook,
        BookMark::Checked => Key::ByOldBookChecked,
    };
    t(lang, key)
}

/// What was done, and to how many more with it.
pub fn notice_with(lang: Lang, it: Notice, with: usize) -> String {
    match (it, with) {
        (Notice::Measured, _) => {
            let number = super::integer(lang, with as i64 + 1);
            tf(lang, Key::NoticeMeasuredMany, &[&number])
        }
        (_, 0) => notice(lang, it).to_owned(),
        (_, _) => {
            let with = tf(lang, Key::NoticeWith, &[&with.to_string()]);
            format!("{} {with}", notice(lang, it))
        }
    }
}

/// What a status alone would hide of lateness.
fn lateness(lang: Lang, it: Judgement) -> Option<String> {
    Some(match it.lateness()? {
        Lateness::Finished => t(lang, Key::DoneLate).to_owned(),
        Lateness::Value(what) => super::after_deadline(lang, what),
        Lateness::Extended(original) => within_extension(lang, original),
    })
}

/// That something was in time by more time only: "đúng hạn đã gia hạn (hạn gốc 20/08/2026)".
pub fn within_extension(lang: Lang, original: Option<Day>) -> String {
    match original {
        Some(day) => super::tf(lang, Key::InTimeExtendedFrom, &[&super::day(lang, day)]),
        None => t(lang, Key::InTimeExtended).to_owned(),
    }
}

/// The weight of a milestone; of a cancelled one what it had, and that it counts no more.
pub fn weight(lang: Lang, row: &MilestoneRow) -> String {
    let key = match row.state {
        State::Cancelled if row.weight > 0 => Key::WeightEnded,
        _ => Key::Weight,
    };
    super::tf(lang, key, &[&row.weight.to_string()])
}

/// Words that begin a line or a sentence.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Words in the middle of a sentence; abbreviations stay as they are.
pub fn uncapitalised(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => words.to_owned(),
    }
}

/// "3 phường", "1 cơ quan Đảng": how many units of a kind, within a sentence.
pub fn units_of_kind(lang: Lang, kind: UnitKind, number: usize) -> String {
    let name = match number {
        1 => kind_of_unit(lang, kind),
        _ => unit_kind(lang, kind),
    };
    let name = match kind {
        // A name of its own.
        UnitKind::Front => name.to_owned(),
        _ => uncapitalised(name),
    };
    format!("{} {name}", super::integer(lang, number as i64))
}

/// An organisation as the reader calls it: the campaign's own bodies have a name in each language.
pub fn organisation(lang: Lang, name: &str) -> String {
    let own = [Role::Office, Role::Committee];
    let own = own.into_iter().find(|it| role(Lang::Vi, *it) == name);
    own.map_or_else(|| name.to_owned(), |it| role(lang, it).to_owned())
}

/// The title of a milestone: of a slot the period first, for titles of one rhythm differ there.
pub fn period_first(row: &MilestoneRow) -> String {
    let named = row.slot.as_ref().map(|slot| {
        let ends = format!(" – {}", slot.name);
        let rhythm = row.title.strip_suffix(&ends).unwrap_or(&row.title);
        format!("{} – {rhythm}", capital(&slot.name))
    });
    named.unwrap_or_else(|| row.title.to_string())
}

/// A weight told in parts of which `scale` are 1: "3", "1/4".
pub fn weight_parts(parts: i128, scale: i128) -> String {
    let (mut a, mut b) = (parts, scale.max(1));
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let by = a.max(1);
    match (parts / by, scale / by) {
        (whole, 0 | 1) => whole.to_string(),
        (part, of) => format!("{part}/{of}"),
    }
}

/// Why one of many is left out, where nothing of it is shown below.
pub fn left_out(lang: Lang, it: Mistake) -> &'static str {
    match it {
        Mistake::Overtaken => t(lang, Key::LeftOutChanged),
        Mistake::DraftConflict => t(lang, Key::LeftOutDraft),
        other => mistake(lang, other),
    }
}

/// That a draft was saved by itself at a time.
pub fn draft_kept(lang: Lang, time: &str) -> String {
    super::tf(lang, Key::DraftKeptAt, &[time])
}

/// That somebody else saved another draft, so that this one was not.
pub fn draft_newer(lang: Lang, person: &str, time: &str, on: Day) -> String {
    super::tf(
        lang,
        Key::DraftNewer,
        &[person, time, &super::day(lang, on)],
    )
}

/// Why a report came back, with the day on which it is expected again.
pub fn returned_until(lang: Lang, why: &str, day: Day) -> String {
    let expected = super::tf(lang, Key::ResendOn, &[&super::day(lang, day)]);
    format!("{why} ({expected})")
}

/// The source of a value that somebody entered here: who reported it.
pub fn reported_by(lang: Lang, name: &str) -> String {
    super::tf(lang, Key::MeasuredBySource, &[name])
}

/// Why a value is closed before which one of a later day stands.
pub fn value_older(lang: Lang) -> &'static str {
    t(lang, Key::ValueOlder)
}

/// Why a value counts no more once another one of its day was accepted.
pub fn value_superseded(lang: Lang) -> &'static str {
    t(lang, Key::ValueSuperseded)
}

/// "Toàn thành phố": the whole campaign, in the words of its place.
pub fn whole_place(lang: Lang, it: Place) -> String {
    super::tf(lang, Key::WholePlace, &[place(lang, it)])
}

/// The level of a unit. In a ward or commune the first level is its own.
pub fn tier(lang: Lang, it: Tier, at: Place) -> String {
    match (it, at) {
        (Tier::City, _) => super::tf(lang, Key::TierOf, &[place(lang, at)]),
        (Tier::Commune, Place::City | Place::Province) => t(lang, Key::TierCommune).to_owned(),
        (Tier::Commune, Place::Ward | Place::Commune) => t(lang, Key::TierBelow).to_owned(),
    }
}

/// What an event put right or changed, before what it was and is.
pub fn rewrote(lang: Lang, it: Rewrote) -> &'static str {
    match it {
        Rewrote::DocumentNumber => t(lang, Key::DocNumber),
        Rewrote::DocumentDay => t(lang, Key::DocDay),
        Rewrote::Link => t(lang, Key::Link),
        Rewrote::Term(it) => term(lang, it),
    }
}

macro_rules! words_of {
    ($($(#[$doc:meta])* $name:ident($type:ty) { $($variant:pat => $key:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        pub fn $name(lang: Lang, it: $type) -> &'static str {
            t(lang, match it { $($variant => Key::$key),+ })
        }
    )+};
}

words_of! {
    theme(Theme) {
        Theme::System => ThemeSystem,
        Theme::Light => ThemeLight,
        Theme::Dark => ThemeDark,
    }

    role(Role) {
        Role::Committee => RoleCommittee,
        Role::Office => RoleOffice,
        Role::Head => RoleHead,
        Role::Member => RoleMember,
        Role::Partner => RolePartner,
        Role::Administrator => RoleAdministrator,
        Role::Display => RoleDisplay,
    }
    status(Status) {
        Status::Late => StatusLate,
        Status::AtRisk => StatusAtRisk,
        Status::Unverified => StatusUnverified,
        Status::OnTrack => StatusOnTrack,
        Status::NotDue => StatusNotDue,
        Status::Done => StatusDone,
    }
    part(Part) {
        Part::LateOpen => PartLateOpen,
        Part::LateWaiting => PartLateWaiting,
        Part::LateMeasured => PartMeasured,
        Part::LateMissed => PartMissed,
        Part::RiskMilestone => PartSoon,
        Part::RiskMeasured => PartMeasured,
        Part::RiskMissed => PartOftenMissed,
        Part::UnverifiedWaiting => PartWaiting,
        Part::UnverifiedNever => PartNever,
        Part::UnverifiedStale => PartStale,
        Part::DoneInTime => PartInTime,
        Part::DoneLate => DoneLate,
    }
    work_group(WorkGroup) {
        WorkGroup::Headline => AmongHeadline,
        WorkGroup::All => AmongAll,
        WorkGroup::Databases => AmongDatabases,
        WorkGroup::National => AmongNational,
        WorkGroup::Sector => AmongSector,
        WorkGroup::Programme => AmongProgramme,
        WorkGroup::Agreements => AmongAgreements,
    }
    with_outcome(WithOutcome) {
        WithOutcome::Has => OutcomeHas,
        WithOutcome::Measured => OutcomeMeasured,
    }
    milestones_that(MilestonesThat) {
        MilestonesThat::Late => ThatLate,
        MilestonesThat::LateOpen => ThatLateOpen,
        MilestonesThat::LateWaiting => ThatLateWaiting,
        MilestonesThat::Waiting => ThatWaiting,
        MilestonesThat::Soon => ThatSoon,
        MilestonesThat::Returned => ThatReturned,
        MilestonesThat::Open => ThatOpen,
        MilestonesThat::Missed => ThatMissed,
        MilestonesThat::Nothing => NothingArose,
        MilestonesThat::Accepted => ThatAccepted,
        MilestonesThat::Claimed => ThatClaimed,
        MilestonesThat::ToReassign => ThatReassign,
        MilestonesThat::Above => ThatAbove,
        MilestonesThat::Cancelled => ThatCancelled,
    }
    milestones_of(MilestonesOf) {
        MilestonesOf::Counted => OfCounted,
        MilestonesOf::Plan => KindPlan,
        MilestonesOf::Process => KindProcess,
        MilestonesOf::Product => KindProduct,
        MilestonesOf::Outcome => KindOutcome,
        MilestonesOf::Slot => TypeSlot,
    }
    party_is(PartyIs) {
        PartyIs::Unit => PartyUnit,
        PartyIs::Company => PartyCompany,
    }
    actor_kind(ActorKind) {
        ActorKind::Unit => ActorUnit,
        ActorKind::Company => ActorCompany,
        ActorKind::Office => RoleOffice,
    }
    kind(MilestoneKind) {
        MilestoneKind::Plan => KindPlan,
        MilestoneKind::Process => KindProcess,
        MilestoneKind::Product => KindProduct,
        MilestoneKind::Outcome => KindOutcome,
    }
    state(State) {
        State::Open => StateOpen,
        State::Submitted => StateSubmitted,
        State::Accepted => StateAccepted,
        State::Cancelled => StateCancelled,
    }
    /// What happened, after the name of who did it: "Sở Y tế báo cáo hoàn thành".
    event(Event) {
        Event::Submitted => EventSubmitted,
        Event::Withdrawn => EventWithdrawn,
        Event::Returned => EventReturned,
        Event::Accepted => EventAccepted,
        Event::Revoked => EventRevoked,
        Event::ExtensionRequested => EventExtensionRequested,
        Event::Extended => EventExtended,
        Event::ExtensionDeclined => EventExtensionDeclined,
        Event::Reassigned => EventReassigned,
        Event::WaitingOnMinistry => EventWaitingOnMinistry,
        Event::Resumed => EventResumed,
        Event::Cancelled => EventCancelled,
        Event::Corrected => EventCorrected,
        Event::Redefined => EventRedefined,
        Event::Replaced => EventReplaced,
    }
    /// How a decision was taken, after what it was.
    in_place_of(InPlaceOf) {
        InPlaceOf::Head => InPlaceOfHead,
        InPlaceOf::Office => InPlaceOfOffice,
    }
    /// What was promised, within a sentence.
    term(Term) {
        Term::Start => TermStart,
        Term::Deadline | Term::Due => TermDeadline,
        Term::Headline => TermHeadline,
        Term::Role => TermRole,
        Term::Partner => TermPartner,
        Term::Kind => TermKind,
        Term::Volume => TermVolume,
        Term::Weight => TermWeight,
        Term::Product => TermProduct,
        Term::Title => TermTitle,
        Term::Lead => TermLead,
        Term::Reach => TermReach,
        Term::Target => TermTarget,
        Term::Scope => TermScope,
        Term::UnitOfMeasure => TermUnitOfMeasure,
        Term::Direction => TermDirection,
        Term::Baseline => TermBaseline,
        Term::BaselineDay => TermBaselineDay,
        Term::Counts => TermCounts,
        Term::FreshDays => TermFreshDays,
        Term::Falls => TermFalls,
        Term::Path => TermPath,
        Term::Criterion => TermCriterion,
        Term::Value => TermValue,
        Term::EndsOn => TermEndsOn,
        Term::ClosesOn => TermClosesOn,
        Term::Bloc => TermBloc,
        Term::Tier => TermTier,
        Term::Name => TermName,
        Term::ShortName => TermShortName,
        Term::CountUnit => TermCountUnit,
        Term::Ministry => TermMinistry,
        Term::Feeds => TermFeeds,
        Term::Replaces => TermReplaces,
        Term::After => ColAfter,
        Term::AfterDays => ColAfterDays,
        Term::DayCount => ColDayCount,
        Term::Issuer => ColIssuer,
        Term::HappenedOn => ColHappenedOn,
        Term::DocumentNumber => ColDocumentNumber,
        Term::DocumentDay => ColDocumentDay,
        Term::Every => ColEvery,
        Term::DataCloses => ColDataCloses,
        Term::ReportDue => ColReportDue,
        Term::Cadence => ColCadence,
        Term::DueMonths => ColDueMonths,
        Term::DayOff => ColDayOff,
        Term::CutOffDays => ColCutOffDays,
        Term::Responsible => ColResponsible,
        Term::SecondIndicator => TermSecondIndicator,
        Term::SecondReach => TermSecondReach,
        Term::EndedOn => TermEndedOn,
        Term::Portions => TermPortions,
        Term::BeginsOn => TermBeginsOn,
        Term::Area => TermArea,
        Term::Successors => ColSuccessors,
        Term::Unit => ColUnit,
        Term::Workstream => ColWorkstream,
        Term::Beside => TermBeside,
        Term::Added => TermAdded,
    }
    /// What a body outside the campaign is.
    body_kind(BodyKind) {
        BodyKind::Above => BodyAbove,
        BodyKind::Bank => BodyBank,
        BodyKind::School => BodySchool,
        BodyKind::Health => BodyHealth,
        BodyKind::Police => BodyPolice,
        BodyKind::Association => BodyAssociation,
        BodyKind::Company => BodyCompany,
        BodyKind::Hamlet => BodyHamlet,
        BodyKind::Other => BodyOther,
    }
    /// How long the periods of what recurs are.
    every(Every) {
        Every::Week => EveryWeek,
        Every::Month => EveryMonth,
        Every::Quarter => EveryQuarter,
        Every::Half => EveryHalf,
        Every::Year => EveryYear,
    }
    day_of_week(DayOfWeek) {
        DayOfWeek::Monday => DayMonday,
        DayOfWeek::Tuesday => DayTuesday,
        DayOfWeek::Wednesday => DayWednesday,
        DayOfWeek::Thursday => DayThursday,
        DayOfWeek::Friday => DayFriday,
        DayOfWeek::Saturday => DaySaturday,
        DayOfWeek::Sunday => DaySunday,
    }
    /// What becomes of a due day that is off.
    day_off(DayOff) {
        DayOff::Next => DayOffNext,
        DayOff::Keep => DayOffKeep,
    }
    /// Which days of a term are counted.
    day_count(DayCount) {
        DayCount::Calendar => CountedEach,
        DayCount::Working => CountedWorking,
    }
    /// What a day of the calendar is.
    day_kind(DayKind) {
        DayKind::Holiday => DayOff,
        DayKind::Working => DayWorked,
    }
    direction(Direction) {
        Direction::Up => DirectionUp,
        Direction::Down => DirectionDown,
    }
    counts(Counts) {
        Counts::Records => CountsRecords,
        Counts::Survey => CountsSurvey,
        Counts::Things => CountsThings,
        Counts::Other => CountsOther,
    }
    /// What became of a measurement.
    value_decision(ValueDecision) {
        ValueDecision::Waiting => MeasurementWaiting,
        ValueDecision::Accepted => MeasurementAccepted,
        ValueDecision::Returned => ValueReturned,
        ValueDecision::Revoked => ValueRevoked,
        ValueDecision::Withdrawn => ValueWithdrawn,
    }
    /// What is worth a second look in a value.
    value_sign(ValueSign) {
        ValueSign::LastWeek => SignLastWeek,
        ValueSign::ThirdSame => SignThirdSame,
        ValueSign::DocumentOlder => SignDocumentOlder,
        ValueSign::AboveVolume => SignAboveVolume,
        ValueSign::BeforeCampaign => BeforeCampaign,
        ValueSign::Older => SignOlder,
        ValueSign::EnteredLate => SignEnteredLate,
        ValueSign::Replaces => SignReplaces,
        ValueSign::Falls => SignFalls,
        ValueSign::Leap => SignLeap,
        ValueSign::Few => SignFew,
    }
    /// Why a typed value is none.
    misread(Misread) {
        Misread::Missing => MisreadMissing,
        Misread::NotACount => MisreadNotACount,
        Misread::DenominatorZero => MisreadDenominatorZero,
        Misread::NumeratorAbove => MisreadNumeratorAbove,
        Misread::NotTheSame => MisreadNotTheSame,
        Misread::Waits => MisreadWaits,
        Misread::FallUnexplained => MisreadFallUnexplained,
        Misread::ReasonTooLong => MisreadReasonTooLong,
        Misread::SurveyMissing => MisreadSurveyMissing,
        Misread::SurveyTooLong => MisreadSurveyTooLong,
        Misread::SurveyDayBad => MisreadSurveyDayBad,
        Misread::SurveyBackwards => MisreadSurveyBackwards,
        Misread::SurveyAfter => MisreadSurveyAfter,
        Misread::PopulationBelow => MisreadPopulationBelow,
        Misread::ReasonSecret => SecretMark,
        Misread::Value(ValueError::NotANumber) => MisreadNotANumber,
        Misread::Value(ValueError::TooLarge) => MisreadTooLarge,
        Misread::Value(ValueError::TwoReadings) => MisreadTwoReadings,
    }
    /// What the campaign's figures count.
    headline_counts(Headline) {
        Headline::Databases => HeadlineDatabases,
        Headline::Programme => HeadlineProgramme,
        Headline::All => HeadlineAll,
    }
    bloc(Bloc) {
        Bloc::Party => BlocParty,
        Bloc::Government => BlocGovernment,
        Bloc::Front => BlocFront,
    }
    /// Within a sentence: small letters.
    place(Place) {
        Place::City => PlaceCity,
        Place::Province => PlaceProvince,
        Place::Ward => PlaceWard,
        Place::Commune => PlaceCommune,
    }
    /// What one unit is; `unit_kind` is the name of all of them.
    kind_of_unit(UnitKind) {
        UnitKind::Department => OneDepartment,
        UnitKind::Agency => OneAgency,
        UnitKind::Party => OneParty,
        UnitKind::Front => OneFront,
        UnitKind::Ward => OneWard,
        UnitKind::Commune => OneCommune,
        UnitKind::SpecialZone => OneSpecialZone,
    }
    unit_kind(UnitKind) {
        UnitKind::Department => UnitDepartment,
        UnitKind::Agency => UnitAgency,
        UnitKind::Party => UnitParty,
        UnitKind::Front => UnitFront,
        UnitKind::Ward => UnitWard,
        UnitKind::Commune => UnitCommune,
        UnitKind::SpecialZone => UnitSpecialZone,
    }
    workstream_kind(WorkstreamKind) {
        WorkstreamKind::National => WorkNational,
        WorkstreamKind::Sector => WorkSector,
        WorkstreamKind::Platform => WorkPlatform,
        WorkstreamKind::Regulation => WorkRegulation,
        WorkstreamKind::Data => WorkData,
        WorkstreamKind::Resource => WorkResource,
        WorkstreamKind::Security => WorkSecurity,
        WorkstreamKind::Agreement => WorkAgreement,
    }
    criterion(Criterion) {
        Criterion::Correct => CriterionCorrect,
        Criterion::Complete => CriterionComplete,
        Criterion::Clean => CriterionClean,
        Criterion::Live => CriterionLive,
        Criterion::Uniform => CriterionUniform,
        Criterion::Shared => CriterionShared,
    }
    /// What a criterion counts, where its indicator does not say it.
    criterion_meaning(Criterion) {
        Criterion::Correct => CriterionCorrectMeaning,
        Criterion::Complete => CriterionCompleteMeaning,
        Criterion::Clean => CriterionCleanMeaning,
        Criterion::Live => CriterionLiveMeaning,
        Criterion::Uniform => CriterionUniformMeaning,
        Criterion::Shared => CriterionSharedMeaning,
    }
    standing(Standing) {
        Standing::Met => StandingMet,
        Standing::Missed => StandingMissed,
        Standing::Stale => StandingStale,
        Standing::Unmeasured => NotMeasured,
        Standing::NoThreshold => StandingNoThreshold,
    }
    assignment_role(AssignmentRole) {
        AssignmentRole::Lead => RoleLead,
        AssignmentRole::Support => RoleSupport,
    }
    /// The reason itself, as it is written.
    usual_reason(UsualReason) {
        UsualReason::UsedElsewhere => UsualUsedElsewhere,
        UsualReason::NotSigned => UsualNotSigned,
        UsualReason::VolumeDiffers => UsualVolumeDiffers,
        UsualReason::OtherProduct => UsualOtherProduct,
        UsualReason::NoEvidence => UsualNoEvidence,
        UsualReason::DocumentOld => UsualDocumentOld,
        UsualReason::NothingUnclear => UsualNothingUnclear,
        UsualReason::SomethingArose => UsualSomethingArose,
    }
    /// What holds something up, within a sentence.
    cause(Cause) {
        Cause::Regulation => CauseRegulation,
        Cause::SourceData => CauseSourceData,
        Cause::Infrastructure => CauseInfrastructure,
        Cause::People => CausePeople,
        Cause::Funding => CauseFunding,
        Cause::Company => CauseCompany,
        Cause::Ministry => CauseMinistry,
        Cause::Security => CauseSecurity,
        Cause::Other => CauseOther,
    }
    /// In whose hand a milestone is or was, within a sentence.
    holder(Holder) {
        Holder::Unit => HolderUnit,
        Holder::Company => HolderCompany,
        Holder::Head => HolderHead,
        Holder::Office => HolderOffice,
        Holder::Above => HolderAbove,
    }
    /// With whom what is not accepted lies.
    rest_with(Holder) {
        Holder::Unit => RestUnit,
        Holder::Company => RestCompany,
        Holder::Head => RestHead,
        Holder::Office => RestOffice,
        Holder::Above => RestAbove,
    }
    /// Whether a commitment was kept.
    commitment(Commitment) {
        Commitment::Kept => CommitmentKept,
        Commitment::Broken => CommitmentBroken,
        Commitment::Open => CommitmentWaits,
        Commitment::AfterTheDeed => CommitmentAfter,
        Commitment::CountedBefore => CommitmentCounted,
        Commitment::GivenAway => CommitmentGivenAway,
    }
    usual_reason_short(UsualReason) {
        UsualReason::UsedElsewhere => UsualUsedElsewhereShort,
        UsualReason::NotSigned => UsualNotSignedShort,
        UsualReason::VolumeDiffers => UsualVolumeDiffersShort,
        UsualReason::OtherProduct => UsualOtherProductShort,
        UsualReason::NoEvidence => UsualNoEvidenceShort,
        UsualReason::DocumentOld => UsualDocumentOldShort,
        UsualReason::NothingUnclear => UsualNothingUnclearShort,
        UsualReason::SomethingArose => UsualSomethingAroseShort,
    }
    counted(Counted) {
        Counted::Counted => CountedYes,
        Counted::Uncounted => CountedNo,
    }
    notice(Notice) {
        Notice::DraftSaved => NoticeDraftSaved,
        Notice::DraftDiscarded => NoticeDraftDiscarded,
        Notice::Submitted => NoticeSubmitted,
        Notice::Withdrawn => NoticeWithdrawn,
        Notice::Accepted => NoticeAccepted,
        Notice::Returned => NoticeReturned,
        Notice::Revoked => NoticeRevoked,
        Notice::Extended => NoticeExtended,
        Notice::ExtensionRequested => NoticeExtensionRequested,
        Notice::ExtensionDeclined => NoticeExtensionDeclined,
        Notice::Reassigned => NoticeReassigned,
        Notice::WaitingOnMinistry => NoticeWaitingOnMinistry,
        Notice::Resumed => NoticeResumed,
        Notice::Cancelled => NoticeCancelled,
        Notice::Corrected => NoticeCorrected,
        Notice::Redefined => NoticeRedefined,
        Notice::Replaced => NoticeReplaced,
        Notice::Asked => NoticeAsked,
        Notice::Explained => NoticeExplained,
        Notice::Measured => NoticeMeasured,
        Notice::ValueRevoked => NoticeValueRevoked,
        Notice::Proposed => NoticeProposed,
        Notice::FigureNoted => NoticeFigureNoted,
        Notice::RecheckAnnounced => NoticeRecheckAnnounced,
        Notice::Rechecked => NoticeRechecked,
        Notice::SignedOut => NoticeSignedOut,
        Notice::SessionEnded => NoticeSessionEnded,
        Notice::Unsent => NoticeUnsent,
        Notice::UnsentOther => NoticeUnsentOther,
        Notice::UnsentGone => NoticeUnsentGone,
    }
    whole(Group) {
        Group::Databases => WholeDatabases,
        Group::Programme => WholeProgramme,
        Group::Agreements => WholeAgreements,
    }
    why_unsent(Why) {
        Why::SessionEnded => WhySessionEnded,
        Why::OtherAccount => WhyOtherAccount,
    }
    unsent(UnsentForm) {
        UnsentForm::Report => UnsentReport,
        UnsentForm::Draft | UnsentForm::MeasurementsDraft => UnsentDraft,
        UnsentForm::Withdrawal => UnsentWithdrawal,
        UnsentForm::Decision => UnsentDecision,
        UnsentForm::ExtensionRequest => UnsentExtensionRequest,
        UnsentForm::Adjustment => UnsentAdjustment,
        UnsentForm::Question => UnsentQuestion,
        UnsentForm::Explanation => UnsentExplanation,
        UnsentForm::Measurements => UnsentMeasurements,
        UnsentForm::Announcement => UnsentAnnouncement,
        UnsentForm::Proposals => UnsentProposals,
        UnsentForm::Recheck => UnsentRecheck,
        UnsentForm::Together => UnsentTogether,
        UnsentForm::Revocation => UnsentRevocation,
        UnsentForm::FigureNote => UnsentFigureNote,
        UnsentForm::PlanTable => UnsentPlanTable,
        UnsentForm::PlanChange => UnsentPlanChange,
        UnsentForm::DayName => UnsentDayName,
        UnsentForm::Person => UnsentPerson,
        UnsentForm::People => UnsentPeople,
        UnsentForm::OwnCorrection | UnsentForm::Restatement => UnsentRestatement,
    }
    refusal(Refusal) {
        Refusal::NotInThisState => RefusedState,
        Refusal::NotYours => RefusedNotYours,
        Refusal::UnitClosed => RefusedUnitClosed,
        Refusal::OwnWork => RefusedOwnWork,
        Refusal::OwnValue => RefusedOwnValue,
        Refusal::OwnDecision => RefusedOwnDecision,
        Refusal::NoEvidence => RefusedNoEvidence,
        Refusal::NotMeasured => RefusedNotMeasured,
        Refusal::NoDeadline => RefusedNoDeadline,
        Refusal::SlotMissed => RefusedSlotMissed,
        Refusal::SlotClosed => RefusedSlotClosed,
        Refusal::PeriodNotBegun => RefusedPeriodNotBegun,
        Refusal::PeriodNotOver => RefusedPeriodNotOver,
        Refusal::WritersYet => RefusedWritersYet,
    }
    /// Why a promise stays as it is, as a sentence.
    kept(Kept) {
        Kept::Settled => KeptSettled,
        Kept::PromiseSettled => KeptPromiseSettled,
        Kept::Dated => KeptDated,
        Kept::Over => KeptOver,
        Kept::Emptied => KeptEmptied,
        Kept::Elsewhere => KeptElsewhere,
        Kept::OfItsRhythm => KeptOfItsRhythm,
    }
    file_refusal(FileRefusal) {
        FileRefusal::Empty => FileEmpty,
        FileRefusal::TooLarge => FileTooLarge,
        FileRefusal::TooMany => FileTooMany,
        FileRefusal::SameName => FileSameName,
        FileRefusal::SecretName => FileSecretName,
        FileRefusal::SecretText => FileSecretText,
        FileRefusal::Heic => FileHeic,
        FileRefusal::Markup => FileMarkup,
        FileRefusal::Archive => FileArchive,
        FileRefusal::NotUtf8 => FileNotUtf8,
        FileRefusal::OtherKind => FileOtherKind,
        FileRefusal::Macros => FileMacros,
        FileRefusal::Locked => FileLocked,
        FileRefusal::Bomb => FileBomb,
        FileRefusal::Damaged => FileDamaged,
        FileRefusal::Infected => FileInfected,
        FileRefusal::Gone => FileGone,
        FileRefusal::TooMuch => FileTooMuch,
        FileRefusal::Cut => FileCut,
        FileRefusal::ScannerAway => FileScannerAway,
        FileRefusal::DiskFull => FileDiskFull,
        FileRefusal::StoreAway => FileStoreAway,
    }
}

/// Why a file was not kept, and what to do about it; the file is named before it.
pub fn refused_file(lang: Lang, it: &RefusedFile) -> String {
    let name = match it.name.as_str() {
        "" => t(lang, Key::FileUnnamed),
        name => name,
    };
    super::tf(lang, Key::FileRefused, &[name, file_refusal(lang, it.why)])
}

/// How people were asked: "480.000 người; hỏi từ 01/11/2026 đến 15/11/2026; …". Who asked whom and
/// how is told to those who read it.
pub fn survey(lang: Lang, it: &Survey) -> String {
    let (from, to) = (super::day(lang, it.from), super::day(lang, it.to));
    let population = super::integer(lang, it.population);
    let told = super::tf(lang, Key::SurveyTold, &[&population, &from, &to]);
    let words = [told.as_str(), &it.asked, &it.how];
    let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
    words.join("; ")
}

/// That so few answered that a value says little.
pub fn few_answers(lang: Lang, answers: i64) -> String {
    let numbers = [answers, FEW_ANSWERS].map(|n| super::integer(lang, n));
    super::tf(lang, Key::FewAnswers, &[&numbers[0], &numbers[1]])
}

/// Why a table that was filled in elsewhere is not taken, and what to do about it.
pub fn table_mistake(lang: Lang, it: &TableMistake) -> String {
    let whole = |key| t(lang, key).to_owned();
    let in_line = |key, line: &usize, code: &str| super::tf(lang, key, &[&line.to_string(), code]);
    match it {
        TableMistake::Missing => whole(Key::TableFileMissing),
        TableMistake::Kind => whole(Key::TableFileKind),
        TableMistake::File(why) => whole_file(lang, *why),
        TableMistake::NoHead => whole(Key::TableFileNoHead),
        TableMistake::NoColumns => whole(Key::ManyFileNoHead),
        TableMistake::NoTasks => whole(Key::WrittenNoTasks),
        TableMistake::OnlyHidden(name) => super::tf(lang, Key::WrittenOnlyHidden, &[name]),
        TableMistake::TooLong => whole(Key::TableFileTooLong),
        TableMistake::Quote { line } => super::tf(lang, Key::TableFileQuote, &[&line.to_string()]),
        TableMistake::Empty => whole(Key::TableFileEmpty),
        TableMistake::Unknown { line, code } => in_line(Key::TableFileUnknown, line, code),
        TableMistake::Stale { line, code } => in_line(Key::TableFileStale, line, code),
        TableMistake::Twice { line, code } => in_line(Key::TableFileTwice, line, code),
        TableMistake::Shape { line, counts } => {
            let key = if *counts {
                Key::TableFileCounts
            } else {
                Key::TableFileValue
            };
            super::tf(lang, key, &[&line.to_string()])
        }
        TableMistake::Same { line } => super::tf(lang, Key::TableFileSame, &[&line.to_string()]),
    }
}

fn whole_file(lang: Lang, why: FileRefusal) -> String {
    super::tf(lang, Key::TableFileNot, &[file_refusal(lang, why)])
}

/// What is wrong with what was sent, and what to do about it.
pub fn mistake(lang: Lang, it: Mistake) -> &'static str {
    let key = match it {
        Mistake::SignInAgain => Key::SignInAgain,
        Mistake::IslandsOnly => Key::IslandsOnly,
        Mistake::TooMany => Key::TooMany,
        Mistake::Failed => Key::Failed,
        Mistake::Away(Away::Busy) => Key::Away,
        Mistake::Away(Away::Moved) => Key::Moved,
        Mistake::Away(Away::Upgraded) => Key::Upgraded,
        Mistake::FilesAway => Key::FilesAway,
        Mistake::FileLost => Key::FileLost,
        Mistake::NotYet => Key::NotYet,
        Mistake::CampaignOver => Key::CampaignOver,
        Mistake::DutyOver => Key::DutyOverShort,
        Mistake::BadDay => Key::BadDay,
        Mistake::DayBeforeStart => Key::DayBeforeStart,
        Mistake::DaysBackwards => Key::DaysBackwards,
        Mistake::DaysSame => Key::DaysSame,
        Mistake::DayNameMissing => Key::DayNameMissing,
        Mistake::DayNameTooLong => Key::DayNameTooLong,
        Mistake::DayNameOvertaken => Key::DayNameOvertaken,
        Mistake::BadForm => Key::BadForm,
        Mistake::ForeignOrigin => Key::ForeignOrigin,
        Mistake::TooLarge => Key::TooLarge,
        Mistake::NoCampaign => Key::NoCampaign,
        Mistake::ProducedMissing => Key::ProducedMissing,
        Mistake::NothingReasonMissing => Key::NothingReasonMissing,
        Mistake::FigureReasonMissing => Key::FigureReasonMissing,
        Mistake::ProducedTooLong => Key::ProducedTooLong,
        Mistake::VolumeBad => Key::VolumeBad,
        Mistake::NumberMissing => Key::NumberMissing,
        Mistake::NumberTooLong => Key::NumberTooLong,
        Mistake::DocumentDayMissing => Key::DocumentDayMissing,
        Mistake::DocumentDayBad => Key::DocumentDayBad,
        Mistake::DocumentDayFuture => Key::DocumentDayFuture,
        Mistake::LinkMissing => Key::LinkMissing,
        Mistake::LinkBad => Key::LinkBad,
        Mistake::LinkTooLong => Key::LinkTooLong,
        Mistake::LinkPassword => Key::LinkPassword,
        Mistake::LinkOnlyHere => Key::LinkOnlyHere,
        Mistake::NoSecretsUnticked => Key::NoSecretsUnticked,
        Mistake::DraftConflict => Key::DraftConflict,
        Mistake::OthersKeptBack => Key::OthersKeptBack,
        Mistake::DecisionMissing => Key::DecisionMissing,
        Mistake::ReasonMissing => Key::ReasonMissing,
        Mistake::ReasonTooLong => Key::ReasonTooLong,
        Mistake::ChecksMissing => Key::ChecksMissing,
        Mistake::ReasonNotRead => Key::ReasonNotRead,
        Mistake::ResendBad => Key::ResendBad,
        Mistake::ResendPast => Key::ResendPast,
        Mistake::NotAPlan => Key::NotAPlan,
        Mistake::DeadlineMissing => Key::DeadlineMissing,
        Mistake::DeadlineBad => Key::DeadlineBad,
        Mistake::DeadlineNotLater => Key::DeadlineNotLater,
        Mistake::BeyondCampaign => Key::BeyondCampaign,
        Mistake::DeadlineTooFar => Key::DeadlineTooFar,
        Mistake::PartyMissing => Key::PartyMissing,
        Mistake::DecisionNumberMissing => Key::DecisionNumberMissing,
        Mistake::AdjustmentReasonMissing => Key::AdjustmentReasonMissing,
        Mistake::SureMissing => Key::SureMissing,
        Mistake::NothingChanged => Key::NothingChanged,
        Mistake::TitleMissing => Key::TitleMissing,
        Mistake::TitleTooLong => Key::TitleTooLong,
        Mistake::TitleTaken => Key::TitleTaken,
        Mistake::NeedsDecision => Key::NeedsDecision,
        Mistake::ApproverMissing => Key::ApproverMissing,
        Mistake::KindMissing => Key::KindMissing,
        Mistake::WeightBad => Key::WeightBad,
        Mistake::ProductTooLong => Key::ProducedTooLong,
        Mistake::ReachBad => Key::ReachBad,
        Mistake::ReachMissing => Key::ReachMissing,
        Mistake::ReachOutside => Key::ReachOutside,
        Mistake::NoOutcome => Key::NoOutcome,
        Mistake::Kept(why) => return kept(lang, why),
        Mistake::AboutMissing => Key::AboutMissing,
        Mistake::CauseMissing => Key::CauseMissing,
        Mistake::QuestionMissing => Key::QuestionMissing,
        Mistake::ExplanationMissing => Key::ExplanationMissing,
        Mistake::CommitmentMissing => Key::CommitmentMissing,
        Mistake::CommitmentBad => Key::CommitmentBad,
        Mistake::CommitmentPast => Key::CommitmentPast,
        Mistake::OvertakenDuty => Key::OvertakenDuty,
        Mistake::NothingMeasured => Key::NothingMeasured,
        Mistake::MeasuredDayMissing => Key::MeasuredDayMissing,
        Mistake::MeasuredDayBad => Key::MeasuredDayBad,
        Mistake::MeasuredDayFuture => Key::MeasuredDayFuture,
        Mistake::OvertakenValues => Key::OvertakenValues,
        Mistake::NothingTicked => Key::NothingTicked,
        Mistake::RecheckScopeMissing => Key::RecheckScopeMissing,
        Mistake::RecheckOfMissing => Key::RecheckOfMissing,
        Mistake::RecheckNumberBad => Key::RecheckNumberBad,
        Mistake::RecheckFewOfOldBook => Key::RecheckFewOfOldBook,
        Mistake::RecheckPlanMissing => Key::RecheckPlanMissing,
        Mistake::RecheckFormUsed => Key::RecheckFormUsed,
        Mistake::ReconcileRowMissing => Key::ReconcileRowMissing,
        Mistake::ReconcileFormUsed => Key::ReconcileFormUsed,
        Mistake::ProposalsDay => Key::ProposalsDay,
        Mistake::ProposalTooLong => Key::ProposalTooLong,
        Mistake::ProposalSaysNothing => Key::ProposalSaysNothing,
        Mistake::ProposalsFormUsed => Key::ProposalsFormUsed,
        Mistake::ProposalsOvertaken => Key::ProposalsOvertaken,
        Mistake::WallSeconds => Key::WallSecondsBad,
        Mistake::RecheckResultMissing => Key::RecheckResultMissing,
        Mistake::RecheckFindingMissing => Key::RecheckFindingMissing,
        Mistake::RecheckAgainWhy => Key::RecheckAgainWhy,
        Mistake::RecheckTurned => Key::RecheckTurned,
        Mistake::RecheckDocumentOlder => Key::RecheckDocumentOlder,
        Mistake::RecheckTextTooLong => Key::RecheckTextTooLong,
        Mistake::OvertakenRecheck => Key::OvertakenRecheck,
        Mistake::EmailBad => Key::EmailBad,
        Mistake::OvertakenAccount => Key::OvertakenAccount,
        Mistake::SecretMark => Key::SecretMark,
        Mistake::Overtaken => Key::Overtaken,
        Mistake::OtherAccount => Key::OtherAccount,
        Mistake::PasswordShort => Key::PasswordShort,
        Mistake::PasswordLong => Key::PasswordLong,
        Mistake::PasswordRepeated => Key::PasswordRepeated,
        Mistake::PasswordCommon => Key::PasswordCommon,
        Mistake::PasswordGuessed => Key::PasswordGuessed,
        Mistake::PasswordSame => Key::PasswordSame,
        Mistake::PasswordWrong => Key::PasswordWrong,
        Mistake::PasswordSlow => Key::PasswordSlow,
        Mistake::PasswordsDiffer => Key::PasswordsDiffer,
        Mistake::CodeWrong => Key::CodeWrong,
        Mistake::CodeSlow => Key::CodeSlow,
        Mistake::FactorAsked => Key::FactorAsked,
        Mistake::FactorAskedBefore => Key::FactorAskedBefore,
        Mistake::UsernameBad => Key::UsernameBad,
        Mistake::UsernameTaken => Key::UsernameTaken,
        Mistake::PersonNameMissing => Key::PersonNameMissing,
        Mistake::PersonTooLong => Key::PersonTooLong,
        Mistake::PhoneBad => Key::PhoneBad,
        Mistake::RoleMissing => Key::RoleMissing,
        Mistake::ScopeMissing => Key::ScopeMissing,
        Mistake::ScopeBad => Key::ScopeBad,
        Mistake::PersonDayBad => Key::PersonDayBad,
        Mistake::PersonDaysBackwards => Key::PersonDaysBackwards,
        Mistake::LastAdministrator => Key::LastAdministrator,
        Mistake::OvertakenPerson => Key::OvertakenPerson,
        Mistake::OvertakenPeople => Key::OvertakenPeople,
        Mistake::PersonBeginsOver => Key::PersonBeginsOver,
        Mistake::PersonNothingBegins => Key::PersonNothingBegins,
        Mistake::NobodyTicked => Key::NobodyTicked,
        Mistake::OnOneself => Key::OnOneself,
        Mistake::ManyEmpty => Key::ManyEmpty,
        Mistake::ManyMoved => Key::ManyMoved,
        // The form stands there again with all that was typed.
        Mistake::Refused(Refusal::NotInThisState) => Key::StateChanged,
        Mistake::Refused(why) => return refusal(lang, why),
        Mistake::File(why) => return file_refusal(lang, why),
    };
    t(lang, key)
}

/// The letter of a status, beside its shape and colour.
pub const fn letter(status: Status) -> &'static str {
    match status {
        Status::Late => "T",
        Status::AtRisk => "N",
        Status::Unverified => "Q",
        Status::OnTrack => "D",
        Status::NotDue => "E",
        Status::Done => "H",
    }
}

/// The sign a reader sees for a status: its letter, "?" or "–".
pub const fn sign(status: Status) -> &'static str {
    match status {
        Status::Unverified => "?",
        Status::NotDue => "–",
        other => letter(other),
    }
}

/// The same of an event that may have handed over that nothing came up.
pub fn handed_over_as(lang: Lang, what: Event, renamed: bool, nothing: bool) -> &'static str {
    match nothing && what == Event::Submitted {
        true => t(lang, Key::EventNothing),
        false => happened(lang, what, renamed),
    }
}

/// What happened, after the name of who did it; another title is told as one.
pub fn happened(lang: Lang, what: Event, renamed: bool) -> &'static str {
    if renamed {
        t(lang, Key::EventRenamed)
    } else {
        event(lang, what)
    }
}

pub fn people_part(lang: Lang, it: PeoplePart) -> &'static str {
    let key = match it {
        PeoplePart::All => Key::FilterAll,
        PeoplePart::NeverIn => Key::PartNeverIn,
        PeoplePart::OneTimeOver => Key::PartOneTimeOver,
        PeoplePart::Silent => Key::PartSilent,
        PeoplePart::Ending => Key::PartEnding,
        PeoplePart::Out => Key::PartOut,
    };
    t(lang, key)
}

pub fn audit_part(lang: Lang, it: AuditPart) -> &'static str {
    let key = match it {
        AuditPart::SignIns => Key::AuditSignIns,
        AuditPart::People => Key::AuditPeople,
        AuditPart::Refused => Key::AuditRefused,
        AuditPart::Facts => Key::AuditFacts,
        AuditPart::Exports => Key::AuditExports,
    };
    t(lang, key)
}

/// What a line of the audit says was done.
pub fn audit_action(lang: Lang, action: &str) -> &'static str {
    let of_milestone = action.strip_prefix("milestone.").and_then(Event::from_code);
    if let Some(what) = of_milestone {
        return event(lang, what);
    }
    let key = match action {
        "milestone.nothing_arose" => Key::EventNothing,
        "slots.opened" => Key::DidOpenSlots,
        "figure.noted" => Key::DidNoteFigure,
        "sign_in" => Key::DidSignIn,
        "sign_in.password" => Key::DidPasswordStep,
        "sign_in.failed" | "sign_in.code_failed" => Key::DidSignInFail,
        "sign_in.throttled" => Key::DidSignInSlow,
        "sign_out" => Key::DidSignOut,
        "person.added" => Key::DidAdd,
        "person.changed" => Key::DidChange,
        "person.disabled" => Key::DidDisable,
        "person.enabled" => Key::DidEnable,
        "person.one_time" => Key::DidOneTime,
        "person.password" | "person.password_changed" => Key::DidPassword,
        "person.mail" => Key::DidMail,
        "person.sessions_ended"
        | "person.language"
        | "person.theme"
        | "person.followed"
        | "person.kept" => Key::DidOwn,
        "person.taken_back" => Key::DidTakeBack,
        "person.factor_on" => Key::DidFactorOn,
        "person.factor_codes" => Key::DidFactorCodes,
        "person.factor_off" | "person.factor_reset" => Key::DidFactorOff,
        "person.factor_asked" => Key::DidFactorAsk,
        "export" => Key::DidExport,
        "day.named" => Key::DidNameDay,
        "import" => Key::DidImport,
        "plan" => Key::DidPlan,
        "backup" => Key::DidBackup,
        "move" => Key::DidMove,
        "move.undone" => Key::DidMoveUndone,
        other if other.starts_with("refused") => Key::DidRefused,
        other if other.starts_with("milestone.") => Key::DidMilestone,
        other if other.starts_with("measurement.") => Key::DidMeasurement,
        other if other.starts_with("recheck.") => Key::DidRecheck,
        other if other.starts_with("draft.") => Key::DidDraft,
        "brief.proposals" => Key::DidPropose,
        "person.wall" => Key::DidWall,
        "demo" => Key::DidDemo,
        "mail" => Key::DidSendMail,
        _ => Key::DidOther,
    };
    t(lang, key)
}
