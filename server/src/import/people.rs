//! people.csv: accounts, never passwords.
use app::access::Role;

use super::{
    fields::{Entry, Fields, entries},
    problem::{Problem, Report},
    table::{Columns, Table},
    units::codes,
};
use crate::db::people::Person;

pub const FILE: &str = "people.csv";
pub const COLUMNS: Columns = Columns {
    required: &["username", "name", "role"],
    optional: &[
        "title",
        "unit",
        "partner",
        "language",
        "valid_from",
        "valid_to",
    ],
};

/// `id` is left empty: it is given when the account is new.
pub fn read(table: &Table, report: &mut Report) -> Vec<Entry<Person>> {
    entries(table, report, row)
}

fn row(f: &mut Fields<'_>) -> Person {
    let username = f.required("username");
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b);
    if username.len() > 60 || !username.bytes().all(plain) {
        f.error("username", Problem::Username);
    }
    let role = f.word("role", &codes(Role::ALL, Role::code));
    let (unit, partner) = (f.code_if("unit"), f.code_if("partner"));
    if let Some(needs) = Role::from_code(&role).and_then(|r| scope(r, &unit, &partner)) {
        let problem = Problem::Scope {
            role: role.clone(),
            needs,
        };
        f.error("role", problem);
    }
    let language = if f.text("language").is_empty() {
        "vi".to_owned()
    } else {
        f.word("language", &["vi", "en"])
    };
    let (valid_from, valid_to) = (f.day_if("valid_from"), f.day_if("valid_to"));
    if let (Some(from), Some(to)) = (&valid_from, &valid_to)
        && to < from
    {
        f.error("valid_to", Problem::Backwards);
    }
    Person {
        id: String::new(),
        username,
        name: f.required("name"),
        title: f.text("title"),
        role,
        unit,
        partner,
        language,
        password_hash: None,
        disabled: false,
        valid_from,
        valid_to,
        created_at: 0,
    }
}

/// What the scope of a role lacks or has too much of.
fn scope(role: Role, unit: &Option<String>, partner: &Option<String>) -> Option<&'static str> {
    let (unit, partner) = (unit.is_some(), partner.is_some());
    match role {
        Role::Head | Role::Member => (!unit || partner).then_some("unit"),
        Role::Partner => (unit || !partner).then_some("partner"),
        Role::Office => partner.then_some("unit (đơn vị công tác, có thể để trống)"),
        Role::Committee | Role::Administrator | Role::Display => (unit || partner).then_some("nào"),
    }
}
