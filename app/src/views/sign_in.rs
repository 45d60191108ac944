use super::away::Away;
use crate::domain::{Role, words};

/// `/sign-in`
#[derive(Debug, Clone, Default)]
pub struct SignInForm {
    /// What was typed; the password is never sent back.
    pub username: String,
    pub error: Option<SignInError>,
    /// Where to go afterwards, a path of this site.
    pub next: String,
    /// A form that was not sent.
    pub unsent: Option<Unsent>,
    /// In a demonstration: (role word, account), and nothing in a real one.
    pub accounts: Vec<(Role, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInError {
    /// Unknown, wrong or disabled: one answer for all.
    Wrong,
    /// A one-time password that is good no more.
    OneTimeOver,
    /// Too many attempts; seconds to wait.
    Slow {
        seconds: u64,
    },
    Away(Away),
    /// Too many sign in at once; seconds to wait.
    Busy {
        seconds: u64,
    },
}

/// A form that came when its person was not signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    pub why: Why,
    pub form: UnsentForm,
    /// What was typed, sealed by the server; `None` where nothing was, or it could not be kept.
    pub sealed: Option<String>,
}

words! {
    /// Why a form was not sent.
    Why {
        SessionEnded = "session",
        /// The browser is signed in as somebody who may not send it.
        OtherAccount = "account",
    }
}

words! {
    /// What a form that was not sent would have done.
    UnsentForm {
        Report = "report",
        Draft = "draft",
        Withdrawal = "withdrawal",
        Decision = "decision",
        ExtensionRequest = "extension_request",
        Adjustment = "adjustment",
        Question = "question",
        Explanation = "explanation",
        OwnCorrection = "own_correction",
        Restatement = "restatement",
        Measurements = "measurements",
        /// The draft of those.
        MeasurementsDraft = "measurements_draft",
        /// Of a draw to be re-checked.
        Announcement = "announcement",
        /// What is put before the committee.
        Proposals = "proposals",
        Recheck = "recheck",
        /// On what is ticked of the desk.
        Together = "together",
        /// Of the acceptance of a value.
        Revocation = "revocation",
        /// On a figure of the old board.
        FigureNote = "figure_note",
        /// A table of the plan.
        PlanTable = "plan_table",
        /// A row of the plan, or something done to many.
        PlanChange = "plan_change",
        /// The name of a day.
        DayName = "day_name",
        /// What an account is to say.
        Person = "person",
        /// A table of accounts.
        People = "people",
    }
}
