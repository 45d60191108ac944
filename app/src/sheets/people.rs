use super::{Cell, Sheet};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{AuditPage, PeopleList, Standing, Table},
};

/// The accounts that the filter leaves: as people.csv reads them, and how they stand.
pub fn people(lang: Lang, list: &PeopleList) -> Vec<Sheet> {
    let heads = vec![
        ("username", 20),
        ("name", 32),
        ("role", 14),
        ("title", 24),
        ("unit", 12),
        ("partner", 12),
        ("valid_from", 12),
        ("valid_to", 12),
        (t(lang, K::PersonLastIn), 16),
        (t(lang, K::StateWord), 20),
    ];
    let mut sheet = Sheet::new(Table::People, t(lang, K::NavPeople).to_owned(), heads);
    for row in &list.rows {
        let scope = |company: bool| {
            let scope = row.scope.as_ref().filter(|it| it.company == company);
            Cell::from(scope.map(|it| it.code.as_str()))
        };
        let standing = match row.standing {
            Standing::Active => None,
            Standing::NotYet => Some(K::PersonNotYet),
            Standing::Ended => Some(K::PersonEnded),
            Standing::Disabled => Some(K::PersonDisabled),
        };
        sheet.rows.push(vec![
            row.username.as_str().into(),
            row.name.as_str().into(),
            row.role.code().into(),
            row.title.as_str().into(),
            scope(false),
            scope(true),
            row.from.into(),
            row.to.into(),
            row.last.as_ref().map(|(day, _)| *day).into(),
            standing.map(|key| t(lang, key)).into(),
        ]);
    }
    vec![sheet]
}

/// The lines of the audit that the filter leaves.
pub fn audit(lang: Lang, page: &AuditPage) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::AuditLine), 10),
        (t(lang, K::AuditWhen), 12),
        (t(lang, K::AuditTime), 10),
        (t(lang, K::AuditBy), 20),
        (t(lang, K::AuditSource), 20),
        (t(lang, K::AuditWhat), 24),
        (t(lang, K::AuditAction), 24),
        (t(lang, K::AuditSubject), 32),
        (t(lang, K::AuditDetail), 40),
        (t(lang, K::AuditMark), 40),
    ];
    let mut sheet = Sheet::new(Table::Audit, t(lang, K::AuditTitle).to_owned(), heads);
    for row in &page.rows {
        sheet.rows.push(vec![
            row.line.into(),
            row.day.into(),
            row.time.as_str().into(),
            row.person.as_str().into(),
            row.source.as_str().into(),
            text::audit_action(lang, &row.action).into(),
            row.action.as_str().into(),
            row.subject.as_str().into(),
            row.detail.as_str().into(),
            row.after_reset.then(|| t(lang, K::AfterReset)).into(),
        ]);
    }
    vec![sheet]
}
