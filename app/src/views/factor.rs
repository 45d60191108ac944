use super::Mistake;
use crate::domain::Day;

/// `/sign-in/code`: the second step of signing in.
#[derive(Debug, Clone, Default)]
pub struct CodePage {
    pub username: String,
    /// The account the form was given to.
    pub account: String,
    /// Where to go afterwards, a path of this site.
    pub next: String,
    /// What was typed before the session had ended, on its way to its form.
    pub sealed: String,
    pub error: Option<Mistake>,
}

/// `/account/factor`: the second factor of one's own account.
#[derive(Debug, Clone)]
pub struct FactorPage {
    pub account: String,
    pub next: String,
    /// The role must have one, and nothing else is reached before.
    pub half_in: bool,
    /// It may not be taken off.
    pub required: bool,
    pub state: FactorState,
    pub error: Option<Mistake>,
}

#[derive(Debug, Clone)]
pub enum FactorState {
    /// It is asked for since a day; so many codes of recovery are left.
    On { since: Day, codes: i64 },
    /// A new one, to be tried.
    New(NewFactor),
    /// It was tried, or new ones were asked for: the codes of recovery, shown once.
    Codes { codes: Vec<String>, turned_on: bool },
}

/// A factor that is not asked for yet.
#[derive(Debug, Clone)]
pub struct NewFactor {
    /// The secret as the form brings it back.
    pub sealed: String,
    /// As people type it: `JBSW Y3DP ...`
    pub printed: String,
    /// What a telephone opens its authenticator with.
    pub address: String,
    /// The picture to scan: its size in squares, and their path.
    pub picture: Option<(i32, String)>,
}
