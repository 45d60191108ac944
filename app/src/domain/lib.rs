//! The campaign: its words, and the rules that turn facts into figures. The law they
//! follow is docs/rules.md; "rule N" anywhere in the code is a number there.
//!
//! Everything here is pure: no clock, no input or output. Days and instants are
//! passed in, so that the same facts give the same figures on any day asked for.
//! Nothing outside this crate computes a status or a share.

mod assignment;
mod backtest;
mod burden;
mod cadence;
mod calendar;
mod campaign;
mod catch_up;
mod change;
mod clock;
mod code;
mod commitment;
mod count;
mod criteria;
mod criterion;
mod day;
mod delivery;
mod dependency;
mod document;
mod due;
mod duty;
mod explanation;
mod figure;
mod figures;
mod file;
mod forecast;
mod foremost;
mod gains;
mod gap;
mod hands;
mod indicator;
mod judgement;
mod later;
mod life;
mod measuring;
mod milestone;
mod moves;
mod named_day;
mod next_change;
mod old_book;
mod one_time;
mod outlook;
mod outside;
mod pace;
mod part;
mod partner;
mod path;
mod portions;
mod proposal;
mod recheck;
mod reconcile;
mod records;
mod recovery;
mod redefinition;
mod responsible;
mod rest;
mod rhythm;
mod role;
mod secrecy;
mod share;
mod share_of;
mod silence;
mod slot;
mod spread;
mod stand_in;
mod status;
mod survey;
mod telephone;
mod trigger;
mod turn_reason;
mod unit;
mod unit_group;
mod username;
mod wall;
mod weighed;
mod weight;
mod wording;
mod workstream;

pub use assignment::{Assignment, AssignmentRole, AssignmentsError, check_assignments};
pub use backtest::{ForecastOf, Reliability, Said, Trial, Tried, month_ends};
pub use burden::{BURDEN_WEEKS, Burden, IDLE_DAYS, Minutes, burden_weeks};
pub use cadence::{Cadence, DayOfWeek, DayOff, Every, MOST_DUE_MONTHS, Period};
pub use calendar::{Calendar, DayKind, WORKING_DAYS};
pub use campaign::{Campaign, Issued, Place, Reach};
pub use catch_up::fewest;
pub use change::Turn;
pub use clock::{Clock, Clocks, Days, HeldDays, Stretch};
pub use code::{
    BodyCode, CadenceCode, CodeError, DutyKey, GroupCode, IndicatorCode, MilestoneId, PartnerCode,
    RhythmCode, TriggerCode, UnitCode, WorkstreamCode,
};
pub use commitment::{Commitment, Commitments};
pub use count::typed_count;
pub use criteria::{Standing, criteria_met, meets_all_six, weakest};
pub use criterion::Criterion;
pub use day::{
    Day, Instant, Nearest, closes_at, local_day, looks_like_a_day, monday, parse_day, start_of,
    typed_day,
};
pub use delivery::{
    DECIDE_WITHIN, DECISION_DAYS, DayTally, Deliveries, DueWeek, STAND_IN_AFTER, WaitBand,
    due_by_week, wait_bands,
};
pub use dependency::{Dependencies, Dependency};
pub use document::{
    Document, DocumentLevel, DocumentList, DocumentNumber, Successor, Validity, same_issuer,
};
pub use due::Due;
pub use duty::{After, AfterDeadline, BESIDE_DAYS, Duty, DutyRole, Outcome};
pub use explanation::{ANSWER_WITHIN, About, Act, Cause, Explanation, Question, Talk, speak};
pub use figure::{DeliveryOf, Figure, NoFigure, NumberOf, Of, What};
pub use figures::{DutyFigures, Figures, PartnerPart};
pub use file::{
    FileKind, FileRefusal, LARGEST_FILE, LARGEST_UPLOAD, MOST_FILES, MOST_LOOSE, Shown, kept_name,
    sent_name,
};
pub use forecast::{Finish, Forecast, WIDE_WINDOW_DAYS, WINDOW_DAYS, forecast, horizon};
pub use foremost::foremost;
pub use gains::Gains;
pub use gap::{Gap, GapBy, LiesWith};
pub use hands::Holder;
pub use indicator::{
    Counts, Direction, FEW_ANSWERS, Indicator, Measurement, NEVER_FALLS, Pending, SATISFACTION,
    SECOND, Value, ValueError, canonical_decimal, millionths, on_the_way, parse_decimal,
    parse_path, parse_typed_decimal, tenths, told_beside, told_from,
};
pub use judgement::{Judgement, Lateness, judge};
pub use later::CountsLater;
pub use life::{
    Actor, Corrects, Event, InPlaceOf, Party, Refusal, Says, Stage, State, Writer, decide,
    decide_correction, in_place_of,
};
pub use measuring::{Cell, Measurer, Misread, Shape, TypedValue, ValueSign, ValueState};
pub use milestone::{
    Asked, Deadline, Decided, Former, Milestone, MilestoneEvent, MilestoneKind, SecondValue, Terms,
    extends_from,
};
pub use moves::{MadeOf, Move, Moves};
pub use named_day::{LONGEST_DAY_NAME, NamedDays};
pub use next_change::next_change;
pub use old_book::{BookMark, OldBook, OldStatus};
pub use one_time::{ONE_TIME_LASTS, OneTimePassword};
pub use outlook::{Horizon, LEAST_MILESTONES, Outlook, PACE_WEEKS, Prospect};
pub use outside::{Body, BodyKind, Helper, Outside};
pub use pace::{OutcomePace, remaining, remaining_records};
pub use part::Part;
pub use partner::Partner;
pub use path::{TargetPath, below_path, falls_below_on, leads_on, target_path};
pub use portions::Portions;
pub use proposal::{LONGEST_PROPOSAL, MOST_PROPOSALS, proposed_for};
pub use recheck::{
    Announced, MOST_RECHECKED, NoScope, RecheckOf, RecheckScope, Rechecked, RecheckedThing,
    Rechecker, Rechecks, Trust, draw, lot_in_hex,
};
pub use reconcile::{
    Against, Differs, Task, TaskCount, numbers_against, share_against, status_of, statuses_against,
    untold, why_differs, why_numbers_differ,
};
pub use records::records_together;
pub use recovery::{RECOVERY_CODES, RecoveryCode};
pub use redefinition::{
    Asks, Kept, MILESTONE_TERMS, Promised, Redefinition, Subject, Term, first_terms,
};
pub use responsible::Responsible;
pub use rest::{Rest, RestSide, RestWith};
pub use rhythm::{
    ExceptionOf, MOST_CUT_OFF, MOST_REMIND, OPENED_LATE, OPENS_BEFORE, Opening, Rhythm, Rhythms,
    Slot, SlotException, USUAL_REMIND,
};
pub use role::{Home, Role};
pub use secrecy::{secrecy_mark, secrecy_mark_in_link, secrecy_mark_in_name};
pub use share::{Mass, Share, whole};
pub use share_of::ShareOf;
pub use silence::{Contact, SILENT_DAYS, silence_is_told};
pub use slot::{NOTHING_RUNNING, RETURNED_DAYS, SlotsClosed};
pub use spread::{FEW, Measure, Pile, Spread, Stand};
pub use stand_in::{Officer, Officers, StandIn};
pub use status::{FRESH_DAYS, SOON_DAYS, Status, judge_outcome};
pub use survey::{Survey, TypedSurvey};
pub use telephone::is_telephone;
pub use trigger::{DayCount, DueAfter, LONGEST_TERM, Trigger, Triggers};
pub use turn_reason::{TurnReason, cancelled_since};
pub use unit::{Bloc, Tier, Unit, UnitKind};
pub use unit_group::{
    EVERY_UNIT, GroupPart, GroupRule, Membership, PartInGroup, UnitGroup, UnitGroups,
    is_inherited_work, other_with_a_part, part_in_group,
};
pub use username::{Username, UsernameError};
pub use wall::{WALL_SECONDS, Wall, WallPage};
pub use weighed::Weighed;
pub use weight::{Bearer, MAX_WEIGHT, Weight, own_weights, weights};
pub use wording::{
    LONGEST_NAME, LONGEST_NUMBER, LONGEST_TEXT, LONGEST_TITLE, clean, clean_line, says_something,
};
pub use workstream::{Group, Headline, Workstream, WorkstreamKind};

/// A closed list of words: the code of each is what files, database and pages use.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in files, the database and machine-readable attributes.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The word with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
