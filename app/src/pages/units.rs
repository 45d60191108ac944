//! `/units`: every unit with its figures, to find one and to see who is behind.
use leptos::prelude::*;

use super::Content;
use crate::{
    chart,
    components::{
        Multiple, SectionHead, as_of, choices, download, explained, filter_button, href,
        method_note, multiples, provisional, same_day, select, status_counts, time_ago, unit_path,
    },
    domain::{Bloc, Of, SILENT_DAYS, ShareOf, Tier},
    text::{self, Key as K, NONE, bullet_label, t, tf},
    views::{Frame, Table, UnitFilter, UnitGroup, UnitList, UnitRow},
};

pub fn page(frame: &Frame, list: UnitList) -> Content {
    let lang = frame.lang;
    let tab = t(lang, K::NavUnits);
    let total = text::integer(lang, list.total as i64);
    let title = if list.filter.silent {
        let silent = SILENT_DAYS.to_string();
        tf(lang, K::UnitsSilentTitle, &[&total, &silent])
    } else if frame.over_assigned() {
        tf(lang, K::UnitsTitleAssigned, &[&total])
    } else {
        tf(lang, K::UnitsTitle, &[&total])
    };
    let none = list
        .groups
        .is_empty()
        .then(|| view! { <p class="quiet none">{t(lang, K::UnitsNone)}</p> });
    let groups: Vec<_> = list
        .groups
        .into_iter()
        .map(|group| group_table(frame, group))
        .collect();
    let blocs = list.blocs.into_iter().map(|(bloc, weeks)| Multiple {
        of: Of::Bloc(bloc),
        name: text::bloc(lang, bloc).to_owned(),
        path: href(frame, &format!("/units?bloc={}", bloc.code())),
        weeks,
    });
    let blocs = multiples(frame, t(lang, K::BlocsBeside).to_owned(), blocs.collect());
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{title}</h1>
                <p class="second">
                    {t(lang, K::UnitsNote)} " " {t(lang, K::BulletHead)} ". "
                    {download(frame, Table::Units)}
                </p>
            </div>
            {as_of(frame)}
        </div>
        {filter(frame, list.filter)}
        {none}
        {blocs}
        {groups}
        {method_note(lang)}
    };
    Content::new("units", tab, content)
}

fn filter(frame: &Frame, filter: UnitFilter) -> AnyView {
    let lang = frame.lang;
    let filtered = filter.chosen() || filter.by_name;
    let blocs = choices(lang, Bloc::ALL, filter.bloc, Bloc::code, text::bloc);
    let tiers = choices(lang, Tier::ALL, filter.tier, Tier::code, |lang, tier| {
        text::tier(lang, tier, frame.place())
    });
    view! {
        <form
            class="filter"
            method="get"
            action="/units"
            role="search"
            aria-label=t(lang, K::FilterButton)
        >
            {same_day(frame)}
            <p class="wide">
                <label for="q">{t(lang, K::FilterText)}</label>
                <input id="q" name="q" type="search" value=filter.text/>
            </p>
            {select(lang, "bloc", K::FilterBloc, blocs)}
            {select(lang, "tier", K::FilterTier, tiers)}
            <p>
                <label for="sort">{t(lang, K::SortLabel)}</label>
                <select id="sort" name="sort">
                    <option value="">{t(lang, K::SortWorst)}</option>
                    <option value="name" selected=filter.by_name>
                        {t(lang, K::SortName)}
                    </option>
                </select>
            </p>
            <p class="tick">
                <label class="check">
                    <input type="checkbox" name="silent" value="1" checked=filter.silent/>
                    <span>{tf(lang, K::FilterSilent, &[&SILENT_DAYS.to_string()])}</span>
                </label>
            </p>
            {filter_button(frame, "/units", filtered)}
        </form>
    }
    .into_any()
}

fn group_table(frame: &Frame, group: UnitGroup) -> AnyView {
    let lang = frame.lang;
    let name = text::unit_kind(lang, group.kind);
    let note = format!(
        "{} · {} {}",
        text::integer(lang, group.units.len() as i64),
        text::maybe_percent(lang, group.figures.accepted()),
        t(lang, K::AcceptedShort).to_lowercase()
    );
    let counts = status_counts(frame, None, &group.all);
    let rows: Vec<_> = group
        .units
        .into_iter()
        .map(|row| unit_line(frame, row))
        .collect();
    view! {
        <section class="section group" id=group.kind.code()>
            <SectionHead lang title=name.to_owned() note end=counts/>
            <div class="table-scroll" tabindex="0" role="region" aria-label=name>
                <table class="unit-table">
                    <thead>
                        <tr>
                            <th scope="col">{t(lang, K::Unit)}</th>
                            <th scope="col" class="bullet-col">{t(lang, K::ProgressHead)}</th>
                            <th scope="col" class="n">{t(lang, K::ClaimedShort)}</th>
                            <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                            <th scope="col" class="n">{t(lang, K::WayShort)}</th>
                            <th scope="col" class="n">{t(lang, K::Plan)}</th>
                            <th scope="col">{t(lang, K::StateWord)}</th>
                            <th scope="col">{t(lang, K::LastAct)}</th>
                            <th scope="col">{t(lang, K::LeadPartner)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
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
                {provisional(lang, row.unit.provisional)}
            </th>
            <td class="bullet-col" inner_html=bullet></td>
            <td class="n">{share(ShareOf::Claimed)}</td>
            <td class="n"><b>{share(ShareOf::Accepted)}</b></td>
            <td class="n">{share(ShareOf::Measured)}</td>
            <td class="n second">{share(ShareOf::ExpectedOriginal)}</td>
            <td data-scope="unit-all" data-code=row.unit.code.to_string()>
                {status_counts(frame, Some(&Of::AllOfUnit(row.unit.code.clone())), &row.all)}
            </td>
            <td class="nowrap">{last}</td>
            <td>{lead}</td>
        </tr>
    }
    .into_any()
}
