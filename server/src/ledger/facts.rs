//! Rows read back as the words of the campaign.
use std::sync::Arc;

use app::domain::{
    About, Announced, Assignment, AssignmentRole, Bloc, Body, BodyCode, BodyKind, Cadence,
    CadenceCode, Campaign, Cause, CodeError, Counts, Day, DayCount, DayKind, DayOff, Deadline,
    Dependency, Direction, Document, DocumentLevel, DueAfter, DutyKey, DutyRole, Event, Every,
    ExceptionOf, Explanation, GroupCode, GroupRule, Headline, Helper, InPlaceOf, Indicator,
    IndicatorCode, Instant, Issued, Measurement, Membership, MilestoneEvent, MilestoneId,
    MilestoneKind, Minutes, NEVER_FALLS, Partner, PartnerCode, Period, Place, Portions, Question,
    RecheckOf, Rechecked, Redefinition, Responsible, Rhythm, RhythmCode, SecondValue, Slot,
    SlotException, Subject, Term, Terms, Tier, Trigger, TriggerCode, Unit, UnitCode, UnitGroup,
    UnitKind, Value, Weight, Workstream, WorkstreamCode, WorkstreamKind, local_day, parse_day,
    parse_decimal, parse_path,
};
use chrono_tz::Tz;

use super::rows::*;
use crate::db::DbError;

/// One thing the ledger says.
#[derive(Debug, Clone)]
pub enum Fact {
    Campaign(Campaign),
    Calendar {
        day: Day,
        kind: DayKind,
    },
    Unit(Unit),
    UnitGroup(UnitGroup),
    Membership(Membership),
    Workstream(Workstream),
    Dependency(Dependency),
    Body(Body),
    Helper(Helper),
    Trigger(Trigger),
    Cadence(Cadence),
    SlotException(SlotException),
    Rhythm(Arc<Rhythm>),
    Document(Document),
    Partner(Partner),
    Duty {
        key: DutyKey,
        role: DutyRole,
        volume: Option<i64>,
        provisional: bool,
        of_group: Option<GroupCode>,
        /// It is over from this day on.
        ended_on: Option<Day>,
        portions: Option<Portions>,
    },
    Weight {
        key: DutyKey,
        weight: Weight,
    },
    Milestone(Arc<Terms>),
    Assignment(Assignment),
    Indicator(Indicator),
    Target {
        indicator: IndicatorCode,
        target: Value,
    },
    /// A measurement was entered; it counts when it is accepted. What somebody entered is an
    /// act of the unit, and what came by an import is not.
    MeasurementEntered {
        indicator: IndicatorCode,
        measurement: Measurement,
        by: Option<Arc<str>>,
    },
    /// What became of a measurement: `accepted` lets it count, `revoked` takes it
    /// back, and all but that end its waiting.
    MeasurementDecided {
        indicator: IndicatorCode,
        measurement: Measurement,
        /// The place of the measurement itself.
        entered: i64,
        entered_at: Instant,
        event: Event,
    },
    /// A decision changed what was promised; the rows it is about say what holds now.
    Redefined(Redefinition),
    MilestoneEvent {
        event: MilestoneEvent,
        organisation: Arc<str>,
        in_place_of: Option<InPlaceOf>,
        /// What is handed over is that nothing came up.
        nothing: bool,
        /// The old book has it accepted, by a document of this day.
        by_document: Option<Day>,
    },
    /// Committee or office asked about something.
    Asked {
        about: About,
        question: Question,
    },
    /// The responsible side explained it.
    Explained {
        about: About,
        explanation: Explanation,
    },
    /// A draw of re-checks was announced.
    RecheckAnnounced(Announced),
    /// Something of a draw was looked at once more.
    Rechecked(Rechecked),
    /// The office gave a day a name, or took it away.
    DayNamed {
        day: Day,
        name: Arc<str>,
    },
}

/// A fact with its place in the order.
#[derive(Debug, Clone)]
pub struct Stamped {
    pub seq: i64,
    pub recorded_at: Instant,
    pub fact: Fact,
}

/// Why a row is not a fact of this version.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("{0}")]
    Code(#[from] CodeError),
    #[error("từ không biết: {0:?}")]
    Word(String),
    #[error("ngày sai: {0:?}")]
    Day(String),
    #[error("số sai: {0:?}")]
    Number(String),
    #[error("múi giờ không biết: {0:?}")]
    Zone(String),
}

pub(super) type Read<T> = Result<T, Unreadable>;

fn day(text: &str) -> Read<Day> {
    parse_day(text).ok_or_else(|| Unreadable::Day(text.to_owned()))
}

fn day_if(text: Option<&str>) -> Read<Option<Day>> {
    text.map(day).transpose()
}

/// Codes of units, one after another.
fn codes(text: Option<&str>) -> Read<Vec<UnitCode>> {
    let codes = text.map(one_after_another).unwrap_or_default();
    let codes = codes.into_iter().map(UnitCode::parse);
    Ok(codes.collect::<Result<_, _>>()?)
}

/// The codes or words of a cell, by blanks, commas or semicolons.
pub fn one_after_another(cell: &str) -> Vec<&str> {
    let parts = cell.split([' ', ',', ';']);
    parts.filter(|it| !it.is_empty()).collect()
}

fn deadline(on: Option<&str>, words: Option<&str>) -> Read<Deadline> {
    Ok(match (on, words) {
        (Some(text), _) => Deadline::Day(day(text)?),
        (None, Some(words)) => Deadline::Text(words.into()),
        (None, None) => Deadline::None,
    })
}

/// By which rule units belong to a group.
pub(crate) fn group_rule(row: &UnitGroupRow) -> Result<GroupRule, Unreadable> {
    Ok(GroupRule {
        kinds: some_words(row.kinds.as_deref(), UnitKind::from_code)?,
        blocs: some_words(row.blocs.as_deref(), Bloc::from_code)?,
        tiers: some_words(row.tiers.as_deref(), Tier::from_code)?,
        area: row.area.as_deref().unwrap_or_default().into(),
    })
}

/// The event from which a milestone's deadline runs, where it runs from one.
pub(crate) fn due_after(row: &MilestoneRow) -> Result<Option<DueAfter>, Unreadable> {
    let (Some(trigger), Some(days), Some(count)) =
        (&row.after_trigger, row.after_days, &row.day_count)
    else {
        return Ok(None);
    };
    Ok(Some(DueAfter {
        trigger: TriggerCode::parse(trigger)?,
        days: u16::try_from(days).map_err(|_| Unreadable::Number(days.to_string()))?,
        count: word(count, DayCount::from_code)?,
    }))
}

/// Which period's slot a milestone is, where it is one.
fn slot(row: &MilestoneRow) -> Read<Option<Slot>> {
    let (Some(rhythm), Some(from), Some(to), Some(closes)) = (
        &row.rhythm,
        &row.period_from,
        &row.period_to,
        &row.closes_on,
    ) else {
        return Ok(None);
    };
    Ok(Some(Slot {
        rhythm: RhythmCode::parse(rhythm)?,
        period: Period {
            from: day(from)?,
            to: day(to)?,
        },
        closes: day(closes)?,
    }))
}

/// The days of what recurs, of a row.
fn cadence_of(r: &CadenceRow) -> Read<Cadence> {
    let every = word(&r.every, Every::from_code)?;
    let of = |text: &str| {
        every
            .day(text)
            .ok_or_else(|| Unreadable::Word(text.to_owned()))
    };
    Ok(Cadence {
        code: CadenceCode::parse(&r.code)?,
        name: r.name.as_str().into(),
        every,
        closes: of(&r.data_closes)?,
        due: of(&r.report_due)?,
        due_months: r.due_months.map(small).transpose()?,
        moves: word(&r.day_off, DayOff::from_code)? == DayOff::Next,
        provisional: r.provisional,
        source: r.source.as_str().into(),
    })
}

fn slot_exception_of(r: &SlotExceptionRow) -> Read<SlotException> {
    Ok(SlotException {
        of: match r.rhythm.as_str() {
            "" => ExceptionOf::Cadence(CadenceCode::parse(&r.cadence)?),
            code => ExceptionOf::Rhythm(RhythmCode::parse(code)?),
        },
        period_ends: day(&r.period_ends)?,
        due: day_if(r.due_on.as_deref())?,
    })
}

fn rhythm_of(r: &RhythmRow) -> Read<Rhythm> {
    Ok(Rhythm {
        code: RhythmCode::parse(&r.code)?,
        duty: duty_key(&r.unit, &r.workstream)?,
        title: r.title.as_str().into(),
        product: r.product.as_str().into(),
        cadence: CadenceCode::parse(&r.cadence)?,
        begins_on: day(&r.begins_on)?,
        ends_on: day_if(r.ends_on.as_deref())?,
        weight: weight(r.weight)?,
        responsible: responsible(r.responsible.as_deref())?,
        cut_off_days: small(r.cut_off_days)?,
        remind_days: small(r.remind_days)?,
        provisional: r.provisional,
        source: r.source.as_str().into(),
    })
}

fn small<T: TryFrom<i64>>(number: i64) -> Read<T> {
    T::try_from(number).map_err(|_| Unreadable::Number(number.to_string()))
}

/// The value of another indicator of its duty that a milestone names.
fn second_value(row: &MilestoneRow) -> Read<Option<SecondValue>> {
    let (Some(indicator), Some(reach)) = (&row.second_indicator, &row.second_reach) else {
        return Ok(None);
    };
    Ok(Some(SecondValue {
        indicator: IndicatorCode::parse(indicator)?,
        reach: value(reach)?,
    }))
}

/// A list of words, one after another.
fn some_words<T>(text: Option<&str>, from_code: fn(&str) -> Option<T>) -> Read<Vec<T>> {
    let all = text.map(one_after_another).unwrap_or_default();
    all.into_iter().map(|it| word(it, from_code)).collect()
}

fn word<T>(text: &str, from_code: fn(&str) -> Option<T>) -> Read<T> {
    from_code(text).ok_or_else(|| Unreadable::Word(text.to_owned()))
}

fn value(text: &str) -> Read<Value> {
    parse_decimal(text).map_err(|_| Unreadable::Number(text.to_owned()))
}

fn path(text: &str) -> Read<Vec<(Day, Value)>> {
    parse_path(text).ok_or_else(|| Unreadable::Number(text.to_owned()))
}

fn weight(number: i64) -> Read<Weight> {
    Weight::try_from(number).map_err(|_| Unreadable::Number(number.to_string()))
}

fn duty_key(unit: &str, workstream: &str) -> Read<DutyKey> {
    Ok(DutyKey {
        unit: UnitCode::parse(unit)?,
        workstream: WorkstreamCode::parse(workstream)?,
    })
}

fn responsible(company: Option<&str>) -> Read<Responsible> {
    Ok(match company {
        None => Responsible::Unit,
        Some(code) => Responsible::Partner(PartnerCode::parse(code)?),
    })
}

/// Minutes as the campaign's row says, else as usual.
fn minutes(measurement: Option<i64>, report: Option<i64>) -> Minutes {
    let usual = Minutes::default();
    Minutes {
        measurement: measurement.unwrap_or(usual.measurement),
        report: report.unwrap_or(usual.report),
    }
}

/// Of what a promise was changed, by its word and its key.
fn subject(word: &str, key: &str) -> Read<Subject> {
    Ok(match (word, key.split_once('/')) {
        ("campaign", _) => Subject::Campaign,
        ("unit", _) => Subject::Unit(UnitCode::parse(key)?),
        ("partner", _) => Subject::Partner(PartnerCode::parse(key)?),
        ("workstream", _) => Subject::Workstream(WorkstreamCode::parse(key)?),
        ("duty", Some((unit, workstream))) => Subject::Duty(duty_key(unit, workstream)?),
        ("milestone", _) => Subject::Milestone(MilestoneId::parse(key)?),
        ("indicator", _) => Subject::Indicator(IndicatorCode::parse(key)?),
        ("measurement", Some((indicator, on))) => {
            Subject::Measurement(IndicatorCode::parse(indicator)?, day(on)?)
        }
        ("calendar", _) => Subject::Calendar(day(key)?),
        ("trigger", _) => Subject::Trigger(TriggerCode::parse(key)?),
        ("cadence", _) => Subject::Cadence(CadenceCode::parse(key)?),
        ("rhythm", _) => Subject::Rhythm(RhythmCode::parse(key)?),
        ("group", _) => Subject::UnitGroup(GroupCode::parse(key)?),
        ("group_member", Some((group, unit))) => {
            Subject::Membership(GroupCode::parse(group)?, UnitCode::parse(unit)?)
        }
        _ => return Err(Unreadable::Word(format!("{word} {key}"))),
    })
}

/// A row that reads as a fact. The zone turns instants into local days.
pub(super) trait IntoFact {
    const TABLE: &'static str;
    fn stamp(&self) -> (i64, Instant);
    fn fact(&self, zone: Tz) -> Read<Fact>;
}

macro_rules! into_fact {
    ($row:ident, |$r:ident, $zone:ident| $body:expr) => {
        impl IntoFact for $row {
            const TABLE: &'static str = $row::TABLE;
            fn stamp(&self) -> (i64, Instant) {
                (self.seq, self.recorded_at)
            }
            fn fact(&self, $zone: Tz) -> Read<Fact> {
                let $r = self;
                $body
            }
        }
    };
}

into_fact!(CampaignRow, |r, _zone| Ok(Fact::Campaign(Campaign {
    name: r.name.as_str().into(),
    start: day(&r.start_day)?,
    deadline: day_if(r.deadline.as_deref())?,
    first_deadline: day_if(r.deadline.as_deref())?,
    closes: day_if(r.closes_on.as_deref())?,
    zone: r
        .time_zone
        .parse()
        .map_err(|_| Unreadable::Zone(r.time_zone.clone()))?,
    motto: r.motto.as_str().into(),
    headline: r
        .headline
        .as_deref()
        .map(|code| word(code, Headline::from_code))
        .transpose()?,
    place: word(&r.place, Place::from_code)?,
    minutes: minutes(r.minutes_measurement, r.minutes_report),
    demo: r.demo,
    issued: Issued {
        above: r.issued_above.as_deref().map(Arc::from),
        by: r.issued_by.as_deref().map(Arc::from),
        at: r.issued_at.as_deref().map(Arc::from),
    },
    provisional: r.provisional,
    source: r.source.as_str().into(),
})));

into_fact!(CalendarRow, |r, _zone| Ok(Fact::Calendar {
    day: day(&r.day)?,
    kind: word(&r.kind, DayKind::from_code)?,
}));

into_fact!(UnitRow, |r, _zone| Ok(Fact::Unit(Unit {
    code: UnitCode::parse(&r.code)?,
    name: r.name.as_str().into(),
    former_names: Vec::new(),
    short_name: r.short_name.as_str().into(),
    kind: word(&r.kind, UnitKind::from_code)?,
    bloc: word(&r.bloc, Bloc::from_code)?,
    tier: word(&r.tier, Tier::from_code)?,
    parent: r.parent.as_deref().map(UnitCode::parse).transpose()?,
    former_area: r.former_area.as_str().into(),
    order: r.protocol_order,
    ends_on: day_if(r.ends_on.as_deref())?,
    successors: codes(r.successors.as_deref())?,
    provisional: r.provisional,
    source: r.source.as_str().into(),
})));

into_fact!(UnitGroupRow, |r, _zone| Ok(Fact::UnitGroup(UnitGroup {
    code: GroupCode::parse(&r.code)?,
    name: r.name.as_str().into(),
    name_en: r.name_en.as_deref().map(Into::into),
    rule: group_rule(r)?,
    provisional: r.provisional,
    source: r.source.as_str().into(),
})));

into_fact!(GroupMemberRow, |r, _zone| Ok(Fact::Membership(
    Membership {
        group: GroupCode::parse(&r.unit_group)?,
        unit: UnitCode::parse(&r.unit)?,
        begins_on: day_if(r.begins_on.as_deref())?,
        ends_on: day_if(r.ends_on.as_deref())?,
        source: r.source.as_str().into(),
    }
)));

into_fact!(WorkstreamRow, |r, _zone| Ok(Fact::Workstream(Workstream {
    code: WorkstreamCode::parse(&r.code)?,
    name: r.name.as_str().into(),
    name_en: r.name_en.as_deref().map(Into::into),
    former_names: Vec::new(),
    kind: word(&r.kind, WorkstreamKind::from_code)?,
    ministry: r.ministry.as_str().into(),
    owner: r.owner_unit.as_deref().map(UnitCode::parse).transpose()?,
    joint_leads: codes(r.joint_leads.as_deref())?,
    feeds: r.feeds.as_deref().map(WorkstreamCode::parse).transpose()?,
    count_unit: r.count_unit.as_str().into(),
    legal_basis: r.legal_basis.as_str().into(),
    heading: r.heading.as_str().into(),
    partner: r.partner.as_deref().map(PartnerCode::parse).transpose()?,
    due: deadline(r.due.as_deref(), r.due_text.as_deref())?,
    provisional: r.provisional,
    source: r.source.as_str().into(),
})));

into_fact!(DependencyRow, |r, _zone| Ok(Fact::Dependency(Dependency {
    workstream: WorkstreamCode::parse(&r.workstream)?,
    waits_for: WorkstreamCode::parse(&r.waits_for)?,
    ends_on: day_if(r.ends_on.as_deref())?,
    provisional: r.provisional,
    source: r.source.as_str().into(),
})));

into_fact!(BodyRow, |r, _zone| Ok(Fact::Body(Body {
    code: BodyCode::parse(&r.code)?,
    name: r.name.as_str().into(),
    kind: word(&r.kind, BodyKind::from_code)?,
    source: r.source.as_str().into(),
})));

into_fact!(HelperRow, |r, _zone| Ok(Fact::Helper(Helper {
    workstream: WorkstreamCode::parse(&r.workstream)?,
    body: BodyCode::parse(&r.body)?,
    part: r.part.as_str().into(),
    ends_on: day_if(r.ends_on.as_deref())?,
    source: r.source.as_str().into(),
})));

into_fact!(TriggerRow, |r, _zone| Ok(Fact::Trigger(Trigger {
    code: TriggerCode::parse(&r.code)?,
    name: r.name.as_str().into(),
    issuer: r.issuer.as_deref().map(BodyCode::parse).transpose()?,
    happened_on: day_if(r.happened_on.as_deref())?,
    document_number: r.document_number.as_str().into(),
    document_day: day_if(r.document_day.as_deref())?,
    provisional: r.provisional,
    source: r.source.as_str().into(),
})));

into_fact!(CadenceRow, |r, _zone| Ok(Fact::Cadence(cadence_of(r)?)));

into_fact!(SlotExceptionRow, |r, _zone| Ok(Fact::SlotException(
    slot_exception_of(r)?
)));

into_fact!(RhythmRow, |r, _zone| Ok(Fact::Rhythm(Arc::new(rhythm_of(
    r
)?))));

into_fact!(DocumentRow, |r, _zone| Ok(Fact::Document(Document {
    number: r.number.as_str().into(),
    day: day_if(Some(r.day.as_str()).filter(|it| !it.is_empty()))?,
    title: r.title.as_str().into(),
    issuer: r.issuer.as_str().into(),
    level: r
        .level
        .as_deref()
        .map(|code| word(code, DocumentLevel::from_code))
        .transpose()?,
    valid_from: day_if(r.valid_from.as_deref())?,
    valid_to: day_if(r.valid_to.as_deref())?,
    replaces: r.replaces.as_str().into(),
    link: r.link.as_str().into(),
    provisional: r.provisional,
    source: r.source.as_str().into(),
})));

into_fact!(PartnerRow, |r, _zone| Ok(Fact::Partner(Partner {
    code: PartnerCode::parse(&r.code)?,
    short_name: r.short_name.as_str().into(),
    name: r.name.as_str().into(),
    source: r.source.as_str().into(),
})));

into_fact!(DutyRow, |r, _zone| Ok(Fact::Duty {
    key: duty_key(&r.unit, &r.workstream)?,
    role: word(&r.role, DutyRole::from_code)?,
    volume: r.volume,
    provisional: r.provisional,
    // All open units are no group that has a code.
    of_group: r
        .of_group
        .as_deref()
        .and_then(|code| GroupCode::parse(code).ok()),
    ended_on: day_if(r.ended_on.as_deref())?,
    portions: r.portions.as_deref().and_then(Portions::parse),
}));

into_fact!(WeightRow, |r, _zone| Ok(Fact::Weight {
    key: duty_key(&r.unit, &r.workstream)?,
    weight: weight(r.weight)?,
}));

into_fact!(MilestoneRow, |r, _zone| Ok(Fact::Milestone(Arc::new(
    Terms {
        id: MilestoneId::parse(&r.id)?,
        duty: duty_key(&r.unit, &r.workstream)?,
        order: r.position,
        kind: word(&r.kind, MilestoneKind::from_code)?,
        title: r.title.as_str().into(),
        product: r.product.as_str().into(),
        deadline: deadline(r.deadline.as_deref(), r.deadline_text.as_deref())?,
        responsible: responsible(r.responsible.as_deref())?,
        weight: weight(r.weight)?,
        reach: r.reach.as_deref().map(value).transpose()?,
        replaces: r.replaces.as_deref().map(MilestoneId::parse).transpose()?,
        after: due_after(r)?,
        slot: slot(r)?,
        second: second_value(r)?,
    }
))));

into_fact!(AssignmentRow, |r, _zone| Ok(Fact::Assignment(Assignment {
    unit: UnitCode::parse(&r.unit)?,
    partner: PartnerCode::parse(&r.partner)?,
    role: word(&r.role, AssignmentRole::from_code)?,
    from: day(&r.valid_from)?,
    to: day_if(r.valid_to.as_deref())?,
    decision: r.decision.as_str().into(),
    source: r.source.as_str().into(),
})));

into_fact!(IndicatorRow, |r, _zone| Ok(Fact::Indicator(Indicator {
    code: IndicatorCode::parse(&r.code)?,
    name: r.name.as_str().into(),
    name_en: r.name_en.as_deref().map(Into::into),
    duty: match (&r.unit, &r.workstream) {
        (Some(unit), Some(workstream)) =>
            Some((UnitCode::parse(unit)?, WorkstreamCode::parse(workstream)?)),
        _ => None,
    },
    unit_of_measure: r.unit_of_measure.as_str().into(),
    direction: word(&r.direction, Direction::from_code)?,
    baseline: r.baseline.as_deref().map(value).transpose()?,
    baseline_day: day_if(r.baseline_day.as_deref())?,
    counts: r
        .counts
        .as_deref()
        .map(|code| word(code, Counts::from_code))
        .transpose()?,
    deadline: day_if(r.deadline.as_deref())?,
    fresh_days: r.fresh_days,
    criterion: r.criterion.as_str().into(),
    provisional: r.provisional,
    never_falls: r.falls.as_deref() == Some(NEVER_FALLS),
    path: r.path.as_deref().map(path).transpose()?.unwrap_or_default(),
    source: r.source.as_str().into(),
})));

into_fact!(TargetRow, |r, _zone| Ok(Fact::Target {
    indicator: IndicatorCode::parse(&r.indicator)?,
    target: value(&r.target)?,
}));

/// The value of a measurement by its columns.
fn measurement(
    on: &str,
    numerator: Option<i64>,
    denominator: Option<i64>,
    value: Option<&str>,
) -> Read<Measurement> {
    Measurement::from_columns(day(on)?, numerator, denominator, value)
        .ok_or_else(|| Unreadable::Number(value.unwrap_or_default().to_owned()))
}

into_fact!(EnteredMeasurement, |r, _zone| Ok(
    Fact::MeasurementEntered {
        indicator: IndicatorCode::parse(&r.indicator)?,
        measurement: measurement(&r.day, r.numerator, r.denominator, r.value.as_deref())?,
        by: r.person.as_deref().map(Arc::from),
    }
));

into_fact!(DecidedMeasurement, |r, _zone| Ok(
    Fact::MeasurementDecided {
        indicator: IndicatorCode::parse(&r.indicator)?,
        measurement: measurement(&r.day, r.numerator, r.denominator, r.value.as_deref())?,
        entered: r.entered,
        entered_at: r.entered_at,
        event: word(&r.event, Event::from_code)?,
    }
));

into_fact!(RedefinitionRow, |r, zone| Ok(Fact::Redefined(
    Redefinition {
        subject: subject(&r.subject, &r.code)?,
        term: word(&r.term, Term::from_code)?,
        was: r.was.as_str().into(),
        now: r.now.as_str().into(),
        decision: r.decision.as_str().into(),
        reason: r.reason.as_str().into(),
        approver: r.approver.as_str().into(),
        day: local_day(r.recorded_at, zone),
    }
)));

/// The day by whose document the old book has a milestone accepted.
fn by_document(r: &MilestoneEventBrief) -> Read<Option<Day>> {
    let accepted = Event::from_code(&r.event) == Some(Event::Accepted);
    day_if(r.old_book.as_deref().filter(|_| accepted))
}

into_fact!(MilestoneEventBrief, |r, zone| Ok(Fact::MilestoneEvent {
    event: MilestoneEvent {
        milestone: MilestoneId::parse(&r.milestone)?,
        event: word(&r.event, Event::from_code)?,
        day: local_day(r.recorded_at, zone),
        deadline: day_if(r.deadline.as_deref())?,
        responsible: match (Event::from_code(&r.event), r.responsible.as_deref()) {
            (Some(Event::Reassigned), company) => Some(responsible(company)?),
            _ => None,
        },
    },
    organisation: r.organisation.as_str().into(),
    in_place_of: r
        .in_place_of
        .as_deref()
        .map(|code| word(code, InPlaceOf::from_code))
        .transpose()?,
    nothing: r.nothing_arose == Some(true),
    by_document: by_document(r)?,
}));

/// What a row is about: one of its two keys.
fn about(milestone: Option<&str>, indicator: Option<&str>) -> Read<About> {
    let both = || Unreadable::Word(format!("{milestone:?} {indicator:?}"));
    About::from_columns(milestone, indicator).ok_or_else(both)
}

into_fact!(AskedBrief, |r, zone| Ok(Fact::Asked {
    about: about(r.milestone.as_deref(), r.indicator.as_deref())?,
    question: Question {
        on: local_day(r.recorded_at, zone),
        wanted_by: day(&r.wanted_by)?,
    },
}));

into_fact!(ExplainedBrief, |r, zone| Ok(Fact::Explained {
    about: about(r.milestone.as_deref(), r.indicator.as_deref())?,
    explanation: Explanation {
        on: local_day(r.recorded_at, zone),
        by: responsible((r.organisation != r.unit).then_some(r.organisation.as_str()))?,
        cause: word(&r.cause, Cause::from_code)?,
        commits_to: day(&r.commits_to)?,
    },
}));

into_fact!(RecheckDrawBrief, |r, zone| Ok(Fact::RecheckAnnounced(
    Announced {
        id: r.submission.as_str().into(),
        scope: r
            .scope
            .parse()
            .map_err(|_| Unreadable::Word(r.scope.clone()))?,
        of: word(&r.drawn_from, RecheckOf::from_code)?,
        number: u32::try_from(r.number).map_err(|_| Unreadable::Number(r.number.to_string()))?,
        on: local_day(r.recorded_at, zone),
    }
)));

into_fact!(NamedDayRow, |r, _zone| Ok(Fact::DayNamed {
    day: day(&r.day)?,
    name: r.name.as_str().into(),
}));

into_fact!(RecheckResultBrief, |r, zone| Ok(Fact::Rechecked(
    Rechecked {
        draw: r.draw.as_str().into(),
        thing: r.thing.as_str().into(),
        about: about(r.milestone.as_deref(), r.indicator.as_deref())?,
        company: r
            .responsible
            .as_deref()
            .map(PartnerCode::parse)
            .transpose()?,
        confirmed: r.confirmed,
        on: local_day(r.recorded_at, zone),
    }
)));

/// Reads the rows of one table, and lets go of each.
pub(super) fn read<R: IntoFact>(
    rows: Vec<R>,
    zone: Tz,
    into: &mut Vec<Stamped>,
) -> Result<(), DbError> {
    into.reserve(rows.len());
    for row in rows {
        let (seq, recorded_at) = row.stamp();
        let fact = row.fact(zone).map_err(|error| DbError::Corrupt {
            table: R::TABLE,
            what: format!("seq {seq}: {error}"),
        })?;
        into.push(Stamped {
            seq,
            recorded_at,
            fact,
        });
    }
    Ok(())
}

/// Reads one row as what it says.
macro_rules! read_alone {
    ($($(#[$doc:meta])* $name:ident: $row:ident as $fact:ident -> $what:ty),+ $(,)?) => {$(
        $(#[$doc])*
        pub(crate) fn $name(row: &$row) -> Result<$what, DbError> {
            let mut facts = Vec::new();
            read(vec![row.clone()], Tz::UTC, &mut facts)?;
            match facts.pop().map(|f| f.fact) {
                Some(Fact::$fact(it)) => Ok(it),
                _ => Err(DbError::Corrupt {
                    table: $row::TABLE,
                    what: format!("seq {}", row.seq),
                }),
            }
        }
    )+};
}

/// What a milestone's row says; nothing where it is no fact of this version.
pub(crate) fn terms(row: &MilestoneRow) -> Option<Arc<Terms>> {
    match row.fact(Tz::UTC) {
        Ok(Fact::Milestone(terms)) => Some(terms),
        _ => None,
    }
}

/// The days of what recurs, of a row.
pub(crate) fn cadence(row: &CadenceRow) -> Result<Cadence, DbError> {
    told::<CadenceRow, _>(row.seq, cadence_of(row))
}

/// What recurs, of a row.
pub(crate) fn rhythm(row: &RhythmRow) -> Result<Rhythm, DbError> {
    told::<RhythmRow, _>(row.seq, rhythm_of(row))
}

/// What was set for a period, of a row.
pub(crate) fn slot_exception(row: &SlotExceptionRow) -> Result<SlotException, DbError> {
    told::<SlotExceptionRow, _>(row.seq, slot_exception_of(row))
}

fn told<R: IntoFact, T>(seq: i64, read: Read<T>) -> Result<T, DbError> {
    read.map_err(|error| DbError::Corrupt {
        table: R::TABLE,
        what: format!("seq {seq}: {error}"),
    })
}

read_alone! {
    campaign: CampaignRow as Campaign -> Campaign,
    unit: UnitRow as Unit -> Unit,
    unit_group: UnitGroupRow as UnitGroup -> UnitGroup,
    membership: GroupMemberRow as Membership -> Membership,
    /// What waits for what.
    dependency: DependencyRow as Dependency -> Dependency,
    indicator: IndicatorRow as Indicator -> Indicator,
}

/// The time zone of the last campaign row among the facts.
pub fn zone_of(facts: &[Stamped]) -> Option<Tz> {
    facts.iter().rev().find_map(|f| match &f.fact {
        Fact::Campaign(campaign) => Some(campaign.zone),
        _ => None,
    })
}
