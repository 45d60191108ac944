//! The life of a milestone: who may do what, in which state. One table.
use super::{Day, PartnerCode, Responsible, Role, UnitCode, words};

words! {
    State {
        Open = "open",
        Submitted = "submitted",
        Accepted = "accepted",
        /// Ended by a decision: it stays in the history and counts no more.
        Cancelled = "cancelled",
    }
}

words! {
    Event {
        Submitted = "submitted",
        Withdrawn = "withdrawn",
        Returned = "returned",
        Accepted = "accepted",
        Revoked = "revoked",
        ExtensionRequested = "extension_requested",
        Extended = "extended",
        ExtensionDeclined = "extension_declined",
        Reassigned = "reassigned",
        WaitingOnMinistry = "waiting_on_ministry",
        Resumed = "resumed",
        Cancelled = "cancelled",
        Corrected = "corrected",
        Redefined = "redefined",
        /// Another milestone took its place.
        Replaced = "replaced",
    }
}

words! {
    /// What a correction puts right: never what was produced.
    Corrects {
        /// Number, day or link of the document behind the report that stands.
        Document = "document",
        /// The name of the milestone.
        Title = "title",
    }
}

words! {
    /// In whose place a decision was taken that was another's to take.
    InPlaceOf {
        /// The office, for a head who left a company's work undecided.
        Head = "head",
        /// The committee, for an office none of whose officers may.
        Office = "office",
    }
}

/// What an event says beside itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Says {
    /// A deadline: the new one, or the one asked for.
    pub day: bool,
    /// Who is responsible from now on.
    pub party: bool,
    /// The number of the decision, or of the document, behind it.
    pub number: bool,
    /// A reason, or whom it waits on.
    pub reason: bool,
}

impl Event {
    /// Whether it changes where a milestone stands, or is asked about its time; else it only
    /// says anew what was written or promised of it.
    pub const fn moves(self) -> bool {
        !matches!(self, Self::Corrected | Self::Redefined | Self::Replaced)
    }

    /// Whether somebody decides by it, and does not only hand over, ask or put right.
    pub const fn decides(self) -> bool {
        !matches!(
            self,
            Self::Submitted | Self::Withdrawn | Self::ExtensionRequested | Self::Corrected
        )
    }

    /// What an event about terms, party or clock of a milestone must say.
    pub const fn says(self) -> Says {
        let (day, party, number, reason) = match self {
            Self::ExtensionRequested => (true, false, false, true),
            Self::Extended => (true, false, true, true),
            Self::ExtensionDeclined => (false, false, false, true),
            Self::Reassigned => (false, true, true, true),
            Self::WaitingOnMinistry | Self::Cancelled => (false, false, true, true),
            _ => (false, false, false, false),
        };
        Says {
            day,
            party,
            number,
            reason,
        }
    }
}

/// Which party an event belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Members and heads of the responsible unit, or members of the
    /// responsible company while it is assigned to the unit.
    Responsible,
    /// A head of the unit for a company's work, and the office in the head's place when it was
    /// left undecided; the office for a unit's work.
    OtherSide,
    /// Of the responsible party who wrote the report that waits, until the day after; then the
    /// office, which also puts right what is not the report's.
    Writer,
    /// The office; at a unit where no officer may, a committee member.
    Office,
}

/// All transitions there are: in this state, this event leads to that state,
/// and belongs to that party. What is not here is refused.
const TABLE: [(State, Event, State, Party); 21] = [
    (
        State::Open,
        Event::Submitted,
        State::Submitted,
        Party::Responsible,
    ),
    (
        State::Submitted,
        Event::Withdrawn,
        State::Open,
        Party::Responsible,
    ),
    (
        State::Submitted,
        Event::Returned,
        State::Open,
        Party::OtherSide,
    ),
    (
        State::Submitted,
        Event::Accepted,
        State::Accepted,
        Party::OtherSide,
    ),
    (State::Accepted, Event::Revoked, State::Open, Party::Office),
    (
        State::Open,
        Event::ExtensionRequested,
        State::Open,
        Party::Responsible,
    ),
    (State::Open, Event::Extended, State::Open, Party::Office),
    (
        State::Submitted,
        Event::Extended,
        State::Submitted,
        Party::Office,
    ),
    (
        State::Open,
        Event::ExtensionDeclined,
        State::Open,
        Party::Office,
    ),
    (
        State::Submitted,
        Event::ExtensionDeclined,
        State::Submitted,
        Party::Office,
    ),
    (State::Open, Event::Reassigned, State::Open, Party::Office),
    (
        State::Open,
        Event::WaitingOnMinistry,
        State::Open,
        Party::Office,
    ),
    (
        State::Submitted,
        Event::WaitingOnMinistry,
        State::Submitted,
        Party::Office,
    ),
    (State::Open, Event::Resumed, State::Open, Party::Office),
    (
        State::Submitted,
        Event::Resumed,
        State::Submitted,
        Party::Office,
    ),
    (
        State::Open,
        Event::Cancelled,
        State::Cancelled,
        Party::Office,
    ),
    (State::Open, Event::Corrected, State::Open, Party::Office),
    (
        State::Submitted,
        Event::Corrected,
        State::Submitted,
        Party::Writer,
    ),
    (
        State::Accepted,
        Event::Corrected,
        State::Accepted,
        Party::Office,
    ),
    (State::Open, Event::Redefined, State::Open, Party::Office),
    (
        State::Cancelled,
        Event::Replaced,
        State::Cancelled,
        Party::Office,
    ),
];

/// Where a milestone stands in its life: its state, and what beside it decides what may
/// happen next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    pub state: State,
    /// An extension was asked for and not answered.
    pub asked: bool,
    /// The work waits on a body above the city.
    pub waits: bool,
    /// It was accepted once, whether that stands or not.
    pub was_accepted: bool,
}

impl Stage {
    /// Before anything happened.
    pub const NEW: Self = Self {
        state: State::Open,
        asked: false,
        waits: false,
        was_accepted: false,
    };

    /// Where an event leads, and to which party it belongs; `None` where it may not happen.
    pub fn after(self, event: Event) -> Option<(Self, Party)> {
        let row = TABLE
            .iter()
            .find(|row| (row.0, row.1) == (self.state, event))?;
        let may = match event {
            Event::ExtensionDeclined => self.asked,
            Event::WaitingOnMinistry => !self.waits,
            Event::Resumed => self.waits,
            Event::Cancelled | Event::Redefined => !self.was_accepted,
            _ => true,
        };
        let mut next = Self {
            state: row.2,
            ..self
        };
        match event {
            Event::ExtensionRequested => next.asked = true,
            Event::Extended | Event::ExtensionDeclined => next.asked = false,
            Event::WaitingOnMinistry => next.waits = true,
            Event::Resumed => next.waits = false,
            // What is over closes what was pending.
            Event::Accepted | Event::Cancelled => (next.asked, next.waits) = (false, false),
            // The next party has asked for nothing.
            Event::Reassigned => next.asked = false,
            _ => {}
        }
        next.was_accepted |= event == Event::Accepted;
        may.then_some((next, row.3))
    }

    /// The same for an event that is of a group or the plan, and no form's about one milestone: open
    /// work is over with the group that asked for it, though it was accepted once, for that is no word
    /// about the work.
    pub fn of_the_plan(self, event: Event) -> Self {
        let was_accepted = self.was_accepted && event != Event::Cancelled;
        Self {
            was_accepted,
            ..self
        }
    }

    /// Where an event of the ledger leads.
    pub fn after_recorded(self, event: Event) -> Option<Self> {
        let (next, _) = self.of_the_plan(event).after(event)?;
        Some(Self {
            was_accepted: next.was_accepted || self.was_accepted,
            ..next
        })
    }
}

/// In whose place a role decides what the table lets it do: nobody's, where it is its own.
pub fn in_place_of(event: Event, role: Role, responsible: &Responsible) -> Option<InPlaceOf> {
    let party = TABLE.iter().find(|row| row.1 == event)?.3;
    match (party, role, responsible) {
        (Party::OtherSide, Role::Office, Responsible::Partner(_)) => Some(InPlaceOf::Head),
        (Party::OtherSide | Party::Office, Role::Committee, _) => Some(InPlaceOf::Office),
        _ => None,
    }
}

/// Who wrote the report that waits, and when: until the day after it is the writer's to put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    Actor,
    Another,
    /// By anybody, before yesterday.
    Before,
}

impl Writer {
    pub fn of(by_actor: bool, on: Option<Day>, today: Day) -> Self {
        let still = on
            .and_then(|on| on.succ_opt())
            .is_some_and(|last| today <= last);
        match (still, by_actor) {
            (false, _) => Self::Before,
            (true, true) => Self::Actor,
            (true, false) => Self::Another,
        }
    }
}

/// The person who acts, seen from one milestone.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    pub role: Role,
    /// The unit of a head or member; the home unit of an officer.
    pub unit: Option<&'a UnitCode>,
    pub partner: Option<&'a PartnerCode>,
    /// Whether the actor's company is assigned to the milestone's unit today.
    pub assigned: bool,
    /// Whether the milestone's unit is closed today.
    pub closed: bool,
    /// Whether the actor decides today in another's place: a committee member for the office,
    /// because no officer is active but those at home in the unit; an officer on a company's
    /// work, because a head left it undecided.
    pub stands_in: bool,
    /// Who wrote the report that waits.
    pub writer: Writer,
}

impl Actor<'_> {
    /// Whether the actor is of the party that is responsible.
    fn of_party(&self, unit: &UnitCode, responsible: &Responsible) -> bool {
        match responsible {
            Responsible::Unit => {
                self.unit == Some(unit) && matches!(self.role, Role::Head | Role::Member)
            }
            Responsible::Partner(company) => {
                self.role == Role::Partner && self.partner == Some(company) && self.assigned
            }
        }
    }
}

/// Why an event is refused; `text::refusal` says it to people, this to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("not in this state")]
    NotInThisState,
    #[error("not theirs to do")]
    NotYours,
    #[error("the unit is closed")]
    UnitClosed,
    #[error("work of the own unit")]
    OwnWork,
    #[error("a value that the person entered")]
    OwnValue,
    #[error("accepted or entered by the person")]
    OwnDecision,
    #[error("no evidence")]
    NoEvidence,
    #[error("the promised value is not reached")]
    NotMeasured,
    #[error("no deadline to extend")]
    NoDeadline,
    #[error("the slot was missed")]
    SlotMissed,
    #[error("the slot has closed")]
    SlotClosed,
    #[error("the period has not begun")]
    PeriodNotBegun,
    #[error("the period is not over")]
    PeriodNotOver,
    #[error("still its writer's to put right")]
    WritersYet,
}

/// Decides one event: where it leads, or why it is refused.
pub fn decide(
    stage: Stage,
    event: Event,
    actor: Actor<'_>,
    unit: &UnitCode,
    responsible: &Responsible,
) -> Result<Stage, Refusal> {
    let (next, who) = stage.after(event).ok_or(Refusal::NotInThisState)?;
    let of_unit = actor.unit == Some(unit);
    let office = actor.role == Role::Office;
    let for_office = office || (actor.role == Role::Committee && actor.stands_in);
    let of_party = actor.of_party(unit, responsible);
    let allowed = match (who, responsible) {
        (Party::Responsible, _) => of_party,
        (Party::Writer, _) => for_office || (of_party && actor.writer == Writer::Actor),
        (Party::OtherSide, Responsible::Partner(_)) => {
            (of_unit && actor.role == Role::Head) || (office && actor.stands_in)
        }
        (Party::OtherSide, Responsible::Unit) | (Party::Office, _) => for_office,
    };
    if !allowed {
        return Err(Refusal::NotYours);
    }
    // Nobody reports into a closed unit; what was handed over may still be decided.
    if actor.closed && who == Party::Responsible && event != Event::Withdrawn {
        return Err(Refusal::UnitClosed);
    }
    // Rule 8: an officer decides nothing about any work at the own unit, a company's neither.
    if office && of_unit {
        return Err(Refusal::OwnWork);
    }
    Ok(next)
}

/// Decides a correction: a title is the office's to put right, a document as long as a report
/// stands, and not the office's while it is its writer's.
pub fn decide_correction(
    stage: Stage,
    what: Corrects,
    actor: Actor<'_>,
    unit: &UnitCode,
    responsible: &Responsible,
) -> Result<Stage, Refusal> {
    // What was decided on, or came back, is no longer the writer's.
    if actor.of_party(unit, responsible) && stage.state != State::Submitted {
        return Err(Refusal::NotInThisState);
    }
    let next = decide(stage, Event::Corrected, actor, unit, responsible)?;
    let office = matches!(actor.role, Role::Office | Role::Committee);
    match (what, stage.state) {
        (Corrects::Title, _) if !office => Err(Refusal::NotYours),
        (Corrects::Document, State::Open) => Err(Refusal::NotInThisState),
        (Corrects::Document, State::Submitted) if office && actor.writer != Writer::Before => {
            Err(Refusal::WritersYet)
        }
        _ => Ok(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A state in which an event may happen if the state lets it: an extension is declined
    /// once it was asked for, and work goes on once it waited.
    fn ripe(state: State, event: Event) -> Stage {
        Stage {
            state,
            asked: event == Event::ExtensionDeclined,
            waits: event == Event::Resumed,
            ..Stage::NEW
        }
    }

    /// Every (state, role, event) triple, for work of the unit and of a
    /// company: the party that may act, told from the outside.
    #[test]
    fn every_state_role_event_triple() {
        use Event::*;
        let own = UnitCode::parse("SYT").unwrap();
        let company = PartnerCode::parse("VNPT").unwrap();
        // (state, event) -> roles that may, for a unit's work; for a company's work. Where no
        // officer is active but those at home in the unit, the committee does what is the
        // office's; where a head left a company's work undecided, the office decides too.
        let may = |state: State,
                   event: Event,
                   by_company: bool,
                   stands_in: bool|
         -> &'static [Role] {
            let office: &[Role] = if stands_in {
                &[Role::Office, Role::Committee]
            } else {
                &[Role::Office]
            };
            match (state, event, by_company) {
                (State::Open, Submitted | ExtensionRequested, false) => &[Role::Head, Role::Member],
                (State::Open, Submitted | ExtensionRequested, true) => &[Role::Partner],
                (State::Submitted, Withdrawn, false) => &[Role::Head, Role::Member],
                (State::Submitted, Withdrawn, true) => &[Role::Partner],
                (State::Submitted, Returned | Accepted, false) => office,
                (State::Submitted, Returned | Accepted, true) if stands_in => {
                    &[Role::Head, Role::Office]
                }
                (State::Submitted, Returned | Accepted, true) => &[Role::Head],
                (State::Accepted, Revoked, _) => office,
                (State::Open | State::Submitted, Extended, _) => office,
                (State::Open | State::Submitted, ExtensionDeclined, _) => office,
                (State::Open, Reassigned | Cancelled | Redefined, _) => office,
                (State::Open | State::Submitted, WaitingOnMinistry | Resumed, _) => office,
                (State::Open | State::Accepted, Corrected, _) => office,
                (State::Cancelled, Replaced, _) => office,
                (State::Submitted, Corrected, false) if stands_in => {
                    &[Role::Head, Role::Member, Role::Office, Role::Committee]
                }
                (State::Submitted, Corrected, false) => &[Role::Head, Role::Member, Role::Office],
                (State::Submitted, Corrected, true) if stands_in => {
                    &[Role::Partner, Role::Office, Role::Committee]
                }
                (State::Submitted, Corrected, true) => &[Role::Partner, Role::Office],
                _ => &[],
            }
        };
        for &state in State::ALL {
            for &event in Event::ALL {
                for &role in Role::ALL {
                    for (by_company, stands_in) in
                        [(false, false), (false, true), (true, false), (true, true)]
                    {
                        let responsible = if by_company {
                            Responsible::Partner(company.clone())
                        } else {
                            Responsible::Unit
                        };
                        let actor = Actor {
                            role,
                            unit: matches!(role, Role::Head | Role::Member).then_some(&own),
                            partner: (role == Role::Partner).then_some(&company),
                            assigned: true,
                            closed: false,
                            stands_in,
                            writer: Writer::Actor,
                        };
                        let got = decide(ripe(state, event), event, actor, &own, &responsible);
                        assert_eq!(
                            got.is_ok(),
                            may(state, event, by_company, stands_in).contains(&role),
                            "{state:?} {event:?} {role:?} {by_company} {stands_in} {got:?}"
                        );
                    }
                }
            }
        }
    }

    /// What may happen beside what the state alone allows.
    #[test]
    fn what_is_pending_is_answered_once_and_closed_by_what_ends_it() {
        use Event::*;
        for (before, event, may) in [
            (&[][..], ExtensionDeclined, false),
            (&[ExtensionRequested], ExtensionDeclined, true),
            (&[ExtensionRequested, Submitted], ExtensionDeclined, true),
            (&[ExtensionRequested, Extended], ExtensionDeclined, false),
            (
                &[ExtensionRequested, ExtensionDeclined],
                ExtensionDeclined,
                false,
            ),
            (
                &[ExtensionRequested, ExtensionDeclined, ExtensionRequested],
                ExtensionDeclined,
                true,
            ),
            (
                &[ExtensionRequested, Submitted, Accepted, Revoked],
                ExtensionDeclined,
                false,
            ),
            (&[ExtensionRequested, Reassigned], ExtensionDeclined, false),
            (&[WaitingOnMinistry, Reassigned], Resumed, true),
            (&[], Resumed, false),
            (&[WaitingOnMinistry], Resumed, true),
            (&[WaitingOnMinistry], WaitingOnMinistry, false),
            (&[WaitingOnMinistry, Resumed], WaitingOnMinistry, true),
            (
                &[WaitingOnMinistry, Submitted, Accepted, Revoked],
                Resumed,
                false,
            ),
            (&[], Redefined, true),
            (&[Submitted], Redefined, false),
            (&[Submitted, Returned], Redefined, true),
            (&[Submitted, Accepted, Revoked], Redefined, false),
            (&[Cancelled], Redefined, false),
            (&[], Cancelled, true),
            (&[Submitted], Cancelled, false),
            (&[Submitted, Returned], Cancelled, true),
            (&[Submitted, Accepted, Revoked], Cancelled, false),
            (&[Cancelled], Cancelled, false),
            (&[], Replaced, false),
            (&[Cancelled], Replaced, true),
            (&[Cancelled, Replaced], Replaced, true),
            (&[Cancelled], Submitted, false),
            (&[Cancelled], Extended, false),
        ] {
            let stage = before
                .iter()
                .fold(Stage::NEW, |stage, event| stage.after(*event).unwrap().0);
            assert_eq!(stage.after(event).is_some(), may, "{before:?} {event:?}");
        }
    }

    #[test]
    fn what_was_accepted_once_is_cancelled_with_its_group_alone() {
        use Event::{Accepted, Cancelled, Redefined, Revoked, Submitted};
        let before = [Submitted, Accepted, Revoked];
        let revoked = before
            .iter()
            .fold(Stage::NEW, |stage, event| stage.after(*event).unwrap().0);
        assert_eq!(revoked.after(Cancelled), None);
        let over = revoked.after_recorded(Cancelled).unwrap();
        assert_eq!((over.state, over.was_accepted), (State::Cancelled, true));
        assert_eq!(revoked.after_recorded(Redefined), None);
        // What waits or stands is taken back first.
        let waits = revoked.after_recorded(Submitted).unwrap();
        assert_eq!(waits.after_recorded(Cancelled), None);
        let stands = waits.after_recorded(Accepted).unwrap();
        assert_eq!(stands.after_recorded(Cancelled), None);
    }

    #[test]
    fn strangers_are_refused() {
        let (own, other) = (
            UnitCode::parse("SYT").unwrap(),
            UnitCode::parse("STP").unwrap(),
        );
        let (vnpt, fpt) = (
            PartnerCode::parse("VNPT").unwrap(),
            PartnerCode::parse("FPT").unwrap(),
        );
        let stranger = Actor {
            role: Role::Head,
            unit: Some(&other),
            partner: None,
            assigned: false,
            closed: false,
            stands_in: false,
            writer: Writer::Actor,
        };
        let theirs = Responsible::Partner(vnpt.clone());
        assert_eq!(
            decide(
                ripe(State::Open, Event::Submitted),
                Event::Submitted,
                stranger,
                &own,
                &Responsible::Unit
            ),
            Err(Refusal::NotYours)
        );
        assert_eq!(
            decide(
                ripe(State::Submitted, Event::Accepted),
                Event::Accepted,
                stranger,
                &own,
                &theirs
            ),
            Err(Refusal::NotYours)
        );
        for (partner, assigned) in [(&fpt, true), (&vnpt, false)] {
            let company = Actor {
                role: Role::Partner,
                unit: None,
                partner: Some(partner),
                assigned,
                closed: false,
                stands_in: false,
                writer: Writer::Actor,
            };
            assert_eq!(
                decide(
                    ripe(State::Open, Event::Submitted),
                    Event::Submitted,
                    company,
                    &own,
                    &theirs
                ),
                Err(Refusal::NotYours)
            );
        }
    }

    #[test]
    fn rule_8_an_officer_decides_nothing_about_any_work_of_the_own_unit() {
        let (home, other) = (
            UnitCode::parse("VPUB").unwrap(),
            UnitCode::parse("SYT").unwrap(),
        );
        let officer = Actor {
            role: Role::Office,
            unit: Some(&home),
            partner: None,
            assigned: false,
            closed: false,
            stands_in: false,
            writer: Writer::Actor,
        };
        for (state, event) in [
            (State::Submitted, Event::Accepted),
            (State::Submitted, Event::Returned),
            (State::Accepted, Event::Revoked),
            (State::Open, Event::Extended),
            (State::Submitted, Event::Extended),
            (State::Open, Event::Reassigned),
            (State::Open, Event::ExtensionDeclined),
            (State::Open, Event::WaitingOnMinistry),
            (State::Submitted, Event::Resumed),
            (State::Open, Event::Cancelled),
            (State::Open, Event::Corrected),
            (State::Open, Event::Redefined),
            (State::Cancelled, Event::Replaced),
            (State::Submitted, Event::Corrected),
            (State::Accepted, Event::Corrected),
        ] {
            let theirs = Responsible::Partner(PartnerCode::parse("VNPT").unwrap());
            for by in [Responsible::Unit, theirs] {
                // What waits of a company's is its head's to decide on.
                let of_head =
                    matches!(event, Event::Accepted | Event::Returned) && by != Responsible::Unit;
                let not_here = if of_head {
                    Refusal::NotYours
                } else {
                    Refusal::OwnWork
                };
                let decided = |unit| decide(ripe(state, event), event, officer, unit, &by);
                assert_eq!(decided(&home), Err(not_here), "{event:?} {by:?}");
                assert_eq!(decided(&other).is_ok(), !of_head, "{event:?} {by:?}");
            }
        }
    }

    /// Whoever may decide only while standing in for another is the one who is marked so.
    #[test]
    fn a_decision_in_anothers_place_is_marked_so() {
        let own = UnitCode::parse("SYT").unwrap();
        let theirs = Responsible::Partner(PartnerCode::parse("VNPT").unwrap());
        for (&state, &event) in State::ALL
            .iter()
            .flat_map(|state| Event::ALL.iter().map(move |event| (state, event)))
        {
            for responsible in [&Responsible::Unit, &theirs] {
                for &role in Role::ALL {
                    let may = |stands_in| {
                        let actor = Actor {
                            role,
                            unit: matches!(role, Role::Head | Role::Member).then_some(&own),
                            partner: None,
                            assigned: false,
                            closed: false,
                            stands_in,
                            writer: Writer::Actor,
                        };
                        decide(ripe(state, event), event, actor, &own, responsible).is_ok()
                    };
                    let marked = in_place_of(event, role, responsible);
                    if may(false) {
                        assert_eq!(marked, None, "{event:?} {role:?}");
                    } else if may(true) {
                        let whose = match role {
                            Role::Office => InPlaceOf::Head,
                            _ => InPlaceOf::Office,
                        };
                        assert_eq!(marked, Some(whose), "{event:?} {role:?}");
                    }
                }
            }
        }
    }

    /// Nor where a head left a company's work undecided.
    #[test]
    fn rule_8_an_officer_never_stands_in_for_the_head_of_the_own_unit() {
        let (home, other) = (
            UnitCode::parse("VPUB").unwrap(),
            UnitCode::parse("SYT").unwrap(),
        );
        let theirs = Responsible::Partner(PartnerCode::parse("VNPT").unwrap());
        let officer = Actor {
            role: Role::Office,
            unit: Some(&home),
            partner: None,
            assigned: false,
            closed: false,
            stands_in: true,
            writer: Writer::Actor,
        };
        for event in [Event::Accepted, Event::Returned] {
            let decided =
                |unit| decide(ripe(State::Submitted, event), event, officer, unit, &theirs);
            assert_eq!(decided(&home), Err(Refusal::OwnWork), "{event:?}");
            assert!(decided(&other).is_ok(), "{event:?}");
        }
    }

    /// A document is its writer's to put right until the day after, then the office's; a title
    /// always the office's.
    #[test]
    fn a_document_is_put_right_by_its_writer_first_and_a_title_by_the_office() {
        let (own, other) = (
            UnitCode::parse("SYT").unwrap(),
            UnitCode::parse("VPUB").unwrap(),
        );
        let actor = |role, unit, writer| Actor {
            role,
            unit: Some(unit),
            partner: None,
            assigned: false,
            closed: false,
            stands_in: false,
            writer,
        };
        let by = |role, unit, state, what, writer| {
            let stage = ripe(state, Event::Corrected);
            decide_correction(
                stage,
                what,
                actor(role, unit, writer),
                &own,
                &Responsible::Unit,
            )
            .err()
        };
        use {
            Corrects::*,
            Refusal::*,
            State::*,
            Writer::{Another, Before},
        };
        let theirs = Writer::Actor;
        for (role, unit, state, what, writer, refused) in [
            (Role::Member, &own, Submitted, Document, theirs, None),
            (
                Role::Head,
                &own,
                Submitted,
                Document,
                Another,
                Some(NotYours),
            ),
            (
                Role::Member,
                &own,
                Submitted,
                Document,
                Before,
                Some(NotYours),
            ),
            (Role::Member, &own, Submitted, Title, theirs, Some(NotYours)),
            (
                Role::Member,
                &own,
                Accepted,
                Document,
                theirs,
                Some(NotInThisState),
            ),
            (
                Role::Member,
                &own,
                Open,
                Document,
                theirs,
                Some(NotInThisState),
            ),
            (
                Role::Office,
                &other,
                Submitted,
                Document,
                Another,
                Some(WritersYet),
            ),
            (Role::Office, &other, Submitted, Document, Before, None),
            (Role::Office, &other, Submitted, Title, Another, None),
            (Role::Office, &other, Accepted, Document, Another, None),
            (Role::Office, &other, Accepted, Title, Before, None),
            (
                Role::Office,
                &other,
                Open,
                Document,
                Before,
                Some(NotInThisState),
            ),
            (Role::Office, &other, Open, Title, Before, None),
            (
                Role::Office,
                &other,
                Cancelled,
                Title,
                Before,
                Some(NotInThisState),
            ),
            (Role::Office, &own, Open, Title, Before, Some(OwnWork)),
            (
                Role::Office,
                &own,
                Accepted,
                Document,
                Before,
                Some(OwnWork),
            ),
            (Role::Committee, &other, Open, Title, Before, Some(NotYours)),
        ] {
            assert_eq!(
                by(role, unit, state, what, writer),
                refused,
                "{role:?} of {unit} {state:?} {what:?} {writer:?}"
            );
        }
        let day = |text| crate::parse_day(text).unwrap();
        for (on, today, told) in [
            ("2026-11-20", "2026-11-20", theirs),
            ("2026-11-20", "2026-11-21", theirs),
            ("2026-11-20", "2026-11-22", Before),
        ] {
            assert_eq!(Writer::of(true, Some(day(on)), day(today)), told, "{today}");
        }
    }

    /// F20: a closed unit hands nothing over, nor does a company there.
    #[test]
    fn nobody_reports_into_a_closed_unit() {
        let own = UnitCode::parse("SYT").unwrap();
        let company = PartnerCode::parse("VNPT").unwrap();
        let actor = |role, closed| Actor {
            role,
            unit: matches!(role, Role::Head | Role::Member).then_some(&own),
            partner: (role == Role::Partner).then_some(&company),
            assigned: true,
            closed,
            stands_in: false,
            writer: Writer::Actor,
        };
        let theirs = Responsible::Partner(company.clone());
        for (role, responsible) in [
            (Role::Member, &Responsible::Unit),
            (Role::Head, &Responsible::Unit),
            (Role::Partner, &theirs),
        ] {
            for event in [Event::Submitted, Event::ExtensionRequested] {
                let told = |closed| {
                    let actor = actor(role, closed);
                    decide(ripe(State::Open, event), event, actor, &own, responsible)
                };
                assert!(told(false).is_ok(), "{role:?} {event:?}");
                assert_eq!(told(true), Err(Refusal::UnitClosed), "{role:?} {event:?}");
            }
            let actor = actor(role, true);
            let back = decide(
                ripe(State::Submitted, Event::Withdrawn),
                Event::Withdrawn,
                actor,
                &own,
                responsible,
            );
            assert!(back.is_ok(), "{role:?}");
        }
        let office = actor(Role::Office, true);
        let decided = decide(
            ripe(State::Submitted, Event::Accepted),
            Event::Accepted,
            office,
            &own,
            &Responsible::Unit,
        );
        assert!(decided.is_ok());
    }
}
