//! `/groups` and `/groups/{code}`: named sets of units, who belongs to them and what they have a
//! part in.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Cells, Section, as_of, download, explained, explained_gap, group_path, heads, href,
        method_note, plan_links, provisional, provisional_row, redefinitions, status_counts,
        status_counts_to, table, time, to_list, unit_path, workstream_path,
    },
    domain::{Figures, GroupCode, Of, ShareOf, Status},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{
        DutyFilter, Frame, GroupList, GroupPage, GroupRow, GroupUnit, GroupWork, ListOf,
        MemberSaid, PlanFile, Table, Within, WorkGroup, plan_row_path,
    },
};

pub fn list(frame: &Frame, list: GroupList) -> Content {
    let lang = frame.lang;
    let title = t(lang, K::NavGroups);
    let number = text::integer(lang, list.rows.len() as i64);
    let told = tf(lang, K::GroupsTold, &[&number]);
    let heads = heads(
        lang,
        &[
            (K::ColName, Cells::Words),
            (K::NavUnits, Cells::Numbers),
            (K::GroupLeads, Cells::Numbers),
            (K::GroupHelps, Cells::Numbers),
            (K::AcceptedShort, Cells::Numbers),
            (K::StateWord, Cells::Words),
        ],
    );
    let none = list.rows.is_empty();
    let file = (!none).then(|| download(frame, Table::Groups));
    let rows: Vec<_> = list.rows.iter().map(|row| line(frame, row)).collect();
    let shown = match none {
        true => view! { <p class="quiet none">{t(lang, K::GroupsNone)}</p> }.into_any(),
        false => table(title, Some("list"), heads, rows),
    };
    let add = vec![("/plan/groups/new".to_owned(), K::PlanAddGroup)];
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{told}</h1>
                <p class="second">{t(lang, K::GroupsNote)} " " {file}</p>
            </div>
            {as_of(frame)}
        </div>
        {shown}
        {plan_links(frame, add)}
        {method_note(lang)}
    };
    Content::new("groups", title, content)
}

fn line(frame: &Frame, row: &GroupRow) -> AnyView {
    let lang = frame.lang;
    // Each count is the way to what it counts.
    let led = |path: String, n: usize| {
        let number = text::integer(lang, n as i64);
        match n {
            0 => number.into_any(),
            _ => view! { <a href=href(frame, &path)>{number}</a> }.into_any(),
        }
    };
    view! {
        <tr data-scope="unit-group" data-code=row.code.to_string()>
            <th scope="row">
                <a href=href(frame, &group_path(&row.code))>{row.name.to_string()}</a>
                {provisional_row(lang, row.provisional)}
                <span class="line quiet plain">{row.code.to_string()}</span>
            </th>
            <td class="n" data-label=t(lang, K::NavUnits)>{led(format!("/units?unit_group={}", row.code), row.units)}</td>
            <td class="n" data-label=t(lang, K::GroupLeads)>{led(group_path(&row.code), row.leads)}</td>
            <td class="n" data-label=t(lang, K::GroupHelps)>{led(group_path(&row.code), row.helps)}</td>
            <td class="n key" data-label=t(lang, K::AcceptedShort)>
                <b>{text::maybe_percent(lang, row.figures.accepted())}</b>
            </td>
            <td>{statuses(frame, &row.code, None, &row.figures)}</td>
        </tr>
    }
    .into_any()
}

/// How duties of the group's units stand; of one workstream each count is the way to its list, where
/// that has no duties in another role than the group's.
fn statuses(
    frame: &Frame,
    group: &GroupCode,
    work: Option<&GroupWork>,
    figures: &Figures,
) -> AnyView {
    let lang = frame.lang;
    let Some(work) = work.filter(|it| it.others == 0 && presses(figures)) else {
        return all_statuses(lang, figures);
    };
    status_counts_to(lang, figures, |status: Status, shown| {
        let list = ListOf::Duties(DutyFilter {
            within: Within {
                unit_group: Some(group.clone()),
                workstream: Some(work.workstream.code.clone()),
                among: Some(WorkGroup::All),
                ..Within::default()
            },
            status: Some(status),
            ..DutyFilter::default()
        });
        let address = href(frame, &list.address());
        to_list(frame, address, text::status(lang, status), shown)
    })
}

/// Whether some duty is late, at risk or not verified, which signs count.
fn presses(figures: &Figures) -> bool {
    let mut signs = [Status::Late, Status::AtRisk, Status::Unverified].into_iter();
    signs.any(|it| figures.count(it) > 0)
}

/// Every status that some duty has, in words, and a dash where none has one: nothing is blank.
fn all_statuses(lang: Lang, figures: &Figures) -> AnyView {
    let some = Status::ALL.iter().filter(|it| figures.count(**it) > 0);
    let told = some.map(|it| {
        let number = text::integer(lang, figures.count(*it).into());
        format!("{number} {}", text::status(lang, *it).to_lowercase())
    });
    match told.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => NONE.into_any(),
        told => told.into_any(),
    }
}

pub fn page(frame: &Frame, page: GroupPage) -> Content {
    let lang = frame.lang;
    let row = &page.row;
    let tab = row.name.to_string();
    let units = text::units(lang, row.units);
    let told = text::group_told(lang, &row.name, &units, (row.leads, row.helps));
    let source = (!page.source.is_empty()).then(|| {
        view! { <p class="small quiet">{t(lang, K::Source)} ": " {page.source.to_string()}</p> }
    });
    // Only where some are said to belong does the rule leave room for them.
    let named = !page.said.is_empty();
    let works = works(frame, row, &page.works);
    let members = members(frame, row, &page.units);
    let said = said(frame, &page.said);
    let code = row.code.as_str();
    let links = vec![
        (
            format!("/plan/group_members/new?unit_group={code}"),
            K::PlanAddMember,
        ),
        (plan_row_path(PlanFile::Groups, code), K::PlanEditGroup),
    ];
    let content = view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, "/groups")>{t(lang, K::NavGroups)}</a>
            " / "
            <span>{code.to_owned()}</span>
        </nav>
        <div class="lede plain-lede" data-scope="unit-group" data-code=code.to_owned()>
            <div>
                <h1 class="page-title">{told} {provisional(lang, row.provisional)}</h1>
                <p class="second">{text::group_rule(lang, frame.place(), &page.rule, named)}</p>
                {source}
            </div>
            {as_of(frame)}
        </div>
        {works}
        {members}
        {said}
        {redefinitions(frame, &page.redefinitions)}
        {plan_links(frame, links)}
        {method_note(lang)}
    };
    Content::new("group", tab, content)
}

fn works(frame: &Frame, group: &GroupRow, works: &[GroupWork]) -> Option<AnyView> {
    let lang = frame.lang;
    let heads = heads(
        lang,
        &[
            (K::ColWorkstream, Cells::Words),
            (K::ColRole, Cells::Words),
            (K::NavUnits, Cells::Numbers),
            (K::AcceptedShort, Cells::Numbers),
            (K::StateWord, Cells::Words),
        ],
    );
    let rows = works.iter().map(|it| {
        let role = if it.lead {
            K::DutyLead
        } else {
            K::DutyContribute
        };
        view! {
            <tr>
                <th scope="row">
                    <a href=href(frame, &workstream_path(&it.workstream))>
                        {it.workstream.short_name()}
                    </a>
                </th>
                <td data-label=t(lang, K::ColRole)>{t(lang, role)}</td>
                <td class="n" data-label=t(lang, K::NavUnits)>
                    {text::integer(lang, it.units as i64)}
                </td>
                <td class="n key" data-label=t(lang, K::AcceptedShort)>
                    <b>{text::maybe_percent(lang, it.figures.accepted())}</b>
                </td>
                <td>{statuses(frame, &group.code, Some(it), &it.figures)}</td>
            </tr>
        }
        .into_any()
    });
    let title = t(lang, K::GroupWorks);
    let shown = (!works.is_empty()).then(|| table(title, Some("list"), heads, rows.collect()));
    shown.map(|shown| view! { <Section lang title=K::GroupWorks>{shown}</Section> }.into_any())
}

fn members(frame: &Frame, group: &GroupRow, units: &[GroupUnit]) -> AnyView {
    let lang = frame.lang;
    let heads = heads(
        lang,
        &[
            (K::Unit, Cells::Words),
            (K::AcceptedShort, Cells::Numbers),
            (K::AgainstPlan, Cells::Numbers),
            (K::StateWord, Cells::Words),
        ],
    );
    let rows = units.iter().map(|it| {
        let of = Of::AllOfUnit(it.unit.code.clone());
        let f = &it.figures;
        let counts = match presses(f) {
            true => status_counts(frame, Some(&of), f),
            false => all_statuses(lang, f),
        };
        view! {
            <tr data-scope="unit-all" data-code=it.unit.code.to_string()>
                <th scope="row">
                    <a href=href(frame, &unit_path(&it.unit.code))>{it.unit.name.to_string()}</a>
                </th>
                <td class="n key" data-label=t(lang, K::AcceptedShort)>
                    <b>{explained(frame, &of, ShareOf::Accepted, f)}</b>
                </td>
                <td class="n" data-label=t(lang, K::AgainstPlan)>{explained_gap(frame, &of, f)}</td>
                <td>{counts}</td>
            </tr>
        }
        .into_any()
    });
    let all = href(frame, &format!("/units?unit_group={}", group.code));
    let end =
        view! { <a href=all>{t(lang, K::GroupUnitsList)}</a> " " {download(frame, Table::Units)} };
    let shown = match units.is_empty() {
        true => view! { <p class="quiet none">{t(lang, K::GroupEmpty)}</p> }.into_any(),
        false => table(t(lang, K::NavUnits), Some("list"), heads, rows.collect()),
    };
    let end = end.into_any();
    view! { <Section lang title=K::NavUnits note=K::GroupUnitsNote end>{shown}</Section> }
        .into_any()
}

/// Who belongs by what is said of it, from when until when.
fn said(frame: &Frame, said: &[MemberSaid]) -> Option<AnyView> {
    let lang = frame.lang;
    let heads = heads(
        lang,
        &[
            (K::Unit, Cells::Words),
            (K::GroupFrom, Cells::Words),
            (K::GroupUntil, Cells::Words),
            (K::GroupNow, Cells::Words),
        ],
    );
    let day = |it: Option<crate::domain::Day>| match it {
        Some(day) => time(lang, day).into_any(),
        None => NONE.into_any(),
    };
    let rows = said.iter().map(|it| {
        let (code, name) = &it.unit;
        view! {
            <tr>
                <th scope="row">
                    <a href=href(frame, &unit_path(code))>{name.to_string()}</a>
                </th>
                <td data-label=t(lang, K::GroupFrom)>{day(it.begins_on)}</td>
                <td data-label=t(lang, K::GroupUntil)>{day(it.ends_on)}</td>
                <td data-label=t(lang, K::GroupNow)>
                    {belongs(lang, it.belongs)} {not_recorded(lang, it)}
                </td>
            </tr>
        }
        .into_any()
    });
    let title = t(lang, K::GroupSaid);
    let shown = (!said.is_empty()).then(|| table(title, Some("list"), heads, rows.collect()));
    let note = K::GroupSaidNote;
    shown.map(|shown| view! { <Section lang title=K::GroupSaid note>{shown}</Section> }.into_any())
}

/// That the clock alone changed who belongs, and nothing of it is recorded yet.
fn not_recorded(lang: Lang, it: &MemberSaid) -> Option<AnyView> {
    let key = match it.belongs {
        true => K::GroupJoinsDue,
        false => K::GroupLeavesDue,
    };
    let number = text::integer(lang, it.not_recorded as i64);
    let told = (it.not_recorded > 0).then(|| tf(lang, key, &[&number]));
    told.map(|told| view! { <span class="line">{told}</span> }.into_any())
}

fn belongs(lang: Lang, belongs: bool) -> &'static str {
    t(lang, if belongs { K::Yes } else { K::No })
}
