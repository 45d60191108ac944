//! Boxes of a list, each with the marks of a form of its own: what one form sends for many
//! rows.
use app::{domain::MilestoneId, views::Marks};

use super::error::{BadRequest, WebError};
use crate::db::milestone_events::Handed;

/// A ticked milestone, with what its reader had read of it.
#[derive(Debug, Clone)]
pub struct Marked {
    pub milestone: MilestoneId,
    pub marks: Marks,
}

/// What the box of a milestone carries: its id, the id of the form, what was read and what was
/// promised.
pub fn mark(milestone: &MilestoneId, read: &Handed) -> String {
    let form = uuid::Uuid::now_v7();
    format!("{milestone}.{form}.{}.{}", read.sign(), read.promised)
}

/// Whether two boxes are of one thing as it was read: all but the ids of their forms.
pub fn reads_the_same(one: &str, other: &str) -> bool {
    let parts = |mark| str::split(mark, '.').enumerate().filter(|it| it.0 != 1);
    parts(one).eq(parts(other))
}

impl Marked {
    /// Reads a box that was given to an account.
    pub fn read(value: &str, account: &str) -> Result<Self, WebError> {
        let mut parts = value.split('.');
        let mut part = || parts.next().unwrap_or_default().to_owned();
        let (milestone, submission, read, promised) = (part(), part(), part(), part());
        let bad = || WebError::BadRequest(BadRequest::Form);
        uuid::Uuid::parse_str(&submission).map_err(|_| bad())?;
        Ok(Self {
            milestone: MilestoneId::parse(&milestone).map_err(|_| bad())?,
            marks: Marks {
                submission,
                read,
                promised,
                account: account.to_owned(),
                // What is decided on together rests on no value.
                measured: String::new(),
            },
        })
    }
}
