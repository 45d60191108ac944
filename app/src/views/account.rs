use std::sync::Arc;

use super::Mistake;
use crate::{
    domain::{Day, Role, words},
    lang::Theme,
    text::Lang,
};

/// `/account`: who I am here, and where the morning's mail goes.
#[derive(Debug, Clone)]
pub struct AccountPage {
    pub name: String,
    pub username: String,
    pub role: Role,
    /// The unit or company, its code and name.
    pub organisation: Option<(String, Arc<str>)>,
    /// What becomes of the mail as things stand now.
    pub mail: MorningMail,
    /// When and from where the account was signed in with the time before.
    pub before: Option<(Day, String, String)>,
    pub sessions: Vec<OwnSession>,
    pub language: Lang,
    pub theme: Theme,
    /// What the account keeps and follows.
    pub kept: super::KeptByReader,
    /// What was done before this page.
    pub done: Option<AccountDone>,
    pub form: AccountForm,
    pub errors: AccountErrors,
}

words! {
    /// What was done to one's own account.
    AccountDone {
        Password = "password",
        SessionsEnded = "sessions",
        FactorOff = "factor-off",
        Theme = "theme",
        Kept = "kept",
        LetGo = "let-go",
        KeptFull = "kept-full",
        /// Its address carries a mark of secrecy.
        ViewSecret = "kept-secret",
        OtherAccount = "other-account",
    }
}

/// A browser in which the account is signed in.
#[derive(Debug, Clone)]
pub struct OwnSession {
    pub key: String,
    pub since: (Day, String),
    pub seen: (Day, String),
    /// The address it was opened from.
    pub from: String,
    /// None of one from before this was kept.
    pub device: Option<Device>,
    /// The page is read in it.
    pub here: bool,
}

words! {
    /// What a browser runs on.
    Device {
        Computer = "computer",
        Phone = "phone",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MorningMail {
    /// It goes there.
    To(String),
    /// It is not wanted.
    Unwanted,
    NoAddress,
    /// This server sends none to anybody.
    NoServer,
}

#[derive(Debug, Clone, Default)]
pub struct AccountForm {
    /// As typed.
    pub email: String,
    pub wants_mail: bool,
    /// The sign of what stood there when the form was opened.
    pub read: String,
    /// The account the form was given to.
    pub account: String,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct AccountErrors {
    pub email: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl AccountErrors {
    pub const fn any(&self) -> bool {
        self.email.is_some() || self.form.is_some()
    }
}
