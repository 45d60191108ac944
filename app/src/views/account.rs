use std::sync::Arc;

use super::Mistake;
use crate::domain::Role;

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
    pub form: AccountForm,
    pub errors: AccountErrors,
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
