//! `/people`: the accounts of the campaign, kept by its administrators.
mod list;
mod many;
mod person;
mod slips;
mod wall;

pub use list::{change_together, people};
pub use many::{ManyFields, add_many, many, many_again};
pub use person::{PersonFields, add, change, new_person, person, person_again};
pub use wall::set_wall;

use app::{
    domain::{Day, Instant, SILENT_DAYS, local_day},
    text::clock_time,
    views::{ComingRow, OneTime, PersonRow, Scope, Standing},
};
use chrono_tz::Tz;

use super::visit::Visit;
use crate::{
    board::Board,
    db::{
        milestone_events::sign,
        people::{Coming, Person},
    },
};

/// What a row says of an account, read once for all rows.
struct Rows<'a> {
    board: &'a Board,
    now: Instant,
    zone: Tz,
    today: Day,
    /// The server asks some roles for a second factor.
    requires: bool,
}

impl<'a> Rows<'a> {
    fn of(visit: &Visit, board: &'a Board) -> Self {
        let (now, zone) = (visit.app.clock.now(), visit.zone());
        Self {
            board,
            now,
            zone,
            today: local_day(now, zone),
            requires: visit.app.config.require_totp,
        }
    }

    /// `None` for a role that this version does not know.
    fn row(&self, person: &Person, last: Option<Instant>, coming: &[Coming]) -> Option<PersonRow> {
        let role = person.role()?;
        let day = |text: &Option<String>| app::domain::parse_day(text.as_deref()?);
        let (from, to) = (day(&person.valid_from), day(&person.valid_to));
        let standing = if person.disabled {
            Standing::Disabled
        } else if from.is_some_and(|from| from > self.today) {
            Standing::NotYet
        } else if to.is_some_and(|to| to < self.today) {
            Standing::Ended
        } else {
            Standing::Active
        };
        let active = standing == Standing::Active;
        let last_day = last.map(|at| local_day(at, self.zone));
        let quiet = last_day.map(|day| (self.today - day).num_days());
        let one_time = person
            .one_time_until
            .filter(|_| person.must_change_password());
        Some(PersonRow {
            username: person.username.clone(),
            name: person.name.clone(),
            title: person.title.clone(),
            role,
            scope: self.scope(person),
            from,
            to,
            last: last.map(|at| (local_day(at, self.zone), clock_time(at, self.zone))),
            standing,
            one_time: one_time.map(|until| match until - self.now {
                left @ 1.. => OneTime::Hours((left / 3_600_000_000).max(1)),
                _ => OneTime::Over(local_day(until, self.zone)),
            }),
            silent: quiet.filter(|days| active && *days > SILENT_DAYS),
            factor: match person.factor_at {
                Some(_) => Some(true),
                None => (self.requires && role.must_have_factor() && active).then_some(false),
            },
            coming: coming.iter().filter_map(|it| self.coming(it)).collect(),
            read: read_sign(person, coming),
        })
    }

    fn coming(&self, it: &Coming) -> Option<ComingRow> {
        let day = |text: &Option<String>| app::domain::parse_day(text.as_deref()?);
        Some(ComingRow {
            begins: it.day()?,
            role: it.person.role()?,
            scope: self.scope(&it.person),
            from: day(&it.person.valid_from),
            to: day(&it.person.valid_to),
        })
    }

    /// The unit or company of an account, by its name of today.
    fn scope(&self, person: &Person) -> Option<Scope> {
        let all = self.board.scopes();
        let code = person.partner.as_ref().or(person.unit.as_ref())?;
        all.into_iter().find(|it| it.code == *code)
    }
}

/// The sign of what a form answers: all that it may change, and what is to come.
fn read_sign(it: &Person, coming: &[Coming]) -> String {
    let to_come: Vec<i64> = coming.iter().map(|it| it.seq).collect();
    sign(&format!(
        "{:?}",
        (
            (&it.name, &it.title, &it.phone, &it.email),
            (
                &it.role,
                &it.unit,
                &it.partner,
                &it.valid_from,
                &it.valid_to,
                it.disabled
            ),
            (&it.one_time_hash, &it.password_hash, &it.factor_at),
            (&it.theme, to_come),
        )
    ))
}
