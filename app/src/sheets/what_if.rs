use super::{Cell, Sheet};
use crate::{
    domain::{Forecast, Outlook},
    text::{Key as K, Lang, milestone_told, t},
    views::{Table, WhatIf},
};

/// The databases that must go faster, and the milestones that bring the campaign to its plan.
pub fn sheets(lang: Lang, page: &WhatIf) -> Vec<Sheet> {
    // Without databases there are none to go faster.
    let databases = (page.databases.all > 0).then(|| faster(lang, page));
    let all = databases.into_iter().chain([catch_up(lang, page)]);
    all.collect()
}

fn faster(lang: Lang, page: &WhatIf) -> Sheet {
    let heads = vec![
        (t(lang, K::SheetCode), 8),
        (t(lang, K::Database), 44),
        (t(lang, K::AcceptedShort), 10),
        (t(lang, K::PaceHas), 16),
        (t(lang, K::PaceNeeds), 16),
        (t(lang, K::SheetLikely), 14),
        (t(lang, K::SheetCautious), 14),
    ];
    let title = t(lang, K::FasterTitle).to_owned();
    let mut sheet = Sheet::new(Table::Faster, title, heads);
    for row in &page.databases.late {
        let (likely, cautious) = days(&row.outlook);
        sheet.rows.push(vec![
            row.workstream.code.as_str().into(),
            (&row.workstream.name).into(),
            row.figures.accepted().into(),
            row.outlook.has.into(),
            row.outlook.needs.into(),
            likely,
            cautious,
        ]);
    }
    sheet
}

fn days(outlook: &Outlook) -> (Cell, Cell) {
    match outlook.forecast {
        Forecast::Finish {
            likely, cautious, ..
        } => (likely.day.into(), cautious.map(|it| it.day).into()),
        _ => (Cell::Empty, Cell::Empty),
    }
}

fn catch_up(lang: Lang, page: &WhatIf) -> Sheet {
    let heads = vec![
        (t(lang, K::SheetOrder), 8),
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 30),
        (t(lang, K::Milestone), 40),
        (t(lang, K::AgreedWith), 16),
        (t(lang, K::StateWord), 20),
        (t(lang, K::Deadline), 12),
        (t(lang, K::CatchUpBrings), 12),
        (t(lang, K::CatchUpTo), 12),
    ];
    let title = t(lang, K::CatchUpTitle).to_owned();
    let mut sheet = Sheet::new(Table::CatchUp, title, heads);
    for it in &page.rows {
        sheet.rows.push(vec![
            it.place.into(),
            (&it.unit_name).into(),
            (&it.workstream_name).into(),
            (&it.row.title).into(),
            it.row.partner.as_ref().map(|(_, name)| name).into(),
            milestone_told(lang, &it.row).into(),
            it.row.current_deadline.into(),
            it.brings.into(),
            it.up_to.into(),
        ]);
    }
    sheet
}
