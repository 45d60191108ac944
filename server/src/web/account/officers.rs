//! The officers as they were read last.
use std::sync::Mutex;

use app::{access::Officers, domain::Day};

use crate::{
    db::{Db, DbError, people},
    lock::lock,
};

/// Facts say who the officers are: until the next one, and on the same day, they are the same.
#[derive(Debug, Default)]
pub struct KnownOfficers(Mutex<Option<(i64, Day, Officers)>>);

impl KnownOfficers {
    /// Who they are today, with the facts up to a place in the order.
    pub async fn upto(&self, db: &Db, today: Day, upto: i64) -> Result<Officers, DbError> {
        if let Some((at, day, known)) = &*lock(&self.0)
            && (*at, *day) == (upto, today)
        {
            return Ok(known.clone());
        }
        // What was recorded meanwhile may be among them, and is asked for again after it.
        let officers = people::officers(db, today).await?;
        *lock(&self.0) = Some((upto, today, officers.clone()));
        Ok(officers)
    }
}
