//! What was decided soon after somebody else had set the password or the second factor of who decided.
use std::collections::HashSet;

use super::{Db, DbError, Tx, with_pool, with_tx};

/// Whether the event `e` is of the day after a reset of its account, as far as a reader may know.
macro_rules! after_reset {
    ($may_know:literal) => {
        concat!(
            "(",
            $may_know,
            " and exists (select 1 from account_resets s where s.person = e.person \
               and s.seq < e.seq and e.recorded_at < s.recorded_at + 86400000000)) \
             as after_reset"
        )
    };
}
pub(super) use after_reset;

/// Forms asked for in one query: fewer than any engine's limit of values.
const AT_ONCE: usize = 500;

/// Those of some forms that wrote something on the day after a reset of whoever sent them.
pub async fn soon_after(db: &Db, forms: &[&str]) -> Result<HashSet<String>, DbError> {
    let mut found = HashSet::new();
    for some in forms.chunks(AT_ONCE) {
        let places: Vec<String> = (1..=some.len()).map(|at| format!("${at}")).collect();
        let places = places.join(", ");
        let of = |table: &str| {
            format!(
                "select e.submission from {table} e join account_resets s on s.person = e.person \
                 where e.submission in ({places}) and s.seq < e.seq \
                   and e.recorded_at < s.recorded_at + 86400000000"
            )
        };
        let sql = format!(
            "{} union {}",
            of("milestone_events"),
            of("measurement_events")
        );
        let all: Vec<String> = with_pool!(db, pool => {
            let query = some.iter().fold(sqlx::query_scalar(&sql), |query, it| query.bind(*it));
            query.fetch_all(pool).await
        })?;
        found.extend(all);
    }
    Ok(found)
}

/// Whether somebody else ever set the password or the second factor of an account anew.
pub async fn any(tx: &mut Tx, person: &str) -> Result<bool, DbError> {
    let sql = "select count(*) from account_resets where person = $1";
    let rows: i64 =
        with_tx!(tx, conn => sqlx::query_scalar(sql).bind(person).fetch_one(conn).await)?;
    Ok(rows > 0)
}
