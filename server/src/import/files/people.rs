//! people.csv: accounts, never passwords. They are added, never changed.
use app::{
    access::Role,
    domain::{LONGEST_NAME, Username, is_telephone},
};

use crate::{
    db::{
        DbError,
        people::{self, Person},
    },
    import::{
        campaign_file::{CampaignFile, Named, Need, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::{Fields, codes},
        layout::Columns,
        problem::Problem,
        rows::Rows,
    },
    ledger::AccountTermsRow,
    mail,
};

pub(crate) struct PeopleCsv;

impl CampaignFile for PeopleCsv {
    const NAME: &'static str = "people.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["username", "name", "role"],
        optional: &[
            "title",
            "unit",
            "partner",
            "language",
            "email",
            "phone",
            "valid_from",
            "valid_to",
        ],
    };
    const KEY: &'static str = "username";
    const KEPT: Option<Problem> = Some(Problem::PersonKept);

    type Row = Person;
    type Ledger = Person;
    type Current = Latest<Person>;

    /// `id` is left empty: it is given when the account is new.
    fn row(f: &mut Fields<'_>) -> Self::Row {
        let typed = f.required("username");
        let username = match Username::parse(&typed) {
            Ok(username) => username.into(),
            Err(error) => {
                if !typed.is_empty() {
                    f.error("username", Problem::Username(error));
                }
                typed
            }
        };
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
        let (name, title, phone) = (f.required("name"), f.text("title"), f.text("phone"));
        for column in ["name", "title"] {
            f.within(column, LONGEST_NAME);
        }
        if !phone.is_empty() && !is_telephone(&phone) {
            f.error("phone", Problem::Telephone);
        }
        Person {
            id: String::new(),
            username,
            name,
            title,
            role,
            unit,
            partner,
            language,
            password_hash: None,
            disabled: false,
            valid_from,
            valid_to,
            created_at: 0,
            email: email(f),
            phone: Some(phone).filter(|it| !it.is_empty()),
            wants_mail: true,
            ..Person::default()
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(p: &Self::Ledger) -> String {
        format!("{} {}", p.username, p.name)
    }

    fn references(p: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::maybe(Named::Unit, "unit", p.unit.as_deref()),
            Reference::maybe(Named::Partner, "partner", p.partner.as_deref()),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(people::all_at_last(from.db).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    /// Accounts are made elsewhere too.
    fn missing(_: &Person) -> Option<String> {
        None
    }

    fn append(row: Person, _current: &mut Self::Current, rows: &mut Rows) {
        let person = Person {
            id: uuid::Uuid::now_v7().to_string(),
            ..row
        };
        rows.account_terms.push(AccountTermsRow::of(&person, 0, 0));
        rows.people.push(person);
    }
}

comparable! {
    Person by (username) {
        "name" => name, "title" => title, "role" => role, "unit" => unit,
        "partner" => partner, "language" => language, "valid_from" => valid_from,
        "valid_to" => valid_to,
    } beside (id, theme, password_hash, disabled, created_at, email, wants_mail, phone, one_time_hash, one_time_until,
        password_at, factor_secret, factor_at, factor_step)
}

/// Where mail goes, if a file says so. It is not compared: people set it themselves.
fn email(f: &mut Fields<'_>) -> Option<String> {
    match mail::address(&f.text("email")) {
        Ok(email) => email,
        Err(error) => {
            f.error("email", Problem::Email(error));
            None
        }
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
