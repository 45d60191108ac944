//! The rows of a part of the plan, each leading to its own page.
use leptos::prelude::*;

use super::{crumb, over_mark};
use crate::{
    components::{filter_button, turn_pages},
    pages::Content,
    text::{self, Key as K, t, tf},
    views::{Frame, PlanFile, PlanList, plan_row_path},
};

pub fn page(frame: &Frame, list: PlanList) -> Content {
    let lang = frame.lang;
    let file = list.file;
    let name = text::plan_file(lang, file);
    let heads: Vec<_> = list
        .columns
        .iter()
        .map(|column| view! { <th scope="col">{text::column_word(lang, Some(file), column)}</th> })
        .collect();
    let rows: Vec<_> = list
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = list
                .columns
                .iter()
                .zip(&row.cells)
                .map(|(column, cell)| {
                    let words = text::plan_cell(lang, file, column, cell);
                    view! { <td data-label=text::column_word(lang, Some(file), column)><div>{words}</div></td> }
                })
                .collect();
            let over = row.over.map(|it| over_mark(lang, it));
            view! {
                <tr>
                    <th scope="row"><a href=plan_row_path(file, &row.key)>{row.label.clone()}</a> {over}</th>
                    {cells}
                </tr>
            }
        })
        .collect();
    let none = list.rows.is_empty().then(|| {
        let words = match list.text.is_empty() {
            true => K::PlanNoneYet,
            false => K::PlanNone,
        };
        view! { <p class="quiet none">{t(lang, words)}</p> }
    });
    let path = format!("/plan/{}", file.code());
    let (add, paste) = (format!("{path}/new"), format!("{path}/table"));
    let adds = (file != PlanFile::Campaign).then(|| {
        view! {
            <p class="people-add">
                <a class="btn quiet-btn" href=add>{text::plan_one(lang, file)}</a> " "
                <a class="btn quiet-btn" href=paste>{t(lang, K::PlanPaste)}</a>
            </p>
        }
    });
    let matching = tf(
        lang,
        K::PlanMatching,
        &[&text::integer(lang, list.matching as i64)],
    );
    let content = view! {
        {crumb(lang, None, name.to_owned())}
        <div class="lede plain-lede">
            <div><h1 class="page-title">{name}</h1></div>
            {adds}
        </div>
        <form class="filter" method="get" action=path role="search" aria-label=t(lang, K::FilterButton)>
            <p>
                <label for="q">{t(lang, K::PlanFind)}</label>
                <input id="q" name="q" type="search" value=list.text.clone()/>
            </p>
            {filter_button(frame, all_of(file), !list.text.is_empty())}
        </form>
        {none}
        <p class="small quiet">{matching}</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label=name>
            <table class="plan-table">
                <thead><tr><th scope="col">{t(lang, K::PlanName)}</th> {heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {turn_pages(frame, list.page, list.pages)}
    };
    Content::new("plan-page", name, content)
}

/// The list without a search.
const fn all_of(file: PlanFile) -> &'static str {
    match file {
        PlanFile::Campaign => "/plan/campaign",
        PlanFile::Units => "/plan/units",
        PlanFile::Groups => "/plan/groups",
        PlanFile::GroupMembers => "/plan/group_members",
        PlanFile::Partners => "/plan/partners",
        PlanFile::Databases => "/plan/databases",
        PlanFile::Programme => "/plan/programme",
        PlanFile::Duties => "/plan/duties",
        PlanFile::Milestones => "/plan/milestones",
        PlanFile::Indicators => "/plan/indicators",
        PlanFile::Assignments => "/plan/assignments",
        PlanFile::Dependencies => "/plan/dependencies",
        PlanFile::Bodies => "/plan/bodies",
        PlanFile::Helpers => "/plan/helpers",
        PlanFile::Triggers => "/plan/triggers",
        PlanFile::Cadences => "/plan/cadences",
        PlanFile::Rhythms => "/plan/rhythms",
        PlanFile::SlotExceptions => "/plan/slot_exceptions",
        PlanFile::Documents => "/plan/documents",
        PlanFile::Calendar => "/plan/calendar",
    }
}
