use leptos::prelude::*;

use crate::{
    chart,
    components::{Section, explained, explained_count, explained_gap, figure, href, status_count},
    domain::{Of, ShareOf, Status, What},
    text::{self, Key as K, bullet_label, t, tf},
    views::{BlocRow, Frame, Overview},
};

/// The three blocs of the political system.
pub fn blocs(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let note = tf(
        lang,
        K::BlocsNote,
        &[&text::integer(lang, page.units as i64)],
    );
    let rows: Vec<_> = page.blocs.iter().map(|row| line(frame, row)).collect();
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::BlocsTitle)>
            <table class="list blocs">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Bloc)}</th>
                        <th scope="col" class="n">{t(lang, K::UnitsHead)}</th>
                        <th scope="col" class="bullet-col">{t(lang, K::ProgressHead)}</th>
                        <th scope="col" class="n">{t(lang, K::ClaimedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::WayShort)}</th>
                        <th scope="col" class="n">{t(lang, K::AgainstPlan)}</th>
                        <th scope="col" class="wide-only">{t(lang, K::EightWeeks)}</th>
                        <th scope="col" class="n">{t(lang, K::StatusLate)}</th>
                        <th scope="col" class="n">{t(lang, K::StatusUnverified)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    view! { <Section lang title=K::BlocsTitle note>{table}</Section> }.into_any()
}

fn line(frame: &Frame, row: &BlocRow) -> AnyView {
    let lang = frame.lang;
    let f = row.figures;
    let path = href(frame, &format!("/units?bloc={}", row.bloc.code()));
    let bullet = chart::bullet(&f, f.measured(), &bullet_label(lang, &f));
    let of = Of::Bloc(row.bloc);
    let share = |share: ShareOf| explained(frame, &of, share, &f);
    let count = |status| explained_count(frame, &of, What::Status(status), &f);
    let hidden: Vec<_> = Status::ALL
        .iter()
        .filter(|s| !matches!(s, Status::Late | Status::Unverified))
        .map(|s| status_count(lang, &f, *s))
        .collect();
    view! {
        <tr data-scope="bloc" data-code=row.bloc.code()>
            <th scope="row">
                <a href=path>{text::bloc(lang, row.bloc)}</a>
            </th>
            <td class="n less" data-label=t(lang, K::UnitsHead)>{text::integer(lang, row.units as i64)}</td>
            <td class="bullet-col">
                <div inner_html=bullet></div>
                <span class="sr">
                    {t(lang, K::Plan)} " " {figure(lang, "expected_original", f.expected_original())}
                    ", " {t(lang, K::PlanNow)} " " {figure(lang, "expected", f.expected())}
                </span>
                <span hidden>{hidden}</span>
            </td>
            <td class="n less" data-label=t(lang, K::ClaimedShort)>{share(ShareOf::Claimed)}</td>
            <td class="n" data-label=t(lang, K::AcceptedShort)>
                <b>{share(ShareOf::Accepted)}</b>
            </td>
            <td class="n less" data-label=t(lang, K::WayShort)>{share(ShareOf::Measured)}</td>
            <td class="n nowrap key" data-label=t(lang, K::AgainstPlan)>
                {explained_gap(frame, &of, &f)}
            </td>
            <td class="wide-only" inner_html=chart::accepted_line(&row.weeks)></td>
            <td class="n nowrap" data-label=t(lang, K::StatusLate)>
                {count(Status::Late)}
                <span class="quiet">{format!("/{}", text::integer(lang, i64::from(f.duties)))}</span>
            </td>
            <td class="n" data-label=t(lang, K::StatusUnverified)>{count(Status::Unverified)}</td>
        </tr>
    }
    .into_any()
}
