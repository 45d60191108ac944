use super::away::Away;
use crate::domain::{FileRefusal, Kept, Refusal};

/// What is wrong with what a person or an island sent. `text::mistake` says it in
/// words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    // The address, or the request as a whole.
    NotYet,
    /// Nothing is recorded of a campaign that is over.
    CampaignOver,
    DutyOver,
    BadDay,
    BadForm,
    ForeignOrigin,
    TooLarge,
    SignInAgain,
    IslandsOnly,
    TooMany,
    /// Not their doing: nothing was imported yet.
    NoCampaign,
    /// Nor this.
    Failed,
    Away(Away),
    /// The store of files is away or busy.
    FilesAway,
    /// A file that was handed over is not in the store.
    FileLost,

    // Two days to compare, and a name of one.
    DayBeforeStart,
    DaysBackwards,
    DaysSame,
    DayNameMissing,
    DayNameTooLong,
    /// The day has another name by now.
    DayNameOvertaken,

    // A report.
    ProducedMissing,
    NothingReasonMissing,
    /// Why an old figure differs from ours is not said.
    FigureReasonMissing,
    ProducedTooLong,
    VolumeBad,
    NumberMissing,
    NumberTooLong,
    DocumentDayMissing,
    DocumentDayBad,
    DocumentDayFuture,
    LinkMissing,
    LinkBad,
    LinkTooLong,
    /// It carries a user name or a password.
    LinkPassword,
    /// It leads to the reader's own machine, or to a name of one local network.
    LinkOnlyHere,
    NoSecretsUnticked,
    DraftConflict,
    /// Other milestones that the report was to be handed over for.
    OthersKeptBack,

    // A decision.
    DecisionMissing,
    ReasonMissing,
    ReasonTooLong,
    ChecksMissing,
    ReasonNotRead,
    ResendBad,
    /// Not after today.
    ResendPast,
    /// What counts is not accepted together with others.
    NotAPlan,

    // An adjustment.
    DeadlineMissing,
    DeadlineBad,
    /// Not after the deadline that stands, or in the past.
    DeadlineNotLater,
    /// After the campaign's end: meant so, or a slip of the keyboard.
    BeyondCampaign,
    /// Years after the campaign's end.
    DeadlineTooFar,
    PartyMissing,
    DecisionNumberMissing,
    AdjustmentReasonMissing,
    SureMissing,

    // A restatement.
    /// What was sent is what stands.
    NothingChanged,
    TitleMissing,
    TitleTooLong,
    /// Another milestone of the duty is called so.
    TitleTaken,
    /// More than typing changes: number, reason and approver are asked for.
    NeedsDecision,
    ApproverMissing,
    KindMissing,
    WeightBad,
    ProductTooLong,
    ReachBad,
    /// An outcome names the value that must have been measured.
    ReachMissing,
    /// It would be reached before anything is done, or never.
    ReachOutside,
    /// The duty measures nothing that an outcome could reach.
    NoOutcome,
    /// A promise that can no longer change.
    Kept(Kept),

    // A question or an explanation.
    AboutMissing,
    CauseMissing,
    QuestionMissing,
    ExplanationMissing,
    CommitmentMissing,
    CommitmentBad,
    CommitmentPast,
    /// Something of the duty changed since the form was opened.
    OvertakenDuty,

    // A table of measurements.
    /// No row says anything.
    NothingMeasured,
    MeasuredDayMissing,
    MeasuredDayBad,
    /// Rule 8.
    MeasuredDayFuture,
    /// A row of the form was read before something was entered or decided.
    OvertakenValues,
    /// No value was ticked.
    NothingTicked,

    // A re-check.
    RecheckScopeMissing,
    RecheckOfMissing,
    RecheckNumberBad,
    RecheckFewOfOldBook,
    RecheckPlanMissing,
    /// The form announced another draw before.
    RecheckFormUsed,
    ReconcileRowMissing,
    ReconcileFormUsed,

    // What is put before the committee.
    ProposalsDay,
    ProposalTooLong,
    ProposalSaysNothing,
    /// The form wrote something else before.
    ProposalsFormUsed,
    /// Somebody else wrote since it was read.
    ProposalsOvertaken,

    /// How long a page stands on a wall.
    WallSeconds,
    RecheckResultMissing,
    RecheckFindingMissing,
    /// Another result is recorded and nobody says why.
    RecheckAgainWhy,
    /// What one could not confirm is confirmed by somebody else.
    RecheckTurned,
    /// The document is of before the draw.
    RecheckDocumentOlder,
    RecheckTextTooLong,
    /// The thing was revoked or its result recorded since the form was opened.
    OvertakenRecheck,

    // One's own account.
    EmailBad,
    /// It was changed elsewhere since the form was opened.
    OvertakenAccount,

    // Any form about a milestone.
    /// Something happened to the milestone since the form was opened.
    Overtaken,
    /// The form was given to another account.
    OtherAccount,
    PasswordShort,
    PasswordLong,
    PasswordRepeated,
    PasswordCommon,
    PasswordGuessed,
    /// The new one is the one until now.
    PasswordSame,
    PasswordsDiffer,
    PasswordWrong,
    PasswordSlow,
    CodeWrong,
    CodeSlow,
    FactorAsked,
    FactorAskedBefore,
    UsernameBad,
    UsernameTaken,
    PersonNameMissing,
    PersonTooLong,
    PhoneBad,
    RoleMissing,
    ScopeMissing,
    ScopeBad,
    PersonDayBad,
    PersonDaysBackwards,
    LastAdministrator,
    OvertakenPerson,
    OvertakenPeople,
    PersonBeginsOver,
    PersonNothingBegins,
    NobodyTicked,
    OnOneself,
    ManyEmpty,
    ManyMoved,
    SecretMark,
    Refused(Refusal),
    /// A file that was sent by itself.
    File(FileRefusal),
}
