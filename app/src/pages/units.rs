//! `/units`: every unit with its figures, to find one and to see who is behind.
use leptos::prelude::*;

use super::Content;
use crate::{
    chart,
    components::{
        Cells, Head, ListForm, Multiple, as_of, choices, download, explained, explained_gap,
        figure, href, method_note, multiples, narrowed, provisional_row, rows_told, select,
        sorted_heads, star_told, status_counts, status_counts_to, table, time_ago, to_list,
        unit_path,
    },
    domain::{Of, SILENT_DAYS, ShareOf, Status},
    text::{self, Key as K, NONE, bullet_label, t, tf},
    views::{
        DutyFilter, Frame, ListOf, Table, UnitColumn, UnitFilter, UnitList, UnitRow, UnitsOfKind,
        Within, WorkGroup,
    },
};

const HEADS: [Head<UnitColumn>; 9] = [
    (Some(UnitColumn::Name), K::Unit, Cells::Words),
    (None, K::ProgressHead, Cells::Bars),
    (Some(UnitColumn::Claimed), K::ClaimedShort, Cells::Numbers),
    (Some(UnitColumn::Accepted), K::AcceptedShort, Cells::Numbers),
    (Some(UnitColumn::Measured), K::WayShort, Cells::Numbers),
    (Some(UnitColumn::Gap), K::AgainstPlan, Cells::Numbers),
    (Some(UnitColumn::Late), K::StateWord, Cells::Words),
    (Some(UnitColumn::Contact), K::LastAct, Cells::Words),
    (Some(UnitColumn::Company), K::LeadPartner, Cells::Words),
];

pub fn page(frame: &Frame, list: UnitList) -> Content {
    let lang = frame.lang;
    let tab = t(lang, K::NavUnits);
    let number = list.list.all;
    let words = text::unit_filter(lang, frame.place(), &list.filter, &list.choices);
    let filtered = !words.is_empty();
    let none = (number == 0).then(|| view! { <p class="quiet none">{t(lang, K::UnitsNone)}</p> });
    let kinds = kinds(frame, &list);
    let blocs = list.blocs.iter().map(|(bloc, weeks)| Multiple {
        of: Of::Bloc(*bloc),
        name: text::bloc(lang, *bloc).to_owned(),
        path: href(frame, &format!("/units?bloc={}", bloc.code())),
        weeks: weeks.clone(),
    });
    let blocs = multiples(frame, t(lang, K::BlocsBeside).to_owned(), blocs.collect());
    let groups = (!list.choices.unit_groups.is_empty()).then(|| {
        view! { " " <a href=href(frame, "/groups")>{t(lang, K::NavGroups)}</a> }
    });
    let title = title(frame, &list);
    let form = form(frame, &list, filtered);
    let turn = rows_told(frame, &list.list);
    let heads = sorted_heads(frame, list.sorted, &HEADS);
    let starred = list.list.rows.iter().any(|row| row.unit.provisional);
    let rows = list.list.rows.into_iter();
    let rows: Vec<_> = rows.map(|row| unit_line(frame, row)).collect();
    let shown = (number > 0).then(|| table(tab, Some("unit-table list"), heads, rows));
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{title}</h1>
                <p class="second">
                    {t(lang, K::UnitsGapNote)} " " {t(lang, K::BulletHead)} ". "
                    {download(frame, Table::Units)} {groups}
                </p>
            </div>
            {as_of(frame)}
        </div>
        {narrowed(frame, &words)}
        {form}
        {none}
        {kinds}
        {shown}
        {star_told(lang, starred)}
        {turn}
        {blocs}
        {method_note(lang)}
    };
    Content::new("units", tab, content)
}

/// "222 đơn vị, 31 không còn việc trễ": how many of which.
fn title(frame: &Frame, list: &UnitList) -> AnyView {
    let lang = frame.lang;
    let number = text::integer(lang, list.list.all as i64);
    let printed =
        view! { <data data-figure="listed" value=list.list.all.to_string()>{number}</data> };
    let after = if list.filter.silent {
        tf(lang, K::UnitsSilentAfter, &[&SILENT_DAYS.to_string()])
    } else {
        let key = if frame.over_assigned() {
            K::UnitsToldAssigned
        } else {
            K::UnitsTold
        };
        let number = |n: usize| text::integer(lang, n as i64);
        tf(
            lang,
            key,
            &[&number(list.without_late), &number(list.behind)],
        )
    };
    view! { {printed} " " {after} }.into_any()
}

fn form(frame: &Frame, list: &UnitList, filtered: bool) -> AnyView {
    let (lang, filter) = (frame.lang, &list.filter);
    let status = choices(lang, Status::ALL, filter.status, Status::code, text::status);
    let silent = view! {
        <p class="tick">
            <label class="check">
                <input type="checkbox" name="silent" value="1" checked=filter.silent/>
                <span>{tf(lang, K::FilterSilent, &[&SILENT_DAYS.to_string()])}</span>
            </label>
        </p>
    };
    ListForm {
        path: "/units",
        within: &filter.within,
        choices: &list.choices,
        own: vec![
            select(lang, "status", K::UnitsWithStatus, status),
            silent.into_any(),
        ],
        company: Some("assigned"),
        keeps: &["unit", "sort"],
        filtered,
    }
    .write(frame)
}

/// The kinds of what matches, each the way to its own units.
fn kinds(frame: &Frame, list: &UnitList) -> Option<AnyView> {
    let lang = frame.lang;
    let alone = list.kinds.len() < 2 && list.filter.within.kind.is_none();
    if alone {
        return None;
    }
    // Counts of what is filtered have no list of their own.
    let but_kind = UnitFilter {
        within: Within {
            kind: None,
            ..list.filter.within.clone()
        },
        ..list.filter.clone()
    };
    let whole = !but_kind.chosen();
    let rows = list
        .kinds
        .iter()
        .map(|it| kind_line(frame, it, list, whole));
    let heads = crate::components::heads(
        lang,
        &[
            (K::FilterKind, Cells::Words),
            (K::NavUnits, Cells::Numbers),
            (K::ClaimedShort, Cells::Numbers),
            (K::AcceptedShort, Cells::Numbers),
            (K::AgainstPlan, Cells::Numbers),
            (K::StateWord, Cells::Words),
        ],
    );
    let table = table(t(lang, K::UnitsKinds), Some("list"), heads, rows.collect());
    Some(
        view! {
            <details class="section" open=list.filter.within.kind.is_none() && list.list.page == 1>
                <summary><b>{t(lang, K::UnitsKinds)}</b></summary>
                {table}
            </details>
        }
        .into_any(),
    )
}

fn kind_line(frame: &Frame, it: &UnitsOfKind, list: &UnitList, whole: bool) -> AnyView {
    let lang = frame.lang;
    let code = it.kind.code();
    let chosen = list.filter.within.kind == Some(it.kind);
    let f = it.figures;
    let of = Of::Kind(it.kind);
    let share = |share: ShareOf| match whole && !frame.over_assigned() {
        true => explained(frame, &of, share, &f),
        false => text::maybe_percent(lang, share.of(&f)).into_any(),
    };
    let gap = match whole && !frame.over_assigned() {
        true => explained_gap(frame, &of, &f),
        false => f
            .gap()
            .map_or(NONE.to_owned(), |gap| text::signed_points(lang, gap))
            .into_any(),
    };
    let counts = match whole {
        true => status_counts_to(lang, &it.all, |status, shown| {
            let within = Within {
                kind: Some(it.kind),
                among: Some(WorkGroup::All),
                ..Within::default()
            };
            let list = ListOf::Duties(DutyFilter {
                within,
                status: Some(status),
                ..DutyFilter::default()
            });
            let address = href(frame, &list.address());
            to_list(frame, address, text::status(lang, status), shown)
        }),
        false => status_counts(frame, None, &it.all),
    };
    let path = frame.address(&[("kind", if chosen { "" } else { code }), ("page", "")]);
    let number = text::integer(lang, it.units as i64);
    let name = text::unit_kind(lang, it.kind);
    let units = view! { <data data-figure="facet" value=it.units.to_string()>{number}</data> };
    let to_kind = frame.address(&[("kind", code), ("page", "")]);
    view! {
        <tr id=code data-scope="kind" data-code=code>
            <th scope="row">
                <a href=path aria-current=chosen.then_some("true")>{name}</a>
            </th>
            <td class="n" data-label=t(lang, K::NavUnits)>
                {to_list(frame, to_kind, name, units.into_any())}
            </td>
            <td class="n less" data-label=t(lang, K::ClaimedShort)>{share(ShareOf::Claimed)}</td>
            <td class="n" data-label=t(lang, K::AcceptedShort)>
                <b>{share(ShareOf::Accepted)}</b>
            </td>
            <td class="n nowrap key" data-label=t(lang, K::AgainstPlan)>{gap}</td>
            <td>{counts}</td>
        </tr>
    }
    .into_any()
}

fn unit_line(frame: &Frame, row: UnitRow) -> AnyView {
    let lang = frame.lang;
    let f = row.figures;
    let supports = (row.supports > 0).then(|| {
        let words = tf(lang, K::MoreSupport, &[&row.supports.to_string()]);
        view! { <span class="line quiet">{words}</span> }
    });
    let lead = row.lead.map_or_else(
        || view! { <span class="quiet">{NONE}</span> }.into_any(),
        |(_, name)| view! { {name} {supports} }.into_any(),
    );
    let last = (row.all.duties > 0).then(|| time_ago(frame, row.contact.last));
    // Without a duty there is nothing to draw: an empty cell, not an empty bar.
    let bullet = if f.duties > 0 {
        chart::bullet(&f, f.measured(), &bullet_label(lang, &f))
    } else {
        String::new()
    };
    let of = Of::Unit(row.unit.code.clone());
    let share = |share: ShareOf| explained(frame, &of, share, &f);
    view! {
        <tr data-scope="unit" data-code=row.unit.code.to_string()>
            <th scope="row">
                <a href=href(frame, &unit_path(&row.unit.code))>{row.unit.name.to_string()}</a>
                {provisional_row(lang, row.unit.provisional)}
                <span class="line quiet plain">{text::kind_of_unit(lang, row.unit.kind)}</span>
            </th>
            <td class="bullet-col" inner_html=bullet></td>
            <td class="n less" data-label=t(lang, K::ClaimedShort)>{share(ShareOf::Claimed)}</td>
            <td class="n" data-label=t(lang, K::AcceptedShort)><b>{share(ShareOf::Accepted)}</b></td>
            <td class="n less" data-label=t(lang, K::WayShort)>{share(ShareOf::Measured)}</td>
            <td class="n nowrap key" data-label=t(lang, K::AgainstPlan)>
                {explained_gap(frame, &of, &f)}
                <span class="sr">{figure(lang, "expected_original", f.expected_original())}</span>
            </td>
            <td data-scope="unit-all" data-code=row.unit.code.to_string()>
                {status_counts(frame, Some(&Of::AllOfUnit(row.unit.code.clone())), &row.all)}
            </td>
            <td class="nowrap less" data-label=t(lang, K::LastAct)>{last}</td>
            <td class="less" data-label=t(lang, K::LeadPartner)>{lead}</td>
        </tr>
    }
    .into_any()
}
