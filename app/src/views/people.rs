use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Mistake, TableMistake};
use crate::domain::{Day, Role, Wall, WallPage, words};

words! {
    /// The parts of the list of accounts that ask for something.
    PeoplePart {
        All = "all",
        /// Nobody ever signed in.
        NeverIn = "never-in",
        OneTimeOver = "one-time-over",
        /// Nobody signed in for [`SILENT_DAYS`](crate::domain::SILENT_DAYS) days.
        Silent = "silent",
        /// Its days end soon.
        Ending = "ending",
        /// Disabled, or over.
        Out = "out",
    }
}

/// Days within which an account's end is soon.
pub const ENDING_WITHIN: i64 = 14;

/// What the list of accounts is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct PeopleFilter {
    pub text: String,
    pub role: Option<Role>,
    /// The code or the name of a unit or of a company, as typed.
    pub scope: String,
    pub part: Option<PeoplePart>,
}

impl PeopleFilter {
    pub fn chosen(&self) -> bool {
        !self.text.is_empty() || self.role.is_some() || !self.scope.is_empty()
    }
}

/// `/people`: accounts, and what of them asks for something.
#[derive(Debug, Clone)]
pub struct PeopleList {
    pub filter: PeopleFilter,
    /// All accounts there are, and how many of each part.
    pub counts: Vec<(PeoplePart, usize)>,
    /// Those that the filter leaves.
    pub matching: usize,
    pub rows: Vec<PersonRow>,
    pub page: usize,
    pub pages: usize,
    pub scopes: Vec<Scope>,
    /// The account that the form over the rows is given to.
    pub account: String,
    pub error: Option<Mistake>,
    /// What became of those that were ticked since the list was read: nothing was done to any.
    pub overtaken: Vec<OvertakenPerson>,
}

/// An account that is no more as its reader read it.
#[derive(Debug, Clone)]
pub struct OvertakenPerson {
    pub username: String,
    pub name: String,
    /// What was done to it last.
    pub last: Option<AuditRow>,
}

/// A unit or a company that an account may be of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    pub code: String,
    pub name: Arc<str>,
    pub company: bool,
}

#[derive(Debug, Clone)]
pub struct PersonRow {
    pub username: String,
    pub name: String,
    pub title: String,
    pub role: Role,
    pub scope: Option<Scope>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// When somebody signed in last: the day and the time of the day.
    pub last: Option<(Day, String)>,
    pub standing: Standing,
    pub one_time: Option<OneTime>,
    /// Nobody signed in for so many days.
    pub silent: Option<i64>,
    /// Whether there is a second factor; `None` where there is none and none is asked for.
    pub factor: Option<bool>,
    /// What it will be, the next first.
    pub coming: Vec<ComingRow>,
    /// The sign of what its reader reads of it.
    pub read: String,
}

/// What an account will be from a day on.
#[derive(Debug, Clone)]
pub struct ComingRow {
    pub begins: Day,
    pub role: Role,
    pub scope: Option<Scope>,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// Whether an account may sign in today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Active,
    /// From a day to come.
    NotYet,
    Ended,
    Disabled,
}

/// How a one-time password stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OneTime {
    /// Good for so many hours more.
    Hours(i64),
    /// Since a day.
    Over(Day),
}

/// `/people/{username}` and `/people/add/one`.
#[derive(Debug, Clone)]
pub struct PersonPage {
    /// The account as it is; none for a new one.
    pub person: Option<PersonRow>,
    pub form: PersonForm,
    pub errors: PersonErrors,
    pub scopes: Vec<Scope>,
    /// What was done to it of late, and when somebody signed in, or tried to.
    pub history: Vec<AuditRow>,
    pub sign_ins: Vec<AuditRow>,
    /// What its screen shows in turn; of a display only.
    pub wall: Option<WallForm>,
    /// What was done by the form before this page.
    pub done: Option<PersonDone>,
}

/// What a screen shows in turn: the seconds of each page, as typed; nothing: not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WallForm {
    pub seconds: Vec<(WallPage, String)>,
    /// What stood when the form was opened.
    pub read: String,
    pub account: String,
    /// Seconds that cannot be read.
    pub bad: Vec<WallPage>,
    pub mistake: Option<Mistake>,
}

impl WallForm {
    /// What stands.
    pub fn of(wall: &Wall, account: String) -> Self {
        let seconds = |page: &WallPage| wall.seconds(*page).map(|it| it.to_string());
        let typed = |page: &WallPage| (*page, seconds(page).unwrap_or_default());
        Self {
            seconds: WallPage::ALL.iter().map(typed).collect(),
            read: wall.to_string(),
            account,
            ..Self::default()
        }
    }
}

words! {
    /// What a form does to an account.
    PersonDone {
        Changed = "changed",
        Disabled = "disabled",
        Enabled = "enabled",
        FactorGone = "factor-off",
        /// It changes on a day to come.
        ToCome = "to-come",
        TakenBack = "taken-back",
        /// What its screen shows.
        Wall = "wall",
    }
}

/// What an account says, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForm {
    pub username: String,
    pub name: String,
    pub title: String,
    pub phone: String,
    pub email: String,
    pub role: String,
    pub scope: String,
    pub from: String,
    pub to: String,
    /// From which day role, unit and days are to hold; empty: at once.
    pub begins: String,
    pub language: String,
    /// How pages look for it, where nobody could choose it: a wall's.
    pub theme: String,
    /// The sign of what stood there when the form was opened.
    pub read: String,
    /// The account that the form was given to.
    pub account: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PersonErrors {
    pub username: Option<Mistake>,
    pub name: Option<Mistake>,
    pub title: Option<Mistake>,
    pub phone: Option<Mistake>,
    pub email: Option<Mistake>,
    pub role: Option<Mistake>,
    pub scope: Option<Mistake>,
    pub from: Option<Mistake>,
    pub to: Option<Mistake>,
    pub begins: Option<Mistake>,
    pub form: Option<Mistake>,
}

/// `/people/add/many`: a table of people, looked over before it is written.
#[derive(Debug, Clone, Default)]
pub struct ManyPage {
    pub text: String,
    pub account: String,
    /// What was understood; none before the first look.
    pub read: Option<ManyRead>,
    pub error: Option<Mistake>,
    /// What is wrong with the file.
    pub file_error: Option<TableMistake>,
}

/// A table of people, as it was pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManyForm {
    pub text: String,
    /// The account that the form was given to.
    pub account: String,
}

/// What was read of a table of people.
#[derive(Debug, Clone, Default)]
pub struct ManyRead {
    /// In the order of the table.
    pub new: Vec<ManyNew>,
    /// Accounts that are there already, and stay as they are.
    pub kept: usize,
    /// What is wrong or worth a look, each with its row and column.
    pub errors: Vec<String>,
    pub notes: Vec<String>,
    /// Nothing stands in its way.
    pub sound: bool,
}

/// An account that a table would add.
#[derive(Debug, Clone)]
pub struct ManyNew {
    pub username: String,
    pub name: String,
    pub role: Option<Role>,
    pub scope: Option<Scope>,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// One-time passwords, shown once: slips to be cut out.
#[derive(Debug, Clone)]
pub struct SlipsPage {
    pub slips: Vec<Slip>,
    /// The day and the time after which they are void.
    pub until: (Day, String),
    pub origin: String,
}

#[derive(Debug, Clone)]
pub struct Slip {
    pub name: String,
    pub organisation: Option<Arc<str>>,
    pub username: String,
    /// `K7QF 2M9X TRWD 4HNP`
    pub password: String,
}

/// `/audit`: what was done, by whom, when and from where.
#[derive(Debug, Clone)]
pub struct AuditPage {
    pub filter: AuditFilter,
    pub rows: Vec<AuditRow>,
    /// The line after which the next page goes on; none on the last.
    pub older: Option<i64>,
    /// The number and the hash of the last line, to be noted down.
    pub last: (i64, String),
}

#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// By whom, a name of a user.
    pub person: String,
    /// To what: an account, a milestone, an address.
    pub subject: String,
    pub what: Option<AuditPart>,
    pub from: String,
    pub to: String,
}

impl AuditFilter {
    pub fn chosen(&self) -> bool {
        !self.person.is_empty()
            || !self.subject.is_empty()
            || self.what.is_some()
            || !self.from.is_empty()
            || !self.to.is_empty()
    }
}

words! {
    /// Kinds of lines of the audit.
    AuditPart {
        SignIns = "sign-ins",
        People = "people",
        Refused = "refused",
        Facts = "facts",
        Exports = "exports",
    }
}

/// One line of the audit.
#[derive(Debug, Clone)]
pub struct AuditRow {
    pub line: i64,
    pub day: Day,
    pub time: String,
    /// The account; empty for the command line.
    pub person: String,
    pub source: String,
    /// `milestone.submitted`, `sign_in` ...
    pub action: String,
    pub subject: String,
    pub detail: String,
    /// A decision within the day after a reset of the account of who took it.
    pub after_reset: bool,
}
