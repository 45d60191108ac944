use super::{
    Cell, Sheet,
    milestones::{milestone, with_milestone},
};
use crate::{
    Page,
    domain::Role,
    pages::told_filter,
    text::{self, Key as K, Lang, t},
    views::{ActionList, Actor, DutyList, Frame, MilestoneList, Table},
};

/// What a list is narrowed to, as over it on its page; nothing of other pages.
pub fn narrowed(frame: &Frame, page: &Page) -> Option<Vec<String>> {
    let (lang, place) = (frame.lang, frame.place());
    let words = match page {
        Page::Duties(it) => text::duty_filter(lang, place, &it.filter, &it.choices),
        Page::Milestones(it) => text::milestone_filter(lang, place, &it.filter, &it.choices),
        Page::Units(it) => text::unit_filter(lang, place, &it.filter, &it.choices),
        Page::Actions(it) => text::action_filter(lang, place, &it.filter, &it.choices),
        Page::Explanations(it) => text::explanation_filter(lang, it),
        Page::Review(it) => return Some(told_filter(lang, it)),
        _ => return None,
    };
    Some(words.into_iter().map(|it| it.words).collect())
}

/// All duties that match, whatever page was asked for.
pub fn duties(lang: Lang, page: &DutyList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::Unit), 34),
        (t(lang, K::FilterKind), 18),
        (t(lang, K::SheetWorkstreamCode), 10),
        (t(lang, K::Duty), 40),
        (t(lang, K::ListRole), 12),
        (t(lang, K::StateWord), 18),
        (t(lang, K::ListPart), 26),
        (t(lang, K::SheetDaysLate), 10),
        (t(lang, K::Claimed), 11),
        (t(lang, K::Accepted), 11),
        (t(lang, K::Measured), 11),
        (t(lang, K::Plan), 11),
        (t(lang, K::PlanNow), 11),
        (t(lang, K::SheetProducts), 9),
        (t(lang, K::SheetProductsAccepted), 9),
        (t(lang, K::SheetProductsLate), 9),
    ];
    let mut sheet = Sheet::new(Table::Duties, t(lang, K::ListsDuties).to_owned(), heads);
    for row in &page.list.rows {
        let f = &row.figures;
        let role = if row.lead {
            K::DutyLead
        } else {
            K::DutyContribute
        };
        let part = row.judgement.and_then(|it| it.part);
        sheet.rows.push(vec![
            row.key.unit.as_str().into(),
            (&row.unit_name).into(),
            text::kind_of_unit(lang, row.kind).into(),
            row.key.workstream.as_str().into(),
            (&row.workstream_name).into(),
            t(lang, role).into(),
            text::judgement(lang, row.judgement).into(),
            part.map(|part| text::part(lang, part)).into(),
            row.late.into(),
            f.claimed().into(),
            f.accepted().into(),
            f.measured().into(),
            f.expected_original().into(),
            f.expected().into(),
            f.products.into(),
            f.products_accepted.into(),
            f.products_late.into(),
        ]);
    }
    vec![sheet]
}

/// All milestones that match.
pub fn milestones(lang: Lang, page: &MilestoneList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::Unit), 34),
        (t(lang, K::SheetWorkstreamCode), 10),
        (t(lang, K::Duty), 34),
        (t(lang, K::SheetOrder), 8),
        (t(lang, K::SheetDaysLate), 10),
    ];
    let title = t(lang, K::ListsMilestones).to_owned();
    let mut sheet = with_milestone(Sheet::new(Table::Milestones, title, heads), lang);
    for it in &page.list.rows {
        let mut cells: Vec<Cell> = vec![
            it.row.duty.unit.as_str().into(),
            (&it.unit_name).into(),
            it.row.duty.workstream.as_str().into(),
            (&it.workstream_name).into(),
            it.row.order.into(),
            it.late.into(),
        ];
        cells.extend(milestone(lang, &it.row));
        sheet.rows.push(cells);
    }
    vec![sheet]
}

/// All that matches of what there is to do.
pub fn actions(lang: Lang, page: &ActionList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::SheetWho), 34),
        (t(lang, K::FilterKind), 18),
        (t(lang, K::FilterDoing), 30),
        (t(lang, K::Milestone), 40),
        (t(lang, K::MilestoneKind), 12),
        (t(lang, K::Duty), 34),
        (t(lang, K::Unit), 34),
        (t(lang, K::SheetDay), 12),
        (t(lang, K::SheetDays), 10),
        (t(lang, K::SheetGain), 14),
    ];
    let mut sheet = Sheet::new(Table::Actions, t(lang, K::ListsActions).to_owned(), heads);
    for row in &page.list.rows {
        let who: Cell = match &row.who {
            Actor::Unit(_, name) | Actor::Partner(_, name) => name.into(),
            Actor::Office => text::role(lang, Role::Office).into(),
        };
        sheet.rows.push(vec![
            who,
            row.kind.map(|kind| text::kind_of_unit(lang, kind)).into(),
            text::doing(lang, row.doing).into(),
            (&row.title).into(),
            text::kind(lang, row.milestone_kind).into(),
            (&row.workstream_name).into(),
            (&row.unit_name).into(),
            row.day.into(),
            row.days.into(),
            row.gain.into(),
        ]);
    }
    vec![sheet]
}
