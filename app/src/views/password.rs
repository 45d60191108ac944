use super::Mistake;

/// `/account/password`: a password of one's own.
#[derive(Debug, Clone, Default)]
pub struct PasswordPage {
    /// Signed in by a one-time password, which was just typed: nothing else is reached before.
    pub half_in: bool,
    /// The name that a browser keeps the password under.
    pub username: String,
    pub form: PasswordForm,
    pub errors: PasswordErrors,
}

/// What the form carries beside passwords, which are never sent back.
#[derive(Debug, Clone, Default)]
pub struct PasswordForm {
    /// The account the form was given to.
    pub account: String,
    /// Where to go afterwards, a path of this site.
    pub next: String,
    /// What was typed before the session had ended, on its way to its form.
    pub sealed: String,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct PasswordErrors {
    pub old: Option<Mistake>,
    pub new: Option<Mistake>,
    pub again: Option<Mistake>,
    pub form: Option<Mistake>,
}
