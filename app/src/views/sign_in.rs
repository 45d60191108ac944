use crate::domain::Role;

/// `/sign-in`
#[derive(Debug, Clone, Default)]
pub struct SignInForm {
    /// What was typed; the password is never sent back.
    pub username: String,
    pub error: Option<SignInError>,
    /// Where to go afterwards, a path of this site.
    pub next: String,
    /// In a demonstration: (role word, account), and nothing in a real one.
    pub accounts: Vec<(Role, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInError {
    /// Unknown, wrong or disabled: one answer for all.
    Wrong,
    /// Too many attempts; seconds to wait.
    Slow { seconds: u64 },
}
